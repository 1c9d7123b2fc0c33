"""One text side by side: as it was written with what is masked marked, and as raters read it."""

from PySide6.QtGui import QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from umdesk.services.masking import MaskedField
from umdesk.ui.theme import SPACE_4, SPACE_12, label_font
from umdesk.ui.widgets.fields import LongTextField
from umdesk.ui.widgets.plain import PlainLabel, plain_reading
from umdesk.ui.widgets.status import QuietLabel

_MOST_NAMED = 12


class Sides(QWidget):
    """The original at the left, underlined where the computer masks, and the masked text at the right."""

    def __init__(self, title: str, lines: int) -> None:
        super().__init__()
        label = PlainLabel(f"{title}, as written")
        label.setFont(label_font())
        self.original = plain_reading(f"{title}, as written")
        label.setBuddy(self.original)
        self.marked = QuietLabel()
        self.text = LongTextField(f"{title}, as raters read it", lines=lines)
        self.original.setMinimumHeight(self.text.box.minimumHeight())
        self.original.setMaximumHeight(self.text.box.maximumHeight())
        left = QVBoxLayout()
        left.setSpacing(SPACE_4)
        left.addWidget(label)
        left.addWidget(self.original, 1)
        left.addWidget(self.marked)
        right = QVBoxLayout()
        right.setSpacing(SPACE_4)
        right.addWidget(self.text)
        right.addStretch(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_12)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self.automatic = ""

    def show_field(self, field: MaskedField, *, editable: bool, typing: bool) -> None:
        """Show a text; what is being typed at the right stays."""
        self.automatic = field.automatic
        self.original.setPlainText(field.original)
        marks = []
        for span in field.spans:
            mark = QTextEdit.ExtraSelection()
            place = QTextCursor(self.original.document())
            place.setPosition(_units(field.original, span.start))
            place.setPosition(_units(field.original, span.end), QTextCursor.MoveMode.KeepAnchor)
            # Underlined as well as tinted: the mark does not hang on a colour.
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setBackground(self.palette().color(QPalette.ColorRole.Highlight))
            form.setForeground(self.palette().color(QPalette.ColorRole.HighlightedText))
            mark.cursor, mark.format = place, form
            marks.append(mark)
        self.original.setExtraSelections(marks)
        named = [f"{field.original[span.start : span.end]} ({span.what.value})" for span in field.spans]
        more = len(named) - _MOST_NAMED
        shown = ", ".join(dict.fromkeys(named[:_MOST_NAMED])) + (f" and {more} more" if more > 0 else "")
        self.marked.setText(f"Masked by the computer: {shown}." if named else "The computer found nothing to mask.")
        if not typing:
            self.text.set_value(field.text)
        self.text.set_read_only(not editable)


def _units(text: str, place: int) -> int:
    """A place in a text as Qt counts it: a character beyond the basic plane is two."""
    return place + sum(ord(letter) > 0xFFFF for letter in text[:place])
