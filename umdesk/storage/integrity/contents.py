"""Checking what is in the database: references, the history, the records against it, kept copies, the ways in."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from umdesk.domain import dates
from umdesk.domain.anchors import Anchor, AnchorAnswer
from umdesk.domain.table_words import table_words
from umdesk.domain.writing import counted, number_list
from umdesk.storage.access.keys import RECOVERY, Keys
from umdesk.storage.blobs import LOST
from umdesk.storage.history import START, ChainState, verify_chain
from umdesk.storage.integrity import frozen, records
from umdesk.storage.integrity.findings import Finding
from umdesk.storage.models import Account, Base, Event, RecoverySlot

#: One damaged page can be told once for each row on it; a person needs to see the first of them.
MOST_FINDINGS = 20
STEPS = 5
SALVAGE = "programs.salvage"
Step = Callable[[str], object]
Connecting = Callable[[], AbstractContextManager[Connection]]


@dataclass(slots=True)
class Content:
    """What was found in the database and how much was compared.

    `broken` are the numbers of the events that break the chain, None where the history could not be followed.
    """

    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    events: int = 0
    last_hash: str = START
    broken: tuple[int, ...] | None = None
    records: int = 0
    documents: int = 0


def check(connecting: Connecting, keys: Keys, step: Step, *, summaries: bool = True) -> Content:
    """Check everything in the database, each part as far as it can be read.

    Args:
        connecting: opens a connection that reads; a part each, since one that met a damaged page reads nothing more.
        keys: of keys.json, to compare the accounts with.
        step: is told what comes next.
        summaries: whether the line of a broken event may be told.
    """
    content = Content()
    parts: tuple[tuple[str, str, str, Callable[[Connection], object]], ...] = (
        ("reference", "the links", "Checking what points at what", lambda c: _references(c, content)),
        ("history", "the history", "Following the history", lambda c: _history(c, content, summaries=summaries)),
        ("record", "the records", "Comparing the records with the history", lambda c: _records(c, content)),
        ("document", "the documents", "Comparing the kept documents", lambda c: _documents(c, content)),
        ("keys", "the accounts", "Checking the accounts", lambda c: content.findings.extend(_slots(c, keys))),
    )
    for kind, what, text, run in parts:
        step(text)
        try:
            with connecting() as connection:
                run(connection)
        except (DBAPIError, ValueError, TypeError) as error:
            cause = error.orig if isinstance(error, DBAPIError) else type(error).__name__
            content.findings.append(Finding(kind, "program.db", f"{what} cannot be read to the end: {cause}"))
    return content


def _references(connection: Connection, content: Content) -> None:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    content.findings += [
        Finding("reference", f"{row[0]}, row {row[1]}", f"it points at a {row[2]} that is not there")
        for row in rows[:MOST_FINDINGS]
    ]
    if len(rows) > MOST_FINDINGS:
        content.findings.append(Finding("reference", "program.db", f"{len(rows) - MOST_FINDINGS} more of the same"))


def _history(connection: Connection, content: Content, *, summaries: bool) -> None:
    chain = verify_chain(connection)
    content.events, content.last_hash = chain.events, chain.last_hash
    known, notes = _missing_since_salvage(connection, chain)
    content.notes += notes
    broken = [(seq, what) for seq, what in chain.broken if seq not in known]
    content.broken = tuple(seq for seq, _ in broken)
    for seq, what in broken[:MOST_FINDINGS]:
        line = _line(connection, seq, summary=summaries)
        content.findings.append(Finding("history", f"event {seq}", f"{what}{line}"))
    if len(broken) > MOST_FINDINGS:
        content.findings.append(Finding("history", "later events", f"{len(broken) - MOST_FINDINGS} more"))


def _line(connection: Connection, seq: int, *, summary: bool) -> str:
    """The day and the line of an event, as far as they can be read; begins with a colon."""
    row = connection.exec_driver_sql("SELECT at, summary FROM event WHERE seq = ?", (seq,)).first()
    if row is None:
        return ""
    try:
        day = dates.show(datetime.fromisoformat(row[0]).astimezone().date())
    except (TypeError, ValueError):
        day = "a day that cannot be read"
    return f": {day}, “{row[1]}”" if summary else f": {day}"


def _missing_since_salvage(connection: Connection, chain: ChainState) -> tuple[set[int], list[str]]:
    """The events that a salvage said were lost, where the salvage's own event is whole, and a sentence for each."""
    events = Base.metadata.tables[Event.__tablename__].columns
    broken = {seq for seq, _ in chain.broken}
    known: set[int] = set()
    notes = []
    for row in connection.execute(
        select(events.seq, events.at, events.reason).where(events.operation == SALVAGE).order_by(events.seq)
    ):
        lost = {seq for seq in missing_numbers(row.reason or "") if seq < row.seq}
        if row.seq not in broken and lost:
            known |= lost
            day = dates.show(row.at.astimezone().date())
            notes.append(
                f"Events {number_list(tuple(lost))} are missing in whole or in part since the salvage of {day}."
            )
    return known, notes


def missing_numbers(reason: str) -> set[int]:
    """The event numbers in the reason of a salvage: "Missing from the history: events 3, 7–9."."""
    found = re.search(r"events ([\d, –]+)\.", reason)
    numbers: set[int] = set()
    for part in found[1].split(", ") if found else ():
        first, _, last = part.partition("–")
        numbers.update(range(int(first), int(last or first) + 1))
    return numbers


def _records(connection: Connection, content: Content) -> None:
    content.records, untold = records.compare(connection)
    for each in untold:
        words = table_words(each.table)
        for count, what in (
            (len(each.altered), "not as the history says: changed past it"),
            (len(each.unknown), "there although the history knows nothing of them"),
            (len(each.gone), "gone although the history does not say that they were removed"),
        ):
            if count:
                content.findings.append(
                    Finding("record", f"{each.table}, {counted(count, 'record')}", f"{words}: {what}")
                )


def _documents(connection: Connection, content: Content) -> None:
    rows = connection.exec_driver_sql("SELECT sha256, data, media_type FROM blob")
    for sha256, data, media_type in rows.yield_per(20):
        content.documents += 1
        if media_type == LOST:
            content.notes += [
                f"The kept copy of {each} was lost before a salvage." for each in _printed(connection, sha256)
            ]
        elif not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != sha256:
            named = ", ".join(_printed(connection, sha256)) or f"a kept copy ({sha256[:10]})"
            content.findings.append(Finding("document", named, "the kept copy is not what was printed"))
    for held, what in _HOLDERS.items():
        missing = connection.exec_driver_sql(f"SELECT said FROM ({held}) WHERE sha NOT IN (SELECT sha256 FROM blob)")  # noqa: S608 -- constants
        content.findings += [Finding("document", row[0], what) for row in missing]
    frozen.compare(connection, content.findings.append, content.notes.append)


_COPY, _FILE, _SCAN = "its kept copy is missing", "the file itself is missing", "the scan itself is missing"
_HOLDERS = {
    "SELECT blob_sha256 AS sha, kind || ' ' || number AS said FROM printed_document": _COPY,
    """
    SELECT blob_sha256 AS sha, name || ' of ' || number AS said
    FROM attachment JOIN application ON application.id = application_id
    """: _FILE,
    """
    SELECT blob_sha256 AS sha, name || ' of plan ' || number AS said
    FROM participation_file JOIN plan ON plan.participation_id = participation_file.participation_id
    """: _FILE,
    """
    SELECT filed_page.blob_sha256 AS sha, 'scanned page ' || page || ' of ' || kind || ' ' || number AS said
    FROM filed_page JOIN printed_document ON printed_document.id = printed_document_id
    """: _SCAN,
}
"""What points at a kept copy, as SQL that gives the digest and what people call it, and what is wrong without one."""


def _printed(connection: Connection, sha256: str) -> list[str]:
    named: list[str] = []
    for held in _HOLDERS:
        rows = connection.exec_driver_sql(f"SELECT said FROM ({held}) WHERE sha = ?", (sha256,))  # noqa: S608 -- constants
        named += [row[0] for row in rows]
    return named + frozen.named(connection, sha256)


def _slots(connection: Connection, keys: Keys) -> Iterator[Finding]:
    """Each account that may sign in has its slot, the recovery sheet has one, and no slot is unknown."""
    accounts = Base.metadata.tables[Account.__tablename__].columns
    recovery = Base.metadata.tables[RecoverySlot.__tablename__].columns
    known = {
        (row.id, row.slot_digest): row.name
        for row in connection.execute(select(accounts.id, accounts.slot_digest, accounts.name).where(accounts.active))
    }
    known |= {(RECOVERY, row[0]): "the recovery sheet" for row in connection.execute(select(recovery.slot_digest))}
    there = {(slot.account, slot.digest()): slot.number for slot in keys.slots}
    for key, name in known.items():
        if key not in there and key[1] is not None:
            yield Finding("keys", "keys.json", f"the way in of {name} is missing")
    # Beside the slot in force, another one of the same account is what a change that was cut short left behind: it
    # opens nothing, and the next opening takes it away.
    in_force = {account for account, digest in known if (account, digest) in there}
    for key, number in there.items():
        if key not in known and key[0] not in in_force:
            yield Finding("keys", f"keys.json, slot {number}", "a way in that the program does not know")


def compare_anchor(connection: Connection, anchor: Anchor, broken: tuple[int, ...] | None) -> AnchorAnswer:
    """Whether the history up to the anchor's event is the one whose hash was printed.

    Args:
        connection: reads the database.
        anchor: typed from paper.
        broken: the events that break the chain of hashes; None where it could not be followed.
    """

    def answer(what: str, *, ok: bool = False) -> AnchorAnswer:
        return AnchorAnswer(ok, anchor.event, what)

    events = Base.metadata.tables[Event.__tablename__].columns
    try:
        row = connection.execute(select(events.at, events.hash).where(events.seq == anchor.event)).first()
        last = connection.exec_driver_sql("SELECT max(seq) FROM event").scalar() or 0
    except (DBAPIError, ValueError):
        row, broken, last = None, None, 0
    if broken is None:
        return answer("The history cannot be read to its end, so it cannot be compared with the anchor.")
    if row is None:
        short = f"it ends with event {last}" if last < anchor.event else "that event is missing"
        return answer(f"The history is not what was printed: the anchor is of event {anchor.event}, and {short}.")
    day = dates.show(row.at.astimezone().date())
    if not row.hash.startswith(anchor.hash):
        return answer(f"The history was changed: up to event {anchor.event} of {day} it is not what was printed.")
    before = tuple(seq for seq in broken if seq <= anchor.event)
    if before:
        return answer(
            f"Event {anchor.event} is the one that was printed, but the history before it is damaged or was changed, "
            f"at event {number_list(before)}."
        )
    return answer(f"The history up to event {anchor.event} of {day} is what was printed.", ok=True)
