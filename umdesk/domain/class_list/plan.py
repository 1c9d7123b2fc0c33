"""What a class list would change in the catalogue, class by class, for a coordinator to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from umdesk.domain import dates
from umdesk.domain.class_changes import AddClass, Change, EditTitle, Override, Retitle
from umdesk.domain.class_list.layout import ListLayout
from umdesk.domain.class_list.reading import Listed, read
from umdesk.domain.class_values import FIELD_WORDS
from umdesk.domain.class_words import CATEGORY_WORDS, dollars
from umdesk.domain.classes import Band, ClassCatalogue, ClassTitle, band, category, in_force
from umdesk.domain.folding import folded
from umdesk.domain.intake.tables import Table
from umdesk.domain.words import Category, EntryLevel
from umdesk.domain.writing import counted, one_line


class Kind(StrEnum):
    """What a difference is; the order is that of a list."""

    NEW = "new"
    TITLE = "title"
    FACTS = "facts"
    CATEGORY = "category"
    REFUSED = "refused"
    MISSING = "missing"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that list and catalogue say differently of a class; `changes` carry it out, none where nothing can.

    `details` are (what, in the catalogue, in the list); `taken` says whether it is chosen unless somebody says
    otherwise: what contradicts the computed category never is.
    """

    kind: Kind
    class_code: str
    title: str
    line: int = 0
    details: tuple[tuple[str, str, str], ...] = ()
    words: str = ""
    changes: tuple[Change, ...] = ()
    taken: bool = False

    @property
    def key(self) -> str:
        """What tells it from all others of the list."""
        return f"{self.line} {self.class_code} {self.kind.value}"


@dataclass(frozen=True, slots=True)
class ListPlan:
    """All differences, and the lines of the sheet that hold no class with what they are."""

    file: str
    differences: tuple[Difference, ...]
    skipped: tuple[tuple[int, str], ...]

    def changes(self, keys: Iterable[str]) -> tuple[Change, ...]:
        """The changes of the chosen differences, in an order in which they can be carried out."""
        chosen = set(keys)
        order = (Kind.NEW, Kind.FACTS, Kind.TITLE, Kind.CATEGORY)
        return tuple(
            change
            for kind in order
            for each in self.differences
            if each.kind is kind and each.key in chosen
            for change in each.changes
        )

    def counts(self) -> dict[Kind, int]:
        """How many differences there are of each kind."""
        return {kind: sum(1 for each in self.differences if each.kind is kind) for kind in Kind}


def compare(table: Table, layout: ListLayout, catalogue: ClassCatalogue, on: date) -> ListPlan:
    """Compare a list with the catalogue as it is on a day; new titles and decisions would hold from that day."""
    listed, skipped = read(table, layout)
    found: list[Difference] = []
    for row in listed:
        if row.problem:
            found.append(Difference(Kind.REFUSED, row.class_code, "", row.line, words=row.problem))
        else:
            found += _compared(row, catalogue, on, table.file)
    in_list = {row.class_code for row in listed}
    for code in sorted(set(catalogue.titles) - in_list):
        words = "In the catalogue and not in the list. It stays as it is."
        found.append(Difference(Kind.MISSING, code, catalogue.title(code, on), words=words))
    order = tuple(Kind)
    found.sort(key=lambda each: (order.index(each.kind), each.class_code, each.line))
    return ListPlan(table.file, tuple(found), skipped)


def _compared(row: Listed, catalogue: ClassCatalogue, on: date, file: str) -> list[Difference]:
    known = catalogue.titles.get(row.class_code, ())
    held = in_force(known, on)
    source = f"List {file}"
    if held is None:
        return _new(row, source, on)
    values = {name: value for name, value in row.values.items() if name != "title"}
    values |= _implied(row, replace(held, **values))
    changed = {name: values[name] for name in FIELD_WORDS if name in values and getattr(held, name) != values[name]}
    found = []
    if changed:
        details = tuple((FIELD_WORDS[n].capitalize(), shown(getattr(held, n)), shown(v)) for n, v in changed.items())
        change = EditTitle(row.class_code, held.id, changed)
        found.append(Difference(Kind.FACTS, row.class_code, held.title, row.line, details, row.remark, (change,), True))
    found += _title(row, catalogue, held, on, source)
    found += _category(row, catalogue, replace(held, **changed), on, source)
    if not found:
        found.append(Difference(Kind.SAME, row.class_code, held.title, row.line, words=row.remark))
    return found


def _new(row: Listed, source: str, on: date) -> list[Difference]:
    title = one_line(row.values.get("title", ""))
    if not title:
        words = f"Line {row.line}: class {row.class_code} is not in the catalogue and has no title in the list."
        return [Difference(Kind.REFUSED, row.class_code, "", row.line, words=words)]
    blank = ClassTitle(
        row.class_code, title, None, None, "", EntryLevel.UNKNOWN, bridging=False, confirmed=True, source=source
    )
    made = replace(blank, **row.values)
    made = replace(made, **_implied(row, made, is_new=True))
    values = {name: getattr(made, name) for name in FIELD_WORDS}
    details = tuple(
        (FIELD_WORDS[name].capitalize(), "", shown(value))
        for name, value in values.items()
        if name not in ("title", "source", "status", "confirmed") and value != getattr(blank, name)
    )
    change = AddClass(row.class_code, values)
    found = [Difference(Kind.NEW, row.class_code, title, row.line, details, row.remark, (change,), True)]
    return found + _category(row, ClassCatalogue.of([made]), made, on, source)


def _implied(row: Listed, held: ClassTitle, *, is_new: bool = False) -> dict[str, Any]:
    """What the list's category says of facts that nobody knows yet, and that the list has no column for."""
    if row.category is Category.BRIDGING and "bridging" not in row.values and is_new:
        return {"bridging": True}
    if held.entry_level is not EntryLevel.UNKNOWN or "entry_level" in row.values or row.category is None:
        return {}
    place = band(held.schematic_code)
    if row.category.value == place.value:
        return {"entry_level": EntryLevel.YES}
    return {"entry_level": EntryLevel.NO} if row.category is Category.OTHER and place is not Band.UNMAPPED else {}


def _title(row: Listed, catalogue: ClassCatalogue, held: ClassTitle, on: date, source: str) -> list[Difference]:
    title = one_line(row.values.get("title", ""))
    facts = catalogue.facts(row.class_code, on)
    if not title or facts is None:
        return []
    waiting = next(
        (
            each
            for each in catalogue.titles[row.class_code]
            if not each.confirmed and folded(each.title) == folded(title)
        ),
        None,
    )
    if waiting is not None:
        detail = (("Title", f"{waiting.title}, not confirmed", f"{waiting.title}, confirmed"),)
        change: Change = EditTitle(row.class_code, waiting.id, {"confirmed": True, "source": source})
        return [Difference(Kind.TITLE, row.class_code, held.title, row.line, detail, row.remark, (change,), True)]
    if catalogue.title_fits(row.class_code, title):
        return []
    detail = (("Title", held.title, f"{title}, from {dates.show(on)}"),)
    change = Retitle(row.class_code, title, on, {"source": source})
    return [Difference(Kind.TITLE, row.class_code, held.title, row.line, detail, row.remark, (change,), True)]


def _category(row: Listed, catalogue: ClassCatalogue, held: ClassTitle, on: date, source: str) -> list[Difference]:
    """Put a category that contradicts the computed one forward as a decision of the department."""
    if row.category is None:
        return []
    facts = catalogue.facts(row.class_code, on)
    computed = category(held.schematic_code, held.entry_level, held.bridging)
    in_the_program = facts.override.category if facts is not None and facts.override is not None else computed
    if in_the_program is row.category:
        return []
    wanted = CATEGORY_WORDS[row.category]
    reason = f"{source} calls it {wanted}; by its own facts it is {CATEGORY_WORDS[computed]}"
    details = (("Category", CATEGORY_WORDS[in_the_program], f"{wanted}, decided from {dates.show(on)}"),)
    change = Override(row.class_code, row.category, on, reason)
    words = f"{reason}. Take it only if the department decides so."
    return [Difference(Kind.CATEGORY, row.class_code, held.title, row.line, details, words, (change,))]


def shown(value: Any) -> str:
    """A value of a class as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, EntryLevel):
        return "not known" if value is EntryLevel.UNKNOWN else value.value
    if isinstance(value, date):
        return dates.show(value)
    if isinstance(value, Decimal):
        return dollars(value)
    if isinstance(value, int):
        return counted(value, "month")
    return "" if value is None else str(value)
