"""The program handbook: its five elements, and the exams that are planned (2 CCR 599.983)."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, handbook
from umdesk.domain.classes import class_code
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.handbook import Element
from umdesk.domain.writing import capital, one_line
from umdesk.domain.year_words import HandbookPart
from umdesk.services import classes
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class PlannedExam:
    """An exam that is planned in a program year; `planned_for` is its day or the first of its month, if known."""

    class_code: str
    class_title: str = ""
    planned_for: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExamRow:
    """A planned exam by its id."""

    id: str
    exam: PlannedExam


def elements(program: Program) -> tuple[Element, ...]:
    """The five elements in the order of the regulation."""
    permit(program, "year.handbook.elements")
    with program.reading() as session:
        return of_program(session)


def of_program(session: Session) -> tuple[Element, ...]:
    """The five elements (session block)."""
    rows = {row.key: row for row in session.scalars(select(models.HandbookElement))}
    file = models.YearFile
    kept = session.execute(
        select(file.handbook_element_id, file.name)
        .where(file.handbook_element_id.is_not(None))
        .order_by(file.added_at, file.name)
    ).all()
    roles = session.scalars(select(models.RoleHolder.id).limit(1)).first() is not None
    criteria = session.scalars(select(models.Criterion.id).limit(1)).first() is not None
    # What is printed of these from the classes, the roles and the newest criteria stands without a text too.
    filled = {HandbookPart.CLASSES: True, HandbookPart.ROLES: roles, HandbookPart.SELECTION: criteria}
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


def element_id(program: Program, part: HandbookPart) -> str:
    """The record of an element, made where there is none yet; files are kept with it."""
    permit(program, "year.handbook.element_id")
    with program.reading() as session:
        row = _element(session, part)
        if row is not None:
            return row.id
    with program.operation("year.handbook.element_id", f"Began “{capital(part)}” of the handbook") as op:
        row = models.HandbookElement(id=models.new_id(), key=part.value)
        op.session.add(row)
        return row.id


def write(program: Program, element: Element) -> None:
    """Write an element anew; its documents are kept by their own operations.

    Raises:
        InvalidInput: a day cannot be; `field` says which.
    """
    permit(program, "year.handbook.write")
    handbook.check(element, program.today())
    with program.operation("year.handbook.write", f"Changed “{capital(element.part)}” of the handbook") as op:
        row = _element(op.session, element.part)
        if row is None:
            row = models.HandbookElement(id=models.new_id(), key=element.part.value)
            op.session.add(row)
        row.text, row.owner = element.text.strip(), one_line(element.owner)
        row.reviewed_on, row.next_review = element.reviewed_on, element.next_review


def exams(program: Program, year: int) -> tuple[ExamRow, ...]:
    """The exams that are planned in a program year, the first one first; those without a day last."""
    permit(program, "year.handbook.exams")
    row = models.PlannedExam
    with program.reading() as session:
        query = select(row).where(row.year == year).order_by(row.planned_for.is_(None), row.planned_for, row.class_code)
        return tuple(
            ExamRow(one.id, PlannedExam(one.class_code, one.class_title, one.planned_for, one.note))
            for one in session.scalars(query)
        )


def add_exam(program: Program, year: int, exam: PlannedExam) -> str:
    """Plan an exam in a program year; gives the record.

    Raises:
        InvalidInput: the class is missing, or the day is in another program year.
    """
    permit(program, "year.handbook.add_exam")
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
        op.summary = f"Removed the planned exam {row.class_code} {row.class_title}".rstrip()
        op.session.delete(row)


def _write_exam(session: Session, row: models.PlannedExam, exam: PlannedExam, today: date) -> str:
    code = class_code(exam.class_code)
    if not code:
        raise InvalidInput("The class is missing.", "Choose the class that the exam is for.", "class_code")
    if exam.planned_for is not None and dates.program_year(exam.planned_for) != row.year:
        raise InvalidInput(
            f"{dates.show(exam.planned_for)} is not in the program year {dates.program_year_name(row.year)}.",
            "Give a day of that year, or plan it in the other year.",
            "planned_for",
        )
    title = one_line(exam.class_title) or classes.facts(session).title(code, exam.planned_for or today)
    row.class_code, row.class_title, row.planned_for, row.note = code, title, exam.planned_for, exam.note.strip()
    return f"{code} {title}".rstrip()


def _element(session: Session, part: HandbookPart) -> models.HandbookElement | None:
    row = models.HandbookElement
    return session.scalars(select(row).where(row.key == part.value)).first()


def _exam(session: Session, exam_id: str) -> models.PlannedExam:
    row = session.get(models.PlannedExam, exam_id)
    if row is None:
        raise Gone("This planned exam is no longer there; nothing was changed.", "Look at the handbook again.")
    return row
