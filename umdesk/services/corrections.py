"""Corrections of a closed cycle: recorded by the coordinator, with the old result kept beside the new one.

Nothing else changes what a closed cycle holds. A correction cannot be undone: another one corrects it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import corrections as rules
from umdesk.domain.corrections import Change, ConflictChange, Decided, DecisionChange, RatingChange
from umdesk.domain.decisions import departures, over_places
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.ranking import Candidate, Ranking, rank
from umdesk.domain.rating_text import Blank, parse_rating, rating_text
from umdesk.domain.scoring import Criterion, exact_text, formula, rating_problem
from umdesk.domain.words import ApplicationState, Conflict, CycleState, Eligibility, Outcome
from umdesk.domain.writing import one_line
from umdesk.services import sealing, sheets, standing
from umdesk.services.cycle_steps import decisions_of
from umdesk.services.permissions import permit
from umdesk.services.standing import SheetState
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction that was made; `changes` are sentences, `rows` every application before and after."""

    id: str
    at: datetime
    by: str
    reason: str
    changes: tuple[str, ...]
    rows: tuple[rules.Beside, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a correction would do: the changes in the published shape, the result before and after.

    `says` are sentences to read before it is made: who starts in the program, who keeps a participation, which decision
    departs from the corrected rank.
    """

    changes: tuple[dict[str, Any], ...]
    before: dict[str, Any]
    after: dict[str, Any]
    says: tuple[str, ...]

    @property
    def rows(self) -> tuple[rules.Beside, ...]:
        """Every application before and after, in the new order."""
        return rules.side_by_side(self.before, self.after)


def of_cycle(program: Program, cycle_id: str) -> tuple[CorrectionLine, ...]:
    """The corrections of a cycle, the oldest first.

    Raises:
        NotNow: the cycle is sealed for the account.
    """
    permit(program, "corrections.of_cycle")
    with program.reading() as session:
        sealing.refuse_scores(session, program, cycle_id)
        return listed(session, cycle_id)


def listed(session: Session, cycle_id: str) -> tuple[CorrectionLine, ...]:
    """The same for other services (session block)."""
    row = models.Correction
    rows = session.scalars(select(row).where(row.cycle_id == cycle_id).order_by(row.corrected_at, row.id))
    return tuple(
        CorrectionLine(
            each.id, each.corrected_at, each.corrected_by, each.reason,
            tuple(rules.sentence(change) for change in each.changes), rules.side_by_side(each.before, each.after),
        )
        for each in rows
    )  # fmt: skip


def choices(program: Program, cycle_id: str) -> tuple[tuple[str, str], ...]:
    """The applications of a cycle that can be corrected: id, and number with name.

    Raises:
        NotNow: the cycle is sealed for the account.
    """
    permit(program, "corrections.choices")
    with program.reading() as session:
        sealing.refuse_scores(session, program, cycle_id)
        people = standing.applications(session, cycle_id)
        return tuple((person.id, f"{number} {person.name}") for number, person in people.items())


def preview(program: Program, cycle_id: str, changes: Sequence[Change]) -> Preview:
    """What a correction would do; nothing is changed.

    Raises:
        NotNow: the cycle is not closed.
        InvalidInput: a change cannot be, or nothing would change; `field` names what is meant.
    """
    permit(program, "corrections.preview")
    with program.reading() as session:
        return _Work(session, program, cycle_id, changes).preview


def make(program: Program, cycle_id: str, changes: Sequence[Change], reason: str) -> Preview:
    """Correct a closed cycle, with a reason, for good; gives what it did.

    Who is newly selected starts in the program today. Who is no longer selected keeps a participation until the
    coordinator ends it under Career plans.

    Raises:
        NotNow: the cycle is not closed.
        InvalidInput: the reason is missing, a change cannot be, or nothing would change.
    """
    permit(program, "corrections.make")
    tidy = one_line(reason)
    if not tidy:
        raise InvalidInput("A correction of a closed cycle needs a reason; nothing was changed.", "", "reason")
    with program.operation("corrections.make", "", reason=tidy, undoable=False) as op:
        work = _Work(op.session, program, cycle_id, changes)
        work.write()
        found = work.preview
        op.session.add(
            models.Correction(
                cycle_id=cycle_id, reason=tidy, changes=list(found.changes), before=found.before, after=found.after,
                corrected_by=program.account.name, corrected_at=program.now(),
            )
        )  # fmt: skip
        told = "; ".join(rules.sentence(change) for change in found.changes)
        op.summary = f"Corrected the closed cycle {work.now.name}: {told}"
        return found


class _Work:
    """One correction: reads the closed cycle, judges the changes, and writes them where it is asked to."""

    def __init__(self, session: Session, program: Program, cycle_id: str, changes: Sequence[Change]) -> None:
        self._session, self._program, self._changes = session, program, tuple(changes)
        sealing.refuse_scores(session, program, cycle_id)
        self.now = standing.load(session, cycle_id)
        if self.now.state is not CycleState.CLOSED:
            raise NotNow(
                f"{self.now.name} is {self.now.state.value}, so there is nothing to correct; nothing was changed.",
                "Change it in the usual way.",
            )
        self._people = {person.id: person for person in self.now.applications.values()}
        self._criteria = {criterion.key: criterion for criterion in self.now.rules.criteria}
        self._decisions = {row.application_id: row for row in decisions_of(session, cycle_id)}
        self._decided = {
            self._people[one].number: Decided(row.outcome, row.reason_kind, row.reason)
            for one, row in self._decisions.items()
        }
        self._sheets = {
            (self.now.applications[number].id, sheet.rater_id): sheet
            for number, sheets in self.now.sheets.items()
            for sheet in sheets
        }
        before = self._result(self.now.ranking)
        taken = [(each, self._take(each)) for each in self._changes]
        self._changes = tuple(each for each, told in taken if told is not None)
        if not self._changes:
            raise InvalidInput("Nothing would change, so nothing was corrected.", "Change something first.", "changes")
        self._ranking = self._ranked()
        self._check_decisions()
        told = tuple(change for _each, change in taken if change is not None)
        self.preview = Preview(told, before, self._result(self._ranking), tuple(self._says()))

    # --- judging

    def _take(self, change: Change) -> dict[str, Any] | None:
        """Take a change over into what is known here; gives it in the published shape, None when nothing changes."""
        number = self._people[change.application_id].number
        if isinstance(change, DecisionChange):
            new = Decided(change.outcome.value, one_line(change.kind), change.reason.strip())
            old = self._decided.get(number, Decided())
            self._decided[number] = new
            return _told("decision", number, _decision_text(old), _decision_text(new))
        sheet = self._sheet(change.application_id, change.rater_id)
        rater = self.now.raters[change.rater_id]
        if isinstance(change, ConflictChange):
            if change.conflict is Conflict.CLEARED and not change.reason.strip():
                raise InvalidInput("Clearing a conflict of interest needs a reason; nothing was changed.", "", "reason")
            self._sheets[change.application_id, change.rater_id] = sheet._replace(
                conflict=change.conflict, conflict_reason=change.reason.strip()
            )
            before = _conflict_text(sheet.conflict, sheet.conflict_reason)
            after = _conflict_text(change.conflict, change.reason.strip())
            return _told("conflict", number, before, after, rater=rater)
        criterion, values = self._criteria[change.key], dict(sheet.values)
        old_text = rating_text(values[change.key]) if change.key in values else ""
        value = _rating(criterion, change.value)
        if isinstance(value, Blank):
            values.pop(change.key, None)
        else:
            values[change.key] = value
        # What is rated anew is rated under the criteria in force.
        outdated = frozenset() if sheet.outdated <= {change.key} else sheet.outdated
        self._sheets[change.application_id, change.rater_id] = sheet._replace(values=values, outdated=outdated)
        return _told("rating", number, old_text, rating_text(value), rater=rater, criterion=criterion.name)

    def _sheet(self, application_id: str, rater_id: str) -> SheetState:
        empty = SheetState("", rater_id, {}, Conflict.NONE, "", frozenset())
        return self._sheets.get((application_id, rater_id), empty)

    def _ranked(self) -> Ranking:
        """The ranking over the sheets as they would be."""
        by_application: dict[str, list[SheetState]] = {}
        for (application_id, _rater_id), sheet in self._sheets.items():
            by_application.setdefault(application_id, []).append(sheet)
        candidates = [
            Candidate(number, tuple(by_application.get(person.id, ())), person.excluded)
            for number, person in self.now.applications.items()
        ]
        return rank(candidates, self.now.rules)

    def _result(self, ranking: Ranking) -> dict[str, Any]:
        about = formula(self.now.rules.criteria, self.now.rules.aggregate, self.now.rules.minimum_raters)
        return rules.result(ranking, self._decided, about, self.now.rules.seats)

    def _departing(self) -> dict[str, str]:
        outcomes = {number: Outcome(each.outcome) for number, each in self._decided.items() if each.outcome}
        return departures(self._ranking.ranked, outcomes, self.now.rules.seats)

    def _check_decisions(self) -> None:
        """Refuse a corrected decision that cannot stand."""
        ranked = {place.number for place in self._ranking.ranked}
        departing = self._departing()
        for change in self._changes:
            if not isinstance(change, DecisionChange):
                continue
            person = self._people[change.application_id]
            if person.number not in ranked:
                raise InvalidInput(f"{person.number} has no rank, so there is nothing to decide.", "", "outcome")
            if change.outcome is Outcome.SELECTED and person.eligibility is not Eligibility.ELIGIBLE:
                raise InvalidInput(f"{person.number} is not eligible, so it cannot be selected.", "", "outcome")
            if person.state in (ApplicationState.DECLINED, ApplicationState.WITHDRAWN):
                raise InvalidInput(f"{person.number} is {person.state.value}; its decision stays.", "", "outcome")
            if person.number in departing and not (one_line(change.kind) and change.reason.strip()):
                raise InvalidInput(
                    f"{person.number}: {departing[person.number]} Nothing was changed.",
                    "Choose a kind of reason and say it in words.",
                    "decision_reason",
                )

    def _says(self) -> list[str]:
        """What to read before the correction is made."""
        said = []
        for change in self._changes:
            if isinstance(change, DecisionChange):
                person = self._people[change.application_id]
                selected = person.state is ApplicationState.SELECTED
                if change.outcome is Outcome.SELECTED and not selected:
                    said.append(f"{person.number} starts in the program today, with a plan.")
                elif change.outcome is not Outcome.SELECTED and selected:
                    said.append(f"{person.number} keeps the participation until you end it under Career plans.")
        for number, text in self._departing().items():
            stands = self._decided[number]
            if not (stands.kind and stands.reason):
                said.append(f"{number} stays {stands.outcome}. {text}")
        ranked = {place.number for place in self._ranking.ranked}
        said += [
            f"{number} has no rank any more and stays {each.outcome}."
            for number, each in self._decided.items()
            if number not in ranked and each.outcome == Outcome.SELECTED
        ]
        over = over_places(
            sum(1 for each in self._decided.values() if each.outcome == Outcome.SELECTED), self.now.rules.seats
        )
        return [*said, *([f"{over}."] if over else [])]

    # --- writing

    def write(self) -> None:
        """Write the changes into the program."""
        for change in self._changes:
            if isinstance(change, RatingChange):
                self._write_rating(change)
            elif isinstance(change, ConflictChange):
                row = self._sheet_row(change.application_id, change.rater_id)
                row.conflict, row.conflict_reason = change.conflict.value, change.reason.strip()
                row.conflict_by, row.conflict_at = self._program.account.name, self._program.now()
            else:
                self._write_decision(change)
        self._session.flush()

    def _sheet_row(self, application_id: str, rater_id: str) -> models.Sheet:
        found = sheets.find(self._session, application_id, rater_id)
        if found is None:
            found = sheets.give_out(self._session, application_id, rater_id, self._program.now())
            self._session.flush()
        return found

    def _write_rating(self, change: RatingChange) -> None:
        sheet = self._sheet_row(change.application_id, change.rater_id)
        row = self._session.scalars(
            select(models.Rating).where(models.Rating.sheet_id == sheet.id, models.Rating.criterion_key == change.key)
        ).first()
        value = _rating(self._criteria[change.key], change.value)
        if isinstance(value, Blank):
            if row is not None and row.comment:
                row.value, row.not_applicable = None, False
            elif row is not None:
                self._session.delete(row)
        else:
            if row is None:
                row = models.Rating(sheet_id=sheet.id, criterion_key=change.key, comment="")
                self._session.add(row)
            row.value, row.not_applicable = value, value is None
        if not self._sheets[change.application_id, change.rater_id].outdated:
            sheet.criteria_set_id = self.now.criteria.set_id
        if sheet.started_at is None:
            sheet.started_at = self._program.now()
        number = self._people[change.application_id].number
        scores = next((place.scores for place in self._ranking.ranked if place.number == number), {})
        if change.rater_id in scores and sheet.submitted_at is None:
            sheet.submitted_at = self._program.now()

    def _write_decision(self, change: DecisionChange) -> None:
        from umdesk.services.plans import start_participation  # noqa: PLC0415 -- plans are no part of ranking

        person = self._people[change.application_id]
        row = self._decisions.get(change.application_id)
        if row is None:
            row = models.Decision(application_id=change.application_id)
            self._session.add(row)
        place = next(each for each in self._ranking.ranked if each.number == person.number)
        now = self._program.now()
        row.outcome, row.reason_kind, row.reason = change.outcome.value, one_line(change.kind), change.reason.strip()
        row.rank, row.score, row.decided_by, row.decided_at, row.applied_at = (
            place.rank, exact_text(place.score), self._program.account.name, now, now,
        )  # fmt: skip
        self._session.get_one(models.Application, change.application_id).state = change.outcome.value
        if change.outcome is Outcome.SELECTED and person.state is not ApplicationState.SELECTED:
            today = self._program.today()
            start_participation(self._session, person.person_id, person.id, today, today)


def _rating(criterion: Criterion, text: str) -> Any:
    """The rating that was typed.

    Raises:
        InvalidInput: it is no rating of this criterion.
    """
    try:
        value = parse_rating(text)
    except ValueError as error:
        raise InvalidInput(str(error), "Nothing was changed.", "value") from error
    problem = "" if isinstance(value, Blank) else rating_problem(criterion, value)
    if problem:
        raise InvalidInput(problem, "Nothing was changed.", "value")
    return value


def _told(what: str, number: str, before: str, after: str, **more: str) -> dict[str, Any] | None:
    if before == after:
        return None
    return {"what": what, "application": number, **more, "before": before, "after": after}


def _decision_text(decided: Decided) -> str:
    why = ": ".join(part for part in (decided.kind, decided.reason) if part)
    return f"{decided.outcome} ({why})" if why else decided.outcome


def _conflict_text(conflict: Conflict, reason: str) -> str:
    word = {Conflict.NONE: "no conflict of interest"}.get(conflict, conflict.value)
    return f"{word}: {reason}" if reason and conflict is not Conflict.NONE else word
