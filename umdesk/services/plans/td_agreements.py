"""The agreement on a T&D assignment: its terms, printing that freezes them, the three signatures on paper.

A printed agreement holds what was agreed. Terms are changed afterwards only on purpose, which needs a new agreement:
the next number, and signatures of its own.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, td_words
from umdesk.domain.classes import class_code
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.td_words import Purpose
from umdesk.domain.writing import enumerated
from umdesk.services import classes, scope
from umdesk.services.people import holding
from umdesk.services.permissions import permit
from umdesk.services.plans import participations, td, td_early_ends, td_papers
from umdesk.services.plans.items import activity_names, own_activity
from umdesk.services.plans.td_early_ends import EarlyEnd
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says: served days, both included; `time_base` is 1 for full time; `item` a planned activity."""

    first: date
    last: date
    time_base: Decimal = Decimal(1)
    class_code: str = ""
    purposes: tuple[Purpose, ...] = ()
    duties: str = ""
    from_unit: str = ""
    to_unit: str = ""
    current_supervisor: str = ""
    new_supervisor: str = ""
    item: str | None = None
    over_limit_reason: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """The days on which the three signed on paper, None for not yet, and where the original is kept."""

    employee: date | None = None
    current_supervisor: date | None = None
    new_supervisor: date | None = None
    original_kept_at: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """An assignment with its agreement. `number` is that of the newest print, "" while there is none.

    `changed` says that the terms differ from that print. `needed` names what is missing for printing. `standing` says
    all this in words. `agreed_last` is the agreed last day where the assignment ended earlier.
    """

    id: str
    terms: Terms
    class_title: str
    activity: str
    signed: Signed
    number: str
    printed_on: date | None
    changed: bool
    needed: tuple[str, ...]
    standing: str
    agreed_last: date | None
    early_end: EarlyEnd | None


def listed(program: Program, participation_id: str) -> tuple[Agreement, ...]:
    """The recorded assignments of a participant with their agreements, the newest first.

    Raises:
        NotAllowed: it is none of those that the account reaches.
    """
    permit(program, "plans.td_agreements.listed")
    with program.reading() as session:
        scope.refuse_others(session, program, "plans.td_agreements.listed", participation_id)
        person = participations.person_of(session, participation_id)
        names = activity_names(session, participation_id)
        row = models.TDAssignment
        found = session.scalars(select(row).where(row.person_id == person.id))
        ordered = sorted(found, key=lambda one: (one.starts, one.id), reverse=True)
        return tuple(_agreement(session, one, names.get(one.item_id or "", "")) for one in ordered)


def record(program: Program, participation_id: str, terms: Terms) -> str:
    """Record an assignment that is, was or will be served, with its terms; gives the record.

    Where they name no present unit or current supervisor, those of the appointment on its first day are taken.

    Raises:
        InvalidInput: the dates cannot be, or it goes over the limit and there is no reason.
    """
    permit(program, "plans.td_agreements.record")
    with program.operation("plans.td_agreements.record", "", reason=terms.over_limit_reason.strip() or None) as op:
        person = participations.person_of(op.session, participation_id)
        row = models.TDAssignment(id=models.new_id(), person_id=person.id, participation_id=participation_id)
        unit, supervisor = holding.names_of(op.session, holding.held_or_first(op.session, person.id, terms.first))
        filled = replace(
            terms,
            from_unit=terms.from_unit.strip() or unit,
            current_supervisor=terms.current_supervisor.strip() or supervisor,
        )
        _write(op.session, row, filled)
        op.session.add(row)
        days = dates.show_span(terms.first, terms.last)
        op.summary = f"Recorded a T&D assignment of {person.full_name}, {days}"
        return row.id


def change(program: Program, assignment_id: str, terms: Terms, *, anew: bool = False) -> None:
    """Write the terms of an assignment. `anew`: it was printed already, and a new agreement will take its place.

    Then the days of the signatures go too, since they stand on the other paper.

    Raises:
        InvalidInput: the dates cannot be, or it goes over the limit and there is no reason.
        NotNow: it was printed and a new agreement was not asked for, or it is no longer there.
    """
    permit(program, "plans.td_agreements.change")
    with program.operation("plans.td_agreements.change", "", reason=terms.over_limit_reason.strip() or None) as op:
        session, row = op.session, td.row_of(op.session, assignment_id)
        before = _agreed(row)
        if row.ends != terms.last and row.planned_end is not None:
            raise InvalidInput("An early end was granted.", "Take it back before another end is agreed.", "last")
        _write(session, row, terms)
        document = td_papers.newest(session, row)
        person = session.get_one(models.Person, row.person_id)
        op.summary = f"Changed the T&D assignment of {person.full_name} from {dates.show(row.starts)}"
        if document is None or _agreed(row) == before:
            return
        if not anew and not td_papers.changed(session, row, document):
            raise NotNow(
                f"Agreement {document.number} was printed with other terms; nothing was changed.",
                "Say that a new agreement takes its place, then change them.",
            )
        row.employee_signed = row.current_supervisor_signed = row.new_supervisor_signed = None
        row.original_kept_at = ""
        op.summary += f"; agreement {document.number} no longer holds"


def sign(program: Program, assignment_id: str, signed: Signed) -> None:
    """Write down who signed the printed agreement on which day, and where the original is kept. Cannot be undone.

    A wrong day is recorded again.

    Raises:
        NotNow: it was not printed, or was changed since.
        InvalidInput: a day has not come yet or lies before the printing.
    """
    permit(program, "plans.td_agreements.sign")
    with program.operation("plans.td_agreements.sign", "", undoable=False) as op:
        row = td.row_of(op.session, assignment_id)
        document = td_papers.newest(op.session, row)
        if document is None or td_papers.changed(op.session, row, document):
            raise NotNow(
                "There is no printed agreement on these terms; nothing was recorded.",
                "Print the agreement and have it signed, then write down the days.",
            )
        printed = document.printed_at.astimezone().date()
        for field, day in (
            ("employee", signed.employee),
            ("current_supervisor", signed.current_supervisor),
            ("new_supervisor", signed.new_supervisor),
        ):
            if day is not None and not printed <= day <= program.today():
                why = (
                    "has not come yet" if day > program.today() else f"lies before the printing, {dates.show(printed)}"
                )
                raise InvalidInput(f"This day {why}; nothing was recorded.", "Correct the date.", field)
            setattr(row, f"{field}_signed", day)
        row.original_kept_at = " ".join(signed.original_kept_at.split())
        op.summary = f"Recorded the signatures on agreement {document.number}: {_signed_words(row) or 'none'}"


def _write(session: Session, row: models.TDAssignment, terms: Terms) -> None:
    period = td.period_of(terms.first, terms.last, Fraction(terms.time_base))
    td.refuse_over(session, row.person_id, period, terms.over_limit_reason, but=row.id)
    if terms.item != row.item_id:
        row.item_id = own_activity(session, row.participation_id or "", terms.item)
    code = class_code(terms.class_code)
    if code != row.class_code or not row.class_title:
        row.class_title = classes.facts(session).title(code, terms.first) if code else ""
    row.starts, row.ends, row.time_base, row.class_code = terms.first, terms.last, terms.time_base, code
    row.purpose, row.duties = td_words.write_purposes(terms.purposes), terms.duties.strip()
    for name in ("from_unit", "to_unit", "current_supervisor", "new_supervisor", "over_limit_reason"):
        setattr(row, name, " ".join(getattr(terms, name).split()))


def _agreement(session: Session, row: models.TDAssignment, activity: str) -> Agreement:
    document = td_papers.newest(session, row)
    changed = document is not None and td_papers.changed(session, row, document)
    terms = Terms(
        row.starts, row.ends, row.time_base, row.class_code, td_words.read_purposes(row.purpose), row.duties,
        row.from_unit, row.to_unit, row.current_supervisor, row.new_supervisor, row.item_id, row.over_limit_reason,
    )  # fmt: skip
    return Agreement(
        id=row.id,
        terms=terms,
        class_title=row.class_title,
        activity=activity,
        signed=Signed(
            row.employee_signed, row.current_supervisor_signed, row.new_supervisor_signed, row.original_kept_at
        ),
        number=document.number if document else "",
        printed_on=document.printed_at.astimezone().date() if document else None,
        changed=changed,
        needed=td_papers.needed(row),
        standing=_standing(row, document, changed=changed),
        agreed_last=row.planned_end,
        early_end=td_early_ends.of_assignment(session, row),
    )


def _standing(row: models.TDAssignment, document: models.PrintedDocument | None, *, changed: bool) -> str:
    if document is None:
        return "Not printed yet"
    if changed:
        return f"Changed since {document.number} was printed: a new agreement is needed"
    signed = _signed_words(row)
    printed = f"{document.number}, printed on {dates.show(document.printed_at.astimezone().date())}"
    if not signed:
        return f"{printed}; waits for the signatures"
    missing = [name for name, day in _days(row) if day is None]
    kept = f"; original at {row.original_kept_at}" if row.original_kept_at else ""
    if missing:
        return f"{printed}; signed by {signed}; waits for {enumerated(missing)}{kept}"
    return f"{printed}; signed by {signed}{kept}"


def _days(row: models.TDAssignment) -> tuple[tuple[str, date | None], ...]:
    return (
        ("the employee", row.employee_signed),
        ("the current supervisor", row.current_supervisor_signed),
        ("the new supervisor", row.new_supervisor_signed),
    )


def _signed_words(row: models.TDAssignment) -> str:
    return enumerated([f"{name} on {dates.show(day)}" for name, day in _days(row) if day])


def _agreed(row: models.TDAssignment) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in td_papers.AGREED)
