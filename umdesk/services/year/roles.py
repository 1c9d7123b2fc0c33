"""The roles in running the program: who has which, with their duties and dates."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import program_roles
from umdesk.domain.errors import Gone
from umdesk.domain.program_roles import Holder
from umdesk.domain.writing import capital, one_line, shortened, sound
from umdesk.domain.year_words import ProgramRole
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.program import Program

_ORDER = list(ProgramRole)
_NAMED = 80


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A role that somebody has or had, by its id."""

    id: str
    holder: Holder


def listed(program: Program) -> tuple[HolderRow, ...]:
    """Everybody with a role, in the order of the roles; of one role those of today first, then the newest."""
    permit(program, "year.roles.listed")
    with program.reading() as session:
        found = of_program(session)
    today = program.today()
    return tuple(sorted(found, key=lambda row: (_ORDER.index(row.holder.role), not row.holder.on(today), _newest(row))))


def of_program(session: Session) -> list[HolderRow]:
    """Everybody with a role (session block)."""
    return [
        HolderRow(one.id, Holder(ProgramRole(one.role), one.name, one.contact, one.duties, one.starts, one.ends))
        for one in session.scalars(select(models.RoleHolder))
    ]


def in_order(holders: Iterable[Holder]) -> tuple[Holder, ...]:
    """Holders in the order of the roles, of one role by name."""
    return tuple(sorted(holders, key=lambda one: (_ORDER.index(one.role), one.name)))


def add(program: Program, holder: Holder) -> str:
    """Say who has a role; gives the record.

    Raises:
        InvalidInput: the name is missing, or the dates cannot be.
    """
    permit(program, "year.roles.add")
    with program.operation("year.roles.add", "") as op:
        row = models.RoleHolder(id=models.new_id())
        op.summary = f"Added {_write(row, holder)}"
        op.session.add(row)
        return row.id


def edit(program: Program, holder_id: str, holder: Holder) -> None:
    """Write anew who has a role.

    Raises:
        Gone: it is no longer there.
        InvalidInput: as `add` says.
    """
    permit(program, "year.roles.edit")
    with program.operation("year.roles.edit", "") as op:
        op.summary = f"Changed {_write(_row(op.session, holder_id), holder)}"


def remove(program: Program, holder_id: str) -> None:
    """Take somebody off the list who never had the role; who had it until a day is given that last day instead.

    Raises:
        Gone: it is no longer there.
    """
    permit(program, "year.roles.remove")
    with program.operation("year.roles.remove", "") as op:
        row = _row(op.session, holder_id)
        op.summary = f"Removed {shortened(row.name, _NAMED)}, {row.role}"
        op.session.delete(row)


def _newest(row: HolderRow) -> tuple[int, str]:
    return (-row.holder.starts.toordinal() if row.holder.starts else 0, row.holder.name)


def _write(row: models.RoleHolder, holder: Holder) -> str:
    tidy = replace(
        holder, name=one_line(holder.name), contact=one_line(holder.contact), duties=sound(holder.duties).strip()
    )
    program_roles.check(tidy)
    row.role, row.name, row.contact, row.duties = tidy.role.value, tidy.name, tidy.contact, tidy.duties
    row.starts, row.ends = tidy.starts, tidy.ends
    return f"{shortened(tidy.name, _NAMED)}, {capital(tidy.role)}"


def _row(session: Session, holder_id: str) -> models.RoleHolder:
    row = session.get(models.RoleHolder, holder_id)
    if row is None:
        raise Gone("This entry is no longer there; nothing was changed.", "Look at the roles again.")
    return row
