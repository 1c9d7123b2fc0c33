"""Decisions: pending one by one or by rank, then applied together."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import decisions as rules
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.progress import Progress, Steps
from umdesk.domain.ranking import Ranked
from umdesk.domain.scoring import exact_text
from umdesk.domain.words import ApplicationState, CycleState, Eligibility, Outcome, SettledBy
from umdesk.domain.writing import one_line
from umdesk.services import sealing, settings, spreads, standing
from umdesk.services.applicants import recording
from umdesk.services.cycle_steps import decisions_of
from umdesk.services.permissions import permit
from umdesk.services.standing import Standing
from umdesk.storage import models
from umdesk.storage.program import Program

_STANDS = {
    ApplicationState.SELECTED: Outcome.SELECTED,
    ApplicationState.WAITLISTED: Outcome.WAITLISTED,
}


def decide(program: Program, application_id: str, outcome: Outcome, *, reason: str = "", kind: str = "") -> None:
    """Decide one application; pending until all are applied together.

    A departure from rank is taken without a reason for the moment, shows that it needs one, and is not applied
    before it has both: a kind of reason from the department's list (`kinds`) and words.

    Raises:
        NotNow: the cycle is not in deciding, the decision was applied, or the application has no rank.
        InvalidInput: the coordinator still has to decide whether a selected applicant is eligible, or the kind of
            reason is not on the list.
    """
    permit(program, "decisions.decide")
    kind = one_line(kind)
    with program.operation("decisions.decide", "", reason=reason.strip() or None) as op:
        sealing.refuse_scores_of(op.session, program, [application_id])
        now = _deciding(op.session, _cycle_of(op.session, application_id))
        place = _place(now, application_id)
        if outcome is Outcome.SELECTED:
            _may_be_selected(now, place.number)
        row = _row(op.session, application_id)
        if row is not None and row.applied_at is not None:
            raise NotNow(f"The decision on {place.number} has been applied; nothing was changed.")
        if kind and kind != (row.reason_kind if row is not None else "") and kind not in kinds(op.session):
            raise InvalidInput(
                f"“{kind}” is not on your list of reasons; nothing was changed.",
                "Choose one of the list, or add it in the settings.",
                "kind",
            )
        row = _write(op.session, program, application_id, outcome, row)
        row.reason_kind, row.reason = kind, reason.strip()
        _record_place(row, place)
        op.summary = f"Decided {place.number}: {outcome.value}, pending"


def take_back(program: Program, application_id: str) -> None:
    """Take a pending decision back; one that was applied stays.

    Raises:
        NotNow: the cycle is not in deciding, or the decision was applied.
    """
    permit(program, "decisions.take_back")
    with program.operation("decisions.take_back", "") as op:
        sealing.refuse_scores_of(op.session, program, [application_id])
        _deciding(op.session, _cycle_of(op.session, application_id))
        number = op.session.get_one(models.Application, application_id).number
        row = _row(op.session, application_id)
        if row is None:
            return
        if row.applied_at is not None:
            raise NotNow(f"The decision on {number} has been applied; nothing was changed.")
        op.session.delete(row)
        op.summary = f"Took the decision on {number} back"


def decide_by_rank(program: Program, cycle_id: str, *, waitlist: int = 0) -> int:
    """Decide every application as rank alone would, pending; gives how many decisions changed.

    The places go to the first, the next `waitlist` are waitlisted, the others are not selected. Decisions with a
    reason, and those that were applied, stand. An applicant whose eligibility is open gets none, and their place
    stays open; those who share the rank across the line get none.

    Raises:
        NotNow: the cycle is not in deciding, or no number of places is set.
    """
    permit(program, "decisions.decide_by_rank")
    with program.operation("decisions.decide_by_rank", "") as op:
        sealing.refuse_scores(op.session, program, cycle_id)
        now = _deciding(op.session, cycle_id)
        if not now.rules.seats:
            raise NotNow("The number of places is not set, so rank decides nothing.", "Set it under Criteria first.")
        rows = {row.application_id: row for row in decisions_of(op.session, cycle_id)}
        kept: dict[str, Outcome] = {}
        held = set()
        for number, person in now.applications.items():
            row = rows.get(person.id)
            if row is not None and row.applied_at is not None:
                kept[number] = _STANDS.get(person.state, Outcome.NOT_SELECTED)  # who declined holds no place
            elif row is not None and (row.reason or row.reason_kind):
                kept[number] = Outcome(row.outcome)
            elif person.eligibility is Eligibility.COORDINATOR_DECIDES:
                held.add(number)
        decided = rules.by_rank(now.ranking.ranked, now.rules.seats, waitlist, kept=kept, held=frozenset(held))
        changed = 0
        for place in now.ranking.ranked:
            application_id = now.applications[place.number].id
            row = rows.get(application_id)
            outcome = decided.get(place.number)
            if outcome is not None and (row is None or row.outcome != outcome):
                _record_place(_write(op.session, program, application_id, outcome, row), place)
                changed += 1
        op.summary = f"Decided {now.name} by rank, pending"
        return changed


def settle_spread(program: Program, application_id: str, note: str, *, how: SettledBy = SettledBy.DISCUSSION) -> None:
    """Put on record how a wide spread was settled, as it is now; in scoring or deciding.

    Raises:
        InvalidInput: the note is empty.
        NotNow: the cycle is in neither state, or the further rater's sheet is not in.
    """
    permit(program, "decisions.settle_spread")
    if not note.strip():
        raise InvalidInput("What the raters discussed is missing; nothing was changed.", "", "note")
    with program.operation("decisions.settle_spread", "") as op:
        sealing.refuse_scores_of(op.session, program, [application_id])
        now, application = _with_spread(op.session, application_id)
        flag = spreads.flags(op.session, now).get(application.number)
        if how is SettledBy.FURTHER_RATER and flag is not None and flag.waiting:
            raise NotNow(
                f"The spread of {application.number} is {flag.words}; nothing was changed.",
                "Look at it again once that sheet is in, or record a discussion.",
            )
        row = spreads.note(op.session, application_id)
        row.how, row.spread = how.value, spreads.exact_spread(now, application_id)
        row.note, row.settled_by, row.settled_at = note.strip(), program.account.name, program.now()
        op.summary = f"Settled the spread of {application.number} by {how.value}"


def ask_further_rater(program: Program, application_id: str, name: str, *, note: str = "") -> None:
    """Ask a further rater, on the panel already or new, to rate an application with a wide spread; in scoring.

    The spread waits for their sheet, and is settled when somebody looked at it again (`settle_spread`).

    Raises:
        InvalidInput: there is no name, or the rater has rated the application or is recused from it.
        NotNow: the cycle is not in scoring, or the spread is not wide.
    """
    permit(program, "decisions.ask_further_rater")
    with program.operation("decisions.ask_further_rater", "") as op:
        sealing.refuse_scores_of(op.session, program, [application_id])
        now, application = _with_spread(op.session, application_id, rating=True)
        if application.number not in spreads.flags(op.session, now):
            raise NotNow(f"{application.number} has no wide spread, so nobody has to be asked; nothing was changed.")
        asked, at = spreads.ask_further(op.session, program, application_id, name)
        row = spreads.note(op.session, application_id)
        row.how, row.spread, row.settled_by = SettledBy.FURTHER_RATER.value, "", program.account.name
        row.note, row.settled_at = f"{asked} was asked for a further rating. {note.strip()}".strip(), at
        op.summary = f"Asked {asked} for a further rating of {application.number}"


def apply(program: Program, cycle_id: str, progress: Progress | None = None) -> Mapping[Outcome, int]:
    """Apply all pending decisions of a cycle together; gives how many of each. What `progress` raises undoes it all.

    Each application takes its outcome, and each selected person starts in the program with a plan, all in one
    operation that can be undone until something of it is printed.

    Raises:
        NotNow: the cycle is not in deciding, nothing is pending, or a decision cannot stand; it names which.
        InvalidInput: a departure from rank has no reason; it names which.
    """
    permit(program, "decisions.apply")
    from umdesk.services.plans import start_participation  # noqa: PLC0415 -- plans are no part of ranking

    with program.operation("decisions.apply", "") as op:
        sealing.refuse_scores(op.session, program, cycle_id)
        now = _deciding(op.session, cycle_id)
        rows = decisions_of(op.session, cycle_id)
        pending = [row for row in rows if row.applied_at is None]
        if not pending:
            raise NotNow("No decision is pending; nothing was changed.", "Decide first, one by one or by rank.")
        by_id = {person.id: person for person in now.applications.values()}
        _may_be_applied(now, rows, pending)
        places = {place.number: place for place in now.ranking.ranked}
        # Read at once: each that is looked for by itself would write the ones before it first.
        query = select(models.Application).where(models.Application.cycle_id == cycle_id)
        applications = {row.id: row for row in op.session.scalars(query)}
        counts = dict.fromkeys(Outcome, 0)
        step = Steps(progress, len(pending))
        for row in sorted(pending, key=lambda row: by_id[row.application_id].number):
            person = by_id[row.application_id]
            step(f"Applying decisions: {person.number}")
            outcome = Outcome(row.outcome)
            _record_place(row, places[person.number])
            row.applied_at = program.now()
            applications[person.id].state = outcome.value
            if outcome is Outcome.SELECTED:
                today = program.today()
                start_participation(op.session, person.person_id, person.id, today, today)
            counts[outcome] += 1
        decided = [row.application_id for row in pending]
        recording.record(op.session, decided, recording.Occasion.APPLIED, program.account.name, program.now())
        told = ", ".join(f"{count} {outcome.value}" for outcome, count in counts.items() if count)
        op.summary = f"Applied the decisions of {now.name}: {told}"
        return counts


def departures(now: Standing, rows: list[models.Decision]) -> dict[str, str]:
    """Which decisions depart from rank, by application number (session block for results)."""
    numbers = {person.id: person.number for person in now.applications.values()}
    outcomes = {numbers[row.application_id]: Outcome(row.outcome) for row in rows}
    return rules.departures(now.ranking.ranked, outcomes, now.rules.seats)


def kinds(session: Session) -> tuple[str, ...]:
    """The reasons for a departure from rank that the department's list has (session block)."""
    text = str(settings.value(session, "selection.departure_reasons")).strip() or rules.DEPARTURE_REASONS
    return tuple(dict.fromkeys(line for each in text.splitlines() if (line := one_line(each))))


def reason_kinds(program: Program) -> tuple[str, ...]:
    """The same, to choose from."""
    permit(program, "decisions.reason_kinds")
    with program.reading() as session:
        return kinds(session)


def _with_spread(session: Session, application_id: str, *, rating: bool = False) -> tuple[Standing, models.Application]:
    application = session.get_one(models.Application, application_id)
    spreads.refuse_unless_scored(session.get_one(models.Cycle, application.cycle_id), rating=rating)
    return standing.load(session, application.cycle_id), application


def _may_be_applied(now: Standing, rows: list[models.Decision], pending: list[models.Decision]) -> None:
    by_id = {person.id: person for person in now.applications.values()}
    ranked = {place.number for place in now.ranking.ranked}
    lost = sorted(by_id[row.application_id].number for row in pending if by_id[row.application_id].number not in ranked)
    if lost:
        raise NotNow(
            f"No longer in the ranking: {', '.join(lost)}; nothing was applied.", "Take these decisions back first."
        )
    for row in pending:
        if row.outcome == Outcome.SELECTED:
            _may_be_selected(now, by_id[row.application_id].number)
    departing = departures(now, rows)
    unexplained = sorted(
        number
        for row in pending
        if (number := by_id[row.application_id].number) in departing and not (row.reason and row.reason_kind)
    )
    if unexplained:
        raise InvalidInput(
            f"These depart from rank and need a reason: {', '.join(unexplained)}; nothing was applied.",
            "Choose a reason from the list beside each of them, and write it in words.",
            "reason",
        )


def _cycle_of(session: Session, application_id: str) -> str:
    return session.get_one(models.Application, application_id).cycle_id


def _deciding(session: Session, cycle_id: str) -> Standing:
    now = standing.load(session, cycle_id)
    if now.state is not CycleState.DECIDING:
        raise NotNow(f"{now.name} is {now.state.value}, and decisions are made in deciding; nothing was changed.")
    return now


def _place(now: Standing, application_id: str) -> Ranked:
    for place in now.ranking.ranked:
        if now.applications[place.number].id == application_id:
            return place
    raise NotNow("This application has no rank, so there is nothing to decide.")


def _may_be_selected(now: Standing, number: str) -> None:
    if now.applications[number].eligibility is not Eligibility.ELIGIBLE:
        raise InvalidInput(
            f"{number} cannot be selected before you decide whether the applicant is eligible; nothing was changed.",
            "Decide on eligibility under Applicants first.",
            "outcome",
        )


def _row(session: Session, application_id: str) -> models.Decision | None:
    return session.scalars(select(models.Decision).where(models.Decision.application_id == application_id)).first()


def _write(
    session: Session, program: Program, application_id: str, outcome: Outcome, row: models.Decision | None
) -> models.Decision:
    if row is None:
        row = models.Decision(application_id=application_id, reason="")
        session.add(row)
    row.outcome = outcome.value
    row.decided_by = program.account.name
    row.decided_at = program.now()
    return row


def _record_place(row: models.Decision, place: Ranked) -> None:
    row.rank = place.rank
    row.score = exact_text(place.score)
