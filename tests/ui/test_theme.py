"""Two palettes that differ and can be read, and icons that follow them."""

import math
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QComboBox, QPushButton, QTabBar, QWidget

from umdesk.resources import resource
from umdesk.ui import theme
from umdesk.ui.icons import icon, tone_icon
from umdesk.ui.plans.sections import Entry, SectionList
from umdesk.ui.style import CalmStyle
from umdesk.ui.theme import Scheme, Tone, palette, table_palette, tone_colour
from umdesk.ui.widgets.symbol import Symbol

Role = QPalette.ColorRole
READ = [
    (Role.WindowText, Role.Window),
    (Role.Text, Role.Base),
    (Role.Text, Role.AlternateBase),
    (Role.PlaceholderText, Role.Base),
    (Role.PlaceholderText, Role.Window),
    (Role.ButtonText, Role.Button),
    (Role.HighlightedText, Role.Highlight),
    (Role.ToolTipText, Role.ToolTipBase),
    (Role.Link, Role.Base),
    (Role.Link, Role.Window),
    (Role.LinkVisited, Role.Base),
]
DARK = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_that_of_the_standard():
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)


@DARK
def test_every_text_stands_out_from_what_is_behind_it(dark):
    for colours in (palette(dark), table_palette(dark)):
        for text, behind in READ:
            ratio = contrast(colours.color(text), colours.color(behind))
            assert ratio >= 4.5, f"{text.name} on {behind.name}: {ratio:.2f}"


@DARK
def test_every_status_colour_stands_out_on_each_background(dark):
    colours = table_palette(dark)

    for tone in Tone:
        for behind in (Role.Base, Role.AlternateBase, Role.Window, Role.Highlight):
            ratio = contrast(tone_colour(tone, dark), colours.color(behind))
            assert ratio >= 4.5, f"{tone} on {behind.name}: {ratio:.2f}"


@DARK
def test_outlines_and_the_focus_ring_can_be_seen(dark):
    colours = palette(dark)

    assert contrast(colours.color(Role.Dark), colours.color(Role.Base)) >= 3
    assert contrast(colours.color(Role.Dark), colours.color(Role.Window)) >= 3
    assert contrast(colours.color(Role.Accent), colours.color(Role.Base)) >= 3
    assert contrast(colours.color(Role.Accent), colours.color(Role.Window)) >= 3
    grey = colours.color(QPalette.ColorGroup.Disabled, Role.Text)
    assert contrast(grey, colours.color(Role.Base)) >= 3


@pytest.fixture
def black_and_yellow(qapp):
    """The palette of a desktop in high contrast, as Windows gives it: everything black, the text yellow."""
    colours = QPalette()
    for role in (Role.Window, Role.Base, Role.AlternateBase, Role.Button, Role.Light, Role.Mid, Role.Dark, Role.Shadow):
        colours.setColor(role, QColor("black"))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        colours.setColor(role, QColor("yellow"))
        colours.setColor(QPalette.ColorGroup.Disabled, role, QColor("lime"))
    colours.setColor(Role.Highlight, QColor("#1aebff"))
    colours.setColor(Role.HighlightedText, QColor("black"))
    qapp.setStyle(CalmStyle())
    qapp.setPalette(theme.contrast_palette(colours))
    for widget_class in ("QListView", "QTableView"):
        qapp.setPalette(qapp.palette(), widget_class)
    yield
    theme.apply(qapp, Scheme.LIGHT)


@pytest.mark.usefixtures("black_and_yellow")
def test_in_high_contrast_outlines_symbols_and_what_is_chosen_can_be_seen(qapp, qtbot):
    colours = qapp.palette()
    assert theme.is_high_contrast()
    assert not any(theme.is_high_contrast(palette(dark)) for dark in (False, True))
    for text, behind in [*READ[:7], (Role.Dark, Role.Window), (Role.Accent, Role.Window)]:
        assert contrast(colours.color(text), colours.color(behind)) >= 4.5, text
    assert {tone_colour(tone).name() for tone in Tone} == {"#ffff00"}
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    button, choices, tabs, sections = QPushButton("Go", window), QComboBox(window), QTabBar(window), SectionList(window)
    tabs.addTab("One")
    sections.show_entries([Entry("a", "Goals", symbol="check"), Entry("b", "Budget", "1 left", symbol="money")])
    for number, widget in enumerate((button, choices, tabs, sections)):
        widget.setGeometry(8, 8 + 40 * number, 200, 32 if number < 3 else 70)
    sections.choose("b")
    window.show()
    for widget in (button, choices, tabs):
        image = widget.grab().toImage()
        edge = max(
            contrast(image.pixelColor(x, y), QColor("black")) for x in range(20, 30) for y in range(4)
        )  # fmt: skip
        assert edge >= 4.5, type(widget).__name__
    row = sections.visualItemRect(sections.item(1))
    image = sections.viewport().grab(row).toImage()
    inks = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert "#000000" in inks
    assert "#ffff00" not in inks


def test_light_and_dark_differ_on_the_screen(qapp, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(20, 20)

    theme.apply(qapp, Scheme.LIGHT)
    light = window.grab().toImage().pixelColor(10, 10)
    theme.apply(qapp, Scheme.DARK)
    qapp.processEvents()
    dark = window.grab().toImage().pixelColor(10, 10)

    assert light.lightnessF() > 0.9
    assert dark.lightnessF() < 0.2
    assert theme.is_dark()


def test_icons_are_drawn_in_the_colours_of_the_palette(qapp):
    def darkest(drawn):
        image = drawn.pixmap(32, 32).toImage()
        inked = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200]
        return sum(colour.lightnessF() for colour in inked) / len(inked)

    found = icon("find")
    theme.apply(qapp, Scheme.LIGHT)
    on_light = darkest(found)
    theme.apply(qapp, Scheme.DARK)
    on_dark = darkest(found)

    assert on_light < 0.3 < 0.7 < on_dark


@pytest.mark.parametrize("tone", Tone)
def test_a_symbol_beside_words_follows_light_and_dark_at_once(qapp, qtbot, tone):
    def drawn(symbol):
        return symbol.pixmap().toImage()

    theme.apply(qapp, Scheme.LIGHT)
    symbol = Symbol(tone_icon(tone), 24)
    qtbot.addWidget(symbol)
    on_light = drawn(symbol)
    theme.apply(qapp, Scheme.DARK)
    qapp.processEvents()

    assert drawn(symbol) == tone_icon(tone).pixmap(24, 24).toImage()
    assert drawn(symbol) != on_light


def test_each_tone_has_its_own_symbol(qapp):
    drawn = {tone_icon(tone).pixmap(16, 16).toImage().bits().tobytes() for tone in Tone}

    assert len(drawn) == len(Tone)


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_an_icon_is_a_small_drawing_in_the_text_colour(path):
    root = ET.fromstring(path.read_text(encoding="utf-8"))

    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    assert root.get("width") is None


def test_a_missing_icon_is_found_at_once():
    with pytest.raises(FileNotFoundError):
        icon("no such icon")
