"""What somebody puts right and decides on the page for filled forms, taken into the draft."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from umdesk.domain.intake.matching import Decision
from umdesk.ui.applicants.forms_back.draft import FormsDraft
from umdesk.ui.applicants.forms_back.view import FormsView


class Edits(QObject):
    """Listens to the fields and buttons of the view; `changed` says that the draft holds something else."""

    changed = Signal()

    def __init__(self, view: FormsView, draft: FormsDraft) -> None:
        super().__init__(view)
        self.draft = draft
        self._view = view
        view.arrived.left.connect(self._receive_all)
        view.chosen.corrected.connect(self._correct)
        view.chosen.received.connect(self._receive)
        view.chosen.bar.decided.connect(self._decide)

    def _correct(self, name: str, text: str) -> None:
        if self.draft.correct(self._view.line(), name, text):
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
