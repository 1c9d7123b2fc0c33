"""Where the parts of the section Activities stand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from umdesk.domain.plans import Section
from umdesk.ui.plans.activities.fields import LINES
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_16
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.form import title
from umdesk.ui.widgets.list_and_form import ListAndForm

if TYPE_CHECKING:
    from umdesk.ui.plans.activities.page import ActivitiesPage

SHORT = frozenset({"Up", "Down", "Remove", "Table", "Timeline"})
"""Words on buttons that a screen reader says with the name of the section."""


FOR_TABLE, FOR_PICTURE = ((330, 280), 8), ((470, 140), 15)
"""How the height is shared with the form, and its lines where all scrolls; a picture of many bars needs more of it."""


def lay_out(page: "ActivitiesPage") -> ListAndForm:
    """Table or picture above, the form below; gives both."""
    upper, top = QWidget(), QVBoxLayout()
    upper.setLayout(top)
    top.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_8)
    top.setSpacing(SPACE_8)
    top.addLayout(_head(page))
    for widget in (page.intro, page.gaps):
        top.addWidget(widget)
    top.addWidget(page.stack, 1)
    top.addLayout(_totals(page))
    top.addWidget(page.over)
    top.addLayout(_buttons(page))
    for line in LINES:
        if len(line) == 1:
            page.form.add(page.fields[line[0]])
        else:
            page.form.add_row(*(page.fields[name] for name in line))
    page.table.setMinimumHeight(page.fontMetrics().height() * 4)
    page.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    parts = ListAndForm(upper, page.stack, page.form, FOR_TABLE[0])
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(parts)
    return parts


def _head(page: "ActivitiesPage") -> QHBoxLayout:
    ways = QButtonGroup(page)
    ways.setExclusive(True)
    for button in (page.as_table, page.as_picture):
        button.setCheckable(True)
        ways.addButton(button)
    page.as_table.setChecked(True)
    page.as_picture.setToolTip("The activities as bars over the quarters; dates are changed by dragging or with keys")
    row = QHBoxLayout()
    row.setSpacing(SPACE_4)
    row.addWidget(title(Section.ACTIVITIES), 1)
    row.addWidget(page.as_table)
    row.addWidget(page.as_picture)
    return row


def _totals(page: "ActivitiesPage") -> QHBoxLayout:
    """The planned hours, and what changes the order."""
    page.take_out.setToolTip("Take the chosen activity out of the plan. Undo brings it back.")
    row = QHBoxLayout()
    row.setSpacing(SPACE_8)
    row.addWidget(page.hours, 1)
    row.addStretch(0)
    for button in (page.up, page.down, page.take_out):
        row.addWidget(button)
    return row


def _buttons(page: "ActivitiesPage") -> QHBoxLayout:
    page.add_td.setToolTip("A training and development assignment, with its limit of 24 months in 36")
    page.add_td.setAccessibleName("Add T&D assignment")
    page.suggest.setToolTip("Activities of the department's catalogue for the target class and the competencies")
    page.begin_from.setToolTip("Begin with a plan for a common path, or keep this plan as a template")
    row = QHBoxLayout()
    row.setSpacing(SPACE_8)
    for button in (page.add_one, page.add_td, page.suggest, page.begin_from):
        row.addWidget(button)
    row.addStretch(1)
    return row


def button(page: QWidget, symbol: str, text: str, act: Callable[[], object]) -> QPushButton:
    """A button of the page; a short word is said with the name of the section."""
    made = push_button(text, symbol, act)
    made.setIconSize(QSize(page.fontMetrics().height(), page.fontMetrics().height()))
    plain = text.replace("&&", "&")
    made.setAccessibleName(f"{plain}, {Section.ACTIVITIES}" if plain in SHORT else plain)
    return made
