"""The inner tab Raters: who rates, and how far they are."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.words import CycleState, Role
from umdesk.services import accounts, raters
from umdesk.services.cycles import CycleDetail
from umdesk.services.programs import Announced
from umdesk.services.raters import RaterLine
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.selection.page import Page
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.fields import ChoiceField, TextField
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_NO_ACCOUNT = " A rater without an account needs none: you type their points in."


class RatersPage(Page):
    """Adds, renames and removes raters by name."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model: RowsModel[RaterLine] = RowsModel(
            (
                Column("Rater", lambda r: r.name, stretch=True),
                Column("Signs in as", lambda r: r.account or "–", sort=lambda r: r.account, width=18),
                Column("Begun", lambda r: str(r.started), sort=lambda r: r.started, number=True, width=8),
                Column("Complete", lambda r: str(r.complete), sort=lambda r: r.complete, number=True, width=10),
                Column("Recused from", lambda r: str(r.recused), sort=lambda r: r.recused, number=True, width=13),
            ),
            lambda r: r.id,
            self,
        )
        self.table = RowsTable(self.model, "Raters")
        self.table.set_empty("No rater yet. Type the first name and press Enter.")
        self.new_name = TextField("Add a rater", placeholder="First and last name", max_length=80)
        self.add = QPushButton(icon("add"), "Add")
        self.new_name.add_beside(self.add)
        self.renamed = TextField("Correct the chosen name", max_length=80)
        self.signs_in = ChoiceField(
            "Signs in as", blank="No account: points are typed in for them", hint="Their own account, for their sheets."
        )
        self.remove = QPushButton(icon("delete"), "Remove from the cycle")
        self.enough = QuietLabel()
        side = QVBoxLayout()
        side.setSpacing(SPACE_12)
        for part in (heading("Panel"), self.enough, self.new_name, self.renamed, self.signs_in, self.remove):
            side.addWidget(part)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        row.setSpacing(SPACE_12)
        row.addWidget(self.table, 3)
        row.addLayout(side, 2)
        row.setSpacing(SPACE_8 + SPACE_12)
        self.add.setAutoDefault(False)
        self.remove.setAutoDefault(False)
        self.new_name.line.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.renamed.left.connect(self._rename)
        self.signs_in.left.connect(self._link)
        self.remove.clicked.connect(self._remove)
        self.table.chosen.connect(lambda _key: self._show_chosen())

    def show_cycle(self, cycle: CycleDetail, announced: Announced | None) -> None:
        """Show the raters of a cycle."""
        super().show_cycle(cycle, announced)
        found = self.context.runner.now(raters.of_cycle, self.context.program, cycle.id) or ()
        self.model.set_rows(found)
        have = "1 rater is named" if len(found) == 1 else f"{len(found)} raters are named"
        needed = cycle.minimum_raters
        self.enough.setText(
            f"{have}. An applicant gets a score from at least {needed} complete "
            f"{'sheet' if needed == 1 else 'sheets'}." + (_NO_ACCOUNT if self.context.may("ratings.enter") else "")
        )
        for part in (self.new_name, self.renamed, self.remove):
            part.setVisible(self.context.may("raters.add"))
        editable = cycle.state is not CycleState.CLOSED
        for field in (self.new_name, self.renamed):
            field.set_read_only(not editable)
        self.add.setEnabled(editable)
        self.signs_in.setVisible(self.context.may("accounts.link_rater"))
        if self.context.may("accounts.list_accounts"):
            people = self.context.runner.now(accounts.list_accounts, self.context.program) or ()
            linked = {rater.account_id for rater in found}
            self.signs_in.set_choices(
                [(row.id, row.name) for row in people if (row.active and Role.RATER in row.roles) or row.id in linked]
            )
        self._show_chosen()

    def settle(self) -> bool:
        """Add and rename what is typed."""
        self._add()
        self._rename()
        return not (self.new_name.reason() or self.renamed.reason())

    def _chosen(self) -> RaterLine | None:
        return self.model.find(self.table.current_key())

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        closed = self.cycle is None or self.cycle.state is CycleState.CLOSED
        self.renamed.setEnabled(chosen is not None)
        self.renamed.set_value(chosen.name if chosen else None)
        self.signs_in.setEnabled(chosen is not None and not closed)
        self.signs_in.set_value(chosen.account_id or None if chosen else None)
        self.remove.setEnabled(chosen is not None and not closed)

    def _add(self) -> None:
        if self.cycle is None or not self.new_name.raw().strip():
            return
        name = self.new_name.raw()
        added = self.context.runner.now(
            raters.add, self.context.program, self.cycle.id, name, refused=lambda e: self._say(self.new_name, e)
        )
        if added:
            self.new_name.set_value(None)
            self.new_name.editor.setFocus()

    def _rename(self) -> None:
        chosen = self._chosen()
        name = self.renamed.raw().strip()
        if chosen is None or not name or name == chosen.name:
            return
        self.context.runner.now(
            raters.rename, self.context.program, chosen.id, name, refused=lambda e: self._say(self.renamed, e)
        )

    def _link(self) -> None:
        chosen = self._chosen()
        account = self.signs_in.value() or ""
        if chosen is None or account == chosen.account_id:
            return
        self.context.runner.now(
            accounts.link_rater,
            self.context.program,
            chosen.id,
            account,
            refused=lambda e: self.signs_in.set_reason(str(e)),
        )

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.context.runner.now(raters.remove, self.context.program, chosen.id)

    @staticmethod
    def _say(field: TextField, error: UserError) -> None:
        field.set_reason(str(error))
