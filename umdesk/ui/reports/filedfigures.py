"""The figures of a report as they were filed, with what was behind each of them then."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.errors import UserError
from umdesk.domain.reports import showing
from umdesk.domain.reports.model import Report
from umdesk.domain.writing import quoted
from umdesk.services.reporting import filing
from umdesk.services.reporting.filing import Figure
from umdesk.ui.context import Context
from umdesk.ui.reports.behind import Behind
from umdesk.ui.reports.figurelines import FigureLines
from umdesk.ui.reports.longlist import LongList
from umdesk.ui.reports.twolists import TwoLists
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import side_by_side
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_LONGEST = 60
"""Signs of a figure's name in the status line."""
_WORDS = "Who and what was counted when it was filed; people are called as they are today."
_UNWORDED = "An older umdesk kept no words with it: what a line was is told where it still counts today."

_FIGURES: tuple[Column[Figure], ...] = (
    Column("Figure", lambda one: one.label, stretch=True, tip=lambda one: one.label),
    Column("Filed", lambda one: showing.amount(one.filed, one.unit), sort=lambda one: one.filed, number=True, width=10),
    Column(
        "Today, if changed",
        lambda one: showing.amount(one.now, one.unit) if one.changed else "",
        sort=lambda one: one.now if one.changed else None,
        number=True,
        width=16,
    ),
)
_NOW = 2
_LINES: tuple[Column[Behind], ...] = (
    Column("Name", lambda row: row.line.who.name, stretch=True),
    Column("Amount", lambda row: row.amount, sort=lambda row: row.line.amount, number=True, width=10),
    Column("Date", lambda row: dates.show(row.line.on), sort=lambda row: row.line.on, width=11),
    Column("What", lambda row: row.line.what, stretch=True, tip=lambda row: row.line.what),
)


class FiledFigures(QWidget):
    """A list of every figure as it was filed, and below it the lines of the chosen one; read when first shown."""

    def __init__(self, context: Context, filed_id: str, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._filed_id = filed_id
        self._report = report
        self._asked = False
        self.refused = Note()
        self.words = QuietLabel(_WORDS)
        self.search = SearchLine("Search the figures", "Search the figures")
        self.figures_model = RowsModel(_FIGURES, key=lambda one: one.key, parent=self)
        self.figures = RowsTable(self.figures_model, "Figures as filed")
        self.lines: FigureLines[Behind] = FigureLines(
            context, _LINES, "Behind the figure when it was filed", "Nobody and nothing: this figure was 0.", self
        )
        self.lines.look.setToolTip("Look at the record of the line (Enter)")
        self._figures_list: LongList[Figure, None] = LongList(self.figures_model, context, self)
        self._lay_out()
        self.search.textChanged.connect(self._narrow)
        self.figures.chosen.connect(self._show_lines)
        self.figures.opened.connect(lambda _key: self.lines.table.setFocus(Qt.FocusReason.OtherFocusReason))

    def read(self) -> None:
        """Read the figures beside the window, once."""
        if self._asked:
            return
        self._asked = True
        self.figures.set_empty("Reading what was filed…")
        program, filed_id, report = self._context.program, self._filed_id, self._report
        self._context.runner.later(
            lambda _progress: filing.figures(program, filed_id, report),
            self._show,
            owner=self,
            title="Reading what was filed",
            refused=self._refused,
        )

    def _show(self, found: Sequence[Figure]) -> None:
        self.figures.setColumnHidden(_NOW, not any(one.changed for one in found))
        if not all(one.worded for one in found):
            self.words.setText(f"{_WORDS} {_UNWORDED}")

        def shown(_seen: None) -> None:
            self.figures.set_empty("No figure holds these words." if found else "This report had no figures.")
            self._narrow(self.search.text())

        self._figures_list.show(len(found), lambda: (found, None), shown, self._stopped, "Listing the figures")

    def _narrow(self, words: str) -> None:
        self.figures_model.set_words(words)
        if not self.figures.current_key() and self.figures_model.rowCount():
            self.figures.choose(self.figures_model.key(0))

    def _refused(self, error: UserError) -> None:
        self.figures.set_empty("")
        self.refused.say(str(error), Tone.ATTENTION, "attention")

    def _stopped(self) -> None:
        self.figures.set_empty("The list was not made. Close this window and open it again.")

    def _show_lines(self, key: str) -> None:
        one = self.figures_model.find(key)
        if one is None:
            self.lines.clear()
            return
        headline = f"{one.label}: {showing.amount(one.filed, one.unit)} when filed"
        title = f"Making the list behind {quoted(one.label, _LONGEST)}"
        self.lines.show_lines(headline, len(one.lines), lambda: _behind(one), title)

    def _lay_out(self) -> None:
        above, below = QVBoxLayout(), QVBoxLayout()
        above.addWidget(self.search)
        above.addWidget(self.figures, 1)
        below.addWidget(self.lines.headline)
        below.addWidget(self.lines.table, 1)
        below.addLayout(side_by_side(self.lines.look))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE_8, SPACE_8, SPACE_8, SPACE_8)
        whole.setSpacing(SPACE_8)
        whole.addWidget(self.refused)
        whole.addWidget(TwoLists(above, below), 1)
        whole.addWidget(self.words)


def _behind(figure: Figure) -> tuple[list[Behind], frozenset[int]]:
    """The lines of a figure, and the columns that hold nothing in any of them."""
    rows = [Behind(place, line, figure.unit) for place, line in enumerate(figure.lines)]
    has = (
        any(row.line.who.name for row in rows),
        any(row.line.amount is not None for row in rows),
        any(row.line.on is not None for row in rows),
        any(row.line.what for row in rows),
    )
    return rows, frozenset(column for column, holds in enumerate(has) if rows and not holds)
