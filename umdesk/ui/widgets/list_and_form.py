"""A list above, and under it the form of the chosen line."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

from umdesk.ui.widgets.form import FormPanel

_LOW = 26
"""Lines of text below which list and form do not fit over each other."""


class ListAndForm(QScrollArea):
    """List and form with a handle between them; where they do not fit, one long page that scrolls as a whole.

    `part` is the list with its buttons, `body` that of it which is given `lines` of height on the long page.
    """

    def __init__(self, part: QWidget, body: QWidget, form: FormPanel, sizes: tuple[int, int]) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inner = form.widget()
        assert inner is not None  # noqa: S101 -- a form has its fields in one
        self._part, self._body, self._form, self._inner, self._sizes = part, body, form, inner, sizes
        self._least = body.minimumHeight()
        self._lines = 8
        self._long = False
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setAutoFillBackground(False)
        self.split.setChildrenCollapsible(False)
        for number, each in enumerate((part, form)):
            self.split.addWidget(each)
            self.split.setStretchFactor(number, 1)
        self.split.setSizes(sizes)
        self.setWidget(self.split)
        for each in (part, form, inner):
            each.installEventFilter(self)

    def share(self, sizes: tuple[int, int], lines: int) -> None:
        """Share the height anew between list and form; `lines` is what the list gets of the long page."""
        self._sizes, self._lines = sizes, lines
        if not self._long:
            self.split.setSizes(sizes)
        self._make_room()

    def go_to(self, widget: QWidget) -> None:
        """Put the cursor into a field or on a button, in view."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._make_room()
        self._form.ensureWidgetVisible(widget)
        self.ensureWidgetVisible(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height may have room for both, or not."""
        self._make_room()
        super().resizeEvent(event)
        bar = self.verticalScrollBar().sizeHint().width() if self._long else 0
        self.setMinimumWidth(self.split.minimumSizeHint().width() + bar)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """List and form grow and shrink with what they have to say."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._make_room()
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        line = self.fontMetrics().height()
        was, self._long = self._long, self.height() < line * _LOW
        self._body.setMinimumHeight(line * self._lines if self._long else self._least)
        self._part.setMinimumHeight(0)  # or it is part of the answer
        least = _height(self._part)
        self._part.setMinimumHeight(least)  # the splitter asks for a height that lines of text need more of
        if not self._long:
            self.split.setMinimumHeight(0)
            if was:
                self.split.setSizes(self._sizes)
            return
        heights = [least, 0 if self._form.isHidden() else _height(self._inner)]
        whole = sum(heights) + self.split.handleWidth()
        if whole != self.split.minimumHeight() or not was:
            self.split.setMinimumHeight(whole)
            self.split.resize(self.viewport().width(), max(whole, self.viewport().height()))
            self.split.setSizes(heights)


def _height(part: QWidget) -> int:
    """The least height of a part at its width."""
    layout = part.layout()
    if layout is None:
        return part.minimumSizeHint().height()
    layout.invalidate()
    return max(layout.totalMinimumHeightForWidth(part.width()), layout.totalMinimumSize().height())
