"""What became of the applications of a cycle; nothing of a sealed one is told, and no name of a blind one."""

from datetime import date

from tests.selection_cycle import make_cycle
from umdesk.domain.counts import Period, program_year_period
from umdesk.domain.reports.model import Content, Table
from umdesk.domain.words import CycleState, Outcome
from umdesk.services import cycle_steps, decisions
from umdesk.services.programs import Program
from umdesk.services.reporting import making
from umdesk.storage import models

YEAR = program_year_period(2026)


def values(content: Content) -> dict[str, object]:
    prefix = "cycle/Spring 2026/"
    return {one.key.removeprefix(prefix): one.value for one in content.numbers() if one.key.startswith(prefix)}


def test_a_cycle_from_its_applications_to_its_decisions(program: Program) -> None:
    made = make_cycle(program)
    begun = making.make(program, "selection", YEAR).content
    assert values(begun)["scored"] == 0
    results = begun.parts[-1]
    assert isinstance(results, Table)
    assert set(results.rows[0][5:]) == {"Not yet"}, "a zero would say that nobody was selected"
    assert results.total is not None
    assert (set(results.total[5:]), results.sums) == ({None}, {2, 3, 4})
    assert "results/selected" not in [number.key for number in begun.numbers()]
    made.go(CycleState.SCORING)
    for number, score in (("2026-0001", 9), ("2026-0002", 8), ("2026-0003", 8), ("2026-0004", 3)):
        made.rate(number, *[(score, score)] * 3)
    made.go(CycleState.DECIDING)
    for number, outcome, reason in (
        ("2026-0001", Outcome.SELECTED, ""),
        ("2026-0004", Outcome.SELECTED, "The unit has one place"),
        ("2026-0002", Outcome.WAITLISTED, "Equal"),
        ("2026-0003", Outcome.WAITLISTED, "Equal"),
    ):
        kind = "Other" if reason else ""
        decisions.decide(program, made.applications[number], outcome, reason=reason, kind=kind)
    decisions.apply(program, made.cycle)
    report = making.make(program, "selection", YEAR).content
    found = values(report)
    assert {
        key: found[key]
        for key in ("received", "eligible", "scored", "selected", "waitlisted", "not-selected", "seats", "raters")
    } == {
        "received": 4, "eligible": 4, "scored": 4, "selected": 2, "waitlisted": 2, "not-selected": 0, "seats": 2,
        "raters": 3,
    }  # fmt: skip
    departures = next(one for one in report.numbers() if one.key.endswith("/departures"))
    assert "2026-0004" in [line.record for line in departures.lines]
    assert any("Other: The unit has one place" in line.what for line in departures.lines)
    before = values(report)
    cycle_steps.move_to(program, made.cycle, CycleState.CLOSED)
    assert values(making.make(program, "selection", YEAR).content) == before


def test_a_cycle_of_another_year_is_not_listed(program: Program) -> None:
    make_cycle(program)
    content = making.make(program, "selection", Period(date(2024, 7, 1), date(2025, 6, 30))).content
    assert content.numbers() == ()


def test_a_sealed_blind_cycle_tells_neither_results_nor_names(program: Program) -> None:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (None, None), (9, 9))
    with program.operation("tests.seal", "Made the coordinator a rater of a blind cycle") as op:
        op.session.get_one(models.Rater, made.raters[0]).account_id = program.account.account_id
        op.session.get_one(models.Cycle, made.cycle).blind = True
    content = making.make(program, "selection", YEAR).content
    results = content.parts[-1]
    assert isinstance(results, Table)
    assert set(results.rows[0][4:]) == {"Sealed"}
    assert {line.who.name for number in content.numbers() for line in number.lines if line.record} == {"Sealed"}
    assert "sealed" in content.notes[0]
