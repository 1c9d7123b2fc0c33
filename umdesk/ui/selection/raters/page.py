"""The inner tab Raters: its lists, and beside them what can be done about what is chosen."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.words import CycleState
from umdesk.services import assigning, conflict_hints, conflicts, raters
from umdesk.services.cycles import CycleDetail
from umdesk.services.programs import Announced
from umdesk.services.raters import Panel, RaterLine
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.selection.page import Page
from umdesk.ui.selection.raters.assign import AssignPanel
from umdesk.ui.selection.raters.chosen import ChosenRater
from umdesk.ui.selection.raters.judging import JudgePanel
from umdesk.ui.selection.raters.lists import ApplicationsTable, ConflictsTable, RatersTable, pairs
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16
from umdesk.ui.widgets.fields import TextField
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.scrolled import scrolled
from umdesk.ui.widgets.status import Chips, QuietLabel

_NO_ACCOUNT = " A rater without an account needs none: you type their points in."
_RATERS, _APPLICATIONS, _CONFLICTS = "raters", "applications", "conflicts"


class RatersPage(Page):
    """Adds raters, shows who rates what, and leads to assigning and to judging conflicts."""

    help_page = "raters"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.views = Chips("Lists of the raters' page")
        self.assign = QPushButton(icon("people"), "Assign applications…")
        self.table = RatersTable()
        self.model = self.table.rows_model
        self.applications = ApplicationsTable()
        self.pairs = ConflictsTable()
        self.new_name = TextField("Add a rater", placeholder="First and last name", max_length=80)
        self.add = QPushButton(icon("add"), "Add")
        self.enough = QuietLabel()
        self.chosen = ChosenRater(context)
        self.renamed, self.signs_in, self.remove = self.chosen.renamed, self.chosen.signs_in, self.chosen.remove
        self.judge = JudgePanel(context)
        self.assigning = AssignPanel(context)
        self._panel: Panel | None = None
        self._lay_out()
        self.assign.setAutoDefault(False)
        self.add.setAutoDefault(False)
        self.views.chosen.connect(lambda _key: self._show_view())
        self.assign.clicked.connect(lambda _checked: self._open_assigning())
        self.assigning.closed.connect(self._close_assigning)
        self.new_name.line.returnPressed.connect(self._add)
        self.add.clicked.connect(lambda _checked: self._add())
        self.table.chosen.connect(lambda _key: self._show_chosen())
        self.pairs.chosen.connect(lambda _key: self._show_pair())

    def _lay_out(self) -> None:
        self.new_name.add_beside(self.add)
        self.lists = QStackedWidget()
        for table in (self.table, self.applications, self.pairs):
            self.lists.addWidget(table)
        panel = QWidget()
        side = QVBoxLayout(panel)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(SPACE_12)
        for part in (heading("Panel"), self.enough, self.new_name, self.chosen):
            side.addWidget(part)
        side.addStretch(1)
        self.sides = QStackedWidget()
        self.sides.addWidget(scrolled(panel))
        self.sides.addWidget(scrolled(self.judge))
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8 + SPACE_12)
        row.addWidget(self.lists, 5)
        row.addWidget(self.sides, 3)
        self.work = QStackedWidget()
        self.work.addWidget(body)
        self.work.addWidget(scrolled(self.assigning))
        self.top = QWidget()
        top = QHBoxLayout(self.top)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(SPACE_16)
        top.addWidget(self.views, 1)
        top.addWidget(self.assign)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_12)
        column.addWidget(self.top)
        column.addWidget(self.work, 1)

    def show_cycle(self, cycle: CycleDetail, announced: Announced | None) -> None:
        """Show the raters of a cycle."""
        moved = self.cycle is None or self.cycle.id != cycle.id
        super().show_cycle(cycle, announced)
        found = self.context.runner.now(raters.panel, self.context.program, cycle.id)
        if found is None:
            return
        self._panel = found
        self._show_views(found)
        self._say_enough(found, cycle)
        editable = cycle.state is not CycleState.CLOSED
        self.new_name.setVisible(self.context.may("raters.add"))
        self.new_name.set_read_only(not editable)
        self.add.setEnabled(editable)
        may_assign = self.context.may("assigning.assign") and cycle.state in (CycleState.OPEN, CycleState.SCORING)
        self.assign.setVisible(may_assign)
        if moved or not may_assign:
            self._close_assigning()
        elif self.work.currentIndex() == 1:
            self.assigning.show_cycle(cycle, found)
        self.model.set_rows(found.raters)
        self.chosen.offer_accounts(frozenset(rater.account_id for rater in found.raters))
        self._show_view()
        self._show_chosen()

    def settle(self) -> bool:
        """Add and rename what is typed."""
        self._add()
        return self.chosen.settle() and not self.new_name.reason()

    def show_typing(self, record_id: str, field: str) -> None:
        """Show the pair of rater and application about whose conflict typing was recovered."""
        self.views.choose(_CONFLICTS)
        self._show_view()
        for line in self.pairs.rows_model.rows():
            if line.pair.application_id == record_id and line.pair.rater_id in field:
                self.pairs.choose(line.key)

    # --- showing

    def _show_views(self, panel: Panel) -> None:
        chips = [(_RATERS, "Raters", len(panel.raters))]
        if not panel.names_sealed:
            chips.append((_APPLICATIONS, "Applications", panel.applications))
            if self.context.sees("conflicts.of_cycle"):
                chips.append((_CONFLICTS, "Conflicts to judge", sum(rater.to_judge for rater in panel.raters)))
        self.views.set_chips(chips)

    def _say_enough(self, panel: Panel, cycle: CycleDetail) -> None:
        have = "1 rater is named" if len(panel.raters) == 1 else f"{len(panel.raters)} raters are named"
        needed = cycle.minimum_raters
        rate = "Each rates every application." if panel.everyone_rates else "They rate what is assigned to them."
        self.enough.setText(
            f"{have}. {rate} An applicant gets a score from at least {needed} complete "
            f"{'sheet' if needed == 1 else 'sheets'}." + (_NO_ACCOUNT if self.context.may("ratings.enter") else "")
        )

    def _show_view(self) -> None:
        if self.cycle is None or self._panel is None:
            return
        view, program, cycle_id = self.views.current(), self.context.program, self.cycle.id
        self.lists.setCurrentIndex((_RATERS, _APPLICATIONS, _CONFLICTS).index(view or _RATERS))
        self.sides.setVisible(view != _APPLICATIONS)
        self.sides.setCurrentIndex(1 if view == _CONFLICTS else 0)
        if view == _APPLICATIONS:
            self.applications.rows_model.set_rows(
                self.context.runner.now(assigning.applications, program, cycle_id) or ()
            )
        elif view == _CONFLICTS:
            lines = self.context.runner.now(conflicts.of_cycle, program, cycle_id) or ()
            may = self.context.sees("conflict_hints.suggestions")
            hints = (self.context.runner.now(conflict_hints.suggestions, program, cycle_id) or ()) if may else ()
            self.pairs.rows_model.set_rows(pairs(lines, hints))
            self._show_pair()

    def _chosen(self) -> RaterLine | None:
        return self.model.find(self.table.current_key())

    def _show_chosen(self) -> None:
        closed = self.cycle is None or self.cycle.state is CycleState.CLOSED
        self.chosen.show_rater(self._chosen(), self.cycle, closed=closed)

    def _show_pair(self) -> None:
        open_to_judge = self.cycle is not None and not self.cycle.state.after_scoring
        self.judge.show_pair(self.pairs.rows_model.find(self.pairs.current_key()), open_to_judge=open_to_judge)

    # --- doing

    def _open_assigning(self) -> None:
        if self.cycle is not None and self._panel is not None and self.settle():
            self.assigning.show_cycle(self.cycle, self._panel)
            self.work.setCurrentIndex(1)
            self.top.hide()
            self.assigning.way.setFocus()

    def _close_assigning(self) -> None:
        self.work.setCurrentIndex(0)
        self.top.show()

    def _add(self) -> None:
        if self.cycle is None or not self.new_name.raw().strip():
            return
        name = self.new_name.raw()
        added = self.context.runner.now(
            raters.add, self.context.program, self.cycle.id, name, refused=lambda e: self._say(self.new_name, e)
        )
        if added:
            self.chosen.link_namesake(added, name)
            self.new_name.set_value(None)
            self.new_name.editor.setFocus()

    @staticmethod
    def _say(field: TextField, error: UserError) -> None:
        field.set_reason(str(error))
