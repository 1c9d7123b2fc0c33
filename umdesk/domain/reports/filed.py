"""A report as it was filed: its numbers with the ids behind them, and how a later report differs from them."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from umdesk.domain.program_facts import Who
from umdesk.domain.reports.model import Line, Number, Opens, Report, Unit
from umdesk.domain.reports.plain import exact

_VERSION = 1

Mark: TypeAlias = tuple[str, str, str, str]
"""By what a line is told from another: the person's id, what it opens, that record's id, and its amount as text."""


@dataclass(frozen=True, slots=True)
class FiledLine:
    """A line as it was filed: ids without names."""

    person: str
    opens: Opens
    key: str
    on: date | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class FiledNumber:
    """A number as it was filed."""

    key: str
    label: str
    value: int | Decimal
    unit: Unit
    lines: tuple[FiledLine, ...]


@dataclass(frozen=True, slots=True)
class FiledContent:
    """The numbers of a filed report, the last day that it counted, and the ids of the people whom its paper names."""

    numbers: tuple[FiledNumber, ...]
    through: date | None
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is another one than when it was filed, with the lines that came in and those that went out.

    A figure that was not filed, or that is no longer in the report, is 0 there. The two values may be equal when
    somebody came in for somebody else.
    """

    key: str
    label: str
    unit: Unit
    filed: int | Decimal
    now: int | Decimal
    came_in: tuple[Line, ...]
    went_out: tuple[Line, ...]


def write(report: Report) -> bytes:
    """The numbers of a report as canonical JSON, with ids and without names."""
    counted = report.span.counted
    content = {
        "version": _VERSION,
        "kind": report.kind,
        "through": counted.last.isoformat() if counted else None,
        "people": list(report.content.people()),
        "numbers": [_written(number) for number in report.content.numbers()],
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def read(data: bytes) -> FiledContent:
    """What `write` wrote."""
    content = json.loads(data)
    through = content["through"]
    return FiledContent(
        tuple(_read(number) for number in content["numbers"]),
        date.fromisoformat(through) if through else None,
        tuple(content["people"]),
    )


def differences(
    filed: FiledContent, numbers: Iterable[Number], who: Callable[[FiledLine], Who], became: Mapping[str, str]
) -> tuple[Difference, ...]:
    """How the numbers of a later report differ from the filed ones, in the order of the later report.

    Args:
        filed: what was filed.
        numbers: those of a report of the same kind and period.
        who: whose a filed line is, as they are called today.
        became: the ids of people whose records were merged into others → the id that holds since.
    """
    before = {number.key: number for number in filed.numbers}
    found: list[Difference | None] = []
    for number in numbers:
        was = before.pop(number.key, None)
        found.append(_difference(number, was, who, became))
    gone = (Number(was.key, was.label, (), was.unit) for was in before.values())
    found += [_difference(number, was, who, became) for number, was in zip(gone, before.values(), strict=True)]
    return tuple(one for one in found if one is not None)


def _difference(
    number: Number, was: FiledNumber | None, who: Callable[[FiledLine], Who], became: Mapping[str, str]
) -> Difference | None:
    """One number against the filed one; None where nothing changed."""
    old = was.lines if was else ()
    marked = [(_mark(became.get(line.person, line.person), line, became), line) for line in old]
    present = [(_mark(line.who.id, line, became), line) for line in number.lines]
    came = _without(present, Counter(mark for mark, _ in marked))
    went = _without(marked, Counter(mark for mark, _ in present))
    filed_value = was.value if was else 0
    if not came and not went and number.value == filed_value:
        return None
    lines = tuple(Line(who(line), on=line.on, amount=line.amount, opens=line.opens, key=line.key) for line in went)
    return Difference(number.key, number.label, number.unit, filed_value, number.value, tuple(came), lines)


def _without(lines: Iterable[tuple[Mark, Any]], others: Counter[Mark]) -> list[Any]:
    """The lines that have no counterpart; each counterpart serves one line."""
    left = others.copy()
    found = []
    for mark, line in lines:
        if left[mark]:
            left[mark] -= 1
        else:
            found.append(line)
    return found


def _mark(person: str, line: Line | FiledLine, became: Mapping[str, str]) -> Mark:
    return person, line.opens.value, became.get(line.key, line.key), "" if line.amount is None else exact(line.amount)


def _written(number: Number) -> dict[str, object]:
    return {
        "key": number.key,
        "label": number.label,
        "unit": number.unit.value,
        "value": exact(Decimal(number.value)),
        "lines": [
            [
                line.who.id, line.opens.value, line.key, line.on.isoformat() if line.on else None,
                None if line.amount is None else exact(line.amount),
            ]
            for line in number.lines
        ],
    }  # fmt: skip


def _read(number: Mapping[str, Any]) -> FiledNumber:
    unit = Unit(number["unit"])
    value = Decimal(number["value"])
    lines = tuple(
        FiledLine(
            person, Opens(opens), key, date.fromisoformat(on) if on else None, Decimal(amount) if amount else None
        )
        for person, opens, key, on, amount in number["lines"]
    )
    return FiledNumber(number["key"], number["label"], int(value) if unit is Unit.COUNT else value, unit, lines)
