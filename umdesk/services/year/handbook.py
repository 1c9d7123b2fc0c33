"""The program handbook: its five elements, and the exams that are planned (2 CCR 599.983)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, handbook
from umdesk.domain.classes import class_code
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.handbook import Element, PlannedExam
from umdesk.domain.writing import capital, one_line, shortened, sound
from umdesk.domain.year_words import HandbookPart
from umdesk.services import classes
from umdesk.services.permissions import permit
from umdesk.services.year import roles
from umdesk.storage import models
from umdesk.storage.program import Program

_NAMED = 80


@dataclass(frozen=True, slots=True)
class ExamRow:
    """A planned exam by its id."""

    id: str
    exam: PlannedExam


@dataclass(frozen=True, slots=True)
class ElementRow:
    """An element by its id, "" before the handbook was begun."""

    id: str
    element: Element


def of_program(session: Session, day: date) -> tuple[Element, ...]:
    """The five elements, with the roles that somebody has on a day (session block)."""
    rows = {row.key: row for row in session.scalars(select(models.HandbookElement))}
    file = models.YearFile
    kept = session.execute(
        select(file.handbook_element_id, file.name)
        .where(file.handbook_element_id.is_not(None))
        .order_by(file.added_at, file.name)
    ).all()
    has_role = any(row.holder.on(day) for row in roles.of_program(session))
    criteria = session.scalars(select(models.Criterion.id).limit(1)).first() is not None
    # What is printed of these from the classes, the roles and the newest criteria stands without a text too.
    filled = {HandbookPart.CLASSES: True, HandbookPart.ROLES: has_role, HandbookPart.SELECTION: criteria}
    found = []
    for part in HandbookPart:
        row = rows.get(part.value)
        element = Element(part, filled=filled.get(part, False))
        if row is not None:
            names = tuple(name for key, name in kept if key == row.id)
            element = replace(
                element, text=row.text, owner=row.owner, reviewed_on=row.reviewed_on, next_review=row.next_review,
                documents=names,
            )  # fmt: skip
        found.append(element)
    return tuple(found)


def rows(program: Program) -> tuple[ElementRow, ...]:
    """The five elements with their records, in the order of the regulation."""
    permit(program, "year.handbook.rows")
    with program.reading() as session:
        ids = {row.key: row.id for row in session.scalars(select(models.HandbookElement))}
        return tuple(ElementRow(ids.get(one.part.value, ""), one) for one in of_program(session, program.today()))


def begin(program: Program) -> None:
    """Begin the handbook: its five elements, still empty, where there are none yet."""
    permit(program, "year.handbook.begin")
    with program.operation("year.handbook.begin", "Began the program handbook") as op:
        there = set(op.session.scalars(select(models.HandbookElement.key)))
        op.session.add_all(
            models.HandbookElement(id=models.new_id(), key=part.value)
            for part in HandbookPart
            if part.value not in there
        )


def write(program: Program, element_id: str, changes: Mapping[str, Any]) -> None:
    """Write fields of an element: `text`, `owner`, `reviewed_on`, `next_review`; its documents are kept elsewhere.

    Raises:
        Gone: the element is no longer there.
        InvalidInput: a day cannot be; `field` says which.
    """
    permit(program, "year.handbook.write")
    with program.operation("year.handbook.write", "", settles=element_id) as op:
        row = op.session.get(models.HandbookElement, element_id)
        if row is None:
            raise Gone("This element is no longer there; nothing was changed.", "Begin the handbook again.")
        part = HandbookPart(row.key)
        new = replace(Element(part, row.text, row.owner, row.reviewed_on, row.next_review), **changes)
        handbook.check(new, program.today())
        row.text, row.owner = sound(new.text).strip(), one_line(new.owner)
        row.reviewed_on, row.next_review = new.reviewed_on, new.next_review
        op.summary = f"Changed “{capital(part)}” of the handbook"


def exams(program: Program, year: int) -> tuple[ExamRow, ...]:
    """The exams that are planned in a program year, the first one first; those without a day last."""
    permit(program, "year.handbook.exams")
    dates.refuse_no_year(year)
    with program.reading() as session:
        return planned(session, year)


def planned(session: Session, year: int) -> tuple[ExamRow, ...]:
    """The same for other services (session block)."""
    row = models.PlannedExam
    query = select(row).where(row.year == year).order_by(row.planned_for.is_(None), row.planned_for, row.class_code)
    return tuple(
        ExamRow(one.id, PlannedExam(one.class_code, one.class_title, one.planned_for, one.note))
        for one in session.scalars(query)
    )


def exam_year(program: Program, exam_id: str) -> int | None:
    """The program year of a planned exam, None where it is no longer there."""
    permit(program, "year.handbook.exam_year")
    with program.reading() as session:
        row = session.get(models.PlannedExam, exam_id)
        return None if row is None else row.year


def add_exam(program: Program, year: int, exam: PlannedExam) -> str:
    """Plan an exam in a program year; gives the record.

    Raises:
        InvalidInput: the class is missing, or the day is in another program year.
    """
    permit(program, "year.handbook.add_exam")
    dates.refuse_no_year(year)
    with program.operation("year.handbook.add_exam", "") as op:
        row = models.PlannedExam(id=models.new_id(), year=year)
        op.summary = f"Planned the exam {_write_exam(op.session, row, exam, program.today())}"
        op.session.add(row)
        return row.id


def edit_exam(program: Program, exam_id: str, exam: PlannedExam) -> None:
    """Write a planned exam anew.

    Raises:
        Gone: it is no longer there.
        InvalidInput: as `add_exam` says.
    """
    permit(program, "year.handbook.edit_exam")
    with program.operation("year.handbook.edit_exam", "") as op:
        row = _exam(op.session, exam_id)
        op.summary = f"Changed the planned exam {_write_exam(op.session, row, exam, program.today())}"


def remove_exam(program: Program, exam_id: str) -> None:
    """Take a planned exam off the list.

    Raises:
        Gone: it is no longer there.
    """
    permit(program, "year.handbook.remove_exam")
    with program.operation("year.handbook.remove_exam", "") as op:
        row = _exam(op.session, exam_id)
        op.summary = f"Removed the planned exam {shortened(f'{row.class_code} {row.class_title}', _NAMED)}"
        op.session.delete(row)


def _write_exam(session: Session, row: models.PlannedExam, exam: PlannedExam, today: date) -> str:
    code = class_code(exam.class_code)
    if not code:
        raise InvalidInput("The class is missing.", "Choose the class that the exam is for.", "class_code")
    dates.refuse_other_year(exam.planned_for, row.year, "planned_for")
    title = one_line(exam.class_title) or classes.facts(session).title(code, exam.planned_for or today)
    row.class_code, row.class_title, row.planned_for, row.note = code, title, exam.planned_for, sound(exam.note).strip()
    return shortened(f"{code} {title}", _NAMED)


def _exam(session: Session, exam_id: str) -> models.PlannedExam:
    row = session.get(models.PlannedExam, exam_id)
    if row is None:
        raise Gone("This planned exam is no longer there; nothing was changed.", "Look at the handbook again.")
    return row
