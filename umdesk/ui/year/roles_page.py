"""Roles: who has which part in running the program, with their duties and dates."""

from typing import Any

from PySide6.QtGui import QAction

from umdesk.domain import dates
from umdesk.domain.program_roles import USUAL_DUTIES, Holder
from umdesk.domain.writing import capital, one_line
from umdesk.domain.year_drafts import draft_record
from umdesk.domain.year_words import ProgramRole
from umdesk.services.year import roles
from umdesk.services.year.roles import HolderRow
from umdesk.ui.context import Context
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, LongTextField, TextField
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.rows import Column
from umdesk.ui.widgets.status import ActionButton
from umdesk.ui.year.page import YearForm, head
from umdesk.ui.year.record_list import Keeping, RecordList

_NO_YEAR = 0
"""Roles are of the program and not of one year; their typing is kept for all years in one place."""


class RolesPage(YearForm):
    """Everybody with a role; the same in every program year."""

    help_page = "handbook-and-roles"
    tables = frozenset({"role_holder"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, "year.roles.add")
        self.list = RecordList(context, self._keeping(), narrow={3: 112})
        self._typing = (self.list,)
        self._add = action(self, "add", "&Add a role", self.list.begin, may=self._may)
        self.button = ActionButton(self._add, primary=True)
        self.add_layout(head("Roles", self.button))
        self.add(paragraph("Who runs the program and what each of them does. The handbook prints this list."))
        self.add(self.list)
        self._role = self.list.recording.fields["role"]
        self._role.edited.connect(self._offer_duties)

    def refresh(self) -> None:
        """Show the roles as they are now."""
        found = self._context.runner.now(roles.listed, self._context.program)
        if found is not None:
            self.list.show_rows(found, _NO_YEAR, may=self._may)

    def year_of(self, record_id: str) -> int | None:
        """Roles belong to no year; they are shown in that of today."""
        program = self._context.program
        found = self._context.runner.now(roles.listed, program) or ()
        typing = draft_record(program.id, "role_holder", _NO_YEAR)
        there = record_id == typing or any(row.id == record_id for row in found)
        return dates.program_year(program.today()) if there else None

    def show_record(self, record_id: str) -> None:
        """Choose a role."""
        self.list.show_record(record_id)

    def primary_action(self) -> QAction:
        """Add a role."""
        return self._add

    def _offer_duties(self) -> None:
        """The usual duties of a role, where nobody has written others."""
        duties = self.list.recording.fields["duties"]
        role = self._role.value()
        if role is not None and (not duties.raw().strip() or duties.raw() in USUAL_DUTIES.values()):
            duties.set_value(USUAL_DUTIES[ProgramRole(role)])
            duties.edited.emit()

    def _keeping(self) -> Keeping[HolderRow]:
        program = self._context.program
        fields = {
            "role": ChoiceField("Role", [(role, capital(role)) for role in ProgramRole], required=True),
            "name": TextField("Name", required=True, placeholder="Example: Ida Wells"),
            "contact": TextField("Contact", placeholder="Telephone or email"),
            "starts": DateField("Since", hint="empty: not known"),
            "ends": DateField("Until", hint="empty: until further notice"),
            "duties": LongTextField("Duties", lines=2),
        }
        return Keeping(
            "role_holder", "Roles", "Nobody is named yet. Begin with the coordinator and the director.",
            _columns(program.today()),
            lambda row: row.id, lambda row: f"{row.holder.name}, {row.holder.role}", _values,
            "Name somebody", "Add the role", fields, (("role", "name"), ("contact", "starts", "ends"), ("duties",)),
            lambda: dict.fromkeys(fields) | {"role": ProgramRole.DIRECTOR},
            lambda values: roles.add(program, _holder(values)),
            lambda key, values: roles.edit(program, key, _holder(values)),
            lambda key: roles.remove(program, key),
        )  # fmt: skip


def _holder(values: dict[str, Any]) -> Holder:
    return Holder(
        ProgramRole(values["role"]), values["name"] or "", values["contact"] or "", values["duties"] or "",
        values["starts"], values["ends"],
    )  # fmt: skip


def _values(row: HolderRow) -> dict[str, Any]:
    one = row.holder
    return {
        "role": one.role, "name": one.name, "contact": one.contact, "duties": one.duties, "starts": one.starts,
        "ends": one.ends,
    }  # fmt: skip


def _columns(today: Any) -> tuple[Column[HolderRow], ...]:
    def when(row: HolderRow) -> str:
        one = row.holder
        if one.ends is not None and one.ends < today:
            return f"until {dates.show(one.ends)}"
        return f"since {dates.show(one.starts)}" if one.starts else ""

    return (
        Column("Role", lambda row: capital(row.holder.role), width=22),
        Column("Name", lambda row: row.holder.name, width=18),
        Column("When", when, sort=lambda row: row.holder.starts, width=18),
        Column("Contact", lambda row: row.holder.contact, width=18),
        Column("Duties", lambda row: one_line(row.holder.duties), stretch=True, tip=lambda row: row.holder.duties),
    )
