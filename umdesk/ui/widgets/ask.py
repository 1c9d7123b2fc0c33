"""A button that unfolds into the question it needs answered, in place of a dialog."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.fields import Field
from umdesk.ui.widgets.form import all_will_do
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.unrecorded import Unrecorded


class Ask(QWidget):
    """Closed it is one button; open it shows fields by name, what will happen, *confirm* and *Cancel*.

    `confirmed` says that the person pressed *confirm* and every field will do; who acts on it says `done` then. With
    `keep_typing` what is typed outlives a lock, a switch, a close and a crash until it is done or given up.
    """

    confirmed = Signal()

    def __init__(
        self, opening: str, symbol: str, confirm: str, fields: Sequence[tuple[str, Field]], note: str = ""
    ) -> None:
        super().__init__()
        self.fields = dict(fields)
        self.opener = QPushButton(icon(symbol), opening)
        self.opener.setAutoDefault(False)
        self.opener.clicked.connect(lambda _checked: self.unfold())
        self.confirm = QPushButton(confirm)
        self.confirm.setAutoDefault(False)
        self.confirm.clicked.connect(lambda _checked: self._confirm())
        self.cancel = QPushButton("Cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(lambda _checked: self.done())
        self.body = QWidget()
        inside = QVBoxLayout(self.body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_8)
        for field in self.fields.values():
            inside.addWidget(field)
        if note:
            inside.addWidget(QuietLabel(note))
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.confirm)
        row.addWidget(self.cancel)
        row.addStretch(1)
        inside.addLayout(row)
        self._typing: Unrecorded | None = None
        self._about = "", ""
        self.begun = QuietLabel("What was typed here is kept.")
        self.begun.hide()
        first = QHBoxLayout()
        first.addWidget(self.opener)
        first.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(first)
        column.addWidget(self.begun)
        column.addWidget(self.body)
        self.body.hide()

    def keep_typing(self, context: Context, table: str) -> None:
        """Keep what is typed as typing about the record that `follow` names."""
        self._typing = Unrecorded(context, table, self.fields, self)

    def follow(self, record_id: str, about: str = "") -> None:
        """Be about another record: the question folds, and says whether something was typed about this one before."""
        if (record_id, about) != self._about:
            self.fold()
            self._about = record_id, about
        self._tell_begun()

    def unfold(self) -> None:
        """Show the question and go to its first field, or to its answer where there is none."""
        if self._typing is not None and self._about[0]:
            self._typing.follow(*self._about)
        self.begun.hide()
        self.opener.hide()
        self.body.show()
        next(iter(self.fields.values()), self.confirm).setFocus()
        # Only once the layout has made room is it known where the buttons are.
        QTimer.singleShot(0, self, self._show_buttons)

    def fold(self) -> None:
        """Show the button alone, with the fields empty; typing that is kept can be taken up again."""
        if self._typing is not None:
            self._typing.leave()
        self.body.hide()  # first: the field that loses the focus is judged, and what is emptied has no reason under it
        for field in self.fields.values():
            field.set_value(None)
        self.opener.show()
        self._tell_begun()

    def done(self) -> None:
        """It is confirmed or given up: nothing of it is typing any longer."""
        if self._typing is not None:
            self._typing.forget()
        self.fold()

    def refuse(self, error: UserError) -> None:
        """Say under the field that is meant why it will not do."""
        named = error.field if isinstance(error, InvalidInput) else ""
        field = self.fields.get(named) or list(self.fields.values())[-1]
        field.set_reason(str(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field of one line confirms, Escape folds."""
        if not self.body.isHidden() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._confirm()
        elif not self.body.isHidden() and event.key() == Qt.Key.Key_Escape:
            self.done()
            self.opener.setFocus()
        else:
            super().keyPressEvent(event)

    def _tell_begun(self) -> None:
        begun = self._typing is not None and self.body.isHidden() and bool(self._about[0])
        self.begun.setVisible(begun and self._typing is not None and self._typing.begun(*self._about))

    def _show_buttons(self) -> None:
        whole = self.parentWidget()
        while whole is not None and not isinstance(whole, QScrollArea):
            whole = whole.parentWidget()
        if whole is not None:
            whole.ensureWidgetVisible(self.confirm, 0, SPACE_8)
            # A question higher than the room for it is read from its first field.
            whole.ensureWidgetVisible(next(iter(self.fields.values()), self.confirm), 0, SPACE_8)

    def _confirm(self) -> None:
        if all_will_do(self.fields.values()):
            self.confirmed.emit()
