"""A part of a form that is folded until somebody wants it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_12, heading_font
from umdesk.ui.widgets.fields import Field


class Fold(QWidget):
    """A heading that shows and hides what stands under it; a value that will not do is never hidden."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.button = QPushButton(text)
        self.button.setFont(heading_font())
        self.button.setFlat(True)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda _checked: self._press())
        self.body = QWidget()
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_12)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE_8)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self.body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._unfold(wanted=False)

    def add(self, widget: QWidget) -> None:
        """Put a widget under what is there."""
        self._column.addWidget(widget)

    def add_row(self, *widgets: QWidget) -> None:
        """Put widgets side by side, equally wide."""
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        for widget in widgets:
            row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def fields(self) -> list[Field]:
        """The fields under it."""
        return self.body.findChildren(Field)

    @property
    def unfolded(self) -> bool:
        """Whether what stands under it is shown."""
        return not self.body.isHidden()

    def fit(self, *, unfold: bool) -> None:
        """Unfold where asked or where something is filled in, else fold."""
        self._unfold(wanted=unfold or any(map(_filled, self.fields())))

    def _press(self) -> None:
        self._unfold(wanted=not self.unfolded)
        if self.unfolded:
            # Only once the layout has made room is it known where the fields are.
            QTimer.singleShot(0, self, self._come_into_view)

    def _unfold(self, *, wanted: bool) -> None:
        unfolded = wanted or any(field.reason() for field in self.fields())
        self.body.setVisible(unfolded)
        self.button.setIcon(icon("unfolded" if unfolded else "right"))
        self.button.setAccessibleName(f"{self._text}, {'unfolded' if unfolded else 'folded'}")

    def _come_into_view(self) -> None:
        place = self.parentWidget()
        while place is not None and not isinstance(place, QScrollArea):
            place = place.parentWidget()
        if place is not None:
            place.ensureWidgetVisible(self.body)
            place.ensureWidgetVisible(self.button)


def _filled(field: Field) -> bool:
    try:
        return field.value() is not None
    except ValueError:
        return True
