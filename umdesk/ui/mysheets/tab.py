"""The tab My rating sheets: conflicts of interest first, then the list of sheets, and one sheet after the other."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.services import my_sheets
from umdesk.services.my_sheets import MyCycle, MySheet, MySheets
from umdesk.ui.context import Context
from umdesk.ui.mysheets.actions import page_action
from umdesk.ui.mysheets.declaring import Declaring
from umdesk.ui.mysheets.listpage import ListPage
from umdesk.ui.mysheets.rating import Rating
from umdesk.ui.mysheets.view import SheetsView
from umdesk.ui.mysheets.words import Progress

if TYPE_CHECKING:
    from umdesk.services.programs import Announced

_CONCERNS = frozenset(
    {
        "cycle", "criteria_set", "criterion", "rater", "sheet", "rating", "reopening", "application", "masked_text",
        "eligibility_decision", "person", "appointment", "job_class", "class_override", "setting",
    }
)  # fmt: skip


class MySheetsTab(QWidget):
    """A rater's own sheets; nothing of another rater is asked for."""

    help_page = "rating-sheets"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._sheets: MySheets | None = None
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
        if announced is not None and not announced.tables & _CONCERNS:
            return
        found = self._context.runner.now(my_sheets.cycles, self._context.program) or ()
        if self._sheets is not None and self._sheets.cycle_id not in {cycle.id for cycle in found}:
            self._end_cycle(self._sheets.cycle)
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
        """Show the sheet of an application in the cycle in view, once there are sheets."""
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
        if self.list.model.find(application_id) is None or not self.settle():
            return
        self.list.table.choose(application_id)
        self.rating.view.done.setText("")
        self._show_page(self.rating)
        self._show_sheet()
        self.rating.begin()

    def show_list(self) -> None:
        """Go back to the list of all sheets."""
        if self._page() is self.rating and self.settle():
            self._show_page(self.list)
            self._begin()

    def go_on(self) -> None:
        """Show the first sheet that is not rated, else the first that is complete and not submitted."""
        progress = self._progress()
        if progress.unrated or progress.complete:
            self.open_sheet((*progress.unrated, *progress.complete)[0])

    def _load(self) -> None:
        found = self._context.runner.now(my_sheets.sheets, self._context.program, self.view.cycle.value())
        if found is None:
            return
        other = self._sheets is None or self._sheets.cycle_id != found.cycle_id
        self._sheets = found
        if found.to_declare:
            self.rating.clear()
            self.view.progress.setText("")
            if self.declaring.show_cycle(found.cycle_id):
                self._show_page(self.declaring)
            return
        self.rating.set_criteria(found.criteria)
        self.list.show_sheets(found, may=self._context.may("my_sheets.submit"))
        progress = self._progress()
        self.view.progress.setText(progress.text)
        self._go_on.setText("&Go on rating" if progress.unrated else "&Look at them again")
        self._go_on.setVisible(not progress.all_in)
        if other or self._page() not in (self.list, self.rating) or self._current() is None:
            self._show_page(self.list)
        self._show_sheet()

    def _begin_rating(self) -> None:
        """The conflicts of interest are told; the first sheet comes by itself."""
        self.refresh(None)
        self.go_on()

    def _end_cycle(self, name: str) -> None:
        """Scoring is over, and with it the typing on a sheet."""
        self._sheets = None
        if self.rating.stop():
            self._context.runner.tell(f"Scoring of {name} has ended. What you were typing was not entered.")

    def _page(self) -> QWidget | None:
        return self.view.pages.currentWidget()

    def _show_page(self, page: QWidget) -> None:
        self.view.pages.setCurrentWidget(page)
        self.view.top.setVisible(page in (self.declaring, self.list))
        cycle = self._sheets.cycle if self._sheets is not None else ""
        first = f"First of all: conflicts of interest in {cycle}"
        self.view.heading.setText(first if page is self.declaring else f"My rating sheets: {cycle}")
        self._context.actions_changed.emit()

    def _show_sheet(self) -> None:
        """Show the sheet that is chosen in the list, when the page of a sheet is in view."""
        sheet = self._current()
        if sheet is not None and self._sheets is not None and self._page() is self.rating:
            self.rating.show_sheet(sheet, self._sheets)

    def _current(self) -> MySheet | None:
        return self.list.model.find(self.list.table.current_key())

    def _progress(self) -> Progress:
        found = self._sheets
        return Progress.of(found.sheets, found.criteria) if found is not None else Progress.of((), ())

    def _choose_cycle(self) -> None:
        if self.settle():
            self._load()
        elif self._sheets is not None:  # the typing that will not do stays in view, with its cycle
            self.view.cycle.set_value(self._sheets.cycle_id)

    def _go_on_after(self, application_id: str, done: str) -> None:
        """Show the next sheet below that is not rated, else the first one; without one, the list."""
        ids = [row.application_id for row in self._sheets.sheets] if self._sheets is not None else []
        at = ids.index(application_id) + 1 if application_id in ids else 0
        unrated = set(self._progress().unrated) - {application_id}
        following = next((each for each in (*ids[at:], *ids[:at]) if each in unrated), "")
        if following:
            self.open_sheet(following)
            # Said in its place: a message that comes and goes would move the buttons under somebody's hand.
            self.rating.view.done.setText(done)
        else:
            self.show_list()

    def _submit_all(self) -> None:
        program = self._context.program

        def submit(application_id: str) -> bool:
            my_sheets.submit(program, application_id)
            return True

        waiting = self._progress().complete
        if all(self._context.runner.now(submit, each) for each in waiting):
            self.list.submit_all.fold()
        self._begin()

    def showEvent(self, event: QShowEvent) -> None:
        """The focus begins where there is something to do."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin_anew)

    def _begin_anew(self) -> None:
        focused = cast("QWidget | None", self.window().focusWidget())
        if focused is None or not self.isAncestorOf(focused):
            self._begin()

    def _begin(self) -> None:
        page = self._page()
        if page is self.rating:
            self.rating.begin()
        elif page is self.list:
            (self.list.go_on if self._go_on.isVisible() else self.list.lock).setFocus()
        elif page is self.declaring:
            self.declaring.page.names.setFocus()


def _first_to_do(cycles: tuple[MyCycle, ...]) -> MyCycle:
    return next((cycle for cycle in cycles if cycle.submitted < cycle.sheets), cycles[0])
