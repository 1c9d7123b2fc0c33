"""Which period a report is on: a program year, a calendar year or two dates."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from umdesk.domain import counts, dates
from umdesk.domain.counts import Period
from umdesk.ui.theme import SPACE_12
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField

YEARS_BACK = 10
"""At least so many years are offered, and more where the program has something on file before them."""
OTHER = "other"
_DATE_WIDTH = 20
"""A date with its button, in characters; it can be read in a small window too."""


class PeriodBar(QWidget):
    """A choice of years and, for any other period, two dates; `changed` when another whole period is chosen.

    A report counts in program years or in calendar years; the bar remembers which year of each was chosen.
    """

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._oldest = today
        self._calendar = self._ahead = False
        self.choice = ChoiceField("Period", choices(today), hint="A program year runs from July 1 to June 30.")
        self.first = DateField("First day")
        self.last = DateField("Last day")
        self._years = {calendar: _usual(today, calendar=calendar) for calendar in (False, True)}
        self._shown: Period | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_12)
        row.addWidget(self.choice, 2)
        row.addWidget(self.first, 1)
        row.addWidget(self.last, 1)
        row.addStretch(1)
        self.choice.set_value(self._years[False])
        self.choice.edited.connect(self._chosen)
        for field in (self.first, self.last):
            field.left.connect(self._dates_left)
            field.setMinimumWidth(self.fontMetrics().averageCharWidth() * _DATE_WIDTH)
            field.hide()
        self._shown = self.period()

    def offer(self, *, calendar: bool, ahead: bool) -> None:
        """Offer what a kind of report counts: calendar years first or program years, and the one to come or not.

        What is chosen stays, except that a year becomes one of the other kind when this report counts in those.
        """
        kept = self.choice.value()
        year = kept if kept == OTHER or calendar == self._calendar else self._years[calendar]
        self._calendar, self._ahead = calendar, ahead
        self._list()
        self.choice.set_value(year)
        if self.choice.value() is None:  # the year to come, which this kind cannot count
            self.choice.set_value(_usual(self._today, calendar=calendar))
        self._shown = self.period()

    def reach_back(self, oldest: date | None) -> None:
        """Offer every year since this day, and at least ten."""
        if oldest is not None and oldest < self._oldest:
            self._oldest = oldest
            kept = self.choice.value()
            self._list()
            self.choice.set_value(kept)

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
        if not own:
            self._years[str(self.choice.value()).startswith("calendar")] = self.choice.value()
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

    def _list(self) -> None:
        self.choice.set_choices(choices(self._today, self._oldest, calendar=self._calendar, ahead=self._ahead))


def choices(
    today: date, oldest: date | None = None, *, calendar: bool = False, ahead: bool = False
) -> list[tuple[str, str]]:
    """The years to choose from, the newest first, those that a report counts in on top, and a period of one's own."""
    running, since = dates.program_year(today), oldest or today
    program = [
        (f"program:{year}", f"Program year {dates.program_year_name(year)}")
        for year in range(running + ahead, min(running - YEARS_BACK, dates.program_year(since) - 1), -1)
    ]
    years = [
        (f"calendar:{year}", f"Calendar year {year}")
        for year in range(today.year + ahead, min(today.year - YEARS_BACK, since.year - 1), -1)
    ]
    return [*(years + program if calendar else program + years), (OTHER, "Other period")]


def _usual(today: date, *, calendar: bool) -> str:
    """The year that a report is on unless somebody chooses: GC 19402(b)(1) asks for the last calendar year."""
    return f"calendar:{today.year - 1}" if calendar else f"program:{dates.program_year(today)}"
