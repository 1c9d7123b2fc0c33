"""The Career Development Plan on paper."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.pdf_rules import check
from umdesk.documents import cdp
from umdesk.domain.privacy_notice import PrivacyNotice
from umdesk.domain.snapshots import (
    ActivityLine,
    CompetencyLine,
    CostLine,
    GoalLine,
    PlanSnapshot,
    snapshot_digest,
)

WORDS = "This comment goes on and on so that it has to break over pages. "


def test_everything_that_was_agreed_can_be_read_in_order(plan):
    read = check(cdp.render(plan, draft=False).data)

    headings = [node.text for node in read.root.all("H1", "H2")]
    assert headings == [
        "Career Development Plan",
        "Goals",
        "Competencies",
        "Activities",
        "Estimated costs",
        "Training and development assignments",
        "Support and comments",
        "Reviews planned",
        "Notice about the information on this form",
        "What this revision changes",
        "Signatures",
    ]
    for sentence in (
        "California Department of Example Redding Field Office Plan 2026-0007 Revision 3, amended plan",
        "Participant Rebecca Nelson Employee number 004217 Plan period Jul 1, 2026 to Jun 30, 2027",
        "Target class 5157 Staff Services Analyst (General)",
        "Upward mobility coordinator Maria Ortega Mentor or coach Ann Lee",
        "Reason for this revision: The target class changed after the spring exam. What it changes",
        "Learns fast. Supervisor's approval Approves Participant's comments I look forward to this.",
        "Quarterly, the next by Sep 30, 2026.",
        "This plan is not a promise of promotion.",
    ):
        assert sentence in read.text


def test_tables_hold_the_lines_and_their_totals(plan):
    read = check(cdp.render(plan, draft=False).data)

    assert read.rows(0) == [
        ["Short-term goals", "Reached by", "How it will be seen"],
        ["1. Pass the exam.", "Mar 31, 2027", "On the list of eligibles"],
        ["2. Learn the budget cycle.", "", ""],
    ]
    assert read.rows(1)[1:] == [["3. Work as an analyst in fiscal services.", "", ""]]
    assert read.rows(2)[1:] == [["1. Analysis", "Has not done this at work", "Compares costs"]]
    assert read.rows(3)[1:] == [
        ["1. Reconcile monthly reports", "on-the-job training", "Fiscal Services", "Jul 6, 2026", "Dec 18, 2026",
         "384", "", "Goal 1 also Competency 1"],
        ["2. Accounting", "college course Category: Job-Related Optional",
         "Shasta College Resource: Tuition reimbursement", "", "", "24", "96.5", ""],
        ["All activities", "", "", "", "", "408", "96.5", ""],
    ]  # fmt: skip
    assert read.rows(4)[1:] == [
        ["Tuition", "tuition", "Activity 2", "Training fund", "TR-118", "Aug 20, 2026", "$138.00"],
        ["Books", "books", "", "", "", "", "$212.40"],
        ["Total", "", "", "", "", "", "$350.40"],
    ]
    assert read.rows(5)[1:] == [["Target class", "1138 Office Technician", "5157 Staff Services Analyst (General)"]]
    assert read.rows(6) == [
        ["Signed by", "Printed name", "Signature", "Date"],
        ["Employee", "Rebecca Nelson", "", ""],
        ["Supervisor", "Daniel Nguyễn", "", ""],
        ["Coordinator", "Maria Ortega", "", ""],
    ]


def test_the_coordinator_signs_only_where_the_department_asks(plan):
    read = check(cdp.render(replace(plan, coordinator_signs=False), draft=False).data)

    assert [row[0] for row in read.rows(6)] == ["Signed by", "Employee", "Supervisor"]


def test_an_unwritten_part_of_the_notice_is_a_marked_blank(plan):
    read = check(cdp.render(plan, draft=False).data)

    assert "Agency and unit that asks Department of Example, Redding Field Office." in read.text
    assert read.text.count("(to be written by the department)") == 7


def test_each_page_says_plan_revision_page_and_digest_as_an_artifact(plan):
    long = replace(plan, supervisor_comments=WORDS * 60)
    pdf = cdp.render(long, draft=False)

    read = check(pdf.data)
    footers = [page[-1] for page in read.artifacts]
    digest = snapshot_digest(long)
    assert pdf.digest == digest
    assert footers == [f"2026-0007 R3 {page}/{pdf.pages} {digest[:10]}" for page in range(1, pdf.pages + 1)]
    assert digest[:10] not in read.text


def test_a_draft_says_so_once_to_the_ear_and_on_each_page_to_the_eye(plan):
    read = check(cdp.render(plan, draft=True).data)

    assert read.text.count("DRAFT") == 1
    assert all(page[0] == "DRAFT" for page in read.artifacts)
    assert [page[-1] for page in read.artifacts] == [f"DRAFT {page}/3" for page in (1, 2, 3)]
    assert read.title.endswith("(draft)")


def test_the_list_of_changes_begins_a_page_and_the_signatures_follow_on_it(plan):
    read = check(cdp.render(plan, draft=False).data)

    headings = {node.text: node.pages for node in read.root.all("H2")}
    assert headings["What this revision changes"] == headings["Signatures"] == {read.page_count - 1}
    assert headings["Notice about the information on this form"] < {0, 1}
    unchanged = check(cdp.render(replace(plan, changes=()), draft=False).data)
    assert "Nothing differs from the revision before." in unchanged.text
    further = check(cdp.render(replace(plan, changes_since=1), draft=False).data)
    assert "What it changes against revision 1, the last in force, is listed above the signatures." in further.text
    first = check(cdp.render(replace(plan, revision_number=1, kind="initial"), draft=False).data)
    assert "changes" not in first.text


def test_the_total_of_a_table_never_stands_without_a_line(plan):
    for number in range(14, 40):
        costs = tuple(CostLine(f"Cost {each}", Decimal(1)) for each in range(number))
        read = check(cdp.render(replace(plan, costs=costs), draft=False).data)
        *_, last, total = read.root.all("Table")[4].all("TR")
        assert last.pages == total.pages


def test_the_same_plan_gives_the_same_bytes(plan):
    assert cdp.render(plan, draft=False) == cdp.render(replace(plan), draft=False)
    assert cdp.render(plan, draft=True).data != cdp.render(plan, draft=False).data


def test_plans_drawn_at_the_same_time_do_not_mix(plan):
    plans = [
        replace(plan, plan_number=f"2026-{number:04d}", participant="Đặng Նարինե Щ"[number:]) for number in range(8)
    ]
    alone = [cdp.render(one, draft=False) for one in plans]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda one: cdp.render(one, draft=False), plans * 2))

    assert together == alone * 2


def test_a_plan_that_nobody_filled_in_is_a_form_to_write_on(plan):
    empty = PlanSnapshot(
        "Department", "Office", "2026-0001", 1, None, None, "Chase Bruce", "", "", "", "", "", "", "", ""
    )

    read = check(cdp.render(empty, draft=False).data)

    assert read.page_count == 2
    assert "No costs are planned." in read.text
    assert [len(row) for row in read.rows(3)] == [8, 8]


HOSTILE = "<b>bold</b> & </para> <img src='x'/> &amp; =HYPERLINK(\"http://x\") %s {0} \\ ( ) [BDC] EMC"


def test_what_people_type_is_never_markup(plan):
    typed = replace(
        plan,
        participant=HOSTILE,
        supervisor_comments=HOSTILE,
        activities=(ActivityLine("other", HOSTILE, HOSTILE),),
        short_goals=(GoalLine(HOSTILE),),
        department=HOSTILE,
    )

    read = check(cdp.render(typed, draft=False).data)

    flat = " ".join(read.text.split())
    assert flat.count(HOSTILE) >= 5


@pytest.mark.parametrize(
    "name",
    [
        "Ngọc Trâm Đặng Nguyễn",
        "Nguye\u0302\u0303n",  # decomposed: drawn and read composed
        "Նարինե Սարգսյան",
        "Алексей Щербаков",
        "Ελένη Παπαδοπούλου",
        "Ἀθηνᾶ",
        "Łukasz Żółć, Ñandú, Šťastný",
        "m\u0303g\u0303",  # no composed form exists
    ],
)
def test_names_of_many_scripts_are_drawn_and_read_back(plan, name):
    import unicodedata

    pdf = cdp.render(replace(plan, participant=name), draft=False)

    assert pdf.unprintable == ()
    assert f"Participant {unicodedata.normalize('NFC', name)} Employee number" in check(pdf.data).text


def test_a_character_that_no_font_has_shows_as_a_replacement_and_is_reported(plan):
    pdf = cdp.render(replace(plan, participant="東 Lee 🎓\x07", unit="京東"), draft=False)

    assert set(pdf.unprintable) == {"東", "京", "🎓", "\x07"}
    assert len(pdf.unprintable) == 4
    assert "Participant \ufffd Lee \ufffd\ufffd" in check(pdf.data).text


def test_table_headers_come_again_as_artifacts_on_every_page(plan):
    lines = tuple(ActivityLine("workshop", f"Activity {number}", "CalLearns") for number in range(80))

    read = check(cdp.render(replace(plan, activities=lines), draft=False).data)

    table = read.root.all("Table")[3]
    assert len(table.pages) >= 3
    assert len([row for row in read.rows(3) if ". Activity " in row[0]]) == 80
    first, *further = sorted(table.pages)
    assert "Provider" not in read.artifacts[first]
    assert all("Provider" in read.artifacts[page] for page in further)
    assert len(table.all("THead")) == 1


def test_a_cell_higher_than_a_page_breaks_and_stays_one_cell(plan):
    line = ActivityLine("workshop", WORDS * 60, "CalLearns", date(2026, 7, 1))

    read = check(cdp.render(replace(plan, activities=(line,)), draft=False).data)

    row = read.root.all("Table")[3].kids[1].kids[0]
    assert len(row.kids[0].pages) >= 2
    assert row.kids[0].text == " ".join(f"1. {WORDS * 60}".split())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    activities=st.integers(0, 40),
    costs=st.integers(0, 40),
    sentences=st.integers(0, 120),
    notice=st.integers(0, 30),
)
def test_signatures_stay_together_and_never_stand_alone(plan, activities, costs, sentences, notice):
    filled = replace(
        plan,
        activities=tuple(ActivityLine("other", f"Activity {number}") for number in range(activities)),
        costs=tuple(CostLine(f"Cost {number}", Decimal(number)) for number in range(costs)),
        participant_comments=WORDS * sentences,
        notice=PrivacyNotice(*[WORDS * notice] * 2),
    )
    pdf = cdp.render(filled, draft=False)

    read = check(pdf.data)
    assert read.page_count == pdf.pages
    (heading,) = (node for node in read.root.all("H2") if node.text == "Signatures")
    signatures = read.root.all("Table")[-1]
    (page,) = signatures.pages | heading.pages
    others = [node for node in read.root.kids[: read.root.kids.index(heading)] if page in node.pages]
    assert others, "nothing of the plan stands above the signatures"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs"]), max_size=400),
        min_size=3,
        max_size=3,
    )
)
def test_any_text_makes_a_sound_document(plan, texts):
    filled = replace(
        plan,
        participant=texts[0],
        support=texts[1],
        competencies=(CompetencyLine(texts[2], texts[1], texts[0]),),
    )

    check(cdp.render(filled, draft=False).data)
