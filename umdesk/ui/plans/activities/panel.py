"""The timeline with what belongs to it: how it is moved, by how much the keys move, and what a move says."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain import timeline
from umdesk.domain.plans import Activity, served_names
from umdesk.domain.td_limits import Period
from umdesk.domain.timeline import Span, Step
from umdesk.domain.words import ProgressStatus
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.plans.activities.bars import Bar
from umdesk.ui.plans.activities.picture import TimelinePicture
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import stacked
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.status import QuietLabel

KEYS = (
    "Drag a bar or one of its ends. Keys: ↑ ↓ choose, ← → move it, with Shift its end, with Ctrl its start; Esc takes "
    "back."
)
FROZEN = "This revision is printed, so its dates are frozen. To change what was agreed, amend the plan."
NOT_YOURS = "The dates of this plan cannot be changed by you now."


class TimelinePanel(QWidget):
    """The picture of a plan's activities; `moved` asks to keep other days for a row, `chosen` tells the row chosen."""

    moved = Signal(str, object)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = TimelinePicture()
        self.step = QComboBox()
        for step in Step:
            self.step.addItem(step.value, step)
        self.step.setAccessibleName("Keys move by a")
        self.step.setToolTip("How far one press of an arrow key moves; in the picture also with the keys D, W and M")
        self.step.activated.connect(lambda _index: self._take_step(self.step.currentData()))
        self.note = Note()
        self._keys = QuietLabel("")
        self._words = QStackedWidget()
        self._lay_out()
        hand = self.picture.hand
        hand.moved.connect(self._moved)
        hand.told.connect(self._told)
        hand.step_chosen.connect(self._take_step)
        self.picture.chosen.connect(self._chosen)

    def show_plan(self, detail: PlanDetail, today: date, *, editable: bool) -> None:
        """Show the activities of a revision; a frozen one can be looked at."""
        names = served_names(detail.content)
        status = {row.item: row.status for row in detail.activities}
        periods = {one.item or one.id: Period(one.first, one.last, one.time_base) for one in detail.td.assignments}
        refusal = "" if editable else FROZEN if detail.frozen else NOT_YOURS
        bars = [_bar(row, names, status, periods) for row in detail.content.activities]
        self.picture.show_bars(bars, today, refusal=refusal)
        self._keys.setText(KEYS if editable else refusal)
        self._step_row.setVisible(editable)

    def settle(self) -> None:
        """Keep a move by keyboard that is not an operation yet."""
        self.picture.hand.keep()

    def refuse(self, why: str) -> None:
        """Say why a move was not kept, and show the bar where it was."""
        self._told(why, refused=True)
        self.picture.viewport().update()

    def _moved(self, row: str, span: Span) -> None:
        self.moved.emit(row, span)

    def _told(self, text: str, refused: bool) -> None:
        self.note.say(text, Tone.ATTENTION if refused else Tone.ACCENT)
        self._words.setCurrentIndex(1 if text else 0)

    def _chosen(self, row: str) -> None:
        self._told("", refused=False)
        self.chosen.emit(row)

    def _take_step(self, step: Step) -> None:
        self.picture.hand.step = step
        self.step.setCurrentIndex(list(Step).index(step))

    def _lay_out(self) -> None:
        label = PlainLabel("Keys move by a")
        label.setBuddy(self.step)
        self._step_row = QWidget()
        row = QHBoxLayout(self._step_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(label)
        row.addWidget(self.step)
        # One place for both, so that the picture keeps its size while a bar is dragged.
        for text in (self._keys, self.note):
            self._words.addWidget(stacked(text))
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words.setFixedHeight(self.fontMetrics().height() * 2 + SPACE_8)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_12)
        foot.addWidget(self._words, 1)
        foot.addWidget(self._step_row, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self.picture, 1)
        column.addLayout(foot)

    def minimumSizeHint(self) -> QSize:
        """Room for the picture's quarters and a few bars."""
        return QSize(self.fontMetrics().averageCharWidth() * 40, super().minimumSizeHint().height())


def _bar(
    row: Activity, names: dict[str, str], status: Mapping[str, ProgressStatus], periods: Mapping[str, Period]
) -> Bar:
    span, used = timeline.span_of(row), _td_used(row, periods)
    now = used(span) if used is not None and span is not None else ""
    reached = status.get(row.item, ProgressStatus.NOT_STARTED)
    shown = None if reached is ProgressStatus.NOT_STARTED else reached
    more = ", ".join(part for part in (f"{now} of T&D used" if now else "", shown or "") if part)
    return Bar(row, timeline.read_out(row, names, more=more), now, shown, used)


def _td_used(row: Activity, periods: Mapping[str, Period]) -> Callable[[Span], str] | None:
    """What of the T&D limit is used when the activity ends, by its days; None for what is no T&D assignment."""
    if not timeline.is_td(row):
        return None
    own = periods.get(row.item)
    base = own.time_base if own is not None else Fraction(1)
    others = [period for item, period in periods.items() if item != row.item]
    return lambda span: timeline.td_used([*others, Period(span.starts, span.ends, base)], span.ends)
