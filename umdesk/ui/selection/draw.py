"""The inner tab Draw: the fingerprint while ratings come in, then the draw as a small ceremony, step by step."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.draws import EXAMPLE_NUMBER, EXAMPLE_SEED, RECIPE, example
from umdesk.domain.errors import UserError
from umdesk.domain.ties import seed_digest
from umdesk.domain.words import CycleState
from umdesk.domain.writing import counted
from umdesk.jobs import print_draw
from umdesk.services import draws
from umdesk.services.cycles import CycleDetail
from umdesk.services.draws import Draw
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.dialogs import shown
from umdesk.ui.icons import icon
from umdesk.ui.paperwindow import PaperWindow
from umdesk.ui.selection.page import Page
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.fold import Fold
from umdesk.ui.widgets.form import FormPanel, heading, paragraph
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable

_STEPS = 4
_BEFORE = (
    "The seed of the draw was fixed when scoring started. Print its fingerprint before the ratings come in and keep "
    "it: at the draw anyone can check that the seed is the one that was fixed. The draw is held in the step Deciding."
)
_HOLD = (
    "It goes on record who looked on when the seed was told. That cannot be undone. The order follows from the seed "
    "alone, so holding the draw changes no rank."
)
_Drawn = tuple[str, str, str, str]


class DrawPage(Page):
    """Widgets and behaviour of the inner tab Draw."""

    help_page = "draw-and-outcome"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.draw: Draw | None = None
        self._shown = _STEPS
        self.about = paragraph("")
        self.problem = Note()
        self.needed = Note()
        self.steps = tuple((heading(""), _value(), Note()) for _ in range(_STEPS - 1))
        self.order_heading = heading("Step 4: the order")
        self.model: RowsModel[_Drawn] = RowsModel(
            (
                Column("Group", lambda r: r[0], width=26),
                Column("Rank", lambda r: r[1], sort=lambda r: int(r[1]), number=True, width=6),
                Column("Number", lambda r: r[2], width=11),
                Column("SHA-256 of “seed:number”", lambda r: r[3], stretch=True),
            ),
            lambda r: r[2],
            self,
        )
        self.order = RowsTable(self.model, "The drawn order")
        self.order.set_empty("No place had to be drawn.")
        self.next_step = QPushButton(icon("right"), "Next step")
        self.first = TextField("First witness", max_length=80)
        self.second = TextField("Second witness", max_length=80)
        self.nobody = TextField("Or: why nobody looked on", max_length=200)
        fields = [("first", self.first), ("second", self.second), ("nobody", self.nobody)]
        self.hold = Ask("Hold the draw…", "check", "Hold the draw for good", fields, _HOLD)
        self.print = QPushButton(icon("print"), "")
        self.recipe = Fold("How anyone repeats the draw")
        self.form = FormPanel()
        self.hold.keep_typing(context, "draw")
        self._lay_out()
        for button in (self.next_step, self.print):
            button.setAutoDefault(False)
        self.next_step.clicked.connect(self._go_on)
        self.hold.confirmed.connect(self._hold)
        self.print.clicked.connect(self.print_paper)

    def _lay_out(self) -> None:
        command, answer = example()
        for at, text in enumerate(RECIPE, start=1):
            self.recipe.add(paragraph(f"{at}. {text}"))
        self.recipe.add(
            paragraph(f"For example, with the seed “{EXAMPLE_SEED}” and the number {EXAMPLE_NUMBER}, the command")
        )
        for text in (command, answer):
            label = _value()
            label.setText(text)
            self.recipe.add(label)
            if text is command:
                self.recipe.add(paragraph("answers"))
        form = self.form
        for part in (self.about, self.problem, self.needed):
            form.add(part)
        for step in self.steps:
            for part in step:
                form.add(part)
        form.add(self.order_heading)
        form.add(self.order)
        form.add(self.hold)
        form.add(self.recipe)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        buttons.setContentsMargins(SPACE_12, 0, 0, 0)
        buttons.addWidget(self.next_step)
        buttons.addStretch(1)
        buttons.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE_12, SPACE_12)  # the form has its own at the other sides
        column.addWidget(form, 1)
        column.addLayout(buttons)

    def show_cycle(self, cycle: CycleDetail, announced: Announced | None) -> None:
        """Show what may be told of a cycle's draw."""
        if self.cycle is None or self.cycle.id != cycle.id:
            self._shown = _STEPS
        self.hold.follow(cycle.id)
        super().show_cycle(cycle, announced)
        self.problem.say("")
        found = self.context.runner.now(draws.of_cycle, self.context.program, cycle.id, refused=self._refused)
        if found is None:
            return
        self.draw = found
        self.print.setText("Print the draw…" if found.held_at is not None else "Print the fingerprint…")
        self.print.setEnabled(bool(found.digest))
        self._show(found)

    def print_paper(self) -> PaperWindow | None:
        """Show the fingerprint or the draw as a page, with printing and saving."""
        if self.cycle is None or self.draw is None or not self.draw.digest:
            return None
        program, cycle_id = self.context.program, self.cycle.id
        return shown(
            PaperWindow(
                self.context,
                f"Draw, {self.cycle.name}",
                lambda _progress: print_draw.make_draw(program, cycle_id),
                drawing="Making the page of the draw",
                help_page="draw-and-outcome",
                parent=self.window(),
            )
        )

    # --- showing

    def _show(self, draw: Draw) -> None:
        held = draw.held_at is not None
        self.about.setText(_about(draw))
        tied = counted(sum(len(group.lines) for group in draw.groups), "application")
        if not draw.told:
            self.needed.say("")
        elif draw.needed:
            groups = counted(len(draw.groups), "group")
            self.needed.say(f"A draw is needed: {tied} in {groups} are tied to the last.", Tone.ACCENT, "info")
        else:
            self.needed.say("No draw is needed: scores and criteria tell all applications apart.", Tone.GOOD, "check")
        self.hold.setVisible(draw.state is CycleState.DECIDING and not held and self.context.may("draws.hold"))
        shown = self._shown if held else 1
        self._show_steps(draw, shown)
        self.model.set_rows(_rows(draw))
        for part in (self.order_heading, self.order):
            part.setVisible(held and shown >= _STEPS)
        height = self.order.verticalHeader().defaultSectionSize()
        self.order.setFixedHeight(height * (min(max(len(self.model.all_rows()), 1), 12) + 2))
        self.next_step.setVisible(held and shown < _STEPS)

    def _show_steps(self, draw: Draw, shown: int) -> None:
        again = seed_digest(draw.seed) if draw.told else ""
        texts = (
            (
                "Step 1: the fingerprint, as it was fixed" if draw.held_at else "The fingerprint",
                draw.digest,
                _fixed(draw),
            ),
            ("Step 2: the seed", draw.seed, f"It comes from {draw.source}."),
            ("Step 3: the SHA-256 of this seed", again, "It is the fingerprint: the seed is the one that was fixed."),
        )
        for at, ((title, value, note), (head, label, line)) in enumerate(zip(texts, self.steps, strict=True), start=1):
            wanted = at <= shown and bool(value)
            head.setText(title)
            label.setText(value)
            head.setVisible(wanted)
            label.setVisible(wanted)
            if not wanted:
                line.say("")
            elif at < _STEPS - 1:
                line.say(note, Tone.QUIET, "info")
            elif draw.seed_fits:
                line.say(note, Tone.GOOD, "check")
            else:
                line.say("It is not the fingerprint that was fixed.", Tone.BAD, "cross")

    def _go_on(self) -> None:
        self._shown = min(self._shown + 1, _STEPS)
        if self.draw is not None:
            self._show(self.draw)
        if self._shown == _STEPS:
            self.order.setFocus()
        newest: QWidget = self.order if self._shown == _STEPS else self.steps[self._shown - 1][2]
        # Only once the layout has made room is it known where the step is.
        QTimer.singleShot(0, self, lambda: self.form.ensureWidgetVisible(newest))

    def _hold(self) -> None:
        if self.cycle is None:
            return
        refusals: list[UserError] = []
        self._shown = 1
        held = self.context.runner.now(
            draws.hold, self.context.program, self.cycle.id, self.first.raw(), self.second.raw(),
            nobody=self.nobody.raw(), refused=refusals.append,
        )  # fmt: skip
        if held is None:
            self._shown = _STEPS
            if refusals:
                self.hold.refuse(refusals[0])
            return
        self.hold.done()
        self.next_step.setFocus()

    def _refused(self, error: UserError) -> None:
        self.draw = None
        self.about.setText("")
        self.needed.say("")
        hidden: list[QWidget] = [self.order_heading, self.order, self.hold, self.next_step]
        for part in (*hidden, *(part for step in self.steps for part in step)):
            part.setVisible(False)
        self.print.setEnabled(False)
        self.problem.say(str(error), Tone.BAD, "attention")


def _about(draw: Draw) -> str:
    if draw.held_at is not None:
        return f"The draw was held on {dates.show_moment(draw.held_at)}, {draw.witnesses}."
    if draw.state is CycleState.CLOSED:
        return "The cycle was closed without a ceremony of its draw. The seed and the order are those of the results."
    if draw.state is CycleState.SCORING:
        return _BEFORE
    if not draw.groups:
        return "Nothing hangs on the draw. It can still be held before witnesses."
    return "Call the witnesses to the screen, then hold the draw."


def _fixed(draw: Draw) -> str:
    when = f"Fixed on {dates.show_moment(draw.fixed_at)}" if draw.fixed_at is not None else "Fixed when scoring started"
    return f"{when}; the seed comes from {draw.source}."


def _rows(draw: Draw) -> list[_Drawn]:
    return [
        (f"{at}: tied at {group.score}", str(line.rank), line.number, line.digest)
        for at, group in enumerate(draw.groups, start=1)
        for line in group.lines
    ]


def _value() -> PlainLabel:
    """A value that can be copied and is read sign by sign."""
    label = PlainLabel()
    font = label.font()
    font.setFamilies(["DejaVu Sans Mono", "Menlo", "Consolas", "monospace"])
    label.setFont(font)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
