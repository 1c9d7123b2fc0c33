"""The program handbook as it is printed: its five elements, with what umdesk fills in (2 CCR 599.983)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from umdesk.domain import dates
from umdesk.domain.handbook import LETTERS, Element, PlannedExam, missing, state
from umdesk.domain.program_roles import IN_HANDBOOK, OF_A_PLAN, USUAL_DUTIES, Holder
from umdesk.domain.reports import classes
from umdesk.domain.reports.basis import Basis, ClassTitle
from umdesk.domain.reports.classes import ClassFacts
from umdesk.domain.reports.model import Content, Part, Table, Words
from umdesk.domain.words import Category
from umdesk.domain.writing import capital, enumerated
from umdesk.domain.year_words import HandbookPart, ProgramRole


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria of the newest cycle that has any: its name, and of each criterion name, maximum, weight as text."""

    cycle: str = ""
    rows: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HandbookFacts:
    """What the handbook is made from; `holders` are those who have a role on the day of the handbook.

    `planned` are the target classes of plans in force.
    """

    year: int
    elements: tuple[Element, ...]
    holders: tuple[Holder, ...]
    criteria: Criteria
    classes: ClassFacts
    exams: tuple[PlannedExam, ...]
    planned: frozenset[str] = frozenset()


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
    parts.append(elements(facts.elements, basis.today))
    asked = (*asks(facts.elements), *_unnamed(facts.holders))
    return Content(tuple(parts), definitions=(classes.EMPLOYEES,), asks=asked)


def exams(found: Sequence[PlannedExam], year: int, title: ClassTitle, day: date) -> Table:
    """The exams that are planned in a year."""
    rows = tuple(
        (
            f"{exam.class_code} {exam.class_title}".strip() if exam.class_title else title(exam.class_code, day),
            exam.planned_for,
            exam.note,
        )
        for exam in found
    )
    name = f"Planned exams of {dates.program_year_name(year)}"
    return Table(name, ("Class", "Planned for", "Note"), rows, empty="No exam is planned.")


def elements(found: Sequence[Element], today: date) -> Table:
    """The five elements of the handbook, each with its state, owner and review."""
    rows = tuple(
        (
            f"({LETTERS[element.part]}) {capital(element.part)}",
            state(element, today),
            element.owner,
            element.reviewed_on,
            element.next_review,
        )
        for element in found
    )
    return Table("Program handbook (2 CCR 599.983)", ("Element", "State", "Owner", "Reviewed", "Next review"), rows)


def asks(found: Sequence[Element]) -> tuple[str, ...]:
    """What to ask while elements are not written."""
    asked = missing(found)
    return (f"{asked.rstrip('.')}, under Program year, Handbook.",) if asked else ()


def _words(element: Element) -> Words:
    paragraphs = tuple(line.strip() for line in element.text.splitlines() if line.strip())
    kept = tuple(f"Kept with this element: {name}" for name in element.documents)
    empty = "Filled in from what is on file." if element.filled else "This element is not written yet."
    return Words(f"({LETTERS[element.part]}) {capital(element.part)}", (*paragraphs, *kept), empty)


def _roles(holders: Sequence[Holder]) -> Table:
    """Who does what: the people of the plans, then the offices; those that the regulation names stand there always."""
    unnamed = [Holder(role, "Not named yet") for role in _nobody_has(holders)]
    order = list(ProgramRole)
    every = sorted([*holders, *unnamed], key=lambda one: order.index(one.role))
    rows = tuple((capital(one.role), one.name, one.contact, one.duties or USUAL_DUTIES[one.role]) for one in every)
    of_a_plan = tuple((role, who, "", duties) for role, who, duties in OF_A_PLAN)
    return Table("Who does what", ("Role", "Name", "Contact", "Duties"), (*of_a_plan, *rows))


def _nobody_has(holders: Sequence[Holder]) -> list[ProgramRole]:
    there = {one.role for one in holders}
    return [role for role in IN_HANDBOOK if role not in there]


def _unnamed(holders: Sequence[Holder]) -> tuple[str, ...]:
    missed = [f"the {role}" if role is not ProgramRole.HR else str(role) for role in _nobody_has(holders)]
    return (f"Name {enumerated(missed)} under Program year, Roles.",) if missed else ()


def _criteria(criteria: Criteria) -> tuple[Table, ...]:
    if not criteria.rows:
        return ()
    return (Table(f"Selection criteria of {criteria.cycle}", ("Criterion", "Maximum", "Weight"), criteria.rows),)


def _classes(facts: HandbookFacts, basis: Basis) -> tuple[Table, ...]:
    found = classes.count(facts.classes, basis)
    groups = (Category.LPEL, Category.BRIDGING, Category.ELTPA)
    return (
        *(classes.table(found, category) for category in groups),
        classes.targets(facts.classes, found, facts.planned, basis),
        classes.ladders(facts.classes, found, basis),
        exams(facts.exams, facts.year, basis.title, basis.period.last),
    )
