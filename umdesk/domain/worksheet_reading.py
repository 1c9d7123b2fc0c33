"""What a worksheet that came back says against the plan: each field that differs, and what of it can be taken."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from umdesk.domain import dates, money
from umdesk.domain.errors import InvalidInput
from umdesk.domain.folding import folded
from umdesk.domain.plan_values import Value, checked
from umdesk.domain.plans import Content, Section
from umdesk.domain.words import ActivityType, Approval, ItemKind
from umdesk.domain.worksheet import (
    COST,
    FIELDS,
    NEW,
    ROWS,
    SECTIONS,
    Difference,
    Holds,
    Line,
    SheetField,
    lines,
    plan_name,
    plan_values,
)
from umdesk.domain.writing import enumerated, one_line, sound


def differences(content: Content, was: Mapping[str, str], sheet: Mapping[str, str]) -> tuple[Difference, ...]:
    """Every field in which the sheet differs from the plan, in the order of the page.

    Args:
        content: the plan as it is.
        was: what stood on the worksheet when it was printed, by field name.
        sheet: what stands there; a field that is not in it was left as it was.
    """
    found = [*_of_plan(content, was, sheet), *_of_rows(content, was, sheet)]
    order = list(Section)
    return tuple(sorted(found, key=lambda one: order.index(one.section)))


def read(field: SheetField, text: str, kind: ItemKind | None = None) -> Value:
    """The value that a text of the worksheet means.

    Raises:
        ValueError: it means none; in a sentence for people.
    """
    name = "estimate" if field.name == COST else field.name
    tidy = sound(text).strip()
    try:
        return checked(name, _value(field.holds, tidy) if tidy else None, kind)
    except InvalidInput as error:
        raise ValueError(str(error)) from error


def means_the_same(field: SheetField, one: str, other: str) -> bool:
    """Whether two texts of a field mean one value, such as "8/1/2026" and "Aug 1, 2026"."""
    if _folded(one) == _folded(other):
        return True
    try:
        return bool(one.strip() and other.strip()) and read(field, one) == read(field, other)
    except ValueError:
        return False


def _of_plan(content: Content, was: Mapping[str, str], sheet: Mapping[str, str]) -> Iterator[Difference]:
    values = plan_values(content)
    for section, fields in FIELDS.items():
        for field in fields:
            name = plan_name(field.name)
            if name in sheet:
                place = _Place(field, name, section, field.label)
                yield from _compared(place, values[field.name], was.get(name, ""), sheet[name])


def _of_rows(content: Content, was: Mapping[str, str], sheet: Mapping[str, str]) -> Iterator[Difference]:
    there = lines(content, blank=False)
    for line in there:
        yield from _of_line(line, was, sheet)
    known = {line.name(field.name) for line in there for field in ROWS[line.kind]}
    for kind, fields in ROWS.items():
        for key in _keys(kind, sheet):
            names = [f"{kind}_{key}_{field.name}" for field in fields]
            if known.isdisjoint(names):
                twin = _twin(kind, key, there, sheet)
                yield from _of_twin(key, twin, sheet) if twin else _of_other(kind, key, fields, was, sheet)


def _of_line(line: Line, was: Mapping[str, str], sheet: Mapping[str, str]) -> Iterator[Difference]:
    for field in ROWS[line.kind]:
        name = line.name(field.name)
        if name in sheet:
            place = _Place(field, name, SECTIONS[line.kind], _called(line.called, field, line.kind), line.kind)
            yield from _compared(place, line.value(field.name), was.get(name, ""), sheet[name])


def _twin(kind: ItemKind, key: str, there: Iterable[Line], sheet: Mapping[str, str]) -> Line | None:
    """The row of the plan with the text of a further row of the sheet, which came in before then; None without one."""
    name = "name" if kind is ItemKind.COMPETENCY else "text"
    said = _folded(sheet.get(f"{kind}_{key}_{name}", ""))
    alike = (line for line in there if line.kind is kind and _folded(line.value(name)) == said)
    return next(alike, None) if said and key.startswith(NEW) else None


def _of_twin(key: str, twin: Line, sheet: Mapping[str, str]) -> Iterator[Difference]:
    for field in ROWS[twin.kind]:
        name = f"{twin.kind}_{key}_{field.name}"
        said, plan = sheet.get(name, ""), twin.value(field.name)
        if said.strip() and not means_the_same(field, said, plan):
            called = _called(_row_called(twin.kind, key), field, twin.kind)
            problem = "The plan has a row with this text already. Change it there."
            yield Difference(name, SECTIONS[twin.kind], called, plan, sound(said).strip(), "", problem)


def _of_other(
    kind: ItemKind, key: str, fields: tuple[SheetField, ...], was: Mapping[str, str], sheet: Mapping[str, str]
) -> Iterator[Difference]:
    """A row that the plan does not have: a blank one that was filled in, or one that somebody took out since."""
    gone = not key.startswith("new")
    for field in fields:
        name = f"{kind}_{key}_{field.name}"
        said, stood = sheet.get(name, ""), was.get(name, "")
        if not said.strip() or (gone and means_the_same(field, said, stood)):
            continue
        place = _Place(field, name, SECTIONS[kind], _called(_row_called(kind, key), field, kind), kind)
        for one in _compared(place, "", "", said):
            if gone:
                text = "This row was taken out of the plan since the worksheet was printed."
                yield Difference(one.name, one.section, one.called, "", one.sheet, stood, text)
            else:
                yield one


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a field stands: what it holds, its name in the file, its section, and what people call it."""

    field: SheetField
    name: str
    section: Section
    called: str
    kind: ItemKind | None = None


def _compared(place: _Place, plan: str, was: str, sheet: str) -> Iterator[Difference]:
    field = place.field
    if means_the_same(field, sheet, plan) or means_the_same(field, sheet, was):
        return  # nobody wrote anything else there than what was printed
    problem = ""
    try:
        read(field, sheet, place.kind)
    except ValueError as error:
        problem = str(error)
    yield Difference(place.name, place.section, place.called, plan, sound(sheet).strip(), was, problem)


def _called(row: str, field: SheetField, kind: ItemKind) -> str:
    """What people call a field: "Activity 2: start"; the text of a goal is the goal."""
    return row if (kind, field.name) == (ItemKind.GOAL, "text") else f"{row}: {field.label.lower()}"


def _row_called(kind: ItemKind, key: str) -> str:
    digits = "".join(letter for letter in key if letter.isdigit()) if key.startswith("new") else ""
    term = "short-term " if "short" in key else "long-term " if "long" in key else ""
    what = {ItemKind.COST: "other cost"}.get(kind, str(kind))
    return f"Further {term}{what} {digits}".strip() if digits else f"{what.capitalize()} that is no longer in the plan"


def _keys(kind: ItemKind, sheet: Mapping[str, str]) -> list[str]:
    """The rows of a kind that the sheet has, in its order."""
    found: dict[str, None] = {}
    for name in sheet:
        token, _, rest = name.partition("_")
        if token == kind.value:
            found[rest.partition("_")[0]] = None
    return list(found)


def _value(holds: Holds, text: str) -> Value:
    match holds:
        case Holds.DATE:
            try:
                return dates.parse(text)
            except ValueError:
                raise ValueError(f"“{text}” is no date. Write it like 8/31/2026.") from None
        case Holds.MONEY:
            return money.parse(text)
        case Holds.HOURS:
            return _hours(text)
        case Holds.TYPE:
            return _type(text)
        case Holds.APPROVAL:
            return _approval(text)
    return text


def _hours(text: str) -> Decimal:
    plain = folded(text).replace(",", "").removesuffix("hours").removesuffix("hrs").removesuffix("h").strip()
    try:
        found = Decimal(plain)
    except InvalidOperation:
        raise ValueError(f"“{text}” is no number of hours. Write it like 16 or 7.5.") from None
    if not found.is_finite():
        raise ValueError(f"“{text}” is no number of hours. Write it like 16 or 7.5.")
    return found


def _type(text: str) -> ActivityType:
    """A type by its name, by its beginning or by a word that only one of them has."""
    wanted = _folded(text)
    names = {kind: folded(kind.value) for kind in ActivityType}
    for fits in (
        [kind for kind, name in names.items() if name == wanted],
        [kind for kind, name in names.items() if name.startswith(wanted)],
        [kind for kind, name in names.items() if wanted in name],
    ):
        if len(fits) == 1:
            return fits[0]
    near = [kind.value for kind, name in names.items() if wanted in name]
    hint = f"Which of {enumerated(near)}?" if near else "Choose one in the plan."
    raise ValueError(f"“{one_line(text)}” is no type of activity. {hint}")


def _approval(text: str) -> Approval:
    found = next((word for word in Approval if folded(word.value) == _folded(text)), None)
    if found is None:
        raise ValueError(f"“{one_line(text)}” is none of {enumerated([word.value for word in Approval])}.")
    return found


def _folded(text: str) -> str:
    return folded(one_line(sound(text)))
