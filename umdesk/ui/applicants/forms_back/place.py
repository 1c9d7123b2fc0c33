"""Where filled forms go in the tab Applicants: the page for them is made when the first ones come."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from umdesk.ui.context import Context

if TYPE_CHECKING:
    from umdesk.ui.applicants.forms_back.page import FormsPage


class FormsPlace(QObject):
    """Takes files that are filled forms to their page; `left` and `other_chosen` are those of the page."""

    left = Signal(str)
    other_chosen = Signal(object)

    def __init__(self, context: Context, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._context = context
        self._pages = pages
        self.page: FormsPage | None = None

    @property
    def shown(self) -> bool:
        """Whether the page for filled forms is in view."""
        return self.page is not None and self._pages.currentWidget() is self.page

    def take(self, files: Sequence[Path], cycle_id: str | None) -> bool:
        """Open files that are filled forms; False when they are for somebody else."""
        from umdesk.jobs import import_forms  # noqa: PLC0415 -- needed only when a file comes in

        files = import_forms.inside(files)
        forms = self._context.runner.now(import_forms.all_forms, files)
        if forms is False:
            return False
        if forms:
            if self.page is None:
                self.page = self._made()
            self._pages.setCurrentWidget(self.page)
            self.page.begin(files, cycle_id)
        return True  # what could not be taken was said

    def settle(self) -> None:
        """Keep what is typed."""
        if self.page is not None:
            self.page.settle()

    def _made(self) -> "FormsPage":
        from umdesk.ui.applicants.forms_back.page import FormsPage  # noqa: PLC0415 -- made when it is needed

        page = FormsPage(self._context)
        page.left.connect(self.left)
        page.other_chosen.connect(self.other_chosen)
        self._pages.addWidget(page)
        return page
