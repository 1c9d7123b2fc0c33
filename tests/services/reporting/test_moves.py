"""Who moved up and what it counts as, and who gets ready, by worked examples on July 1 and on leap days.

1441 is an LPEL class and 5157 an ELTPA class of the list that comes with umdesk.
"""

from datetime import date

import pytest

from tests.services.reporting.rows import Rows, write
from umdesk.domain.counts import Period, program_year_period
from umdesk.domain.reports.model import Content, Number, Table
from umdesk.domain.words import ParticipationState, ProgressStatus, Qualified
from umdesk.services.plans import readiness
from umdesk.services.programs import Program
from umdesk.services.reporting import making
from umdesk.storage import models

LPEL, ELTPA = "1441", "5157"
COMPLETED = ParticipationState.COMPLETED


def fill(rows: Rows) -> dict[str, str]:
    made = {}
    # Moved on July 1, in the program until the day before: a UM hire of 2024-25.
    ana = rows.person("Abel", ((date(2020, 1, 1), LPEL), (date(2024, 7, 1), ELTPA)))
    part = rows.participation(ana, date(2023, 7, 1), (COMPLETED, date(2024, 7, 1)))
    rows.move(ana, date(2024, 7, 1), LPEL, ELTPA, part)
    # Moved a day earlier: 2023-24. Left on the day after a year.
    bea = rows.person("Bell", ((date(2020, 1, 1), LPEL), (date(2024, 6, 30), ELTPA)))
    rows.move(
        bea, date(2024, 6, 30), LPEL, ELTPA, rows.participation(bea, date(2023, 7, 1), (COMPLETED, date(2024, 7, 1)))
    )
    rows.add(models.Separation, person_id=bea, on=date(2025, 6, 30), kind="retired")
    # Moved on a leap day, left, and came back to another class before the second year was over.
    cyd = rows.person("Cole", ((date(2020, 1, 1), LPEL), (date(2024, 2, 29), ELTPA), (date(2026, 2, 28), "1138")))
    rows.move(cyd, date(2024, 2, 29), LPEL, ELTPA, rows.participation(cyd, date(2023, 7, 1)))
    rows.add(models.Separation, person_id=cyd, on=date(2025, 2, 27), kind="other")
    # Never in the program; and a class that nobody knows.
    dee = rows.person("Dean", ((date(2020, 1, 1), LPEL),))
    rows.move(dee, date(2024, 9, 1), LPEL, ELTPA)
    rows.move(dee, date(2024, 10, 1), ELTPA, "ZZZ9")
    made["eve"] = rows.person("Ewing", ((date(2020, 1, 1), LPEL),))
    made["part"] = part = rows.participation(made["eve"], date(2025, 7, 1))
    signed = rows.revision(part, date(2026, 3, 1), target_class_code=ELTPA, target_class_title="SSA")
    course = rows.activity(signed, "Course")
    rows.progress(part, course, date(2026, 5, 1), ProgressStatus.DONE)
    rows.add(
        models.QualificationNote, participation_id=part, class_code=ELTPA, met=Qualified.YES.value,
        noted_on=date(2026, 4, 1), made_by="Maria",
    )  # fmt: skip
    return made


@pytest.fixture
def ids(program: Program) -> dict[str, str]:
    return write(program, fill)


def values(content: Content) -> dict[str, object]:
    return {number.key: number.value for number in content.numbers()}


def names(content: Content, key: str) -> list[str]:
    return [line.who.name.split(",")[0] for number in content.numbers() if number.key == key for line in number.lines]


def test_what_moves_count_as_and_who_is_still_employed_after(program: Program, ids: dict[str, str]) -> None:
    content = making.make(program, "advancements", program_year_period(2025)).content
    assert names(content, "advancements") == ["Abel", "Dean", "Dean"]
    assert (names(content, "um-hires"), names(content, "um-moves")) == (["Abel"], ["Abel", "Dean"])
    assert names(content, "unclear-moves") == ["Dean"]
    table = content.parts[-1]
    assert isinstance(table, Table)
    assert [(str(row[0]), row[5], row[6]) for row in table.rows] == [
        ("Abel, Ana", "UM hire", "2023-0001"),
        ("Dean, Ana", "Like a UM hire, not in the program", "–"),
        ("Dean, Ana", "Cannot be judged yet", "–"),
    ]
    before = making.make(program, "advancements", program_year_period(2024)).content
    assert names(before, "um-hires") == ["Bell", "Cole"]

    content = making.make(program, "pipeline", program_year_period(2026)).content
    # 2023-24: Bell was employed on June 30, 2025, her last day; Cole had left by Feb 28, 2025, and came back.
    assert (names(content, "cohort/2024/1/employed"), names(content, "cohort/2024/1/left")) == (["Bell"], ["Cole"])
    # After two years only Cole's day has come (Feb 28, 2026); Bell's is June 30, 2026, after today.
    assert (names(content, "cohort/2024/2/employed"), names(content, "cohort/2024/2/left")) == (["Cole"], [])
    table = content.parts[-1]
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["2023-24", "2024-25"]
    assert table.rows[0][6] == "Not yet"
    assert names(content, "cohort/2025/1/employed") == ["Abel"]


def test_a_class_counts_and_is_called_as_it_was_on_the_day_of_the_move(program: Program) -> None:
    def retitled(rows: Rows) -> None:
        for code, title, first, last in (
            ("Q001", "Clerk", None, date(2024, 12, 31)), ("Q001", "Assistant", date(2025, 1, 1), None)
        ):  # fmt: skip
            rows.add(
                models.JobClass, class_code=code, title=title, title_from=first, title_to=last, schematic_code="CA10",
                entry_level="yes", bridging=False, status="active", confirmed=True,
            )  # fmt: skip
        # The department counts it as no low-paying entry-level class for a month.
        rows.add(
            models.ClassOverride, class_code="Q001", category="other", effective=date(2025, 2, 1),
            ends=date(2025, 2, 28), reason="Pilot",
        )  # fmt: skip
        for last, on in (
            ("A", date(2024, 12, 31)),
            ("B", date(2025, 1, 1)),
            ("C", date(2025, 2, 28)),
            ("D", date(2025, 3, 1)),
        ):
            someone = rows.person(last, ((date(2020, 1, 1), "Q001"), (on, ELTPA)))
            rows.move(someone, on, "Q001", ELTPA, rows.participation(someone, date(2024, 1, 1)))

    write(program, retitled)
    content = making.make(program, "advancements", program_year_period(2025)).content
    assert names(content, "um-hires") == ["A", "B", "D"]
    assert [row[2] for row in content.parts[-1].rows] == [
        "Q001 Clerk", "Q001 Assistant", "Q001 Assistant", "Q001 Assistant",
    ]  # fmt: skip


def test_readiness_plans_and_activities_of_one_participant(program: Program, ids: dict[str, str]) -> None:
    content = making.make(program, "pipeline", program_year_period(2026)).content
    found = values(content)
    lines = readiness.of_plan(program, ids["part"]).lines
    answered = sum(line.answer is Qualified.YES for line in lines)
    # Target, qualifications, activities, in force and reviews; no exam is on file.
    assert answered == 5
    assert names(content, f"target/{ELTPA}/5") == ["Ewing"]
    assert found["line/list/not yet"] == found["pipeline"]
    participants = making.make(program, "participants", program_year_period(2026)).content.parts[1]
    assert isinstance(participants, Table)
    row = next(row for row in participants.rows if row[0] == "Ewing, Ana")
    assert row[11:] == ("5 of 6", date(2026, 6, 1))

    content = making.make(program, "plans", Period(date(2026, 1, 1), date(2026, 3, 31))).content
    found = values(content)
    # Cole's participation never ended, but has no revision; Ewing's plan was signed on March 1.
    assert (found["plans"], found["waiting"], found["state/signed/0–30 days"]) == (1, 0, 1)
    later = values(making.make(program, "plans", program_year_period(2026)).content)
    assert later["state/signed/31–90 days"] == 1

    content = making.make(program, "activities", program_year_period(2026)).content
    found = values(content)
    assert (found["activities"], found["type/workshop/done"], found["all/not started"]) == (1, 1, 0)
    assert isinstance(next(one for one in content.numbers() if one.key == "all/recorded-hours"), Number)

    assert names(making.make(program, "pipeline", program_year_period(2026)).content, "already-there") == []
    write(program, lambda rows: rows.holds(ids["eve"], date(2026, 5, 1), ELTPA))
    assert names(making.make(program, "pipeline", program_year_period(2026)).content, "already-there") == ["Ewing"]
