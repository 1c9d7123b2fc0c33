"""Classes: the rows that umdesk ships, the catalogue that eligibility asks, and choices for pickers."""

import csv
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.classes import ClassCatalogue, ClassOverride, ClassTitle, class_code
from umdesk.domain.words import Category, EntryLevel
from umdesk.resources import resource
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.history import RECORDED
from umdesk.storage.kept import keep
from umdesk.storage.program import Program

_LEAVE_CLASSES_ALONE = RECORDED - {models.JobClass.__tablename__, models.ClassOverride.__tablename__}
"""The tables whose changes leave the catalogue as it is."""


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """A class as pickers list it on a day; `confirmed` False is shown with a mark."""

    class_code: str
    title: str
    category: Category
    confirmed: bool

    @property
    def text(self) -> str:
        """How people read it: "1379 Office Assistant (Typing)"."""
        return f"{self.class_code} {self.title}".strip()


def shipped() -> tuple[ClassTitle, ...]:
    """The rows of resources/classes.csv; rows that nobody confirmed say so."""
    with resource("classes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_title(row) for row in csv.DictReader(file))


def seed(session: Session) -> None:
    """Put the shipped classes into a new program."""
    session.add_all(
        models.JobClass(
            class_code=row.class_code,
            title=row.title,
            title_from=row.title_from,
            title_to=row.title_to,
            schematic_code=row.schematic_code,
            entry_level=row.entry_level.value,
            bridging=row.bridging,
            status=row.status,
            confirmed=row.confirmed,
            note=row.note,
            source=row.source,
        )
        for row in shipped()
    )


def facts(session: Session) -> ClassCatalogue:
    """Everything known of classes, to be asked about a code on a day."""
    return keep(session, "classes", "", lambda: _facts(session), _LEAVE_CLASSES_ALONE)


def _facts(session: Session) -> ClassCatalogue:
    row = models.JobClass
    titles = session.execute(
        select(
            row.class_code, row.title, row.title_from, row.title_to, row.schematic_code, row.entry_level,
            row.bridging, row.confirmed, row.status, row.note, row.source, row.salary_minimum, row.salary_maximum,
            row.probation_months, row.minimum_qualifications, row.bargaining_unit, row.hard_to_fill, row.id,
        )
    )  # fmt: skip
    change = models.ClassOverride
    overrides = session.execute(
        select(change.class_code, change.category, change.effective, change.reason, change.ends, change.id)
    )
    return ClassCatalogue.of(
        (ClassTitle(t[0], t[1], t[2], t[3], t[4], EntryLevel(t[5]), *t[6:]) for t in titles),
        (ClassOverride(o[0], Category(o[1]), *o[2:]) for o in overrides),
    )


def catalogue(program: Program) -> ClassCatalogue:
    """The program's catalogue of classes."""
    permit(program, "classes.catalogue")
    with program.reading() as session:
        return facts(session)


def choices(program: Program, day: date | None = None) -> tuple[ClassChoice, ...]:
    """All classes as they are on a day (today without one), by code, for a picker."""
    permit(program, "classes.choices")
    with program.reading() as session:
        found = facts(session)
    on = day or program.today()
    listed = (found.facts(code, on) for code in sorted({*found.titles, *found.overrides}))
    return tuple(ClassChoice(f.class_code, f.title, f.category, f.confirmed) for f in listed if f is not None)


def _title(row: dict[str, str]) -> ClassTitle:
    return ClassTitle(
        class_code=class_code(row["class_code"]),
        title=row["title"],
        title_from=date.fromisoformat(row["title_from"]) if row["title_from"] else None,
        title_to=date.fromisoformat(row["title_to"]) if row["title_to"] else None,
        schematic_code=row["schematic_code"],
        entry_level=EntryLevel(row["entry_level"]),
        bridging=row["bridging"] == "yes",
        confirmed=row["confirmed"] == "yes",
        status=row["status"],
        note=row["note"],
        source=row["source"],
    )
