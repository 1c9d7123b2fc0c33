"""The first page of a rater's sitting: what a conflict of interest is, and the names to go through for one."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from umdesk.domain.writing import counted, enumerated
from umdesk.services.my_sheets import ConflictList
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.form import FormPanel, all_will_do, heading, paragraph
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.taborder import keep_in_place

_ID = Qt.ItemDataRole.UserRole
_PAUSE_MS = 600
_ABOUT = "Go through the names. Tick everyone with whom you have a conflict of interest and say why."
_BLIND = (
    "After this list you see numbers alone, in another order. Whoever you step back from is not among them. "
    "That is why the names come first."
)
_AGAIN = "An application came in later. So that its number does not tell whose it is, all names are here once more."
_FOR_GOOD = "What you say here is on record. Only the coordinator can change it."


class ConflictPage(QWidget):
    """Names with a check box each; a checked one asks for a reason. Nothing is checked beforehand.

    `declared` carries the reasons by application. `typed` says that there is something to keep: `marked()`.
    """

    declared = Signal(object)
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: dict[str, str] = {}
        self.reasons: dict[str, TextField] = {}
        self.definition = paragraph("")
        self.about = paragraph("")
        self.names = QTreeWidget()
        self.names.setAccessibleName("Applicants: tick those with whom you have a conflict of interest")
        self.names.setHeaderLabels(["Name", "Look twice", "Class", "Unit"])
        self.names.setRootIsDecorated(False)
        self.names.setUniformRowHeights(True)
        self.names.setAlternatingRowColors(True)
        self.names.itemChanged.connect(self._changed)
        self.names.itemClicked.connect(self._clicked)
        self.names.installEventFilter(self)
        self.named = heading("")
        self.asked = FormPanel()
        self.asked.add(self.named)
        self.note = Note()
        self.button = QPushButton(icon("right"), "")
        self.button.setDefault(True)
        self.button.setAutoDefault(True)
        self.button.clicked.connect(lambda _checked=False: self._declare())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.typed)
        self._lay_out()

    def show_list(self, found: ConflictList, kept: Mapping[str, str], *, may: bool) -> None:
        """Show the names; `kept` are reasons that were typed before and not handed in."""
        self.definition.setText(found.definition)
        self.about.setText(" ".join([_AGAIN] * found.again + [_ABOUT] + [_BLIND] * found.blind))
        self._hints = {one.application_id: f"{one.name} ({one.hint})" for one in found.names if one.hint}
        metrics, room = self.names.fontMetrics(), 3 * self.names.fontMetrics().height()  # beside the check box
        with QSignalBlocker(self.names):
            self.names.clear()
            for one in found.names:
                item = QTreeWidgetItem(self.names, [one.name, one.hint, one.class_title, one.unit])
                item.setData(0, _ID, one.application_id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(0, Qt.CheckState.Unchecked)
                item.setSizeHint(0, QSize(metrics.horizontalAdvance(one.name) + room, metrics.height() + SPACE_12))
            for column, shown in enumerate((True, bool(self._hints), not found.blind, not found.blind)):
                self.names.setColumnHidden(column, not shown)
                self.names.resizeColumnToContents(column)
        self._forget()
        for item in self.items():
            if item.data(0, _ID) in kept:
                item.setCheckState(0, Qt.CheckState.Checked)
                self.reasons[item.data(0, _ID)].set_raw(kept[item.data(0, _ID)])
        self._pause.stop()
        for first in self.items()[:1]:
            self.names.setCurrentItem(first)
        self.names.setEnabled(may)
        self.button.setEnabled(may)
        self._say()

    def marked(self) -> dict[str, str]:
        """The reasons of the checked names by application, as far as they are typed."""
        return {key: field.raw() for key, field in self.reasons.items()}

    def items(self) -> list[QTreeWidgetItem]:
        """The lines of the list, by name."""
        found = [self.names.topLevelItem(place) for place in range(self.names.topLevelItemCount())]
        return [item for item in found if item is not None]

    def _changed(self, item: QTreeWidgetItem, _column: int) -> None:
        key, checked = item.data(0, _ID), item.checkState(0) is Qt.CheckState.Checked
        if checked and key not in self.reasons:
            self._ask_for_reason(key, item.text(0))
        elif not checked and key in self.reasons:
            field = self.reasons.pop(key)
            field.hide()
            field.deleteLater()
        self._say()
        self._pause.start()

    def _clicked(self, item: QTreeWidgetItem, _column: int) -> None:
        """Who checks a box with the mouse types the reason next, and not into the list, where Space checks."""
        if field := self.reasons.get(item.data(0, _ID)):
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who types on a checked name types its reason; Space still checks and unchecks."""
        item = self.names.currentItem()
        if watched is self.names and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and item:
            field = self.reasons.get(item.data(0, _ID))
            if field is not None and event.text().strip().isprintable() and event.text().strip():
                field.line.setFocus(Qt.FocusReason.OtherFocusReason)
                field.line.end(False)
                field.line.insert(event.text())
                field.edited.emit()
                return True
        return super().eventFilter(watched, event)

    def _ask_for_reason(self, key: str, name: str) -> None:
        field = TextField(f"Your conflict of interest with {name}", required=True, max_length=300)
        field.edited.connect(self._pause.start)
        field.edited.connect(lambda: field.set_reason(""))
        self.reasons[key] = self.asked.add(field)
        keep_in_place(self.asked, [each.editor for each in self.reasons.values()])
        QTimer.singleShot(0, field, lambda: self.asked.ensureWidgetVisible(field))

    def _forget(self) -> None:
        for field in self.reasons.values():
            field.hide()
            field.deleteLater()
        self.reasons = {}

    def _say(self) -> None:
        many = len(self.reasons)
        rest = "the others" if many else "any of them"
        self.button.setText(f"I have no conflict with {rest}: begin rating")
        self.named.setText(f"You step back from {counted(many, 'applicant')}")
        self.asked.setVisible(bool(many))
        left = [hint for key, hint in self._hints.items() if key not in self.reasons]
        said = f"Look twice, you did not tick {enumerated(left)}." if left else ""
        self.note.say(said, Tone.ATTENTION, "attention")

    def _declare(self) -> None:
        if all_will_do(self.reasons.values()):
            self.declared.emit({key: field.raw().strip() for key, field in self.reasons.items()})

    def _lay_out(self) -> None:
        left = FormPanel()
        left.add(heading("What a conflict of interest is"))
        left.add(self.definition)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(SPACE_16, SPACE_12, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.about)
        column.addWidget(self.names, 3)
        column.addWidget(self.asked, 2)
        column.addWidget(self.note)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_12)
        foot.addWidget(QuietLabel(_FOR_GOOD), 1)
        foot.addWidget(self.button)
        column.addLayout(foot)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(left)
        parts.addWidget(right)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        parts.setSizes([440, 760])
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(parts)
