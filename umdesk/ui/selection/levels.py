"""What the points of a criterion mean: a line of text for each number of points."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from umdesk.domain.writing import plain
from umdesk.ui.theme import SPACE_4, SPACE_8
from umdesk.ui.widgets.field import Field

_MOST_LINES = 11
"""Up to this many possible ratings each has a line of its own; beyond that the two ends have one."""
_ROWS_MOST = 3


class _Meaning(QPlainTextEdit):
    """A text that is as high as its lines, up to three; Tab goes on, and Enter says that the line is done."""

    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(SPACE_4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another height."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes no new line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        lines = max(1, min(int(self.document().size().height()), _ROWS_MOST))
        more = int(self.document().size().height()) > _ROWS_MOST
        wanted = Qt.ScrollBarPolicy.ScrollBarAsNeeded if more else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(wanted)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * SPACE_4 + 2 * self.frameWidth() + 2)


class LevelsField(Field):
    """Pairs of points and their meaning, a line each; lines without a meaning are not kept.

    As text, which a draft keeps, it is "0 = No goal is named", a line each.
    """

    def __init__(self, label: str) -> None:
        self.rows: list[tuple[QLineEdit, QPlainTextEdit]] = []
        editor = QWidget()
        editor.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        super().__init__(label, editor)
        self.label.setBuddy(None)  # type: ignore[arg-type]
        self._grid = QGridLayout(editor)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_8)
        self._grid.setVerticalSpacing(SPACE_4)
        self._read_only = False
        self._scale: tuple[str, ...] = ()
        self._complete = False
        self._setting = False
        self.set_raw("")

    def set_scale(self, maximum: Decimal, step: Decimal) -> None:
        """Offer a line for each possible rating, or for the two ends where there are many."""
        count = int(maximum / step) + 1
        values = [step * number for number in range(count)] if count <= _MOST_LINES else [Decimal(0)]
        scale = tuple(plain(value) for value in (*values, *([maximum] if maximum not in values else [])))
        if scale != self._scale:
            self._scale, self._complete = scale, count <= _MOST_LINES
            if not self.editor.isAncestorOf(_focus(self)):
                self.set_raw(self.raw())

    def value(self) -> Any:
        """Pairs of points and text; ValueError with a sentence for points that are no number."""
        pairs: dict[str, str] = {}
        for points, meaning in self._typed():
            if not meaning:
                continue
            try:
                number = Decimal(points)
            except InvalidOperation:
                number = Decimal("NaN")
            if not number.is_finite() or number < 0:
                raise ValueError(f"Write the points as a number before “{meaning[:40]}”.")
            if plain(number) in pairs:
                raise ValueError(f"{plain(number)} points are described twice.")
            pairs[plain(number)] = meaning
        return tuple(sorted(pairs.items(), key=lambda pair: Decimal(pair[0])))

    def set_value(self, value: Any) -> None:
        """Show pairs of points and text."""
        self.set_raw("\n".join(f"{points} = {' '.join(text.split())}" for points, text in value or ()))
        self.set_reason("")

    def raw(self) -> str:
        """The lines that have a meaning, as text."""
        return "\n".join(f"{points} = {meaning}" for points, meaning in self._typed() if meaning)

    def set_raw(self, text: str) -> None:
        """Show lines of text, and empty ones for the other points of the scale."""
        pairs = [
            (one.strip(), rest.strip()) for one, _sign, rest in (line.partition("=") for line in text.splitlines())
        ]
        known = {points for points, _meaning in pairs}
        offered = () if self._read_only else self._scale
        lines = [*pairs, *((points, "") for points in offered if points not in known)]
        lines.sort(key=_by_points)
        if not self._read_only and not self._complete:
            lines.append(("", ""))
        self._setting = True
        while len(self.rows) > len(lines):
            for editor in self.rows.pop():
                self._grid.removeWidget(editor)
                editor.hide()
                editor.deleteLater()
        while len(self.rows) < len(lines):
            self._add_row()
        for (points_line, box), (points, meaning) in zip(self.rows, lines, strict=True):
            points_line.setText(points)
            self._fix_points(points_line)
            _name(points_line, box)
            if box.toPlainText() != meaning:
                box.setPlainText(meaning)
        self._setting = False

    def set_read_only(self, read_only: bool) -> None:
        """Whether the meanings can only be read and copied."""
        changed = read_only is not self._read_only
        self._read_only = read_only
        if changed:
            self.set_raw(self.raw())
        for points, box in self.rows:
            self._fix_points(points)
            _set_read_only(box, read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the lines for another field judges the value; going from line to line does not."""
        if event.type() is QEvent.Type.FocusOut and watched is not self.editor and self._really_left(event):
            QTimer.singleShot(0, self, self._left_lines)  # only then is it known where the focus went
        return False

    def _left_lines(self) -> None:
        if not self.editor.isAncestorOf(_focus(self)):
            self._leave()

    def _typed(self) -> Iterator[tuple[str, str]]:
        for points, box in self.rows:
            yield points.text().strip(), " ".join(box.toPlainText().split())

    def _add_row(self) -> None:
        points, box = QLineEdit(self.editor), _Meaning(self.editor)
        points.setMaxLength(9)
        points.setAlignment(Qt.AlignmentFlag.AlignRight)
        points.setFixedWidth(points.fontMetrics().averageCharWidth() * 6 + SPACE_8)
        _set_read_only(box, self._read_only)
        points.textEdited.connect(partial(self._person_typed, points, box))
        box.textChanged.connect(partial(self._person_typed, points, box))
        box.entered.connect(partial(self._go_on, box))
        for editor in (points, box):
            editor.installEventFilter(self)
        at = len(self.rows)
        self._grid.addWidget(points, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(box, at, 1)
        self.rows.append((points, box))

    def _go_on(self, box: QPlainTextEdit) -> None:
        """Go to the meaning after this one, from the last to the first."""
        boxes = [each for _points, each in self.rows]
        boxes[(boxes.index(box) + 1) % len(boxes)].setFocus(Qt.FocusReason.TabFocusReason)

    def _fix_points(self, points: QLineEdit) -> None:
        """Points that are the scale's own are not typed, so that Tab goes from meaning to meaning."""
        fixed = self._read_only or (self._complete and points.text() in self._scale)
        points.setReadOnly(fixed)
        points.setFrame(not fixed)
        points.setFocusPolicy(Qt.FocusPolicy.NoFocus if fixed else Qt.FocusPolicy.StrongFocus)

    def _person_typed(self, points: QLineEdit, box: QPlainTextEdit, *_text: str) -> None:
        if self._setting:
            return
        _name(points, box)
        if (points, box) == self.rows[-1] and not self._complete and (points.text() or box.toPlainText()):
            self._add_row()
            _name(*self.rows[-1])
        self.edited.emit()


def _name(points: QLineEdit, box: QPlainTextEdit) -> None:
    points.setAccessibleName("Points of a level")
    box.setAccessibleName(f"Meaning of {points.text().strip()} points" if points.text().strip() else "Meaning")


def _set_read_only(box: QPlainTextEdit, read_only: bool) -> None:
    box.setReadOnly(read_only)
    box.viewport().setBackgroundRole(QPalette.ColorRole.Window if read_only else QPalette.ColorRole.Base)


def _by_points(line: tuple[str, str]) -> tuple[bool, Decimal]:
    try:
        return False, Decimal(line[0])
    except InvalidOperation:
        return True, Decimal(0)


def _focus(widget: QWidget) -> QWidget:
    """Where the focus is in the window of a widget, or the widget itself."""
    found: QWidget | None = widget.window().focusWidget()
    return widget if found is None else found
