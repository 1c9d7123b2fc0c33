"""What somebody puts right and decides on the page for filled forms, taken into the draft.

Values that were put right are kept like all typing, by the content of their file: they are here again when the same
file comes again, after a crash or a lock that closed the program.
"""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QObject, Signal

from umdesk.domain.intake.matching import Decision
from umdesk.services import drafts
from umdesk.ui.applicants.forms_back.draft import FormsDraft
from umdesk.ui.applicants.forms_back.view import FormsView
from umdesk.ui.context import Context

_TABLE = "filled form"


class Edits(QObject):
    """Listens to the fields and buttons of the view; `changed` says that the draft holds something else."""

    changed = Signal()

    def __init__(self, context: Context, view: FormsView, draft: FormsDraft) -> None:
        super().__init__(view)
        self.draft = draft
        self._context = context
        self._view = view
        view.arrived.left.connect(self._receive_all)
        view.chosen.corrected.connect(self._correct)
        view.chosen.received.connect(self._receive)
        view.chosen.bar.decided.connect(self._decide)

    def recover(self) -> int:
        """Put right again what was put right in these files before; gives how many values."""
        known = {file.record: line for line, file in self.draft.lines() if file.data}
        typed = self._context.runner.now(drafts.recovered, self._context.program) or []
        mine = [one for one in typed if one.table == _TABLE and one.record in known]
        return sum(self.draft.correct(known[one.record], one.field, one.value) for one in mine)

    def forget(self, lines: Iterable[int]) -> None:
        """Keep the typing in these forms no longer: it is in the program, or nobody wants it."""
        for line in lines:
            file = self.draft.file(line)
            if file is not None and self.draft.batch is not None and self.draft.batch.corrections.get(line):
                self._context.runner.now(drafts.drop, self._context.program, file.record)

    def _correct(self, name: str, text: str) -> None:
        line = self._view.line()
        file = self.draft.file(line)
        if file is not None and self.draft.correct(line, name, text):
            self._context.runner.now(drafts.keep, self._context.program, _TABLE, file.record, name, text)
            self.changed.emit()

    def _receive(self, day: date | None) -> None:
        if day != self.draft.received(self._view.line()):
            self.draft.receive(self._view.line(), day)
            self.changed.emit()

    def _receive_all(self) -> None:
        field = self._view.arrived
        if self.draft.batch is not None and field.check() and field.value() != self.draft.batch.arrived:
            self.draft.receive(None, field.value())
            self.changed.emit()

    def _decide(self, line: int, decision: Decision | None) -> None:
        self._view.table.setFocus()  # the button that was pressed is about to hide
        self.draft.decide(line, decision)
        self.changed.emit()
