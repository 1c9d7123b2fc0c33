"""Whose turn a plan is: each step of a revision is written down with its note, and the last note stays in view."""

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
) -> None:
    """Put a revision into a state and write the step down with its note (block of an operation)."""
    session.add(
        models.RevisionStep(
            revision_id=revision.id, from_state=revision.state, to_state=to_state, note=note.strip(),
            made_by=program.account.name, made_at=program.now(),
        )
    )  # fmt: skip
    revision.state = to_state


def steps_of(session: Session, revision_id: str) -> tuple[Taken, ...]:
    """The steps of a revision in order of time; one that was printed before steps were kept has few or none."""
    row = models.RevisionStep
    # Steps of one moment (made ready and printed) stand in the order in which they were written.
    query = select(row).where(row.revision_id == revision_id).order_by(row.made_at, literal_column("rowid"))
    return tuple(
        Taken(one.made_at, one.made_by, RevisionState(one.from_state), RevisionState(one.to_state), one.note)
        for one in session.scalars(query)
    )


def last_note(session: Session, revision_id: str) -> Taken | None:
    """The newest step of a revision that a note went along with."""
    return plan_steps.last_note(steps_of(session, revision_id))
