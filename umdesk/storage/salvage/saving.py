"""Saving a damaged program: a new folder with everything that could be read, and an account of what could not."""

import dataclasses
import secrets
import shutil
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain.errors import CannotWrite, InUse, NotAllowed
from umdesk.domain.progress import Progress, Steps
from umdesk.domain.table_words import table_words
from umdesk.domain.words import Role
from umdesk.storage import history, migrations
from umdesk.storage.access.entry import way_in
from umdesk.storage.access.keys import RECOVERY, Keys, Slot, write_keys
from umdesk.storage.backups.archive import FOLDER
from umdesk.storage.engine import DatabaseKey, connect, sync_folder
from umdesk.storage.folder import keys_of
from umdesk.storage.integrity import contents, records
from umdesk.storage.integrity.contents import SALVAGE
from umdesk.storage.integrity.findings import Finding
from umdesk.storage.lock import is_held
from umdesk.storage.models.base import Base, new_id
from umdesk.storage.pages import trees
from umdesk.storage.pages.sealed import SealedPages
from umdesk.storage.pages.trees import Listed
from umdesk.storage.program import Program
from umdesk.storage.salvage import mending, telling
from umdesk.storage.salvage.history import KeptHistory, bring_back, keep_history
from umdesk.storage.salvage.reading import Read, read_tables
from umdesk.storage.salvage.rebuilding import rebuild_changes
from umdesk.storage.salvage.telling import TableSaved
from umdesk.storage.sharing import share_file, share_folder

_STEPS = 60
_VERSION_TABLE = "alembic_version"
#: A change as the history writes it: table, record, before, after.
Change = tuple[str, str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a salvage made: where it lies, what of each table is in it, what is missing in words, what is still wrong.

    `events_lost` are the numbers of the events that are gone or lack some of their changes.
    """

    program: Path
    tables: tuple[TableSaved, ...]
    missing: tuple[str, ...]
    events_lost: tuple[int, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The damaged program: its folder, its keys, what the person opened it with, their name, this moment.

    `vouched` says that the open program let them in as a coordinator, so that the damaged one is not asked again;
    `keep` is where an open program keeps the file that was read.
    """

    folder: Path
    keys: Keys
    key: bytes
    slot: Slot
    now: datetime
    vouched: bool = False
    keep: list[BinaryIO] | None = None


def source_of(folder: Path, password: str, account: str | None, code: str) -> Source:
    """What a salvage of a closed program starts from.

    Raises:
        InUse: the program is open for writing.
        UserError: as `entry.way_in`; it is no program folder, or its keys are damaged.
    """
    keys = keys_of(folder)
    if is_held(folder):
        raise InUse("The program is open for writing; nothing was saved.", "Close it there and try again.")
    slot, keys, key = way_in(folder, keys, password, account, code)
    return Source(folder, keys, key, slot, datetime.now(UTC))


def save_open(program: Program, output: Path, progress: Progress | None = None) -> Saved:
    """Save what can be read of an open program, while nobody writes.

    Raises:
        CannotWrite: something stands at `output`, or one may not write there.
    """
    keys = program.opened.keys
    mine = (each for each in keys.slots if each.account == program.account.account_id)
    opened, slot = program.opened, next(mine, keys.slots[0])
    source = Source(program.folder, keys, opened.key, slot, program.now(), vouched=True, keep=opened.files)
    with program.queued() if program.writable else nullcontext():
        return save(source, output, progress)


def save(source: Source, output: Path, progress: Progress | None = None) -> Saved:
    """Build a new program folder at `output` from all that can be read; the damaged one is not touched.

    Raises:
        CannotWrite: something stands at `output`, or one may not write there.
    """
    if output.exists():
        raise CannotWrite(f"{output} exists already; nothing was saved there.", "Choose another name.")
    step = Steps(progress, _STEPS)
    building = output.with_name(f".umdesk-{secrets.token_hex(6)}")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        building.mkdir()
        share_folder(building)
        (building / FOLDER).mkdir()
        share_folder(building / FOLDER)
        saved = _build(source, building, step)
        building.rename(output)
        sync_folder(output.parent)
    except (OSError, sqlcipher.OperationalError, OperationalError) as error:
        raise CannotWrite(
            f"The saved program could not be written in {output.parent}; nothing was left behind.",
            "Choose a folder you may write to, on a disk with room.",
        ) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return dataclasses.replace(saved, program=output)


def _build(source: Source, building: Path, step: Callable[[str], None]) -> Saved:
    step("Reading every page")
    key = DatabaseKey(source.key, source.keys.salt)
    with SealedPages(source.folder / "program.db", key, source.keep) as pages:
        keys = dataclasses.replace(source.keys, salt=pages.salt, next=None)
        key = DatabaseKey(source.key, keys.salt)
        database = building / "program.db"
        migrations.run(database, key, None, to=_revision(pages))
        share_file(database)
        write_keys(building, keys)
        raw = connect(database, key)
        try:
            read = read_tables(pages, _listed_of(raw), lambda name: step(f"Reading {table_words(name)}"))
            return _write(raw, read, source, keys, step)
        finally:
            raw.close()


def _refuse_others(read: Read, slot: Slot) -> None:
    """Let only who is known to be a coordinator take everything, or who has the recovery sheet in force.

    A password is not enough where the roles are lost: somebody could have damaged just those pages, and keys.json can
    be put in any order.

    Raises:
        NotAllowed: the account has other roles or was disabled, its password is an old one, the sheet ended, or
            neither the records nor the history say any more what the account may do.
    """
    who = slot.name or "This account"
    if slot.account == RECOVERY:
        sheets = read.tables["recovery_slot"].rows.values()
        if sheets and slot.digest() not in {row["slot_digest"] for row in sheets}:
            raise NotAllowed(
                "This recovery sheet ended when a newer one was printed; nothing was done.", "Use the newest sheet."
            )
        return
    account = bytes.fromhex(slot.account)
    known = [row for row in read.tables["account"].rows.values() if row["id"] == account]
    roles = {row["role"] for row in read.tables["account_role"].rows.values() if row["account_id"] == account}
    if not known or not roles:
        raise NotAllowed(
            f"{who} may not save the program, since the damage took what says who is a coordinator; nothing was done.",
            "It takes the code of the recovery sheet.",
        )
    in_force = any(row["active"] and row["slot_digest"] == slot.digest() for row in known)
    if not in_force or Role.COORDINATOR.value not in roles:
        raise NotAllowed(
            f"{who} may not save the program; nothing was done.",
            "It takes an account with the role coordinator, or the recovery sheet.",
        )


def _revision(pages: SealedPages) -> str:
    """The version of the tables in the damaged database; where that is lost, the one of this umdesk."""
    listed = trees.listed(pages, trees.list_tree(pages))
    for entry in listed:
        if entry.table == _VERSION_TABLE and entry.root:
            tree = trees.walk(pages, entry.root)
            for number in tree.leaves:
                for _, values in trees.rows(pages, number):
                    if values and str(values[0]) in migrations.KNOWN:
                        return str(values[0])
    return migrations.HEAD


def _listed_of(raw: Any) -> list[Listed]:
    rows = raw.execute("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master").fetchall()
    return [Listed(row[0], row[1], row[2], row[3], row[4] or "") for row in rows if row[1] != _VERSION_TABLE]


def _write(raw: Any, read: Read, source: Source, keys: Keys, step: Callable[[str], None]) -> Saved:
    step("Bringing back from the history what could not be read")
    rebuild_changes(read)
    kept = keep_history(read)
    lost_before = {name: each.lost() for name, each in read.tables.items()}
    back = bring_back(read, kept)
    if not source.vouched:
        _refuse_others(read, source.slot)
    lost_blobs = mending.mend_blobs(read)
    stand_ins = {"blob": len(lost_blobs), "event": len(kept.lost)}
    mended = mending.mend_links(read)
    mending.mend_counters(read)
    mending.mend_ways_in(read, keys, source.slot, _text(source.now))
    step("Writing the new program")
    engine = create_engine("sqlite+pysqlite://", creator=lambda: raw, module=sqlcipher, poolclass=StaticPool)
    with engine.connect() as connection:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("BEGIN IMMEDIATE")
        for name, each in read.tables.items():
            _insert(raw, name, [column.name for column in each.table.columns], list(each.rows.values()))
        step("Following the history")
        broken = {seq for seq, _ in history.verify_chain(connection).broken}
        missing = telling.missing(read, lost_before, mended, lost_blobs)
        events_lost = tuple(sorted(kept.touched & broken))
        changes = _changes(connection, read, kept, {name for name, _, _ in mended})
        history.write_event(connection, _event(source, telling.reason(missing, events_lost)), changes)
        raw.execute("COMMIT")
        raw.execute("PRAGMA foreign_keys = ON")
    content = contents.check(engine.connect, keys, step)
    return Saved(
        Path(), telling.tables(read, back, lost_before, stand_ins), missing, events_lost, tuple(content.findings)
    )


def _insert(raw: Any, table: str, columns: list[str], rows: list[dict[str, Any]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" for _ in columns)
    raw.executemany(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 -- our own names
        [[row[name] for name in columns] for row in rows],
    )


def _event(source: Source, reason: str) -> history.NewEvent:
    """The event of the salvage, which says what is missing."""
    return history.NewEvent(
        id=new_id(),
        at=source.now,
        account_id=None,
        account_name=source.slot.name or "recovery sheet",
        operation=SALVAGE,
        summary="Saved what could be read of a damaged program",
        reason=reason,
        undoable=False,
        undoes=None,
        sitting=secrets.token_hex(16),
    )


def _changes(connection: Connection, read: Read, kept: KeptHistory, mended: set[str]) -> list[Change]:
    """Every record that is not as the history last knew it, where the damage can be why."""
    damaged = mended | {name for name, each in read.tables.items() if not each.whole}
    changes = []
    for name in sorted(history.RECORDED & read.tables.keys()):
        if name in damaged or not read.tables["change"].whole:
            changes += _differences(connection, name, kept)
    return changes


def _differences(connection: Connection, name: str, kept: KeptHistory) -> list[tuple[str, str, str | None, str | None]]:
    there = dict(records.texts(connection, Base.metadata.tables[name]))
    told = {record: after for record, (table, after) in kept.latest.items() if table == name}
    changes: list[Change] = []
    for record in sorted(there.keys() | told.keys()):
        before, after = told.get(record), there.get(record)
        if before != after and not (before and after and records.same(after, before)):
            changes.append((name, record.hex(), before, after))
    return changes


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")
