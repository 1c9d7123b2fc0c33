"""The layout of the tab Reports: gallery, period or cycle, and the report or a page that is only paper."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from umdesk.ui.context import Context
from umdesk.ui.reports.gallery import RANKING, Gallery, offered
from umdesk.ui.reports.paper import PaperPlace
from umdesk.ui.reports.periods import PeriodBar
from umdesk.ui.reports.place import ReportPlace
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.fields import ChoiceField

_THREE_SIDE_BY_SIDE = 150
"""From how many characters of width on the gallery, the page and the list behind a number can be read side by side."""


class ReportsView(QWidget):
    """Widgets and layout only; the tab gives them their behaviour."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gallery = Gallery(offered())
        self.gallery.setFixedWidth(max(200, self.fontMetrics().averageCharWidth() * 34))
        self.period = PeriodBar(context.program.today())
        self.cycle = ChoiceField("Cycle")
        self.place = ReportPlace(context)
        self.paper = PaperPlace(context)
        self.on_top = QStackedWidget()
        self.on_top.addWidget(self.period)
        self.on_top.addWidget(self._cycle_row())
        self.on_top.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.parts = QStackedWidget()
        self.parts.addWidget(self.place)
        self.parts.addWidget(self.paper)
        work = QVBoxLayout()
        work.setSpacing(SPACE_12)
        work.addWidget(self.on_top)
        work.addWidget(self.parts, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        row.setSpacing(SPACE_12)
        row.addWidget(self.gallery)
        row.addLayout(work, 1)
        self.place.behind.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list behind a number comes or goes."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._share_room()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room or less."""
        super().resizeEvent(event)
        self._share_room()

    def show_kind(self, key: str, *, on_paper: bool) -> None:
        """Show what the chosen report needs; `on_paper` says that it is shown as its PDF."""
        ranking = key == RANKING.key
        self.on_top.setCurrentIndex(1 if ranking else 0)
        self.parts.setCurrentWidget(self.paper if on_paper else self.place)

    def offer_cycles(self, found: Sequence[tuple[str, str]]) -> None:
        """Offer these cycles; the chosen one stays, else the first is chosen."""
        self.cycle.set_choices(found)
        if self.cycle.value() is None and found:
            self.cycle.set_value(found[0][0])

    def _share_room(self) -> None:
        """In a narrow window the gallery makes room for the list behind a number until that is closed."""
        narrow = self.width() < self.fontMetrics().averageCharWidth() * _THREE_SIDE_BY_SIDE
        self.gallery.setVisible(not narrow or self.place.behind.isHidden())

    def _cycle_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.cycle, 1)
        row.addStretch(2)
        return holder
