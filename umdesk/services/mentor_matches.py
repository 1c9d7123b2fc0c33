"""Who is matched with which mentor or coach of the directory, from a day until another.

A match over the capacity is refused, or kept with a reason in words. A printed plan that names a mentor of the
directory begins the match by itself, since that is what is signed for.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.words import ResourceKind
from umdesk.domain.writing import one_line
from umdesk.services import scope
from umdesk.services.permissions import permit
from umdesk.services.resources import PEOPLE
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Match:
    """A match; `participant` is "" where it is none of those that the account reaches."""

    id: str
    resource_id: str
    mentor: str
    kind: ResourceKind
    participation_id: str
    participant: str
    plan_number: str
    starts: date
    ends: date | None
    note: str

    def lasts(self, today: date) -> bool:
        """Whether it has not ended."""
        return self.ends is None or self.ends >= today


def of_resource(program: Program, resource_id: str) -> tuple[Match, ...]:
    """The matches of a mentor or coach, those that last first, then the newest."""
    permit(program, "mentor_matches.of_resource")
    with program.reading() as session:
        reached = scope.visible(session, program, "mentor_matches.of_resource")
        rows = session.scalars(select(models.MentorMatch).where(models.MentorMatch.resource_id == resource_id))
        found = [_told(session, row, reached) for row in rows]
    return _in_order(found, program.today())


def of_participation(program: Program, participation_id: str) -> tuple[Match, ...]:
    """The mentors and coaches of a participant, those that last first, then the newest.

    Raises:
        NotAllowed: it is none of the account's own participants.
    """
    permit(program, "mentor_matches.of_participation")
    with program.reading() as session:
        scope.refuse_others(session, program, "mentor_matches.of_participation", participation_id)
        row = models.MentorMatch
        rows = session.scalars(select(row).where(row.participation_id == participation_id))
        found = [_told(session, each, None) for each in rows]
    return _in_order(found, program.today())


def match(
    program: Program, resource_id: str, participation_id: str, starts: date, *, note: str = "", over: str = ""
) -> str:
    """Match a participant with a mentor or coach from a day on; gives the match. `over` is why beyond the capacity.

    Raises:
        InvalidInput: it is no mentor, is switched off, the two are matched already, or it takes no more and `over`
            says nothing; named by `field`.
        Gone: one of them is no longer there.
    """
    permit(program, "mentor_matches.match")
    with program.operation("mentor_matches.match", "", reason=one_line(over) or None) as op:
        mentor = _mentor(op.session, resource_id)
        if op.session.get(models.Participation, participation_id) is None:
            raise Gone("This participation is no longer there; nothing was changed.", "Look at the list again.")
        lasting = [row for row in _rows(op.session, resource_id) if row.ends is None or row.ends >= starts]
        if any(row.participation_id == participation_id for row in lasting):
            raise InvalidInput(
                f"{mentor.name} and this participant are matched already; nothing was changed.",
                "Change that match, or end it first.",
                "participation_id",
            )
        if mentor.capacity is not None and len(lasting) >= mentor.capacity and not over.strip():
            raise InvalidInput(
                f"{mentor.name} takes {mentor.capacity} at a time and has {len(lasting)}; nothing was changed.",
                "End another match, choose somebody else, or say why one more is fine.",
                "over",
            )
        row = models.MentorMatch(
            id=models.new_id(), resource_id=resource_id, participation_id=participation_id, starts=starts, ends=None,
            note=". ".join(part for part in (one_line(note), _over(over)) if part),
        )  # fmt: skip
        op.session.add(row)
        op.summary = f"Matched {_who(op.session, participation_id)} with {mentor.name} from {dates.show(starts)}"
        return row.id


def end_match(program: Program, match_id: str, ends: date | None) -> None:
    """Say on which day a match ended or will end; None lets it last again.

    Raises:
        InvalidInput: the day lies before the match began.
        Gone: it is no longer there.
    """
    permit(program, "mentor_matches.end_match")
    with program.operation("mentor_matches.end_match", "") as op:
        row = op.session.get(models.MentorMatch, match_id)
        if row is None:
            raise Gone("This match is no longer there; nothing was changed.", "Look at the list again.")
        if ends is not None and ends < row.starts:
            raise InvalidInput(
                f"The match began on {dates.show(row.starts)}; it cannot end before.", "Correct the date.", "ends"
            )
        pair = (
            f"{_who(op.session, row.participation_id)} with {op.session.get_one(models.Resource, row.resource_id).name}"
        )
        op.summary = f"Ended the match of {pair} on {dates.show(ends)}" if ends else f"Let the match of {pair} go on"
        row.ends = ends


def remove_match(program: Program, match_id: str) -> None:
    """Take out a match that was recorded by mistake.

    Raises:
        Gone: it is no longer there.
    """
    permit(program, "mentor_matches.remove_match")
    with program.operation("mentor_matches.remove_match", "") as op:
        row = op.session.get(models.MentorMatch, match_id)
        if row is None:
            raise Gone("This match is no longer there; nothing was changed.", "Look at the list again.")
        op.summary = f"Removed a match of {_who(op.session, row.participation_id)}"
        op.session.delete(row)


def follow_printed(
    session: Session, revision: models.Revision, participation_id: str, today: date
) -> tuple[str, tuple[str, ...]]:
    """Let the matches follow a plan that was just printed; gives what the history adds to that, "" for nothing.

    With it come the ids of the matches that it changed.

    The mentor it names from the directory is matched from the first day of its period, or today where that is past or
    missing. The match with whom an earlier revision named ends the day before, or goes where it had not begun.
    Composed by printing to sign.
    """
    if revision.mentor_resource_id is None and revision.number == 1:
        return "", ()
    row = models.MentorMatch
    lasting = [
        each
        for each in session.scalars(select(row).where(row.participation_id == participation_id))
        if each.ends is None or each.ends >= today
    ]
    wanted = session.get(models.Resource, revision.mentor_resource_id) if revision.mentor_resource_id else None
    if wanted is not None and any(each.resource_id == wanted.id for each in lasting):
        return "", ()
    starts = max(revision.period_from or today, today)
    earlier = _named_before(session, revision)
    ending = [each for each in lasting if each.resource_id in earlier]
    changed = tuple(each.id for each in ending)
    for each in ending:
        if each.starts < starts:
            each.ends = starts - timedelta(days=1)
        else:
            session.delete(each)
    if wanted is None or wanted.kind not in PEOPLE:
        return "", changed
    number = session.get_one(models.Plan, revision.plan_id).number
    others = [each for each in _rows(session, wanted.id) if each.ends is None or each.ends >= starts]
    over = wanted.capacity is not None and len(others) >= wanted.capacity
    note = f"Named in plan {number}, revision {revision.number}"
    own = models.new_id()
    session.add(
        models.MentorMatch(
            id=own, resource_id=wanted.id, participation_id=participation_id, starts=starts, ends=None,
            note=f"{note}, beyond the {wanted.capacity} at a time" if over else note,
        )
    )  # fmt: skip
    beyond = f", who takes {wanted.capacity} at a time and has {len(others) + 1}" if over else ""
    return f"; matched with {wanted.name} from {dates.show(starts)}{beyond}", (*changed, own)


def _named_before(session: Session, revision: models.Revision) -> frozenset[str]:
    row = models.Revision
    older = select(row.mentor_resource_id).where(row.plan_id == revision.plan_id, row.number < revision.number)
    return frozenset(each for each in session.scalars(older) if each)


def _told(session: Session, row: models.MentorMatch, reached: frozenset[str] | None) -> Match:
    mentor = session.get_one(models.Resource, row.resource_id)
    seen = reached is None or row.participation_id in reached
    plan = session.scalars(select(models.Plan).where(models.Plan.participation_id == row.participation_id)).first()
    return Match(
        id=row.id, resource_id=row.resource_id, mentor=mentor.name, kind=ResourceKind(mentor.kind),
        participation_id=row.participation_id if seen else "",
        participant=_who(session, row.participation_id) if seen else "",
        plan_number=plan.number if seen and plan else "", starts=row.starts, ends=row.ends,
        note=row.note if seen else "",
    )  # fmt: skip


def _in_order(found: list[Match], today: date) -> tuple[Match, ...]:
    newest = sorted(found, key=lambda one: (one.starts, one.id), reverse=True)
    return tuple(sorted(newest, key=lambda one: not one.lasts(today)))


def _mentor(session: Session, resource_id: str) -> models.Resource:
    row = session.get(models.Resource, resource_id)
    if row is None:
        raise Gone("This resource is no longer there; nothing was changed.", "Look at the directory again.")
    if row.kind not in PEOPLE:
        raise InvalidInput(f"{row.name} is no mentor or coach.", "Choose one of them.", "resource_id")
    if not row.active:
        raise InvalidInput(f"{row.name} is switched off.", "Offer it again, or choose somebody else.", "resource_id")
    return row


def _rows(session: Session, resource_id: str) -> list[models.MentorMatch]:
    return list(session.scalars(select(models.MentorMatch).where(models.MentorMatch.resource_id == resource_id)))


def _over(reason: str) -> str:
    return f"Beyond the number at a time: {one_line(reason)}" if reason.strip() else ""


def _who(session: Session, participation_id: str) -> str:
    part = session.get_one(models.Participation, participation_id)
    return session.get_one(models.Person, part.person_id).full_name
