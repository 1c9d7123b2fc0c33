"""The window *Screening and letters*: who wants which letter, the letters as pages, made, let out, marked as sent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from umdesk.domain.letters import SCREENING_KINDS
from umdesk.domain.words import CycleState
from umdesk.services import cycles, letters
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.letters.desk import LetterDesk
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import ChoiceField

_EMPTY = "No application stands here."


class LettersWindow(SideWindow):
    """The letters of screening of a cycle, and the screening list."""

    help_page = "letters"

    def __init__(self, context: Context, parent: QWidget | None = None, cycle_id: str = "") -> None:
        super().__init__("Screening and letters", parent, 1180, 740)
        self._context = context
        self.cycle = ChoiceField("Cycle")
        self.cycle.box.setMinimumContentsLength(18)
        self.cycle.edited.connect(self.load)
        self.desk = LetterDesk(context, SCREENING_KINDS, letters.screened, _EMPTY)
        self.chips, self.model, self.table = self.desk.chips, self.desk.model, self.desk.table
        self.pane, self.actions_bar, self.saver = self.desk.pane, self.desk.actions_bar, self.desk.saver
        self._lay_out()
        self._offer_cycles(cycle_id)
        self.load()

    def load(self) -> None:
        """Show the applications of the cycle."""
        if self.cycle.value() is None:
            self.desk.note.say("There is no cycle yet. Import applications, or add the first one by hand.", Tone.QUIET)
        else:
            self.desk.show_cycle(self.cycle.value())

    def _lay_out(self) -> None:
        self.list_button = push_button("Screening list", "list", self.desk.show_list)
        self.list_button.setToolTip("Every application with its answer, the reasons and the letter, as pages")
        self.excel_button = push_button("Save the list as Excel…", "export", self._save_list)
        self.excel_button.setVisible(self._context.may("lists.record_copy"))
        top = QHBoxLayout()
        top.setSpacing(SPACE_8)
        top.addWidget(self.cycle)
        top.addStretch(1)
        top.addWidget(self.list_button, 0, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self.excel_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(top)
        self.column.addWidget(self.desk, 1)
        self.finish()

    def _offer_cycles(self, wanted: str) -> None:
        found = self._context.runner.now(cycles.list_cycles, self._context.program) or ()
        self.cycle.set_choices([(line.id, line.name) for line in found])
        open_first = [line for line in found if line.state is not CycleState.CLOSED and line.applications] or list(
            found
        )
        chosen = next((line.id for line in found if line.id == wanted), open_first[0].id if open_first else None)
        if chosen is not None:
            self.cycle.set_value(chosen)

    def _save_list(self) -> None:
        if self.cycle.value() is not None:
            self.saver.ask_for_list(self.cycle.value(), self.cycle.raw())
