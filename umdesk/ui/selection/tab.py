"""The tab Selection: choose a cycle, take it from step to step, and work on its pages."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from umdesk.domain import dates
from umdesk.domain.words import CycleState, Seen
from umdesk.services import cycles, drafts, sealing
from umdesk.services.cycles import CycleDetail
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.selection.following import NextLine, what_next
from umdesk.ui.selection.page import Page
from umdesk.ui.selection.parts import BEGINS_WITH, PARTS
from umdesk.ui.selection.ranking import Ranking
from umdesk.ui.selection.stepping import Stepping
from umdesk.ui.selection.steps import VERBS, StepPanel
from umdesk.ui.selection.typed import lead
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.pane import Pane
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.status import ActionButton, EmptyState, StepBar

_SEEN = {"Ratings": Seen.RATINGS, "Results": Seen.RESULTS, "Outcome": Seen.RESULTS}
"""The parts that were sealed before; the history tells who looks at them."""
_NEVER_SEALED = ("Criteria", "Raters", "Sheets")
_SEALS = frozenset({"cycle", "rater", "sheet", "reopening", "application", "eligibility_decision", "appointment"})
"""The tables whose changes may seal a cycle for who rates, or open it."""
_BEFORE_SCORES = (CycleState.DRAFT, CycleState.OPEN)
_CONCERNS = frozenset(
    {
        "cycle", "criteria_set", "criterion", "rater", "sheet", "rating", "decision", "spread_settlement",
        "application", "eligibility_decision", "person", "appointment", "job_class", "class_override", "setting",
        "masked_text", "unit", "supervisor",
        "participation", "printed_document", "letter",
    }
)  # fmt: skip


class Head(QWidget):
    """The cycle, its steps and what comes next in one row, or in two where the window is narrow."""

    def __init__(
        self, picker: QWidget, beside: tuple[QWidget, QWidget], steps: QWidget, back: QWidget, following: QWidget
    ) -> None:
        super().__init__()
        self._steps = steps
        label = PlainLabel("Cycle")
        label.setBuddy(picker)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_12)
        for column, widget in enumerate((label, picker, *beside)):
            self._grid.addWidget(widget, 0, column)
        self._grid.addWidget(steps, 0, 4)
        self._grid.setColumnStretch(5, 1)
        self._grid.addWidget(back, 0, 6)
        self._grid.addWidget(following, 0, 7)
        self._needed = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the steps under the rest when all of it does not fit side by side."""
        super().resizeEvent(event)
        in_one_row = self._grid.itemAtPosition(0, 4) is not None
        if in_one_row:
            self._needed = self._grid.minimumSize().width()
        fits = event.size().width() >= self._needed
        if fits != in_one_row:
            self._grid.removeWidget(self._steps)
            if fits:
                self._grid.addWidget(self._steps, 0, 4)
            else:
                self._grid.addWidget(self._steps, 1, 0, 1, 8)
            self.updateGeometry()


class SelectionTab(QWidget):
    """One cycle at a time; the pages show it and this tab takes it from step to step."""

    help_page = "selection"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.cycle: CycleDetail | None = None
        self.picker = QComboBox()
        self.picker.setAccessibleName("Cycle")
        self.picker.setMinimumContentsLength(18)
        self.picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.steps = StepBar([state.value.capitalize() for state in CycleState], "State of the cycle")
        self.next_step = QAction(self)
        self.next_step.triggered.connect(self.ask_next_step)
        self.back = QPushButton(icon("left"), "")
        self.back.setAutoDefault(False)
        self.panel = StepPanel()
        self.stepping = Stepping(context, self.panel, self, lambda: self.show_part("Draw"))
        self.new_name = TextField("Name of the new cycle", placeholder="Spring 2027", max_length=80)
        self.make = QPushButton(icon("add"), "Make the cycle")
        self.cancel_new = QPushButton("Cancel")
        self.new_cycle = action(self, "new", "New cycle", self.ask_new_cycle)
        self.window_action = action(
            self, "calendar", "Application window…", self._open_window,
            tip="Its days and announcement, the application form, and a copy for another year",
        )  # fmt: skip
        self.pages: dict[str, Page] = {}
        self.ranking = Ranking(context, self)
        self.sealed = Note()
        self.following = NextLine(self)
        self.inner = QTabWidget()
        self.inner.setDocumentMode(True)
        self.inner.setAccessibleName("Parts of the cycle")
        self.inner.tabBar().setAccessibleName("Parts of the cycle")
        for part in PARTS:
            self.inner.addTab(_scrolled(), part.title)
        self.new_cycle.setVisible(context.may("cycles.create_cycle"))
        self.empty = EmptyState(
            "selection",
            "No cycle yet",
            "A cycle is one application window: its dates, what is judged, who rates, the ranking and the decisions. "
            "An import makes one too.",
            [self.new_cycle],
        )
        self._lay_out()
        self._connect()
        self.refresh(None)

    def _lay_out(self) -> None:
        self.next_button = ActionButton(self.next_step, primary=True)
        self.head = Head(
            self.picker,
            (ActionButton(self.new_cycle), ActionButton(self.window_action)),
            self.steps,
            self.back,
            self.next_button,
        )
        self.naming = QWidget()
        name = QHBoxLayout(self.naming)
        name.setContentsMargins(0, 0, 0, 0)
        self.new_name.add_beside(self.make)
        self.new_name.add_beside(self.cancel_new)
        name.addWidget(self.new_name, 1)
        name.addStretch(1)
        self.naming.hide()
        self.body = QStackedWidget()
        self.body.addWidget(self.empty)
        self.body.addWidget(self.inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_8)
        column.setSpacing(SPACE_12)
        column.addWidget(self.head)
        column.addWidget(self.naming)
        column.addWidget(self.panel)
        column.addWidget(self.sealed)
        column.addWidget(self.following)
        column.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.picker.activated.connect(lambda _index: self._choose())
        self.inner.currentChanged.connect(lambda _index: self._show_page())
        self.back.clicked.connect(self.step_back)
        self.make.clicked.connect(self._make)
        self.new_name.line.returnPressed.connect(self._make)
        self.cancel_new.clicked.connect(self.naming.hide)

    # --- what the frame asks

    def refresh(self, announced: Announced | None) -> None:
        """Show the data as they are now."""
        if announced is not None and not announced.tables & _CONCERNS:
            return
        in_view = self.pages.get(self.inner.tabText(self.inner.currentIndex()))
        if announced is not None and in_view is not None and in_view.has_shown(announced):
            return
        if announced is None or "cycle" in announced.tables or "application" in announced.tables:
            self._fill_picker()
        cycle_id = self.picker.currentData()
        self.body.setCurrentWidget(self.inner if cycle_id else self.empty)
        self.head.setVisible(bool(cycle_id))
        if not cycle_id:
            self.cycle = None
            self.following.say("")
            self.context.actions_changed.emit()
            return
        found = self.context.runner.now(cycles.cycle, self.context.program, cycle_id)
        if found is None:
            return
        moved = self.cycle is None or (self.cycle.id, self.cycle.state) != (found.id, found.state)
        self.cycle = found
        self._show_state(found)
        for place, part in enumerate(PARTS):
            self.inner.setTabVisible(place, self.context.sees(part.query) and part.wanted(found))
        if announced is None or announced.tables & _SEALS:
            self._show_sealed(found)
        if moved or not self.inner.isTabEnabled(self.inner.currentIndex()):
            self.panel.hide()
            self.show_part(BEGINS_WITH.get(found.state, self.inner.tabText(self.inner.currentIndex())))
        self._show_page(announced)

    def settle(self) -> bool:
        """Turn all typing of the tab into operations."""
        return all(page.settle() for page in self.pages.values())

    def primary_action(self) -> QAction:
        """The next step of the cycle; a new cycle where there is none."""
        return self.next_step if self.cycle is not None else self.new_cycle

    def show_record(self, record_id: str) -> None:
        """Show a cycle, or the one of a record about which typing was recovered, in the part where it stands."""
        cycle_id = self.context.runner.now(drafts.cycle_of, self.context.program, record_id)
        at = self.picker.findData(cycle_id) if cycle_id else -1
        if at >= 0:
            self.picker.setCurrentIndex(at)
            self._choose()
            lead(self, record_id)

    def find(self) -> None:  # type: ignore[override] # a tab's own find; Qt's looks for native windows
        """Go to the search line of the page in view."""
        search = getattr(self.page(self.inner.tabText(self.inner.currentIndex())), "search", None)
        if search is not None:
            search.setFocus()
            search.selectAll()

    def page(self, title: str) -> Page:
        """The page of a part by its title, built when it is first asked for."""
        if title not in self.pages:
            place, part = next((place, part) for place, part in enumerate(PARTS) if part.title == title)
            page = self.pages[title] = part.make(self.context)
            page.setAutoFillBackground(False)
            area = cast("QScrollArea", self.inner.widget(place))
            pane = Pane(page)
            area.setWidget(pane)
            pane.setAutoFillBackground(False)
            pane.show()
        return self.pages[title]

    def show_part(self, title: str) -> None:
        """Bring a part to the front, or the results where the account or the cycle has no such part.

        What is sealed for the account cannot be brought there; the criteria stand in its place.
        """
        titles = [part.title for part in PARTS]
        for wanted in (title, "Results", "Criteria"):
            place = titles.index(wanted)
            if self.inner.isTabVisible(place) and self.inner.isTabEnabled(place):
                self.inner.setCurrentIndex(place)
                return

    # --- steps

    def ask_next_step(self) -> None:
        """Open the panel that says what stands against the next step."""
        cycle = self.cycle
        if cycle is None or cycle.next_state is None:
            return
        if self.settle():
            self.stepping.ask(cycle)
        else:
            title = next((title for title, page in self.pages.items() if not page.settle()), "")
            self.show_part(title)
            told = f"Something typed under {title} will not do; it says there why. Put it right, then take the step."
            self.context.runner.tell(told)

    def step_back(self) -> None:
        """Take the cycle one step back, where nothing depends on it."""
        if self.cycle is not None and self.settle():
            self.stepping.back(self.cycle)

    def ask_new_cycle(self) -> None:
        """Ask for the name of a new cycle, in the page."""
        self.naming.show()
        self.new_name.set_value(None)
        self.new_name.editor.setFocus()

    def _open_window(self) -> None:
        if self.cycle is not None and self.settle():
            self.context.window_wanted.emit(f"window {self.cycle.id}")

    def _make(self) -> None:
        if not self.new_name.raw().strip():
            self.new_name.set_reason("A cycle needs a name, such as “Spring 2027”.")
            return
        made = self.context.runner.now(
            cycles.create_cycle, self.context.program, self.new_name.raw(),
            refused=lambda error: self.new_name.set_reason(str(error)),
        )  # fmt: skip
        if made:
            self.naming.hide()
            self.show_record(made)

    # --- showing

    def _fill_picker(self) -> None:
        kept = self.picker.currentData()
        found = self.context.runner.now(cycles.list_cycles, self.context.program) or ()
        self.picker.clear()
        for line in found:
            self.picker.addItem(f"{line.name}  ({line.applications:,})", line.id)
            if line.keep_until is not None:
                tip = f"Closed; keep at least until {dates.show(line.keep_until)}"
                self.picker.setItemData(self.picker.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        at = self.picker.findData(kept) if kept else -1
        self.picker.setCurrentIndex(max(at, 0) if found else -1)

    def _choose(self) -> None:
        if self.settle():
            self.refresh(None)
        elif self.cycle is not None:  # the typing that will not do stays in view, with its cycle
            self.picker.setCurrentIndex(self.picker.findData(self.cycle.id))

    def _show_state(self, cycle: CycleDetail) -> None:
        order = list(CycleState)
        at = order.index(cycle.state)
        self.steps.set_step(at)
        may = self.context.may("cycle_steps.move_to")
        self.next_step.setVisible(may and cycle.next_state is not None)
        self.next_step.setText(VERBS[cycle.next_state] if cycle.next_state else "Closed")
        self.following.say(what_next(cycle) if may and not self.sealed.text() else "")
        self.next_step.setIcon(icon("right"))
        self.next_step.setEnabled(cycle.next_state is not None)
        self.next_step.setToolTip(f"{what_next(cycle)} First you see what stands against it.")
        may_go_back = may and cycle.state not in (CycleState.DRAFT, CycleState.CLOSED)
        self.back.setVisible(may_go_back)
        if may_go_back:
            self.back.setText(f"Back to {order[at - 1].value}")
        rated = cycle.state is CycleState.SCORING and cycle.criteria.rated
        self.back.setEnabled(not rated)
        self.back.setToolTip("Ratings depend on this step: undo or clear them first" if rated else "")
        self.context.actions_changed.emit()

    def _show_sealed(self, cycle: CycleDetail) -> None:
        """Close the parts that are sealed for the account, and say why."""
        words = self.context.runner.now(sealing.notice, self.context.program, cycle.id) or ""
        for place, part in enumerate(PARTS):
            told = (*_NEVER_SEALED, "Draw") if cycle.state is CycleState.SCORING else _NEVER_SEALED
            closed = bool(words) and part.title not in told  # of the draw its fingerprint is told before it is held
            self.inner.setTabEnabled(place, not closed)
            self.inner.setTabToolTip(place, words if closed else "")
        self.sealed.say(words, Tone.QUIET, "lock")
        self.following.say(what_next(cycle) if self.context.may("cycle_steps.move_to") and not words else "")

    def _show_page(self, announced: Announced | None = None) -> None:
        if self.cycle is None:
            return
        title = self.inner.tabText(self.inner.currentIndex())
        if self.ranking.comes_first(title, self.cycle, self._show_page):
            before = self.pages.get(title)
            if before is not None and before.cycle is not None:  # what it shows of another cycle is not to be used
                before.setEnabled(before.cycle.id == self.cycle.id)
            return
        page = self.page(title)
        page.setEnabled(True)
        self.help_page = str(getattr(page, "help_page", "selection"))  # some parts have a page of their own
        page.show_cycle(self.cycle, announced)
        seen = _SEEN.get(title)
        if seen is not None and self.cycle.state not in _BEFORE_SCORES and self.isVisible():
            self.context.runner.now(sealing.seen, self.context.program, self.cycle.id, seen)


def _scrolled() -> QScrollArea:
    """A place for a page that can be scrolled sideways where a narrow or magnified screen has no room for it."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    return area
