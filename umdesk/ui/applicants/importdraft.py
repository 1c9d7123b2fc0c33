"""An import under way: the file, the sheet, what the columns are, and the coordinator's decisions; no widgets."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake import headers, remembered
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.headers import Layout
from umdesk.domain.intake.matching import Decision
from umdesk.domain.intake.plan import Plan
from umdesk.domain.intake.remembered import Fitting, SenderColumns
from umdesk.domain.intake.tables import Table, clean
from umdesk.jobs import import_file
from umdesk.jobs.import_file import Opened

_HEADER_CHOICES = 40
_WORDS = 60


@dataclass(slots=True)
class ImportDraft:
    """What was chosen so far on the import page; `plan` is what would happen with these choices."""

    opened: Opened | None = None
    table: Table | None = None
    guessed: Layout | None = None
    choices: dict[int, Field | None] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    plan: Plan | None = None
    known: tuple[SenderColumns, ...] = ()
    """The columns that are kept for senders."""
    taken: Fitting | None = None
    """Whose columns were taken in place of the guess."""
    arrived: date | None = None
    """The day on which the office received the rows that name no day."""

    def open(self, opened: Opened) -> None:
        """Take a file and the sheet in it that looks like applications.

        Raises:
            InvalidInput: no line of that sheet looks like a header.
        """
        self.opened = opened
        self._use(import_file.table_of(opened))

    def choose_sheet(self, name: str) -> None:
        """Take another sheet of the file.

        Raises:
            InvalidInput: no line of it looks like a header.
        """
        if self.opened is not None:
            self._use(import_file.table_of(self.opened, name))

    def choose_header(self, number: int) -> None:
        """Take another line as the header; what was chosen for the columns before is forgotten."""
        if self.table is not None and (self.guessed is None or self.guessed.first_line != number):
            self.guessed = headers.at(self.table, number)
            self.choices, self.decisions, self.taken = {}, {}, None

    def refuse(self) -> None:
        """Guess the columns in place of those that were kept for the sender."""
        if self.table is not None:
            known, self.known = self.known, ()
            try:
                self._use(self.table)
            finally:
                self.known = known

    def receive(self, day: date | None) -> None:
        """Take another day for the rows that name none."""
        self.arrived = day
        if self.table is not None:
            self.table = replace(self.table, arrived=day)

    def decide(self, line: int, decision: Decision | None) -> None:
        """Remember a decision on a row, or forget it."""
        if decision is None:
            self.decisions.pop(line, None)
        else:
            self.decisions[line] = decision

    def layout(self) -> Layout | None:
        """The columns as they were guessed and chosen; None while nobody knows the header."""
        if self.guessed is None:
            return None
        return self.guessed.choose({**(self.taken.choices if self.taken else {}), **self.choices})

    def header_choices(self) -> list[tuple[int, str]]:
        """The lines that could be the header, with their first words."""
        lines = self.table.lines[:_HEADER_CHOICES] if self.table else ()
        return [
            (line.number, f"Line {line.number}: " + ", ".join(t for cell in line.cells if (t := clean(cell)))[:_WORDS])
            for line in lines
        ]

    def rest_name(self) -> str:
        """The name to offer for the workbook of rows that do not come in."""
        return f"{Path(self.table.file).stem} rest.xlsx" if self.table else "rest.xlsx"

    def _use(self, table: Table) -> None:
        self.table, self.guessed, self.plan = replace(table, arrived=self.arrived), None, None
        self.choices, self.decisions = {}, {}
        self.taken = remembered.fitting(table, self.known)
        if self.taken is not None:
            self.guessed = self.taken.guessed
            return
        try:
            self.guessed = headers.find(table)
        except InvalidInput as error:
            raise InvalidInput(error.message, "Choose the line with the column names above.") from error
