"""How umdesk looks: two palettes on Qt's Fusion style, one accent colour, one spacing scale, one type scale."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from umdesk.ui.style import CalmStyle

SPACE_2, SPACE_4, SPACE_8, SPACE_12, SPACE_16, SPACE_24 = 2, 4, 8, 12, 16, 24
"""The spacing scale in device-independent pixels; 2 is only for the inside of a field."""


class Scheme(StrEnum):
    """What a person chose in the View menu."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a status means; each has its own symbol, so that colour never says it alone."""

    GOOD = "good"
    ATTENTION = "attention"
    BAD = "bad"
    QUIET = "quiet"
    ACCENT = "accent"


_LIGHT = {
    QPalette.ColorRole.Window: "#f4f5f6",
    QPalette.ColorRole.WindowText: "#1c2024",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#f6f8f9",
    QPalette.ColorRole.Text: "#1c2024",
    QPalette.ColorRole.PlaceholderText: "#5f666e",
    QPalette.ColorRole.Button: "#f1f2f4",
    QPalette.ColorRole.ButtonText: "#1c2024",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.ToolTipBase: "#ffffff",
    QPalette.ColorRole.ToolTipText: "#1c2024",
    QPalette.ColorRole.Highlight: "#17607a",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Accent: "#17607a",
    QPalette.ColorRole.Link: "#17607a",
    QPalette.ColorRole.LinkVisited: "#5b4a86",
    QPalette.ColorRole.Light: "#ffffff",
    QPalette.ColorRole.Midlight: "#eceef0",
    QPalette.ColorRole.Mid: "#c3c8cd",
    QPalette.ColorRole.Dark: "#868d95",
    QPalette.ColorRole.Shadow: "#6c737a",
}
_DARK = {
    QPalette.ColorRole.Window: "#22262a",
    QPalette.ColorRole.WindowText: "#e7eaec",
    QPalette.ColorRole.Base: "#1a1d20",
    QPalette.ColorRole.AlternateBase: "#1f2326",
    QPalette.ColorRole.Text: "#e7eaec",
    QPalette.ColorRole.PlaceholderText: "#9fa8b0",
    QPalette.ColorRole.Button: "#2f343a",
    QPalette.ColorRole.ButtonText: "#e7eaec",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.ToolTipBase: "#2f343a",
    QPalette.ColorRole.ToolTipText: "#e7eaec",
    QPalette.ColorRole.Highlight: "#7cc4de",
    QPalette.ColorRole.HighlightedText: "#0d1b21",
    QPalette.ColorRole.Accent: "#7cc4de",
    QPalette.ColorRole.Link: "#7cc4de",
    QPalette.ColorRole.LinkVisited: "#bdaee6",
    QPalette.ColorRole.Light: "#454c54",
    QPalette.ColorRole.Midlight: "#383e45",
    QPalette.ColorRole.Mid: "#4c545c",
    QPalette.ColorRole.Dark: "#767f88",
    QPalette.ColorRole.Shadow: "#0b0c0d",
}
_DISABLED = {False: "#7b828a", True: "#828a92"}
_SELECTED_ROW = {False: "#d3e6ed", True: "#21424f"}
_TONES = {
    False: {Tone.GOOD: "#1b6b3a", Tone.ATTENTION: "#8a5200", Tone.BAD: "#a8261f", Tone.QUIET: "#59616a"},
    True: {Tone.GOOD: "#7fd19b", Tone.ATTENTION: "#f0b866", Tone.BAD: "#ff9d94", Tone.QUIET: "#a3acb4"},
}


def palette(dark: bool) -> QPalette:
    """Our light or dark palette; a test computes that its pairs have a contrast of at least 4.5 to 1."""
    colours = QPalette()
    for role, value in (_DARK if dark else _LIGHT).items():
        colours.setColor(role, QColor(value))
    grey = QColor(_DISABLED[dark])
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, role, grey)
    return colours


def table_palette(dark: bool) -> QPalette:
    """The same for tables, lists and menus: a selected row keeps its text colour on a quiet tint of the accent."""
    colours = palette(dark)
    colours.setColor(QPalette.ColorRole.Highlight, QColor(_SELECTED_ROW[dark]))
    colours.setColor(QPalette.ColorRole.HighlightedText, colours.color(QPalette.ColorRole.Text))
    return colours


def contrast_palette(desktop: QPalette) -> QPalette:
    """The desktop's high contrast with what it leaves out: outlines in the text colour, the focus in the accent."""
    colours = QPalette(desktop)
    text, accent = colours.color(QPalette.ColorRole.WindowText), colours.color(QPalette.ColorRole.Highlight)
    for role in (QPalette.ColorRole.Mid, QPalette.ColorRole.Dark, QPalette.ColorRole.Shadow):
        colours.setColor(role, text)
    colours.setColor(QPalette.ColorRole.PlaceholderText, colours.color(QPalette.ColorRole.Text))  # quiet texts too
    colours.setColor(QPalette.ColorRole.Accent, accent)
    return colours


def is_high_contrast(colours: QPalette | None = None) -> bool:
    """Whether buttons lie flat on the window, as in every high contrast of a desktop and in neither palette of ours."""
    asked = QGuiApplication.palette() if colours is None else colours
    return asked.color(QPalette.ColorRole.Button) == asked.color(QPalette.ColorRole.Window)


def tone_colour(tone: Tone, dark: bool | None = None) -> QColor:
    """The colour of a status symbol on the current (or the given) palette; in high contrast that of the text."""
    if dark is None and is_high_contrast():
        return QGuiApplication.palette().color(QPalette.ColorRole.WindowText)
    night = is_dark() if dark is None else dark
    if tone is Tone.ACCENT:
        return QColor((_DARK if night else _LIGHT)[QPalette.ColorRole.Accent])
    return QColor(_TONES[night][tone])


def is_dark() -> bool:
    """Whether the window is dark now."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Base).lightnessF() < 0.5


def wants_dark(scheme: Scheme) -> bool:
    """What a choice means on this computer; *system* follows the desktop where Qt knows it, otherwise light."""
    if scheme is Scheme.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return scheme is Scheme.DARK


def apply(app: QApplication, scheme: Scheme) -> None:
    """Give the application its style and palette; high contrast of the desktop wins over ours."""
    app.setStyle(CalmStyle())
    style_hints = QGuiApplication.styleHints()  # what it hands out lives only as long as this name
    wanted = style_hints.accessibility().contrastPreference()
    if scheme is Scheme.SYSTEM and wanted is Qt.ContrastPreference.HighContrast:
        app.setPalette(QPalette())  # the desktop's own again
        app.setPalette(contrast_palette(QGuiApplication.palette()))
        return
    dark = wants_dark(scheme)
    app.setPalette(palette(dark))
    for widget_class in ("QTableView", "QListView", "QTreeView", "QMenu", "QMenuBar"):
        app.setPalette(table_palette(dark), widget_class)  # type: ignore[arg-type] # the stub says bytes, Qt takes text


def title_font() -> QFont:
    """The one large size: the name of a page or of an empty place."""
    return _scaled(1.5, QFont.Weight.DemiBold)


def heading_font() -> QFont:
    """The heading of a section."""
    return _scaled(1.1, QFont.Weight.DemiBold)


def label_font() -> QFont:
    """The label above a field, and notes under it."""
    return _scaled(0.92, QFont.Weight.Normal)


def _scaled(factor: float, weight: QFont.Weight) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setWeight(weight)
    return font
