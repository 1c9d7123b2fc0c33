"""Fields that choose: one of a list, or yes and no."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from umdesk.ui.theme import SPACE_4, SPACE_8
from umdesk.ui.widgets.field import Field


class _Box(QComboBox):
    """Tells a choice from the open list from one that an arrow key makes on the closed box.

    A text that is wider than the box stands in full in its tip and in the open list.
    """

    picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._open = False
        self.activated.connect(self._activated)
        self.currentTextChanged.connect(self._tell)

    def showPopup(self) -> None:
        """The list opens."""
        self._open = True
        view = self.view()
        longest = view.sizeHintForColumn(0) + self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        view.setMinimumWidth(min(longest, self.screen().availableGeometry().width()))
        super().showPopup()

    def hidePopup(self) -> None:
        """The list closes, just before or after what was taken from it is told."""
        super().hidePopup()
        QTimer.singleShot(0, self, self._closed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may cut the text, or leave room for it."""
        super().resizeEvent(event)
        self._tell()

    def _tell(self, _text: str = "") -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        text = self.currentText()
        self.setToolTip(text if self.fontMetrics().horizontalAdvance(text) > room.width() else "")

    def _closed(self) -> None:
        self._open = False

    def _activated(self, _index: int) -> None:
        if self._open:
            QTimer.singleShot(0, self, self.picked.emit)  # once the list has given the focus back


class ChoiceField(Field):
    """One of several values; `choices` are pairs of value and text.

    `blank` is the text of an empty first choice ("" for none). `searchable` lets people type any part of a text.
    """

    picked = Signal()
    """One was taken from the open list, so that the choice is over; the arrow keys on the closed box go on."""

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[Any, str]] = (),
        *,
        required: bool = False,
        blank: str = "",
        searchable: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.box = _Box()
        super().__init__(label, self.box, required=required, hint=hint)
        self._blank = blank
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.box.setMaxVisibleItems(16)
        self.box.setMinimumHeight(self.box.fontMetrics().height() + SPACE_8 + SPACE_4)
        if searchable:
            self._let_search()
        self.set_choices(choices)
        self.box.activated.connect(self._chosen)
        self.box.picked.connect(self.picked)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if parent is not None:
            self.setParent(parent)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices; the chosen value stays if it is among them."""
        kept = self.box.currentData()
        self.box.clear()
        if self._blank:
            self.box.addItem(self._blank, None)
        for value, text in choices:
            self.box.addItem(text, value)
        self.set_value(kept)

    def value(self) -> Any:
        """The chosen value; ValueError when typed text is none of the choices."""
        if self.box.isEditable() and self.box.currentText().strip() != self.box.itemText(self.box.currentIndex()):
            at = self.box.findText(self.box.currentText().strip(), Qt.MatchFlag.MatchFixedString)
            if at < 0:
                if not self.box.currentText().strip():
                    return None
                raise ValueError("Choose one of the list.")
            self.box.setCurrentIndex(at)
        return self.box.currentData()

    def set_value(self, value: Any) -> None:
        """Choose a value; an unknown one chooses the blank, or nothing."""
        at = next((i for i in range(self.box.count()) if self.box.itemData(i) == value), 0 if self._blank else -1)
        self.box.setCurrentIndex(at)
        if self.box.isEditable():
            shown = self.box.itemText(at) if at >= 0 else ""
            self.box.setEditText(shown)
            if self.box.hasFocus():
                self._choose_blank()
        self.set_reason("")

    def raw(self) -> str:
        """The text of the choice, which a draft keeps."""
        return self.box.currentText()

    def set_raw(self, text: str) -> None:
        """Choose by text."""
        self.box.setCurrentIndex(self.box.findText(text, Qt.MatchFlag.MatchExactly))
        if self.box.isEditable():
            self.box.setEditText(text)

    def set_read_only(self, read_only: bool) -> None:
        """Whether the choice can only be read."""
        self.box.setEnabled(not read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turning the wheel scrolls the form and never changes a choice by accident."""
        if event.type() is QEvent.Type.FocusIn and self.box.isEditable():
            QTimer.singleShot(0, self, self._choose_blank)  # once the click that came here has put its cursor
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _choose_blank(self) -> None:
        """Choose the text of the blank as a whole: what is typed replaces it ("Not chosen yet5157" fits nothing)."""
        line = self.box.lineEdit()
        if line is not None and self._blank and line.text() == self._blank:
            line.selectAll()

    def _let_search(self) -> None:
        line = QLineEdit()
        line.setAccessibleName(self.name)
        line.textEdited.connect(lambda _text: self.edited.emit())
        self.box.setEditable(True)
        self.box.setLineEdit(line)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.box.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.activated.connect(lambda _text: self._chosen())
        completer.activated.connect(lambda _text: QTimer.singleShot(0, self, self.picked.emit))
        self.box.setCompleter(completer)

    def _chosen(self, _index: int = 0) -> None:
        self.edited.emit()
        self._leave()


class CheckField(Field):
    """Yes or no, with the sentence beside the box."""

    def __init__(self, label: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        self.box = QCheckBox(label.replace("&", "&&"))  # a plain text: no letter of it is a shortcut
        super().__init__(label, self.box, hint=hint)
        self.label.hide()
        self.box.clicked.connect(self._clicked)
        if parent is not None:
            self.setParent(parent)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick or untick."""
        self.box.setChecked(bool(value))

    def raw(self) -> str:
        """The word yes or no."""
        return "yes" if self.value() else "no"

    def set_raw(self, text: str) -> None:
        """Tick for the word yes."""
        self.box.setChecked(text == "yes")

    def set_read_only(self, read_only: bool) -> None:
        """Whether the tick can only be read."""
        self.box.setEnabled(not read_only)

    def _clicked(self, _checked: bool) -> None:
        self.edited.emit()
        self.left.emit()
