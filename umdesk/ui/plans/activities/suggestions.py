"""Activities of the catalogue that suit a plan: check some, and add them in one step."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from umdesk.domain import money
from umdesk.domain.catalogue import Suggestion
from umdesk.domain.errors import UserError
from umdesk.domain.timeline import Span, days_in_words
from umdesk.domain.writing import capital, counted, grouped
from umdesk.services.plans import catalogue, from_catalogue
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.theme import SPACE_12, SPACE_24, Tone
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.status import QuietLabel

_ID = Qt.ItemDataRole.UserRole
_TABLES = frozenset({"catalogue_activity", "plan_activity", "plan_competency", "revision"})
_WHAT = "Check what belongs in the plan. Each comes with the dates and hours shown; all can be changed afterwards."
_EMPTY = (
    "Nothing in the catalogue suits this plan that is not in it already. Name the target class and the competencies, "
    "or add to the catalogue under Program, Catalogue of activities."
)


class SuggestionsWindow(SideWindow):
    """The suggestions for one revision, with check boxes."""

    help_page = "activities"
    added = Signal(str)
    """Activities were added; the row of the first."""

    def __init__(self, context: Context, revision_id: str, number: str, parent: QWidget | None = None) -> None:
        super().__init__(f"From the catalogue, for plan {number}", parent, 980, 620)
        self._context, self._revision = context, revision_id
        self._found: tuple[Suggestion, ...] = ()
        self.list = QTreeWidget()
        self.list.setAccessibleName("Activities of the catalogue: check those to add")
        self.list.setHeaderLabels(["Activity", "Why", "When", "Hours", "Cost", "Type"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.itemChanged.connect(lambda _item, _column: self._follow())
        self.list.currentItemChanged.connect(lambda _now, _before: self._tell())
        self.about = QuietLabel()
        self.empty, self.note = paragraph(_EMPTY), Note()
        self.column.addWidget(paragraph(_WHAT))
        self.column.addWidget(self.empty)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.about)
        self.column.addWidget(self.note)
        self.add = self.act("Add")
        self.add.clicked.connect(lambda _checked=False: self.press())
        self.finish()
        context.announced.connect(self._announced)
        self.refresh()
        self.list.setFocus()

    def refresh(self) -> None:
        """Show what suits the plan as it is; what is checked stays checked."""
        checked = set(self.checked())
        found = self._context.runner.now(
            catalogue.suggested, self._context.program, self._revision, refused=self._refuse
        )
        self._found = found or ()
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in self._found:
                item = QTreeWidgetItem(self.list, _cells(one))
                item.setData(0, _ID, one.entry.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                on = one.entry.id in checked
                item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                item.setToolTip(0, one.entry.text)
                item.setSizeHint(0, QSize(0, self.fontMetrics().height() + SPACE_12))
                for column in (3, 4):
                    item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._share_width()
        for first in self._items()[:1]:
            self.list.setCurrentItem(first)
        self.empty.setVisible(not self._found)
        self.list.setVisible(bool(self._found))
        self._follow()
        self._tell()

    def checked(self) -> list[str]:
        """The entries that are checked."""
        return [item.data(0, _ID) for item in self._items() if item.checkState(0) is Qt.CheckState.Checked]

    def check(self, entry_id: str) -> None:
        """Check the box of an entry."""
        for item in self._items():
            if item.data(0, _ID) == entry_id:
                item.setCheckState(0, Qt.CheckState.Checked)

    def press(self) -> None:
        """Add what is checked: one operation, one step of Undo."""
        chosen = self.checked()
        rows = self._context.runner.now(
            from_catalogue.add, self._context.program, self._revision, chosen, refused=self._refuse
        )
        if rows:
            self.added.emit(rows[0])
            self._context.runner.tell(f"{counted(len(rows), 'activity', 'activities')} of the catalogue added.")
            self.close()

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.list.topLevelItem(place) for place in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _share_width(self) -> None:
        for column in range(1, self.list.columnCount()):
            self.list.resizeColumnToContents(column)
        rest = sum(self.list.columnWidth(column) for column in range(1, self.list.columnCount()))
        least = self.fontMetrics().averageCharWidth() * 40
        self.list.setColumnWidth(0, max(self.width() - rest - 3 * SPACE_24, least))
        self.list.header().setStretchLastSection(False)

    def _follow(self) -> None:
        count = len(self.checked())
        self.add.setText(f"Add {counted(count, 'activity', 'activities')}" if count else "Add")
        self.add.setEnabled(bool(count))

    def _tell(self) -> None:
        """What the current one brings along."""
        item = self.list.currentItem()
        key = item.data(0, _ID) if item is not None else ""
        one = next((found for found in self._found if found.entry.id == key), None)
        said = []
        if one is not None:
            said = [one.entry.text + ".", one.entry.note]
            if from_catalogue.has_cost(one):
                said.append(f"It brings a cost line ({one.entry.cost_category}).")
        self.about.setText(" ".join(part for part in said if part).replace("..", "."))

    def _refuse(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")

    def _announced(self, announced: Announced) -> None:
        if announced.tables & _TABLES:
            QTimer.singleShot(0, self, self.refresh)  # once the operation that announced is over


def _cells(one: Suggestion) -> list[str]:
    entry = one.entry
    hours = sum(amount for amount in (entry.state_hours, entry.own_hours) if amount)
    when = days_in_words(Span(one.starts, one.ends)) if one.starts and one.ends else ""
    cost = money.show(entry.estimate) if entry.estimate is not None else ""
    return [entry.text, one.why, when, grouped(hours) if hours else "", cost, capital(entry.type)]
