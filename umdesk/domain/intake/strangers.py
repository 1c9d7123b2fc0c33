"""Tells rows from the other lines that people leave in a list: titles, totals, repeated headers, notes."""

import re
from dataclasses import dataclass

from umdesk.domain.intake import neighbours
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.headers import Layout
from umdesk.domain.intake.tables import Line, Table, clean, is_number

TITLE, TOTAL, HEADER, NOTE, RULE = "a title", "a total", "the header again", "a note", "a dividing line"
OTHER_TABLE = "part of another table"

_TOTAL = re.compile(
    r"(?:(?:grand|sub|running|page|overall|unit|office|class)?[ -]?totals?\b|count(?:a|s)?\b|sum\b|average\b).*|"
    r".*\btotals?\s*[:=]?\s*[\d,.]*|(?:number|no\.?|#|nr\.?) of .*|n ?= ?\d+",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:applications?|applicants?|received|records?|rows?|entries|people|persons?|employees|candidates)"
    r"(?: (?:received|in all|listed|so far|on file|to date))?\s*[:=-]?\s*\d*|"
    r"\d[\d,]*\s+(?:applications?|applicants?|records?|rows?|entries|people|persons?|employees|candidates)\b.*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:notes?|nb|n\.b\.|remarks?|comments?|sources?|legend|key|contact|window|signed|approved|reviewed|received by)"
    r"\s*:.*|"
    r"(?:prepared|compiled|printed|page \d+|end of|as of|(?:last )?updated|revised|confidential|continued|date printed|"
    r"run date|generated|exported|instructions?|please|this (?:list|sheet|file|page)|do not|see|note) .*|"
    r"end\.?|[*†‡].*",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-=_*.~#\u2013\u2014\u2500-\u257f ]+")
_LONG_NOTE_WORDS, _LONG_NOTE_LETTERS = 8, 60
_FULL_ROW_CELLS = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of a sheet as a whole: its header words, the texts above it, and where its last row ends."""

    headers: frozenset[tuple[int, str]]
    above: frozenset[str]
    ignored_columns: frozenset[int]
    number_column: int | None
    after_the_gap: int
    wide_lines: frozenset[int]
    other_table: frozenset[int]
    beside: frozenset[int]

    @classmethod
    def of(cls, table: Table, layout: Layout) -> "Sheet":
        """Look over a whole table once."""
        ignored = frozenset(column.index for column in layout.columns if column.sequence or column.never)
        used = [column.index for column in layout.columns if column.field]
        numbers = {line.number for line in table.lines}
        last_full = layout.last_line
        for line in table.lines:
            if line.number > layout.last_line and sum(bool(clean(line.cell(i))) for i in used) >= _FULL_ROW_CELLS:
                last_full = line.number
        after_gap = last_full + 1
        while after_gap in numbers:
            after_gap += 1
        number = layout.column(Field.EMPLOYEE_NUMBER)
        return cls(
            headers=frozenset(
                (index, clean(cell).casefold())
                for line in table.lines
                if layout.first_line <= line.number <= layout.last_line
                for index, cell in enumerate(line.cells)
            ),
            above=frozenset(
                clean(cell).casefold() for line in table.lines if line.number < layout.first_line for cell in line.cells
            )
            - {""},
            ignored_columns=ignored,
            number_column=number.index if number else None,
            after_the_gap=after_gap,
            wide_lines=table.wide_lines,
            beside=frozenset(column.index for column in layout.columns if column.beside),
            other_table=neighbours.below(
                table, layout.last_line, {column.index: column.field for column in layout.columns if column.field}
            ),
        )

    def stranger(self, line: Line, following: Line | None, *, rows_so_far: int) -> str | None:
        """What a line is when it is no row, "" when it is blank, None when it is a row."""
        filled = _filled(line)
        if not filled.keys() - self.ignored_columns:
            return ""
        if all(_RULE.fullmatch(text) for text in filled.values()):
            return RULE
        if line.number in self.other_table or not filled.keys() - self.beside - self.ignored_columns:
            return OTHER_TABLE
        if self._is_header(filled):
            return HEADER
        if all(text.casefold() in self.above for text in filled.values()):
            return TITLE
        if len(filled) == 1 and following is not None and self._is_header(_filled(following)):
            return TITLE
        if _is_total(list(filled.values())) or self._is_bare_count(filled, rows_so_far):
            return TOTAL
        return self._note(line, filled)

    def _is_header(self, filled: dict[int, str]) -> bool:
        same = sum((index, text.casefold()) in self.headers for index, text in filled.items())
        return same >= 2 and same * 2 >= len(filled)

    def _is_bare_count(self, filled: dict[int, str], rows_so_far: int) -> bool:
        if len(filled) != 1:
            return False
        ((index, text),) = filled.items()
        if not is_number(text):
            return False
        return index != self.number_column or text.replace(",", "") == str(rows_so_far)

    def _note(self, line: Line, filled: dict[int, str]) -> str | None:
        texts = list(filled.values())
        if len(texts) > 2:
            return None
        said = [text for text in texts if not is_number(text)]
        if said and all(_NOTE.fullmatch(text) or text.endswith(":") for text in said):
            return NOTE
        if len(texts) > 1:
            return None
        text = texts[0]
        if line.number in self.wide_lines:
            return TITLE
        if len(text) >= _LONG_NOTE_LETTERS or len(text.split()) >= _LONG_NOTE_WORDS:
            return NOTE
        return NOTE if line.number > self.after_the_gap else None


def _filled(line: Line) -> dict[int, str]:
    return {index: text for index, cell in enumerate(line.cells) if (text := clean(cell))}


def _is_total(texts: list[str]) -> bool:
    """A line of a total word, or of a counted noun with a number, and beside it nothing but numbers and labels."""
    if not all(_totals(text) or is_number(text.rstrip("%")) or text.endswith(":") for text in texts):
        return False
    if any(_TOTAL.fullmatch(text) for text in texts):
        return True
    return any(_COUNTED.fullmatch(text) for text in texts) and any(any(ch.isdigit() for ch in text) for text in texts)


def _totals(text: str) -> bool:
    return _TOTAL.fullmatch(text) is not None or _COUNTED.fullmatch(text) is not None
