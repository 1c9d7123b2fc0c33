"""The tab Reports: choose a report and a period or a cycle, read the page, print or save it, open its numbers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.counts import Period
from umdesk.domain.errors import UserError
from umdesk.domain.reports.kinds import KINDS
from umdesk.services import cycles
from umdesk.services.reporting import years
from umdesk.services.reporting.building import BUILDERS
from umdesk.ui.context import Context
from umdesk.ui.reports import prepared, records
from umdesk.ui.reports.gallery import RANKING
from umdesk.ui.reports.prepared import Prepared
from umdesk.ui.reports.view import ReportsView
from umdesk.ui.widgets.actions import action

if TYPE_CHECKING:
    from umdesk.services.programs import Announced
    from umdesk.ui.preview import PreviewPane
    from umdesk.ui.reports.ways import Ways

_CALM_AFTER_CHANGES_MS = 400
_NOT_COUNTED = frozenset(
    {"printed_document", "blob", "disclosure", "disclosure_person", "disagreement"}
)  # a copy that leaves changes no figure
NO_CYCLE = "There is no cycle yet. Make one in the tab Selection, or import applications into one."
NO_PERIOD = "Type the first and the last day of the period."


class ReportsTab(QWidget):
    """Makes the chosen report off the GUI thread and shows it; makes it again when records change."""

    help_page = "reports"

    made = Signal()
    """The page of the last request is shown, or the sentence that stands in its place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._request = 0
        self._stale = True
        self.view = ReportsView(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._save = action(
            self, "save", "&Save as PDF…", lambda: self._paper_or_ways().ask_where_to_save(),
            tip="Write the report to a folder of your choice",
        )  # fmt: skip
        self._save.setEnabled(False)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_AFTER_CHANGES_MS)
        self._calm.timeout.connect(self._make)
        self.view.gallery.chosen.connect(lambda _key: self._choose())
        self.view.period.changed.connect(self._make)
        self.view.cycle.edited.connect(self._make)
        self.view.place.opened.connect(lambda line: records.show(context, line))
        self.view.paper.made.connect(self._shown)
        self.view.gallery.choose(self.view.gallery.first_key())

    def refresh(self, announced: "Announced | None") -> None:
        """Records changed: make the page again, at once when it is in view, else when it comes into view."""
        if announced is not None and announced.tables <= _NOT_COUNTED:
            return
        self._stale = True
        if self.isVisible():
            self._calm.start()

    def settle(self) -> None:
        """Nothing is typed here that has to be kept."""

    def primary_action(self) -> QAction:
        """Save the page as a PDF."""
        return self._save

    def commands(self) -> tuple[QAction, ...]:
        """What can be done with the report in view, for the search over everything."""
        return () if self._on_paper() else self.view.place.ways.commands()

    def find(self) -> None:  # type: ignore[override] # what the window calls it; QWidget.find is another thing
        """Go to where one can search: the list behind a number, a whole table; else to the page."""
        if self._on_paper():
            self.view.paper.preview.setFocus()
        else:
            self.view.place.go_to_search()

    def show_record(self, key: str) -> None:
        """Show the report of this key."""
        self.view.gallery.choose(key)

    def save_list(self) -> None:
        """Save the report as a workbook."""
        if not self._on_paper():
            self.view.place.ways.ask_for_workbook()

    def print_current(self) -> None:
        """Print the page in view."""
        if self._save.isEnabled():
            self._paper_or_ways().ask_for_printer()

    def showEvent(self, event: QShowEvent) -> None:
        """The page is made when the tab is first looked at, and after changes."""
        super().showEvent(event)
        self.view.period.reach_back(self._context.runner.now(years.first_day, self._context.program))
        if self._stale:
            self._make()

    def _paper_or_ways(self) -> "PreviewPane | Ways":
        return self.view.paper.preview if self._on_paper() else self.view.place.ways

    def _on_paper(self) -> bool:
        """Whether the chosen report is shown as its PDF."""
        return self.view.gallery.current_key() not in BUILDERS

    def _choose(self) -> None:
        key = self.view.gallery.current_key()
        self.view.show_kind(key, on_paper=self._on_paper())
        if key in KINDS:
            self.view.period.offer(calendar=KINDS[key].calendar, ahead=KINDS[key].ahead)
        if self.isVisible():
            self._make()

    def _offer_cycles(self) -> None:
        found = self._context.runner.now(cycles.list_cycles, self._context.program) or ()
        self.view.offer_cycles([(cycle.id, cycle.name) for cycle in found])

    def _make(self) -> None:
        self._stale = False
        self._calm.stop()
        self._request += 1
        key = self.view.gallery.current_key()
        period = self.view.period.period()
        if key == RANKING.key:
            self._make_ranking()
        elif period is None:
            self._say(NO_PERIOD)
        else:
            self._make_report(key, period)

    def _make_ranking(self) -> None:
        self._offer_cycles()
        cycle_id = self.view.cycle.value()
        if cycle_id is None:
            self.view.paper.say(NO_CYCLE)
        else:
            self.view.paper.make_ranking(cycle_id)

    def _make_report(self, kind: str, period: Period) -> None:
        request, program, look = self._request, self._context.program, self.view.place.browser.look()
        in_view = self.view.place.shows(kind, period)

        def make() -> Prepared:
            begun = prepared.numbers(program, kind, period, look)
            return prepared.complete(program, begun, look) if in_view else begun  # who looks at a chart keeps it

        def done(made: Prepared) -> None:
            if request == self._request:  # whoever clicked on meanwhile waits for another page
                self.view.place.show_report(made)
                self._shown(True)

        def refused(error: UserError) -> None:
            if request == self._request:
                self._say(str(error))

        self._context.runner.later(
            lambda _progress: make(),
            done,
            owner=self,
            title=f"Making the report {KINDS[kind].title}",
            refused=refused,
        )

    def _say(self, sentence: str) -> None:
        self.view.place.say(sentence)
        if self._on_paper():
            self.view.paper.say(sentence)
        else:
            self._shown(False)

    def _shown(self, page: bool) -> None:
        self._save.setEnabled(page and self._context.may("reports.record_copy"))
        self._context.actions_changed.emit()
        self.made.emit()
