"""What will happen to a sheet: the same plan serves the preview, the dry run and the import itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from umdesk.domain.against_moves import Career
from umdesk.domain.classes import ClassCatalogue, class_code
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake import headers, matching, rows
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.headers import Layout
from umdesk.domain.intake.matching import Decision, Outcome, Present, Verdict, number_key
from umdesk.domain.intake.onfile import Ended, NumbersOnFile
from umdesk.domain.intake.rows import Entry
from umdesk.domain.intake.strangers import OTHER_TABLE
from umdesk.domain.intake.tables import Table
from umdesk.domain.writing import enumerated, number_list

_NAMED = 5
"""So many class codes are named, of more the number."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a program already holds, as far as an import has to know.

    `elsewhere` is everybody's last and first name by `matching.number_key` of their employee number, `ended` what
    became of the numbers of records that became one with another's, `careers` what those hold who have a move on
    record or took part, by the same key.
    """

    present: tuple[Present, ...]
    elsewhere: Mapping[str, tuple[str, str]]
    catalogue: ClassCatalogue
    number_width: int
    today: date
    ended: Mapping[str, Ended] = field(default_factory=dict)
    careers: Mapping[str, Career] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """One verdict for every row; `skipped` are lines that are no rows, with what they are instead.

    `undated` counts the rows that do not say when the application was received, `strange_classes` are the codes that
    are not in the class list.
    """

    table: Table
    layout: Layout
    verdicts: tuple[Verdict, ...]
    skipped: tuple[tuple[int, str], ...]
    undated: int = 0
    strange_classes: tuple[str, ...] = ()

    def of(self, outcome: Outcome) -> tuple[Verdict, ...]:
        """The verdicts of one outcome in the order of the file."""
        return tuple(verdict for verdict in self.verdicts if verdict.outcome is outcome)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be known of the sheet beside its rows and columns, a sentence each."""
        said = [*self.table.remarks]
        others = tuple(number for number, what in self.skipped if what == OTHER_TABLE)
        if others:
            are = f"Line {others[0]} is" if len(others) == 1 else f"Lines {number_list(others)} are"
            said.append(f"{are} of another table in the sheet and not read as applications.")
        if strange := self.strange_classes:
            named = enumerated((*strange[:_NAMED], *([f"{len(strange) - _NAMED} more"] if strange[_NAMED:] else [])))
            are = f"Class {named} is" if len(strange) == 1 else f"Classes {named} are"
            said.append(f"{are} not in the class list: you decide about their applicants.")
        if against := tuple(verdict.row for verdict in self.verdicts if verdict.against):
            say = f"Line {against[0]} does" if len(against) == 1 else f"Lines {number_list(against)} do"
            said.append(f"{say} not agree with the moves on record: see why.")
        return tuple(said)

    def counts(self) -> Counter[Outcome]:
        """How many rows each outcome has; together they are all rows."""
        return Counter(verdict.outcome for verdict in self.verdicts)

    def as_json(self) -> dict[str, Any]:
        """The plan in the words of `umdesk import --json`; rows against a move on record only where there are some."""
        against = [{"row": verdict.row, "reason": verdict.against} for verdict in self.verdicts if verdict.against]
        return {
            "rows": len(self.verdicts),
            "imported": self.counts()[Outcome.IMPORTED],
            "duplicates": [{"row": v.row, "of": v.of, "reason": v.reason} for v in self.of(Outcome.DUPLICATE)],
            "attention": [{"row": v.row, "reason": v.reason} for v in self.of(Outcome.ATTENTION)],
            "refused": [{"row": v.row, "reason": v.reason} for v in self.of(Outcome.REFUSED)],
            "dropped_columns": list(self.layout.dropped),
            **({"against_moves": against} if against else {}),
        }


def make(table: Table, layout: Layout, around: Surroundings, decisions: Mapping[int, Decision] | None = None) -> Plan:
    """Plan the import of a sheet.

    Raises:
        InvalidInput: a column is missing, or two columns could be one field.
    """
    if problems := layout.problems():
        raise InvalidInput(
            " ".join(problems), "Choose for each column what it is; from a terminal, change the headers in the file."
        )
    reading = rows.read(table, layout, number_width=around.number_width)
    on_file = NumbersOnFile(around.elsewhere, around.ended)
    entries = [_with_class(on_file.settled(_dated(entry, table.arrived)), around) for entry in reading.entries]
    titles = around.catalogue.titles
    judged = matching.judge(entries, around.present, around.elsewhere, decisions or {})
    verdicts = tuple(_against_moves(verdict, around) for verdict in judged)
    strange = dict.fromkeys(e.class_code for e in entries if e.class_code and e.class_code not in titles)
    undated = sum(_undated(entry) for entry in reading.entries)
    return Plan(table, layout, verdicts, reading.skipped, undated, tuple(strange))


def _against_moves(verdict: Verdict, around: Surroundings) -> Verdict:
    """What a row that comes in, now or once it is decided, says against the moves of its person."""
    entry = verdict.entry
    career = around.careers.get(number_key(entry.employee_number)) if entry.employee_number else None
    if career is None or verdict.outcome not in (Outcome.IMPORTED, Outcome.ATTENTION):
        return verdict
    code, received = class_code(entry.class_code), entry.received or around.today
    said = career.with_class(code, received, entry.class_date)
    said = said or career.moved_up(code, received, around.catalogue.counted_category, entry.class_date)
    return replace(verdict, against=" ".join(said)) if said else verdict


def _undated(entry: Entry) -> bool:
    """Whether a row has nothing in the place of the day received; what is there and no date is for a person."""
    return entry.received is None and all(which is not Field.RECEIVED for which, _written in entry.bad_dates)


def _dated(entry: Entry, arrived: date | None) -> Entry:
    return replace(entry, received=arrived) if arrived is not None and _undated(entry) else entry


def _with_class(entry: Entry, around: Surroundings) -> Entry:
    """Fill in the code that a title tells without doubt, and write a title the way the class list does."""
    code, title = entry.class_code, entry.class_title
    if title and not code:
        code = _code_titled(around.catalogue, title)
    known = around.catalogue.title(code, entry.received or around.today) if code else ""
    if not title or title.casefold() == known.casefold():
        title = known
    if (code, title) == (entry.class_code, entry.class_title):
        return entry
    return replace(entry, class_code=code, class_title=title)


def _code_titled(catalogue: ClassCatalogue, title: str) -> str:
    """The one code whose title this is, "" when none or several fit; a whole title goes before a shortened one."""
    fitting = catalogue.codes_titled(title)
    wanted = " ".join(title.casefold().split())
    whole = [code for code in fitting if any(row.title.casefold() == wanted for row in catalogue.titles[code])]
    found = whole or fitting
    return found[0] if len(found) == 1 else ""


def choose_table(tables: Sequence[Table], wanted: str | None, all_sheets: Sequence[str], file: str) -> Table:
    """The sheet that a person named, or the first one that looks like a list of applications.

    Raises:
        InvalidInput: there is no such sheet, or it is empty.
    """
    if wanted is None:
        return next((table for table in tables if headers.looks_like_applications(table)), tables[0])
    for table in tables:
        if table.sheet.casefold() == wanted.strip().casefold():
            return table
    if any(name.casefold() == wanted.strip().casefold() for name in all_sheets):
        raise InvalidInput(f"The sheet “{wanted}” of {file} is empty or hidden.", "Choose another sheet.")
    names = ", ".join(f"“{name}”" for name in all_sheets) or "no sheets, it is a text file"
    raise InvalidInput(f"{file} has no sheet “{wanted}”.", f"It has {names}.")
