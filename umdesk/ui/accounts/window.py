"""The accounts: a list of who may sign in, and beside it the one that is chosen."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.services import accounts
from umdesk.services.accounts import AccountRow
from umdesk.services.programs import Announced
from umdesk.ui.accounts.adding import AddForm
from umdesk.ui.accounts.chosen import ChosenForm
from umdesk.ui.accounts.parts import roles_in_words
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.fields import CheckField
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable

#: Where a change can come from that this window shows.
_TABLES = frozenset({"account", "account_role", "supervisor"})


class AccountsWindow(SideWindow):
    """Adds, changes and disables accounts; only a coordinator comes here."""

    help_page = "accounts"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Accounts", parent, 1180, 700)
        self._context = context
        self._refreshing = False
        self.model: RowsModel[AccountRow] = RowsModel(
            (
                Column("Name", lambda r: r.name, stretch=True),
                Column("Roles", lambda r: roles_in_words(r.roles), width=14, tip=lambda r: roles_in_words(r.roles)),
                Column("State", _state, tone=_tone, width=14),
                Column("Supervisor", lambda r: r.supervisor or "–", sort=lambda r: r.supervisor, width=14),
                Column(
                    "Last sign-in",
                    lambda r: dates.show(r.last_sign_in.astimezone().date()) if r.last_sign_in else "–",
                    sort=lambda r: r.last_sign_in,
                    width=12,
                ),
            ),
            lambda r: r.id,
            self,
        )
        self.table = RowsTable(self.model, "Accounts")
        Narrow(self.table, {3: 70, 4: 56})
        self.add_button = QPushButton(icon("add"), "Add an account")
        self.add_button.setAutoDefault(False)
        self.listed = CheckField("Names on the sign-in screen", hint="Without them everybody types their name.")
        self.chosen = ChosenForm(context)
        self.adding = AddForm(context)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.chosen)
        self.stack.addWidget(self.adding)
        self._lay_out()
        self.table.chosen.connect(self._show_chosen)
        self.add_button.clicked.connect(self.begin)
        self.adding.added.connect(self._added)
        self.adding.given_up.connect(self._back)
        self.listed.left.connect(self._list_names)
        context.announced.connect(self._announced)
        self.refresh()

    def refresh(self) -> None:
        """Show the accounts as they are."""
        self._refreshing = True
        key = self.table.current_key()
        rows = self._context.runner.now(accounts.list_accounts, self._context.program) or ()
        self.model.set_rows(rows)
        if not self.table.choose(key) and rows:
            self.table.choose(rows[0].id)
        self.listed.set_value(self._context.runner.now(accounts.list_names, self._context.program))
        self._show_chosen(self.table.current_key())
        self._refreshing = False
        editable = self._context.program.writable
        for widget in (self.add_button, self.stack, self.listed):
            widget.setEnabled(editable)

    def begin(self) -> None:
        """Show the form for a further account."""
        self.stack.setCurrentWidget(self.adding)
        self.adding.begin()

    def done(self, result: int) -> None:
        """Keep the name that is typed before the window goes."""
        if self._context.program.writable:
            self.chosen.settle()
        super().done(result)

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.listed)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(side)
        halves.addWidget(self.stack)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        halves.setSizes([700, 430])
        self.column.addWidget(halves, 1)
        self.finish()

    def _show_chosen(self, key: str) -> None:
        row = self.model.find(key)
        if row is not None:
            self.chosen.show_account(row)
            if not self._refreshing:
                self.stack.setCurrentWidget(self.chosen)

    def _added(self, account_id: str) -> None:
        self.refresh()
        self.table.choose(account_id)
        self._back()

    def _back(self) -> None:
        self.stack.setCurrentWidget(self.chosen)
        self.table.setFocus()

    def _list_names(self) -> None:
        self._context.runner.now(accounts.set_list_names, self._context.program, self.listed.value())

    def _announced(self, announced: Announced) -> None:
        if announced.tables & _TABLES:
            QTimer.singleShot(0, self, self.refresh)  # once the operation that announced is over


def _state(row: AccountRow) -> str:
    if not row.active:
        return "Disabled"
    return "Password due" if row.must_change else "Active"


def _tone(row: AccountRow) -> Tone:
    if not row.active:
        return Tone.QUIET
    return Tone.ATTENTION if row.must_change else Tone.GOOD
