"""The tab My rating sheets: conflicts of interest first, then the list of sheets, and one sheet after the other."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.services import drafts, my_sheets
from umdesk.services.my_sheets import MyCycle, MySheets
from umdesk.ui.context import Context
from umdesk.ui.mysheets.declaring import Declaring
from umdesk.ui.mysheets.listpage import ListPage
from umdesk.ui.mysheets.pile import Pile
from umdesk.ui.mysheets.rating import Rating
from umdesk.ui.mysheets.view import SheetsView
from umdesk.ui.widgets.actions import page_action

if TYPE_CHECKING:
    from umdesk.services.programs import Announced

_CONCERNS = frozenset(
    {
        "cycle", "criteria_set", "criterion", "rater", "sheet", "rating", "reopening", "application", "masked_text",
        "eligibility_decision", "person", "appointment", "job_class", "class_override", "setting",
    }
)  # fmt: skip


_ONE_SHEET = frozenset({"my_sheets.enter", "my_sheets.clear", "my_sheets.comment", "my_sheets.submit"})
"""What one does on the sheet in view, and on no other."""


class MySheetsTab(QWidget):
    """A rater's own sheets; nothing of another rater is asked for."""

    help_page = "rating-sheets"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._cycles: tuple[MyCycle, ...] = ()
        self.pile = Pile(context)
        self._go_on = page_action(self, "right", "&Go on rating", "", self.go_on)
        lock = page_action(self, "lock", "&Lock", "", context.lock_wanted.emit)
        lock.setToolTip("Hide everything until a password is typed")
        self.list = ListPage(self._go_on, lock)
        back = page_action(self, "left", "&All sheets", "Alt+Left", self.show_list)
        back.setToolTip("Back to the list of all sheets")
        self.rating = Rating(context, back)
        self.declaring = Declaring(context)
        self.view = SheetsView(self.declaring, self.list, self.rating)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.cycle.edited.connect(self._choose_cycle)
        self.declaring.begun.connect(self._begin_rating)
        self.list.opened.connect(self.open_sheet)
        self.list.submit_all.confirmed.connect(self._submit_all)
        self.rating.done.connect(self._go_on_after)
        self.refresh(None)

    def refresh(self, announced: "Announced | None") -> None:
        """Show the sheets as they are now."""
        if announced is not None and (not announced.tables & _CONCERNS or self.pile.submitting):
            return
        sheet = self.list.current()
        if announced is not None and announced.operation in _ONE_SHEET and self._page() is self.rating and sheet:
            if (one := self.pile.read_one(sheet.application_id)) is not None:
                self._show(one)
            return
        found = self._context.runner.now(my_sheets.cycles, self._context.program) or ()
        if self.pile.found is not None and self.pile.cycle_id not in {cycle.id for cycle in found}:
            self._end_cycle(self.pile.found.cycle)
        self._cycles = found
        self.view.cycle.set_choices([(cycle.id, cycle.name) for cycle in found])
        if self.view.cycle.value() is None and found:
            self.view.cycle.set_value(_first_to_do(found).id)
        self.view.cycle.setVisible(len(found) > 1)
        if found:
            self._load()
        else:
            self._show_page(self.view.empty)
        self._context.actions_changed.emit()

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        self.declaring.keep()
        return self.rating.settle()

    def primary_action(self) -> QAction:
        """Submit the sheet in view; on the list, go on rating."""
        return self.rating.submit if self._page() is self.rating else self._go_on

    def show_record(self, application_id: str) -> None:
        """Show the sheet of an application in its cycle, once there are sheets."""
        cycle_id = self._context.runner.now(drafts.cycle_of, self._context.program, application_id)
        if cycle_id != self.view.cycle.value() and self.view.cycle.box.findData(cycle_id) >= 0:
            self.view.cycle.set_value(cycle_id)
            self._choose_cycle()
        if self._page() in (self.list, self.rating):
            self.open_sheet(application_id)

    def find(self) -> None:  # type: ignore[override] # what the window calls it; QWidget.find is another thing
        """Go to the list of applications."""
        if self._page() is self.rating:
            self.show_list()
        elif self._page() is self.list:
            self.list.table.setFocus()

    def open_sheet(self, application_id: str) -> None:
        """Show one sheet; the one in view stays when something typed in it will not do."""
        sheet = self.list.model.find(application_id)
        if sheet is None or self.pile.found is None or not self.settle():
            return
        self.list.table.choose(application_id)
        self.rating.view.done.setText("")
        self._show_page(self.rating)
        self.rating.show_sheet(sheet, self.pile.found)
        self.rating.begin()

    def show_list(self) -> None:
        """Go back to the list of all sheets."""
        if self._page() is self.rating and self.settle():
            self._show_page(self.list)
            self.list.begin()

    def go_on(self) -> None:
        """Show the first sheet that is not rated, else the first that is not submitted, else another cycle."""
        progress = self.pile.progress
        if progress.unrated or progress.complete:
            self.open_sheet((*progress.unrated, *progress.complete)[0])
        elif (waiting := _waiting(self._cycles, self.pile.cycle_id)) is not None:
            self.view.cycle.set_value(waiting.id)
            self._load()
            _begin(self._page())

    def _load(self) -> None:
        before = self.pile.cycle_id
        found = self.pile.read(self.view.cycle.value())
        if found is None:
            return
        if found.to_declare:
            self.rating.clear()
            self.view.progress.setText("")
            if self.declaring.show_cycle(found.cycle_id):
                self._show_page(self.declaring)
            return
        self.rating.set_criteria(found.criteria)
        self._show(found)
        if before != found.cycle_id or self._page() not in (self.list, self.rating):
            self._show_page(self.list)

    def _show(self, found: MySheets) -> None:
        """Show the sheets of a cycle in the list, and the one in view on its page."""
        waiting = _waiting(self._cycles, self.pile.cycle_id)
        name = waiting.name if waiting is not None else ""
        self.list.show_sheets(found, may=self._context.may("my_sheets.submit"), waiting=name)
        progress = self.pile.progress
        self.view.progress.setText(progress.text)
        self._go_on.setText("&Go on rating" if progress.unrated else "&Look at them again")
        if progress.all_in and waiting is not None:
            self._go_on.setText(f"&Go on with {name.replace('&', '&&')}")
        self._go_on.setVisible(not progress.all_in or waiting is not None)
        sheet = self.list.current()
        if sheet is not None and self._page() is self.rating:
            self.rating.show_sheet(sheet, found)
        elif sheet is None and self._page() is self.rating:
            self._show_page(self.list)

    def _begin_rating(self) -> None:
        """The conflicts of interest are told; the first sheet comes by itself."""
        self.refresh(None)
        self.go_on()

    def _end_cycle(self, name: str) -> None:
        """Scoring is over, and with it the typing on a sheet."""
        self.pile.found = None
        if self.rating.stop():
            self._context.runner.tell(f"Scoring of {name} has ended. What you were typing was not entered.")

    def _page(self) -> QWidget | None:
        return self.view.pages.currentWidget()

    def _show_page(self, page: QWidget) -> None:
        self.view.pages.setCurrentWidget(page)
        self.view.top.setVisible(page in (self.declaring, self.list))
        cycle = self.pile.found.cycle if self.pile.found is not None else ""
        first = f"First of all: conflicts of interest in {cycle}"
        self.view.heading.setText(first if page is self.declaring else f"My rating sheets: {cycle}")
        self._context.actions_changed.emit()

    def _choose_cycle(self) -> None:
        if self.settle():
            self._load()
            _begin(self._page())
        else:  # the typing that will not do stays in view, with its cycle
            self.view.cycle.set_value(self.pile.cycle_id)

    def _go_on_after(self, application_id: str, done: str) -> None:
        """Show the next sheet that is not rated; without one, the list."""
        following = self.pile.after(application_id)
        if following:
            self.open_sheet(following)
            # Said in its place: a message that comes and goes would move the buttons under somebody's hand.
            self.rating.view.done.setText(done)
        else:
            self.show_list()

    def _submit_all(self) -> None:
        def submitted() -> None:
            self.list.setEnabled(True)
            self.refresh(None)
            self.list.begin()

        self.list.setEnabled(False)
        self.pile.submit_complete(self, submitted)

    def showEvent(self, event: QShowEvent) -> None:
        """The focus begins where there is something to do."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        focused = cast("QWidget | None", self.window().focusWidget())
        if focused is None or not self.isAncestorOf(focused):
            _begin(self._page())


def _begin(page: QWidget | None) -> None:
    if isinstance(page, (Declaring, ListPage, Rating)):
        page.begin()


def _waiting(cycles: tuple[MyCycle, ...], but: str) -> MyCycle | None:
    """Another cycle in which something is left to do."""
    return next((cycle for cycle in cycles if cycle.id != but and _to_do(cycle)), None)


def _to_do(cycle: MyCycle) -> bool:
    return cycle.submitted < cycle.sheets or cycle.to_declare > 0


def _first_to_do(cycles: tuple[MyCycle, ...]) -> MyCycle:
    return next((cycle for cycle in cycles if _to_do(cycle)), cycles[0])
