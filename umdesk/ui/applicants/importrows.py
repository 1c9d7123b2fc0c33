"""What will happen to each row: a table with filters, and the decision on a row that needs one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.intake.matching import Choice, Decision, Outcome, Verdict
from umdesk.domain.intake.plan import Plan
from umdesk.domain.intake.rows import DATES
from umdesk.domain.intake.tables import clean
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import Chips
from umdesk.ui.widgets.table import RowsTable

NO_ROW = "no row"
ALL = "all"
_WORDS = {
    Outcome.IMPORTED: ("Will come in", Tone.GOOD),
    Outcome.DUPLICATE: ("Here already", Tone.QUIET),
    Outcome.ATTENTION: ("Needs you", Tone.ATTENTION),
    Outcome.REFUSED: ("Cannot come in", Tone.BAD),
}
_DONE_WORDS = {**_WORDS, Outcome.IMPORTED: ("Came in", Tone.GOOD)}


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line of the sheet as the preview shows it; `verdict` is None for a line that is no row."""

    line: int
    name: str
    number: str
    job_class: str
    received: date | None
    words: str
    tone: Tone
    reason: str
    verdict: Verdict | None

    @property
    def kind(self) -> str:
        """The key of the filter that it belongs to."""
        return self.verdict.outcome.value if self.verdict else NO_ROW


COLUMNS = (
    Column[ImportRow]("Line", lambda row: str(row.line), lambda row: row.line, number=True, width=6),
    Column[ImportRow]("Name", lambda row: row.name, width=21),
    Column[ImportRow]("Employee", lambda row: row.number, width=10),
    Column[ImportRow]("Class", lambda row: row.job_class, width=28),
    Column[ImportRow]("Received", lambda row: dates.show(row.received), lambda row: row.received, width=12),
    Column[ImportRow]("What happens", lambda row: row.words, tone=lambda row: row.tone, width=16),
    Column[ImportRow]("Why", lambda row: row.reason, stretch=True),
)


def rows_of(plan: Plan, *, done: bool) -> list[ImportRow]:
    """The lines of a plan in the order of the sheet; `done` words them as what has happened."""
    words = _DONE_WORDS if done else _WORDS
    found = []
    for verdict in plan.verdicts:
        entry = verdict.entry
        shown, tone = words[verdict.outcome]
        found.append(
            ImportRow(
                verdict.row, entry.name, entry.employee_number, f"{entry.class_code} {entry.class_title}".strip(),
                entry.received, shown, Tone.ATTENTION if verdict.against else tone, verdict.said, verdict,
            )
        )  # fmt: skip
    lines = {line.number: line for line in plan.table.lines}
    for number, what in plan.skipped:
        text = ", ".join(said for cell in lines[number].cells if (said := clean(cell)))
        found.append(ImportRow(number, text, "", "", None, "No row", Tone.QUIET, f"This line is {what}.", None))
    return sorted(found, key=lambda row: row.line)


class DecisionBar(QWidget):
    """Decides the chosen row: put a date right, bring it in anyway, or leave it out.

    `decided` carries the line and the `Decision`, None to take the decision back.
    """

    decided = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._verdict: Verdict | None = None
        self.words = paragraph("")
        self.dates = {field: DateField(field.value.capitalize()) for field in DATES}
        self.use_dates = self._button("Use this date", self._use_dates)
        self.bring_in = self._button("Bring in", lambda: self._decide(Choice.BRING_IN))
        self.same = self._button("The same person, leave out", lambda: self._decide(Choice.SAME_PERSON))
        self.leave_out = self._button("Leave out", lambda: self._decide(Choice.LEAVE_OUT))
        self.take_back = self._button("Take this decision back", lambda: self._emit(None))
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        for widget in (*self.dates.values(), self.use_dates, self.bring_in, self.same, self.leave_out, self.take_back):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.words)
        column.addLayout(row)
        self.show_row(None)

    def show_row(self, row: ImportRow | None) -> None:
        """Show what can be decided about a row; nothing for a row that needs no decision."""
        self.show_verdict(row.verdict if row else None)

    def show_verdict(self, verdict: Verdict | None, *, dates_here: bool = True) -> None:
        """Show what can be decided; `dates_here` False where dates are put right in another place."""
        self._verdict = verdict
        asks = verdict is not None and verdict.outcome is Outcome.ATTENTION
        self.setVisible(self.isEnabled() and verdict is not None and (asks or verdict.decided))
        if verdict is None:
            return
        bad = {field for field, _written in verdict.entry.bad_dates} if asks else set()
        where = verdict.entry.file or f"Line {verdict.row}"
        self.words.setText(f"{where}, {verdict.entry.name}: {verdict.reason}")
        for field, editor in self.dates.items():
            editor.setVisible(field in bad and dates_here)
            editor.set_value(None)
        likely = verdict.of is not None
        self.use_dates.setVisible(bool(bad) and dates_here)
        self.bring_in.setText("Bring in without the date" if bad and not likely else "Bring in, two people")
        self.bring_in.setText("Bring in" if not bad and not likely else self.bring_in.text())
        self.bring_in.setVisible(asks)
        self.same.setVisible(asks and likely)
        self.leave_out.setVisible(asks and not likely)
        self.take_back.setVisible(not asks and verdict.decided)

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: act())
        return button

    def _use_dates(self) -> None:
        shown = {field: editor for field, editor in self.dates.items() if not editor.isHidden()}
        for editor in shown.values():
            if not editor.check():
                return
            if editor.value() is None:
                editor.set_reason("Type the date, or bring the row in without it.")
                return
        self._emit(Decision(dates=tuple((field, editor.value()) for field, editor in shown.items())))

    def _decide(self, choice: Choice) -> None:
        self._emit(Decision(choice))

    def _emit(self, decision: Decision | None) -> None:
        if self._verdict is not None:
            self.decided.emit(self._verdict.row, decision)


class ImportRows(QWidget):
    """The preview of every line, filtered by a click on a count."""

    decided = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.chips = Chips("Show rows")
        self.model = RowsModel[ImportRow](COLUMNS, lambda row: str(row.line), self)
        self.table = RowsTable(self.model, "Rows of the sheet")
        Narrow(self.table, {2: 140, 3: 126, 4: 98})
        self.bar = DecisionBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.chips)
        column.addWidget(self.table, 1)
        column.addWidget(self.bar)
        self.chips.chosen.connect(self._filter)
        self.table.chosen.connect(self._choose)
        self.bar.decided.connect(self._decide)

    def show_plan(self, plan: Plan | None, *, done: bool = False) -> None:
        """Show a plan, or nothing."""
        rows = rows_of(plan, done=done) if plan else []
        kinds = [row.kind for row in rows]
        words = _DONE_WORDS if done else _WORDS
        self.chips.set_chips(
            [
                (ALL, "All lines", len(rows)),
                *((outcome.value, words[outcome][0], kinds.count(outcome.value)) for outcome in words),
                (NO_ROW, "No rows", kinds.count(NO_ROW)),
            ]
        )
        empty = "No row is of this kind." if plan else "Settle the columns above to see what will happen to each row."
        self.table.set_empty(empty)
        chosen = self.table.current_key()
        place = self.model.place(chosen)
        self.model.set_rows(rows)
        if place >= 0 and self.model.rowCount() and not self.table.current_key():
            self.table.choose(self.model.key(min(place, self.model.rowCount() - 1)))  # the next one to be decided
        self._choose(self.table.current_key())

    def show_kind(self, kind: str) -> None:
        """Show only the rows of one outcome."""
        self.chips.choose(kind)

    def _filter(self, key: str) -> None:
        self.model.set_condition(None if key == ALL else lambda row: row.kind == key)
        if self.model.rowCount() and not self.table.current_key():
            self.table.choose(self.model.key(0))

    def _decide(self, line: int, decision: object) -> None:
        self.table.setFocus()  # the button that was pressed is about to hide
        self.decided.emit(line, decision)

    def _choose(self, key: str) -> None:
        self.bar.show_row(self.model.find(key))
