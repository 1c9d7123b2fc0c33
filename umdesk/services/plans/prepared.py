"""Revisions as the print jobs need them, read for many plans at once: what the page shows, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, plan_gaps, plans
from umdesk.domain.errors import NotNow, UserError
from umdesk.domain.snapshots import PlanSnapshot
from umdesk.domain.words import RevisionState
from umdesk.services import disagreements
from umdesk.services.plans import content as contents
from umdesk.services.plans import page, participations, td
from umdesk.storage import blobs, models
from umdesk.storage.chunks import chunks
from umdesk.storage.kept import moment


@dataclass(frozen=True, slots=True)
class ToPrint:
    """A revision as the print job needs it; `document` is the kept PDF of one that was printed already.

    `needed` names in words what is missing before it may be printed for signature; `over` is the state that ended the
    participation, None while it goes on. `moment` is the version of the program's data from which it was read: while
    that is the same, so is everything here.
    """

    revision_id: str
    participation_id: str
    plan_number: str
    revision_number: int
    state: RevisionState
    employee_number: str
    snapshot: PlanSnapshot
    needed: tuple[plans.Gap, ...]
    document: bytes | None
    pages: int
    over: participations.State | None = None
    moment: int | None = field(default=None, compare=False)


def look_up(session: Session, revisions: Sequence[models.Revision], today: date) -> dict[str, ToPrint]:
    """Some revisions by id as of today, without the kept PDF of those that were printed."""
    seen = moment(session)
    ids = [revision.plan_id for revision in revisions]
    plan = models.Plan
    of = {row.id: row for chunk in chunks(ids) for row in session.scalars(select(plan).where(plan.id.in_(chunk)))}
    people = participations.people_of(session, [row.participation_id for row in of.values()])
    states = participations.states_of(session, {row.participation_id for row in of.values()})
    who = {revision.id: people[of[revision.plan_id].participation_id] for revision in revisions}
    agreed = contents.load_many(session, [(revision, who[revision.id]) for revision in revisions])
    same = page.same(session)
    on_td = td.concerned(session, [(who[each].id, content) for each, content in agreed.items()])
    disagree = disagreements.on_file(session, {person.id for person in people.values()})
    found: dict[str, ToPrint] = {}
    for revision in revisions:
        content, person = agreed[revision.id], who[revision.id]
        over_limit: tuple[plans.OverLimit, ...] = ()
        if person.id in on_td:
            over_limit = td.over_limit(td.view(session, person.id, content, revision.started_on))
        found[revision.id] = ToPrint(
            revision_id=revision.id,
            participation_id=of[revision.plan_id].participation_id,
            plan_number=of[revision.plan_id].number,
            revision_number=revision.number,
            state=contents.state_of(revision),
            employee_number=person.employee_number or "",
            snapshot=page.compose(
                session, same, revision, person, content, on_td=person.id in on_td, disagrees=person.id in disagree
            ),
            needed=plans.needed(plan_gaps.gaps(content, over_limit)),
            document=None,
            pages=0,
            over=participations.over_on(states[of[revision.plan_id].participation_id], today),
            moment=seen,
        )  # fmt: skip
    return found


def with_document(session: Session, revision: models.Revision, found: ToPrint) -> ToPrint:
    """The same with the kept PDF of a revision that was printed.

    Raises:
        Gone: the kept copy was lost when the program was damaged.
    """
    data, pages = document(session, revision)
    return found if data is None else replace(found, document=data, pages=pages)


def with_documents(
    session: Session, revisions: dict[str, models.Revision], found: dict[str, ToPrint]
) -> dict[str, ToPrint | UserError]:
    """The same of several; what one lacks refuses that one alone."""
    whole: dict[str, ToPrint | UserError] = {}
    for own, each in found.items():
        try:
            whole[own] = with_document(session, revisions[own], each)
        except UserError as error:
            whole[own] = error
    return whole


def document(session: Session, revision: models.Revision) -> tuple[bytes | None, int]:
    """The kept PDF of a revision and how many pages it has; (None, 0) of one that was never printed.

    Raises:
        Gone: it was lost when the program was damaged.
    """
    if revision.printed_document_id is None:
        return None, 0
    kept = session.get(models.PrintedDocument, revision.printed_document_id)
    return (blobs.read(session, kept.blob_sha256), kept.pages) if kept else (None, 0)


def check_printable(ready: ToPrint) -> None:
    """Raise NotNow with what is missing, or because it is printed already or its participation is over."""
    if ready.state in plans.FROZEN:
        raise NotNow(
            f"Revision {ready.revision_number} of plan {ready.plan_number} is {ready.state} already; it was not "
            "frozen again.",
            "Print it again: it comes out with the same content.",
        )
    if ready.over is not None:
        raise NotNow(
            f"The participation of plan {ready.plan_number} is {ready.over.state} since "
            f"{dates.show(ready.over.effective)}, so there is nothing left to sign; it was not printed for signature.",
            "Print the draft if you need the page, or set the participation to active first.",
        )
    if ready.needed:
        missing = " ".join(gap.text for gap in ready.needed[:4])
        more = f" And {len(ready.needed) - 4} more." if len(ready.needed) > 4 else ""
        raise NotNow(
            f"Plan {ready.plan_number} is not complete, so it was not printed for signature. {missing}{more}",
            "Fill in what is missing, then print it.",
        )
