"""The window with everything on file about one person, as pages."""

from PySide6.QtWidgets import QWidget

from umdesk.domain.errors import UserError
from umdesk.jobs import person_record
from umdesk.jobs.person_record import PersonRecord
from umdesk.services.person_record import record
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.preview import Deliver, PreviewPane
from umdesk.ui.widgets.status import QuietLabel


class PersonRecordWindow(SideWindow):
    """Everything on file about one person as pages, with printing and saving."""

    help_page = "one-persons-record"

    def __init__(self, context: Context, person_id: str, recipient: str, purpose: str, parent: QWidget) -> None:
        super().__init__("One person's record", parent, 860, 760)
        self._context = context
        self._made: PersonRecord | None = None
        self.pane = PreviewPane()
        self.pane.set_may_leave(False)
        self.pane.clear("Making the pages…")
        self.column.addWidget(QuietLabel(f"For {recipient}. Purpose: {purpose}. What leaves is not encrypted."))
        self.column.addWidget(self.pane, 1)
        self.finish()
        self.pane.way_out = self._let_out
        program = context.program
        context.runner.later(
            lambda _progress: person_record.make_record(program, person_id, recipient, purpose),
            self._show,
            owner=self,
            title="Making the record",
            refused=self._refused,
        )

    def _show(self, made: PersonRecord) -> None:
        self._made = made
        self.pane.show_pdf(made.paper.data, made.title, made.file_name, made.unprintable)
        self.pane.set_may_leave(self._context.may("person_record.record.record_copy"))

    def _refused(self, error: UserError) -> None:
        self.pane.clear(str(error))

    def _let_out(self, how: str, deliver: Deliver) -> None:
        if self._made is not None:
            record.record_copy(self._context.program, self._made.paper, how, deliver)
