"""The window *Application window*: the days, places and announcement of a cycle, its steps, its form and its copy."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from umdesk.domain import dates
from umdesk.domain.intake.lateness import is_late
from umdesk.domain.words import CycleState
from umdesk.domain.writing import counted
from umdesk.services import cycles
from umdesk.services.cycles import CycleChanges, CycleDetail
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.cyclewindow.formwindow import fill
from umdesk.ui.cyclewindow.making import MakePanel
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.selection.stepping import Stepping
from umdesk.ui.selection.steps import VERBS, StepPanel
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import Field, LongTextField, Note, NumberField, TextField
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.status import EmptyState, QuietLabel, StepBar

_TABLES = frozenset({"cycle", "application", "rating", "sheet", "decision", "setting"})
_HINT = "Where and to whom the form is handed in, and who answers questions. It stands at the head of the form."


class WindowForm(FormPanel):
    """The fields of an application window."""

    def __init__(self) -> None:
        super().__init__()
        self.name = self.add(TextField("Name", required=True, max_length=80))
        self.opens = DateField("Opens", hint="The first day for applications")
        self.closes = DateField("Closes", hint="The last day for applications; later ones need a reason")
        self.seats = NumberField("Places", minimum=0, maximum=9999, hint="0 while nobody set them; not on the form")
        self.add_row(self.opens, self.closes, self.seats, stretch=(2, 2, 1))
        self.notice = self.add(LongTextField("Announcement", lines=5, hint=_HINT))
        self.add(QuietLabel(_HINT))
        self.came = self.add(QuietLabel())

    def named(self) -> dict[str, Field]:
        """The fields by what `CycleChanges` calls them."""
        return {
            "name": self.name, "opens": self.opens, "closes": self.closes, "seats": self.seats, "notice": self.notice,
        }  # fmt: skip


class CycleWindow(SideWindow):
    """One cycle at a time; what is typed is kept as it is everywhere."""

    help_page = "application-window"

    def __init__(self, context: Context, parent: QWidget | None = None, cycle_id: str = "") -> None:
        super().__init__("Application window", parent, 820, 700)
        self._context = context
        self.cycle: CycleDetail | None = None
        self.picker = QComboBox()
        self.picker.setAccessibleName("Cycle")
        self.picker.setMinimumContentsLength(18)
        self.steps = StepBar([state.value.capitalize() for state in CycleState], "State of the cycle")
        self.form = WindowForm()
        self.state = Note()
        self.panel = StepPanel()
        self.making = MakePanel(context)
        self.new = push_button("&New cycle…", "new", self.begin_new)
        self.copy = push_button("&Copy for another year…", "list", self.begin_copy)
        self.paper = push_button("Application &form…", "pdf", self.show_form)
        self.back = push_button("", "left", self._step_back)
        self.following = push_button("", "right", self.ask_next_step)
        self.empty = EmptyState("calendar", "No cycle yet", "Make the first one: its window, its rules and its raters.")
        self.autosave = Autosave(context, "cycle", self._save, self)
        self.autosave.add_all(self.form.named())
        self.stepping = Stepping(context, self.panel, self)
        self._lay_out()
        fill(self.picker, context, cycle_id)
        self.picker.activated.connect(lambda _index: self._choose())
        self.making.made.connect(self._show_made)
        self.making.closed.connect(self._show_empty)
        context.announced.connect(self._announced)
        self.refresh()
        if self.picker.count() == 0 and context.may("cycles.create_cycle"):
            self.begin_new()

    def refresh(self) -> None:
        """Show the chosen cycle as it is."""
        cycle_id = self.picker.currentData()
        found = self._context.runner.now(cycles.cycle, self._context.program, cycle_id) if cycle_id else None
        before, self.cycle = self.cycle, found
        if found is not None and before is not None and (found.id, found.state) != (before.id, before.state):
            self.panel.hide()
        for widget in (self.form, self.head):
            widget.setVisible(found is not None)
        self._show_empty()
        self._enable(found)
        if found is not None:
            self._show(found)

    def _show_empty(self) -> None:
        self.empty.setVisible(self.cycle is None and self.making.isHidden())

    def settle(self) -> bool:
        """Turn what is typed into an operation; False when some of it stays typing."""
        return self.autosave.settle()

    def done(self, result: int) -> None:
        """Keep what was typed before the window goes; typing that will not do stays as recovered typing."""
        self.autosave.settle()
        super().done(result)

    def begin_new(self) -> None:
        """Ask for a new cycle."""
        if self.settle():
            self.empty.hide()
            self.making.begin_new()

    def begin_copy(self) -> None:
        """Propose a copy of the cycle a year later."""
        if self.cycle is not None and self.settle() and self.cycle is not None:
            self.making.begin_copy(self.cycle)

    def show_form(self) -> None:
        """Show the application form of the cycle."""
        if self.cycle is not None and self.settle():
            self._context.window_wanted.emit(f"form {self.cycle.id}")

    def ask_next_step(self) -> None:
        """Say what stands against opening the window, or against closing it."""
        if self.settle() and self.cycle is not None:
            self.making.leave()
            self.stepping.ask(self.cycle)

    def _step_back(self) -> None:
        if self.settle() and self.cycle is not None:
            self.stepping.back(self.cycle)

    def _save(self, cycle_id: str, changed: dict[str, Any]) -> None:
        typed: dict[str, Any] = {name: changed[name] for name in ("name", "opens", "closes") if name in changed}
        if "notice" in changed:
            typed["notice"] = changed["notice"] or ""
        if "seats" in changed:
            typed["seats"] = int(changed["seats"] or 0)
        typed |= {f"no_{name}": True for name in ("opens", "closes") if name in changed and changed[name] is None}
        cycles.edit_cycle(self._context.program, cycle_id, CycleChanges(**typed))

    # --- showing

    def _lay_out(self) -> None:
        label = PlainLabel("Cycl&e")
        label.setBuddy(self.picker)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(label)
        row.addWidget(self.picker)
        row.addStretch(1)
        row.addWidget(self.new)
        row.addWidget(self.copy)
        row.addWidget(self.paper)
        self.head = QWidget()
        self.head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self.head)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.steps, 0, 0)
        grid.addWidget(self.state, 1, 0)
        grid.addLayout(side_by_side(self.following, self.back), 2, 0)
        self.column.addLayout(row)
        self.column.addWidget(self.making)
        self.column.addWidget(self.head)
        self.column.addWidget(self.panel)
        self.column.addWidget(self.form, 1)
        self.column.addWidget(self.empty, 1)
        self.column.addStretch(0)  # below the question for a first cycle, where nothing else takes the room
        self.finish()

    def _show(self, cycle: CycleDetail) -> None:
        self.autosave.show(
            cycle.id,
            {
                "name": cycle.name, "opens": cycle.opens, "closes": cycle.closes, "seats": cycle.seats,
                "notice": cycle.notice,
            },
        )  # fmt: skip
        order = list(CycleState)
        self.steps.set_step(order.index(cycle.state))
        text, tone, symbol = _said(cycle, self._context)
        self.state.say(text, tone, symbol)
        came = next((line.applications for line in self._lines() if line.id == cycle.id), 0)
        self.form.came.setText(f"{counted(came, 'application')} on file.")

    def _enable(self, cycle: CycleDetail | None) -> None:
        may = self._context.may("cycles.edit_cycle")
        for field in self.form.fields():
            field.set_read_only(not may or cycle is None or cycle.state is CycleState.CLOSED)
        self.new.setVisible(self._context.may("cycles.create_cycle"))
        self.copy.setVisible(self._context.may("cycles.copy"))
        self.copy.setEnabled(cycle is not None)
        self.paper.setEnabled(cycle is not None)
        before_scoring = cycle is not None and cycle.state in (CycleState.DRAFT, CycleState.OPEN)
        steps = self._context.may("cycle_steps.move_to")
        self.following.setVisible(steps and before_scoring)
        if cycle is not None and cycle.next_state is not None:
            self.following.setText(f"{VERBS[cycle.next_state]}…")
        rated = cycle is not None and cycle.criteria.rated
        back = cycle is not None and cycle.state in (CycleState.OPEN, CycleState.SCORING) and not rated
        self.back.setVisible(steps and back)
        if cycle is not None:
            self.back.setText("Back to draft" if cycle.state is CycleState.OPEN else "Take applications again")

    def _lines(self) -> tuple[cycles.CycleLine, ...]:
        return self._context.runner.now(cycles.list_cycles, self._context.program) or ()

    def _choose(self) -> None:
        if self.settle():
            self.panel.hide()
            self.making.leave()
            self.refresh()
        elif self.cycle is not None:  # the typing that will not do stays in view, with its cycle
            self.picker.setCurrentIndex(self.picker.findData(self.cycle.id))

    def _show_made(self, cycle_id: str) -> None:
        fill(self.picker, self._context, cycle_id)
        self.refresh()
        self.form.notice.editor.setFocus()

    def _announced(self, announced: Announced) -> None:
        if announced.tables & _TABLES:
            fill(self.picker, self._context, self.picker.currentData() or "")
            self.refresh()


def _said(cycle: CycleDetail, context: Context) -> tuple[str, Tone, str]:
    """What the state of the cycle means for those who want to apply."""
    today = context.program.today()
    if cycle.state is CycleState.DRAFT:
        return "A draft: the window is not open yet.", Tone.QUIET, "clock"
    if cycle.state is CycleState.OPEN:
        if is_late(today, cycle.closes):
            over = f"Open, but the last day was {dates.show(cycle.closes)}: an application needs a reason now."
            return over, Tone.ATTENTION, "clock"
        return "Open: applications are taken in.", Tone.GOOD, "check"
    if cycle.state is CycleState.CLOSED:
        return "The cycle is closed and keeps what it holds.", Tone.QUIET, "lock"
    return f"Closed for applications: the cycle is {cycle.state.value}.", Tone.QUIET, "lock"
