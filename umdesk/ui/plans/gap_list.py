"""What is missing, a line each; a click jumps to the field."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from umdesk.domain.plans import Gap, Level, Section
from umdesk.ui.icons import tone_icon
from umdesk.ui.theme import SPACE_2, Tone
from umdesk.ui.widgets import layouts
from umdesk.ui.widgets.plain import plain_tip
from umdesk.ui.widgets.taborder import keep_in_place

MOST = 3
"""How many lines on what is missing a page shows itself; all of them stand under What is missing."""


def of_section(gaps: Sequence[Gap], section: Section) -> list[Gap]:
    """The gaps that a section's own page shows: what is needed first, no more than fit."""
    found = [gap for gap in gaps if gap.section is section]
    return sorted(found, key=lambda gap: gap.level is Level.ADVICE)[:MOST]


class GapList(QWidget):
    """Lines that lead to what is missing: first what is needed before printing, then advice."""

    jump = Signal(object)
    """The gap that was clicked: `umdesk.domain.plans.Gap`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gaps: tuple[Gap, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show other gaps."""
        ordered = tuple(sorted(gaps, key=lambda gap: gap.level is Level.ADVICE))
        if ordered == self._gaps:
            return
        self._gaps = ordered
        layouts.empty(self._column)
        for gap in ordered:
            self._column.addWidget(self._line(gap))
        keep_in_place(self, self.lines())
        self.setVisible(bool(ordered))

    def lines(self) -> list[QPushButton]:
        """The lines, in order."""
        places = range(self._column.count())
        widgets = [item.widget() for place in places if (item := self._column.itemAt(place)) is not None]
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def _line(self, gap: Gap) -> QPushButton:
        needed = gap.level is Level.NEEDED
        text = gap.text if needed else f"Tip: {gap.text}"
        button = QPushButton(tone_icon(Tone.ATTENTION if needed else Tone.QUIET), text.replace("&", "&&"))
        button.setFlat(True)
        button.setStyleSheet("text-align: left; padding: 3px")
        button.setIconSize(QSize(self.fontMetrics().height(), self.fontMetrics().height()))
        button.setAutoDefault(False)
        button.setAccessibleName(f"{gap.level}: {gap.text} Go there.")
        button.setToolTip(plain_tip(text))
        button.setMinimumWidth(40)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked=False, gap=gap: self.jump.emit(gap))
        return button
