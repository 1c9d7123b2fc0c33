"""Line icons from resources/icons, drawn in the colours of the current palette at any size."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from umdesk.resources import resource
from umdesk.ui.theme import Tone, is_high_contrast, tone_colour

TONE_ICONS = {
    Tone.GOOD: "check",
    Tone.ATTENTION: "attention",
    Tone.BAD: "cross",
    Tone.QUIET: "circle",
    Tone.ACCENT: "dot",
}


@cache
def _drawing(name: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes()


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, width: int, height: int, ratio: float) -> QImage:
    """An icon as a picture: a list paints the same few a hundred times with every key."""
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    svg = QByteArray(_drawing(name).replace(b"currentColor", colour.encode()))
    QSvgRenderer(svg).render(painter, QRectF(0, 0, width, height))
    painter.end()
    return image


class _LineIcon(QIconEngine):
    """Draws one SVG whose strokes are `currentColor`; asks the palette each time, so it follows light and dark."""

    def __init__(self, name: str, tone: Tone | None) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._tone)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        drawn = _drawn(self._name, self._colour(mode).name(), rect.width(), rect.height(), ratio)
        painter.drawImage(rect.topLeft(), drawn)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode is QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        if mode is QIcon.Mode.Selected and is_high_contrast(palette):
            return palette.color(QPalette.ColorRole.HighlightedText)
        if self._tone is not None:
            return tone_colour(self._tone)
        return palette.color(QPalette.ColorRole.ButtonText)


def icon(name: str, tone: Tone | None = None) -> QIcon:
    """The icon `name` (a file of resources/icons without its ending), in the text colour or that of a tone."""
    _drawing(name)  # a missing file is a bug that shows at once, not when it is painted
    return QIcon(_LineIcon(name, tone))


def tone_icon(tone: Tone) -> QIcon:
    """The symbol that goes with a status word."""
    return icon(TONE_ICONS[tone], tone)
