"""The window of classes and career ladders."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTabWidget, QWidget

from umdesk.services.programs import Announced
from umdesk.ui.classes.catalogue import CataloguePage
from umdesk.ui.classes.importpage import ListPage
from umdesk.ui.classes.ladderspage import LaddersPage
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.theme import Tone

#: Where a change can come from that this window shows.
_TABLES = frozenset({"job_class", "class_override", "ladder_step"})


class ClassesWindow(SideWindow):
    """The catalogue, the ladders, and a department's list to bring in; everybody may look."""

    help_page = "classes"

    def __init__(self, context: Context, parent: QWidget | None = None, code: str = "") -> None:
        super().__init__("Classes and career ladders", parent, 1220, 740)
        self.catalogue = CataloguePage(context)
        self.ladders = LaddersPage(context)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.setAccessibleName("Classes and career ladders")
        self.pages.addTab(self.catalogue, "Classes")
        self.pages.addTab(self.ladders, "Career ladders")
        self.list_page: ListPage | None = None
        if context.may("classes.editing.change"):
            self.list_page = ListPage(context)
            self.pages.addTab(self.list_page, "Import a list")
            self.list_page.finished.connect(self._list_is_in)
        self.column.addWidget(self.pages, 1)
        self.finish()
        self.catalogue.step_wanted.connect(self._add_step)
        self.ladders.class_wanted.connect(self.show_class)
        for page in (self.catalogue, self.ladders, *((self.list_page,) if self.list_page else ())):
            page.primary_changed.connect(self._follow)
        self.pages.currentChanged.connect(lambda _page: self._follow())
        context.announced.connect(self._announced)
        self.refresh()
        self.catalogue.count_held()
        self._follow()
        self.catalogue.list.search.setFocus()
        if code:
            self.show_class(code)

    def refresh(self) -> None:
        """Show everything as it is."""
        self.catalogue.refresh()
        self.ladders.refresh()

    def show_class(self, code: str) -> None:
        """Go to a class of the catalogue."""
        self.pages.setCurrentWidget(self.catalogue)
        self.catalogue.show_class(code)

    def reject(self) -> None:
        """Escape and Close give up an open form first; only then the window closes."""
        if not self._shown().leave_form():
            super().reject()

    def _shown(self) -> CataloguePage | LaddersPage | ListPage:
        shown = self.pages.currentWidget()
        if self.list_page is not None and shown is self.list_page:
            return self.list_page
        return self.ladders if shown is self.ladders else self.catalogue

    def _follow(self) -> None:
        self._shown().primary.setDefault(True)

    def _list_is_in(self, words: str) -> None:
        self.pages.setCurrentWidget(self.catalogue)
        self.catalogue.note.say(words, Tone.GOOD)

    def _add_step(self, from_code: str) -> None:
        self.pages.setCurrentWidget(self.ladders)
        self.ladders.begin(None, from_code)

    def _announced(self, announced: Announced) -> None:
        if "appointment" in announced.tables:
            self.catalogue.count_held()
        if announced.tables & _TABLES:
            QTimer.singleShot(0, self, self.refresh)  # once the operation that announced is over
