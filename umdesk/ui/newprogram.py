"""Creating a program: where and whose, the password, and the recovery sheet; nothing is made before the last step."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.jobs import recovery_sheet
from umdesk.jobs.output import OPENED
from umdesk.services import places, programs
from umdesk.services.programs import Program
from umdesk.ui.icons import icon
from umdesk.ui.preview import PreviewPane
from umdesk.ui.runner import Runner
from umdesk.ui.theme import SPACE_8, SPACE_16, SPACE_24, Tone
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.form import all_will_do, paragraph, stacked, title
from umdesk.ui.widgets.password import PasswordField, one_after_the_other
from umdesk.ui.widgets.status import StepBar

STEPS = ("Name and place", "Password", "Recovery sheet")


class NewProgramPage(QWidget):
    """Three short steps in one window; `made` carries the open program."""

    made = Signal(object)  # Program
    given_up = Signal()
    help_page = "create-a-program"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._code = programs.new_code()
        self._sheet_of: tuple[str, ...] = ()
        self._busy = False
        self.steps = StepBar(STEPS, "Creating a program")
        self.stack = QStackedWidget()
        for page in (self._place_page(), self._password_page(), self._sheet_page()):
            self.stack.addWidget(page)
        self.note = Note()
        self.back_button = QPushButton(icon("left"), "Back")
        self.back_button.clicked.connect(self.go_back)
        self.next_button = QPushButton("Next")
        self.next_button.setDefault(True)
        self.next_button.clicked.connect(self.go_on)
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setToolTip("Nothing has been made yet.")
        self.cancel_button.clicked.connect(self.given_up)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.next_button)
        column = QVBoxLayout()
        column.setSpacing(SPACE_16)
        column.addWidget(self.steps)
        column.addWidget(self.stack, 1)
        column.addWidget(self.note)
        column.addLayout(buttons)
        box = QWidget()
        box.setLayout(column)
        box.setMaximumWidth(760)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_24, SPACE_24, SPACE_24, SPACE_24)
        row.addStretch(1)
        row.addWidget(box, 12)
        row.addStretch(1)
        self._turn_to(0)

    # --- pages ---------------------------------------------------------------------------------------------------

    def _place_page(self) -> QWidget:
        self.name = TextField("Name of the program", required=True, hint="The folder gets this name.", max_length=60)
        self.place = TextField("Folder that holds it", required=True, max_length=1000)
        self.place.set_raw(str(places.shared_folder()))
        choose = QPushButton(icon("folder"), "Choose…")
        choose.setAccessibleName("Choose the folder that holds the program")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_place)
        self.place.add_beside(choose)
        self.place_note = Note()
        self.department = TextField("Department", required=True, placeholder="Department of …")
        self.office = TextField("Office", required=True, placeholder="Redding Field Office")
        self.coordinator = TextField("Your name", required=True, hint="The coordinator signs in with this name.")
        self.office.edited.connect(self._follow_office)
        self.name.edited.connect(self._show_place)
        self.place.edited.connect(self._show_place)
        self._name_typed = False
        self.name.edited.connect(self._keep_name)
        page = stacked(
            title("Create a program"),
            paragraph("Everything of one program lies in one encrypted folder on this computer. Fill in every field."),
            self.department,
            self.office,
            self.coordinator,
            self.name,
            self.place,
            self.place_note,
        )
        for field in (self.department, self.office, self.coordinator, self.name, self.place):
            field.label.setText(field.name)
            field.line.returnPressed.connect(self.go_on)
        self._show_place()
        return page

    def _password_page(self) -> QWidget:
        self.password = PasswordField("Password", required=True)
        self.again = PasswordField("Password again", required=True)
        for field in (self.password, self.again):
            field.line.returnPressed.connect(self.go_on)
        page = stacked(
            title("Choose a password"),
            paragraph(
                "The password opens and encrypts the program. Nobody can look it up for you, not even whoever gave "
                f"you umdesk. {programs.PASSWORD_POLICY}"
            ),
            self.password,
            self.again,
        )
        one_after_the_other(self.password, self.again)
        return page

    def _sheet_page(self) -> QWidget:
        self.preview = PreviewPane()
        self.safe = QCheckBox("I have p&rinted or saved the recovery sheet")
        self.safe.toggled.connect(lambda _on: self._show_buttons())
        self.preview.left_program.connect(self._sheet_left)
        page = stacked(
            title("Print the recovery sheet"),
            paragraph(
                "If the password is forgotten, this sheet is the only way in. Print it and keep it in a safe, or save "
                "it on a medium that is kept apart from this computer. The program is created when you finish."
            ),
        )
        column = page.layout()
        assert isinstance(column, QVBoxLayout)  # noqa: S101 -- made three lines above
        column.insertWidget(2, self.preview, 1)
        column.insertWidget(3, self.safe)
        column.setStretch(column.count() - 1, 0)
        return page

    # --- behaviour -----------------------------------------------------------------------------------------------

    def folder(self) -> Path:
        """The program folder as typed."""
        return programs.suffix(Path(self.place.raw().strip()).expanduser() / self.name.raw().strip())

    def go_on(self) -> None:
        """Judge this step and take the next, or make the program after the last."""
        step = self.stack.currentIndex()
        if step == 0 and self._place_will_do():
            self._turn_to(1)
        elif step == 1 and self._password_will_do():
            self._turn_to(2)
            self._make_sheet()
        elif step == 2 and self.safe.isChecked():
            self._create()

    def go_back(self) -> None:
        """Return to the step before; what was typed stays."""
        self._turn_to(max(0, self.stack.currentIndex() - 1))

    def _place_will_do(self) -> bool:
        fields = (self.department, self.office, self.coordinator, self.name, self.place)
        if not all_will_do(fields):
            return False
        if any(letter in self.name.raw() for letter in '/\\:*?"<>|') or self.name.raw().strip().startswith("."):
            self.name.set_reason('A folder name cannot begin with a dot or hold / \\ : * ? " < > |.')
        elif not Path(self.place.raw().strip()).expanduser().is_absolute():
            self.place.set_reason("Type the whole path of a folder, or choose one.")
        elif self.folder().exists():
            self.name.set_reason(f"{self.folder().name} exists in this folder already. Choose another name.")
        else:
            unusable = [each for each in places.judge_for_new(self.folder().parent) if not each.usable]
            self.place.set_reason(unusable[0].text if unusable else "")
        return not any(field.reason() for field in fields)

    def _password_will_do(self) -> bool:
        if not all_will_do((self.password, self.again)):
            return False
        try:
            programs.check_new_password(self.password.value(), str(self.coordinator.value()))
        except UserError as error:
            self.password.set_reason(str(error))
            self.password.setFocus()
            return False
        if self.password.value() != self.again.value():
            self.again.set_reason("The two passwords are not the same.")
            self.again.setFocus()
            return False
        return True

    def _make_sheet(self) -> None:
        wanted = (self.folder().name, str(self.department.value()), str(self.office.value()))
        if wanted == self._sheet_of:
            return
        self.safe.setChecked(False)
        self.preview.clear("Making the sheet…")
        self._runner.later(
            lambda _progress: recovery_sheet.for_new_program(self.folder(), wanted[1], wanted[2], self._code),
            lambda pdf: self.preview.show_pdf(pdf.data, "Recovery sheet", f"{self.name.raw().strip()} recovery sheet"),
            owner=self,
            title="Making the recovery sheet",
            refused=self._refused,
        )
        self._sheet_of = wanted

    def _create(self) -> None:
        if self._busy:
            return
        folder, department, office = self.folder(), str(self.department.value()), str(self.office.value())
        coordinator, password, code = str(self.coordinator.value()), self.password.value(), self._code
        self._busy = True
        self._show_buttons()
        self._runner.later(
            lambda _progress: programs.create_program(
                folder, department=department, office=office, coordinator=coordinator, password=password, code=code
            )[0],
            self._done,
            owner=self,
            title="Creating the program",
            refused=self._refused,
            unwanted=Program.close,
        )

    def _done(self, program: Program) -> None:
        self._busy = False
        self.made.emit(program)

    def _refused(self, error: UserError) -> None:
        self._busy = False
        self._show_buttons()
        self.note.say(str(error), Tone.BAD, "attention")

    def _sheet_left(self, how: str, _title: str) -> None:
        if how != OPENED:  # that copy is deleted when umdesk closes, so it is no sheet to keep
            self.safe.setChecked(True)

    def _turn_to(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.steps.set_step(step)
        self.note.say("")
        self._show_buttons()
        first = (self.department, self.password, self.safe)[step]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self) -> None:
        last = self.stack.currentIndex() == len(STEPS) - 1
        self.back_button.setVisible(self.stack.currentIndex() > 0)
        self.back_button.setEnabled(not self._busy)
        self.cancel_button.setEnabled(not self._busy)
        self.next_button.setText("Creating…" if self._busy else "Create the program" if last else "Next")
        self.next_button.setEnabled(not self._busy and (not last or self.safe.isChecked()))

    def _follow_office(self) -> None:
        if not self._name_typed:
            self.name.set_raw("".join(c for c in self.office.raw() if c not in '/\\:*?"<>|').strip(". "))
            self._show_place()

    def _keep_name(self) -> None:
        self._name_typed = bool(self.name.raw().strip())

    def _show_place(self) -> None:
        typed = self.place.raw().strip()
        remarks = places.judge_for_new(Path(typed).expanduser()) if typed else ()
        warning = remarks[0].text if remarks else ""
        self.place_note.say(
            warning or (f"The program will be {self.folder()}" if typed and self.name.raw().strip() else ""),
            Tone.ATTENTION if warning else Tone.QUIET,
            "attention" if warning else "folder",
        )

    def _choose_place(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder that holds the program", self.place.raw())
        if chosen:
            self.place.set_raw(chosen)
            self.place.set_reason("")
            self._show_place()
