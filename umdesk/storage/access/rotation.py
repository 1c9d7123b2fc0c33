"""Changing the key of a program: the whole database is copied under another key, and every other way in ends.

The copy is made and checked beside program.db, and the new passwords are on paper, before anything changes. Then
keys.json lists both keys, the copy takes the place of program.db in one rename, and keys.json lists only the next key.
Whatever ends the process in between, the program opens with all the old ways in or with all the new ones.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain.errors import CannotWrite, Damaged, InUse, UserError
from umdesk.domain.progress import Progress
from umdesk.domain.writing import counted
from umdesk.storage import engine as engines
from umdesk.storage import history
from umdesk.storage.access import recovery_code
from umdesk.storage.access.keys import RECOVERY, Keys, NextKeys, Slot, new_database_key, wrap, write_keys
from umdesk.storage.access.slots import dearest_cost
from umdesk.storage.access.two_keys import NEXT, NewWays, OneTime, remove_leftovers
from umdesk.storage.backups import archive
from umdesk.storage.engine import DatabaseKey
from umdesk.storage.models import Account, RecoverySlot
from umdesk.storage.program import Opened, Program
from umdesk.storage.sharing import share_file

_STEPS = 100
_GROUPS, _GROUP_LENGTH = 4, 4
_OPERATIONS_BETWEEN_LOOKS = 20_000
_PATIENCE_MILLISECONDS = 1_000


@dataclass(frozen=True, slots=True)
class _Coming:
    """The next key with its slots: the first is that of who changes the key."""

    key: DatabaseKey
    slots: tuple[Slot, ...]
    ways: NewWays


def rotate(program: Program, password: str, deliver: Callable[[NewWays], None], progress: Progress) -> None:
    """Change the key; the program is closed afterwards in any case.

    Args:
        program: open for writing and nowhere else, by a coordinator.
        password: of this coordinator, which goes on.
        deliver: puts the new passwords and the recovery code on paper; when it raises, nothing was changed.
        progress: is told how far it is; what it raises stops the change while nothing has happened yet.

    Raises:
        InUse: somebody looks at the program; nothing was changed.
        Damaged: the database is damaged; nothing was changed.
        CannotWrite: the disk is full or cannot be written to; nothing was changed.
    """
    ready: list[_Coming] = []
    try:
        with program.queued(), _translated(program.folder):
            _rotate(program, password, deliver, progress, ready)
    except BaseException:
        # What comes after the rename comes too late to stop anything: the pages with the new passwords must stay.
        if not any(_is_in_force(program.folder, coming) for coming in ready):
            raise
    finally:
        program.close()


def _is_in_force(folder: Path, coming: _Coming) -> bool:
    """Whether program.db is the one under the next key: its first bytes are the salt."""
    try:
        with (folder / "program.db").open("rb") as file:
            return file.read(len(coming.key.salt)) == coming.key.salt
    except OSError:
        return False


def _rotate(
    program: Program, password: str, deliver: Callable[[NewWays], None], progress: Progress, ready: list[_Coming]
) -> None:
    """Change the key; the next one goes to `ready` before it can come into force."""
    folder, keys = program.folder, program.opened.keys
    remove_leftovers(folder)
    try:
        progress(0, _STEPS, "Checking the program")
        _stand_alone(program)
        _refuse_damaged(program)
        coming = _coming(program, password, lambda part: progress(10 + int(20 * part), _STEPS, "Making the keys"))
        _copy(program, coming, lambda part: progress(30 + int(40 * part), _STEPS, "Copying under the next key"))
        progress(70, _STEPS, "Checking the copy")
        _learn(program, coming)
        _check(folder / NEXT, coming.key)
        progress(90, _STEPS, "Writing the pages with the passwords")
        deliver(coming.ways)
        ready.append(coming)
        _take_over(program, keys, coming)
    except BaseException:
        remove_leftovers(folder)
        raise


def _stand_alone(program: Program) -> None:
    """Fold the WAL in and take it away; that works only while nobody else has the database open.

    Raises:
        InUse: somebody has.
    """
    anchor = program.opened.anchor
    anchor.execute(f"PRAGMA busy_timeout = {_PATIENCE_MILLISECONDS}")
    try:
        mode = str(anchor.execute("PRAGMA journal_mode = DELETE").fetchone()[0]).lower()
    except sqlcipher.OperationalError as error:
        if not isinstance(engines.user_error(error), InUse):
            raise
        mode = ""
    if mode != "delete":
        raise InUse(
            "Somebody is looking at the program in another window, so its key was not changed.",
            "Have it closed there and try again.",
        )


def _refuse_damaged(program: Program) -> None:
    found = archive.damage(program.opened.anchor)
    with program.opened.engine.connect() as connection:
        broken = history.verify_chain(connection).broken
    if found or broken:
        raise Damaged(
            "The program is damaged, so its key was not changed.", "Check the program, then restore a backup."
        )


def _coming(program: Program, password: str, progress: Callable[[float], object]) -> _Coming:
    """The next key, wrapped for every active account and the recovery sheet."""
    keys, key = program.opened.keys, new_database_key()
    cost, number, own = dearest_cost(program), keys.next_number(), program.account.account_id
    with program.reading() as session:
        accounts = session.scalars(select(Account).where(Account.active).order_by(Account.created_at)).all()
    slots, passwords = [], []
    for place, account in enumerate(accounts):
        progress(place / (len(accounts) + 1))
        secret = password if account.id == own else one_time_password()
        if account.id != own:
            passwords.append(OneTime(account.name, secret))
        slots.append(
            wrap(keys.program, number + place, account.id, name=account.name, secret=secret, key=key.key, cost=cost)
        )
    code = recovery_code.new_code()
    place = number + len(accounts)
    slots.append(wrap(keys.program, place, RECOVERY, name="", secret=code, key=key.key, cost=cost))
    return _Coming(key, tuple(slots), NewWays(tuple(passwords), code))


def one_time_password() -> str:
    """A random password such as "7k2m-9qxe-4tb0-chj5": 80 bits, in letters and digits that nobody mixes up."""
    alphabet = recovery_code.ALPHABET.lower()
    return "-".join("".join(secrets.choice(alphabet) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))


def _copy(program: Program, coming: _Coming, progress: Callable[[float], object]) -> None:
    """Copy all of program.db under the next key; the copy holds exactly the same rows."""
    database, copy = program.folder / "program.db", program.folder / NEXT
    size = max(1, database.stat().st_size)
    raw = engines.connect(database, DatabaseKey(program.opened.key, program.opened.keys.salt))
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            progress(min(1.0, copy.stat().st_size / size) if copy.exists() else 0.0)
        except BaseException as error:  # noqa: BLE001 -- SQLite would swallow it; it is raised again below
            stopped.append(error)
            return 1
        return 0

    try:
        progress(0.0)
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute(f"ATTACH DATABASE ? AS next KEY \"x'{coming.key.key.hex()}{coming.key.salt.hex()}'\"", (str(copy),))
        share_file(copy)
        raw.set_progress_handler(look, _OPERATIONS_BETWEEN_LOOKS)
        raw.execute("SELECT sqlcipher_export('next')").fetchall()
        raw.set_progress_handler(None, 0)
        for name in ("user_version", "application_id"):
            raw.execute(f"PRAGMA next.{name} = {raw.execute(f'PRAGMA main.{name}').fetchone()[0]}")
        if _contents(raw, "main") != _contents(raw, "next"):
            raise Damaged("The copy is not what the program is, so its key was not changed.", "Try again.")
        raw.execute("DETACH DATABASE next")
    except sqlcipher.Error:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        raw.close()


def _contents(raw: Any, schema: str) -> dict[str, object]:
    """What a copy must have in common with its original: tables, their rows counted, the last event."""
    made = sorted(raw.execute(f"SELECT type, name, tbl_name, sql FROM {schema}.sqlite_master").fetchall(), key=str)  # noqa: S608
    counts = {
        row[1]: raw.execute(f'SELECT count(*) FROM {schema}."{row[1]}"').fetchone()[0]  # noqa: S608 -- our own names
        for row in made
        if row[0] == "table"
    }
    last = raw.execute(f"SELECT seq, hash FROM {schema}.event ORDER BY seq DESC LIMIT 1").fetchone()  # noqa: S608
    return {"made": made, "counts": counts, "last": last}


def _learn(program: Program, coming: _Coming) -> None:
    """Write into the copy which slots are in force, as an operation of its history."""
    own = program.account.account_id
    by_account = {slot.account: slot for slot in coming.slots}
    summary = _summary(coming.ways)
    with _beside(program, coming) as copy, copy.operation("programs.rotate_key", summary, undoable=False) as op:
        for account in op.session.scalars(select(Account).where(Account.active)):
            slot = by_account[account.id]
            account.slot_number, account.slot_digest = slot.number, slot.digest()
            account.must_change = account.id != own
        _learn_recovery(op.session, by_account[RECOVERY], copy)
    with (program.folder / NEXT).open("rb+") as file:
        os.fsync(file.fileno())


def _learn_recovery(session: Session, slot: Slot, program: Program) -> None:
    for old in session.scalars(select(RecoverySlot)):
        session.delete(old)
    session.add(RecoverySlot(slot_number=slot.number, slot_digest=slot.digest(), made_at=program.now()))


def _summary(ways: NewWays) -> str:
    count = len(ways.passwords)
    others = counted(count, "other account") if count else "no other account"
    return f"Changed the key: {others} with a one-time password, and a new recovery sheet"


@contextmanager
def _beside(program: Program, coming: _Coming) -> Iterator[Program]:
    """The copy as a program that one can write to."""
    database = program.folder / NEXT
    anchor = engines.connect(database, coming.key)
    engine = engines.make_engine(database, coming.key)
    keys = Keys(program.id, coming.key.salt, coming.slots)
    try:
        yield Program(
            program.folder,
            program.account,
            program.clock,
            Opened(engine, anchor, program.opened.lock, keys, coming.key.key),
        )
    finally:
        engine.dispose()
        anchor.close()


def _check(database: Path, key: DatabaseKey) -> None:
    raw = engines.connect(database, key, read_only=True)
    try:
        found = archive.damage(raw)
    finally:
        raw.close()
    if found:
        raise Damaged("The copy is damaged, so the key was not changed.", "Check the disk, then try again.")


def _take_over(program: Program, keys: Keys, coming: _Coming) -> None:
    """Let the copy take the place of the database; from the rename on the next key is in force."""
    folder = program.folder
    both = replace(keys, next=NextKeys(coming.key.salt, coming.slots))
    write_keys(folder, both)
    try:
        # Closed first, since Windows renames over no open file; the journal went before, so nothing is left to fold in.
        program.opened.anchor.close()
        program.opened.engine.dispose()
        (folder / NEXT).replace(folder / "program.db")
    except OSError:
        if not _is_in_force(folder, coming):  # a share can report an error of what it has done
            write_keys(folder, keys)
        raise
    # From here on the change has happened: what fails now is put right by the next opening.
    with suppress(OSError, UserError):
        engines.sync_folder(folder)
        write_keys(folder, both.after_rotation())


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    try:
        yield
    except (sqlcipher.Error, DBAPIError) as error:
        sentence = engines.user_error(error)
        if sentence is None:
            raise
        raise sentence from error
    except OSError as error:
        raise CannotWrite(
            f"The key was not changed: {folder} cannot be written to ({error.strerror or type(error).__name__}).",
            "Make room on the disk, close other programs that read in the folder, and try again.",
        ) from error
