"""Changing the catalogue: every change, or all that one list brings, is one operation with one undo step."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain.class_changes import AddClass, Change, ClassRows, Lift, Override, RemoveTitle, after, summary
from umdesk.domain.class_values import tidy_code
from umdesk.domain.classes import in_force
from umdesk.domain.errors import NotNow
from umdesk.domain.writing import counted, enumerated
from umdesk.services.classes.stored import StoredClasses
from umdesk.services.permissions import permit
from umdesk.storage.models import Advancement, Application, Appointment, LadderStep, Revision
from umdesk.storage.program import Program


def change(program: Program, changes: Sequence[Change], *, words: str = "") -> tuple[str, ...]:
    """Carry changes out, in their order, as one operation; gives the codes of the classes, each once.

    `words` is the line of the history for several changes; one change has its own.

    Raises:
        InvalidInput: a value that cannot be, named by `field`.
        NotNow: a row is no longer there, or something stands on the row that is to go.
    """
    permit(program, "classes.editing.change")
    reasons = [each.reason for each in changes if isinstance(each, Override | Lift) and each.reason]
    codes_of = [tidy_code(each.class_code) if isinstance(each, AddClass) else each.class_code for each in changes]
    codes = tuple(dict.fromkeys(codes_of))
    with program.operation("classes.editing.change", "", reason="; ".join(dict.fromkeys(reasons)) or None) as op:
        stored = StoredClasses(op.session, codes)
        rows, lines = dict(stored.rows), []
        for code, each in zip(codes_of, changes, strict=True):
            before = rows[code]
            if isinstance(each, RemoveTitle):
                refuse_used(op.session, before, each.title_id)
            lines.append(summary(before, each))
            rows[code] = after(before, each)
        for code in codes:
            stored.write(rows[code])
        op.summary = words or "; ".join(lines)
    return codes


def refuse_used(session: Session, rows: ClassRows, title_id: str) -> None:
    """Let a title row go only when nothing stands on it (session block for other services).

    Raises:
        NotNow: something stands on it; the sentence says what.
    """
    row = next((each for each in rows.titles if each.id == title_id), None)
    if row is None:
        return
    if len(rows.titles) == 1:
        used, what = _uses_of_class(session, rows.class_code), f"Class {rows.class_code}"
    else:
        days = _days(session, rows.class_code)
        held = sum(1 for day in days if in_force(rows.titles, day) is row)
        used, what = (
            [counted(held, "appointment or application", "appointments and applications")] * bool(held),
            (f"The title {row.title}"),
        )
    if used:
        raise NotNow(
            f"{what} cannot be removed: it is used in {enumerated(used)}.",
            "Mark the class as abolished instead, or give the title its last day.",
        )


def _uses_of_class(session: Session, code: str) -> list[str]:
    moved = (Advancement.from_class_code == code) | (Advancement.to_class_code == code)
    stepped = (LadderStep.from_class_code == code) | (LadderStep.to_class_code == code)
    planned = select(func.count(Revision.plan_id.distinct())).where(Revision.target_class_code == code)
    asked = {
        "appointment": select(func.count()).where(Appointment.class_code == code),
        "advancement": select(func.count()).where(moved),
        "application": select(func.count()).where(Application.target_class.startswith(code)),
        "ladder step": select(func.count()).where(stepped),
        "plan": planned,
    }
    found = {word: session.scalar(query) or 0 for word, query in asked.items()}
    return [counted(number, word) for word, number in found.items() if number]


def _days(session: Session, code: str) -> list[date]:
    """The days on which somebody's class is asked for: of appointments, of applications on them, of moves."""
    held = select(Appointment.effective).where(Appointment.class_code == code)
    asked = select(Application.received).join(Appointment, Appointment.id == Application.appointment_id)
    moved = select(Advancement.on).where((Advancement.from_class_code == code) | (Advancement.to_class_code == code))
    return [
        *session.scalars(held),
        *session.scalars(asked.where(Appointment.class_code == code)),
        *session.scalars(moved),
    ]
