"""The papers beside a plan: text, tags and page counts, with little, much and nothing on them."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfua
import pytest
from pypdf import PdfReader

from tests.documents.pdf_rules import check
from umdesk.documents import certificate, participant_copy, review_form, withdrawal
from umdesk.domain.plan_papers import (
    CertificateSnapshot,
    CopyActivity,
    CopySnapshot,
    ReviewedActivity,
    ReviewSnapshot,
    WithdrawalSnapshot,
)
from umdesk.domain.snapshots import snapshot_digest

LONG = "Wide words go on and on " * 40
COPY = CopySnapshot(
    "Department of Example", "Redding Field Office", "2026-0007 R3 copy", "2026-0007", 3, "Rebecca Nelson",
    "5157 Staff Services Analyst (General)", "Jul 1, 2026 to Jun 30, 2027", "I signed this plan on Jul 6, 2026.",
    goals=(("Pass the exam.", date(2027, 3, 31)), ("Learn the budget cycle.", None)),
    activities=(CopyActivity("Accounting", "Shasta College", date(2026, 9, 1), date(2026, 12, 18)),),
    ask=(("My supervisor", "Daniel Nguyễn"), ("Upward mobility coordinator", "")),
    next_review=date(2026, 9, 30),
    no_promise="This plan is not a promise of promotion.",
)  # fmt: skip
REVIEW = ReviewSnapshot(
    "Department of Example", "Redding Field Office", "2026-0007 V2", "2026-0007", 3, "Rebecca Nelson", "004217",
    "Shasta-Trinity Unit", "1379 Office Assistant (Typing)", "5157 Staff Services Analyst (General)", "Daniel Nguyễn",
    "Maria Ortega", "quarterly", date(2026, 9, 30), date(2026, 9, 20), goals=COPY.goals,
    activities=(
        ReviewedActivity("Accounting", "Sep 1, 2026 to Dec 18, 2026", "in progress", date(2026, 9, 10), "12 of 96"),
    ),
    agreed_before="Ask for a seat in October.",
)  # fmt: skip
CERTIFICATE = CertificateSnapshot(
    "Department of Example", "Redding Field Office", "2026-0007 C1", "Certificate of completion", "Rebecca Nelson",
    "has completed the Upward Mobility Program.", date(2027, 6, 30),
    (("Supervisor", "Daniel Nguyễn"), ("Upward mobility coordinator", "Maria Ortega")),
)  # fmt: skip
WITHDRAWAL = WithdrawalSnapshot(
    "Department of Example", "Redding Field Office", "2026-0007 W1", "2026-0007", "Rebecca Nelson", "004217",
    "Shasta-Trinity Unit", "1379 Office Assistant (Typing)", "Daniel Nguyễn", "Maria Ortega", date(2026, 7, 1),
    date(2026, 11, 1), "Moves to another department.", ("The plan and its reviews.",), "One may apply again.",
)  # fmt: skip


def test_the_participants_copy_is_one_page_whatever_was_agreed():
    read = check(participant_copy.render(COPY).data)
    for words in ("Pass the exam. Mar 31, 2027", "Accounting Shasta College Sep 1, 2026 Dec 18, 2026",
                  "Upward mobility coordinator not named yet", "By Sep 30, 2026, with my supervisor."):  # fmt: skip
        assert words in read.text
    assert read.page_count == 1
    much = replace(
        COPY,
        goals=((LONG, date(2027, 1, 1)),) * 30,
        activities=(CopyActivity(LONG, LONG, date(2026, 9, 1)),) * 60,
        **dict.fromkeys(("department", "office", "participant", "target", "no_promise"), LONG),
    )
    pdf = participant_copy.render(much)
    assert pdf.pages == 1
    read = check(pdf.data)
    shown = [len(table.kids[1].kids) for table in read.root.all("Table")]
    assert f"And {30 - shown[0]} more goals: see the plan." in read.text
    assert f"And {60 - shown[1]} more activities: see the plan." in read.text
    assert min(shown) >= 2
    nothing = replace(COPY, goals=(), activities=(), ask=(), next_review=None, no_promise="", target="", period="")
    read = check(participant_copy.render(nothing).data)
    assert "No activity is written yet." in read.text
    assert "No review is planned yet." in read.text


def test_the_review_form_holds_what_is_on_record_and_lines_for_two_signatures():
    read = check(review_form.render(REVIEW).data)
    assert "Quarterly review. Filled in from the record on Sep 20, 2026" in read.text
    assert read.rows(1)[1] == [
        "Accounting", "Sep 1, 2026 to Dec 18, 2026", "In progress on Sep 10, 2026", "12 of 96", "",
    ]  # fmt: skip
    assert "Ask for a seat in October." in read.text
    assert [row[:2] for row in read.rows(2)[1:]] == [["Participant", "Rebecca Nelson"], ["Supervisor", "Daniel Nguyễn"]]
    assert read.text.count("(to be written by the department)") == 8
    empty = check(
        review_form.render(replace(REVIEW, kind="", due=None, goals=(), activities=(), agreed_before="")).data
    )
    assert "What the last review left to do" not in empty.text


def test_a_certificate_is_one_page_with_a_line_for_each_who_signs():
    for name in ("Rebecca Nelson", "Ngọc Trâm Đặng Nguyễn " * 4):
        read = check(certificate.render(replace(CERTIFICATE, participant=name)).data)
        assert read.page_count == 1
        assert read.text.count("Signature") == 2
        assert "has completed the Upward Mobility Program. Jun 30, 2027" in read.text


def test_goals_stand_in_full_on_the_copy_as_long_as_shorter_activities_make_room():
    goal = "Prepare a complete month-end reconciliation of one fund, checked by an accounting officer."
    activities = (CopyActivity(LONG, "Shasta College", date(2026, 9, 1)),) * 8
    read = check(participant_copy.render(replace(COPY, goals=((goal, None),) * 4, activities=activities)).data)
    assert read.text.count(goal) == 4


@pytest.mark.parametrize("lines", range(14, 22))
def test_the_notice_of_a_form_stands_on_one_page(lines: int):
    pdf = withdrawal.render(replace(WITHDRAWAL, ends=("Activity “Accounting”, not started.",) * lines))
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf.data)).pages]
    found = [
        number for number, text in enumerate(pages) for part in ("Agency and unit", "Your right to") if part in text
    ]
    assert len(found) == 2
    assert found[0] == found[1]


def test_a_withdrawal_form_is_filled_in_or_blank():
    read = check(withdrawal.render(WITHDRAWAL).data)
    assert "Moves to another department." in read.text
    assert "Coming back One may apply again." in read.text
    blank = check(withdrawal.render(replace(WITHDRAWAL, effective=None, reason="")).data)
    assert [row[0] for row in blank.rows(0)] == ["Signed by", "Participant", "Supervisor", "Coordinator"]


@pytest.mark.parametrize(
    ("render", "snapshot"),
    [
        (participant_copy.render, COPY), (review_form.render, REVIEW), (certificate.render, CERTIFICATE),
        (withdrawal.render, WITHDRAWAL),
    ],
)  # fmt: skip
def test_each_page_is_known_by_number_and_digest_and_pdfua_finds_nothing(render, snapshot, tmp_path):
    pdf = render(snapshot)
    read = check(pdf.data)
    digest = snapshot_digest(snapshot)
    assert pdf.digest == digest
    wanted = [f"{snapshot.number} {page}/{pdf.pages} {digest[:10]}" for page in range(1, pdf.pages + 1)]
    assert [page[-1] for page in read.artifacts] == wanted
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf.data)
    assert pdfua.validate(str(path)).findings == ()
