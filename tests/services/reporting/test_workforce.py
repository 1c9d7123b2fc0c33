"""The Workforce Analysis worksheet and employees by class, over a real program of some years."""

from datetime import UTC, date, datetime

import pytest

from tests.annual_office import AnnualOffice, names, number
from tests.conftest import SetClock
from umdesk.domain.counts import Period, program_year_period
from umdesk.domain.reports import asked
from umdesk.domain.reports.model import Content, Table, Words
from umdesk.services.programs import Program
from umdesk.services.reporting import making
from umdesk.services.year import action_columns
from umdesk.storage.models import (
    Action,
    ClassOverride,
    HandbookElement,
    Headcount,
    JobClass,
    LadderStep,
    PlannedExam,
    Separation,
)


@pytest.fixture
def office(program: Program) -> AnnualOffice:
    return AnnualOffice(program)


def made(office: AnnualOffice, kind: str = "workforce-analysis", year: int = 2026) -> Content:
    office.put()
    return making.make(office.program, kind, program_year_period(year)).content


def table(content: Content, title: str) -> Table:
    return next(part for part in content.parts if isinstance(part, Table) and part.title == title)


def test_the_worksheet_has_the_numbers_of_the_year_and_of_the_calendar_year_before(office: AnnualOffice) -> None:
    nelson = office.person("Nelson", (date(2020, 1, 1), "1441"), (date(2025, 7, 1), "5157"))
    office.participation(nelson, (date(2023, 1, 1), "active"), (date(2024, 12, 31), "completed"))
    office.participation(nelson, (date(2025, 8, 1), "active"))
    office.moved(nelson, date(2025, 7, 1))  # a transfer on July 1 is of the new program year, and of calendar 2025
    reyes = office.person("Reyes", (date(2021, 1, 1), "1441"))
    office.participation(reyes, (date(2024, 1, 2), "active"), (date(2025, 7, 1), "completed"))
    office.moved(reyes, date(2025, 6, 30))  # the last day of the year before, of calendar 2025 as well
    office.moved(reyes, date(2024, 2, 29), to_class_code="1139")
    sulich = office.person("Sulich", (date(2021, 1, 1), "1441"))
    office.moved(sulich, date(2026, 5, 20))
    of_2025 = office.person("Vang", (date(2021, 1, 1), "1441"))
    office.moved(of_2025, date(2025, 3, 3))  # never in the program: a move that the law asks for, and no UM hire
    office.goal(2026, "hiring", 2, approved_on=date(2025, 8, 1))
    office.goal(2026, "participation", 1, reduced_to=0, reduction_answer="refused")
    content = made(office)
    assert content.data["participants"] == 1
    assert (names(content, "participants"), number(content, "participants").lines[0].on) == (
        ["Nelson"], date(2025, 8, 1),
    )  # fmt: skip
    assert names(content, "um-hires") == ["Nelson"]
    assert names(content, "um-moves") == ["Nelson", "Sulich"]
    assert names(content, "advancements") == ["Nelson", "Sulich"]
    assert names(content, "calendar-um-hires") == ["Nelson", "Reyes"]
    assert names(content, "calendar-um-moves") == ["Nelson", "Reyes", "Vang"]
    assert [(row[0], getattr(row[1], "value", row[1])) for row in table(content, asked.TITLE).rows] == [
        ("LPEL and ELTPA classes used", "see the lists"),
        ("Employees who formally take part", 1),
        ("Employees expected to advance", 2),
        ("Training budget", "no budget"),
        ("Annual goals and their timeframes", "see the list"),
        ("UM hires", 1),
        ("Employees who moved up in 2025", 3),
        ("Program handbook", "see the list"),
        ("Action plan", "see the list"),
    ]
    assert [one.key for one in content.parts[2].numbers][:3] == [  # type: ignore[union-attr]
        "participants",
        "um-hires",
        "2026/goal/hiring",
    ], "in the order in which CalHR names them"
    assert content.notes[0].endswith("Workforce Analysis dashboard and is due by Jun 1, 2026.")
    goals = content.data["goals"]
    assert isinstance(goals, dict)
    assert {kind: (found["goal"], found["reached"], found["missed"]) for kind, found in goals.items()} == {
        "participation": (1, 1, False), "hiring": (2, 1, False), "apprenticeship": (None, 0, False),
    }  # fmt: skip
    assert number(content, "2026/goal/hiring").value == 2
    assert not any("the year to come" in part.title for part in content.parts)
    office.goal(2027, "hiring", 5)
    to_come = table(made(office), "Goals of 2026-27, the year to come").rows
    assert [(row[0], row[1], row[2].value, row[3]) for row in to_come] == [  # type: ignore[union-attr]
        ("Hiring (expected to advance)", "Jul 1, 2026 to Jun 30, 2027", 5, "not approved yet")
    ], "due on Jun 1, the worksheet brings the goals of the next year too"
    without = "No apprenticeship goal is set for 2025-26"
    assert [note.partition(":")[0] for note in content.notes[2:]] == [without]
    assert number(content, "2026/difference/hiring").value == -1
    assert number(content, "2026/difference/participation").value == 0
    assert content.parts[0] == Words(
        "What this is", ("This is a worksheet to copy from. It is not CalHR's form.",)
    )  # fmt: skip
    assert "Allocate the money of 2025-26 under Program year, Budget: $0 where there is none." in content.asks
    when = "Enter when CalHR approved the participation goal of 2025-26, once it did,"
    assert f"{when} under Program year, Goals." in content.asks


def test_a_participant_who_moved_up_by_appointment_alone_is_asked_for(office: AnnualOffice) -> None:
    nelson = office.person("Nelson", (date(2020, 1, 1), "1441"), (date(2025, 10, 1), "5157"))
    office.participation(nelson, (date(2025, 8, 1), "active"))
    outside = office.person("Outside", (date(2020, 1, 1), "1441"), (date(2025, 10, 1), "5157"))
    told = "1 participant moved into an ELTPA class by appointment alone, so no number has the move"
    record = "Record the advancement with the plan, under Advancement and status."
    asked = f"{told}: 1441 to 5157 on Oct 1, 2025. {record}"
    for kind in ("workforce-analysis", "progress"):
        assert [ask for ask in made(office, kind).asks if "advancement" in ask] == [asked]
    for person in (nelson, outside):
        office.moved(person, date(2025, 10, 1))
    for kind in ("workforce-analysis", "progress"):
        assert not any("advancement" in ask for ask in made(office, kind).asks)


def test_everything_prepared_for_the_year_stands_in_the_worksheet(office: AnnualOffice) -> None:
    cost = action_columns.add(office.program, "Cost")
    office.add(
        Action(year=2026, position=0, text="Visit each field office", aim="Few apply", responsible="Ortega",
               target_date=date(2026, 3, 1), status="in progress", extra={cost: "$200", "gone": "x"}),
        Action(year=2025, position=0, text="Of another year", status="done", extra={}),
        PlannedExam(year=2026, class_code="5157", planned_for=date(2026, 6, 1)),
        HandbookElement(key="policy statement", text="We support ...", owner="Ortega", next_review=date(2026, 1, 1)),
    )  # fmt: skip
    office.add(LadderStep(from_class_code="1441", to_class_code="5157", route="exam"))
    office.text(2026, "good-faith efforts", "We visited every office.\n\nWe wrote to all.")
    content = made(office)
    (led_to,) = table(content, "Target classes").rows
    assert (led_to[0], led_to[1].value, led_to[2]) == (  # type: ignore[union-attr]
        "5157 Staff Services Analyst (General)", 0, "A ladder",
    ), "a class that the program leads to is used, though nobody holds it"  # fmt: skip
    titles = [part.title for part in content.parts]
    assert titles.index("Program handbook (2 CCR 599.983)") < titles.index("Action plan of 2025-26")
    assert content.data["action_plan"] == [{
        "year": 2026, "action": "Visit each field office", "aim": "Few apply", "responsible": "Ortega",
        "target_date": date(2026, 3, 1), "status": "in progress", "overdue": True, "result": "", "done_on": None,
        "carried_forward_since": None, "extra": {"Cost": "$200"},
    }]  # fmt: skip
    assert table(content, "Action plan of 2025-26").rows[0][4] == "In progress, overdue"
    assert [row[1] for row in table(content, "Planned exams of 2025-26").rows] == [date(2026, 6, 1)]
    assert table(content, "Program handbook (2 CCR 599.983)").rows[0] == (
        "(a) Policy statement", "Written, review was due Jan 1, 2026", "Ortega", None, date(2026, 1, 1),
    )  # fmt: skip
    assert Words("Good-faith efforts", ("We visited every office.", "We wrote to all."), "Not written yet.") in (
        content.parts
    )
    assert any("Write 3 elements of the program handbook" in ask for ask in content.asks)


def test_two_missed_years_ask_for_the_explanation_until_it_is_written(office: AnnualOffice, clock: SetClock) -> None:
    for year in (2024, 2025, 2026):
        office.goal(year, "hiring", 1)
    content = made(office)
    told = [ask for ask in content.asks if "19402(b)(1)" in ask]
    assert [ask.split(".")[0] for ask in told] == ["Goals of 2023-24 and 2024-25 were missed"] * 2
    office.text(2025, "why the goals were missed", "Hiring was frozen.")
    content = made(office)
    title = "Why goals of 2023-24 and 2024-25 were missed"
    assert Words(title, ("Hiring was frozen.",), "Not written yet.") in content.parts
    assert len([ask for ask in content.asks if "19402(b)(1)" in ask]) == 1
    clock.set(datetime(2026, 7, 1, 17, tzinfo=UTC))
    assert any("2024-25 and 2025-26 were missed" in ask for ask in made(office).asks)


def test_employees_are_counted_by_the_class_that_they_hold_on_the_day(office: AnnualOffice, clock: SetClock) -> None:
    office.person("Nelson", (date(2020, 1, 1), "1441"), (date(2026, 7, 1), "5157"))  # not yet on June 30
    back = office.person("Back", (date(2020, 1, 1), "1441"), (date(2026, 3, 1), "1441"))
    gone = office.person("Gone", (date(2020, 1, 1), "1441"))
    office.add(
        Separation(person_id=back, on=date(2025, 9, 30), kind="other"),
        Separation(person_id=gone, on=date(2026, 6, 29), kind="retired"),
        Headcount(class_code="1441", on=date(2026, 1, 1), employees=40, source="HR list"),
        Headcount(class_code="1441", on=date(2026, 7, 1), employees=50, source="HR list"),
        Headcount(class_code="2011", on=date(2025, 1, 1), employees=7, source="HR list"),
        # Retitled, and overridden, in mid-year.
        JobClass(class_code="9001", title="Old Helper", title_from=date(2010, 1, 1), title_to=date(2025, 12, 31),
                 schematic_code="CA99", entry_level="yes", bridging=False, status="active", confirmed=True),
        JobClass(class_code="9001", title="Helper I", title_from=date(2026, 1, 1), schematic_code="CA99",
                 entry_level="yes", bridging=False, status="active", confirmed=True, hard_to_fill=True),
        ClassOverride(class_code="9001", category="ELTPA", effective=date(2026, 4, 1), reason="HR said so"),
        JobClass(class_code="9002", title="Said to be one", schematic_code="CA98", entry_level="yes", bridging=False,
                 status="active", confirmed=False),
    )  # fmt: skip
    office.person("Helper", (date(2020, 1, 1), "9001"))
    office.person("Unsure", (date(2020, 1, 1), "9002"))
    office.put()
    clock.set(datetime(2026, 8, 1, 17, tzinfo=UTC))
    content = made(office, "classes")
    assert content.data["lpel_classes"] == [
        {"class_code": "1441", "title": "Office Assistant (General)", "employees": 2},
        {"class_code": "2011", "title": "Custodian", "employees": 0},
    ]
    assert names(content, "employees/1441") == ["Back", "Nelson"]
    assert number(content, "stated/1441").value == 40
    assert content.data["eltpa_classes"] == [{"class_code": "9001", "title": "Helper I", "employees": 1}]
    assert (
        table(content, "Entry-level technical, professional, administrative (ELTPA) classes").rows[0][-1]
        == "hard to fill, the department's own category"
    )
    assert made(office, "pipeline").notes == ("Hard to fill, and nobody gets ready for them: 9001 Helper I.",)
    assert any("9002 Said to be one" in ask for ask in content.asks)
    before = making.make(office.program, "classes", Period(date(2025, 7, 1), date(2026, 2, 28))).content
    assert before.data["lpel_classes"] == [
        {"class_code": "1441", "title": "Office Assistant (General)", "employees": 2},
        {"class_code": "2011", "title": "Custodian", "employees": 0},
        {"class_code": "9001", "title": "Helper I", "employees": 1},
    ]
    assert names(before, "employees/1441") == ["Gone", "Nelson"]
    last = making.make(office.program, "classes", Period(date(2025, 7, 1), date(2025, 12, 31))).content
    assert ("9001", "Old Helper") in [row[:2] for row in table(last, "Low-paying entry-level (LPEL) classes").rows]
    assert names(last, "employees/1441") == ["Gone", "Nelson"]


def test_a_class_with_no_ladder_or_employee_says_so(office: AnnualOffice) -> None:
    content = made(office, "classes")
    assert table(content, "Career ladders").empty == "No ladder is on record."
    assert content.data["lpel_classes"] == []
