"""The program handbook as it is printed: its five elements, with what umdesk fills in (2 CCR 599.983)."""

from collections.abc import Sequence
from dataclasses import dataclass

from umdesk.domain.handbook import LETTERS, Element, missing
from umdesk.domain.program_roles import Holder
from umdesk.domain.reports import classes, prepared
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.classes import ClassFacts
from umdesk.domain.reports.model import Content, Part, Table, Words
from umdesk.domain.reports.prepared import Exam
from umdesk.domain.words import Category
from umdesk.domain.writing import capital
from umdesk.domain.year_words import HandbookPart


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria of the newest cycle that has any: its name, and of each criterion name, maximum, weight as text."""

    cycle: str = ""
    rows: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HandbookFacts:
    """What the handbook is made from; `holders` are those who have a role on the day of the handbook."""

    year: int
    elements: tuple[Element, ...]
    holders: tuple[Holder, ...]
    criteria: Criteria
    classes: ClassFacts
    exams: tuple[Exam, ...]


def content(facts: HandbookFacts, basis: Basis) -> Content:
    """The handbook, element by element."""
    parts: list[Part] = []
    for element in facts.elements:
        parts.append(_words(element))
        if element.part is HandbookPart.ROLES:
            parts.append(_roles(facts.holders))
        elif element.part is HandbookPart.SELECTION:
            parts.extend(_criteria(facts.criteria))
        elif element.part is HandbookPart.CLASSES:
            parts.extend(_classes(facts, basis))
    parts.append(prepared.elements(facts.elements, basis.today))
    asked = missing(facts.elements)
    return Content(tuple(parts), definitions=(classes.EMPLOYEES,), asks=(asked,) if asked else ())


def _words(element: Element) -> Words:
    paragraphs = tuple(line.strip() for line in element.text.splitlines() if line.strip())
    kept = tuple(f"Kept with this element: {name}" for name in element.documents)
    empty = "" if element.filled else "This element is not written yet."
    return Words(f"({LETTERS[element.part]}) {capital(element.part)}", (*paragraphs, *kept), empty)


def _roles(holders: Sequence[Holder]) -> Table:
    rows = tuple((capital(one.role), one.name, one.contact, one.duties) for one in holders)
    columns = ("Role", "Name", "Contact", "Duties")
    return Table("Who does what", columns, rows, empty="Nobody is named under Program year, Roles.")


def _criteria(criteria: Criteria) -> tuple[Table, ...]:
    if not criteria.rows:
        return ()
    return (Table(f"Selection criteria of {criteria.cycle}", ("Criterion", "Maximum", "Weight"), criteria.rows),)


def _classes(facts: HandbookFacts, basis: Basis) -> tuple[Table, ...]:
    found = classes.count(facts.classes, basis)
    groups = (Category.LPEL, Category.BRIDGING, Category.ELTPA)
    return (
        *(classes.table(found, category) for category in groups),
        classes.ladders(facts.classes, found, basis),
        prepared.exams(facts.exams, facts.year, basis.title, basis.period.last),
    )
