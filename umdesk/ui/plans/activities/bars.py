"""The bars of the timeline picture: what one shows, and how it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from umdesk.domain.plans import Activity
from umdesk.domain.timeline import Quarter, Scale, Span, days_in_words, span_of
from umdesk.domain.words import ProgressStatus
from umdesk.domain.writing import one_line
from umdesk.ui.theme import SPACE_2, SPACE_4, SPACE_8, SPACE_12, Tone, tone_colour
from umdesk.ui.widgets.rows import Index

_ROUND = 3.0
_HANDLE = 2.0
NO_DATES = "no dates yet"


@dataclass(frozen=True, slots=True)
class Bar:
    """An activity in the picture; `said` is what a screen reader says, `more` stands behind the name.

    `status` is how far the activity is, None while nothing is on record for it. `used` tells what stands behind the
    name instead of `more` while the bar is moved to other days.
    """

    activity: Activity
    said: str
    more: str = ""
    status: ProgressStatus | None = None
    used: Callable[[Span], str] | None = None

    @property
    def name(self) -> str:
        """What stands on or beside the bar."""
        return one_line(self.activity.text) or "(no text yet)"

    def tail(self, moving: Span | None = None) -> str:
        """What stands behind the name, and is never cut off; `moving` are other days than its own."""
        more = self.used(moving) if moving is not None and self.used is not None else self.more
        return "".join(f" · {part}" for part in (more, self.status or "") if part)


class Hand(Protocol):
    """What the drawing asks of that which moves the bars."""

    def span(self, bar: Bar) -> Span | None:
        """The days to which a bar is being moved; None while it stands still."""

    def shows_ends(self, bar: Bar) -> bool:
        """Whether the ends of a bar show that they can be dragged."""


class Canvas(Protocol):
    """What the drawing asks of the places in the picture."""

    scale: Scale
    quarters: tuple[Quarter, ...]
    today_x: float | None


class Picture(Protocol):
    """What the drawing asks of the list that holds the bars."""

    @property
    def canvas(self) -> Canvas:
        """Where each day is."""

    @property
    def hand(self) -> Hand:
        """What moves the bars."""

    @property
    def visible(self) -> tuple[int, int]:
        """The left and right edge of what is in view, in places of the picture."""

    def bar(self, index: Index) -> Bar:
        """The bar of a row."""


def height_of_row(metrics: QFontMetrics) -> int:
    """How high a row of the picture is."""
    return metrics.height() + SPACE_12 + SPACE_4


class BarDelegate(QStyledItemDelegate):
    """Draws a row: quarters, today, the bar, and its name where there is room for it."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self._picture = picture

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """As wide as the picture."""
        return QSize(int(self._picture.canvas.scale.width), height_of_row(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        bar, rect, colours = self._picture.bar(index), option.rect, option.palette
        painter.save()
        painter.setClipRect(rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, colours.color(QPalette.ColorRole.Highlight))
        self._grid(painter, rect, colours)
        moving = self._picture.hand.span(bar)
        span = moving or span_of(bar.activity)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = f"{days_in_words(moving)} · {bar.name}" if moving else bar.name
        tail = f" ({NO_DATES})" if span is None else bar.tail(moving)
        if span is None:
            left = max(self._picture.visible[0], 0) + SPACE_8
            self._write(painter, option, rect.left() + left, (text, tail), quiet=True)
        else:
            box = self._box(rect, span)
            self._draw_bar(painter, box, bar)
            if self._picture.hand.shows_ends(bar) or moving:
                self._handles(painter, box, bar)
            self._name(painter, option, box, bar, (text, tail))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(_accent(), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _box(self, rect: QRect, span: Span) -> QRectF:
        scale = self._picture.canvas.scale
        left, right = scale.x(span.starts), scale.end(span.ends)
        return QRectF(rect.left() + left, rect.top() + SPACE_4, max(right - left, 4.0), rect.height() - 2 * SPACE_4)

    def _grid(self, painter: QPainter, rect: QRect, colours: QPalette) -> None:
        painter.setPen(QPen(colours.color(QPalette.ColorRole.Mid), 1, Qt.PenStyle.DotLine))
        for quarter in self._picture.canvas.quarters[1:]:
            x = rect.left() + self._picture.canvas.scale.x(quarter.first)
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom() + 1))
        today = self._picture.canvas.today_x
        if today is not None:
            painter.setPen(QPen(tone_colour(Tone.ATTENTION), 2))
            painter.drawLine(QPointF(rect.left() + today, rect.top()), QPointF(rect.left() + today, rect.bottom() + 1))

    def _draw_bar(self, painter: QPainter, box: QRectF, bar: Bar) -> None:
        fill, _text = _colours(bar)
        if bar.status is ProgressStatus.DROPPED:
            painter.setPen(QPen(fill, 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
        painter.drawRoundedRect(box, _ROUND, _ROUND)

    def _handles(self, painter: QPainter, box: QRectF, bar: Bar) -> None:
        painter.setPen(QPen(_colours(bar)[1], _HANDLE))
        for x in (box.left() + SPACE_4, box.right() - SPACE_4):
            if box.width() > 2 * SPACE_12:
                painter.drawLine(QPointF(x, box.top() + SPACE_4), QPointF(x, box.bottom() - SPACE_4))

    def _name(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, bar: Bar, text: tuple[str, str]
    ) -> None:
        """On the bar where the name has room in what is in view, else behind or before it, else where most room is."""
        left, right = (option.rect.left() + edge for edge in self._picture.visible)
        wide = option.fontMetrics.horizontalAdvance("".join(text)) + 2 * SPACE_8 + SPACE_4
        inside = max(box.left(), left), min(box.right(), right)
        behind, before = max(box.right(), left) + SPACE_4, min(box.left(), right) - SPACE_4
        rooms = (inside[1] - inside[0], right - behind, before - left)
        fits = next((place for place, room in enumerate(rooms) if room >= wide), rooms.index(max(rooms)))
        if fits == 0:
            where = QRectF(inside[0] + SPACE_8 + SPACE_2, box.top(), rooms[0] - SPACE_12, box.height())
            hollow = bar.status is ProgressStatus.DROPPED
            painter.setPen(option.palette.color(QPalette.ColorRole.Text) if hollow else _colours(bar)[1])
            shown = _fitted(option.fontMetrics, text, int(where.width()))
            painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        elif fits == 1:
            self._write(painter, option, behind, text, until=right)
        else:
            self._write(painter, option, max(before - wide + SPACE_8 + SPACE_4, left), text, until=before)

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        x: float,
        text: tuple[str, str],
        *,
        until: float = 0,
        quiet: bool = False,
    ) -> None:
        role = QPalette.ColorRole.PlaceholderText if quiet else QPalette.ColorRole.Text
        painter.setPen(option.palette.color(role))
        room = int(until - x) if until else option.rect.width()
        shown = _fitted(option.fontMetrics, text, room)
        where = QRectF(x + SPACE_2, option.rect.top(), option.rect.width(), option.rect.height())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        behind = QRectF(x, option.rect.top() + SPACE_4, option.fontMetrics.horizontalAdvance(shown) + SPACE_4, 0)
        behind.setHeight(option.rect.height() - 2 * SPACE_4)
        painter.fillRect(
            behind, option.palette.color(QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Base)
        )
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def _fitted(metrics: QFontMetrics, text: tuple[str, str], room: int) -> str:
    """A name and its tail in so much room: the name is cut, the tail stays."""
    name, tail = text
    left = max(room - metrics.horizontalAdvance(tail), 0)
    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, left) + tail


def _accent() -> QColor:
    return QGuiApplication.palette().color(QPalette.ColorRole.Highlight)


def _colours(bar: Bar) -> tuple[QColor, QColor]:
    """The colour of a bar and of what stands on it; the word beside the name says the same."""
    app = QGuiApplication.palette()
    if bar.status is ProgressStatus.DONE:
        return tone_colour(Tone.GOOD), app.color(QPalette.ColorRole.Base)
    if bar.status is ProgressStatus.DROPPED:
        return tone_colour(Tone.QUIET), app.color(QPalette.ColorRole.Base)
    return app.color(QPalette.ColorRole.Highlight), app.color(QPalette.ColorRole.HighlightedText)
