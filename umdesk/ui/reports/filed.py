"""That a report was filed: a strip above its page, the paper that was filed, and what is different since."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabWidget, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.reports import showing
from umdesk.domain.reports.model import Report
from umdesk.domain.writing import counted, enumerated, quoted
from umdesk.services import reports
from umdesk.services.reporting import filing
from umdesk.services.reporting.filing import Difference, Filed
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.icons import icon
from umdesk.ui.preview import PreviewPane
from umdesk.ui.reports.behind import Behind
from umdesk.ui.reports.figurelines import FigureLines
from umdesk.ui.reports.filedfigures import FiledFigures
from umdesk.ui.reports.prepared import Compared
from umdesk.ui.reports.twolists import TwoLists
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_NAMED, _LONGEST = 3, 60
"""How many of the figures that changed are named, and from how many characters on a name is cut."""


class FiledStrip(QWidget):
    """Says when and with whom the report was filed, and which figures have changed since; hidden for one never filed.

    `differences_wanted` asks for the table of them.
    """

    differences_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._report: Report | None = None
        self.filed: tuple[Filed, ...] = ()
        self.note = Note()
        self.differences = push_button("See the differences", "list", self.differences_wanted.emit)
        self.paper = push_button("Show what was filed", "pdf", self._show_paper)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.note, 1)
        row.addWidget(self.differences)
        row.addWidget(self.paper)
        self.hide()

    def show_compared(self, compared: Compared | None, report: Report | None) -> None:
        """Show what was filed of a report and what changed since; nothing before that is known."""
        found = compared or Compared()
        self._report = report
        self.filed = found.filed
        self.setVisible(bool(found.filed))
        self.differences.setVisible(bool(found.changed))
        if found.filed:
            attention = bool(found.changed or found.untold)
            tone = Tone.ATTENTION if attention else Tone.GOOD
            self.note.say(said(found), tone, "attention" if attention else "check")

    def _show_paper(self) -> None:
        if len(self.filed) == 1:
            self._open(self.filed[0])
            return
        menu = QMenu(self.paper)
        menu.setAccessibleName("What was filed")
        for one in self.filed:
            menu.addAction(icon("pdf"), _when(one), partial(self._open, one))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.paper.mapToGlobal(self.paper.rect().bottomLeft()))

    def _open(self, filed: Filed) -> None:
        if self._report is not None:
            FiledPaperWindow(self._context, filed, self._report, self.window()).show()


def said(compared: Compared) -> str:
    """In words: "Filed Jun 1, 2026 with CalHR. 2 figures have changed since: “UM hires” and “Spent”."."""
    filed, changed = compared.filed, compared.changed
    newest = f"Filed {_when(filed[0])}."
    if len(filed) > 1:
        newest = f"Filed {len(filed)} times, last {_when(filed[0])}."
    if compared.untold:
        return f"{newest} {compared.untold}"
    if not changed:
        return f"{newest} No figure has changed since."
    names = [quoted(one.label, _LONGEST) for one in changed[:_NAMED]]
    rest = [f"{len(changed) - _NAMED} more"] if len(changed) > _NAMED else []
    has = "has" if len(changed) == 1 else "have"
    return f"{newest} {counted(len(changed), 'figure')} {has} changed since: {enumerated([*names, *rest])}."


def _when(filed: Filed) -> str:
    return f"{dates.show(filed.filed_on)} with {filed.filed_with}"


class FiledPaperWindow(SideWindow):
    """The paper as it was filed, to be looked at, and printed or saved again, and each figure with who it counted.

    `report` is the report of the same kind and period as it is counted today.
    """

    help_page = "reports"

    def __init__(self, context: Context, filed: Filed, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(filed.title, parent, 860, 760)
        words = f"Filed {_when(filed)}, written down by {filed.filed_by}. {filed.note}".strip()
        self.column.addWidget(paragraph(words))
        self.lost = Note()
        self.column.addWidget(self.lost)
        self.pane = PreviewPane()
        self.figures = FiledFigures(context, filed.id, report)
        self.pages = QTabWidget()
        self.pages.addTab(self.pane, "Paper as filed")
        self.pages.addTab(self.figures, "Figures as filed")
        self.column.addWidget(self.pages, 1)
        self.finish()
        self.pages.currentChanged.connect(lambda _page: self.figures.read())
        program = context.program
        kept = context.runner.now(filing.paper, program, filed.id, refused=lambda error: self.pane.clear(str(error)))
        if kept is not None:
            paper = kept.paper
            self.lost.say(kept.lost, Tone.ATTENTION, "attention")
            self.pane.show_pdf(paper.data, paper.title, f"{paper.title}.pdf")
            self.pane.set_may_leave(context.may("reports.record_copy"))
            self.pane.way_out = lambda how, deliver: reports.record_copy(program, paper, how, deliver)


@dataclass(frozen=True, slots=True)
class _Moved(Behind):
    """A line that came in or went out."""

    came: bool

    @property
    def stated(self) -> bool:
        """Whether it is an amount of nobody, such as a goal, of which one is in the place of the other."""
        return self.line.amount is not None and not self.line.who.name

    @property
    def said(self) -> str:
        """What happened, in words."""
        if self.stated:
            return "After" if self.came else "Before"
        return "Came in" if self.came else "Went out"


_FIGURES: tuple[Column[Difference], ...] = (
    Column("Figure", lambda one: one.label, stretch=True, tip=lambda one: one.label),
    Column("Filed", lambda one: showing.amount(one.filed, one.unit), sort=lambda one: one.filed, number=True),
    Column("Today", lambda one: showing.amount(one.now, one.unit), sort=lambda one: one.now, number=True),
    Column(
        "Difference",
        lambda one: f"{'+' if one.now > one.filed else ''}{showing.amount(one.now - one.filed, one.unit)}",
        sort=lambda one: one.now - one.filed,
        number=True,
    ),
)
_LINES: tuple[Column[_Moved], ...] = (
    Column("", lambda row: row.said, width=9),
    Column("Name", lambda row: row.line.who.name, stretch=True),
    Column("Amount", lambda row: row.amount, sort=lambda row: row.line.amount, number=True, width=10),
    Column("Date", lambda row: dates.show(row.line.on), sort=lambda row: row.line.on, width=11),
    Column("What", lambda row: row.line.what, stretch=True, tip=lambda row: row.line.what),
)
_NAME, _AMOUNT = 1, 2


class DifferencesWindow(SideWindow):
    """Each figure that changed since a report was filed, and below it who came in and who went out."""

    help_page = "reports"

    def __init__(
        self, context: Context, filed: Filed, changed: Sequence[Difference], parent: QWidget | None = None
    ) -> None:
        super().__init__("Changed since it was filed", parent, 760, 640)
        self.figures_model = RowsModel(_FIGURES, key=lambda one: one.key, parent=self)
        self.figures = RowsTable(self.figures_model, "Figures that changed")
        self.lines: FigureLines[_Moved] = FigureLines(
            context, _LINES, "Who came in and who went out", "Nobody came in and nobody went out.", self
        )
        self.column.addWidget(paragraph(f"{filed.title}, filed {_when(filed)}."))
        above, below = QVBoxLayout(), QVBoxLayout()
        above.addWidget(self.figures, 1)
        below.addWidget(self.lines.headline)
        below.addWidget(self.lines.table, 1)
        below.addLayout(side_by_side(self.lines.look))
        self.column.addWidget(TwoLists(above, below), 1)
        self.column.addWidget(
            QuietLabel("A difference is no mistake: somebody may have been entered late, or a date put right.")
        )
        self.finish()
        self.figures.chosen.connect(self._show_lines)
        self.figures_model.set_rows(changed)
        self.figures.choose(changed[0].key)
        self._show_lines(self.figures.current_key())

    def _show_lines(self, key: str) -> None:
        one = self.figures_model.find(key)
        if one is None:
            self.lines.clear()
            return
        count = len(one.came_in) + len(one.went_out)
        title = f"Making the list of {quoted(one.label, _LONGEST)}"
        self.lines.show_lines(_headline(one), count, lambda: _moved(one), title)


def _headline(one: Difference) -> str:
    people = any(line.who.name or line.amount is None for lines in (one.came_in, one.went_out) for line in lines)
    return f"{one.label}: {'who came in and who went out' if people else 'before and after'}"


def _moved(one: Difference) -> tuple[list[_Moved], frozenset[int]]:
    """The lines that came in and went out, what is stated as before and after, and the columns that hold nothing."""
    came, lines = len(one.came_in), (*one.came_in, *one.went_out)
    rows = [_Moved(place, line, one.unit, place < came) for place, line in enumerate(lines)]
    people = [row for row in rows if not row.stated]
    stated = sorted((row for row in rows if row.stated), key=lambda row: (row.line.key, row.came))
    empty = {_NAME} if stated and not people else set()
    empty |= set() if any(row.line.amount is not None for row in rows) else {_AMOUNT}
    return [*people, *stated], frozenset(empty)
