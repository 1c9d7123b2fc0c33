"""The chosen rater: name, where they work, the account they sign in with, and what is sealed for it."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.words import Role
from umdesk.services import accounts, raters
from umdesk.services.cycles import CycleDetail
from umdesk.services.raters import RaterLine
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_12, Tone
from umdesk.ui.widgets.field import Note
from umdesk.ui.widgets.fields import ChoiceField, TextField
from umdesk.ui.widgets.form import heading


class ChosenRater(QWidget):
    """Renames, links and removes one rater."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rater: RaterLine | None = None
        self._free: dict[str, str] = {}
        self.whose = heading("Chosen rater")
        self.renamed = TextField("Name", max_length=80)
        self.unit = TextField("Works in", placeholder="Unit", hint="Same unit puts a possible conflict forward.")
        self.signs_in = ChoiceField(
            "Signs in as", blank="No account: points are typed in for them", hint="Their own account, for their sheets."
        )
        self.sealed = Note()
        self.remove = QPushButton(icon("delete"), "Remove from the cycle")
        self.remove.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        for part in (self.whose, self.renamed, self.unit, self.signs_in, self.sealed, self.remove):
            column.addWidget(part)
        self.renamed.left.connect(self.rename)
        self.unit.left.connect(self.keep_unit)
        self.signs_in.left.connect(self._link)
        self.remove.clicked.connect(lambda _checked: self._remove())

    def offer_accounts(self, linked: frozenset[str]) -> None:
        """The accounts that can be linked: those of raters, and those that are."""
        self.signs_in.setVisible(self._context.may("accounts.link_rater"))
        if self._context.may("accounts.list_accounts"):
            people = self._context.runner.now(accounts.list_accounts, self._context.program) or ()
            self.signs_in.set_choices(
                [(row.id, row.name) for row in people if (row.active and Role.RATER in row.roles) or row.id in linked]
            )
            free = [row for row in people if row.active and Role.RATER in row.roles and row.id not in linked]
            self._free = {row.name.casefold(): row.id for row in free}

    def link_namesake(self, rater_id: str, name: str) -> None:
        """A rater who is named as an account of the role rater signs in with it."""
        account = self._free.get(" ".join(name.split()).casefold(), "")
        if account and self._context.may("accounts.link_rater"):
            self._context.runner.now(accounts.link_rater, self._context.program, rater_id, account)

    def show_rater(self, rater: RaterLine | None, cycle: CycleDetail | None, *, closed: bool) -> None:
        """Show a rater, None for none."""
        same = rater is not None and self._rater is not None and rater.id == self._rater.id
        self._rater = rater
        may = self._context.may("raters.add")
        self.setVisible(rater is not None)
        self.whose.setText(rater.name if rater else "Chosen rater")
        for field, value in ((self.renamed, rater.name if rater else None), (self.unit, rater.unit if rater else None)):
            field.setVisible(may)
            field.set_read_only(closed)
            if not (same and field.editor.hasFocus()):
                field.set_value(value)
        self.signs_in.setEnabled(not closed)
        self.signs_in.set_value(rater.account_id or None if rater else None)
        self.remove.setVisible(may)
        self.remove.setEnabled(not closed)
        self.sealed.say(_sealed(rater, cycle), Tone.QUIET, "lock")

    def settle(self) -> bool:
        """Keep what is typed."""
        self.rename()
        self.keep_unit()
        return not (self.renamed.reason() or self.unit.reason())

    def rename(self) -> None:
        """Keep the name that was typed."""
        name = self.renamed.raw().strip()
        if self._rater is not None and name and name != self._rater.name:
            self._run(self.renamed, raters.rename, name)

    def keep_unit(self) -> None:
        """Keep the unit that was typed."""
        unit = " ".join(self.unit.raw().split())
        if self._rater is not None and unit != self._rater.unit:
            self._run(self.unit, raters.set_unit, unit)

    def _link(self) -> None:
        account = self.signs_in.value() or ""
        if self._rater is not None and account != self._rater.account_id:
            self._run(self.signs_in, accounts.link_rater, account)

    def _remove(self) -> None:
        if self._rater is not None:
            self._context.runner.now(raters.remove, self._context.program, self._rater.id)

    def _run(self, field: TextField | ChoiceField, change: Callable[..., None], value: str) -> None:
        def refused(error: UserError) -> None:
            field.set_reason(str(error))

        assert self._rater is not None  # noqa: S101 -- each caller has looked
        self._context.runner.now(change, self._context.program, self._rater.id, value, refused=refused)


def _sealed(rater: RaterLine | None, cycle: CycleDetail | None) -> str:
    """What an account that could see everything does not see while it rates."""
    if rater is None or cycle is None or not rater.sees_all:
        return ""
    names = ", and whose application is whose," if cycle.blind else ""
    return (
        f"{rater.account} could see all of this cycle. From scoring on, ratings and results{names} are sealed for this "
        "account until its own sheets are in."
    )
