"""Text shown as it stands: a name that looks like markup must not make Qt fetch a picture from wherever it says."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget


class PlainLabel(QLabel):
    """A label that never takes its text for markup; every label of ours is one."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)


def plain_reading(name: str = "", text: str = "") -> QPlainTextEdit:
    """A text to be read, selected and copied; Tab goes on to what is behind it."""
    box = QPlainTextEdit(text)
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setAccessibleName(name)
    return box


def plain_tip(text: str) -> str:
    """A tip for a text that people typed: Qt guesses whether a tip is markup and cannot be told."""
    return "<br>".join(escape(text).splitlines()) if "<" in text else text
