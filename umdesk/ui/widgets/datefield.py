"""A date, typed in any form that people here use, shown as "Mar 14, 2026", or picked in a calendar."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_4
from umdesk.ui.widgets.fields import Field, TextField

_FORM = "month/day/year"
NO_DATE = "This is not a date. Type it like Mar 14, 2026 or 3/14/2026."


class _Popup(QWidget):
    """A calendar under the field; Escape closes it."""

    def __init__(self, field: "DateField") -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(f"Calendar for {field.name}")
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        column.addWidget(self.calendar)
        self.calendar.clicked.connect(field.pick)
        self.calendar.activated.connect(field.pick)


class DateField(TextField):
    """A date or nothing, on or before `latest`; Alt and the arrow down, or F4, open the calendar.

    A day may be typed without its year, 11/20: the field takes the year that makes sense and shows it when it is left.
    `today` tells which year is near; the day of this computer if nothing else is said.
    """

    def __init__(
        self,
        label: str,
        *,
        required: bool = False,
        latest: date | None = None,
        hint: str = "",
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, required=required, hint=hint, placeholder=_FORM, max_length=40, parent=parent)
        self._latest = latest
        self._today = today
        self._period: tuple[date | None, date | None] = (None, latest)
        self.button = QToolButton()
        self.button.setIcon(icon("calendar"))
        self.button.setAccessibleName(f"Pick {label} in a calendar")
        self.button.setToolTip("Pick in a calendar (Alt+↓)")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a form of many dates would have twice the stops
        self.button.clicked.connect(self.show_calendar)
        self.add_beside(self.button)
        self._popup: _Popup | None = None

    def value(self) -> date | None:
        """The date; ValueError with a sentence when the text is none or it is too late."""
        text = self.raw().strip()
        if not text:
            return None
        try:
            day = dates.parse_typed(text, self._today(), *self._period)
        except dates.TooFar:
            raise
        except ValueError:
            raise ValueError(NO_DATE) from None
        if self._latest is not None and day > self._latest:
            raise ValueError(f"The date must be {dates.show(self._latest)} or earlier.")
        return day

    def day(self) -> date | None:
        """The date as far as one stands there, for what follows from it while somebody types."""
        try:
            return self.value()
        except ValueError:
            return None

    def set_period(self, first: date | None, last: date | None) -> None:
        """Say where a day without its year most likely lies, in the period of a plan; None for an open end."""
        self._period = (first, last if self._latest is None else min(last or self._latest, self._latest))

    def set_value(self, value: Any) -> None:
        """Show a date."""
        super().set_value(dates.show(value))

    def set_read_only(self, read_only: bool) -> None:
        """Whether the date can only be read."""
        super().set_read_only(read_only)
        self.button.setVisible(not read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and the arrow down open the calendar."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if (down or event.key() == Qt.Key.Key_F4) and not self.button.isHidden():
                self.show_calendar()
                return True
        return super().eventFilter(watched, event)

    def show_calendar(self) -> None:
        """Open the calendar under the field, on the date that stands in it."""
        popup = _Popup(self)
        day = self.day()
        if day is not None:
            popup.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        popup.move(self._room_for(popup.sizeHint()))
        popup.show()
        popup.calendar.setFocus()
        self._popup = popup

    def _room_for(self, size: QSize) -> QPoint:
        """Where something of this size lies on the screen as a whole: under the line if it can, else above it."""
        screen = self.screen().availableGeometry()
        under = self.line.mapToGlobal(QPoint(0, self.line.height()))
        fits = under.y() + size.height() <= screen.bottom() + 1
        top = under.y() if fits else self.line.mapToGlobal(QPoint()).y() - size.height()
        left = min(under.x(), screen.right() + 1 - size.width())
        return QPoint(max(left, screen.left()), max(top, screen.top()))

    def pick(self, day: QDate) -> None:
        """Take the date of the calendar."""
        popup, self._popup = self._popup, None
        if popup is not None:
            popup.close()
        self.set_raw(dates.show(date(day.year(), day.month(), day.day())))
        self.edited.emit()
        self._leave()

    def _leave(self) -> None:
        if self.check():
            self.set_value(self.value())
        self.left.emit()


def expect_in_period(fields: Iterable[Field], first: date | None, last: date | None) -> None:
    """Say to those of some fields that hold a date where one without its year lies."""
    for field in fields:
        if isinstance(field, DateField):
            field.set_period(first, last)
