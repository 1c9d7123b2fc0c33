"""Turns the lines below a header into entries: which lines are rows, and what each row says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Any

from umdesk.domain import dates
from umdesk.domain.intake import names
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.headers import Column, Layout
from umdesk.domain.intake.strangers import Sheet
from umdesk.domain.intake.tables import Cell, Line, Table, clean, is_error
from umdesk.domain.words import Recommendation
from umdesk.domain.writing import listed_name

CLASS_CODE_WIDTH = 4

_NOTHING = frozenset({"n/a", "na", "n.a.", "none", "-", "--", "---", "–", "—", "null", "nil", "not given", "blank"})
_NOT_KNOWN = frozenset({"tbd", "unknown", "pending", "?", "??", "???", "unk", "not known", "x", "xx", "xxx"})
_SERIAL = re.compile(r"[1-9]\d{4}(\.\d+)?")
_COMPACT = re.compile(r"(19|20)\d{2}[01]\d[0-3]\d")
_CODE_FIRST = re.compile(r"\(?(\d{3,4})\)?\s*[-–—:;,/]*\s*([^\W\d].*)")
_CODE_LAST = re.compile(r"([^\W\d].*?)\s*[-–—:;,/]*\s*[(\[]?(?:class\s*)?(\d{4})[)\]]?", re.IGNORECASE)

#: The fields that are dates, and what they are in an entry.
DATES: Mapping[Field, str] = {
    Field.CLASS_DATE: "class_date",
    Field.RECEIVED: "received",
    Field.HIRED: "hired",
    Field.PROBATION_ENDS: "probation_ends",
    Field.SIGNED: "signed",
    Field.SUPERVISOR_COMMENTED: "supervisor_commented",
}
_MORE_TEXTS: Mapping[Field, str] = {
    Field.POSITION_NUMBER: "position_number",
    Field.SALARY_RANGE: "salary_range",
    Field.WORK_LOCATION: "work_location",
    Field.EDUCATION: "education",
    Field.TRAINING: "training",
    Field.TD_HISTORY: "td_history",
    Field.EXAMS: "exams",
    Field.HEARD_OF: "heard_of",
    Field.SUPERVISOR_COMMENT: "supervisor_comment",
}
_RECOMMENDATIONS: tuple[tuple[re.Pattern[str], Recommendation], ...] = (
    (re.compile(r"no comment|none|n/?a|-+|no recommendation|abstain\w*"), Recommendation.NONE),
    (re.compile(r".*\b(reserv\w*|condition\w*|some concerns?)\b.*|yes,? but.*"), Recommendation.WITH_RESERVATIONS),
    (re.compile(r"no|n|not?\b.*|.*\b(not|n[’']t|never|declin\w*|oppose[sd]?|against)\b.*"), Recommendation.DOES_NOT),
    (re.compile(r"yes|y|x|1|on|.*\brecommend(s|ed|ing)?\b.*|.*\bsupports?\b.*|approved?"), Recommendation.RECOMMENDS),
)
_TOO_LONG_FOR_A_WORD = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as an application; `row` is the spreadsheet's line number, missing texts are "".

    `file` names the file that holds this row alone, if it is no row of a spreadsheet, and `refusal` says why that file
    cannot be read. `bad_dates` holds what was written where a date should be and is none. `one_word` marks a one-column
    name of a single word, which could be either name.
    """

    row: int
    last_name: str = ""
    first_name: str = ""
    employee_number: str = ""
    class_code: str = ""
    class_title: str = ""
    tenure: str = ""
    time_base: str = ""
    class_date: date | None = None
    received: date | None = None
    unit: str = ""
    work_phone: str = ""
    work_email: str = ""
    supervisor: str = ""
    supervisor_email: str = ""
    target_class: str = ""
    statement: str = ""
    notes: str = ""
    position_number: str = ""
    salary_range: str = ""
    work_location: str = ""
    hired: date | None = None
    probation_ends: date | None = None
    education: str = ""
    training: str = ""
    td_history: str = ""
    exams: str = ""
    heard_of: str = ""
    signed: date | None = None
    supervisor_recommends: str = ""
    supervisor_comment: str = ""
    supervisor_commented: date | None = None
    bad_dates: tuple[tuple[Field, str], ...] = ()
    one_word: bool = False
    file: str = ""
    refusal: str = ""

    @property
    def place(self) -> str:
        """Where to look: "line 5", or the name of the file that holds nothing else."""
        return self.file or f"line {self.row}"

    @property
    def name(self) -> str:
        """The name as lists show it: "Nelson, Rebecca"."""
        return listed_name(self.last_name, self.first_name)


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of a sheet, and the lines below the header that are none, with what they are instead."""

    entries: tuple[Entry, ...]
    skipped: tuple[tuple[int, str], ...]


def read(table: Table, layout: Layout, *, number_width: int) -> Reading:
    """Read every line below the header; `number_width` is the width that employee numbers are filled to."""
    if table.files:
        return Reading(_from_files(table, layout, number_width), ())
    sheet = Sheet.of(table, layout)
    entries: list[Entry] = []
    skipped: list[tuple[int, str]] = []
    below = [line for line in table.lines if line.number > layout.last_line]
    for line, following in zip_longest(below, below[1:]):
        stranger = sheet.stranger(line, following, rows_so_far=len(entries))
        if stranger:
            skipped.append((line.number, stranger))
        elif stranger is None:
            entries.append(_entry(line, table, layout, number_width))
    return Reading(tuple(entries), tuple(skipped))


def _from_files(table: Table, layout: Layout, number_width: int) -> tuple[Entry, ...]:
    """A row for each file, also for one that cannot be read."""
    return tuple(
        replace(_entry(line, table, layout, number_width), file=file.name, refusal=file.refusal)
        for line, file in zip(table.lines, table.files, strict=True)
    )


def _entry(line: Line, table: Table, layout: Layout, number_width: int) -> Entry:
    cells = {column.field: line.cell(column.index) for column in layout.columns if column.field}
    # In a date's place an error is said to be none; elsewhere it stands for nothing.
    cells = {field: "" if is_error(cell) and field not in DATES else cell for field, cell in cells.items()}
    text = {field: clean(cell) for field, cell in cells.items()}
    entry = Entry(
        row=line.number,
        employee_number=employee_number(text.get(Field.EMPLOYEE_NUMBER, ""), number_width),
        tenure=tenure(text.get(Field.TENURE, "")),
        time_base=time_base(cells.get(Field.TIME_BASE, "")),
        unit=_said(text.get(Field.UNIT, "")),
        work_phone=_said(text.get(Field.WORK_PHONE, "")),
        work_email=_said(text.get(Field.WORK_EMAIL, "")),
        supervisor=_said(text.get(Field.SUPERVISOR, "")),
        supervisor_email=_said(text.get(Field.SUPERVISOR_EMAIL, "")),
        target_class=_said(text.get(Field.TARGET_CLASS, "")),
        statement=_paragraphs(cells.get(Field.STATEMENT, "")),
        notes=_paragraphs(cells.get(Field.NOTES, "")),
    )
    more: dict[str, Any] = {name: _paragraphs(cells[field]) for field, name in _MORE_TEXTS.items() if field in cells}
    entry = replace(entry, **more) if more else entry
    if Field.SUPERVISOR_RECOMMENDS in cells:
        entry = _with_recommendation(entry, _paragraphs(cells[Field.SUPERVISOR_RECOMMENDS]))
    entry = _with_name(entry, text, layout.column(Field.NAME), last_first=layout.last_name_first)
    code, title = class_parts(text.get(Field.CLASS_CODE, ""), text.get(Field.CLASS_TITLE, ""))
    return _with_dates(replace(entry, class_code=code, class_title=title), cells, since_1904=table.since_1904)


def _with_name(entry: Entry, text: dict[Field, str], name: Column | None, *, last_first: bool) -> Entry:
    if name is not None:
        written = text.get(Field.NAME, "")
        last, first = names.split(written, last_first=last_first)
        return replace(entry, last_name=last, first_name=first, one_word=bool(names.letters(written)) and not last)
    last, first = text.get(Field.LAST_NAME, ""), text.get(Field.FIRST_NAME, "")
    if not first and "," in last:
        split_last, split_first = names.split(last, last_first=True)
        last, first = (split_last, split_first) if split_last else (last, first)
    first = f"{first} {text.get(Field.MIDDLE_NAME, '')}".strip()
    return replace(entry, last_name=last if names.letters(last) else "", first_name=first)


def _with_dates(entry: Entry, cells: dict[Field, Cell], *, since_1904: bool) -> Entry:
    bad: list[tuple[Field, str]] = []
    found: dict[Field, date | None] = {}
    for field in DATES.keys() & cells.keys():
        try:
            found[field] = day(cells[field], since_1904=since_1904)
        except ValueError:
            bad.append((field, clean(cells[field])))
    bad.sort(key=lambda one: list(DATES).index(one[0]))
    days: dict[str, Any] = {DATES[field]: value for field, value in found.items()}
    return replace(entry, bad_dates=tuple(bad), **days)


def _with_recommendation(entry: Entry, written: str) -> Entry:
    """The supervisor's recommendation in the program's words; text that is none of them belongs to the comment."""
    word = recommendation(written)
    if word is not None or not written:
        return replace(entry, supervisor_recommends=word or "")
    return replace(entry, supervisor_comment="\n".join(text for text in (written, entry.supervisor_comment) if text))


def recommendation(text: str) -> str | None:
    """What a supervisor recommends, as a word of `Recommendation` ("Yes", "with some reservations", "not recommended").

    "" where nothing is written, None for text that says something else.
    """
    plain = " ".join(text.casefold().split()).strip(" .!")
    if not plain:
        return ""
    if len(plain) > _TOO_LONG_FOR_A_WORD:
        return None
    return next((word.value for pattern, word in _RECOMMENDATIONS if pattern.fullmatch(plain)), None)


def employee_number(text: str, width: int) -> str:
    """An employee number in its one form: plain digits filled with zeros to the width, other text as written.

    "" where nothing is written, where it says that there is none, and for nothing but zeros.
    """
    plain = clean(text).lstrip("'’#").strip()
    plain = re.sub(r"^(\d[\d, ]*\d|\d)\.0+$", r"\1", plain)
    joined = re.sub(r"[ ,]", "", plain)
    if joined.isascii() and joined.isdigit():
        return "" if not joined.strip("0") else joined.zfill(width)
    return "" if plain.casefold() in _NOTHING | _NOT_KNOWN else plain


def class_parts(code: str, title: str) -> tuple[str, str]:
    """Class code and title out of both columns; either column may hold both, as in "1379 Office Assistant"."""
    code = code.lstrip("'’#").strip()
    code = "" if code.casefold() in _NOTHING | _NOT_KNOWN else code
    title = "" if title.casefold() in _NOTHING | _NOT_KNOWN else title
    if code and (both := _both(code)):
        code, title = both[0], title or both[1]
    if title and not code:
        if title.removesuffix(".0").isdigit():
            code, title = title, ""
        elif both := _both(title):
            code, title = both
    if code and not any(ch.isdigit() for ch in code) and not title:
        code, title = "", code
    digits = code.removesuffix(".0")
    return (digits.zfill(CLASS_CODE_WIDTH) if digits.isascii() and digits.isdigit() else code), title


def _both(text: str) -> tuple[str, str] | None:
    if found := _CODE_FIRST.fullmatch(text):
        return found[1], found[2].strip().removesuffix(")") if "(" not in found[2] else found[2].strip()
    if found := _CODE_LAST.fullmatch(text):
        return found[2], found[1].strip()
    return None


def day(cell: Cell, *, since_1904: bool = False) -> date | None:
    """The day in a cell: a real date, a day number, or text; None where nothing is written.

    Raises:
        ValueError: something is written and it is no date.
    """
    if isinstance(cell, date):
        # Day 0 of either calendar is what a formula makes of an empty cell.
        return None if cell <= date(1900, 1, 1) or cell == date(1904, 1, 1) else dates.parse(cell.isoformat())
    text = clean(cell)
    if not text or text.casefold() in _NOTHING:
        return None
    if _SERIAL.fullmatch(text):
        return dates.from_serial(int(float(text)), since_1904=since_1904)
    if _COMPACT.fullmatch(text):
        return dates.parse(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    return dates.parse(text)


def tenure(text: str) -> str:
    """A tenure in the program's words where one is meant ("Perm", "LT"), else as it was written."""
    plain = re.sub(r"[^a-z]+", " ", text.casefold()).strip()
    if plain in ("p", "perm", "permanent", "permanent status", "tenured", "permanent full time", "perm ft"):
        return "permanent"
    if re.fullmatch(r"prob\w*( (period|employee|status))?", plain):
        return "probationary"
    if re.fullmatch(r"(lt|lim(ited)? ?term)( (appointment|lt))?", plain):
        return "limited term"
    if re.fullmatch(
        r"temp(orary)?( appointment| help)?|tau|temporary authorization( utilization| appointment)?", plain
    ):
        return "temporary"
    return "" if text.casefold() in _NOTHING else text


def time_base(cell: Cell) -> str:
    """A time base as text; "1/2", which spreadsheets take for January 2, is put right."""
    if isinstance(cell, date):
        return f"{cell.month}/{cell.day}"
    text = _said(clean(cell))
    if re.fullmatch(r"1(\.0+)?|100 ?%|ft|f/t|full|full[- ]?time|1/1", text.casefold()):
        return "Full time"
    return text


def _said(text: str) -> str:
    return "" if text.casefold() in _NOTHING else text


def _paragraphs(cell: Cell) -> str:
    """Longer text keeps its line breaks and the blanks within its lines; what is blank around a line goes."""
    text = cell if isinstance(cell, str) else clean(cell)
    return "\n".join(line.strip() for line in text.splitlines()).strip()
