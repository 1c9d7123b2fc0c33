"""Statements of disagreement: what a person says against what is on file about them (Civ. Code 1798.36)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput
from umdesk.services.permissions import permit
from umdesk.storage.models import Disagreement, Person
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it was filed; `reasons` are the department's, "" where it gave none."""

    filed: date | None
    about: str
    statement: str
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement on file."""

    id: str
    text: Statement


def rows_of(session: Session, person_id: str) -> tuple[StatementRow, ...]:
    """The statements of a person, the oldest first (session block)."""
    row = Disagreement
    found = session.scalars(select(row).where(row.person_id == person_id).order_by(row.filed, row.id))
    return tuple(StatementRow(one.id, Statement(one.filed, one.about, one.statement, one.reasons)) for one in found)


def on_file(session: Session, person_ids: Iterable[str]) -> frozenset[str]:
    """Those of some people who have filed a statement (session block)."""
    return frozenset(session.scalars(select(Disagreement.person_id))).intersection(person_ids)


def of_person(program: Program, person_id: str) -> tuple[StatementRow, ...]:
    """The statements of disagreement of one person, the oldest first."""
    permit(program, "disagreements.of_person")
    with program.reading() as session:
        return rows_of(session, person_id)


def add(program: Program, person_id: str, new: Statement) -> str:
    """File a person's statement; gives its id.

    Raises:
        InvalidInput: the day is missing or has not come yet, or a text is missing; named by `field`.
    """
    permit(program, "disagreements.add")
    filed = _checked(new, program.today())
    with program.operation("disagreements.add", "") as op:
        person = op.session.get_one(Person, person_id)
        row = Disagreement(
            person_id=person_id, filed=filed, about=new.about.strip(), statement=new.statement.strip(),
            reasons=new.reasons.strip(),
        )  # fmt: skip
        op.session.add(row)
        op.summary = f"Filed a statement of disagreement of {person.full_name}"
        return row.id


def edit(program: Program, statement_id: str, changed: Statement) -> None:
    """Put a statement right.

    Raises:
        InvalidInput: the day is missing or has not come yet, or a text is missing; named by `field`.
    """
    permit(program, "disagreements.edit")
    filed = _checked(changed, program.today())
    with program.operation("disagreements.edit", "") as op:
        row = op.session.get_one(Disagreement, statement_id)
        person = op.session.get_one(Person, row.person_id)
        row.filed, row.about = filed, changed.about.strip()
        row.statement, row.reasons = changed.statement.strip(), changed.reasons.strip()
        op.summary = f"Changed a statement of disagreement of {person.full_name}"


def _checked(statement: Statement, today: date) -> date:
    if statement.filed is None:
        raise InvalidInput("The day is missing.", "Give the day on which the statement was filed.", "filed")
    if statement.filed > today:
        raise InvalidInput("This day has not come yet.", "Correct the date.", "filed")
    if not statement.about.strip():
        raise InvalidInput("What the statement is about is missing.", "Name the record or the answer.", "about")
    if not statement.statement.strip():
        raise InvalidInput("The statement itself is missing.", "Write it as the person gave it.", "statement")
    return statement.filed
