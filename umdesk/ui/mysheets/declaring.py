"""What the list of names does: shown and recorded as seen, what is typed in it kept, the word handed in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.words import Seen
from umdesk.services import drafts, my_sheets, sealing
from umdesk.ui.context import Context
from umdesk.ui.mysheets.conflictpage import ConflictPage
from umdesk.ui.runner import Progress
from umdesk.ui.theme import Tone

_FIELD = "conflict of interest"


class Declaring(QWidget):
    """The page of conflicts of interest of one cycle; `begun` says that the rater may rate."""

    begun = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[str, frozenset[str]] = "", frozenset()
        self._kept: dict[str, str] = {}
        self._cycle = ""
        self.page = ConflictPage()
        self.page.declared.connect(self._declare)
        self.page.typed.connect(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def show_cycle(self, cycle_id: str) -> bool:
        """Ask about a cycle; the list in view stays as it is while it is about the same names. False when refused."""
        program, runner = self._context.program, self._context.runner
        found = runner.now(my_sheets.conflict_list, program, cycle_id)
        if found is None:
            return False
        shown = cycle_id, frozenset(one.application_id for one in found.names)
        if shown != self._shown:
            self.keep()
            self._shown, self._cycle = shown, cycle_id
            self._kept = {
                typed.record: typed.value
                for typed in drafts.recovered(program)
                if typed.field == _FIELD and typed.record in shown[1]
            }
            self.page.show_list(found, self._kept, may=self._context.may("my_sheets.declare"))
        runner.now(sealing.seen, program, cycle_id, Seen.CONFLICT_LIST)
        return True

    def begin(self) -> None:
        """Put the focus into the list of names."""
        self.page.names.setFocus()

    def keep(self) -> None:
        """Keep what is checked and typed, so that nothing of it is lost."""
        if not self._cycle or not self._context.may("my_sheets.declare"):
            return
        program, marked = self._context.program, self.page.marked()
        try:
            for application_id in self._kept.keys() - marked.keys():
                drafts.drop(program, application_id, _FIELD)
            for application_id, reason in marked.items():
                if self._kept.get(application_id) != reason:
                    drafts.keep(program, "sheet", application_id, _FIELD, reason)
        except UserError as error:
            self.page.note.say(f"Not saved. {error}", Tone.BAD, "attention")
            return
        if self._kept != marked:
            self._kept = marked
            self._context.saved.emit()

    def _declare(self, reasons: dict[str, str]) -> None:
        """Hand the word in; with hundreds of names that takes a moment."""
        self.keep()
        program, cycle_id = self._context.program, self._cycle
        self._cycle, self._kept = "", {}  # nothing of it is typing from here on
        self.page.button.setEnabled(False)

        def declare(_progress: Progress) -> None:
            my_sheets.declare(program, cycle_id, reasons)
            for application_id in reasons:
                drafts.drop(program, application_id, _FIELD)

        def declared(_nothing: None) -> None:
            self._shown = "", frozenset()
            self.begun.emit()

        def refused(error: UserError) -> None:
            self._cycle, self._kept = cycle_id, reasons
            self.page.button.setEnabled(True)
            self._context.runner.refused.emit(error)

        self._context.runner.later(declare, declared, owner=self, title="Noting what you said", refused=refused)
