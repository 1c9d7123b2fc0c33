"""Which period a report is on: a program year, a calendar year or two dates."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from umdesk.domain import counts, dates
from umdesk.domain.counts import Period
from umdesk.ui.theme import SPACE_12
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField

YEARS_BACK = 5
OTHER = "other"


class PeriodBar(QWidget):
    """A choice of years and, for any other period, two dates; `changed` when another whole period is chosen."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = ChoiceField("Period", choices(today), hint="A program year runs from July 1 to June 30.")
        self.first = DateField("First day")
        self.last = DateField("Last day")
        self._shown: Period | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_12)
        row.addWidget(self.choice, 2)
        row.addWidget(self.first, 1)
        row.addWidget(self.last, 1)
        row.addStretch(2)
        self.choice.set_value(f"program:{dates.program_year(today)}")
        self.choice.edited.connect(self._chosen)
        for field in (self.first, self.last):
            field.left.connect(self._dates_left)
            field.hide()
        self._shown = self.period()

    def period(self) -> Period | None:
        """The chosen period; None while its two dates do not make one."""
        kind, _, year = str(self.choice.value()).partition(":")
        if kind == "program":
            return counts.program_year_period(int(year))
        if kind == "calendar":
            return counts.calendar_year_period(int(year))
        first, last = self.first.day(), self.last.day()
        return Period(first, last) if first is not None and last is not None and first <= last else None

    def choose(self, key: str) -> None:
        """Choose a period as a click does: "program:2026", "calendar:2025" or "other"."""
        self.choice.set_value(key)
        self._chosen()

    def _chosen(self) -> None:
        own = self.choice.value() == OTHER
        if own and self._shown is not None and not self.first.raw():
            self.first.set_value(self._shown.first)
            self.last.set_value(self._shown.last)
        for field in (self.first, self.last):
            field.setVisible(own)
        self._tell()

    def _dates_left(self) -> None:
        try:
            first, last = self.first.value(), self.last.value()
        except ValueError:
            return
        wrong = first is not None and last is not None and last < first
        self.last.set_reason("The last day is before the first day." if wrong else "")
        self._tell()

    def _tell(self) -> None:
        period = self.period()
        if period is not None and period != self._shown:
            self._shown = period
            self.changed.emit()


def choices(today: date) -> list[tuple[str, str]]:
    """The years to choose from, the running program year first, and a period of one's own."""
    running = dates.program_year(today)
    program = [
        (f"program:{year}", f"Program year {dates.program_year_name(year)}")
        for year in range(running, running - YEARS_BACK, -1)
    ]
    calendar = [(f"calendar:{year}", f"Calendar year {year}") for year in range(today.year, today.year - 3, -1)]
    return [*program, *calendar, (OTHER, "Other period")]
