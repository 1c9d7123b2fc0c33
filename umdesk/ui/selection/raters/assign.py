"""Assigning applications: by chance in balance, by hand or from a list, each looked at before it is made."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.writing import capital, counted
from umdesk.jobs import assign_from_file
from umdesk.services import assigning
from umdesk.services.assigning import Kept, Load, Proposal
from umdesk.services.cycles import CycleDetail
from umdesk.services.raters import Panel
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.selection.raters.ticks import TickList
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_24, Tone
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.field import Note
from umdesk.ui.widgets.fields import ChoiceField, NumberField
from umdesk.ui.widgets.filedialogs import ask_for_assignment
from umdesk.ui.widgets.form import heading, paragraph
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_CHANCE, _HAND, _LIST = "chance", "hand", "list"
_WAYS = ((_CHANCE, "By chance, in balance"), (_HAND, "By hand, for one rater"), (_LIST, "From a list (a file)"))
_HINTS = {
    _CHANCE: "umdesk draws, from the operating system's own chance. Nobody gets more than one application more than "
    "another where that can be, and nobody one from which they are recused. What is begun stays.",
    _HAND: "Tick what this rater is to rate. What they have begun stays with them.",
    _LIST: "A spreadsheet with the columns Application and Rater, one pair in each row. It adds to what is assigned; "
    "where everybody rates everything, the list says who rates what.",
}
_KEPT = ((Kept.ALL.value, "All applications, to take back from"), (Kept.BEGUN.value, "Only what they have begun"))


class Shown(QWidget):
    """A proposal to look at: how many sheets come and go, the loads, and what will not be made."""

    def __init__(self) -> None:
        super().__init__()
        self.about = heading("")
        self.notes = paragraph("")
        self.model: RowsModel[Load] = RowsModel(
            (
                Column("Rater", lambda load: load.rater, stretch=True),
                Column("Now", lambda load: f"{load.before:,}", sort=lambda load: load.before, number=True, width=8),
                Column("Then", lambda load: f"{load.after:,}", sort=lambda load: load.after, number=True, width=8),
            ),
            lambda load: load.rater,
            self,
        )
        self.table = RowsTable(self.model, "Applications of each rater, now and then")
        self.refused_model: RowsModel[tuple[int, str]] = RowsModel(
            (
                Column("Row", lambda row: str(row[0]), sort=lambda row: row[0], number=True, width=7),
                Column("Why nothing becomes of it", lambda row: row[1], stretch=True),
            ),
            lambda row: str(row[0]),
            self,
        )
        self.refused = RowsTable(self.refused_model, "Rows that are not assigned")
        self.make = QPushButton(icon("check"), "Assign it so")
        self.again = QPushButton(icon("redo"), "Draw again")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        for button in (self.make, self.again):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.about)
        column.addWidget(self.notes)
        column.addWidget(self.table, 2)
        column.addWidget(self.refused, 1)
        column.addLayout(buttons)

    def show_proposal(self, found: Proposal, minimum: int) -> None:
        """Show what would be made."""
        changes = bool(found.give or found.take) or any(load.before != load.after for load in found.loads)
        self.about.setText(f"{capital(found.how)}: to look at" if changes else "Nothing would change")
        gone = f" {counted(len(found.take), 'empty sheet')} would be taken back." if found.take else ""
        lines = [
            f"{counted(len(found.give), 'sheet')} would be given out, {found.kept:,} stay.{gone}",
            *found.notes,
        ]
        if found.short:
            some = ", ".join(found.short[:5]) + (" and others" if len(found.short) > 5 else "")
            lines.append(
                f"{counted(len(found.short), 'application')} would have fewer raters than the {minimum} that a score "
                f"takes: {some}."
            )
        self.notes.setText("\n".join(lines))
        self.model.set_rows(found.loads)
        self.refused_model.set_rows(found.refused)
        self.refused.setVisible(bool(found.refused))
        self.make.setEnabled(changes)


class AssignPanel(QWidget):
    """Chooses a way, shows what it would do, and makes it."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._cycle: CycleDetail | None = None
        self._proposal: Proposal | None = None
        self.back = QPushButton(icon("left"), "Back to the raters")
        self.stands = paragraph("")
        self.everyone = Ask(
            "Let everybody rate everything…", "people", "Let everybody rate everything", [],
            "What is assigned and begun stays; each rater gets all the other applications too.",
        )  # fmt: skip
        self.only = Ask(
            "Let raters rate only some…", "list", "Rate only what is assigned",
            [("keep", ChoiceField("What raters keep for now", _KEPT, required=True))],
            "You then take back or add. Assigning in one of the ways below does this too.",
        )  # fmt: skip
        self.way = ChoiceField("How to assign", _WAYS)
        self.hint = QuietLabel()
        self.each = NumberField("Raters for each application", minimum=1, maximum=99, hint="Empty: all of them")
        self.rater = ChoiceField("Rater")
        self.ticks = TickList()
        self.show_button = QPushButton(icon("show"), "Show what it would do")
        self.file_button = QPushButton(icon("open"), "Choose the list…")
        self.note = Note()
        self.shown = Shown()
        self.nothing = QuietLabel("What an assignment would do is shown here before it is made.")
        self._lay_out()
        self.way.left.connect(self._show_way)
        self.rater.left.connect(self._show_ticks)
        self.back.clicked.connect(lambda _checked: self.closed.emit())
        self.show_button.clicked.connect(lambda _checked: self._propose())
        self.shown.again.clicked.connect(lambda _checked: self._propose())
        self.file_button.clicked.connect(lambda _checked: ask_for_assignment(self, self.propose_file))
        self.shown.make.clicked.connect(lambda _checked: self._make())
        self.only.opener.clicked.connect(lambda _checked: self.only.fields["keep"].set_value(Kept.BEGUN.value))
        self.everyone.confirmed.connect(self._let_everyone)
        self.only.confirmed.connect(self._let_assigned)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(SPACE_12)
        for button in (self.back, self.show_button, self.file_button):
            button.setAutoDefault(False)
        left.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (
            heading("Who rates what"), self.stands, self.everyone, self.only, self.way, self.hint, self.each,
            self.rater,
        ):  # fmt: skip
            left.addWidget(part)
        left.addWidget(self.ticks, 1)
        left.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.note)
        left.addStretch(0)
        place = QWidget()
        beside = QVBoxLayout(place)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.nothing)
        beside.addWidget(self.shown, 1)
        beside.addStretch(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_24)
        row.addLayout(left, 2)
        row.addWidget(place, 3)
        self._hide()

    def show_cycle(self, cycle: CycleDetail, panel: Panel) -> None:
        """Show how the raters of a cycle come to what they rate; a proposal of before is void."""
        if self._cycle is None or self._cycle.id != cycle.id:
            self.each.set_value(cycle.minimum_raters)
        self._cycle = cycle
        everyone = f"Every rater rates each of the {counted(panel.applications, 'application')} that take part."
        self.stands.setText(everyone if panel.everyone_rates else "Raters rate what is assigned to them.")
        self.everyone.setVisible(not panel.everyone_rates)
        self.only.setVisible(panel.everyone_rates)
        ways = _WAYS if not panel.names_sealed else _WAYS[:1]
        self.way.set_choices(ways)
        if self.way.value() is None:
            self.way.set_value(_CHANCE)
        self.rater.set_choices([(rater.id, rater.name) for rater in panel.raters])
        if self.rater.value() is None and panel.raters:
            self.rater.set_value(panel.raters[0].id)
        self._proposal = None
        self._hide()
        self.note.say("")
        self._show_way()

    def propose_file(self, path: Path) -> None:
        """Read a list beside the work and show what it would assign."""
        if self._cycle is None:
            return
        program, cycle_id = self._context.program, self._cycle.id
        self._context.runner.later(
            lambda _progress: assign_from_file.propose(program, path, cycle_id),
            self.show_proposal,
            owner=self,
            title=f"Reading {path.name}",
            refused=self._refuse,
        )

    def _show_way(self) -> None:
        way = self.way.value() or _CHANCE
        self.hint.setText(_HINTS[way])
        self.each.setVisible(way == _CHANCE)
        self.rater.setVisible(way == _HAND)
        self.ticks.setVisible(way == _HAND)
        self.show_button.setVisible(way != _LIST)
        self.file_button.setVisible(way == _LIST)
        self.shown.again.setVisible(way == _CHANCE)
        self._hide()
        self._show_ticks()

    def _show_ticks(self) -> None:
        if self.way.value() == _HAND and self._cycle is not None:
            lines = self._context.runner.now(assigning.applications, self._context.program, self._cycle.id) or ()
            self.ticks.show_lines(lines, self.rater.value() or "")
            self._hide()

    def _propose(self) -> None:
        if self._cycle is None or not self.each.check():
            return
        program, cycle_id = self._context.program, self._cycle.id
        if self.way.value() == _HAND:
            rater, ticked = self.rater.value() or "", self.ticks.ticked()
            self._ask(lambda: assigning.by_hand(program, cycle_id, rater, ticked))
        else:
            each = self.each.value()
            wanted = int(each) if each is not None else None
            self._ask(lambda: assigning.by_chance(program, cycle_id, wanted))

    def _ask(self, fn: Callable[[], Proposal]) -> None:
        """Work a proposal out beside the window: with many sheets it takes a second."""
        self._context.runner.later(
            lambda _progress: fn(),
            self.show_proposal,
            owner=self,
            title="Sharing out applications",
            refused=self._refuse,
        )

    def show_proposal(self, found: Proposal) -> None:
        """Show what an assignment would do, to be made or not."""
        self.note.say("")
        self._proposal = found
        self.shown.show_proposal(found, self._cycle.minimum_raters if self._cycle else 0)
        self.nothing.hide()
        self.shown.show()

    def _hide(self) -> None:
        self.shown.hide()
        self.nothing.show()

    def _make(self) -> None:
        found = self._proposal
        if found is not None:
            self._later(lambda: assigning.assign(self._context.program, found), "Assigning applications")

    def _let_everyone(self) -> None:
        if self._cycle is not None:
            self.everyone.fold()
            self._context.runner.now(assigning.let_everyone_rate, self._context.program, self._cycle.id)

    def _let_assigned(self) -> None:
        if self._cycle is not None:
            program, cycle_id, keep = self._context.program, self._cycle.id, Kept(self.only.fields["keep"].value())
            self.only.fold()
            self._later(lambda: assigning.let_assigned_rate(program, cycle_id, keep), "Assigning applications")

    def _later(self, fn: Callable[[], None], title: str) -> None:
        self._context.runner.later(
            lambda _progress: fn(), lambda _done: None, owner=self, title=title, refused=self._refuse
        )

    def _refuse(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")
