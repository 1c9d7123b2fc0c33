"""The progress report, the director's page and the evaluation, over a real program of some years."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.annual_office import AnnualOffice, names, number
from tests.conftest import SetClock
from umdesk.documents import report
from umdesk.domain.counts import Period, calendar_year_period, program_year_period
from umdesk.domain.reports import charted
from umdesk.domain.reports.model import Bars, Content, Table, Words
from umdesk.services.programs import Program
from umdesk.services.reporting import making
from umdesk.storage.models import (
    Action,
    Allocation,
    AllocationChange,
    Application,
    Appointment,
    Cycle,
    Decision,
    MoneyRecord,
    Plan,
    PlanActivity,
    PlanItem,
    Progress,
    Revision,
    RevisionStep,
    new_id,
)


@pytest.fixture
def office(program: Program, clock: SetClock) -> AnnualOffice:
    clock.set(datetime(2026, 8, 3, 17, tzinfo=UTC))
    return AnnualOffice(program)


def made(office: AnnualOffice, kind: str, period: Period) -> Content:
    office.put()
    return making.make(office.program, kind, period).content


def side_by_side(content: Content) -> dict[str, list[object]]:
    """The rows of the evaluation as plain values."""
    rows = next(part for part in content.parts if isinstance(part, Table)).rows
    return {str(row[0]): [getattr(cell, "value", cell) for cell in row[1:]] for row in rows}


def test_the_progress_report_counts_a_calendar_year_and_has_the_goals_of_both_program_years(
    office: AnnualOffice,
) -> None:
    nelson = office.person("Nelson", (date(2020, 1, 1), "1441"))
    office.participation(nelson, (date(2024, 3, 1), "active"), (date(2024, 12, 31), "completed"))
    office.moved(nelson, date(2025, 12, 30))  # a participant until Dec 30, 2024: still within the 12 months
    late = office.person("Late", (date(2020, 1, 1), "2011"))
    office.participation(late, (date(2024, 3, 1), "active"), (date(2024, 12, 30), "completed"))
    office.moved(late, date(2025, 12, 30), from_class_code="2011")  # a day too late, and no UM hire
    bridged = office.person("Bridged", (date(2020, 1, 1), "2011"))
    office.participation(bridged, (date(2025, 1, 1), "active"))
    office.moved(bridged, date(2025, 2, 28), from_class_code="2011", to_class_code="5278", route="bridging")
    office.moved(bridged, date(2025, 12, 31), from_class_code="5278", route="apprenticeship")
    office.moved(bridged, date(2026, 1, 1), from_class_code="5157", to_class_code="5393", route="exam")
    for year in (2025, 2026):
        office.goal(year, "hiring", 3, approved_on=date(2025, 1, 1))
        office.goal(year, "participation", 1, approved_on=date(2025, 1, 1))
    content = made(office, "progress", calendar_year_period(2025))
    assert names(content, "um-hires") == ["Bridged", "Nelson"]
    assert names(content, "um-moves") == ["Bridged", "Late", "Nelson"]
    assert names(content, "into-bridging") == ["Bridged"]
    assert names(content, "apprentices") == ["Bridged"]
    groups = next(part for part in content.parts if isinstance(part, Table))
    assert [[getattr(cell, "value", cell) for cell in row] for row in groups.rows] == [
        ["Horticulture", 0, 0],
        ["Office and allied", 1, 1],
        ["Custodian and domestic", 0, 1],
        ["Mechanical and construction trades", 0, 0],
        ["Bridging classes", 1, 1],
    ]
    assert content.data["goals"]["2026"]["hiring"]["reached"] == 2  # type: ignore[index]
    assert [part.title for part in content.parts if isinstance(part, Words)] == [
        "Why goals of 2024-25 and 2025-26 were missed", "What the next two years need",
    ]  # fmt: skip
    assert len(content.asks) == 2
    assert content.notes[0] == (
        "The report of the calendar year 2025 is due to CalHR by Jul 1, 2026 (Gov. Code 19402(b)(1))."
    )
    assert "whether only people in the program count" in content.notes[1]
    half = made(office, "progress", Period(date(2025, 1, 15), date(2025, 12, 31)))
    assert not any("is due" in note for note in half.notes)


def test_the_director_sees_five_years_and_what_the_budget_did(office: AnnualOffice) -> None:
    nelson = office.person("Nelson", (date(2020, 1, 1), "1441"))
    part = office.participation(nelson, (date(2023, 7, 1), "active"))
    office.moved(nelson, date(2024, 2, 29))
    office.goal(2024, "hiring", 1)
    office.goal(2026, "hiring", 2)
    allocation = new_id()
    office.add(
        Allocation(id=allocation, year=2026, amount=Decimal(1000)),
        AllocationChange(allocation_id=allocation, on=date(2026, 1, 5), amount=Decimal("-250.50"), reason="Cut",
                         made_by="Ortega"),
        MoneyRecord(participation_id=part, on=date(2026, 2, 1), amount=Decimal("300.25")),
    )  # fmt: skip
    content = made(office, "director", program_year_period(2026))
    picture = next(part for part in content.parts if isinstance(part, Bars))
    assert picture.categories == ("2023-24", "2024-25", "2025-26")
    no = "no goal"
    assert {
        one.name: [cell if isinstance(cell, str) else cell.value for cell in one.numbers] for one in picture.series
    } == {
        "Participants": [1, 1, 1],
        "Participation goal": [no, no, no],
        "UM hires": [1, 0, 0],
        "Hiring goal": [1, no, 2],
    }  # fmt: skip
    assert "2024-25: Participants 1, Participation goal: no goal, UM hires 0, Hiring goal: no goal" in (
        charted.in_words(picture)
    )
    assert [row[2] for row in charted.table(picture).rows] == [no] * 3
    assert number(content, "budget/left").value == Decimal("449.25")
    assert [part.title for part in content.parts if isinstance(part, Words)] == ["What needs attention"]
    office.text(2026, "words for the director", "A good year.")
    office.goal(2026, "apprenticeship", 1)
    content = made(office, "director", program_year_period(2026))
    assert Words("From the program", ("A good year.",)) in content.parts
    attention = next(part for part in content.parts if isinstance(part, Words))
    assert "The hiring and apprenticeship goals of 2025-26 are missed." in " ".join(attention.paragraphs)


def test_the_evaluation_puts_each_thing_into_its_year_once(office: AnnualOffice) -> None:
    nelson = office.person("Nelson", (date(2020, 1, 1), "1441"))
    cycle, application = new_id(), new_id()
    office.put()
    with office.program.reading() as session:
        appointment = session.query(Appointment.id).scalar()
    office.add(
        Cycle(id=cycle, name="Spring 2024", state="closed", aggregate="mean", minimum_raters=3,
              spread_threshold=Decimal(20), tie_ladder=[]),
        Application(id=application, number="2024-0001", cycle_id=cycle, person_id=nelson, appointment_id=appointment,
                    received=date(2024, 6, 30), state="selected"),
        Decision(application_id=application, outcome="selected", reason="", decided_by="Ortega",
                 decided_at=datetime(2024, 7, 1, 17, tzinfo=UTC), applied_at=datetime(2024, 7, 1, 17, tzinfo=UTC)),
    )  # fmt: skip
    part = office.participation(nelson, (date(2024, 7, 1), "active"), (date(2026, 6, 30), "completed"))
    plan, course, talk = new_id(), new_id(), new_id()
    first, second = new_id(), new_id()
    office.add(
        Plan(id=plan, participation_id=part, number="2025-0001"),
        Revision(id=first, plan_id=plan, number=1, state="superseded", started_on=date(2024, 8, 1),
                 employee_signed=date(2024, 9, 1), supervisor_signed=date(2024, 9, 2)),
        Revision(id=second, plan_id=plan, number=2, state="signed", started_on=date(2025, 6, 1),
                 employee_signed=date(2025, 6, 30), supervisor_signed=date(2025, 7, 1)),
        RevisionStep(revision_id=first, from_state="signed", to_state="superseded", made_by="Ortega",
                     made_at=datetime(2025, 6, 15, tzinfo=UTC)),
        *(PlanItem(id=item, plan_id=plan, kind="activity") for item in (course, talk)),
        *(PlanActivity(revision_id=version, item_id=item, position=0, type="college course", text="Accounting")
          for version in (first, second) for item in (course, talk)),
        Progress(participation_id=part, item_id=course, on=date(2024, 10, 1), status="in progress",
                 hours=Decimal("1.5")),
        Progress(participation_id=part, item_id=course, on=date(2025, 6, 30), status="done", hours=Decimal("0.125")),
        Progress(participation_id=part, item_id=course, on=date(2025, 7, 1), status="done", hours=Decimal(2)),
        Progress(participation_id=part, item_id=talk, on=date(2025, 8, 1), status="done"),
        Progress(participation_id=part, item_id=talk, on=date(2025, 9, 1), status="in progress"),
        Progress(participation_id=part, item_id=talk, on=date(2026, 1, 1), status="done"),
    )  # fmt: skip
    office.moved(nelson, date(2025, 7, 1))
    office.goal(2025, "hiring", 1)
    office.goal(2026, "hiring", 1)
    content = made(office, "evaluation", program_year_period(2026))
    assert side_by_side(content) == {
        "Applicants": [1, 0, 0],
        "Eligible": [1, 0, 0],
        "Selected": [0, 1, 0],
        "Participants": [0, 1, 1],
        "Withdrew or ended": [0, 0, 0],
        "Completed": [0, 0, 1],
        "Plans signed": [0, 1, 1],
        "Activities done": [0, 1, 1],
        "Training hours": [0, Decimal("1.625"), 2],
        "UM hires": [0, 0, 1],
        "Hiring goal": [None, 1, 1],
        "Goal met": ["no goal", "missed", "met"],
        "Allocated": ["no budget"] * 3,
        "Spent": [0] * 3,
    }
    assert content.notes == ("Years before 2023-24 are left out: nothing of them is on record here.",)
    assert [line.what for line in number(content, "2026/activities done").lines] == ["Accounting"]
    assert content.asks == ("Write the evaluation of 2025-26 under Program year, Words for reports.",)
    may = made(office, "evaluation", Period(date(2025, 7, 1), date(2025, 12, 31)))
    assert side_by_side(may)["Completed"] == [0] * 3
    assert [part.columns[-1] for part in may.parts if isinstance(part, Table)] == ["2025-26 (part)"]
    assert side_by_side(may)["Activities done"] == [0, 1, 0]  # done once and begun again by then


def test_the_evaluation_of_a_period_that_reaches_ahead_ends_with_the_year_that_is_running(office: AnnualOffice) -> None:
    office.goal(2023, "hiring", 0)
    content = made(office, "evaluation", Period(date(2024, 7, 1), date(2030, 6, 30)))
    (years,) = (part.columns for part in content.parts if isinstance(part, Table))
    assert years == ("What", "2022-23", "2023-24", "2024-25", "2025-26", "2026-27 (part)"), "today is in July 2026"
    assert content.notes == (), "a goal of nobody is on record too"


def test_the_director_is_told_what_needs_attention(office: AnnualOffice) -> None:
    """Of a finished year without goals, then with missed ones, an overdue action and a budget that does not hold."""

    def told(year: int) -> tuple[str, ...]:
        content = made(office, "director", program_year_period(year))
        return next(part.paragraphs for part in content.parts if isinstance(part, Words))

    assert told(2026) == (
        "The participation and hiring goals of 2025-26 are not set.", "No budget of 2025-26 is on record.",
    )  # fmt: skip
    for year in (2025, 2026):
        office.goal(year, "hiring", 2)
    office.goal(2026, "participation", 0)
    person = office.person("Nelson", (date(2020, 1, 1), "1441"))
    part = office.participation(person, (date(2024, 7, 1), "active"))
    office.add(
        Allocation(year=2026, amount=Decimal(100)),
        MoneyRecord(participation_id=part, on=date(2026, 2, 1), amount=Decimal("300.25")),
        Action(year=2026, position=0, text="Visit each office", target_date=date(2026, 3, 1), status="in progress",
               extra={}),
        Action(year=2026, position=1, text="Write to all", target_date=date(2026, 3, 1), status="done", extra={}),
    )  # fmt: skip
    twice = "Goals were missed two years in a row: tell CalHR why and what is needed (Gov. Code 19402(b)(1))."
    assert told(2026) == (
        "The hiring goal of 2025-26 is missed.",
        twice,
        "The budget of 2025-26 is over-committed: Any kind of cost, no fund named by $200.25.",
        "Overdue in the action plan: “Visit each office”.",
    )
    office.goal(2027, "hiring", 1)
    office.goal(2027, "participation", 1)
    assert told(2027)[-1] == (
        "Due to CalHR: the Workforce Analysis by Jun 1, 2027 and the progress report by Jul 1, 2027."
    )
    for year in (2023, 2024):
        office.goal(year, "hiring", 1)
    office.text(2027, "words for the director", " ".join(["upward"] * 60))
    office.put()
    five = making.make(office.program, "director", program_year_period(2027))
    assert [len(part.categories) for part in five.content.parts if isinstance(part, Bars)] == [5, 1]
    assert report.render(five).pages == 1, "the oldest years give way to the words"
