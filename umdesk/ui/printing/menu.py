"""The button of a plan from which each of its papers is printed."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.printing.words import PAPERS


class PapersButton(QPushButton):
    """Opens the window of papers for the plan in view, with one paper chosen; `plan` gives the participation."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(icon("print"), "Papers", parent)
        self._context = context
        self.plan: Callable[[], str] = lambda: ""
        self.setAutoDefault(False)
        self.setAccessibleName("Papers of this plan")
        self.setToolTip(
            "Participant's copy, review form, T&D agreement, certificate, withdrawal form, or several plans at once"
        )
        menu = QMenu(self)
        for kind, name in PAPERS:
            menu.addAction(f"{name}…".replace("&", "&&")).triggered.connect(
                lambda _checked=False, kind=kind: self._open(kind)
            )
        if context.may("plans.worksheets.keep"):
            menu.addAction("Worksheet…").triggered.connect(
                lambda _checked=False: context.window_wanted.emit(f"worksheets {self.plan()}")
            )
        menu.addSeparator()
        menu.addAction("Several plans at once…").triggered.connect(lambda _checked=False: self._open(""))
        self.setMenu(menu)
        if not context.may("plans.papers.to_print"):
            self.hide()  # shown by its place: shown here it would be a window for a moment, and take the focus

    def _open(self, kind: str) -> None:
        chosen = f" {self.plan()} {kind}" if kind else ""
        self._context.window_wanted.emit(f"papers{chosen}")
