"""The layout of the tab Reports: gallery, period or cycle, and the report or a page that is only paper."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from umdesk.ui.context import Context
from umdesk.ui.reports.gallery import RANKING, Gallery, offered
from umdesk.ui.reports.paper import PaperPlace
from umdesk.ui.reports.periods import PeriodBar
from umdesk.ui.reports.place import ReportPlace
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.fields import ChoiceField


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

    def _cycle_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.cycle, 1)
        row.addStretch(2)
        return holder
