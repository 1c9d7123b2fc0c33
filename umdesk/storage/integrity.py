"""Checking a program folder: the encrypted pages, the database, what points at what, the history, the ways in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain.errors import Damaged
from umdesk.storage.engine import DatabaseKey, connect
from umdesk.storage.folder import connect_reading, keys_of, slots_of, wrong_password
from umdesk.storage.history import START, verify_chain
from umdesk.storage.keys import RECOVERY, Keys, unwrap
from umdesk.storage.models import Account, Base, RecoverySlot
from umdesk.storage.program import Program, close_opened

#: One damaged page is reported once for each row on it; a person needs to see the first of them.
MOST_FINDINGS = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: its kind ("page", "database", "reference", "history", "keys"), where, and what."""

    kind: str
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found; `events` and `last_event_hash` of the history as far as it could be read."""

    findings: tuple[Finding, ...]
    events: int
    last_event_hash: str

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def check_pages(raw: Any) -> list[Finding]:
    """Check every encrypted page and the structure of the database on a raw connection."""
    return [
        *_pragma(raw, "cipher_integrity_check", "page", "a page of program.db does not match its seal"),
        *_pragma(raw, "integrity_check", "database", "the structure of program.db is damaged"),
    ]


def _pragma(raw: Any, pragma: str, kind: str, meaning: str) -> Iterator[Finding]:
    try:
        rows = raw.execute(f"PRAGMA {pragma}").fetchall()
    except sqlcipher.Error as error:
        rows = [(str(error),)]
    told = [str(row[0]) for row in rows if str(row[0]).lower() != "ok"]
    for text in told[:MOST_FINDINGS]:
        yield Finding(kind, "program.db", f"{meaning}: {text}")
    if len(told) > MOST_FINDINGS:
        yield Finding(kind, "program.db", f"{meaning}: {len(told) - MOST_FINDINGS} more of the same")


def check_content(connection: Connection, keys: Keys) -> Checked:
    """Check references, the history chain and the ways in; each as far as it can be read."""
    findings: list[Finding] = []
    events, last = 0, START
    try:
        findings += _references(connection)
    except DBAPIError as error:
        findings.append(_unreadable("reference", "the references", error))
    try:
        chain = verify_chain(connection)
        events, last = chain.events, chain.last_hash
        findings += [Finding("history", f"event {seq}", what) for seq, what in chain.broken[:MOST_FINDINGS]]
        if len(chain.broken) > MOST_FINDINGS:
            findings.append(Finding("history", "later events", f"{len(chain.broken) - MOST_FINDINGS} more"))
    except DBAPIError as error:
        findings.append(_unreadable("history", "the history", error))
    try:
        findings += _slots(connection, keys)
    except DBAPIError as error:
        findings.append(_unreadable("keys", "the accounts", error))
    return Checked(tuple(findings), events, last)


def _unreadable(kind: str, what: str, error: DBAPIError) -> Finding:
    return Finding(kind, "program.db", f"{what} cannot be read: {error.orig}")


def _references(connection: Connection) -> list[Finding]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [
        Finding("reference", f"{row[0]}, row {row[1]}", f"it points at a {row[2]} that is not there")
        for row in rows[:MOST_FINDINGS]
    ]


def _slots(connection: Connection, keys: Keys) -> list[Finding]:
    """Each account that may sign in has its slot, the recovery sheet has one, and no slot is unknown."""
    accounts = Base.metadata.tables[Account.__tablename__].columns
    recovery = Base.metadata.tables[RecoverySlot.__tablename__].columns
    known = {
        (row.id, row.slot_digest): row.name
        for row in connection.execute(select(accounts.id, accounts.slot_digest, accounts.name).where(accounts.active))
    }
    known |= {(RECOVERY, row[0]): "the recovery sheet" for row in connection.execute(select(recovery.slot_digest))}
    there = {(slot.account, slot.digest()): slot.number for slot in keys.slots}
    missing = [
        Finding("keys", "keys.json", f"the way in of {name} is missing")
        for key, name in known.items()
        if key not in there and key[1] is not None
    ]
    # Beside the slot in force, another one of the same account is what a change that was cut short left behind: it
    # opens nothing, and the next opening takes it away.
    in_force = {account for account, digest in known if (account, digest) in there}
    unknown = [
        Finding("keys", f"keys.json, slot {number}", "a way in that the program does not know")
        for key, number in there.items()
        if key not in known and key[0] not in in_force
    ]
    return missing + unknown


def check_program(program: Program) -> Checked:
    """Check an open program, beside whatever else it is doing."""
    with program.reading() as session:
        connection = session.connection()
        pages = check_pages(connection.connection.dbapi_connection)
        content = check_content(connection, program.opened.keys)
    return Checked((*pages, *content.findings), content.events, content.last_event_hash)


def check_folder(folder: Path, password: str, account: str | None) -> Checked:
    """Check a program folder without opening it as a program, as far as its damage allows; writes nothing.

    Raises:
        WrongPassword: the password does not fit.
        InvalidInput: no such account.
        UserError: it is no program folder, or may not be read.
    """
    try:
        keys = keys_of(folder)
    except Damaged as error:
        kind, where = ("keys", "keys.json") if (folder / "program.db").exists() else ("database", "program.db")
        return Checked((Finding(kind, where, error.message),), 0, START)
    tried = (unwrap(keys.program, slot, password) for slot in slots_of(keys, account))
    key = next((found for found in tried if found is not None), None)
    if key is None:
        raise wrong_password()
    try:
        opened = connect_reading(folder, keys, key)
    except sqlcipher.Error as error:
        return Checked(tuple(_unopened(folder, DatabaseKey(key, keys.salt), error)), 0, START)
    try:
        pages = check_pages(opened.anchor)
        with opened.engine.connect() as connection:
            content = check_content(connection, keys)
    except DBAPIError as error:
        return Checked((*pages, _unreadable("database", "the database", error)), 0, START)
    finally:
        close_opened(opened)
    return Checked((*pages, *content.findings), content.events, content.last_event_hash)


def _unopened(folder: Path, key: DatabaseKey, error: Exception) -> list[Finding]:
    found = [Finding("database", "program.db", f"it does not open although the password fits: {error}")]
    try:
        raw = connect(folder / "program.db", key, read_only=True)
    except sqlcipher.Error:
        return found
    try:
        return [*found, *check_pages(raw)]
    finally:
        raw.close()
