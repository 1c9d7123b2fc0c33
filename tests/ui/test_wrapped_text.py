"""A wrapped sentence shows all of its lines however narrow its place is."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from umdesk.ui.welcome import WelcomePage
from umdesk.ui.widgets.form import paragraph

LONG = "\n".join(f"• {number} All passwords end but yours. Each other person gets a page." for number in range(5))


@pytest.mark.parametrize("width", [180, 320, 520, 900])
def test_no_line_is_cut_off_in_a_place_of_any_width(qtbot, width):
    place = QWidget()
    qtbot.addWidget(place)
    column = QVBoxLayout(place)
    sentence = paragraph(LONG)
    column.addWidget(sentence)
    column.addStretch(1)
    place.resize(width, 900)
    place.show()
    assert sentence.height() == sentence.heightForWidth(sentence.width())


def test_a_longer_text_gets_its_room_too(qtbot):
    sentence = paragraph("Short.")
    qtbot.addWidget(sentence)
    sentence.resize(300, 20)
    sentence.show()
    sentence.setText(LONG)
    assert sentence.minimumHeight() == sentence.heightForWidth(sentence.width()) > 5 * sentence.fontMetrics().height()


def test_a_text_that_was_narrow_once_takes_no_more_room_than_it_needs(qtbot):
    sentence = paragraph(LONG)
    qtbot.addWidget(sentence)
    sentence.resize(60, 20)
    sentence.show()
    narrow = sentence.minimumHeight()
    sentence.resize(900, 20)
    assert sentence.minimumHeight() < narrow / 4


def test_the_first_page_shows_its_sentences_whole_in_a_small_window(remembered, qtbot):
    page = WelcomePage(remembered)
    qtbot.addWidget(page)
    page.resize(813, 396)  # what a screen of 1280 by 800 leaves at 150 percent
    page.show()
    sentences = [label for label in page.findChildren(QLabel) if label.isVisible() and label.wordWrap()]
    assert len(sentences) >= 5
    assert [label.text() for label in sentences if label.height() < label.heightForWidth(label.width())] == []
