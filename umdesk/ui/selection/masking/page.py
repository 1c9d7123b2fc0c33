"""The inner tab Masking: the applications of a blind cycle one after the other, until each is checked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.words import CycleState
from umdesk.domain.writing import capital, counted
from umdesk.services import masking
from umdesk.services.cycles import CycleDetail
from umdesk.services.masking import FIELDS, MaskedApplication, MaskLine, MaskState
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.selection.masking.sides import Sides
from umdesk.ui.selection.page import Page
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.field import Note
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.scrolled import scrolled
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable
from umdesk.ui.widgets.unrecorded import Unrecorded

_WAITING = (MaskState.TO_CHECK, MaskState.CHANGED)
_TONES = {
    MaskState.TO_CHECK: Tone.ATTENTION,
    MaskState.CHANGED: Tone.ATTENTION,
    MaskState.CHECKED: Tone.GOOD,
    MaskState.NO_TEXT: Tone.QUIET,
}
_ABOUT = (
    "Raters of this cycle read the right side only, and no attachment. Put right what tells who wrote it, or what was "
    "masked without need, then press Ctrl+Enter. Until you have checked a text, raters read what the computer masked."
)


def wanted(cycle: CycleDetail) -> bool:
    """Only a blind cycle masks anything."""
    return cycle.blind


class MaskingPage(Page):
    """Lists the applications, and shows the chosen one's texts side by side."""

    help_page = "raters"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._shown: MaskedApplication | None = None
        self._going_on = False  # between a check and the next application, which is shown then
        self.model: RowsModel[MaskLine] = RowsModel(
            (
                Column("Number", lambda line: line.number, width=11),
                Column("Name", lambda line: line.name, stretch=True),
                Column("Text", lambda line: capital(line.state.value), tone=lambda line: _TONES[line.state], width=15),
            ),
            lambda line: line.application_id,
            self,
        )
        self.table = RowsTable(self.model, "Applications to mask")
        self.table.set_empty("No application takes part yet.")
        self.left_over = heading("")
        self.whose = heading("")
        self.note = Note()
        self.sides = {field: Sides(title, 7 if field == "statement" else 3) for field, title in FIELDS.items()}
        self.next = QPushButton(icon("check"), "Checked, next")
        self.next.setToolTip("Ctrl+Enter")
        self.anew = QPushButton(icon("redo"), "As the computer masks it")
        self.unrecorded = Unrecorded(
            context, masking.DRAFT.strip(), {field: side.text for field, side in self.sides.items()}, self
        )
        self._lay_out()
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(Qt.Modifier.CTRL | keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._check)
        self.table.chosen.connect(lambda _key: self._show_chosen())
        self.next.clicked.connect(lambda _checked: self._check())
        self.anew.clicked.connect(lambda _checked: self._mask_anew())

    def _lay_out(self) -> None:
        listed = QWidget()
        left = QVBoxLayout(listed)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(SPACE_8)
        left.addWidget(self.left_over)
        left.addWidget(self.table, 1)
        texts = QWidget()
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, SPACE_8, 0)
        column.setSpacing(SPACE_16)
        for side in self.sides.values():
            column.addWidget(side)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        for button in (self.next, self.anew):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        work = QWidget()
        right = QVBoxLayout(work)
        right.setContentsMargins(SPACE_12, 0, 0, 0)
        right.setSpacing(SPACE_8)
        for part in (self.whose, QuietLabel(_ABOUT), self.note):
            right.addWidget(part)
        right.addWidget(scrolled(texts), 1)
        right.addLayout(buttons)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(listed)
        parts.addWidget(work)
        parts.setStretchFactor(1, 1)
        parts.setSizes([380, 860])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        whole.addWidget(parts)

    def show_cycle(self, cycle: CycleDetail, announced: Announced | None) -> None:
        """Show the applications of a cycle that raters read."""
        moved = self.cycle is None or self.cycle.id != cycle.id
        super().show_cycle(cycle, announced)
        lines = self.context.runner.now(masking.of_cycle, self.context.program, cycle.id, refused=self._refuse)
        self.model.set_rows(lines or ())
        waiting = [line for line in lines or () if line.state in _WAITING]
        self.left_over.setText(
            f"{counted(len(waiting), 'application')} to check" if waiting else "All texts are checked" if lines else ""
        )
        first = waiting or list(lines or ())
        if first and (moved or not self.table.current_key()):
            self.table.choose(first[0].application_id)
        if not self._going_on:
            self._show_chosen()

    def settle(self) -> bool:
        """Keep what is typed; it becomes a checked text only when somebody says so."""
        self.unrecorded.keep()
        return True

    def _show_chosen(self) -> None:
        key = self.table.current_key()
        if self.cycle is None or not self.model.find(key):
            self._shown = None
            self.whose.setText("")
            for side in self.sides.values():
                side.hide()
            self.next.setEnabled(False)
            self.anew.setEnabled(False)
            return
        found = self.context.runner.now(masking.texts, self.context.program, key, refused=self._refuse)
        if found is None:
            return
        self.unrecorded.keep()
        again = self._shown is not None and self._shown.application_id == key
        editable = self.context.may("masking.check") and self.cycle.state is not CycleState.CLOSED
        fields = {field.field: field for field in found.fields}
        for name, side in self.sides.items():
            side.setVisible(name in fields)
            if name in fields:
                typing = again and side.text.editor.hasFocus() and side.text.raw() != fields[name].text
                side.show_field(fields[name], editable=editable, typing=typing)
        self._shown = found
        self.whose.setText(f"{found.number} {found.name}: {found.state.value}")
        self.note.say("" if found.fields else "Nothing is written here that raters would read.", Tone.QUIET, "info")
        for button in (self.next, self.anew):
            button.setVisible(editable)
            button.setEnabled(bool(found.fields))
        self.unrecorded.follow(key)

    def _check(self) -> None:
        shown = self._shown
        if shown is None or not shown.fields or not self.next.isVisible():
            return
        texts = {field.field: self.sides[field.field].text.raw() for field in shown.fields}
        following = self._following(shown.application_id)
        self._going_on = bool(following)
        try:
            masking.check(self.context.program, shown.application_id, texts)
        except UserError as error:
            self._refuse(error)
            return
        finally:
            self._going_on = False
        self.unrecorded.forget()
        if following:
            self.table.choose(following)

    def _following(self, key: str) -> str:
        """The next application that waits, from the one with this key on; "" when all others are checked."""
        rows = self.model.rows()
        at = next((place for place, line in enumerate(rows) if line.application_id == key), 0)
        return next((line.application_id for line in rows[at + 1 :] + rows[:at] if line.state in _WAITING), "")

    def _mask_anew(self) -> None:
        for field in self._shown.fields if self._shown else ():
            side = self.sides[field.field]
            side.text.set_value(side.automatic)
            side.text.edited.emit()

    def _refuse(self, error: UserError) -> None:
        self.note.say(str(error), Tone.ATTENTION, "lock")
