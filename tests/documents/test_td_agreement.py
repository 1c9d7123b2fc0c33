"""The agreement on a T&D assignment on paper, read back by its structure."""

from dataclasses import replace
from datetime import date

import pytest

from tests.documents.pdf_rules import check
from umdesk.documents import td_agreement
from umdesk.domain.privacy_notice import PrivacyNotice
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.td_snapshot import TDAgreementSnapshot
from umdesk.domain.td_words import Purpose


@pytest.fixture
def agreement() -> TDAgreementSnapshot:
    """An agreement as a coordinator would write it."""
    return TDAgreementSnapshot(
        department="California Department of Example",
        office="Redding Field Office",
        number="2026-0007 T2",
        plan_number="2026-0007",
        employee="Rebecca Nelson",
        employee_number="004217",
        present_class="1379 Office Assistant (Typing)",
        td_class="5157 Staff Services Analyst (General)",
        purposes=(Purpose.EXPERIENCE, Purpose.FIELD),
        duties="Reconciles monthly reports\nLearns the budget cycle from Daniel Nguyễn",
        from_unit="Shasta-Trinity Unit",
        to_unit="Fiscal Services",
        first=date(2026, 6, 1),
        last=date(2026, 11, 30),
        lasts="6 months",
        time_base="Full time",
        standing=("18 months of 24 are used by the last day, 6 months are left.", "Last allowed day: May 31, 2027."),
        current_supervisor="Dana Whitfield",
        new_supervisor="Sam Ortiz",
        over_reason="Apprenticeship",
        replaces="2026-0007 T1",
        notice=PrivacyNotice(agency="Department of Example, Redding Field Office."),
    )


def test_the_agreement_has_what_the_three_sign_for(agreement: TDAgreementSnapshot) -> None:
    pdf = td_agreement.render(agreement, draft=False)

    read = check(pdf.data)
    assert read.title == "Training and Development Agreement 2026-0007 T2"
    for words in (
        "Agreement 2026-0007 T2 Career Development Plan 2026-0007",
        "This agreement replaces 2026-0007 T1.",
        "Employee Rebecca Nelson Employee number 004217",
        "Present class 1379 Office Assistant (Typing) T&D class 5157 Staff Services Analyst (General)",
        "From unit Shasta-Trinity Unit To unit Fiscal Services",
        "Current supervisor Dana Whitfield New supervisor Sam Ortiz",
        "First day Jun 1, 2026 Last day Nov 30, 2026 Length 6 months Time base Full time",
        "Experience or skills for the minimum or desirable qualifications of the T&D class",
        "Entry into another occupational or career field",
        "Reconciles monthly reports Learns the budget cycle from Daniel Nguyễn",
        "18 months of 24 are used by the last day, 6 months are left. • Last allowed day: May 31, 2027.",
        "Reason for going over the limit: Apprenticeship",
        "10 working days after its receipt at most (2 CCR 438)",
        "the right to return to the former position (Government Code 19050.8)",
        "permanent status in the present class, and a license or certificate that the T&D class asks for: ask HR",
        "Department of Example, Redding Field Office.",
    ):
        assert words in read.text
    assert read.rows(0) == [
        ["Signed by", "Printed name", "Signature", "Date"],
        ["Employee", "Rebecca Nelson", "", ""],
        ["Current supervisor", "Dana Whitfield", "", ""],
        ["New supervisor", "Sam Ortiz", "", ""],
    ]
    digest = snapshot_digest(agreement)[:10]
    assert (pdf.pages, pdf.unprintable) == (2, ())
    assert [page[-1] for page in read.artifacts] == [f"2026-0007 T2 {page}/2 {digest}" for page in (1, 2)]
    assert td_agreement.render(agreement, draft=False).data == pdf.data


def test_signatures_stay_together_under_any_length_of_duties(agreement: TDAgreementSnapshot) -> None:
    for lines in (0, 12, 19, 26, 80):
        duties = "\n".join(f"Duty {number}" for number in range(lines))
        read = check(td_agreement.render(replace(agreement, duties=duties), draft=False).data)
        (signing,) = read.root.all("Table")
        heading = next(node for node in read.root.all("H2") if node.text == "Signatures")
        assert signing.pages == heading.pages
        (page,) = signing.pages
        others = [node for node in read.root.kids if node not in (signing, heading)]
        assert any(page in node.pages and not node.text.startswith("By signing") for node in others)


def test_a_draft_says_so_and_carries_no_codes(agreement: TDAgreementSnapshot) -> None:
    read = check(td_agreement.render(replace(agreement, replaces="", over_reason=""), draft=True).data)
    assert "DRAFT. This page is not for signature; the assignment may still change." in read.text
    assert "replaces" not in read.text
    assert "going over" not in read.text
    assert all(not page[-1].startswith("2026-0007") for page in read.artifacts)
