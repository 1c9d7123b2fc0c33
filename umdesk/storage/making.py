"""Making a program folder: everything beside the wanted place first, then one rename, so that nothing is half made."""

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain.errors import CannotWrite, InvalidInput
from umdesk.domain.words import Role
from umdesk.storage import engine as engines
from umdesk.storage import migrations
from umdesk.storage.access import recovery_code
from umdesk.storage.access.keys import RECOVERY, STANDARD, Cost, Keys, Slot, new_database_key, wrap, write_keys
from umdesk.storage.backups.archive import FOLDER
from umdesk.storage.engine import DatabaseKey
from umdesk.storage.folder import open_with_key, suffix
from umdesk.storage.lock import FolderLock
from umdesk.storage.models import Account, AccountRole, ProgramRecord, RecoverySlot, new_id
from umdesk.storage.program import Clock, Opened, Program, SignedIn, utc_now
from umdesk.storage.sharing import share_file, share_folder


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a new program is made from."""

    department: str
    office: str
    coordinator: str
    password: str
    cost: Cost
    code: str
    demo: bool


@dataclass(frozen=True, slots=True)
class _WaysIn:
    """The keys of a new program, not written yet."""

    keys: Keys
    key: DatabaseKey
    coordinator: Slot
    recovery: Slot


def create_program(
    folder: Path,
    *,
    department: str,
    office: str,
    coordinator: str,
    password: str,
    clock: Clock = utc_now,
    cost: Cost = STANDARD,
    seed: Callable[[Session], None] | None = None,
    demo: bool = False,
    code: str | None = None,
) -> tuple[Program, str]:
    """Make a program folder with one coordinator and open it; gives the program and its recovery code.

    Args:
        folder: the wanted folder; ".umdesk" is added where it is missing.
        department: whose program it is.
        office: the field office.
        coordinator: the name of the first account.
        password: of the first account.
        clock: where the time comes from.
        cost: what one try of a password costs.
        seed: adds the first rows, in the same transaction and event.
        demo: marks the program as fictional, for good.
        code: the recovery code, where a sheet with it was printed before (`recovery_code.new_code`).

    Raises:
        InvalidInput: a name is empty.
        CannotWrite: something stands at `folder` already, or one may not write there.
    """
    folder = suffix(folder)
    for value, name in ((department, "department"), (office, "office"), (coordinator, "coordinator")):
        if not value.strip():
            raise InvalidInput(f"The name of the {name} is missing.", "Type it and try again.", name)
    if folder.exists():
        raise CannotWrite(
            f"{folder} exists already; it was not touched.", "Choose another name, or open what is there."
        )
    engines.check_sqlite_version()
    code = recovery_code.normalize(code) if code else recovery_code.new_code()
    wanted = _Wanted(department.strip(), office.strip(), coordinator.strip(), password, cost, code, demo)
    building = _building_folder(folder)
    try:
        ways = _fill(building, wanted, clock, seed)
        building.rename(folder)
        engines.sync_folder(folder.parent)
    except (OSError, DBAPIError, sqlcipher.Error) as error:
        if not isinstance(error, OSError) and engines.user_error(error) is None:
            raise
        raise _cannot_make(folder) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return open_with_key(folder, ways.keys, ways.coordinator, ways.key.key, clock=clock, write=True), code


def _building_folder(folder: Path) -> Path:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = folder.with_name(f".umdesk-{secrets.token_hex(6)}")
        building.mkdir()
        share_folder(building)
    except OSError as error:
        raise _cannot_make(folder) from error
    return building


def _cannot_make(folder: Path) -> CannotWrite:
    return CannotWrite(
        f"The program could not be made in {folder.parent}; nothing was left behind.",
        "Choose a folder you may write to, on a disk with room.",
    )


def _fill(building: Path, wanted: _Wanted, clock: Clock, seed: Callable[[Session], None] | None) -> _WaysIn:
    ways = _ways_in(wanted)
    database = building / "program.db"
    (building / FOLDER).mkdir()
    share_folder(building / FOLDER)
    write_keys(building, ways.keys)
    migrations.run(database, ways.key, None)
    share_file(database)
    anchor = engines.connect(database, ways.key)
    engines.choose_journal(anchor, building)
    opened = Opened(
        engines.make_engine(database, ways.key), anchor, FolderLock(building, clock()), ways.keys, ways.key.key
    )
    who = SignedIn(ways.coordinator.account, wanted.coordinator, frozenset({Role.COORDINATOR}))
    program = Program(building, who, clock, opened)
    try:
        with program.operation("programs.create", f"Created the program of {wanted.office}", undoable=False) as op:
            _first_rows(op.session, program, wanted, ways)
            if seed is not None:
                seed(op.session)
    finally:
        program.close()
    return ways


def _ways_in(wanted: _Wanted) -> _WaysIn:
    program, account, key = new_id(), new_id(), new_database_key()
    first = wrap(program, 1, account, name=wanted.coordinator, secret=wanted.password, key=key.key, cost=wanted.cost)
    recovery = wrap(program, 2, RECOVERY, name="", secret=wanted.code, key=key.key, cost=wanted.cost)
    return _WaysIn(Keys(program, key.salt, (first, recovery)), key, first, recovery)


def _first_rows(session: Session, program: Program, wanted: _Wanted, ways: _WaysIn) -> None:
    now = program.now()
    session.add_all(
        (
            ProgramRecord(
                id=program.id, department=wanted.department, office=wanted.office, created_at=now, demo=wanted.demo
            ),
            Account(
                id=ways.coordinator.account,
                name=wanted.coordinator,
                active=True,
                slot_number=ways.coordinator.number,
                slot_digest=ways.coordinator.digest(),
                created_at=now,
            ),
            AccountRole(account_id=ways.coordinator.account, role=Role.COORDINATOR.value),
            RecoverySlot(slot_number=ways.recovery.number, slot_digest=ways.recovery.digest(), made_at=now),
        )
    )
