"""A closed cycle: nothing changes it but a recorded correction, with the old result kept beside the new one."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.selection_cycle import make_cycle
from umdesk.domain.corrections import ConflictChange, DecisionChange, RatingChange
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import Conflict, CycleState, Eligibility, Outcome
from umdesk.services import (
    applicants,
    assignment,
    conflicts,
    corrections,
    criteria,
    cycle_steps,
    cycles,
    decisions,
    draws,
    history,
    masking,
    raters,
    ratings,
    reopening,
    results,
    waitlist,
)
from umdesk.services.people import merging
from umdesk.services.person_record import record
from umdesk.storage import models

TODAY = date(2026, 5, 20)
BEHIND = "80.00 from 3 raters, decided by score"
AHEAD = "90.00 from 3 raters, decided by criterion: Aptitude"
S, W, N = Outcome.SELECTED, Outcome.WAITLISTED, Outcome.NOT_SELECTED


@pytest.fixture
def closed(program):
    """Four applications, 90, 80, 70 and 60 percent, two selected, one waitlisted, closed."""
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    for number, points in zip(made.applications, (9, 8, 7, 6), strict=True):
        made.rate(number, *[(points, points)] * 3)
    made.go(CycleState.DECIDING)
    decisions.decide_by_rank(program, made.cycle, waitlist=1)
    decisions.apply(program, made.cycle)
    made.go(CycleState.CLOSED)
    return made


def order(made) -> list[tuple[str, Decimal]]:
    return [(row.number[-1], row.score) for row in results.results(made.program, made.cycle).rows]


def test_a_correction_keeps_the_old_result_beside_the_new_one(closed) -> None:
    program, third, second = closed.program, closed.applications["2026-0003"], closed.applications["2026-0002"]
    changes = [RatingChange(rater, third, closed.keys[0], "10") for rater in closed.raters]
    changes += [
        DecisionChange(third, S),
        DecisionChange(second, W, "Other", "The place goes to the one ranked before by the corrected rating"),
    ]
    seen = corrections.preview(program, closed.cycle, changes)
    assert seen.says == (
        "2026-0003 starts in the program today, with a plan.",
        "2026-0002 keeps the participation until you end it under Career plans.",
    )
    assert [(row.number, row.before, row.after) for row in seen.rows if row.changed] == [
        ("2026-0003", ("3", "70.00 from 3 raters, decided by score", "waitlisted"), ("1", AHEAD, "selected")),
        ("2026-0001", ("1", "90.00 from 3 raters, decided by score", "selected"), ("2", AHEAD, "selected")),
        ("2026-0002", ("2", BEHIND, "selected"), ("3", BEHIND, "waitlisted")),
    ]  # fmt: skip
    assert seen.rows[2].said == (
        "rank 2, score 80.00 from 3 raters, decided by score; selected",
        "rank 3, score 80.00 from 3 raters, decided by score; waitlisted",
    )
    assert order(closed)[0] == ("1", Decimal("90.00"))
    with pytest.raises(InvalidInput, match="needs a reason"):
        corrections.make(program, closed.cycle, changes, " ")
    made = corrections.make(program, closed.cycle, changes, "The points were typed one line too high")
    assert order(closed)[0] == ("3", Decimal("90.00"))
    with program.reading() as session:
        row = session.scalars(select(models.Correction)).one()
        kept = (row.changes[0], row.before["ranked"][2], row.after["ranked"][0])
        states = dict(session.execute(select(models.Application.number, models.Application.state)).all())
        started = set(session.scalars(select(models.Participation.application_id)))
        assert (row.before, row.after) == (made.before, made.after)
    assert kept == (
        {
            "what": "rating", "application": "2026-0003", "rater": "Bo", "criterion": "Aptitude", "before": "7",
            "after": "10",
        },
        {
            "rank": 3, "application": "2026-0003", "score": "70/1", "shown": "70.00", "n": 3, "decided_by": "score",
            "decision": "waitlisted", "kind": "", "reason": "",
        },
        {
            "rank": 1, "application": "2026-0003", "score": "90/1", "shown": "90.00", "n": 3,
            "decided_by": "criterion: Aptitude", "decision": "selected", "kind": "", "reason": "",
        },
    )  # fmt: skip
    assert (states["2026-0003"], states["2026-0002"]) == ("selected", "waitlisted")
    assert started == {closed.applications[f"2026-000{n}"] for n in (1, 2, 3)}
    assert history.undo_step(program) is None
    line = corrections.of_cycle(program, closed.cycle)[0]
    assert (line.by, line.reason, line.changes[0]) == (
        "Maria Ortega", "The points were typed one line too high", "2026-0003, Bo, Aptitude: 7 → 10",
    )  # fmt: skip


def test_what_the_program_computes_afterwards_is_what_was_kept(closed) -> None:
    program, first = closed.program, closed.applications["2026-0001"]
    made = corrections.make(
        program, closed.cycle,
        [
            ConflictChange(closed.raters[0], first, Conflict.RECUSED, "A cousin"),
            RatingChange(closed.raters[1], closed.applications["2026-0004"], closed.keys[0], ""),
            RatingChange(closed.raters[2], closed.applications["2026-0002"], closed.keys[1], "n/a"),
        ],
        "Found by an appeal",
    )  # fmt: skip
    found = results.results(program, closed.cycle)
    assert [(row.rank, row.number, f"{row.exact.numerator}/{row.exact.denominator}", row.n) for row in found.rows] == [
        (line["rank"], line["application"], line["score"], line["n"]) for line in made.after["ranked"]
    ]
    assert [(row.number, row.reason) for row in found.unranked] == [
        (line["application"], line["why"]) for line in made.after["unranked"]
    ]
    assert made.says == ("2026-0003 stays waitlisted. Above the cut line, at rank 2, and waitlisted.",
                         "2026-0001 has no rank any more and stays selected.")  # fmt: skip


def test_a_correction_that_cannot_be_is_refused(closed) -> None:
    program, third = closed.program, closed.applications["2026-0003"]
    for change, problem in (
        (RatingChange(closed.raters[0], third, closed.keys[0], "7"), "Nothing would change"),
        (RatingChange(closed.raters[0], third, closed.keys[0], "11"), "Aptitude takes 0 to 10"),
        (RatingChange(closed.raters[0], third, closed.keys[0], "x"), "“x” is no rating"),
        (ConflictChange(closed.raters[0], third, Conflict.CLEARED), "needs a reason"),
        (DecisionChange(third, S, "", "Nights"), "Selected from below the cut line, at rank 3"),
    ):
        with pytest.raises(InvalidInput, match=problem):
            corrections.preview(program, closed.cycle, [change])
    with program.operation("tests.reopen", "Took it back") as op:
        op.session.get_one(models.Cycle, closed.cycle).state = "deciding"
    with pytest.raises(NotNow, match="so there is nothing to correct"):
        corrections.preview(program, closed.cycle, [DecisionChange(third, N)])


def test_a_correction_is_told_in_the_record_of_whom_it_touches(closed) -> None:
    program = closed.program
    change = RatingChange(closed.raters[0], closed.applications["2026-0003"], closed.keys[0], "6.5")
    with pytest.raises(InvalidInput, match="goes in steps of 1"):
        corrections.preview(program, closed.cycle, [change])
    change = RatingChange(closed.raters[0], closed.applications["2026-0003"], closed.keys[0], "6")
    corrections.make(program, closed.cycle, [change], "Misread")
    with program.reading() as session:
        people = dict(session.execute(select(models.Application.number, models.Application.person_id)).all())
    told = told_of(program, people["2026-0003"])
    assert "Corrections of the closed cycle" in told
    assert "2026-0003, Bo, Aptitude: 7 → 6" in told
    assert "Corrections of the closed cycle" not in told_of(program, people["2026-0001"])


def told_of(program, person: str) -> str:
    return str(record.snapshot(program, person, "The applicant", "A request"))


def test_nothing_else_changes_a_closed_cycle(closed) -> None:
    program, cycle = closed.program, closed.cycle
    application, rater, key = closed.applications["2026-0003"], closed.raters[0], closed.keys[0]
    typed = criteria.CriterionInput("Drive", Decimal(5), Decimal(1))
    now = criteria.of_cycle(program, cycle).criteria[0]
    edited = criteria.CriterionInput(now.name, Decimal(20), now.weight, now.step)
    ways = {
        "rules": lambda: cycles.edit_cycle(program, cycle, cycles.CycleChanges(seats=9), reason="r"),
        "a criterion more": lambda: criteria.add(program, cycle, typed, reason="r"),
        "a criterion": lambda: criteria.edit(program, cycle, key, edited, reason="r"),
        "a criterion less": lambda: criteria.remove(program, cycle, key, reason="r"),
        "a rater more": lambda: raters.add(program, cycle, "Ed"),
        "a rater's name": lambda: raters.rename(program, rater, "Ed"),
        "a rater less": lambda: raters.remove(program, rater),
        "a rating": lambda: ratings.enter(program, application, rater, key, Decimal(1)),
        "a rating less": lambda: ratings.clear(program, application, rater, key),
        "sheets": lambda: ratings.enter_sheets(program, [ratings.SheetEntry(application, rater, {key: Decimal(1)})]),
        "a confirmation": lambda: ratings.confirm_sheet(program, application, rater),
        "a conflict": lambda: conflicts.judge(program, application, rater, Conflict.RECUSED, reason="r"),
        "a sheet given back": lambda: reopening.reopen(program, application, rater, "r"),
        "a masked text": lambda: masking.check(program, application, {"statement": "Other words"}),
        "a decision": lambda: decisions.decide(program, application, S, reason="r", kind="Other"),
        "a decision less": lambda: decisions.take_back(program, application),
        "all decisions": lambda: decisions.decide_by_rank(program, cycle),
        "applying": lambda: decisions.apply(program, cycle),
        "a spread": lambda: decisions.settle_spread(program, application, "Talked"),
        "a further rater": lambda: decisions.ask_further_rater(program, application, "Ed"),
        "the draw": lambda: draws.hold(program, cycle, "Ann Lee", "Bo Day"),
        "the waitlist's end": lambda: waitlist.set_until(program, cycle, date(2027, 1, 1)),
        "a step back": lambda: cycle_steps.step_back(program, cycle),
        "eligibility": lambda: applicants.decide_eligibility(program, application, Eligibility.NOT_ELIGIBLE, "r"),
        "a fresh answer": lambda: applicants.take_fresh(program, application, "r"),
        "a withdrawal": lambda: applicants.withdraw(program, application, "r"),
        "the day received": lambda: applicants.restamp(program, application, date(2026, 2, 1), "r"),
        "the statement": lambda: applicants.edit_application(program, application, {"statement": "Other words"}),
        "a further application": lambda: applicants.add(
            program, cycle, applicants.NewApplicant("Late", class_code="1379", tenure="permanent"), reason="r"
        ),
    }  # fmt: skip
    before = results.results(program, cycle)
    for way in ways.values():
        with pytest.raises(NotNow):
            way()
    assert cycle_steps.check(program, cycle, CycleState.CLOSED).blocking != ()
    assert results.results(program, cycle) == before
    with program.reading() as session:
        assert set(assignment.assigned(session, cycle)) == set(closed.raters)


def test_people_made_one_and_classes_changed_leave_a_closed_cycle_as_it_was(closed) -> None:
    program, cycle = closed.program, closed.cycle
    before = [(row.number, row.rank, row.exact, row.eligibility) for row in results.results(program, cycle).rows]
    with program.operation("tests.other", "Another record of the first person") as op:
        other = models.Person(last_name="Person1", first_name="Ana", employee_number=None)
        op.session.add(other)
        op.session.flush()
        first = op.session.get_one(models.Application, closed.applications["2026-0001"]).person_id
        for held in op.session.scalars(select(models.Appointment)):
            held.class_code = "4800"
        other_id = other.id
    merging.merge(program, first, other_id, (), "The same person")
    after = [(row.number, row.rank, row.exact, row.eligibility) for row in results.results(program, cycle).rows]
    assert after == before
