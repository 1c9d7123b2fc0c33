"""Whether participants are ready to advance: the checklist of each, and notes on minimum qualifications."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import dates, exams, readiness
from umdesk.domain.classes import class_code
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.plans import Activity, Content
from umdesk.domain.readiness import Facts, Line, Required
from umdesk.domain.words import ProgressStatus, Qualified
from umdesk.services import scope
from umdesk.services.permissions import permit
from umdesk.services.plans import content as contents
from umdesk.services.plans import exams as on_file
from umdesk.services.plans import in_force, participations, records, reviews
from umdesk.services.plans.in_force import Held
from umdesk.storage import models
from umdesk.storage.chunks import chunks
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What was noted on the minimum qualifications for a class; `holds` where it is the newest for the target class."""

    id: str
    class_code: str
    met: Qualified
    noted_on: date
    note: str
    made_by: str
    holds: bool


@dataclass(frozen=True, slots=True)
class ReadinessView:
    """The checklist of a participation for its target class, with all notes on qualifications, the newest first."""

    class_code: str
    lines: tuple[Line, ...]
    notes: tuple[NoteRow, ...]


def of_plan(program: Program, participation_id: str) -> ReadinessView:
    """The checklist of a participation, by what its plan agrees (`Known.agreed`) and what is on file today."""
    permit(program, "plans.readiness.of_plan")
    with program.reading() as session:
        scope.refuse_others(session, program, "plans.readiness.of_plan", participation_id)
        plan = session.scalars(select(models.Plan).where(models.Plan.participation_id == participation_id)).first()
        if plan is None:
            raise _gone()
        person = participations.person_of(session, participation_id)
        known = Known(session, program.today(), {participation_id: plan.id})
        newest_revision = contents.load(session, contents.newest_revision(session, plan.id), person)
        agreed = known.agreed(participation_id, newest_revision)
        lines = known.lines(participation_id, agreed, records.statuses(session, participation_id))
        notes = known.notes[participation_id]
        newest = _newest(notes, agreed.target_class_code)
        rows = [
            NoteRow(
                one.id, one.class_code, Qualified(one.met), one.noted_on, one.note, one.made_by, holds=one is newest
            )
            for one in notes
        ]
        return ReadinessView(agreed.target_class_code, lines, tuple(rows))


def note(
    program: Program, participation_id: str, *, code: str, met: Qualified, noted_on: date | None, text: str = ""
) -> str:
    """Note on a day whether somebody meets the minimum qualifications for a class, as HR said; gives the record.

    Raises:
        InvalidInput: the class or the day is missing, or the day has not come yet.
    """
    permit(program, "plans.readiness.note")
    with program.operation("plans.readiness.note", "") as op:
        for_class = class_code(code)
        if not for_class:
            raise InvalidInput("The class is missing.", "Set the target class of the plan first.", "code")
        if noted_on is None or noted_on > program.today():
            raise InvalidInput("The day is missing or has not come yet.", "Correct the date.", "noted_on")
        who = participations.person_of(op.session, participation_id).full_name
        row = models.QualificationNote(
            id=models.new_id(), participation_id=participation_id, class_code=for_class, met=Qualified(met).value,
            noted_on=noted_on, note=text.strip(), made_by=program.account.name,
        )  # fmt: skip
        op.session.add(row)
        op.summary = f"Noted the minimum qualifications of {who} for {for_class}: {met}"
        return row.id


def remove_note(program: Program, note_id: str) -> None:
    """Take out a note on qualifications that was made by mistake."""
    permit(program, "plans.readiness.remove_note")
    with program.operation("plans.readiness.remove_note", "") as op:
        row = op.session.get(models.QualificationNote, note_id)
        if row is None:
            raise _gone()
        who = participations.person_of(op.session, row.participation_id).full_name
        op.summary = f"Removed the note of {dates.show(row.noted_on)} on the qualifications of {who}"
        op.session.delete(row)


class Known:
    """What the checklists of several participations follow from, read in a few questions for all of them."""

    def __init__(self, session: Session, today: date, plans: Mapping[str, str]) -> None:
        """Look it up as it is today; `plans` is participation id to plan id."""
        self._session, self._today, self._plans = session, today, plans
        one = next(iter(plans)) if len(plans) == 1 else ""
        self.notes = _notes(session, one)
        self._in_force = in_force.revisions_in_force(session, list(plans.values()))
        self._overdue: defaultdict[str, int] = defaultdict(int)
        for due in reviews.due(session, today, [one] if one else None):
            self._overdue[due.participation_id] += due.days_over > 0
        self._held_content = _of_older(session, plans, self._in_force)
        self._examined = frozenset(session.scalars(select(models.ExamResult.participation_id)))

    def agreed(self, participation_id: str, newest: Content) -> Content:
        """What the revision in force agrees, also while a newer one is written; without one what the newest says."""
        return self._held_content.get(participation_id, newest)

    def lines(self, participation_id: str, newest: Content, status: Mapping[str, ProgressStatus]) -> tuple[Line, ...]:
        """The checklist of one participation, for its newest revision and how far its activities are."""
        agreed = self.agreed(participation_id, newest)
        held = self._in_force.get(self._plans[participation_id])
        noted = _newest(self.notes[participation_id], agreed.target_class_code)
        eligible, eligibility = self._eligibility(participation_id, agreed.target_class_code)
        return readiness.checklist(
            Facts(
                target=f"{agreed.target_class_code} {agreed.target_class_title}".strip(),
                qualified=Qualified(noted.met) if noted else None,
                noted_on=noted.noted_on if noted else None,
                eligible=eligible,
                eligibility=eligibility,
                required=_required(agreed.activities, status),
                in_force_since=held.since if held else None,
                in_force=held is not None,
                overdue=self._overdue[participation_id],
            )
        )

    def _eligibility(self, participation_id: str, code: str) -> tuple[bool, str]:
        """Whether an exam for the class still counts today, and what is on file of it."""
        if participation_id not in self._examined or not code:
            return False, ""
        found = [one for one in on_file.of_participation(self._session, participation_id) if one.class_code == code]
        good = [one for one in found if exams.eligible(one, code, self._today)]
        said = [exams.standing(one, self._today) or f"Exam {one.outcome}" for one in (good or found)]
        return bool(good), f"{said[-1]}." if said else ""


def _of_older(session: Session, plans: Mapping[str, str], holding: Mapping[str, Held]) -> Mapping[str, Content]:
    """What the revisions in force agree that are not the newest of their plan, by participation."""
    last = select(models.Revision.plan_id, func.max(models.Revision.number)).group_by(models.Revision.plan_id)
    newest = dict(session.execute(last).all()) if holding else {}
    older = {
        part: held
        for part, plan_id in plans.items()
        if (held := holding.get(plan_id)) is not None and held.number < newest[plan_id]
    }
    people, row = participations.people_of(session, list(older)), models.Revision
    ids = [held.id for held in older.values()]
    rows = {one.id: one for some in chunks(ids) for one in session.scalars(select(row).where(row.id.in_(some)))}
    found = contents.load_many(session, [(rows[held.id], people[part]) for part, held in older.items()])
    return {part: found[held.id] for part, held in older.items()}


def _required(activities: Iterable[Activity], status: Mapping[str, ProgressStatus]) -> tuple[Required, ...]:
    return tuple(
        Required(row.text, status.get(row.item, ProgressStatus.NOT_STARTED)) for row in activities if row.required
    )


def _notes(session: Session, participation_id: str) -> defaultdict[str, list[models.QualificationNote]]:
    """The notes by participation, the newest first; of one participation, or of all ("")."""
    row = models.QualificationNote
    query = select(row).where(row.participation_id == participation_id) if participation_id else select(row)
    found: defaultdict[str, list[models.QualificationNote]] = defaultdict(list)
    for one in session.scalars(query.order_by(row.noted_on.desc(), row.id.desc())):
        found[one.participation_id].append(one)
    return found


def _newest(notes: Collection[models.QualificationNote], code: str) -> models.QualificationNote | None:
    return next((one for one in notes if one.class_code == code), None)


def _gone() -> Gone:
    return Gone("This is no longer there; nothing was changed.", "Look at the plan again.")
