"""The tab Program year: a year on top, its sections at the left, the chosen section beside them."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.ui.context import Context
from umdesk.ui.plans.sections import Entry, SectionList
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.pane import Pane
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.year.pages import ACT, SECTIONS

if TYPE_CHECKING:
    from umdesk.services.programs import Announced

_BACK, _AHEAD = 12, 4
"""How many years before and after this one the list of years offers; the buttons go further."""
_LIST_WIDTH = 176
_ID_LENGTH = 32


class YearTab(QWidget):
    """One program year at a time; a section that is not in view is repainted when it comes into view."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._sections = [section for section in SECTIONS if context.sees(section.sees)]
        self._made: dict[str, Any] = {}
        self._stale: set[str] = set()
        self._holders: dict[str, QScrollArea] = {}
        self.year = dates.program_year(context.program.today())
        self.picker = QComboBox()
        self.picker.setAccessibleName("Program year")
        self.picker.setMinimumContentsLength(8)
        self.back = push_button("", "left", lambda: self.show_year(self.year - 1))
        self.ahead = push_button("", "right", lambda: self.show_year(self.year + 1))
        for button, name in ((self.back, "Previous program year"), (self.ahead, "Next program year")):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self.span = QuietLabel()
        self.span.setWordWrap(False)
        self.this_year = push_button("This year", "calendar", lambda: self.show_year(self._present()))
        self.sections = SectionList()
        self.sections.setAccessibleName("Sections of the program year")
        self.sections.setFixedWidth(_LIST_WIDTH)
        self.sections.show_entries([Entry(one.key, one.name, symbol=one.symbol) for one in self._sections])
        self.pages = QStackedWidget()
        self._lay_out()
        self._offer_years()
        self.picker.activated.connect(lambda _place: self.show_year(self.picker.currentData()))
        self.sections.went.connect(self._go)
        self._say_year()
        self.sections.choose(self._sections[0].key)

    @property
    def help_page(self) -> str:
        """The help page of the section in view."""
        return str(self.current().help_page)

    def current(self) -> Any:
        """The section in view."""
        return self._made[self.sections.current()]

    def section(self, key: str) -> Any:
        """Bring a section into view; gives it."""
        self.sections.choose(key)
        return self.current()

    def show_year(self, year: int) -> None:
        """Show another program year, once what is typed into this one will do."""
        if year not in dates.PROGRAM_YEARS or not self.settle():
            self._say_year()
            return
        self.year = year
        self._say_year()
        self._stale = set(self._made)
        self._show()

    def show_record(self, record_id: str) -> None:
        """Show a section ("goals"), a record of one ("goals:ID"), or a record of whichever has it ("ID").

        What is no record of its own is told by its key and its program year: "calendar:progress@2026"; "goals:@2026"
        is a section in that year, and "goals:act" does what one comes there to do.
        """
        key, _, record = record_id.partition(":")
        if any(one.key == key for one in self._sections):
            page = self.section(key)
            record, _, year = record.partition("@")
            if record == ACT:
                page.primary_action().trigger()
            elif year.isdecimal():
                self._show_in(page, int(year), record)
            elif _is_id(record) and (found := page.year_of(record)) is not None:
                self._show_in(page, found, record)
            return
        for one in self._sections if _is_id(key) else ():
            self._make(one.key)
            if (found := self._made[one.key].year_of(key)) is not None:
                self._show_in(self.section(one.key), found, key)
                return

    def refresh(self, announced: "Announced | None") -> None:
        """Repaint the section in view where something of it has changed, the others when they are shown."""
        touched = {key for key, page in self._made.items() if announced is None or announced.tables & page.tables}
        self._stale |= touched
        if self.sections.current() in touched:
            self._show()

    def settle(self) -> bool:
        """Turn all typing into operations; False when some stays typing."""
        settled = [page.settle() for page in self._made.values()]
        return all(settled)

    def primary_action(self) -> QAction:
        """That of the section in view."""
        action: QAction = self.current().primary_action()
        return action

    def find(self) -> None:  # type: ignore[override] # what the window calls it; QWidget.find is another thing
        """Go to the list of sections."""
        self.sections.setFocus()

    def _show_in(self, page: Any, year: int, record: str) -> None:
        if year != self.year:
            self.show_year(year)
        if record:
            page.show_record(record)

    def _present(self) -> int:
        return dates.program_year(self._context.program.today())

    def _go(self, key: str) -> None:
        self._make(key)
        self._show()
        self._context.actions_changed.emit()

    def _make(self, key: str) -> None:
        if key in self._made:
            return
        page: Any = next(one for one in self._sections if one.key == key).make(self._context)
        holder = QScrollArea()  # so that a small or enlarged screen scrolls a section instead of cutting it off
        holder.setWidgetResizable(True)
        holder.setFrameShape(QFrame.Shape.NoFrame)
        holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder.setWidget(Pane(page))
        self._made[key], self._holders[key] = page, holder
        self.pages.addWidget(holder)
        self._stale.add(key)

    def _show(self) -> None:
        key = self.sections.current()
        if key in self._stale:
            self._stale.discard(key)
            self._made[key].show_year(self.year)
        self.pages.setCurrentWidget(self._holders[key])

    def _offer_years(self) -> None:
        present = self._present()
        for year in range(present + _AHEAD, present - _BACK - 1, -1):
            self.picker.addItem(dates.program_year_name(year), year)

    def _say_year(self) -> None:
        if self.picker.findData(self.year) < 0:
            self.picker.addItem(dates.program_year_name(self.year), self.year)
        self.picker.setCurrentIndex(self.picker.findData(self.year))
        first, last = dates.program_year_period(self.year)
        self.span.setText(dates.show_span(first, last))
        self.this_year.setVisible(self.year != self._present())

    def _lay_out(self) -> None:
        label = PlainLabel("Program year")
        label.setBuddy(self.picker)
        top = QHBoxLayout()
        top.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, 0)
        top.setSpacing(SPACE_8)
        for widget in (label, self.back, self.picker, self.ahead, self.span, self.this_year):
            top.addWidget(widget)
        top.addStretch(1)
        parts = QHBoxLayout()
        parts.setSpacing(SPACE_8)
        parts.addWidget(self.sections)
        parts.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(top)
        column.addLayout(parts, 1)


def _is_id(text: str) -> bool:
    return len(text) == _ID_LENGTH and all(sign in "0123456789abcdef" for sign in text)
