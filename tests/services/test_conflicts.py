"""Conflicts of interest: what the records suggest, what raters say, and the coordinator's word."""

from datetime import date

import pytest

from tests.selection_cycle import Made, make_cycle
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import Conflict, CycleState, DeclaredAs
from umdesk.services import assigning, conflict_hints, conflicts, history, raters
from umdesk.services.programs import Program
from umdesk.storage import models

TODAY = date(2026, 5, 20)


@pytest.fixture
def made(program: Program) -> Made:
    """Six applicants, and raters who are a namesake, a supervisor, a former one, a colleague, and a stranger."""
    made = make_cycle(
        program, 6, ("Gloria Müller", "Ana Person2", "Lee Chief", "Ortega, María", "Cal Mate", "Ann Person5", "Zed New")
    )
    with program.operation("tests.office", "Made an office") as op:
        session = op.session
        shop, yard = models.Unit(name="Yreka Shop"), models.Unit(name="Bishop Yard")
        boss, former = models.Supervisor(name="Lee Chief"), models.Supervisor(name="Maria Ortega")
        session.add_all([shop, yard, boss, former])
        session.flush()
        rows = [session.get_one(models.Application, one) for one in made.applications.values()]
        session.get_one(models.Person, rows[0].person_id).last_name = "Mueller-Vega"
        held = [session.get_one(models.Appointment, row.appointment_id) for row in rows]
        held[2].supervisor_id, held[3].supervisor_id = boss.id, former.id
        later = models.Appointment(
            person_id=held[3].person_id, effective=date(2024, 1, 1), class_code="1379", class_title="",
            tenure="permanent", time_base="full time", supervisor_id=boss.id, unit_id=yard.id,
        )  # fmt: skip
        mate = models.Person(last_name="Mate", first_name="Cal", employee_number=None)
        session.add_all([later, mate])
        session.flush()
        held[4].unit_id = shop.id
        works = models.Appointment(
            person_id=mate.id, effective=date(2020, 1, 1), class_code="1139", class_title="", tenure="permanent",
            time_base="full time", unit_id=shop.id,
        )  # fmt: skip
        session.add(works)
        session.get_one(models.Rater, made.raters[6]).unit = "YREKA shop"
    return made


def test_the_records_put_forward_names_units_and_supervisors(program: Program, made: Made) -> None:
    found = conflict_hints.suggestions(program, made.cycle)
    assert [(one.rater, one.number, one.why, one.open) for one in found] == [
        ("Ana Person2", "2026-0002", "has the applicant's own name", True),
        ("Ann Person5", "2026-0005", "same last name", True),
        ("Cal Mate", "2026-0005", "same unit", True),
        ("Gloria Müller", "2026-0001", "same last name", True),
        ("Lee Chief", "2026-0003", "is the applicant's supervisor", True),
        ("Lee Chief", "2026-0004", "is the applicant's supervisor", True),
        ("Ortega, María", "2026-0004", "was the applicant's supervisor", True),
        ("Zed New", "2026-0005", "same unit", True),
    ]
    first, boss = made.applications["2026-0001"], made.raters[2]
    with program.operation("tests.account", "Linked by account") as op:
        record = op.session.query(models.Supervisor).filter_by(name="Maria Ortega").one()
        record.account_id = op.session.get_one(models.Rater, boss).account_id = program.account.account_id
    with program.reading() as session:
        assert conflict_hints.suggestions_for(session, made.raters[0], TODAY) == {first: "same last name as you"}
        own = conflict_hints.suggestions_for(session, boss, TODAY)
        numbers = {application: number for number, application in made.applications.items()}
        assert {numbers[one]: why for one, why in own.items()} == {
            "2026-0003": "you are their supervisor",
            "2026-0004": "you are their supervisor",
        }


def test_a_named_conflict_waits_for_the_coordinator_who_clears_with_a_reason(program: Program, made: Made) -> None:
    rater, (first, second) = made.raters[0], list(made.applications.values())[:2]
    with program.operation("tests.declare", "Declared") as op:
        said = {"how": DeclaredAs.RATER, "now": program.now(), "by": "Gloria Müller"}
        conflicts.declare(op.session, rater, first, conflict=True, reason="My niece", **said)
        conflicts.declare(op.session, rater, second, conflict=False, reason="", **said)
    (line,) = conflicts.of_cycle(program, made.cycle)
    assert (line.number, line.declared_reason, line.conflict, line.by, line.waits) == (
        "2026-0001", "My niece", Conflict.RECUSED, "Gloria Müller", True,
    )  # fmt: skip
    assert not next(s for s in conflict_hints.suggestions(program, made.cycle) if s.rater_id == rater).open
    with pytest.raises(InvalidInput, match="needs a reason"):
        conflicts.judge(program, first, rater, Conflict.CLEARED)
    with pytest.raises(InvalidInput, match="named a conflict of interest, so it does not just go"):
        conflicts.judge(program, first, rater, Conflict.NONE)
    conflicts.judge(program, first, rater, Conflict.CLEARED, reason="Another family")
    (line,) = conflicts.of_cycle(program, made.cycle)
    assert (line.conflict, line.reason, line.declared, line.declared_reason, line.by, line.waits) == (
        Conflict.CLEARED, "Another family", True, "My niece", program.account.name, False,
    )  # fmt: skip
    history.undo(program)
    assert conflicts.of_cycle(program, made.cycle)[0].waits
    conflicts.judge(program, first, rater, Conflict.RECUSED)
    conflicts.judge(program, second, rater, Conflict.RECUSED, reason="Seen together")
    assert [(one.number, one.waits) for one in conflicts.of_cycle(program, made.cycle)] == [
        ("2026-0001", False),
        ("2026-0002", False),
    ]
    conflicts.judge(program, second, rater, Conflict.NONE)
    assert [one.number for one in conflicts.of_cycle(program, made.cycle)] == ["2026-0001"]


def test_nobody_judges_their_own_conflict_and_none_is_judged_after_scoring(program: Program, made: Made) -> None:
    rater, application = made.raters[0], made.applications["2026-0001"]
    assigning.let_assigned_rate(program, made.cycle, assigning.Kept.BEGUN)
    with pytest.raises(InvalidInput, match="is not assigned to Ana Person2, so there is nothing to clear"):
        conflicts.judge(program, application, made.raters[1], Conflict.NONE)
    with program.operation("tests.link", "Linked") as op:
        op.session.get_one(models.Rater, rater).account_id = program.account.account_id
    conflicts.judge(program, application, rater, Conflict.RECUSED)
    with pytest.raises(NotNow, match="Nobody judges their own"):
        conflicts.judge(program, application, rater, Conflict.CLEARED, reason="It is fine")
    for state in (CycleState.DECIDING, CycleState.CLOSED):
        with program.operation("tests.step", "Stepped") as op:
            op.session.get_one(models.Cycle, made.cycle).state = state.value
        with pytest.raises(NotNow, match=f"is {state.value}: another conflict of interest would change the ranking"):
            conflicts.judge(program, application, made.raters[1], Conflict.RECUSED)


def test_the_panel_tells_of_each_rater_what_is_assigned_in_and_to_judge(program: Program, made: Made) -> None:
    made.go(CycleState.SCORING)
    first, second = list(made.applications.values())[:2]
    made.rate("2026-0003", (7, 5), (7, None))
    with program.operation("tests.declare", "Declared") as op:
        said = {"how": DeclaredAs.RATER, "now": program.now(), "by": "Gloria Müller"}
        for application in (first, second):
            conflicts.declare(op.session, made.raters[0], application, conflict=True, reason="", **said)
    conflicts.judge(program, second, made.raters[0], Conflict.RECUSED)
    raters.set_unit(program, made.raters[0], "  Bishop   Yard ")
    panel = raters.panel(program, made.cycle)
    line = next(line for line in panel.raters if line.id == made.raters[0])
    assert (line.assigned, line.started, line.submitted, line.recused, line.to_judge) == (4, 1, 1, 2, 1)
    assert (line.unit, line.sees_all, panel.everyone_rates, panel.applications) == ("Bishop Yard", False, True, 6)
    assert (panel.sealed, panel.names_sealed) == ("", False)
    with program.operation("tests.link", "Linked") as op:
        op.session.get_one(models.Rater, made.raters[0]).account_id = program.account.account_id
        op.session.get_one(models.Cycle, made.cycle).blind = True
    panel = raters.panel(program, made.cycle)
    assert next(line for line in panel.raters if line.id == made.raters[0]).sees_all
    assert panel.names_sealed
    assert panel.sealed
    for ask in (conflicts.of_cycle, conflict_hints.suggestions, assigning.applications):
        with pytest.raises(NotNow):
            ask(program, made.cycle)
    assert assigning.by_chance(program, made.cycle, 1).short == ()
