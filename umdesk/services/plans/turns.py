"""Whose turn a plan is: each step of a revision is written down with its note, and the last note stays in view."""

from collections.abc import Collection

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from umdesk.domain import plan_steps
from umdesk.domain.plan_steps import Taken
from umdesk.domain.words import RevisionState
from umdesk.storage import models
from umdesk.storage.program import Program

__all__ = ["Taken", "last_note", "note_step", "steps_of"]


def note_step(
    session: Session, program: Program, revision: models.Revision, to_state: RevisionState, note: str = ""
) -> str:
    """Put a revision into a state and write the step down with its note (block of an operation); gives its id."""
    step = models.new_id()
    session.add(
        models.RevisionStep(
            id=step, revision_id=revision.id, from_state=revision.state, to_state=to_state, note=note.strip(),
            made_by=program.account.name, made_at=program.now(),
        )
    )  # fmt: skip
    revision.state = to_state
    return step


def steps_of(session: Session, revision_id: str) -> tuple[Taken, ...]:
    """The steps of a revision in order of time; one that was printed before steps were kept has few or none."""
    row = models.RevisionStep
    # Steps of one moment (made ready and printed) stand in the order in which they were written.
    query = select(row).where(row.revision_id == revision_id).order_by(row.made_at, literal_column("rowid"))
    return tuple(_taken(one) for one in session.scalars(query))


def _taken(row: models.RevisionStep) -> Taken:
    return Taken(row.made_at, row.made_by, RevisionState(row.from_state), RevisionState(row.to_state), row.note)


def last_notes(session: Session, plan_ids: Collection[str] | None = None) -> dict[str, Taken]:
    """The newest step with a note of each revision of some plans, or of all (None), by revision."""
    row, revision = models.RevisionStep, models.Revision
    query = select(row).where(row.note != "").order_by(row.made_at, literal_column("revision_step.rowid"))
    if plan_ids is not None:
        query = query.join(revision, revision.id == row.revision_id).where(revision.plan_id.in_(plan_ids))
    return {one.revision_id: _taken(one) for one in session.scalars(query)}


def last_note(session: Session, revision_id: str) -> Taken | None:
    """The newest step of a revision that a note went along with."""
    return plan_steps.last_note(steps_of(session, revision_id))
