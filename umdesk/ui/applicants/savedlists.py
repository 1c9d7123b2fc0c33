"""The lists of applicants that an account saved under a name."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog

from umdesk.domain.list_filters import Narrowing
from umdesk.services import lists
from umdesk.services.lists import Saved
from umdesk.services.programs import Announced
from umdesk.ui.applicants.narrowing import Narrower
from umdesk.ui.context import Context
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.buttons import MenuButton

PLACE = "applicants"


class SavedLists(QObject):
    """The menu *Lists*: what was saved, and saving, renaming and removing."""

    def __init__(self, context: Context, button: MenuButton, narrower: Narrower) -> None:
        super().__init__(button)
        self._context = context
        self._button = button
        self._narrower = narrower
        self._chosen = ""  # the list that the account chose last
        context.announced.connect(self._follow)
        self.refresh()

    def refresh(self) -> None:
        """Offer the lists as they are now."""
        menu = self._button.menu()
        menu.clear()
        saved = self._context.runner.now(lists.saved, self._context.program, PLACE) or ()
        for one in saved:
            action = menu.addAction(one.name.replace("&", "&&"))
            action.triggered.connect(lambda _checked, one=one: self.choose(one))
        if self._context.may("lists.save"):
            menu.addSeparator()
            menu.addAction(self._action("save", "&Save this list…", self.ask_save))
            current = next((one for one in saved if one.id == self._chosen), None)
            if current is not None:
                name = current.name.replace("&", "&&")
                menu.addAction(self._action("edit", f"Re&name “{name}”…", lambda: self.ask_rename(current)))
                menu.addAction(self._action("delete", f"&Remove “{name}”", lambda: self.remove(current)))
        self._button.follow_menu()

    def _follow(self, announced: Announced) -> None:
        if "saved_list" in announced.tables:
            self.refresh()

    def choose(self, one: Saved) -> None:
        """Narrow the list as it was saved."""
        self._chosen = one.id
        self._narrower.narrow(one.narrowing)
        self.refresh()

    def save(self, name: str) -> None:
        """Save what narrows the list now."""
        narrowing: Narrowing = self._narrower.narrowing()
        found = self._context.runner.now(lists.save, self._context.program, PLACE, name, narrowing)
        if found:
            self._chosen = found
            self.refresh()

    def remove(self, one: Saved) -> None:
        """Forget a list; Undo brings it back."""
        self._context.runner.now(lists.remove, self._context.program, one.id)

    def ask_save(self) -> None:
        """Ask for the name to save under."""
        self._ask("Save this list", "Name, such as “To decide, Yreka”:", self._narrower.words(), self.save)

    def ask_rename(self, one: Saved) -> None:
        """Ask for another name."""

        def rename(name: str) -> None:
            self._context.runner.now(lists.rename, self._context.program, one.id, name)

        self._ask("Rename the list", "Name:", one.name, rename)

    def _ask(self, title: str, label: str, text: str, then: Callable[[str], object]) -> None:
        dialog = QInputDialog(self._button)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextValue(text)
        dialog.textValueSelected.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _action(self, symbol: str, text: str, does: Callable[[], object]) -> QAction:
        return action(self._button.menu(), symbol, text, does)
