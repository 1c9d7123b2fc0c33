"""The chosen form: what it says field by field, beside what is known of that person, and its pages."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from umdesk.domain.application_form import FIELDS, FormField
from umdesk.domain.intake.forms import remarks_on
from umdesk.domain.intake.matching import Outcome
from umdesk.ui.applicants.forms_back.beside import Beside
from umdesk.ui.applicants.forms_back.draft import TYPED, FormRow, FormsDraft
from umdesk.ui.applicants.forms_back.pagepanel import PagePanel
from umdesk.ui.applicants.importrows import DecisionBar
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_4, SPACE_8, Tone
from umdesk.ui.widgets.datefield import NO_DATE, DateField
from umdesk.ui.widgets.fields import Field, LongTextField, Note, TextField
from umdesk.ui.widgets.form import FormPanel, heading

_LONGEST = 2


class ChosenForm(QWidget):
    """One form to look at and put right.

    `corrected` carries the name of a field and its text, `received` the day, `type_wanted` says that the person wants
    to type from the page.
    """

    corrected = Signal(str, str)
    received = Signal(object)
    type_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        today = context.program.today()
        self.title = heading("")
        self.about = Note()
        self.person = Note()
        self.bar = DecisionBar()
        self.type_in = QPushButton(icon("add"), "Type from the page…")
        self.type_in.clicked.connect(lambda _checked: self.type_wanted.emit())
        self.day = DateField("Day received", latest=today, hint="Eligibility is judged on this day.")
        self.fields: dict[str, Field] = {}
        self.known: dict[str, Note] = {}
        self.form = FormPanel()
        self.page = PagePanel(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName("Views of the form")
        self.tabs.setAccessibleName("Views of the form")
        self._shown = 0
        self._pending: FormRow | None = None
        self._draft = FormsDraft()
        self._lay_out()
        self.day.left.connect(self._receive)
        self.tabs.currentChanged.connect(lambda _index: self._show_page())

    def show_form(self, draft: FormsDraft, row: FormRow | None, known: Beside, cycle: str, *, writable: bool) -> None:
        """Show a form that would come into a cycle beside what is known; None shows that none is chosen."""
        self._draft, self._pending = draft, row
        file = draft.file(row.line) if row is not None else None
        self.setVisible(file is not None)
        if row is None or file is None:
            return
        self.title.setText(row.file)
        readable = not file.form.refusal
        self._say_about(row, draft, cycle)
        self.person.say(known.who if readable else "", Tone.QUIET, "person")
        self.bar.setEnabled(writable)
        self.bar.show_verdict(row.verdict, dates_here=False)
        self.type_in.setVisible(not readable and file.form.kind.has_pages and writable and row.line not in draft.typed)
        self.tabs.setTabVisible(0, readable)
        self.tabs.setTabVisible(1, file.form.kind.has_pages)
        self.tabs.setVisible(file.form.kind.has_pages)
        if not readable:
            self.tabs.setCurrentIndex(1)
        elif self._shown != row.line:
            self.tabs.setCurrentIndex(0)
        self._fill(row, known, writable=writable and readable)
        if self._shown != row.line:
            self.form.verticalScrollBar().setValue(0)
            wrong = next((field for field in self.fields.values() if field.reason()), None)
            if wrong is not None:  # only once the layout has made room is it known where the field is
                QTimer.singleShot(0, self, lambda: self.form.ensureWidgetVisible(wrong))
        self._shown = row.line
        self._show_page()

    def go_to_fields(self) -> None:
        """Go to the first field that is wrong, or to the first of all."""
        if self.tabs.isTabVisible(0) and self.tabs.isVisible():
            self.tabs.setCurrentIndex(0)
            wrong = next((field for field in self.fields.values() if field.reason()), None)
            (wrong or self.fields["last_name"]).setFocus(Qt.FocusReason.TabFocusReason)

    def settle(self) -> None:
        """Take what stands in the field in which somebody types."""
        for name, field in self.fields.items():
            if field.editor.hasFocus():
                self._leave(name)

    def _say_about(self, row: FormRow, draft: FormsDraft, cycle: str) -> None:
        file = draft.file(row.line)
        if row.verdict.entry.refusal and row.line not in draft.typed:
            self.about.say(row.reason, Tone.ATTENTION if self.type_offered(row) else Tone.BAD, "attention")
            return
        known = [row.reason] if row.kind in (Outcome.DUPLICATE.value, Outcome.REFUSED.value, TYPED) else []
        known += [row.verdict.against] if row.verdict.against and not known else []
        remarks = [*known, *(remarks_on(file.form, cycle) if file is not None else ())]
        self.about.say(" ".join(remarks), Tone.QUIET, "info")

    def type_offered(self, row: FormRow) -> bool:
        """Whether somebody can type from the page of a form."""
        file = self._draft.file(row.line)
        return file is not None and bool(file.form.refusal) and file.form.kind.has_pages

    def _fill(self, row: FormRow, known: Beside, *, writable: bool) -> None:
        bad = {field for field, _written in row.verdict.entry.bad_dates}
        self.day.set_value(self._draft.received(row.line))
        self.day.set_read_only(not writable)
        for asked in FIELDS:
            field = self.fields[asked.name]
            if not field.editor.hasFocus() or self._shown != row.line:
                field.set_value(self._draft.said(row.line, asked.name))
            field.set_read_only(not writable)
            field.set_reason(NO_DATE if asked.field in bad else "")
            text, differs = known.said(asked, row.verdict)
            tone = Tone.ATTENTION if differs else Tone.QUIET
            self.known[asked.name].say(text, tone, "attention" if differs else "person")
            field.editor.setAccessibleDescription(" ".join(part for part in (field.reason(), asked.hint, text) if part))

    def _show_page(self) -> None:
        """Draw the pages once somebody looks at them."""
        if self._pending is None or self.tabs.currentIndex() != 1:
            return
        file = self._draft.file(self._pending.line)
        if file is not None and file.form.kind.has_pages:
            self.page.show_file(file)

    def _receive(self) -> None:
        if self._pending is not None and self.day.check():
            self.received.emit(self.day.value())

    def _leave(self, name: str) -> None:
        self.corrected.emit(name, self.fields[name].raw())

    def _lay_out(self) -> None:
        self.form.add(self.day)
        part = None
        waiting: list[QWidget] = []
        for asked in FIELDS:
            if asked.part is not part:
                self._put(waiting)
                self.form.section(asked.part.value)
                part = asked.part
            cell = self._cell(asked)
            if asked.lines > 1:
                self._put(waiting)
                self.form.add(cell)
            else:
                waiting.append(cell)
                if len(waiting) == _LONGEST:
                    self._put(waiting)
        self._put(waiting)
        self.tabs.addTab(self.form, "What the form says")
        self.tabs.addTab(self.page, "Its pages")
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.title, 1)
        row.addWidget(self.type_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_8, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(row)
        for widget in (self.about, self.person, self.bar):
            column.addWidget(widget)
        column.addWidget(self.tabs, 1)
        column.addStretch(0)

    def _put(self, cells: list[QWidget]) -> None:
        if cells:
            self.form.add_row(*cells)
            cells.clear()

    def _cell(self, asked: FormField) -> QWidget:
        """A field with what is on file under it."""
        field: Field = (
            LongTextField(asked.label, lines=min(asked.lines, 4), hint=asked.hint)
            if asked.lines > 1
            else TextField(asked.label, hint=asked.hint, max_length=2000)
        )
        note = Note()
        field.left.connect(lambda name=asked.name: self._leave(name))
        self.fields[asked.name], self.known[asked.name] = field, note
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(field)
        column.addWidget(note)
        column.addStretch(1)
        cell.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return cell
