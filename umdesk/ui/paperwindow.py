"""A paper that is drawn beside the work, then looked at, printed and saved in a window of its own."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from umdesk.services import reports
from umdesk.services.reports import Paper
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.preview import PreviewPane
from umdesk.ui.runner import Progress


class Drawn(Protocol):
    """A paper that a job has drawn; `unprintable` lists characters that no font has."""

    @property
    def data(self) -> bytes:
        """The PDF."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def file_name(self) -> str:
        """What *Save as PDF* proposes."""

    @property
    def unprintable(self) -> tuple[str, ...]:
        """Characters that no font has."""

    @property
    def paper(self) -> Paper:
        """What the program keeps when a copy leaves it."""


class PaperWindow(SideWindow):
    """Draws a paper off the window's thread and shows it; what leaves the program is recorded and kept."""

    def __init__(
        self,
        context: Context,
        title: str,
        draw: Callable[[Progress], Drawn],
        *,
        drawing: str,
        help_page: str,
        parent: QWidget | None,
        cancellable: bool = False,
    ) -> None:
        """Begin to draw; `drawing` says what is done, for the progress."""
        super().__init__(title, parent, 860, 760)
        self._context = context
        self.help_page = help_page
        self.pane = PreviewPane()
        self.pane.set_may_leave(context.may("reports.record_copy"))
        self.pane.clear(f"{drawing}…")
        self.column.addWidget(self.pane, 1)
        self.finish()
        context.runner.later(
            draw,
            self._show,
            owner=self.pane,
            title=drawing,
            cancellable=cancellable,
            refused=lambda error: self.pane.clear(str(error)),
            stopped=lambda: self.pane.clear("Stopped; nothing was made."),
        )

    def _show(self, made: Drawn) -> None:
        self.pane.show_pdf(made.data, made.title, made.file_name, made.unprintable)
        self.pane.way_out = lambda how, deliver: reports.record_copy(self._context.program, made.paper, how, deliver)
