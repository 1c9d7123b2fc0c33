"""The demo's selection: applications in, eligibility settled, three raters, decisions applied."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from umdesk.domain.words import CycleState, Eligibility, Outcome
from umdesk.jobs import import_file
from umdesk.jobs.demo import timeline
from umdesk.jobs.demo.timeline import Timeline
from umdesk.resources import resource
from umdesk.services import cycle_steps, cycles, decisions, draws, raters, ratings, results, waitlist
from umdesk.services.applicants import deciding, editing, listing
from umdesk.services.cycle_steps import WitnessedSeed
from umdesk.services.cycles import CycleChanges
from umdesk.services.programs import Program
from umdesk.services.ratings import GridRow, SheetEntry

CYCLE = "Spring 2026"
SEATS = 12
WAITLIST = 5
WAITLIST_UNTIL = date(2026, 12, 31)
WINDOW_NOTICE = (
    "Open to all employees in low-paying entry-level and bridging classes. Hand the form in at the North Valley Field "
    "Office or send it by mail. Questions: the Upward Mobility Coordinator, (530) 555-0100."
)
RATERS = ("Philippa Greene", "Samuel Okafor", "Teresa Villanueva")
WITNESSED = WitnessedSeed("copper meadow lantern seven", "Philippa Greene", "Wendell Brooks")


def select(program: Program, clock: Timeline, step: Callable[[str], None]) -> str:
    """Run one cycle from its opening to its closing; gives its id. The selected have plans afterwards."""
    step("Importing the applications")
    cycle_id = cycles.create_cycle(program, CYCLE)
    cycles.edit_cycle(
        program,
        cycle_id,
        CycleChanges(opens=timeline.OPENS, closes=timeline.CLOSES, seats=SEATS, notice=WINDOW_NOTICE),
    )
    cycle_steps.move_to(program, cycle_id, CycleState.OPEN)
    clock.go_to(timeline.IMPORTED)
    import_file.run(program, resource("demo/applicants.xlsx"), CYCLE)
    _settle_eligibility(program, cycle_id)
    step("Scoring them with three raters")
    clock.go_to(timeline.SCORING)
    _score(program, cycle_id)
    step("Selecting")
    clock.go_to(timeline.DECIDING)
    cycle_steps.move_to(program, cycle_id, CycleState.DECIDING)
    draws.hold(program, cycle_id, WITNESSED.first_witness, WITNESSED.second_witness)
    _decide(program, cycle_id)
    clock.go_to(timeline.APPLIED)
    decisions.apply(program, cycle_id)
    waitlist.set_until(program, cycle_id, WAITLIST_UNTIL)
    cycle_steps.move_to(program, cycle_id, CycleState.CLOSED)
    return cycle_id


def _settle_eligibility(program: Program, cycle_id: str) -> None:
    """Decide what the rules leave to the coordinator, and let one applicant withdraw."""
    applications = listing.rows(program, cycle_id)
    answers = (
        (Eligibility.ELIGIBLE, "Personnel confirmed the appointment and its tenure by telephone on Feb 27, 2026."),
        (Eligibility.ELIGIBLE, "The class is in the office and allied range, says the classification unit."),
        (Eligibility.NOT_ELIGIBLE, "The appointment ends on April 30, 2026 and will not be extended."),
    )
    undecided = [row for row in applications if row.eligibility is Eligibility.COORDINATOR_DECIDES]
    for place, row in enumerate(undecided):
        decided, reason = answers[place % len(answers)]
        deciding.decide_eligibility(program, row.id, decided, reason)
    eligible = [row for row in applications if row.eligibility is Eligibility.ELIGIBLE]
    editing.withdraw(program, eligible[16].id, "Takes a position in another department.")


def _score(program: Program, cycle_id: str) -> None:
    rater_ids = [raters.add(program, cycle_id, name) for name in RATERS]
    criteria = cycles.cycle(program, cycle_id).criteria.criteria
    cycles.edit_cycle(program, cycle_id, CycleChanges(tie_ladder=(criteria[1].key,)))
    cycle_steps.move_to(program, cycle_id, CycleState.SCORING, witnessed=WITNESSED)
    rows = ratings.grid(program, cycle_id).rows
    keys = [criterion.key for criterion in criteria]
    for place, rater_id in enumerate(rater_ids):
        sheets = [
            SheetEntry(row.application_id, rater_id, dict(zip(keys, _values(rows, at, place, len(keys)), strict=True)))
            for at, row in enumerate(rows)
        ]
        ratings.enter_sheets(program, sheets)


def _values(rows: Sequence[GridRow], at: int, rater: int, count: int) -> list[Decimal]:
    """Points from 0 to 5 that one rater gives, always the same for the same application."""
    # Equal sheets are tied to the draw; two equally weighted points changed over are tied to the second criterion.
    twin = {9: 8, 20: 19}.get(at, at)
    values = [_points(rows[twin].number, rater, criterion) for criterion in range(count)]
    if at == 14:
        values = [_points(rows[13].number, rater, criterion) for criterion in range(count)]
        values[0], values[1] = values[1], values[0]
    if at == 25 and rater == 2:
        # One rater who sees an application quite differently: a spread that has to be talked about.
        values = [Decimal(max(0, int(value) - 3)) for value in values]
    return values


def _points(number: str, rater: int, criterion: int) -> Decimal:
    merit = _chance(number) % 100
    mood = _chance(f"{number} {rater} {criterion}") % 100
    points = 1 + merit * 3 // 100 + (1 if mood > 45 else 0) + (1 if mood > 88 else 0) - (1 if mood < 8 else 0)
    return Decimal(min(5, max(0, points)))


def _chance(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])


def _decide(program: Program, cycle_id: str) -> None:
    """Decide by rank with one departure that has its reason, and put wide spreads on record."""
    for row in results.results(program, cycle_id).rows:
        if row.wide and not row.settled:
            decisions.settle_spread(
                program,
                row.application_id,
                "They talked it over on Mar 24, 2026. They read the statement differently; the scores stand.",
            )
    decisions.decide_by_rank(program, cycle_id, waitlist=WAITLIST)
    ranked = results.results(program, cycle_id).rows
    last, following = ranked[SEATS - 1], ranked[SEATS]
    decisions.decide(
        program,
        last.application_id,
        Outcome.WAITLISTED,
        reason="The unit has two participants already and cannot release a third before next year.",
        kind="The unit cannot release a further participant",
    )
    decisions.decide(
        program,
        following.application_id,
        Outcome.SELECTED,
        reason="Takes the place of the applicant ranked before, whose unit cannot release a third participant.",
        kind="The unit cannot release a further participant",
    )
