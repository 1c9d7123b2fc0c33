"""Two records of people side by side: what differs, what each has on file, and what a merge would bring with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.field_words import field_words
from umdesk.domain.words import CycleState
from umdesk.domain.writing import capital, enumerated
from umdesk.services.people import holding
from umdesk.services.plans.participations import OVER, state_on, state_rows
from umdesk.storage import models

FIELDS = ("last_name", "first_name", "employee_number", "work_phone", "work_email", "hired")
"""The fields of a person of which a merge keeps one value."""
_NONE = "none"


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One line side by side; `name` is the field whose value is chosen, "" where both sides are kept."""

    title: str
    first: str
    second: str
    name: str = ""

    @property
    def differs(self) -> bool:
        """Whether the two sides say different things."""
        return self.first != self.second

    @property
    def to_choose(self) -> bool:
        """Whether there are two values of which a merge keeps one."""
        return bool(self.name) and self.differs


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records: their ids and names, line by line, and what to know before they are made one."""

    first_id: str
    second_id: str
    first_name: str
    second_name: str
    lines: tuple[ComparedField, ...]
    warnings: tuple[str, ...]


def compared(session: Session, today: date, a: str, b: str) -> Comparison:
    """Two records side by side (session block)."""
    one, other = session.get_one(models.Person, a), session.get_one(models.Person, b)
    fields = [
        ComparedField(
            capital(field_words("person", name)), _text(getattr(one, name)), _text(getattr(other, name)), name
        )
        for name in FIELDS
    ]
    held = [
        ComparedField(title, *pair)
        for title, *pair in zip(
            ("Class", "Tenure", "Unit", "Supervisor", "Appointed"),
            _appointment(session, a, today),
            _appointment(session, b, today),
            strict=True,
        )
    ]
    counts = [
        ComparedField(title, first, second)
        for (title, first), (_same, second) in zip(_counts(session, a), _counts(session, b), strict=True)
        if first != _NONE or second != _NONE
    ]
    return Comparison(
        a, b, one.full_name, other.full_name,
        (*fields, *held, *counts), tuple(_warnings(session, today, a, b)),
    )  # fmt: skip


def _appointment(session: Session, person_id: str, today: date) -> tuple[str, str, str, str, str]:
    held = holding.held_or_first(session, person_id, today)
    if held is None:
        return ("", "", "", "", "")
    unit, supervisor = holding.names_of(session, held)
    return (
        f"{held.class_code} {held.class_title}".strip(), held.tenure, unit,
        supervisor, dates.show(held.class_date) if held.class_date else "",
    )  # fmt: skip


def _counts(session: Session, person_id: str) -> Iterator[tuple[str, str]]:
    row, cycle, plan, part = models.Application, models.Cycle, models.Plan, models.Participation
    found = session.execute(
        select(row.number, cycle.name).join(cycle, cycle.id == row.cycle_id).where(row.person_id == person_id)
        .order_by(row.number)
    )  # fmt: skip
    yield "Applications", enumerated([f"{number} ({name})" for number, name in found]) or _NONE
    plans = session.scalars(
        select(plan.number).join(part, part.id == plan.participation_id).where(part.person_id == person_id)
        .order_by(plan.number)
    ).all()  # fmt: skip
    yield "Career plans", enumerated(list(plans)) or _NONE
    model: Any
    for title, model in (
        ("Appointments", models.Appointment),
        ("T&D assignments", models.TDAssignment),
        ("Moves to another class", models.Advancement),
        ("Contacts", models.Contact),
        ("Disclosures", models.DisclosurePerson),
        ("Statements of disagreement", models.Disagreement),
    ):
        count = session.scalar(select(func.count()).select_from(model).where(model.person_id == person_id)) or 0
        yield title, f"{count:,}" if count else _NONE


def _warnings(session: Session, today: date, a: str, b: str) -> Iterator[str]:
    cycles_a, cycles_b = _cycles(session, a), _cycles(session, b)
    for cycle in sorted(cycles_a.keys() & cycles_b.keys()):
        numbers = enumerated(sorted((*cycles_a[cycle][0], *cycles_b[cycle][0])))
        yield f"Both applied in {cycle}: {numbers}. Both applications stay; withdraw one of them if it is the same."
    closed = sorted({name for name, (_n, state) in (cycles_a | cycles_b).items() if state == CycleState.CLOSED})
    if closed:
        yield f"An application is in a closed cycle ({enumerated(closed)}). Its ratings and decision stay as they are."
    yield from _timeline_warnings(session, a, b)
    running = [_running(session, today, person) for person in (a, b)]
    if all(running):
        yield "Both take part in the program today. Both participations stay; end one of them."
    if all(_plans(session, person) for person in (a, b)):
        yield "Both have a career plan. Both plans stay, each with its number."
    supervisors = {_supervisor(session, person, today) for person in (a, b)}
    if len(supervisors) > 1 and any(running):
        yield (
            "Their appointments name different supervisors. The later appointment counts from then on, so that another "
            "supervisor may come to see the plan."
        )


def _timeline_warnings(session: Session, a: str, b: str) -> Iterator[str]:
    """What becomes of the appointments when two rows of time are one."""
    for application, held in holding.misplaced(session, [a, b]):
        yield (
            f"Application {application.number} will stand on the appointment to {held.class_code or held.class_title} "
            f"from {dates.show(held.effective)}, which held on the day it was received. Look at its eligibility then."
        )
    row = models.Appointment
    rows = [session.scalars(select(row).where(row.person_id == person)).all() for person in (a, b)]
    for one, other in product(*rows):
        if one.effective == other.effective and not holding.alike(one, other):
            day = dates.show(one.effective)
            yield f"Both have an appointment from {day}, and they differ. Both stay; put the wrong one right then."


def _cycles(session: Session, person_id: str) -> dict[str, tuple[list[str], str]]:
    row, cycle = models.Application, models.Cycle
    found: dict[str, tuple[list[str], str]] = {}
    for name, state, number in session.execute(
        select(cycle.name, cycle.state, row.number)
        .join(cycle, cycle.id == row.cycle_id)
        .where(row.person_id == person_id)
        .order_by(row.number)
    ):
        found.setdefault(name, ([], state))[0].append(number)
    return found


def _participations(session: Session, person_id: str) -> Sequence[str]:
    part = models.Participation
    return session.scalars(select(part.id).where(part.person_id == person_id)).all()


def _running(session: Session, today: date, person_id: str) -> bool:
    found = _participations(session, person_id)
    return any(state_on(state_rows(session, each), today) not in OVER for each in found)


def _plans(session: Session, person_id: str) -> bool:
    plan = models.Plan
    ids = _participations(session, person_id)
    return session.scalars(select(plan.id).where(plan.participation_id.in_(ids))).first() is not None


def _supervisor(session: Session, person_id: str, today: date) -> str | None:
    held = holding.held_or_first(session, person_id, today)
    return held.supervisor_id if held is not None else None


def _text(value: object) -> str:
    if value is None:
        return ""
    return dates.show(value) if isinstance(value, date) else str(value)
