"""The steps of a cycle from draft to closed: what stands against the next one, taking it, going one back."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, number_order
from umdesk.domain.decisions import over_places
from umdesk.domain.draws import witnessed_by
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.ties import seed_digest
from umdesk.domain.words import ApplicationState, CycleState, Eligibility, Outcome
from umdesk.domain.writing import counted
from umdesk.services import assignment, conflicts, draws, masking, own_part, sealing, spreads, standing, window_checks
from umdesk.services.applicants import recording
from umdesk.services.permissions import permit
from umdesk.services.standing import Standing
from umdesk.services.window_checks import some
from umdesk.storage import models
from umdesk.storage.program import Program

STEPS = tuple(CycleState)
FROM_SYSTEM = "the operating system"
#: From these steps on, who is eligible is on record and never changes silently.
_RECORDED_AT = {
    CycleState.SCORING: recording.Occasion.SCORING,
    CycleState.CLOSED: recording.Occasion.CLOSED,
}


@dataclass(frozen=True, slots=True)
class StepCheck:
    """What stands against a step: `blocking` forbids it, `warnings` only want to be read."""

    state: CycleState
    warnings: tuple[str, ...]
    blocking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WitnessedSeed:
    """The words of the draw, read out by two people who are named."""

    words: str
    first_witness: str
    second_witness: str


def check(program: Program, cycle_id: str, state: CycleState) -> StepCheck:
    """What would stand against taking a cycle to `state`."""
    permit(program, "cycle_steps.check")
    with program.reading() as session:
        return _check(session, program, standing.load(session, cycle_id), state)


def move_to(
    program: Program,
    cycle_id: str,
    state: CycleState,
    *,
    witnessed: WitnessedSeed | None = None,
    share_ties: bool = False,
) -> StepCheck:
    """Take a cycle to its next state; when something blocks it, nothing is changed and the answer says what.

    Starting scoring fixes the draw seed first: 32 hexadecimal digits from the operating system, or the witnessed
    words, or none with `share_ties`. That cannot be undone, and a seed that is there is never replaced.

    Raises:
        InvalidInput: the witnessed words or the two names are missing.
    """
    permit(program, "cycle_steps.move_to")
    seed = _seed(witnessed, share_ties)
    with program.reading() as session:
        found = _check(session, program, standing.load(session, cycle_id), state)
    if found.blocking:
        return found
    if state is CycleState.SCORING:
        _fix_draw(program, cycle_id, seed)
    # A closed cycle stays closed (the record that an appeal rests on).
    undoable = state is not CycleState.CLOSED
    with program.operation("cycle_steps.move_to", "", undoable=undoable) as op:
        row = op.session.get_one(models.Cycle, cycle_id)
        found = _check(op.session, program, standing.load(op.session, cycle_id), state)
        if found.blocking:
            return found
        row.state = state.value
        if state is CycleState.SCORING and row.scoring_started_at is None:
            row.scoring_started_at = program.now()
        if state is CycleState.CLOSED:
            row.closed_at = program.now()
        if occasion := _RECORDED_AT.get(state):
            recording.record_cycle(op.session, cycle_id, occasion, program.account.name, program.now())
        op.summary = {
            CycleState.OPEN: f"Opened {row.name}",
            CycleState.SCORING: f"Started scoring of {row.name}",
            CycleState.DECIDING: f"Started deciding on {row.name}",
            CycleState.CLOSED: f"Closed {row.name}",
        }[state]
    return found


def step_back(program: Program, cycle_id: str) -> CycleState:
    """Take a cycle one step back while nothing depends on where it is; gives the state it is in then.

    Raises:
        NotNow: ratings or applied decisions depend on it, the cycle is a draft, or it is closed.
    """
    permit(program, "cycle_steps.step_back")
    with program.operation("cycle_steps.step_back", "") as op, own_part.unmoved(op.session, program):
        row = op.session.get_one(models.Cycle, cycle_id)
        state = CycleState(row.state)
        _may_go_back(op.session, row, state)
        back = STEPS[STEPS.index(state) - 1]
        row.state = back.value
        if state is CycleState.SCORING:
            recording.forget_scoring(op.session, cycle_id)
        op.summary = f"Took {row.name} back to {back.value}"
        return back


def _may_go_back(session: Session, row: models.Cycle, state: CycleState) -> None:
    if state is CycleState.DRAFT:
        raise NotNow(f"{row.name} is a draft already.")
    if state is CycleState.CLOSED:
        raise NotNow(f"{row.name} is closed, and a closed cycle stays as it is.")
    if state is CycleState.SCORING and standing.load(session, row.id).criteria.rated:
        raise NotNow(
            f"{row.name} has ratings, so it stays in scoring; nothing was changed.",
            "Undo or clear the ratings first, if the window shall open again.",
        )
    if state is CycleState.DECIDING and any(d.applied_at is not None for d in decisions_of(session, row.id)):
        raise NotNow(
            f"Decisions of {row.name} have been applied, so it stays where it is; nothing was changed.",
            "Undo “Apply decisions” first, if that is still possible.",
        )


def decisions_of(session: Session, cycle_id: str) -> list[models.Decision]:
    """All decisions of a cycle, pending and applied."""
    return list(
        session.scalars(
            select(models.Decision)
            .join(models.Application, models.Application.id == models.Decision.application_id)
            .where(models.Application.cycle_id == cycle_id)
        )
    )


# --- the draw ---------------------------------------------------------------------------------------------------------


def _seed(witnessed: WitnessedSeed | None, share_ties: bool) -> tuple[str, str] | None:
    if share_ties:
        return None
    if witnessed is None:
        return secrets.token_hex(16), FROM_SYSTEM
    words = " ".join(witnessed.words.split())
    witnesses = witnessed_by(witnessed.first_witness, witnessed.second_witness)
    if not words:
        raise InvalidInput("The words for the draw are missing.", "Type them as they are read out.", "words")
    if not witnesses:
        raise InvalidInput("The draw takes two different witnesses by name.", "", "witness")
    return words, f"words read out, {witnesses}"


def _fix_draw(program: Program, cycle_id: str, seed: tuple[str, str] | None) -> None:
    """Fix the seed, and tell its SHA-256; one that came with a criteria file is told here and never replaced."""
    with program.operation("cycle_steps.fix_draw", "", undoable=False) as op:
        row = op.session.get_one(models.Cycle, cycle_id)
        told = row.draw_seed is not None and draws.fixed_at(op.session, seed_digest(row.draw_seed)) is not None
        if told or (row.draw_seed is None and seed is None):
            return
        if row.draw_seed is None and seed is not None:
            row.draw_seed, row.draw_seed_source = seed
        op.always = True
        op.summary = (
            f"Fixed the draw of {row.name}, from {row.draw_seed_source}; "
            f"SHA-256 of the seed: {seed_digest(row.draw_seed or '')}"
        )


# --- what stands against a step ---------------------------------------------------------------------------------------


def _check(session: Session, program: Program, now: Standing, state: CycleState) -> StepCheck:
    at = STEPS.index(now.state)
    following = STEPS[at + 1] if at + 1 < len(STEPS) else None
    if state is not following:
        after = f"its next step is {following.value}" if following else "it has no next step"
        return StepCheck(state, (), (f"{now.name} is {now.state.value}; {after}.",))
    finders: dict[CycleState, Callable[[Session, Program, Standing], tuple[list[str], list[str]]]] = {
        CycleState.OPEN: _before_open,
        CycleState.SCORING: _before_scoring,
        CycleState.DECIDING: _before_deciding,
        CycleState.CLOSED: _before_closed,
    }
    warnings, blocking = finders[state](session, program, now)
    sealed = sealing.words(session, program, now.cycle_id)
    if sealed:  # what there is to warn of would tell how others rated; what blocks the step is told to everybody
        warnings = [sealed]
    if state is CycleState.DECIDING and not blocking:
        warnings += _unjudged(session, now, told=not sealed)
    return StepCheck(state, tuple(warnings), tuple(blocking))


def _before_open(session: Session, program: Program, now: Standing) -> tuple[list[str], list[str]]:
    row = session.get_one(models.Cycle, now.cycle_id)
    warnings = window_checks.before_open(session, row, program.today())
    if not any(criterion.counted for criterion in now.rules.criteria):
        warnings.append("No criterion is counted yet.")
    return warnings, []


def _before_scoring(session: Session, program: Program, now: Standing) -> tuple[list[str], list[str]]:
    taking_part = [person for person in now.applications.values() if not person.excluded]
    blocking = []
    if not any(criterion.counted for criterion in now.rules.criteria):
        blocking.append("No criterion is counted, so nobody could get a score.")
    if not any(person.eligibility is Eligibility.ELIGIBLE for person in taking_part):
        blocking.append("There is no eligible application to score.")
    row = session.get_one(models.Cycle, now.cycle_id)
    warnings = window_checks.before_closing(session, row, taking_part, program.today())
    if len(now.raters) < now.rules.minimum_raters:
        warnings.append(f"{counted(len(now.raters), 'rater')} of at least {now.rules.minimum_raters} named.")
    else:
        warnings += _thinly_assigned(session, now)
    if unread := masking.unchecked(session, now.cycle_id):
        warnings.append(f"Texts masked by the computer alone, which raters read unchecked: {some(list(unread))}.")
    if row.blind and number_order.follows_names([person.name for person in now.applications.values()]):
        warnings.append(
            "The numbers of the applications run in the order of the names, so that raters who go through the list of "
            "names can tell whose they are. Undo the import, if you can, and import a list in another order."
        )
    if not now.rules.seats:
        warnings.append("The number of places is not set.")
    return [*warnings, *_undecided(taking_part)], blocking


def _before_deciding(session: Session, _program: Program, now: Standing) -> tuple[list[str], list[str]]:
    ranking = now.ranking
    if not ranking.ranked:
        return [], ["Nobody is ranked yet: no application has enough complete sheets."]
    warnings = []
    short = [u for u in ranking.unranked if not now.applications[u.number].excluded]
    if short:
        warnings.append(f"{counted(len(short), 'application')} without a rank: {some([u.number for u in short])}.")
    warnings += [*_not_in(session, now), *_unsettled(session, now), *_sent_back(now)]
    held_at = session.get_one(models.Cycle, now.cycle_id).draw_held_at
    told_at = draws.told_at(session, now.cycle_id) if now.rules.seed else None
    if held_at is None and told_at is not None:
        warnings.append(
            f"The seed of the draw was told when deciding first started, {dates.show_moment(told_at)}, so it was known "
            "while you scored again."
        )
    if held_at is not None:
        warnings.append(f"The draw was held on {dates.show_moment(held_at)}, so its seed was known while you scored.")
    if not now.rules.seats:
        warnings.append("The number of places is not set.")
    ranked = [now.applications[place.number] for place in ranking.ranked]
    return [*warnings, *_undecided(ranked)], []


def _before_closed(session: Session, _program: Program, now: Standing) -> tuple[list[str], list[str]]:
    decisions = decisions_of(session, now.cycle_id)
    pending = [decision for decision in decisions if decision.applied_at is None]
    blocking = []
    if pending:
        blocking.append(f"{counted(len(pending), 'decision')} pending: apply them or take them back.")
    decided = {row.application_id: row.outcome for row in decisions}
    states = {person.id: person.state for person in now.applications.values()}
    selected = sum(
        states[row.application_id] is ApplicationState.SELECTED if row.applied_at else row.outcome == Outcome.SELECTED
        for row in decisions
    )
    ranked = {now.applications[place.number].id: place.number for place in now.ranking.ranked}
    open_ones = [number for application, number in ranked.items() if application not in decided]
    warnings = []
    if over := over_places(selected, now.rules.seats):
        warnings.append(f"{over}.")
    if open_ones:
        warnings.append(f"{counted(len(open_ones), 'ranked application')} without a decision: {some(open_ones)}.")
    cycle = session.get_one(models.Cycle, now.cycle_id)
    if cycle.waitlist_until is None and ApplicationState.WAITLISTED in states.values():
        warnings.append("The waitlist has no last day, and none can be set after closing: see Outcome.")
    if cycle.draw_held_at is None and draws.groups(now):
        warnings.append("A draw decided ranks, and it was not held before witnesses: see Draw.")
    return [*warnings, *_unsettled(session, now), *_sent_back(now)], blocking


def _thinly_assigned(session: Session, now: Standing) -> list[str]:
    """Applications to which fewer raters are assigned than a score takes."""
    assigned = assignment.assigned(session, now.cycle_id).values()
    few = [
        number
        for number, person in now.applications.items()
        if not person.excluded and sum(person.id in own for own in assigned) < now.rules.minimum_raters
    ]
    needed = counted(now.rules.minimum_raters, "rater")
    return [f"Fewer than {needed} assigned: {some(few)}."] if few else []


def _not_in(session: Session, now: Standing) -> list[str]:
    """Raters whose own sheets are not all in, with how many are open."""
    done = assignment.handed_in(session, now.raters)
    left = [
        f"{now.raters[one]} ({count})"
        for one, wanted in assignment.assigned(session, now.cycle_id).items()
        if (count := len(wanted - done[one]))
    ]
    return [f"Sheets that are not in: {some(left)}."] if left else []


def _unjudged(session: Session, now: Standing, *, told: bool) -> list[str]:
    """Conflicts that raters named and nobody judged; no more than how many for an account that the cycle is sealed for.

    From deciding on none can be judged, since it would change ranks.
    """
    found = conflicts.unjudged(session, now.cycle_id)
    if not found:
        return []
    which = ": " + some([f"{number} ({rater})" for number, rater in found]) if told else ""
    return [f"{counted(len(found), 'named conflict')} of interest that nobody judged, see Raters{which}."]


def _sent_back(now: Standing) -> list[str]:
    returned = [
        number
        for number, sheets in now.sheets.items()
        if not now.applications[number].excluded and any(sheet.outdated and not sheet.recused for sheet in sheets)
    ]
    return [f"Sheets sent back by a change of the criteria wait for: {some(returned)}."] if returned else []


def _unsettled(session: Session, now: Standing) -> list[str]:
    flags = spreads.flags(session, now)
    wide = [number for number, flag in flags.items() if not flag.settled]
    found = [f"{counted(len(wide), 'wide spread')} not settled: {some(wide)}."] if wide else []
    return found + [f"The spread of {n} is {flags[n].words}." for n in sorted(wide) if flags[n].waiting]


def _undecided(people: list[standing.Applied]) -> list[str]:
    numbers = [person.number for person in people if person.eligibility is Eligibility.COORDINATOR_DECIDES]
    if not numbers:
        return []
    return [f"You still have to decide on eligibility: {some(numbers)}."]
