"""What holds of a person on a day, at a glance."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from umdesk.domain import dates
from umdesk.domain.class_words import in_full
from umdesk.domain.words import Category
from umdesk.domain.writing import capital
from umdesk.services.people.page import PersonPage
from umdesk.ui.theme import SPACE_4, SPACE_24, label_font
from umdesk.ui.widgets import layouts
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.plain import PlainLabel

_COLUMNS = 2


class Holds(QWidget):
    """Labels with values in two columns; values can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_24)
        self._grid.setVerticalSpacing(SPACE_4)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(2 * column + 1, 1)

    def show_page(self, page: PersonPage) -> None:
        """Show what holds on the day of the page."""
        self._clear()
        for place, (label, value) in enumerate(_pairs(page)):
            row, column = divmod(place, _COLUMNS)
            self._put(row, 2 * column, label, value)

    def text(self, label: str) -> str:
        """The value under a label, "" where there is none."""
        found = self.values.get(label)
        return found.text() if found is not None else ""

    def _put(self, row: int, column: int, label: str, value: str) -> None:
        name = PlainLabel(label)
        name.setFont(label_font())
        said = paragraph(value)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        said.setAccessibleName(f"{label}: {value}")
        self._grid.addWidget(name, row, column, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(said, row, column + 1, Qt.AlignmentFlag.AlignTop)
        self.values[label] = said

    def _clear(self) -> None:
        self.values = {}
        layouts.empty(self._grid)


def _pairs(page: PersonPage) -> list[tuple[str, str]]:
    """What there is to say, in the order in which it is read."""
    on, part = page.on, page.standing
    takes_part = (
        f"{part.state.value} since {dates.show(part.since)}, plan {part.plan}" if part else "not in the program"
    )
    employed = _employed(page)
    if not on.known:
        return [("Appointment", f"None on file had begun by {dates.show(on.day)}."), ("Participation", takes_part)]
    written = on.title_written if on.title_written and on.title_written != on.title else ""
    held = ", ".join(part for part in (on.tenure, _full(on.time_base)) if part)
    place = ", ".join(
        f"{name} {value}"
        for name, value in (
            ("range", on.salary_range),
            ("position", on.position_number),
            ("at", on.work_location),
        )
        if value
    )
    pairs = [
        ("Class", on.class_text),
        ("Unit", on.unit or "not known"),
        ("Category", in_full(Category(on.category)) if on.category else "no class code on file"),
        ("Supervisor", _supervisor(on.supervisor, on.supervisor_email)),
        ("Tenure", held or "not known"),
        ("Participation", takes_part),
        ("Employment", employed),
        ("Holds since", dates.show(on.effective)),
        ("In this class since", dates.show(on.class_date)),
        ("Written as", written),
        ("Position", capital(place)),
        ("Probation ends", dates.show(on.probation_ends)),
    ]
    return [(label, value) for label, value in pairs if value]


def _employed(page: PersonPage) -> str:
    """Whether the person left, by the day of the page or after it, and came back; "" for who never left."""
    day = page.on.day
    known = [row for row in page.separations if row.on < day] or list(reversed(page.separations))
    if not known:
        return ""
    left = known[0]
    said = f"{'left' if left.on < day else 'leaves'} on {dates.show(left.on)}: {left.kind}"
    return f"{said}; came back on {dates.show(left.back)}" if left.back is not None else said


def _supervisor(name: str, email: str) -> str:
    return f"{name}, {email}" if name and email else name or "not known"


def _full(time_base: str) -> str:
    """A time base as people read it; "1.0" is what a number in a list leaves."""
    return {"1": "full time", "1.0": "full time"}.get(time_base, time_base)
