"""A list of what differs between two versions of a plan: each with its place, what became of it, and both values."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from umdesk.domain.plan_changes import Difference, Kind
from umdesk.domain.writing import capital, one_line
from umdesk.ui.theme import SPACE_4, SPACE_8, Tone, label_font
from umdesk.ui.widgets.plain import PlainLabel, plain_reading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable

_TONES = {Kind.ADDED: Tone.GOOD, Kind.CHANGED: Tone.ACCENT, Kind.REMOVED: Tone.BAD}


@dataclass(frozen=True, slots=True)
class Row:
    """A difference with its place in the order of the page."""

    place: int
    of: Difference


class DifferenceList(QWidget):
    """The differences in the order of the page; the chosen one stands below in full, old and new side by side."""

    def __init__(self, name: str, lines: int = 6, parent: QWidget | None = None) -> None:
        """`lines` is the most that the chosen one takes below."""
        super().__init__(parent)
        self._was, self._now = "Before", "Now"
        self._found: tuple[Difference, ...] = ()
        self.model = RowsModel[Row](_columns(), key=lambda row: str(row.place), parent=self)
        self.table = RowsTable(self.model, name)
        self.table.setMinimumHeight(self.fontMetrics().height() * 8)
        self.table.chosen.connect(self._show)
        self.was, self.now = _text(lines), _text(lines)
        self._was_label, self._now_label = PlainLabel(), PlainLabel()
        sides = QHBoxLayout()
        sides.setSpacing(SPACE_8)
        for label, box in ((self._was_label, self.was), (self._now_label, self.now)):
            label.setFont(label_font())
            label.setBuddy(box)
            side = QVBoxLayout()
            side.setSpacing(SPACE_4)
            side.addWidget(label)
            side.addWidget(box)
            sides.addLayout(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.table, 1)
        column.addLayout(sides)

    def show_differences(self, found: Sequence[Difference], was: str = "Before", now: str = "Now") -> None:
        """Show other differences; `was` and `now` say what the two values are called."""
        self._was, self._now, self._found = was, now, tuple(found)
        self.model.set_rows([Row(place, each) for place, each in enumerate(self._found)])
        self.table.set_empty("Nothing differs.")
        if found:
            self.table.choose("0")
        self._show("0" if found else "")

    def differences(self) -> tuple[Difference, ...]:
        """Those that are shown."""
        return self._found

    def _show(self, key: str) -> None:
        found = self._found[int(key)] if key else None
        for label, box, side, text in (
            (self._was_label, self.was, self._was, found.was if found else ""),
            (self._now_label, self.now, self._now, found.now if found else ""),
        ):
            label.setText(side if found is None else f"{side}: {found.what}")
            box.setAccessibleName(label.text())
            box.setPlainText(text or ("(nothing)" if found is not None else ""))


def _text(lines: int) -> QPlainTextEdit:
    box = plain_reading()
    box.setMinimumHeight(box.fontMetrics().lineSpacing() * 2 + SPACE_8)
    box.setMaximumHeight(box.fontMetrics().lineSpacing() * lines)
    return box


def _columns() -> tuple[Column[Row], ...]:
    return (
        Column("Section", lambda row: row.of.section, sort=lambda row: row.place, width=12),
        Column("What", lambda row: _what(row.of), stretch=True),
        Column(
            "Change", lambda row: capital(row.of.kind), sort=lambda row: row.of.kind,
            tone=lambda row: _TONES[row.of.kind], width=12,
        ),
        Column("Before", lambda row: one_line(row.of.was), width=18),
        Column("Now", lambda row: one_line(row.of.now), width=18),
    )  # fmt: skip


def _what(of: Difference) -> str:
    return of.what if of.label else of.line
