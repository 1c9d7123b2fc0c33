"""The catalogue as screens show it: every class in a list, and one class in full."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from umdesk.domain.classes import ClassFacts, ClassOverride, ClassTitle, category, class_code
from umdesk.domain.words import Category, EntryLevel
from umdesk.services.classes import facts
from umdesk.services.permissions import permit
from umdesk.storage.models import Appointment
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class in a list as it is on a day; `titles` are all that it ever had, for the search."""

    class_code: str
    title: str
    category: Category
    decided: bool
    schematic_code: str
    entry_level: EntryLevel
    bridging: bool
    salary_minimum: Decimal | None
    salary_maximum: Decimal | None
    probation_months: int | None
    minimum_qualifications: str
    bargaining_unit: str
    hard_to_fill: bool
    status: str
    confirmed: bool
    unconfirmed_title: str
    titles: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class ClassCard:
    """One class in full: `facts` as they are on the day asked, `computed` its category without any decision.

    `record_ids` are the records whose history is the class's.
    """

    class_code: str
    facts: ClassFacts
    computed: Category
    titles: tuple[ClassTitle, ...]
    overrides: tuple[ClassOverride, ...]
    record_ids: tuple[str, ...]


def rows(program: Program, day: date | None = None) -> tuple[ClassRow, ...]:
    """Every class of the catalogue by code, as it is on a day; today without one."""
    permit(program, "classes.cards.rows")
    on = day or program.today()
    with program.reading() as session:
        found = facts(session)
    listed = []
    for code in sorted({*found.titles, *found.overrides}):
        known = found.facts(code, on)
        every = " ".join(row.title for row in found.titles.get(code, ()))
        if known is not None:
            listed.append(_row(known, every))
    return tuple(listed)


def card(program: Program, code: str, day: date | None = None) -> ClassCard | None:
    """One class in full; None for a code that is not in the catalogue."""
    permit(program, "classes.cards.card")
    on, code = day or program.today(), class_code(code)
    with program.reading() as session:
        found = facts(session)
        known = found.facts(code, on)
        if known is None and found.overrides.get(code):
            known = found.facts(code, found.overrides[code][0].effective)
        if known is None:
            return None
        titles, overrides = found.titles.get(code, ()), found.overrides.get(code, ())
        records = (*(title.id for title in titles), *(decision.id for decision in overrides))
        return ClassCard(code, known, _computed(known), titles, overrides, records)


def held(program: Program, day: date | None = None) -> dict[str, int]:
    """How many people hold each class on a day, today without one; a class that nobody holds is left out."""
    permit(program, "classes.cards.held")
    row = Appointment
    latest_first = func.row_number().over(partition_by=row.person_id, order_by=(row.effective.desc(), row.id.desc()))
    begun = (
        select(row.class_code, latest_first.label("place")).where(row.effective <= (day or program.today())).subquery()
    )
    counted = select(begun.c.class_code, func.count()).where(begun.c.place == 1).group_by(begun.c.class_code)
    with program.reading() as session:
        return {row[0]: row[1] for row in session.execute(counted)}


def _computed(known: ClassFacts) -> Category:
    return category(known.schematic_code, known.entry_level, known.bridging)


def _row(known: ClassFacts, titles: str) -> ClassRow:
    return ClassRow(
        known.class_code, known.title, known.category, known.override is not None, known.schematic_code,
        known.entry_level, known.bridging, known.salary_minimum, known.salary_maximum, known.probation_months,
        known.minimum_qualifications, known.bargaining_unit, known.hard_to_fill, known.status, known.confirmed,
        known.unconfirmed_title, titles, known.source, known.note,
    )  # fmt: skip
