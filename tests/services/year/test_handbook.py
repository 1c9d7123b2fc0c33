"""The handbook with its five elements, planned exams and roles, and how it is printed."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.plans.carried import sign
from tests.services.plans.conftest import someone
from umdesk.domain.counts import program_year_period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.handbook import Element, PlannedExam, review_after, state
from umdesk.domain.program_roles import USUAL_DUTIES, Holder
from umdesk.domain.reports.model import Table, Words
from umdesk.domain.year_words import HandbookPart, ProgramRole
from umdesk.services.programs import Program
from umdesk.services.reporting import making
from umdesk.services.year import handbook, roles
from umdesk.storage.models import LadderStep

YEAR = program_year_period(2026)


def test_an_element_is_written_reviewed_and_overdue(program: Program) -> None:
    today = program.today()
    assert [row.id for row in handbook.rows(program)] == [""] * 5
    handbook.begin(program)
    first = handbook.rows(program)[0].id
    handbook.write(program, first, {"text": "We run a program.", "owner": "Maria Ortega"})
    handbook.write(program, first, {"reviewed_on": date(2025, 5, 1), "next_review": date(2026, 5, 1)})
    policy, components, *_others = (row.element for row in handbook.rows(program))
    assert (policy.text, policy.owner, policy.there) == ("We run a program.", "Maria Ortega", True)
    assert (components.there, state(components, today)) == (False, "Not written yet")
    assert state(policy, today) == "Written, review was due May 1, 2026"
    with pytest.raises(InvalidInput) as late:
        handbook.write(program, first, {"reviewed_on": date(2027, 1, 1)})
    with pytest.raises(InvalidInput) as early:
        handbook.write(program, first, {"next_review": date(2025, 5, 1)})
    assert (late.value.field, early.value.field) == ("reviewed_on", "next_review")


def test_an_exam_is_planned_in_its_own_year_under_the_title_of_its_day(program: Program) -> None:
    handbook.add_exam(program, 2026, PlannedExam("5393", planned_for=date(2025, 9, 1)))
    handbook.add_exam(program, 2026, PlannedExam("5393", planned_for=date(2026, 3, 1)))
    assert [(row.exam.class_code, row.exam.class_title) for row in handbook.exams(program, 2026)] == [
        ("5393", "Associate Governmental Program Analyst"), ("5393", "Analyst II"),
    ]  # fmt: skip
    with pytest.raises(InvalidInput, match="Jul 1, 2026 lies outside of the program year 2025-26"):
        handbook.add_exam(program, 2026, PlannedExam("5157", planned_for=date(2026, 7, 1)))
    with pytest.raises(InvalidInput, match="The class is missing"):
        handbook.add_exam(program, 2026, PlannedExam(" "))


def test_the_printed_handbook_has_the_elements_in_their_order_with_what_umdesk_fills_in(program: Program) -> None:
    handbook.begin(program)
    policy = handbook.rows(program)[0].id
    handbook.write(program, policy, {"text": "We run a program.\n\nTaking part promises nothing."})
    roles.add(program, Holder(ProgramRole.DIRECTOR, "Gone Already", ends=date(2025, 12, 31)))
    roles_element = next(row.element for row in handbook.rows(program) if row.element.part is HandbookPart.ROLES)
    assert not roles_element.filled, "nobody has a role today"
    roles.add(program, Holder(ProgramRole.HR, "Ida Wells", starts=date(2024, 1, 1)))
    with program.operation("tests.ladder", "A ladder") as op:
        for to, route in (("5157", "T&D"), ("4179", "exam"), ("1139", "exam")):
            op.session.add(LadderStep(from_class_code="1441", to_class_code=to, route=route, note=""))
    content = making.make(program, "handbook", YEAR).content
    words = [part for part in content.parts if isinstance(part, Words)]
    tables = {part.title: part for part in content.parts if isinstance(part, Table)}
    assert [part.title for part in words] == [
        "(a) Policy statement", "(b) Program components", "(c) Roles", "(d) Selection criteria",
        "(e) Classes, ladders and exams",
    ]  # fmt: skip
    assert words[0].paragraphs == ("We run a program.", "Taking part promises nothing.")
    assert [part.empty for part in words[1:3]] == [
        "This element is not written yet.", "Filled in from what is on file."
    ]  # fmt: skip
    assert [(row[0], row[2]) for row in tables["Target classes"].rows] == [
        ("4179 Accountant Trainee", "A ladder"), ("5157 Staff Services Analyst (General)", "A ladder"),
    ]  # fmt: skip
    assert [(row[0], row[1]) for row in tables["Who does what"].rows] == [
        ("Employee", "Each participant"), ("Supervisor", "Each supervisor of a participant"),
        ("Upward Mobility coordinator", "Not named yet"), ("Human resources", "Ida Wells"),
        ("Training office", "Not named yet"), ("EEO officer", "Not named yet"),
    ]  # fmt: skip
    both = Element(HandbookPart.ROLES, text="Each supervisor helps.", filled=True)
    assert state(both, program.today()) == "Written, filled in from umdesk"
    assert review_after(date(2026, 5, 4), both) == date(2027, 5, 4)
    assert review_after(date(2026, 5, 4), replace(both, next_review=date(2026, 12, 1))) is None
    duties = {row[0]: row[3] for row in tables["Who does what"].rows}
    assert all(duties.values())
    assert duties["Human resources"] == USUAL_DUTIES[ProgramRole.HR]
    assert [row[1] for row in tables["Program handbook (2 CCR 599.983)"].rows] == [
        "Written", "Not written yet", "Filled in from umdesk", "Not written yet", "Filled in from umdesk",
    ]  # fmt: skip
    asked = "Write 2 elements of the program handbook: program components and selection criteria"
    assert content.asks == (
        f"{asked}, under Program year, Handbook.",
        "Name the Upward Mobility coordinator, the training office and the EEO officer under Program year, Roles.",
    )


def test_the_target_class_of_a_plan_is_listed_while_the_plan_is_in_force(program: Program) -> None:
    rebecca = someone(program)
    listed = [target_classes(program)]
    sign(program, rebecca)
    listed.append(target_classes(program))
    assert listed == [[], [("5157 Staff Services Analyst (General)", "A plan")]]


def target_classes(program: Program) -> list[tuple[object, object]]:
    """The target classes of the handbook, each with where it comes from."""
    parts = making.make(program, "handbook", YEAR).content.parts
    (table,) = (part for part in parts if isinstance(part, Table) and part.title == "Target classes")
    return [(row[0], row[2]) for row in table.rows]
