"""The lines of a class list as plain values, each cell that cannot be read named in a sentence."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from umdesk.domain import money
from umdesk.domain.class_list.fields import ClassField, guess
from umdesk.domain.class_list.layout import ListLayout
from umdesk.domain.class_values import checked, tidy_code
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.tables import Line, Table, as_written, is_error
from umdesk.domain.words import Category, EntryLevel

_YES = {"yes", "y", "x", "true", "1", "✓", "✔", "☑", "t", "lpel", "eltpa", "bridging", "entry", "entry level"}
_NO = {"no", "n", "false", "0", "f", "-", "–", "none", "☐", "n/a", "na"}
_TOTAL = re.compile(r"(grand |sub ?)?totals?\b.*|count\b.*|number of classes.*|source:.*|as of .*", re.IGNORECASE)
_CODE_AND_TITLE = re.compile(r"(?P<code>\d{2,4})\s*[-–—:,]?\s+(?P<title>\D.+)")
_RANGE = re.compile(r"\s*(?:-|–|—|/|\bto\b|\bthru\b|\bthrough\b)\s*", re.IGNORECASE)
_A_MONTH = re.compile(r"\s*(per month|a month|monthly|/\s*mo(nth)?\.?|\*)$", re.IGNORECASE)
_MONTHS = re.compile(r"(?P<number>\d+(?:\.0)?)\s*(?P<unit>months?|mos?\.?|m|years?|yrs?\.?|y)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One class of the list: `values` by the names of a title row; only what the list says is in it.

    `remark` tells what was put right on reading; `problem` why the line cannot be used, "" when it can.
    """

    line: int
    class_code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    category: Category | None = None
    remark: str = ""
    problem: str = ""


def read(table: Table, layout: ListLayout) -> tuple[tuple[Listed, ...], tuple[tuple[int, str], ...]]:
    """The classes of the list, and the lines that hold none, each with what it is."""
    listed: list[Listed] = []
    skipped: list[tuple[int, str]] = []
    for line in table.lines:
        if line.number <= layout.header_line:
            continue
        why = _no_class(line, layout)
        if why:
            skipped.append((line.number, why))
        else:
            listed.append(_one(line, layout))
    return tuple(_once(listed)), tuple(skipped)


def _cells(line: Line, layout: ListLayout) -> dict[ClassField, str]:
    return {
        column.field: text
        for column in layout.columns
        if column.field is not None and (text := as_written(line.cell(column.index)))
    }


def _no_class(line: Line, layout: ListLayout) -> str:
    filled = [as_written(cell) for cell in line.cells if as_written(cell)]
    cells = _cells(line, layout)
    code = cells.get(ClassField.CODE, "")
    if guess(code) is ClassField.CODE:
        return "the header again"
    if any(_TOTAL.fullmatch(text) for text in filled[:2]) and not re.fullmatch(r"\d{3,4}(\.0)?", code):
        return "a total or a note"
    if len(filled) == 1 and (not code or not any(ch.isdigit() for ch in code)):
        return "a heading"
    return "" if code or ClassField.TITLE in cells else "no class"


def _one(line: Line, layout: ListLayout) -> Listed:
    cells = _cells(line, layout)
    broken = [f"the {name.value} is {text}" for name, text in cells.items() if is_error(text)]
    if broken:
        sentence = f"Line {line.number} holds an error of the spreadsheet: {', '.join(broken)}. Mend the formula there."
        return Listed(line.number, cells.get(ClassField.CODE, ""), problem=sentence)
    written = cells.get(ClassField.CODE, "")
    both = _CODE_AND_TITLE.fullmatch(written)
    if both and ClassField.TITLE not in cells:
        written, cells[ClassField.TITLE] = both["code"], both["title"]
    try:
        code = tidy_code(written)
        values = checked(_values(cells))
        category = _category(cells)
    except (InvalidInput, ValueError) as error:
        return Listed(line.number, written, problem=f"Line {line.number}: {error}")
    digits = written.removesuffix(".0")
    remark = f"“{digits}” lost its leading zeros and is read as {code}." if len(digits) < len(code) else ""
    return Listed(line.number, code, values, category, remark)


def _values(cells: Mapping[ClassField, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, (key, reads) in _READS.items():
        if name in cells:
            found[key] = reads(cells[name])
    if ClassField.SALARY in cells:
        found.update(_salary_range(cells[ClassField.SALARY]))
    return {name: value for name, value in found.items() if value is not None}


def _category(cells: Mapping[ClassField, str]) -> Category | None:
    flags = {
        Category.LPEL: _flag(cells[ClassField.LPEL]) if ClassField.LPEL in cells else None,
        Category.ELTPA: _flag(cells[ClassField.ELTPA]) if ClassField.ELTPA in cells else None,
    }
    ticked = [category for category, flag in flags.items() if flag]
    if len(ticked) > 1:
        raise ValueError("The class is ticked as LPEL and as ELTPA. Tick one of them in the list.")
    text = cells.get(ClassField.CATEGORY, "").casefold()
    said = _category_of(text) if text else None
    if said and ticked and said is not ticked[0]:
        raise ValueError("The category and the ticked column say different things. Settle it in the list.")
    return said or next(iter(ticked), None)


def _category_of(text: str) -> Category | None:
    if "bridg" in text:
        return Category.BRIDGING
    if "eltpa" in text or "tpa" in text.split() or "technical" in text:
        return Category.ELTPA
    if "lpel" in text or "low" in text:
        return Category.LPEL
    if text in {"other", "neither", "not um", "none", "no", "n/a", "-"}:
        return Category.OTHER
    raise ValueError(f"“{text}” is no category. Write LPEL, ELTPA, bridging or other.")


def _flag(text: str) -> bool:
    word = text.casefold().strip(" .")
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(f"“{text}” is neither yes nor no.")


def _entry_level(text: str) -> EntryLevel:
    if text.casefold() in {"unknown", "?", "not known"}:
        return EntryLevel.UNKNOWN
    return EntryLevel.YES if _flag(text) else EntryLevel.NO


def _amount(text: str) -> Decimal:
    return money.parse(_A_MONTH.sub("", text))


def _salary_range(text: str) -> dict[str, Decimal]:
    parts = [part for part in _RANGE.split(_A_MONTH.sub("", text)) if part]
    try:
        amounts = [money.parse(part) for part in parts]
    except ValueError:
        amounts = []
    if not 1 <= len(amounts) <= 2:
        raise ValueError(f"“{text}” is no salary range. Write it as 3,438 - 4,303.")
    return {"salary_minimum": amounts[0], "salary_maximum": amounts[-1]}


def _months(text: str) -> int:
    found = _MONTHS.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"“{text}” is no probation. Write the number of months.")
    number = int(float(found["number"]))
    return number * 12 if (found["unit"] or "").casefold().startswith("y") else number


def _title(text: str) -> str:
    if not any(character.isalpha() for character in text):
        raise ValueError(f"“{text}” is no class title.")
    return text


def _unit(text: str) -> str:
    return text.removesuffix(".0")


_READS: Mapping[ClassField, tuple[str, Callable[[str], Any]]] = {
    ClassField.TITLE: ("title", _title),
    ClassField.SCHEMATIC: ("schematic_code", str),
    ClassField.ENTRY_LEVEL: ("entry_level", _entry_level),
    ClassField.BRIDGING: ("bridging", _flag),
    ClassField.SALARY_MINIMUM: ("salary_minimum", _amount),
    ClassField.SALARY_MAXIMUM: ("salary_maximum", _amount),
    ClassField.PROBATION: ("probation_months", _months),
    ClassField.BARGAINING_UNIT: ("bargaining_unit", _unit),
    ClassField.QUALIFICATIONS: ("minimum_qualifications", str),
    ClassField.HARD_TO_FILL: ("hard_to_fill", _flag),
    ClassField.NOTE: ("note", str),
}


def _once(listed: list[Listed]) -> list[Listed]:
    """A class that stands twice is taken once; a second line that says otherwise is refused."""
    first: dict[str, Listed] = {}
    found = []
    for row in listed:
        earlier = first.setdefault(row.class_code, row) if not row.problem else row
        if earlier is row:
            found.append(row)
        elif (earlier.values, earlier.category) != (row.values, row.category):
            problem = f"Line {row.line} says otherwise of class {row.class_code} than line {earlier.line}."
            found.append(Listed(row.line, row.class_code, problem=f"{problem} Settle it in the list."))
    return found
