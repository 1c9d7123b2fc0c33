"""A name that looks like markup is a name: no label and no tip fetches a picture from where it says."""

import pytest
from PySide6.QtCore import Qt

from umdesk.domain.errors import UserError
from umdesk.ui.widgets.messagebar import MessageBar
from umdesk.ui.widgets.plain import PlainLabel, plain_tip

NAME = '<img src="//elsewhere/share/x.png">Reyes'


def test_a_label_shows_markup_as_it_stands(qtbot):
    label = PlainLabel(NAME)
    qtbot.addWidget(label)
    assert (label.text(), label.textFormat()) == (NAME, Qt.TextFormat.PlainText)


def test_a_message_about_such_a_name_is_plain(qtbot):
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.refuse(UserError(f"{NAME} could not be added."))
    assert bar._text.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    ("text", "tip"),
    [
        ("Ana Reyes & Co", "Ana Reyes & Co"),
        (NAME, "&lt;img src=&quot;//elsewhere/share/x.png&quot;&gt;Reyes"),
        ("<b>x</b>\nof Redding", "&lt;b&gt;x&lt;/b&gt;<br>of Redding"),
    ],
)
def test_a_tip_is_escaped_where_qt_could_take_it_for_markup(text, tip):
    assert plain_tip(text) == tip
