"""The list of a year's dates: by month, the next one on top, what is over in grey and in words."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt

from umdesk.domain import dates
from umdesk.domain.writing import capital
from umdesk.domain.year_calendar import Entry
from umdesk.ui.theme import Tone, tone_colour
from umdesk.ui.widgets.rows import Column, Index, RowsModel

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class CalendarModel(RowsModel[Entry]):
    """The dates in their order; those that are over are written in the quiet colour."""

    def __init__(self, today: Callable[[], date], parent: QObject) -> None:
        self._today = today
        self._first_of_month: dict[str, str] = {}
        super().__init__(self._columns(), key=lambda entry: entry.key, parent=parent)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other dates; the first of each month in a row names the month."""
        self._first_of_month = {}
        before = ""
        for entry in entries:
            month = f"{capital(dates.MONTH_NAMES[entry.on.month - 1])} {entry.on.year}"
            if month != before:
                self._first_of_month[entry.key] = month
            before = month
        self.set_rows(entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; grey where the date is over."""
        if role == Qt.ItemDataRole.ForegroundRole and index.isValid():
            return tone_colour(Tone.QUIET) if self.row(index.row()).past(self._today()) else None
        return super().data(index, role)

    def _columns(self) -> tuple[Column[Entry], ...]:
        return (
            Column("Month", lambda entry: self._first_of_month.get(entry.key, ""), width=15),
            Column("Day", _day, lambda entry: entry.on, width=12),
            Column("What", lambda entry: entry.what.rstrip("."), stretch=True, tip=_tip),
            Column(
                "How it stands",
                lambda entry: entry.standing(self._today()),
                tone=lambda entry: _tone(entry, self._today()),
                width=20,
            ),
            Column("From", lambda entry: entry.kind.value, width=17),
        )


def _day(entry: Entry) -> str:
    return f"{_WEEKDAYS[entry.on.weekday()]}, {dates.MONTHS[entry.on.month - 1]} {entry.on.day}"


def _tip(entry: Entry) -> str:
    return "\n".join(part for part in (entry.what, entry.about) if part)


def _tone(entry: Entry, today: date) -> Tone:
    if entry.done_on is not None:
        return Tone.GOOD
    if entry.late(today):
        return Tone.BAD
    return Tone.QUIET if entry.past(today) or not entry.asks else Tone.ACCENT
