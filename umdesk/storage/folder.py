"""Opening a program folder: keys, lock, database, and what has to be brought up to date first."""

import os
import secrets
import shutil
from datetime import UTC
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain.errors import CannotWrite, Damaged, NotAllowed, NotNow, UserError
from umdesk.domain.words import Role
from umdesk.storage import engine as engines
from umdesk.storage import history, migrations
from umdesk.storage.access import recovery_code
from umdesk.storage.access.attempts import fitting_slots, nobody
from umdesk.storage.access.entry import account_slots, recovery_slots, wrong_code, wrong_password
from umdesk.storage.access.keys import RECOVERY, Keys, Slot, read_keys, write_keys
from umdesk.storage.access.slots import in_force
from umdesk.storage.access.two_keys import not_in_force, opens, remove_leftovers, view_of
from umdesk.storage.engine import DatabaseKey
from umdesk.storage.lock import FolderLock, is_held
from umdesk.storage.models import Account, AccountRole, ProgramRecord, RecoverySlot, new_id
from umdesk.storage.private_copy import copy_for_reading
from umdesk.storage.program import Clock, Opened, Program, SignedIn, close_opened, utc_now

SUFFIX = ".umdesk"


def suffix(path: Path) -> Path:
    """The path of a program folder with the ending that all have: "Redding" → "Redding.umdesk"."""
    return path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)


def open_program(
    folder: Path, *, password: str, account: str | None = None, clock: Clock = utc_now, write: bool = True
) -> Program:
    """Open a program folder with a password.

    Args:
        folder: the program folder.
        password: of the account.
        account: the account's name; None is the first account, the coordinator who made the program.
        clock: where the time comes from.
        write: False looks without changing: no lock, nothing written.

    Raises:
        WrongPassword: the password does not fit.
        TooSoon: after wrong tries it is not yet time for another one.
        InvalidInput: no such account.
        InUse: another process has it open for writing.
        Damaged: keys.json or the database is.
        NotAllowed: the slot is none that the database knows.
        UserError: not a program, no permission, or a newer umdesk made it.
    """
    keys = keys_of(folder)
    slots = account_slots(keys, account)
    who = "" if slots else nobody(keys.program, account or "")
    return _open_first(folder, keys, slots, password, who=who, refusal=wrong_password(keys), clock=clock, write=write)


def open_with_recovery(folder: Path, *, code: str, clock: Clock = utc_now) -> Program:
    """Open a program folder with the code of its recovery sheet, signed in as the coordinator.

    Raises:
        InvalidInput: the code was mistyped.
        WrongPassword: it is not the code of the sheet in force.
        TooSoon: after wrong tries it is not yet time for another one.
    """
    keys = keys_of(folder)
    secret = recovery_code.normalize(code)
    return _open_first(folder, keys, recovery_slots(keys), secret, refusal=wrong_code(), clock=clock, write=True)


def keys_of(folder: Path) -> Keys:
    """Read the keys of what should be a program folder.

    Raises:
        UserError: it is none, or may not be read.
        Damaged: its keys.json cannot be used.
    """
    engines.check_sqlite_version()
    try:
        there = {entry.name for entry in folder.iterdir()}
    except PermissionError as error:
        raise UserError(
            f"Your account on this computer may not read {folder}.", "Ask whoever set the folder up for access."
        ) from error
    except OSError as error:
        raise UserError(f"There is no program at {folder}.", _where_it_may_be(folder)) from error
    if not there & {"program.db", "keys.json"}:
        raise UserError(f"{folder} is not a program folder.", f"Choose a folder whose name ends with {SUFFIX}.")
    if "program.db" not in there:
        raise Damaged(
            "The database (program.db) of this program is missing.", "Go back to a backup, or put the file back."
        )
    return read_keys(folder)


def _where_it_may_be(folder: Path) -> str:
    """What to do about a folder that is not there; a restore that the power failed in left it under another name."""
    try:
        aside = [each.name for each in folder.parent.iterdir() if each.name.startswith(f"{folder.stem} set aside ")]
    except OSError:
        aside = []
    if not aside:
        return "Check the name and the place of the folder."
    return f"A restore that was cut short may have left it as “{max(aside)}”: rename that folder back, or open it."


def account_names(folder: Path) -> tuple[str, ...]:
    """The names of those who may sign in, coordinators first; none where the program keeps them to itself."""
    keys = keys_of(folder)
    return tuple(dict.fromkeys(slot.name for slot in keys.account_slots())) if keys.list_names else ()


def _open_first(
    folder: Path,
    keys: Keys,
    slots: tuple[Slot, ...],
    secret: str,
    *,
    refusal: UserError,
    clock: Clock,
    write: bool,
    who: str = "",
) -> Program:
    """Open with the first slot that the secret fits and that the database knows."""
    now = clock().astimezone(UTC)
    for slot, key in fitting_slots(folder, keys, slots, secret, now=now, refusal=refusal, who=who):
        view = view_of(keys, slot) or keys
        if keys.next is not None and not opens(folder, DatabaseKey(key, view.salt)):
            refusal = not_in_force()
            continue
        try:
            return open_with_key(folder, view, slot, key, clock=clock, write=write)
        except NotAllowed as error:
            refusal = error
    raise refusal


def open_with_key(folder: Path, keys: Keys, slot: Slot, key: bytes, *, clock: Clock, write: bool) -> Program:
    """Open with a slot that was unwrapped already; raises what `open_program` does."""
    lock = FolderLock(folder, clock()) if write else None
    opened: Opened | None = None
    try:
        # Another process may have changed keys.json until the lock was taken.
        written = read_keys(folder) if write else keys
        view = view_of(written, slot)
        if view is None:
            raise NotNow("The ways in were being changed at this moment, so nothing was opened.", "Sign in again.")
        keys = view
        opened = _connect(folder, keys, key, lock)
        _bring_up_to_date(folder, opened, slot, clock)
        with Session(opened.engine) as session:
            who = _who(session, keys, slot)
            if write:
                opened.keys = _without_leftovers(session, folder, keys, written)
    except DBAPIError as error:
        _give_back(opened, lock)
        raise engines.user_error(error) or engines.damaged_database() from error
    except sqlcipher.Error as error:
        _give_back(opened, lock)
        raise engines.user_error(error) or engines.damaged_database() from error
    except BaseException:
        _give_back(opened, lock)
        raise
    return Program(folder, who, clock, opened)


def _give_back(opened: Opened | None, lock: FolderLock | None) -> None:
    if opened is not None:
        close_opened(opened)
    elif lock is not None:
        lock.release()


def _connect(folder: Path, keys: Keys, key: bytes, lock: FolderLock | None) -> Opened:
    database_key = DatabaseKey(key, keys.salt)
    database = folder / "program.db"
    if lock is not None:
        # Held open for as long as the program is, so that the WAL is not folded in after every operation.
        anchor = engines.connect(database, database_key)
        try:
            # Choosing the journal may write, and nothing may be written to a program of a newer umdesk.
            migrations.refuse_newer(migrations.revision_in(anchor))
            engines.choose_journal(anchor, folder)
        except BaseException:
            anchor.close()
            raise
        return Opened(engines.make_engine(database, database_key), anchor, lock, keys, key)
    return connect_reading(folder, keys, key)


def connect_reading(folder: Path, keys: Keys, key: bytes) -> Opened:
    """Connect without a lock and without writing into the folder.

    Raises:
        sqlcipher3.dbapi2.Error: the database cannot be read.
        UserError: it cannot be copied to where it is read.
    """
    database_key = DatabaseKey(key, keys.salt)
    database, copied = folder / "program.db", None
    # Where nobody writes, SQLite would make its shared files in the folder, and where one may not write it could not:
    # then a private copy is read. Beside a writer the file itself is read, since a copy could be torn.
    beside = ((folder / "program.db-shm").exists() or is_held(folder)) and os.access(folder, os.W_OK)
    anchor = _readable(database, database_key) if beside else None
    if anchor is None:
        copied = copy_for_reading(folder)
        database = copied / "program.db"
        try:
            anchor = engines.connect(database, database_key)
            anchor.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.Error:
            shutil.rmtree(copied, ignore_errors=True)
            raise
    engine = engines.make_engine(database, database_key, read_only=copied is None)
    return Opened(engine, anchor, None, keys, key, copied)


def _readable(database: Path, key: DatabaseKey) -> Any:
    raw = engines.connect(database, key, read_only=True)
    try:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.OperationalError:
        raw.close()
        return None
    return raw


def _bring_up_to_date(folder: Path, opened: Opened, slot: Slot, clock: Clock) -> None:
    revision = migrations.revision_in(opened.anchor)
    migrations.refuse_newer(revision)
    if revision == migrations.HEAD:
        return
    if revision is None:
        raise engines.damaged_database()
    if opened.lock is None:
        raise UserError(
            "This program was made by an older umdesk and must first be brought up to date.",
            "Open it once for writing, then look at it.",
        )

    def write(connection: Any, before: str, after: str) -> None:
        new = history.NewEvent(
            id=new_id(),
            at=clock(),
            account_id=None,
            account_name=slot.name or "recovery sheet",
            operation="programs.migrate",
            summary=f"Brought the program from {before} to {after} for this version of umdesk",
            reason=None,
            undoable=False,
            undoes=None,
            sitting=secrets.token_hex(16),
        )
        history.write_event(connection, new, [])

    _back_up_first(folder, DatabaseKey(opened.key, opened.keys.salt), clock)
    migrations.run(folder / "program.db", DatabaseKey(opened.key, opened.keys.salt), write)


def _back_up_first(folder: Path, key: DatabaseKey, clock: Clock) -> None:
    """A verified backup of the program as it is; without one it is not changed.

    Raises:
        CannotWrite: there is no room for it, or one may not write there.
        Damaged: the program is.
    """
    from umdesk.storage.backups import making  # noqa: PLC0415 -- only before a migration

    source = making.Source(folder, folder / "program.db", key)
    try:
        making.make(source, clock().astimezone(UTC), making.Watch())
    except CannotWrite as error:
        raise CannotWrite(
            f"Before this version of umdesk can open the program, a backup of it is needed. {error.message}",
            f"The program is as it was. {error.advice}",
        ) from error


def _who(session: Session, keys: Keys, slot: Slot) -> SignedIn:
    if session.get(ProgramRecord, keys.program) is None:
        raise Damaged(
            "The database and keys.json are of two different programs.", "Put the two files of one program together."
        )
    if slot.account == RECOVERY:
        known = session.scalars(select(RecoverySlot)).all()
        if not any(k.slot_number == slot.number and k.slot_digest == slot.digest() for k in known):
            raise _unknown_slot()
        first = select(Account).join(AccountRole, AccountRole.account_id == Account.id)
        account = session.scalars(
            first.where(AccountRole.role == Role.COORDINATOR.value, Account.active).order_by(Account.created_at)
        ).first()
    else:
        account = session.get(Account, slot.account)
        if account is None or not account.active or account.slot_digest != slot.digest():
            raise _unknown_slot()
    if account is None:
        raise _unknown_slot()
    roles = session.scalars(select(AccountRole.role).where(AccountRole.account_id == account.id)).all()
    return SignedIn(account.id, account.name, frozenset(Role(role) for role in roles), account.must_change)


def _without_leftovers(session: Session, folder: Path, keys: Keys, written: Keys) -> Keys:
    """Take away what a change of accounts, passwords, sheets or the key left behind when it was cut short."""
    tidy = in_force(session, keys)
    if tidy != written:
        write_keys(folder, tidy)
    remove_leftovers(folder)
    return tidy


def _unknown_slot() -> NotAllowed:
    return NotAllowed(
        "This way in was put into keys.json from elsewhere; the program does not know it and stays closed.",
        "Put the program's own keys.json back, or sign in with another account.",
    )
