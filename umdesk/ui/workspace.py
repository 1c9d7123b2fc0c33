"""The open program on screen: the tabs of the account's roles, made when they are first shown, and what they share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QTabWidget, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.words import Role
from umdesk.jobs.output import delete_open_copies
from umdesk.services import history
from umdesk.services.programs import Announced, Program
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.remembered import Remembered
from umdesk.ui.runner import Runner
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.pane import Pane


class Tab(Protocol):
    """What a tab has beside being a widget.

    `show_record(id)`, `find()`, `take_files(paths)` and `catch_up(missed)` are optional.
    """

    @property
    def help_page(self) -> str:
        """The help page of what is in view."""

    def refresh(self, announced: Announced | None) -> None:
        """Show the data as they are now; `announced` says what one operation changed, None that anything may have."""

    def settle(self) -> object:
        """Turn typing into operations; False when some of it stays typing because its value will not do."""

    def primary_action(self) -> QAction:
        """The one thing that one comes here to do."""


def _today(context: Context) -> Tab:
    from umdesk.ui.today.tab import TodayTab  # noqa: PLC0415 -- each tab is loaded when it is shown

    return TodayTab(context)


def _applicants(context: Context) -> Tab:
    from umdesk.ui.applicants.tab import ApplicantsTab  # noqa: PLC0415 -- each tab is loaded when it is shown

    return ApplicantsTab(context)


def _selection(context: Context) -> Tab:
    from umdesk.ui.selection.tab import SelectionTab  # noqa: PLC0415 -- each tab is loaded when it is shown

    return SelectionTab(context)


def _plans(context: Context) -> Tab:
    from umdesk.ui.plans.tab import PlansTab  # noqa: PLC0415 -- each tab is loaded when it is shown

    return PlansTab(context)


def _year(context: Context) -> Tab:
    from umdesk.ui.year.tab import YearTab  # noqa: PLC0415 -- each tab is loaded when it is shown

    return YearTab(context)


def _reports(context: Context) -> Tab:
    from umdesk.ui.reports.tab import ReportsTab  # noqa: PLC0415 -- each tab is loaded when it is shown

    return ReportsTab(context)


def _my_participants(context: Context) -> Tab:
    from umdesk.ui.mine.tab import MyParticipantsTab  # noqa: PLC0415 -- each tab is loaded when it is shown

    return MyParticipantsTab(context)


def _my_sheets(context: Context) -> Tab:
    from umdesk.ui.mysheets.tab import MySheetsTab  # noqa: PLC0415 -- each tab is loaded when it is shown

    return MySheetsTab(context)


def _supervises(context: Context) -> bool:
    """Whether it is a supervisor's work that one does here; a coordinator has all plans in one list."""
    return context.sees("plans.queries.supervises") and not context.sees("plans.revisions.mark_ready")


def _only_rates(context: Context) -> bool:
    """Whether one comes here to rate and for nothing else, so that the sheets come first."""
    return context.program.account.roles == {Role.RATER}


@dataclass(frozen=True, slots=True)
class Place:
    """A tab: its name, symbol, how it is made, and for whom it is there."""

    name: str
    symbol: str
    make: Callable[[Context], Tab]
    shown: Callable[[Context], bool]


_PLANS = "plans.queries.list_plans"
TABS: tuple[Place, ...] = (
    Place("My participants", "plan", _my_participants, _supervises),
    Place("Today", "clock", _today, lambda context: context.sees("today.due") and not _only_rates(context)),
    Place("Applicants", "people", _applicants, lambda context: context.sees("applicants.listing.rows")),
    Place("Selection", "selection", _selection, lambda context: context.sees("cycles.list_cycles")),
    Place("Career plans", "plan", _plans, lambda context: context.sees_all(_PLANS)),
    Place("Program year", "calendar", _year, lambda context: context.sees("year.goals.standing")),
    Place("Reports", "report", _reports, lambda context: context.sees("reporting.making.make")),
    Place("My rating sheets", "list", _my_sheets, lambda context: context.sees("my_sheets.cycles")),
    Place("Today", "clock", _today, _only_rates),
)

_FEW_MISSED = 50
"""So many operations a tab that can catch up follows one by one when it comes into view; after more it reads anew."""
_SHORT_STEP = 300
"""Records that are undone or redone on the spot."""
_OF_A_PLAN = (
    "revision", "plan_goal", "plan_competency", "plan_activity", "plan_cost", "progress", "td_assignment",
    "exam_result", "duty_change", "money_record", "review", "qualification_note", "participation_file", "advancement",
    "participation_state",
)  # fmt: skip
_OF_A_CYCLE = (
    "cycle", "criterion", "decision", "masked_text", "paper_entry", "conflict", "reopening", "further rater", "draw",
    "waitlist_move", "correction", "criteria_template",
)  # fmt: skip
_OF_A_YEAR = (
    "year_goal", "year_note", "action", "action_column", "allocation", "allocation_change", "outreach",
    "handbook_element", "planned_exam", "role_holder", "year_date", "year_file", "headcount",
)  # fmt: skip
_WRITTEN_IN = {
    "Applicants": ("application",),
    "Career plans": _OF_A_PLAN,
    "My participants": _OF_A_PLAN,
    "My rating sheets": ("sheet",),
    "Program year": _OF_A_YEAR,
    "Reports": ("filed_report",),
    "Selection": _OF_A_CYCLE,
}
"""The tables whose records are written, and found again, in a tab."""


class Workspace(QWidget):
    """The tabs of one open program. A tab that is not in view is repainted when it comes into view."""

    tab_shown = Signal()

    def __init__(self, program: Program, runner: Runner, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = Context(program, runner, remembered, self)
        self.places = tuple(place for place in TABS if place.shown(self.context))
        self._made: dict[int, Any] = {}  # tabs by place
        self._shown: Any = None
        self._stepping = False
        self._missed: dict[int, list[Announced]] = {}  # of tabs that were not in view, by place
        self._holders: list[QScrollArea] = []
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Parts of the program")
        self.tabs.tabBar().setAccessibleName("Parts of the program")
        for number, place in enumerate(self.places, start=1):
            holder = QScrollArea()  # so that a small or enlarged screen scrolls a tab instead of cutting it off
            holder.setWidgetResizable(True)
            holder.setFrameShape(QFrame.Shape.NoFrame)
            holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._holders.append(holder)
            self.tabs.addTab(holder, icon(place.symbol), place.name)
            self.tabs.setTabToolTip(number - 1, f"Ctrl+{number}")
        self.tabs.setTabBarAutoHide(True)  # one tab alone is the window
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_8, SPACE_8, SPACE_8, 0)
        column.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._show)
        self.context.announced.connect(self._announced)
        self.context.place_wanted.connect(self.go_to)
        self.context.page_wanted.connect(self.go_to_page)
        if self.places:
            self._show(0)

    def current(self) -> Any:
        """The tab in view."""
        return self._shown

    def go_to(self, name: str, record_id: str = "") -> None:
        """Show a tab, and a record in it; nothing happens when the account has no such tab."""
        names = [place.name for place in self.places]
        if name not in names:
            return
        self.tabs.setCurrentIndex(names.index(name))
        if record_id:
            self.current().show_record(record_id)

    def go_to_page(self, name: str, record_id: str, page: str) -> None:
        """Show a record in a tab, and in it a page."""
        self.go_to(name, record_id)
        if page and hasattr(self.current(), "show_page"):
            self.current().show_page(page)

    def place_of(self, table: str) -> str:
        """The name of the tab in which the records of a table are written, "" where the account has none."""
        return next((place.name for place in self.places if table in _WRITTEN_IN.get(place.name, ())), "")

    def settle(self) -> bool:
        """Turn all typing into operations; False when some stays typing."""
        self.context.settling.emit()
        return all(tab.settle() is not False for tab in self._made.values())

    def undo_text(self) -> str:
        """What Undo would take back, "" for nothing."""
        return history.undo_step(self.context.program) or ""

    def redo_text(self) -> str:
        """What Redo would do again, "" for nothing."""
        return history.redo_step(self.context.program) or ""

    def undo(self) -> None:
        """Take the last operation back, after settling what is being typed."""
        self.settle()
        self._step(redo=False)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._step(redo=True)

    def close_program(self) -> None:
        """Settle, listen no longer, close the program, and delete the copies that were opened in a PDF reader."""
        self.settle()
        self.context.stop()
        self.context.program.close()
        delete_open_copies()

    def _step(self, *, redo: bool) -> None:
        """A long step, such as an import, is taken off the GUI thread; meanwhile there is no other."""
        what = self.redo_text() if redo else self.undo_text()
        if not what or self._stepping:
            return
        runner, program = self.context.runner, self.context.program
        take, done = (history.redo, "Done again") if redo else (history.undo, "Undone")

        def tell(taken: str | None) -> None:
            self._stepping = False
            if taken is not None:
                runner.tell(f"{done}: {what}")

        def refused(error: UserError) -> None:
            self._stepping = False
            runner.refused.emit(error)

        if history.step_size(program, redo=redo) <= _SHORT_STEP:
            tell(runner.now(take, program))
            return
        self._stepping = True
        title = "Doing again" if redo else "Undoing"
        runner.later(lambda _progress: take(program), tell, owner=self, title=f"{title}: {what}", refused=refused)

    def _show(self, place: int) -> None:
        if place not in self._made:
            tab = self.places[place].make(self.context)
            assert isinstance(tab, QWidget)  # noqa: S101 -- a protocol cannot say so
            self._made[place] = tab
            self._holders[place].setWidget(Pane(tab))
            self._remember_splitters(place, tab)
        elif missed := self._missed.get(place):
            catch_up = getattr(self._made[place], "catch_up", None)
            if catch_up is not None and len(missed) <= _FEW_MISSED:
                catch_up(missed)
            else:
                self._made[place].refresh(None)
        self._missed.pop(place, None)
        self._shown = self._made[place]
        self.tab_shown.emit()

    def _remember_splitters(self, place: int, tab: QWidget) -> None:
        """Put the splitters that a person moved back to where they were left."""
        remembered = self.context.remembered
        for number, splitter in enumerate(tab.findChildren(QSplitter)):
            name = f"splitter-{self.places[place].name}-{number}"
            if sizes := remembered.sizes(name):
                splitter.setSizes(sizes)
            splitter.splitterMoved.connect(
                lambda _at, _index, name=name, moved=splitter: remembered.keep_sizes(name, moved.sizes())
            )

    def _announced(self, announced: Announced) -> None:
        for place, tab in self._made.items():
            if place == self.tabs.currentIndex():
                tab.refresh(announced)
            else:
                self._missed.setdefault(place, []).append(announced)
