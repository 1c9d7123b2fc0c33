"""Employees by class on a day: LPEL, bridging and ELTPA classes, what the department states, and the ladders out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from umdesk.domain import dates
from umdesk.domain.classes import ClassCatalogue, class_code
from umdesk.domain.ladders import Step
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.employment import Employment, Held
from umdesk.domain.reports.lines import NOBODY, Line, Opens, by_name
from umdesk.domain.reports.model import Cell, Content, Figures, Number, Table, total
from umdesk.domain.words import Category
from umdesk.domain.writing import capital, counted, enumerated

GROUPS: Mapping[Category, tuple[str, str]] = {
    Category.LPEL: ("lpel", "LPEL classes"),
    Category.BRIDGING: ("bridging", "Bridging classes"),
    Category.ELTPA: ("eltpa", "ELTPA classes"),
    Category.OTHER: ("other", "Other classes"),
    Category.UNMAPPED: ("unsorted", "Classes that are not sorted yet"),
}
"""Category → key of its numbers and their short name, in the order of the page."""
_HEADINGS = {
    Category.LPEL: "Low-paying entry-level (LPEL) classes",
    Category.ELTPA: "Entry-level technical, professional, administrative (ELTPA) classes",
}
"""The headings of the tables that spell out what the short name stands for."""
_NEITHER = (
    "neither group, low-paying entry-level (LPEL) nor entry-level technical, professional, administrative (ELTPA)"
)
USED = (Category.LPEL, Category.BRIDGING, Category.ELTPA)
EMPLOYEES = (
    "Employees: people whose newest appointment on or before the last day counted is in the class, and who had not "
    "left. Classes count as they were classified on that day; a class that nobody confirmed counts in no group."
)
STATED = (
    "Stated: what the department told umdesk for the newest day on or before the last day counted. It stands beside "
    "and is never mixed with the employees on file."
)


@dataclass(frozen=True, slots=True)
class Stated:
    """How many employees the department says it had in a class on a day."""

    class_code: str
    on: date
    employees: int
    source: str


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """What employees by class are counted from."""

    people: Mapping[str, Who]
    employments: Mapping[str, Employment]
    catalogue: ClassCatalogue
    stated: Sequence[Stated]
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class ClassCount:
    """A class on the last day counted: its employees on file, and what the department states of it if it does."""

    class_code: str
    title: str
    category: Category
    employees: Number
    stated: Stated | None
    marks: str

    @property
    def name(self) -> str:
        """The class as people name it: "1441 Office Assistant (General)"."""
        return " ".join(filter(None, (self.class_code, self.title))) or "Unknown class"

    @property
    def plain(self) -> dict[str, object]:
        """The class as JSON has it."""
        return {"class_code": self.class_code, "title": self.title, "employees": self.employees.value}


def content(facts: ClassFacts, basis: Basis) -> Content:
    """Employees by class on the last day of the period."""
    found = count(facts, basis)
    figures = Figures(
        f"Employees on {dates.show(basis.period.last)}",
        tuple(
            _together(
                key,
                _in_a_sentence(category),
                (one for one in found if one.category is category),
            )
            for category, (key, _title) in GROUPS.items()
        ),
    )
    shown = [*USED, *(category for category in _PLAIN if any(one.category is category for one in found))]
    return Content(
        (figures, *(table(found, category) for category in shown), ladders(facts, found, basis)),
        definitions=(EMPLOYEES, STATED) if any(one.stated for one in found) else (EMPLOYEES,),
        asks=unsorted(found),
        data={f"{GROUPS[category][0]}_classes": plain(found, category) for category in USED},
    )


def count(facts: ClassFacts, basis: Basis) -> tuple[ClassCount, ...]:
    """Every class that has an employee on the last day of the period or of which the department states a number."""
    day = basis.period.last
    held: dict[str, list[Line]] = defaultdict(list)
    for person, employment in facts.employments.items():
        found = employment.on(day)
        if found is not None:
            held[class_code(found.class_code)].append(_employee(facts.people[person], found))
    stated = newest(facts.stated, day)
    return tuple(_class(code, held.get(code, ()), stated.get(code), facts, basis) for code in sorted({*held, *stated}))


def newest(stated: Iterable[Stated], day: date) -> dict[str, Stated]:
    """What the department states of each class for the newest day on or before a day."""
    begun = sorted((one for one in stated if one.on <= day), key=lambda one: one.on)
    return {class_code(one.class_code): one for one in begun}


def table(found: Sequence[ClassCount], category: Category) -> Table:
    """The classes of a category with their employees, and beside them what the department states."""
    key, title = GROUPS[category]
    own = [one for one in found if one.category is category]
    told = any(one.stated for one in own)
    marked = any(one.marks for one in own)
    columns = ("Class", "Title", "Employees", *(("Stated", "As of", "Source") if told else ()))
    rows = tuple(
        (one.class_code, one.title, one.employees, *(_beside(one) if told else ()), *((one.marks,) if marked else ()))
        for one in own
    )
    whole: tuple[Cell, ...] | None = None
    if len(rows) > 1:
        whole = ("Total", None, _together(key, title, own), *((None,) * (3 * told + marked)))
    empty = f"Nobody on file holds one of the {_in_a_sentence(category)} on this day." if category in USED else "None."
    columns = (*columns, *(("Note",) if marked else ()))
    return Table(_HEADINGS.get(category, title), columns, rows, whole, frozenset({2}), empty=empty)


def _in_a_sentence(category: Category) -> str:
    """The short name of a group within a sentence: "bridging classes", "LPEL classes"."""
    title = GROUPS[category][1]
    return title if title.startswith(category) else title[:1].lower() + title[1:]


def _together(key: str, title: str, own: Iterable[ClassCount]) -> Number:
    every = total(f"employees/{key}", f"Employees in {title}", (one.employees for one in own))
    return replace(every, definition=EMPLOYEES)


def plain(found: Iterable[ClassCount], category: Category) -> list[dict[str, object]]:
    """The classes of a category as JSON has them."""
    return [one.plain for one in found if one.category is category]


def ladders(facts: ClassFacts, found: Sequence[ClassCount], basis: Basis) -> Table:
    """The career ladders, step by step, with the employees of the class that each step leaves."""
    day = basis.period.last
    employees = {one.class_code: one.employees for one in found}
    steps = sorted(facts.steps, key=lambda step: (step.from_code, step.to_code, step.route))
    rows = tuple(
        (
            basis.title(step.from_code, day),
            basis.title(step.to_code, day),
            step.route,
            employees.get(step.from_code) or _nobody(step.from_code, basis),
            step.note,
        )
        for step in steps
    )
    columns = ("From", "To", "Route", "Employees in the first", "Note")
    return Table("Career ladders", columns, rows, empty="No ladder is on record.")


def targets(facts: ClassFacts, found: Sequence[ClassCount], planned: Iterable[str], basis: Basis) -> Table:
    """The ELTPA classes to which a career ladder leads and the `planned` ones, whether somebody holds them or not."""
    day = basis.period.last
    employees = {one.class_code: one.employees for one in found}
    laddered = {step.to_code for step in facts.steps if basis.category_on(step.to_code, day) is Category.ELTPA}
    of_plans = frozenset(planned)
    rows = tuple(
        (
            basis.title(code, day),
            employees.get(code) or _nobody(code, basis),
            capital(
                " and ".join(said for said, among in (("a ladder", laddered), ("a plan", of_plans)) if code in among)
            ),
        )
        for code in sorted(laddered | of_plans)
    )
    empty = "No ladder leads to an ELTPA class, and no plan in force has a target class."
    return Table("Target classes", ("Class", "Employees", "From"), rows, empty=empty)


def unsorted(found: Iterable[ClassCount]) -> tuple[str, ...]:
    """What to ask about classes that people hold and that nothing sorts into a group."""
    codes = [
        one.name if one.title else f"{one.name} (not there yet: add it)"
        for one in found
        if one.category is Category.UNMAPPED and one.employees.lines
    ]
    if not codes:
        return ()
    more = [*codes[:5], *([f"{len(codes) - 5} more"] if len(codes) > 5 else [])]
    held = counted(len(codes), "class", "classes")
    lie = "is" if len(codes) == 1 else "are"
    asked = f"Say under Classes what these are: {held} with employees {lie} in {_NEITHER}: {enumerated(more)}."
    return (asked,)


def _class(code: str, lines: Sequence[Line], stated: Stated | None, facts: ClassFacts, basis: Basis) -> ClassCount:
    day = basis.period.last
    known = facts.catalogue.facts(code, day)
    title = known.title if known else ""
    name = basis.title(code, day)
    marks = [
        *(["hard to fill"] if known and known.hard_to_fill else []),
        *(["the department's own category"] if known and known.override else []),
    ]
    return ClassCount(
        code,
        title,
        basis.category_on(code, day),
        Number(f"employees/{code}", f"Employees: {name}", by_name(lines), definition=EMPLOYEES),
        stated,
        ", ".join(marks),
    )


def _nobody(code: str, basis: Basis) -> Number:
    name = basis.title(code, basis.period.last)
    return Number(f"employees/{code}", f"Employees: {name}", (), definition=EMPLOYEES)


def _employee(who: Who, held: Held) -> Line:
    return Line(who, "", held.unit, held.effective, opens=Opens.PERSON, key=who.id)


def _beside(one: ClassCount) -> tuple[Cell, ...]:
    if one.stated is None:
        return None, None, None
    line = Line(NOBODY, "", one.stated.source, one.stated.on, Decimal(one.stated.employees))
    number = Number(f"stated/{one.class_code}", f"Stated: {one.name}", (line,), definition=STATED)
    return number, one.stated.on, one.stated.source


_PLAIN = (Category.OTHER, Category.UNMAPPED)
