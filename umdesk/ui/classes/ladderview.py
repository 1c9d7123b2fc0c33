"""Career ladders as a picture: classes as boxes from left to right, a line for every route, keys and clicks."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from umdesk.domain import ladders
from umdesk.domain.class_words import CATEGORY_WORDS
from umdesk.domain.ladders import Picture, Placed, Run, Step, Way
from umdesk.domain.words import Category, Route
from umdesk.domain.writing import enumerated
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, label_font
from umdesk.ui.widgets.taborder import keep_in_place

if TYPE_CHECKING:
    from umdesk.services.classes.ladders import Ladders

_KEYS = {
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Up: Way.UP,
    Qt.Key.Key_Down: Way.DOWN,
}
_STYLES = {
    Route.EXAM: Qt.PenStyle.SolidLine,
    Route.BRIDGING: Qt.PenStyle.DashLine,
    Route.TRANSFER: Qt.PenStyle.DotLine,
    Route.TRAINING_AND_DEVELOPMENT: Qt.PenStyle.DashDotLine,
    Route.APPRENTICESHIP: Qt.PenStyle.DashDotDotLine,
}
_CHARACTERS = 18
"""How many letters of a title stand on one line of a box."""


class ClassBox(QAbstractButton):
    """One class of the picture: a button with code, title and category; the arrow keys go on to its neighbours."""

    moved = Signal(str, str)
    """The class, and the way (a value of `Way`) that an arrow key points to."""
    entered = Signal(str)

    def __init__(self, code: str, title: str, category: Category | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = code
        self._title = title or "Not in the catalogue"
        self._category = CATEGORY_WORDS[category] if category else ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(", ".join(part for part in (f"{code} {self._title}", self._category) if part))
        self.setToolTip(f"{code} {self._title}")

    def sizeHint(self) -> QSize:
        """Wide enough for most titles on two lines."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * (_CHARACTERS + 3), metrics.lineSpacing() * 3 + 2 * SPACE_8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbours, Enter opens the class."""
        way = _KEYS.get(Qt.Key(event.key()))
        if way is not None:
            self.moved.emit(self.code, way.value)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The class with the focus is the one in view."""
        super().focusInEvent(event)
        self.entered.emit(self.code)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A box with the code in bold, the title on two lines, and the category."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, chosen = self.palette(), self.isChecked()
        accent = colours.color(QPalette.ColorRole.Accent)
        fill = QColor(accent)
        fill.setAlphaF(0.16)
        thick = 2.5 if self.hasFocus() else 2.0 if chosen else 1.0
        painter.setPen(QPen(accent if chosen or self.hasFocus() else colours.color(QPalette.ColorRole.Dark), thick))
        painter.setBrush(colours.color(QPalette.ColorRole.Base))
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawRoundedRect(box, 5, 5)
        if chosen:
            painter.setBrush(fill)
            painter.drawRoundedRect(box, 5, 5)
        painter.setPen(colours.color(QPalette.ColorRole.Text))
        inner = self.rect().adjusted(SPACE_8, SPACE_8 - 1, -SPACE_8, -SPACE_4)
        line = self.fontMetrics().lineSpacing()
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.drawText(QRect(inner.left(), inner.top(), inner.width(), line), Qt.AlignmentFlag.AlignLeft, self.code)
        painter.setFont(label_font())
        painter.setPen(colours.color(QPalette.ColorRole.PlaceholderText))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(inner.left(), inner.top(), inner.width(), line), right, self._category)
        painter.setFont(self.font())
        painter.setPen(colours.color(QPalette.ColorRole.Text))
        for number, text in enumerate(self._lines(inner.width())):
            place = QRect(inner.left(), inner.top() + (number + 1) * line, inner.width(), line)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, text)
        painter.end()

    def _lines(self, width: int) -> list[str]:
        """The title on at most two lines, the second cut where it does not fit."""
        metrics, words = self.fontMetrics(), self._title.split()
        first: list[str] = []
        while words and metrics.horizontalAdvance(" ".join([*first, words[0]])) <= width:
            first.append(words.pop(0))
        if not first:
            return [metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, width)]
        return [" ".join(first), metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)]


class _Canvas(QWidget):
    """The lines between the boxes, each route with its own dashes and its word."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = Picture((), (), 0, 0)
        self.boxes: dict[str, ClassBox] = {}
        self.chosen = ""

    def arrange(self) -> None:
        """Put every box at its place."""
        if not self.boxes:
            self.setFixedSize(0, 0)
            return
        size, across, down = self._measures()
        for placed in self.picture.classes:
            box = self.boxes[placed.class_code]
            box.setGeometry(
                SPACE_12 + placed.layer * (size.width() + across),
                round(SPACE_12 + placed.row * (size.height() + down)),
                size.width(),
                size.height(),
            )
        width = self.picture.layers * (size.width() + across) - across + 2 * SPACE_12
        height = round(self.picture.height * (size.height() + down)) - down + 2 * SPACE_12
        self.setFixedSize(width, max(height, size.height() + 2 * SPACE_12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines first those of no chosen class, then those of the chosen one over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for run in sorted(self.picture.runs, key=lambda run: self.chosen in (run.from_code, run.to_code)):
            for number, step in enumerate(run.steps):
                self._draw(painter, run, step, number - (len(run.steps) - 1) / 2)
        painter.end()

    def _measures(self) -> tuple[QSize, int, int]:
        size = next(iter(self.boxes.values())).sizeHint()
        drawn = {step.route.value for run in self.picture.runs for step in run.steps}
        widest = max((self.fontMetrics().horizontalAdvance(word) for word in drawn), default=0)
        return size, widest + 2 * self.fontMetrics().height(), self.fontMetrics().lineSpacing() + SPACE_8

    def _draw(self, painter: QPainter, run: Run, step: Step, beside: float) -> None:
        touched = self.chosen in (run.from_code, run.to_code)
        role = QPalette.ColorRole.Accent if touched else QPalette.ColorRole.PlaceholderText
        colour = self.palette().color(role)
        offset = beside * (self.fontMetrics().lineSpacing() + 2)
        path, label, tip = self._path(run, offset)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2.0 if touched else 1.3, _STYLES[step.route]))
        painter.drawPath(path)
        painter.setPen(QPen(colour, 1.0))
        painter.setBrush(colour)
        side = 7 if tip[1] else -7
        end = tip[0]
        painter.drawPolygon(QPolygonF([end, end + QPointF(-side, -4), end + QPointF(-side, 4)]))
        self._write(painter, step.route.value, label, colour)

    def _write(self, painter: QPainter, word: str, at: QPointF, colour: QColor) -> None:
        painter.setFont(label_font())
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(word) + SPACE_4
        place = QRectF(at.x() - width / 2, at.y() - metrics.height() / 2, width, metrics.height())
        painter.fillRect(place, self.palette().color(QPalette.ColorRole.Window))
        painter.setPen(colour)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)

    def _path(self, run: Run, offset: float) -> tuple[QPainterPath, QPointF, tuple[QPointF, bool]]:
        """The curve of a line, where its word stands, and its end with whether it runs to the right."""
        size, across, down = self._measures()
        points = []
        for layer, row in run.points:
            x = SPACE_12 + layer * (size.width() + across)
            y = SPACE_12 + row * (size.height() + down) + size.height() / 2
            points.append((x, y + offset))
        onward = run.points[-1][0] > run.points[0][0]
        stops: list[QPointF] = []
        for number, (x, y) in enumerate(points):
            left, right = QPointF(x, y), QPointF(x + size.width(), y)
            ends = [left, right] if onward else [right, left]
            if number == 0:
                stops.append(ends[1])
            elif number == len(points) - 1:
                stops.append(ends[0])
            else:
                stops += ends
        path = QPainterPath(stops[0])
        for number, (start, end) in enumerate(pairwise(stops)):
            if number % 2:
                path.lineTo(end)
            else:
                middle = (start.x() + end.x()) / 2
                path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
        return path, (stops[0] + stops[1]) / 2, (stops[-1], onward)


class LadderView(QScrollArea):
    """The picture in a scrolled place; `opened` carries the class that was clicked or opened with Enter.

    One box is in the Tab order; the arrow keys lead from box to box along the steps.
    """

    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._canvas = _Canvas()
        self._canvas.setAccessibleName(name)
        self.setWidget(self._canvas)

    @property
    def boxes(self) -> dict[str, ClassBox]:
        """The box of each class by its code."""
        return self._canvas.boxes

    @property
    def picture(self) -> Picture:
        """Where everything stands."""
        return self._canvas.picture

    def show_steps(self, steps: Iterable[Step], known: "Ladders", chosen: str = "", alone: Sequence[str] = ()) -> None:
        """Draw these steps; `alone` are classes that are shown without a step."""
        canvas = self._canvas
        had_focus = any(box.hasFocus() for box in canvas.boxes.values())
        for box in canvas.boxes.values():
            box.setParent(None)
            box.deleteLater()
        canvas.picture = ladders.draw(steps, alone)
        canvas.boxes = {}
        for placed in canvas.picture.classes:
            canvas.boxes[placed.class_code] = self._box(placed, known)
        canvas.arrange()
        keep_in_place(self, canvas.boxes.values())
        self.choose(chosen if chosen in canvas.boxes else next(iter(canvas.boxes), ""), focus=had_focus)
        canvas.update()

    def showEvent(self, event: QShowEvent) -> None:
        """The chosen class comes into view with the picture."""
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: self.choose(self._canvas.chosen))  # once the place has its size

    def choose(self, code: str, *, focus: bool = False) -> None:
        """Make a class the one that Tab comes to, with its lines marked."""
        self._canvas.chosen = code
        for other, box in self._canvas.boxes.items():
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == code else Qt.FocusPolicy.ClickFocus)
            box.setChecked(other == code)
        here = self._canvas.boxes.get(code)
        if here is not None:
            if focus:
                here.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(here)
        self._canvas.update()

    def _box(self, placed: Placed, known: "Ladders") -> ClassBox:
        code = placed.class_code
        box = ClassBox(code, known.titles.get(code, ""), known.categories.get(code), self._canvas)
        box.setAccessibleDescription(described(self._canvas.picture, code, known))
        box.clicked.connect(lambda _checked, code=code: self.opened.emit(code))
        box.moved.connect(self._move)
        box.entered.connect(self._entered)
        box.show()
        return box

    def _move(self, code: str, way: str) -> None:
        self.choose(ladders.beside(self._canvas.picture, code, Way(way)), focus=True)

    def _entered(self, code: str) -> None:
        if code != self._canvas.chosen:
            self.choose(code)


def described(picture: Picture, code: str, known: "Ladders") -> str:
    """Where the lines of a class lead, in words, as a screen reader says it."""
    from_here = [
        f"{known.named(run.to_code)} by {enumerated([step.route.value for step in run.steps])}"
        for run in picture.runs
        if run.from_code == code
    ]
    to_here = [
        f"{known.named(run.from_code)} by {enumerated([step.route.value for step in run.steps])}"
        for run in picture.runs
        if run.to_code == code
    ]
    said = [f"Leads to {'; '.join(from_here)}." if from_here else "Leads to no class."]
    said.append(f"Reached from {'; '.join(to_here)}." if to_here else "Reached from no class.")
    return " ".join(said)
