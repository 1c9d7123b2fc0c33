"""One goal on the page of goals: what it is, how far it is, what CalHR said, and what can be done with it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from umdesk.domain import counts, dates
from umdesk.domain.goal_terms import approval, how_far, time_over
from umdesk.domain.writing import capital, counted, one_line
from umdesk.services.year.goals import GoalStanding
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.form import heading, paragraph
from umdesk.ui.widgets.recordform import remove_button
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.year.goal_bar import GoalBar


class GoalCard(QFrame):
    """A goal; its signals carry its id."""

    people_wanted = Signal(str)
    change_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, row: GoalStanding, today: date, parent: QWidget | None = None, *, may: bool) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        goal = row.goal
        name = f"{capital(goal.kind)} goal"
        self.words = f"{how_far(goal, len(row.reached), today)}."
        self.bar = GoalBar()
        self.bar.show_goal(len(row.reached), goal.holds, time_over(goal.timeframe, today), f"{name}: {self.words}")
        many = counted(len(row.reached), "person", "people")
        self.people = push_button(f"See the {many}" if row.reached else "Nobody yet", "people", self._ask_people)
        self.people.setAccessibleName(f"{name}: {many}")
        self.people.setEnabled(bool(row.reached))
        self.change = push_button("Change…", "edit", lambda: self.change_wanted.emit(goal.id))
        self.change.setAccessibleName(f"Change the {goal.kind} goal")
        self.change.setToolTip("The number, the timeframe, CalHR's approval, a reduction that was asked for")
        self.remove = remove_button("Remove", lambda: self.remove_wanted.emit(goal.id))
        self.remove.setAccessibleName(f"Remove the {goal.kind} goal")
        for button in (self.change, self.remove):
            button.setVisible(may)
        self.goal = goal
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_8)
        top = heading(f"{name}: {counted(goal.holds, 'employee')}")
        column.addWidget(top)
        column.addWidget(self.bar)
        column.addWidget(paragraph(capital(self.words)))
        column.addWidget(QuietLabel(_about(row)))
        column.addSpacing(SPACE_4)
        column.addLayout(side_by_side(self.people, self.change, self.remove))

    def _ask_people(self) -> None:
        self.people_wanted.emit(self.goal.id)


def _about(row: GoalStanding) -> str:
    """The timeframe where it is not the whole year, what CalHR said, and the notes."""
    goal = row.goal
    whole = goal.timeframe == counts.program_year_period(goal.year)
    span = f"{dates.show(goal.timeframe.first)} to {dates.show(goal.timeframe.last)}."
    parts = ("" if whole else span, approval(goal), one_line(goal.approved_note), one_line(goal.note))
    return " ".join(part for part in parts if part)
