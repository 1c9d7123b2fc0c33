"""The search over everything: what is typed, what fits, and where an entry leads."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction

from umdesk.domain import finding
from umdesk.domain.finding import Entry, Index, Kind
from umdesk.services import finding as found
from umdesk.services.programs import Announced
from umdesk.ui.finding import things
from umdesk.ui.finding.panel import FindPanel
from umdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from umdesk.ui.context import Context
    from umdesk.ui.runner import Progress

MOST = 8
"""How many entries of a kind are shown; of one kind alone more."""
_MOST_ALONE = 30
_MANY = 2000  # records that changed, from which on all is read anew
_READING = "Reading what can be found…"


class Finder(QObject):
    """Opens the panel over the window and goes where an entry leads.

    The index of a program is read when one searches first, off the GUI thread, and follows every operation after.
    """

    def __init__(self, window: MainWindow, show_help: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._show_help = show_help
        self._context: Context | None = None
        self._index: Index | None = None
        self._own = Index()  # commands, help pages and reports
        self._actions: dict[str, QAction] = {}
        self._places: list[tuple[str, QAction]] = []  # what leads into the tabs Program year and Reports
        self._missed: list[Announced] = []  # operations that the index does not know yet
        self._reading = False
        self.panel = FindPanel(window)
        self.panel.asked.connect(self._ask)
        self.panel.opened.connect(self._go)
        window.page_changed.connect(self.panel.put_away)
        window.closing.connect(self._forget)

    def open(self) -> None:
        """Show the panel, ready to type."""
        self._follow()
        self._gather()
        self._catch_up()
        self.panel.open_over(self._window.menuBar().height())

    def take_index(self, index: Index) -> None:
        """Find in this index from now on, and bring it up to date."""
        self._index, self._reading = index, False
        self._catch_up()
        self._ask(self.panel.field.text())

    def _forget(self, _whole: bool = False) -> None:
        """Keep nothing of a program that closes: not what was typed, and not what fitted it."""
        self.panel.forget()
        self._context, self._index, self._missed, self._reading = None, None, [], False
        self._own, self._actions, self._places = Index(), {}, []

    def _follow(self) -> None:
        """Take up the program that is open."""
        workspace = self._window.workspace
        context = workspace.context if workspace is not None else None
        if context is not self._context:
            self._context, self._index, self._missed, self._reading = context, None, [], False
            self._places = []
            if context is not None:
                context.announced.connect(partial(self._note, context))
                self._places = [*things.sections(context), *things.ways(context)]

    def _note(self, context: "Context", announced: Announced) -> None:
        if context is self._context:
            self._missed.append(announced)
            if self.panel.isVisible():
                self._catch_up()

    def _gather(self) -> None:
        workspace = self._window.workspace
        tab = workspace.current() if workspace is not None else None
        offered: Iterable[QAction] = getattr(tab, "commands", tuple)()
        here = [("On this page", action) for action in offered if action.isVisible() and action.isEnabled()]
        told = {action.text() for _place, action in here}
        elsewhere = [(place, action) for place, action in self._places if action.text() not in told]
        actions = [*things.menu_actions(self._window.menuBar()), *elsewhere, *here]
        entries, self._actions = things.commands(actions)
        self._own = Index([*entries, *things.pages()])
        if self._context is not None and self._context.sees("reporting.making.make"):
            self._own.put(things.reports())

    def _catch_up(self) -> None:
        """Read the index, or what the operations since then changed."""
        context = self._context
        if context is None or self._reading or not context.sees("finding.everything"):
            return
        touched = sum(len(announced.records) for announced in self._missed)
        if self._index is None or touched > _MANY:
            self._read(context)
            return
        for announced in self._missed:
            changes = context.runner.now(found.changes, context.program, self._index, announced)
            if changes is not None:
                changes.apply(self._index)
        self._missed = []

    def _read(self, context: "Context") -> None:
        self._reading, self._missed = True, []
        program = context.program

        def read(progress: "Progress") -> Index:
            return found.everything(program, progress)

        def done(index: Index) -> None:
            if context is self._context:
                self.take_index(index)

        def stopped() -> None:
            if context is self._context:
                self._reading = False

        context.runner.later(
            read, done, owner=self.panel, title=_READING.rstrip("…"), cancellable=True, stopped=stopped,
            refused=lambda _error: stopped(),
        )  # fmt: skip

    def _ask(self, text: str) -> None:
        if not self.panel.isVisible():
            return
        words = finding.words_of(text)
        groups = list(self._own.find(words, _MOST_ALONE))
        if self._index is not None:
            groups += self._index.find(words, _MOST_ALONE)
        shown = finding.best(groups, MOST)
        said = ""
        if words and not shown:
            said = _READING if self._reading else f"Nothing fits “{text.strip()}”. Try fewer letters."
        self.panel.show_groups(shown, said)

    def _go(self, entry: Entry) -> None:
        """Go where an entry leads, after the panel has given the focus back."""
        QTimer.singleShot(0, self.panel, partial(self._lead, entry))

    def _lead(self, entry: Entry) -> None:
        if entry.kind is Kind.COMMAND:
            self._actions[entry.id].trigger()
        elif entry.kind is Kind.HELP:
            self._show_help(entry.id)
        elif self._context is not None and self._window.workspace is not None:
            _lead_in(self._context, entry, {place.name for place in self._window.workspace.places})


def _lead_in(context: "Context", entry: Entry, tabs: set[str]) -> None:
    """Go where an entry of the open program leads; `tabs` are those that the account has."""
    if entry.kind is Kind.PERSON:
        context.person_wanted.emit(entry.id)
    elif entry.kind is Kind.APPLICATION:
        context.place_wanted.emit("Applicants", entry.id)
    elif entry.kind is Kind.PLAN:
        context.place_wanted.emit("Career plans" if "Career plans" in tabs else "My participants", entry.id)
    elif entry.kind is Kind.REPORT:
        context.place_wanted.emit("Reports", entry.id)
    else:
        window = "classes" if entry.kind is Kind.CLASS else "units"
        context.window_wanted.emit(f"{window} {entry.id}")
