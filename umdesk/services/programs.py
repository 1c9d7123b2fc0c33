"""The program as a whole: making, opening, describing it; its passwords and its recovery code."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.services.permissions import permit
from umdesk.storage import folder as folders
from umdesk.storage.folder import account_names, open_program, open_with_recovery, suffix
from umdesk.storage.keys import STANDARD, Cost
from umdesk.storage.models import Account, ProgramRecord, RecoverySlot
from umdesk.storage.program import Announced, Clock, Program, SignedIn, utc_now

__all__ = [
    "STANDARD", "Announced", "Clock", "Cost", "Program", "ProgramInfo", "SignedIn", "account_names", "create_program",
    "describe", "open_program", "open_with_recovery", "suffix", "utc_now",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProgramInfo:
    """What a title bar and a document say of a program."""

    name: str
    folder: Path
    department: str
    office: str
    created_at: datetime
    demo: bool
    coordinator: str
    recovery_made_at: datetime | None


def create_program(
    folder: Path,
    *,
    department: str,
    office: str,
    coordinator: str,
    password: str,
    clock: Clock = utc_now,
    cost: Cost = STANDARD,
    demo: bool = False,
    code: str | None = None,
) -> tuple[Program, str]:
    """Make a program with the class catalogue in it and open it; gives it and the recovery code.

    Raises:
        InvalidInput: a name is empty or the password is too short.
        CannotWrite: something stands there already, or one may not write there.
    """
    return folders.create_program(
        folder,
        department=department,
        office=office,
        coordinator=coordinator,
        password=password,
        clock=clock,
        cost=cost,
        seed=_seed,
        demo=demo,
        code=code,
    )


def _seed(session: Session) -> None:
    from umdesk.services import classes  # noqa: PLC0415 -- the catalogue is read only when a program is made

    classes.seed(session)


def describe(program: Program) -> ProgramInfo:
    """What the program says of itself."""
    permit(program, "programs.describe")
    with program.reading() as session:
        record = session.scalars(select(ProgramRecord)).one()
        recovery = session.scalars(select(RecoverySlot)).first()
        coordinator = session.scalars(select(Account.name).order_by(Account.created_at)).first()
    return ProgramInfo(
        name=program.folder.name.removesuffix(folders.SUFFIX),
        folder=program.folder,
        department=record.department,
        office=record.office,
        created_at=record.created_at,
        demo=record.demo,
        coordinator=coordinator or "",
        recovery_made_at=recovery.made_at if recovery else None,
    )
