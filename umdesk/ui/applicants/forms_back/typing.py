"""Typing an application from the page of a form that has no fields any more: the page beside the form for adding."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from umdesk.domain.application_form import FIELDS
from umdesk.domain.words import CameAs
from umdesk.jobs.import_forms import FormFile
from umdesk.services import attachments
from umdesk.ui.applicants.adding import AddPanel
from umdesk.ui.applicants.cyclefield import CycleField
from umdesk.ui.applicants.forms_back.beside import attribute
from umdesk.ui.applicants.forms_back.pagepanel import PagePanel
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.form import title


class TypingPage(QWidget):
    """Shows the pages of one file beside the form; `typed` carries the id of the application, `left` goes back."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._file: FormFile | None = None
        self.back = QPushButton(icon("left"), "Back to the forms")
        self.back.clicked.connect(lambda _checked: self._leave())
        self.title = title("Type from the page")
        self.page = PagePanel(context)
        self.adding = AddPanel(context)
        self.adding.added.connect(self._attach)
        self.adding.left.connect(self.left)
        top = QHBoxLayout()
        top.setSpacing(SPACE_12)
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.page)
        split.addWidget(self.adding)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([640, 600])
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_8, SPACE_12, SPACE_8, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addLayout(top)
        column.addWidget(split, 1)

    def begin(self, file: FormFile, cycle: CycleField, received: date | None) -> None:
        """Show a file and an empty form for the same cycle, filled in with what could be read."""
        self._file = file
        self.title.setText(f"Type from the page: {file.form.file}")
        self.page.show_file(file)
        self.adding.begin(cycle.cycle_id())
        self.adding.cycle.follow(cycle)
        fields = self.adding.fields.every()
        fields["came_as"].set_value(CameAs.PDF.value)
        self.adding.received.set_value(received)
        for asked in FIELDS:
            field, text = fields.get(attribute(asked)), file.form.values.get(asked.name, "")
            if field is not None and text and not field.raw().strip():
                field.set_raw(text)

    def _attach(self, application_id: str) -> None:
        """Keep the file with the application that was typed from it."""
        file = self._file
        if file is not None:
            self._context.runner.now(attachments.add, self._context.program, application_id, file.path.name, file.data)
        self.typed.emit(application_id)

    def _leave(self) -> None:
        self.adding.settle()
        self.left.emit()
