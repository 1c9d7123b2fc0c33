"""Changes of the class catalogue as plain values: what the rows of one class are after a change, or why it cannot be.

Nothing here writes: the same functions carry a change out and say beforehand what it would do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import Any

from umdesk.domain import dates
from umdesk.domain.class_values import FIELD_WORDS, checked, tidy_code
from umdesk.domain.classes import ClassOverride, ClassTitle, class_code, in_force
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import Category, EntryLevel
from umdesk.domain.writing import enumerated, one_line

_DAY = timedelta(days=1)
_NO_VALUES: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class ClassRows:
    """Everything on record of one class."""

    class_code: str
    titles: tuple[ClassTitle, ...] = ()
    overrides: tuple[ClassOverride, ...] = ()


@dataclass(frozen=True, slots=True)
class AddClass:
    """A class that is not in the catalogue; `values` by the names of `FIELD_WORDS`."""

    class_code: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EditTitle:
    """Other values for one title row."""

    class_code: str
    title_id: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Retitle:
    """Another title from a day on; what `values` does not name stays as it was the day before."""

    class_code: str
    title: str
    on: date
    values: Mapping[str, Any] = field(default_factory=lambda: _NO_VALUES)


@dataclass(frozen=True, slots=True)
class RemoveTitle:
    """One title row less; the class goes with its last one."""

    class_code: str
    title_id: str


@dataclass(frozen=True, slots=True)
class Override:
    """The department's own category for a class, from `effective` to `ends` inclusive; None for no end."""

    class_code: str
    category: Category
    effective: date
    reason: str
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Lift:
    """The department's decision no longer holds from `on`; one that had not begun by then goes."""

    class_code: str
    override_id: str
    on: date
    reason: str = ""


Change = AddClass | EditTitle | Retitle | RemoveTitle | Override | Lift


def after(rows: ClassRows, change: Change) -> ClassRows:
    """The rows of the class after the change; rows that it makes have no id yet.

    Raises:
        InvalidInput: a value that cannot be, named by `field`.
        NotNow: the row that is to be changed is no longer there.
    """
    match change:
        case AddClass():
            return _added(rows, change)
        case EditTitle():
            return _edited(rows, change)
        case Retitle():
            return _retitled(rows, change)
        case RemoveTitle():
            kept = tuple(row for row in rows.titles if row.id != _title(rows, change.title_id).id)
            if not kept and rows.overrides:
                raise NotNow(
                    f"The department decided on the category of class {rows.class_code}, so it cannot be removed.",
                    "Lift the decision from its first day first.",
                )
            return replace(rows, titles=kept)
        case Override():
            return _overridden(rows, change)
        case Lift():
            return _lifted(rows, change)


def summary(rows: ClassRows, change: Change) -> str:
    """The change in one line for the history; `rows` are those before it."""
    code = change.class_code
    match change:
        case AddClass():
            return f"Added class {class_code(code)} {one_line(str(change.values.get('title', '')))}"
        case EditTitle():
            row = _title(rows, change.title_id)
            changed = [name for name, value in checked(change.values).items() if getattr(row, name) != value]
            if "confirmed" in changed and change.values["confirmed"]:
                return f"Confirmed the title {row.title} of class {code}"
            return f"Changed the {enumerated([FIELD_WORDS[name] for name in changed])} of class {code} {row.title}"
        case Retitle():
            return f"Retitled class {code} to {one_line(change.title)} from {dates.show(change.on)}"
        case RemoveTitle():
            row = _title(rows, change.title_id)
            last = len(rows.titles) == 1
            return f"Removed class {code} {row.title}" if last else f"Removed the title {row.title} of class {code}"
        case Override():
            until = f" to {dates.show(change.ends)}" if change.ends else ""
            words = f"Decided that class {code} is {change.category.value} from {dates.show(change.effective)}"
            return f"{words}{until}"
        case Lift():
            return f"Lifted the decision on class {code} from {dates.show(change.on)}"


def _title(rows: ClassRows, title_id: str) -> ClassTitle:
    for row in rows.titles:
        if row.id == title_id:
            return row
    raise NotNow("This title is no longer there; nothing was changed.", "Look at the class again.")


def _added(rows: ClassRows, change: AddClass) -> ClassRows:
    code = tidy_code(change.class_code)
    if rows.titles:
        known = rows.titles[-1].title
        raise InvalidInput(f"Class {code} is in the catalogue: {known}.", "Change it there.", field="class_code")
    values = checked({"title": "", **change.values})
    row = ClassTitle(
        code, "", None, None, "", EntryLevel.UNKNOWN, bridging=False, confirmed=True
    )  # fmt: skip
    return replace(rows, class_code=code, titles=_without_overlap((replace(row, **values),)))


def _edited(rows: ClassRows, change: EditTitle) -> ClassRows:
    row = _title(rows, change.title_id)
    every = {each.name: getattr(row, each.name) for each in fields(row) if each.name in FIELD_WORDS}
    changed = replace(row, **checked({**every, **change.values}))
    return replace(rows, titles=_without_overlap(tuple(changed if one is row else one for one in rows.titles)))


def _retitled(rows: ClassRows, change: Retitle) -> ClassRows:
    code = rows.class_code
    if not rows.titles:
        raise NotNow(f"Class {code} is no longer in the catalogue; nothing was changed.", "Add it again.")
    same_day = next((row for row in rows.titles if row.title_from == change.on), None)
    if same_day is not None:
        raise InvalidInput(
            f"The title {same_day.title} begins on {dates.show(change.on)} already.",
            "Change that one, or choose another day.",
            field="on",
        )
    before = in_force(rows.titles, change.on - _DAY) or rows.titles[0]
    values = checked({"confirmed": True, "source": "", "note": "", **change.values, "title": change.title})
    titles = []
    last = min((row.title_from - _DAY for row in rows.titles if row.title_from and row.title_from > change.on),
               default=None)  # fmt: skip
    for row in rows.titles:
        covers = (row.title_from is None or row.title_from < change.on) and (
            row.title_to is None or row.title_to >= change.on
        )
        titles.append(replace(row, title_to=change.on - _DAY) if covers else row)
    new = replace(before, **values, title_from=change.on, title_to=last, id="")
    return replace(rows, titles=_without_overlap((*titles, new)))


def _without_overlap(titles: tuple[ClassTitle, ...]) -> tuple[ClassTitle, ...]:
    ordered = sorted(titles, key=lambda row: row.title_from or date.min)
    for row in ordered:
        if row.title_from and row.title_to and row.title_to < row.title_from:
            raise InvalidInput(
                "The last day of the title is before its first.", "Exchange the two.", field="title_to"
            )  # fmt: skip
    for place, row in enumerate(ordered[1:]):
        earlier = ordered[place]
        if earlier.title_to is None or row.title_from is None or earlier.title_to >= row.title_from:
            raise InvalidInput(
                f"The titles {earlier.title} and {row.title} would hold on the same days.",
                "Give the earlier one a last day before the later one begins.",
                field="title_from",
            )
    return tuple(ordered)


def _overridden(rows: ClassRows, change: Override) -> ClassRows:
    if not one_line(change.reason):
        raise InvalidInput("The reason is missing.", "Say why the department decides otherwise.", field="reason")
    if change.ends is not None and change.ends < change.effective:
        raise InvalidInput("The decision would end before it begins.", "Correct one of the days.", field="ends")
    kept = []
    for other in rows.overrides:
        if other.effective >= change.effective and (change.ends is None or other.effective <= change.ends):
            raise InvalidInput(
                f"The department decided on this class from {dates.show(other.effective)} already: "
                f"{other.category.value}.",
                "Lift that decision first, or let this one end before it.",
                field="effective",
            )
        covers = other.effective < change.effective and (other.ends is None or other.ends >= change.effective)
        kept.append(replace(other, ends=change.effective - _DAY) if covers else other)
    reason = change.reason.strip()
    new = ClassOverride(rows.class_code, change.category, change.effective, reason, change.ends)
    return replace(rows, overrides=tuple(sorted((*kept, new), key=lambda one: one.effective)))


def _lifted(rows: ClassRows, change: Lift) -> ClassRows:
    found = next((one for one in rows.overrides if one.id == change.override_id), None)
    if found is None:
        raise NotNow("This decision is no longer there; nothing was changed.", "Look at the class again.")
    if found.ends is not None and found.ends < change.on:
        raise InvalidInput(
            f"The decision ended on {dates.show(found.ends)}.", "Choose a day on which it holds.", field="on"
        )  # fmt: skip
    others = tuple(one for one in rows.overrides if one is not found)
    if change.on <= found.effective:
        return replace(rows, overrides=others)
    ended = replace(found, ends=change.on - _DAY)
    return replace(rows, overrides=tuple(sorted((*others, ended), key=lambda one: one.effective)))
