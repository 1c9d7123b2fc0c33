"""A form in sections, scrolled when it is longer than the window."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16, SPACE_24, Tone, heading_font, title_font
from umdesk.ui.widgets.fields import Field, Note
from umdesk.ui.widgets.plain import PlainLabel

W = TypeVar("W", bound=QWidget)


def heading(text: str) -> QLabel:
    """The heading of a section."""
    label = PlainLabel(text)
    label.setFont(heading_font())
    label.setWordWrap(True)
    return label


def title(text: str) -> QLabel:
    """The title of a page."""
    label = _Wrapped(text)
    label.setFont(title_font())
    return label


def paragraph(text: str) -> QLabel:
    """A sentence or two of explanation, wrapped."""
    return _Wrapped(text)


def stacked(*widgets: QWidget) -> QWidget:
    """Widgets from top to bottom, each as high as it needs to be."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_12)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return page


def all_will_do(fields: Iterable[Field]) -> bool:
    """Judge every field, show the reasons, and go to the first whose value will not do; True when all will do."""
    wrong = [field for field in fields if not field.check()]
    if wrong:
        wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
    return not wrong


def say_refusal(error: UserError, fields: Mapping[str, Field], note: Note) -> None:
    """Say why something was refused: under the field that the error names, with the cursor there, else in the note."""
    named = error.field if isinstance(error, InvalidInput) else ""
    if named in fields:
        fields[named].set_reason(str(error))
        fields[named].setFocus(Qt.FocusReason.OtherFocusReason)
    else:
        note.say(str(error), Tone.BAD, "attention")


class _Wrapped(PlainLabel):
    """A wrapped text, as high as its lines need and no higher.

    What Qt takes for its best height belongs to a width of Qt's choice; in a narrower place that would cut lines off.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show another text, with room for its lines."""
        super().setText(text)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the lines that the width leaves."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self.setMinimumHeight(0)  # Qt answers at least the minimum, so that a text that was narrow once stayed high
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))


class _Inner(QWidget):
    """Asks for the least height of its fields; the best one would enlarge them all when a wrapped line appears."""

    def heightForWidth(self, width: int) -> int:
        """The height under which the form scrolls."""
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else -1


class FormPanel(QScrollArea):
    """Fields under headings, from top to bottom; `add` returns what it was given, so that a form reads as a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = _Inner()
        self._inner = inner
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_16)
        self._column.setSpacing(SPACE_12)
        self._column.addStretch(1)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)

    def section(self, text: str) -> QLabel:
        """Begin a section with a heading."""
        label = heading(text)
        if self._column.count() > 1:
            self._put(self._gap())
        self._put(label)
        return label

    def add(self, widget: W) -> W:
        """Put a field or any widget under what is there."""
        self._put(widget)
        return widget

    def add_row(self, *widgets: QWidget, stretch: tuple[int, ...] = ()) -> None:
        """Put widgets side by side, equally wide unless `stretch` says otherwise."""
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        for number, widget in enumerate(widgets):
            row.addWidget(widget, stretch[number] if stretch else 1, Qt.AlignmentFlag.AlignTop)
        self._column.insertLayout(self._column.count() - 1, row)

    def add_layout(self, layout: QLayout) -> None:
        """Put a layout under what is there."""
        self._column.insertLayout(self._column.count() - 1, layout)

    def fields(self) -> list[Field]:
        """All fields of the form, in order."""
        return self._inner.findChildren(Field)

    def check(self) -> bool:
        """Judge every field, and go to the first whose value will not do; True when all will do."""
        wrong = [field for field in self.fields() if field.isVisibleTo(self) and not field.check()]
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(wrong[0])
        return not wrong

    def bring_up(self, widget: QWidget) -> None:
        """Scroll so that all of a widget is seen, or from its top on where it is higher than the view."""
        if widget.height() + 2 * SPACE_12 > self.viewport().height():
            self.verticalScrollBar().setValue(widget.mapTo(self._inner, QPoint(0, 0)).y() - SPACE_12)
        else:
            self.ensureWidgetVisible(widget, 0, SPACE_12)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The panel is never narrower than its fields need."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._inner:
            self.setMinimumWidth(self._inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())
        return super().eventFilter(watched, event)

    def _put(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)

    def _gap(self) -> QWidget:
        gap = QWidget()
        gap.setFixedHeight(SPACE_24 - SPACE_12 - SPACE_8)
        return gap
