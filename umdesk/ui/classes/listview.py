"""The widgets of the page that brings a class list in: the columns, and the differences with what to take of them."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from umdesk.domain.class_list.fields import ClassField
from umdesk.domain.class_list.plan import Difference, Kind, ListPlan
from umdesk.domain.writing import capital, counted
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.columnchoices import ColumnChoices
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Note
from umdesk.ui.widgets.fileline import file_heading, file_line, reading_line
from umdesk.ui.widgets.form import heading, paragraph
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import Chips, QuietLabel
from umdesk.ui.widgets.table import RowsTable

_ALL, _TO_TAKE = "all", "taken"
_KINDS = {
    Kind.NEW: "New classes",
    Kind.TITLE: "Titles",
    Kind.FACTS: "Facts",
    Kind.CATEGORY: "Categories",
    Kind.REFUSED: "Cannot be read",
    Kind.MISSING: "Not in the list",
    Kind.SAME: "The same",
}
_WORDS = {
    Kind.NEW: "New class",
    Kind.TITLE: "Another title",
    Kind.FACTS: "Other facts",
    Kind.CATEGORY: "Another category",
    Kind.REFUSED: "Cannot be read",
    Kind.MISSING: "Not in the list",
    Kind.SAME: "The same",
}


class ListView(QWidget):
    """Three bands: the file, its columns, and every class that differs; `taken` carries a key and yes or no."""

    taken = Signal(str, bool)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._taken: frozenset[str] = frozenset()
        self.file_name = file_heading()
        self.choose = push_button("Choose another file…", "folder", lambda: None)
        self.sheet = ChoiceField("Sheet")
        self.header = ChoiceField("Header line")
        self.on = DateField("New titles and decisions hold from", required=True)
        self.on.set_value(today)
        self.columns = ColumnChoices("Columns of the list", [(field, capital(field.value)) for field in ClassField])
        self.columns_note = Note()
        self.chips = Chips("Show differences")
        self.model: RowsModel[Difference] = RowsModel(self._columns(), lambda r: r.key, self)
        self.table = RowsTable(self.model, "Differences between the list and the catalogue")
        self.details = paragraph("")
        self.take_button = push_button("Take it", "check", lambda: self._take(taken=True))
        self.leave_button = push_button("Leave it", "close", lambda: self._take(taken=False))
        self.note = Note()
        self.run = push_button("Take the differences", "import", lambda: None)
        self._lay_out()
        self.chips.chosen.connect(self._filter)
        self.table.chosen.connect(lambda _key: self._show_details())
        self.table.opened.connect(lambda key: self._take(taken=key not in self._taken))

    def show_plan(self, plan: ListPlan, taken: frozenset[str]) -> None:
        """Show what differs, and what of it is taken."""
        self._taken = taken
        skipped = ", ".join(f"{number} ({what})" for number, what in plan.skipped[:6])
        more = f" and {len(plan.skipped) - 6} more" if len(plan.skipped) > 6 else ""
        self.columns_note.say(f"Lines without a class: {skipped}{more}." if skipped else "", Tone.QUIET, "info")
        self.model.set_rows(plan.differences)
        self.table.set_empty("Nothing of this kind.")
        self._count()
        if not self.table.current_key() and self.model.rowCount():
            self.table.choose(self.model.key(0))
        self._show_details()

    def show_taken(self, taken: frozenset[str]) -> None:
        """Show what is taken after a choice."""
        self._taken = taken
        self.model.set_rows(self.model.all_rows())
        self._count()
        self._show_details()

    def show_problem(self, sentence: str) -> None:
        """Say what has to be chosen before anything can be compared."""
        self.columns_note.say(sentence, Tone.BAD, "attention")
        self.model.set_rows(())
        self.table.set_empty("Settle the columns above to see what differs.")
        self._taken = frozenset()
        self._count()
        self._show_details()

    def _columns(self) -> tuple[Column[Difference], ...]:
        return (
            Column("Line", lambda r: str(r.line or ""), sort=lambda r: r.line or None, number=True, width=6),
            Column("Code", lambda r: r.class_code, width=7),
            Column("Class", lambda r: r.title, width=30),
            Column("What", lambda r: _WORDS[r.kind], width=16),
            Column("Take", self._decided, tone=self._tone, width=11),
            Column("In the catalogue → in the list", _said, stretch=True),
        )

    def _decided(self, row: Difference) -> str:
        if not row.changes:
            return ""
        return "Take" if row.key in self._taken else "Leave"

    def _tone(self, row: Difference) -> Tone | None:
        if row.kind is Kind.REFUSED:
            return Tone.BAD
        if not row.changes:
            return None
        if row.key in self._taken:
            return Tone.GOOD
        return Tone.ATTENTION if row.kind is Kind.CATEGORY else Tone.QUIET

    def _count(self) -> None:
        rows = self.model.all_rows()
        chips = [(_ALL, "All", len(rows)), (_TO_TAKE, "To take", len(self._taken))]
        chips += [(kind.value, words, sum(row.kind is kind for row in rows)) for kind, words in _KINDS.items()]
        self.chips.set_chips(chips)
        many = len(self._taken)
        self.run.setText(f"Take {counted(many, 'difference')}" if many else "Nothing to take")
        self.run.setEnabled(bool(many))

    def _filter(self, key: str) -> None:
        if key == _TO_TAKE:
            self.model.set_condition(lambda row: row.key in self._taken)
        else:
            self.model.set_condition(None if key == _ALL else lambda row: row.kind.value == key)

    def _show_details(self) -> None:
        row = self.model.find(self.table.current_key())
        self.details.setText(f"{row.class_code} {row.title}: {_said(row)}" if row else "")
        self.details.setVisible(row is not None)
        self.take_button.setVisible(row is not None and bool(row.changes) and row.key not in self._taken)
        self.leave_button.setVisible(row is not None and bool(row.changes) and row.key in self._taken)

    def _take(self, *, taken: bool) -> None:
        row = self.model.find(self.table.current_key())
        if row is not None and row.changes:
            self.table.setFocus()  # the button that was pressed is about to hide
            self.taken.emit(row.key, taken)

    def _lay_out(self) -> None:
        upper, lower = QWidget(), QWidget()
        above = QVBoxLayout(upper)
        below = QVBoxLayout(lower)
        for column in (above, below):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE_4)
        above.addWidget(heading("Which column is which"))
        above.addWidget(self.columns_note)
        above.addWidget(self.columns, 1)
        below.addWidget(heading("What differs"))
        below.addWidget(self.chips)
        below.addWidget(self.table, 1)
        below.addWidget(self.details)
        below.addLayout(side_by_side(self.take_button, self.leave_button))
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(lower)
        split.setStretchFactor(1, 1)
        split.setSizes([150, 330])
        page = QVBoxLayout(self)
        page.setContentsMargins(SPACE_12, SPACE_4, SPACE_12, SPACE_8)
        page.setSpacing(SPACE_8)
        page.addLayout(file_line(self.file_name, self.choose))
        page.addLayout(reading_line((self.sheet, 2), (self.header, 4), (self.on, 3)))
        page.addWidget(split, 1)
        page.addWidget(self.note)
        foot = side_by_side(self.run)
        foot.insertWidget(1, QuietLabel("You see what it does before anything changes."), 1)
        page.addLayout(foot)


def _said(row: Difference) -> str:
    """What differs in one line."""
    parts = [f"{what}: {old or 'empty'} → {new}" if row.kind is not Kind.NEW else f"{what}: {new}"
             for what, old, new in row.details]  # fmt: skip
    if row.kind is Kind.SAME and not row.words:
        return "Nothing differs."
    return " ".join(part for part in (f"{'; '.join(parts)}." if parts else "", row.words) if part)
