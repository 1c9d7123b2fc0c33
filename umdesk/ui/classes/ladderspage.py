"""The page of career ladders: the picture of all steps, the same as a list beside it, and the form of a step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain import ladders as picture
from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.ladders import Step
from umdesk.domain.words import Route
from umdesk.domain.writing import counted
from umdesk.services import classes
from umdesk.services.classes import ladders
from umdesk.services.classes.ladders import Ladders
from umdesk.ui.classes.ladderview import LadderView
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import ChoiceField, Note, TextField
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import EmptyState, QuietLabel
from umdesk.ui.widgets.table import RowsTable

ROUTE_WORDS = {
    Route.EXAM: "Exam",
    Route.BRIDGING: "Bridging",
    Route.TRANSFER: "Transfer",
    Route.TRAINING_AND_DEVELOPMENT: "T&D",
    Route.APPRENTICESHIP: "Apprenticeship",
}


class StepForm(FormPanel):
    """One step: from which class, to which, by which route; `saved` once it is in the program."""

    saved = Signal()
    given_up = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._step_id = ""
        self.heading = self.section("")
        self.from_class = ChoiceField("From class", required=True, searchable=True)
        self.to_class = ChoiceField("To class", required=True, searchable=True)
        self.route = ChoiceField("By", [(route.value, words) for route, words in ROUTE_WORDS.items()], required=True)
        self.remark = TextField("Note", hint="What the step asks for, or who may take it.", max_length=300)
        self.note = Note()
        self.save_button = push_button("Save the step", "check", self.save)
        self.cancel_button = push_button("Cancel", "close", self.given_up.emit)
        for part in (self.from_class, self.to_class, self.route, self.remark, self.note):
            self.add(part)
        self.add_layout(side_by_side(self.save_button, self.cancel_button))
        self._named = {"from_code": self.from_class, "to_code": self.to_class, "route": self.route}

    def begin(self, step: Step | None, from_code: str = "") -> None:
        """Show a step, or an empty form, which may begin at a class."""
        offered = [
            (choice.class_code, choice.text)
            for choice in self._context.runner.now(classes.choices, self._context.program) or ()
        ]
        self._step_id = step.id if step else ""
        self.heading.setText("Change the step" if step else "A further step")
        for field in (self.from_class, self.to_class):
            field.set_choices(offered)
            field.set_value(None)
        self.from_class.set_value(step.from_code if step else from_code or None)
        self.to_class.set_value(step.to_code if step else None)
        self.route.set_value(step.route.value if step else None)
        self.remark.set_value(step.note if step else "")
        self.note.say("")
        first = self.to_class if from_code else self.from_class
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Add or change the step, or say under a field why not."""
        self.note.say("")
        if not self.check():
            return
        made = Step(
            str(self.from_class.value()), str(self.to_class.value()), Route(self.route.value()),
            str(self.remark.value() or ""), self._step_id,
        )  # fmt: skip
        try:
            if self._step_id:
                ladders.edit(self._context.program, made)
            else:
                ladders.add(self._context.program, made)
        except UserError as error:
            field = self._named.get(error.field) if isinstance(error, InvalidInput) else None
            if field is not None:
                field.set_reason(str(error))
            else:
                self.note.say(str(error), Tone.BAD, "attention")
            return
        self.saved.emit()


class LaddersPage(QWidget):
    """All ladders, or the ways of one class; a click or Enter opens a class."""

    class_wanted = Signal(str)
    primary_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._known = Ladders((), {}, {})
        self.add_button = push_button("Add a step", "add", lambda: self.begin(None))
        self.only = ChoiceField("Show", blank="All ladders", searchable=True)
        self.view = LadderView("Picture of the career ladders")
        self.model: RowsModel[Step] = RowsModel(self._columns(), lambda step: step.id, self)
        self.table = RowsTable(self.model, "Steps of the ladders")
        self.table.set_empty("No step yet.")
        self.edit_button = push_button("Change…", "edit", self._edit)
        self.remove_button = push_button("Remove", "delete", self._remove)
        self.note = Note()
        self.form = StepForm(context)
        self.add_action = action(self, "add", "Add a &step", lambda: self.begin(None))
        self.empty = EmptyState(
            "up",
            "Career ladders",
            "A ladder leads from class to class: by exam, bridging, transfer, T&D or apprenticeship. Add the first "
            "step, and the picture draws itself.",
            (self.add_action,),
        )
        self.body = QWidget()
        self.pages = QStackedWidget()
        for part in (self.empty, self.body, self.form):
            self.pages.addWidget(part)
        self._lay_out()
        self.pages.currentChanged.connect(lambda _page: self.primary_changed.emit())
        self.view.opened.connect(self.class_wanted)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _key: self._edit())
        self.only.edited.connect(self._draw)
        self.form.saved.connect(self._saved)
        self.form.given_up.connect(self._back)

    def refresh(self) -> None:
        """Show the steps as they are."""
        self._known = self._context.runner.now(ladders.all_steps, self._context.program) or self._known
        codes = sorted(self._known.titles)
        self.only.set_choices([(code, self._known.named(code)) for code in codes])
        self.model.set_rows(self._known.steps)
        may = self._context.may("classes.ladders.add")
        for widget in (self.add_button, self.edit_button, self.remove_button):
            widget.setVisible(may)
        self.add_action.setVisible(may)
        if self.pages.currentWidget() is not self.form:
            self._back()
        self._draw()
        self._follow()

    def begin(self, step: Step | None, from_code: str = "") -> None:
        """Show the form of a step."""
        self.pages.setCurrentWidget(self.form)
        self.form.begin(step, from_code)

    @property
    def primary(self) -> QPushButton:
        """The button of what is done here now; Enter presses it."""
        return self.form.save_button if self.pages.currentWidget() is self.form else self.add_button

    def leave_form(self) -> bool:
        """Give up the form that is shown; False where there is none."""
        if self.pages.currentWidget() is not self.form:
            return False
        self._back()
        return True

    def _columns(self) -> tuple[Column[Step], ...]:
        return (
            Column("From", lambda step: self._known.named(step.from_code), stretch=True),
            Column("By", lambda step: ROUTE_WORDS[step.route], width=14),
            Column("To", lambda step: self._known.named(step.to_code), stretch=True),
            Column("Note", lambda step: step.note, width=18),
        )

    def _draw(self) -> None:
        code = self.only.value() or ""
        steps = picture.around(self._known.steps, code) if code else self._known.steps
        self.view.show_steps(steps, self._known, code)
        self.model.set_condition((lambda step: step in steps) if code else None)
        self.count.setText(f"{counted(len(steps), 'step')} between {counted(len(self.view.boxes), 'class', 'classes')}")

    def _choose(self, step_id: str) -> None:
        step = self.model.find(step_id)
        if step is not None:
            self.view.choose(step.from_code)
        self._follow()

    def _follow(self) -> None:
        chosen = bool(self.table.current_key())
        self.edit_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)

    def _edit(self) -> None:
        step = self.model.find(self.table.current_key())
        if step is not None and self._context.may("classes.ladders.edit"):
            self.begin(step)

    def _remove(self) -> None:
        key = self.table.current_key()
        if key:
            self._context.runner.now(ladders.remove, self._context.program, key, refused=self._refuse)

    def _refuse(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")

    def _saved(self) -> None:
        self.pages.setCurrentWidget(self.body)
        self.refresh()

    def _back(self) -> None:
        self.note.say("")
        self.pages.setCurrentWidget(self.body if self._known.steps else self.empty)

    def _lay_out(self) -> None:
        self.count = QuietLabel()
        top = QHBoxLayout()
        top.setSpacing(SPACE_12)
        top.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self.only, 1)
        top.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBottom)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        column.addLayout(side_by_side(self.edit_button, self.remove_button))
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.view)
        halves.addWidget(beside)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        halves.setSizes([330, 210])
        body = QVBoxLayout(self.body)
        body.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_8)
        body.setSpacing(SPACE_8)
        body.addLayout(top)
        body.addWidget(halves, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.pages)
