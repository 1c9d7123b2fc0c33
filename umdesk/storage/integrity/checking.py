"""Checking a program folder: its pages, the database, the history, the records against it, kept copies, ways in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain.anchors import Anchor, AnchorAnswer
from umdesk.domain.errors import Damaged, NotAllowed
from umdesk.domain.progress import Progress, Steps
from umdesk.domain.table_words import table_words
from umdesk.domain.words import Role
from umdesk.domain.writing import number_list
from umdesk.storage.access.entry import way_in
from umdesk.storage.access.keys import RECOVERY, Slot
from umdesk.storage.backups import archive
from umdesk.storage.backups.archive import FOLDER
from umdesk.storage.engine import DatabaseKey
from umdesk.storage.folder import connect_reading, keys_of
from umdesk.storage.history import START
from umdesk.storage.integrity import contents
from umdesk.storage.integrity.contents import MOST_FINDINGS, Content
from umdesk.storage.integrity.findings import Finding
from umdesk.storage.pages import owners
from umdesk.storage.pages.owners import DamagedPages
from umdesk.storage.pages.sealed import SealedPages
from umdesk.storage.program import Program, close_opened

_STEPS = 3 + contents.STEPS
#: What may lie in a program folder.
_KNOWN = frozenset({
    "program.db", "program.db-wal", "program.db-shm", "program.db-journal", "keys.json", "attempts.json", "lock",
    FOLDER,
})  # fmt: skip
_READERS = frozenset({Role.COORDINATOR.value, Role.READER.value})


@dataclass(frozen=True, slots=True)
class BackupState:
    """One backup in the folder: its file's name, the day and time it was made (ISO 8601, "" unknown), what is wrong."""

    file: str
    made_at: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found; `events` and `last_event_hash` of the history as far as it could be read.

    `notes` are worth knowing and no damage. `records`, `documents` and `pages` were compared with their seals.
    """

    findings: tuple[Finding, ...]
    events: int
    last_event_hash: str
    notes: tuple[str, ...] = ()
    anchor: AnchorAnswer | None = None
    backups: tuple[BackupState, ...] = ()
    pages: int = 0
    records: int = 0
    documents: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings and (self.anchor is None or self.anchor.ok)


def check_program(program: Program, progress: Progress | None = None, anchor: Anchor | None = None) -> Checked:
    """Check an open program, beside whatever else it is doing."""
    step = Steps(progress, _STEPS)
    key = DatabaseKey(program.opened.key, program.opened.keys.salt)
    database = program.opened.private_copy or program.folder
    step("Reading every page")
    count, found = check_pages(database / "program.db", key, program.opened.files)
    step("Checking the structure")
    with program.reading() as session:
        found += check_structure(session.connection().connection.dbapi_connection, pages_are_damaged=bool(found))
    engine = program.opened.engine
    content = contents.check(engine.connect, program.opened.keys, step)
    with engine.connect() as connection:
        answer = None if anchor is None else contents.compare_anchor(connection, anchor, content.broken)
    return _checked(program.folder, found, content, answer, count, step)


def check_folder(
    folder: Path,
    password: str = "",
    account: str | None = None,
    *,
    code: str = "",
    anchor: Anchor | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Check a program folder without opening it as a program, as far as its damage allows; writes nothing.

    Args:
        folder: the program folder.
        password: of the account; "" when there is a `code`.
        account: the account's name, None for the first.
        code: of the recovery sheet, instead of a password.
        anchor: typed from paper, to compare the history with.
        progress: is told how far the check is.

    Raises:
        WrongPassword: the password does not fit.
        NotAllowed: the account is that of neither a coordinator nor a reader.
        InvalidInput: no such account.
        UserError: it is no program folder, or may not be read.
    """
    step = Steps(progress, _STEPS)
    try:
        keys = keys_of(folder)
    except Damaged as error:
        kind, where = ("keys", "keys.json") if (folder / "program.db").exists() else ("database", "program.db")
        return Checked((Finding(kind, where, error.message),), 0, START)
    slot, keys, key = way_in(folder, keys, password, account, code)
    step("Reading every page")
    count, found = check_pages(folder / "program.db", DatabaseKey(key, keys.salt))
    try:
        opened = connect_reading(folder, keys, key)
    except sqlcipher.Error as error:
        found += [Finding("database", "program.db", f"it does not open although the password fits: {error}")]
        return _checked(folder, found, Content(), None, count, step)
    try:
        step("Checking the structure")
        found += check_structure(opened.anchor, pages_are_damaged=bool(found))
        with opened.engine.connect() as connection:
            told = _may_be_told(connection, slot)
        content = contents.check(opened.engine.connect, keys, step, summaries=told)
        with opened.engine.connect() as connection:
            answer = None if anchor is None else contents.compare_anchor(connection, anchor, content.broken)
    except DBAPIError as error:
        found.append(Finding("database", "program.db", f"the database cannot be read: {error.orig}"))
        content, answer = Content(), None
    finally:
        close_opened(opened)
    return _checked(folder, found, content, answer, count, step)


def _may_be_told(connection: Connection, slot: Slot) -> bool:
    """Whether the lines of the history may be shown; only where the roles cannot be read, nobody knows.

    Raises:
        NotAllowed: the account is that of neither a coordinator nor a reader, or it was disabled.
    """
    if slot.account == RECOVERY:
        return True
    try:
        of_the_slot = (bytes.fromhex(slot.account),)
        rows = connection.exec_driver_sql("SELECT role FROM account_role WHERE account_id = ?", of_the_slot)
        roles = set(rows.scalars())
        found = connection.exec_driver_sql("SELECT active, slot_digest FROM account WHERE id = ?", of_the_slot).first()
    except DBAPIError:
        return False
    if (found is not None and not found.active) or (roles and not roles & _READERS):
        raise NotAllowed(
            "This account may not check the program; nothing was done.",
            "It takes an account with the role coordinator or reader.",
        )
    # A password that was changed since may come with an older keys.json: then only how the program is, is told.
    return bool(roles) and found is not None and found.slot_digest == slot.digest()


def check_pages(database: Path, key: DatabaseKey, keep: list[BinaryIO] | None = None) -> tuple[int, list[Finding]]:
    """How many pages a database file has, and its damaged ones by the table that they belong to.

    Where this process has the database open, the file that was read goes to `keep`.

    Raises:
        UserError: the file cannot be read.
    """
    try:
        with SealedPages(database, key, keep) as pages:
            found = [_page_finding(each) for each in owners.damaged_pages(pages)]
            if not pages.salt_is_right:
                found.append(Finding("page", "first bytes of program.db", _SALT))
            if not pages.wal_is_whole:
                found.append(Finding("page", "program.db-wal", _WAL))
            return pages.count, found
    except OSError as error:
        return 0, [Finding("database", "program.db", f"it cannot be read: {error.strerror or type(error).__name__}")]


_WAL = "a part of it is damaged; what was saved after that part is not seen any more, and only a salvage brings it back"
_SALT = "they are not as keys.json says; no record is touched, and the next save over them puts them right"


def _page_finding(each: DamagedPages) -> Finding:
    where = f"{'page' if len(each.pages) == 1 else 'pages'} {number_list(each.pages)}"
    words = table_words(each.table)
    if each.table == owners.LIST:
        return Finding("page", f"{owners.LIST}, {where}", "the list of all tables is damaged, so nothing opens")
    if each.table == owners.FREE:
        return Finding("page", f"{owners.FREE}, {where}", "damaged, but it holds no data")
    if each.table == owners.UNKNOWN:
        maybe = ", ".join(each.maybe) or "any table"
        return Finding("page", f"{maybe}, {where}", "damaged, below another damaged page of the same table")
    if each.index:
        return Finding(
            "page", f"{each.table}, {where}", f"{words}: an index is damaged; the records themselves are not on it"
        )
    return Finding("page", f"{each.table}, {where}", f"{words}: the records on it cannot be read")


def check_structure(raw: Any, *, pages_are_damaged: bool = False) -> list[Finding]:
    """Check how the database hangs together, on a raw connection.

    Args:
        raw: reads the database.
        pages_are_damaged: what follows from that alone is told in one sentence.
    """
    try:
        rows = raw.execute(f"PRAGMA integrity_check({MOST_FINDINGS})").fetchall()
    except sqlcipher.Error as error:
        rows = [(str(error),)]
    told = [str(row[0]) for row in rows if str(row[0]).lower() != "ok"]
    if told and pages_are_damaged:
        return [Finding("database", "program.db", "the structure cannot be checked beyond the damaged pages")]
    return [Finding("database", "program.db", f"the structure is damaged: {text}") for text in told]


def _checked(  # noqa: PLR0917 -- each part was found elsewhere
    folder: Path, found: list[Finding], content: Content, answer: AnchorAnswer | None, pages: int, step: Steps
) -> Checked:
    states = tuple(_backups(folder, step))
    found += content.findings
    found += [Finding("backup", each.file, each.faults[0]) for each in states if each.faults]
    step("Done")
    return Checked(
        findings=tuple(found),
        events=content.events,
        last_event_hash=content.last_hash,
        notes=(*content.notes, *_leftovers(folder)),
        anchor=answer,
        backups=states,
        pages=pages,
        records=content.records,
        documents=content.documents,
    )


def _backups(folder: Path, step: Steps) -> Iterator[BackupState]:
    sound, broken = archive.list_in(folder / FOLDER)
    step.total += len(sound)
    for place, each in enumerate(sound, 1):
        step(f"Checking backup {place} of {len(sound)}")
        # Compared with the sums in it: a backup from before the key was changed needs the key of its day.
        yield BackupState(each.file.name, each.about.made_at.isoformat(), tuple(archive.verify(each.file, None)))
    for file in broken:
        yield BackupState(file.name, "", ("it cannot be read as a backup",))


def _leftovers(folder: Path) -> Iterator[str]:
    try:
        names = sorted(entry.name for entry in folder.iterdir() if entry.name not in _KNOWN)
    except OSError:
        return
    for name in names[:MOST_FINDINGS]:
        yield f"{name} in the program folder is no part of the program."
