"""Looking into a backup: who may come in, what it holds, and what the present program has that it lacks."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput, NotAllowed, UserError, WrongPassword
from umdesk.domain.waiting import wait_after
from umdesk.domain.words import Role
from umdesk.storage import engine as engines
from umdesk.storage import migrations, numbering
from umdesk.storage.access import attempts, recovery_code
from umdesk.storage.access.keys import RECOVERY, Keys, Slot, read_keys, unwrap
from umdesk.storage.backups.archive import DATABASE, About, damaged_backup, last_event, unpacked
from umdesk.storage.engine import DatabaseKey
from umdesk.storage.folder import connect_reading
from umdesk.storage.program import close_opened

_COUNTED = ("person", "application", "plan", "event")
_LAST_IN_WORDS = 8
_CHANGED = "EXISTS (SELECT 1 FROM change WHERE event_seq = seq)"


@dataclass(frozen=True, slots=True)
class Way:
    """A way into a backup: a password (of `account` where it is known), a recovery code, or the key itself.

    With a key, `account` is the id and `name` the name of the coordinator who holds the program open.
    """

    password: str = ""
    account: str = ""
    code: str = ""
    key: DatabaseKey | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """What the present program has and the backup has not.

    `changes` is None when the present program cannot be read: then it is everything after the backup's date. `last`
    are the newest of those changes, "May 20, 2026, 10:00 AM, Maria Ortega: Added Ana Reyes", newest first. `numbers`
    are the last ones given out since, "application 2026-0012".
    """

    changes: int | None
    last: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds; `opens` names the accounts whose passwords of that time open it."""

    about: About
    department: str
    office: str
    people: int
    applications: int
    plans: int
    events: int
    last_change: str
    last_change_at: datetime | None
    last_change_by: str
    opens: tuple[str, ...]
    recovery_sheet: datetime | None
    lost: Lost | None


@dataclass(frozen=True, slots=True)
class Entry:
    """Who came in and with which key; `slot` is None for the coordinator of the open program."""

    key: DatabaseKey
    account: str | None
    name: str
    slot: Slot | None = None


def look(file: Path, way: Way, beside: Path | None) -> Contents:
    """What a backup holds; see `services.backups.look`."""
    with unpacked(file) as (folder, about):
        entry = enter(folder, about, way, file)
        with reading(folder, entry.key, file) as raw:
            at, by, what = last_change(raw)
            counts = {table: int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in _COUNTED}  # noqa: S608 -- our names
            office = raw.execute("SELECT department, office FROM program").fetchone()
            return Contents(
                about=about,
                department=str(office[0]),
                office=str(office[1]),
                people=counts["person"],
                applications=counts["application"],
                plans=counts["plan"],
                events=counts["event"],
                last_change=what,
                last_change_at=at,
                last_change_by=by,
                opens=_accounts(raw),
                recovery_sheet=_sheet(raw),
                lost=_lost(raw, beside, entry, read_keys(folder), about)
                if beside is not None and beside.exists()
                else None,
            )


# --- ways in ---------------------------------------------------------------------------------------------------------


def enter(folder: Path, about: About, way: Way, file: Path) -> Entry:
    """Come into an unpacked backup as a coordinator of its day.

    Raises:
        WrongPassword: nothing opens with this; in the folder of a program the try is counted.
        TooSoon: after wrong tries it is not yet time for another one.
        NotAllowed: it opens, but for somebody who was no coordinator.
        Damaged: the database in it does not open although the way fits.
        InvalidInput: there is no such account in it, or the code was mistyped.
    """
    keys = read_keys(folder)
    if keys.program != about.program:
        raise damaged_backup(file)
    if way.key is not None:
        return _enter_with_key(folder, keys, way, way.key)
    program, now = file.parent.parent, datetime.now(UTC)
    attempts.refuse_early(program, attempts.BACKUPS, now)
    refusal: UserError = _wrong(bool(way.code))
    secret = recovery_code.normalize(way.code) if way.code else way.password
    for slot in _slots(keys, way):
        key = unwrap(keys.program, slot, secret)
        if key is None:
            continue
        entry = Entry(DatabaseKey(key, keys.salt), None if way.code else slot.account, "recovery sheet", slot)
        with reading(folder, entry.key, file) as raw:
            if not knows(raw, slot, recovery=bool(way.code)):
                continue
            name = "" if way.code else _coordinator(raw, slot)
        if way.code:
            return entry
        if name:
            return replace(entry, name=name)
        refusal = NotAllowed(
            "This password is right, but it belongs to somebody who was no coordinator when the backup was made.",
            "It takes the password of a coordinator of that day, or the recovery sheet of that day.",
        )
    # Else a backup in the program's folder would be the place to guess its passwords without waiting.
    if isinstance(refusal, WrongPassword) and (program / "keys.json").is_file():
        refusal.seconds = wait_after(attempts.count_wrong(program, attempts.BACKUPS, now).count)
    raise refusal


def _enter_with_key(folder: Path, keys: Keys, way: Way, key: DatabaseKey) -> Entry:
    if key.salt != keys.salt or not _opens(folder, key):
        raise WrongPassword(
            "The key of the program was changed after this backup, so it opens with a password or the recovery "
            "sheet of its own day.",
            "Type one of them.",
        )
    return Entry(key, way.account or None, way.name)


def _coordinator(raw: Any, slot: Slot) -> str:
    """The name of the coordinator whose slot it is, "" where it is somebody else's."""
    found = raw.execute(
        "SELECT account.name FROM account JOIN account_role ON account_role.account_id = account.id "
        "WHERE account.slot_digest = ? AND account_role.role = ?",
        (slot.digest(), Role.COORDINATOR.value),
    ).fetchone()
    return "" if found is None else str(found[0])


def _slots(keys: Keys, way: Way) -> Sequence[Slot]:
    if way.code:
        return keys.recovery_slots()
    wanted = way.account.strip().casefold()
    slots = keys.account_slots()
    if not wanted:
        return slots
    named = [slot for slot in slots if slot.name.casefold() == wanted]
    if not named and keys.list_names:
        names = ", ".join(dict.fromkeys(slot.name for slot in slots))
        raise InvalidInput(
            f"The backup has no account named {way.account}.", f"The accounts in it are: {names}.", "account"
        )
    return named or slots


def _wrong(code: bool) -> WrongPassword:
    if code:
        return WrongPassword(
            "This is not the code of the recovery sheet that was in force when the backup was made.",
            "Look for the sheet of that day, or use a password of that day.",
        )
    return WrongPassword(
        "The password does not open this backup.",
        "A backup opens with the passwords of the moment when it was made; check the Caps Lock key too.",
    )


def _opens(folder: Path, key: DatabaseKey) -> bool:
    with closing(engines.connect(folder / DATABASE, key, read_only=True)) as raw:
        try:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.Error:
            return False
    return True


def knows(raw: Any, slot: Slot, *, recovery: bool) -> bool:
    """Whether the database knows a slot, so that none put into keys.json from elsewhere is used."""
    query = (
        "SELECT 1 FROM recovery_slot WHERE slot_digest = ?"
        if recovery
        else "SELECT 1 FROM account WHERE active AND slot_digest = ?"
    )
    return raw.execute(query, (slot.digest(),)).fetchone() is not None


@contextmanager
def reading(folder: Path, key: DatabaseKey, file: Path) -> Iterator[Any]:
    """A raw connection for reading the database of an unpacked backup.

    Raises:
        Damaged: it cannot be read.
        UserError: a newer umdesk wrote it.
    """
    with closing(engines.connect(folder / DATABASE, key, read_only=True)) as raw:
        try:
            revision = raw.execute("SELECT version_num FROM alembic_version").fetchone()
            migrations.refuse_newer(str(revision[0]) if revision else None)
            yield raw
        except sqlcipher.Error as error:
            raise damaged_backup(file) from error


# --- what is in it ---------------------------------------------------------------------------------------------------


def last_change(raw: Any) -> tuple[datetime | None, str, str]:
    """When the last change of data was (aware), whose it was, and what it did; sign-ins and locks are none."""
    row = raw.execute(
        f"SELECT at, account_name, summary FROM event WHERE {_CHANGED} ORDER BY seq DESC LIMIT 1"  # noqa: S608 -- our text
    ).fetchone()
    return (None, "", "") if row is None else (_moment(row[0]), str(row[1]), str(row[2]))


def _accounts(raw: Any) -> tuple[str, ...]:
    rows = raw.execute("SELECT name FROM account WHERE active AND slot_digest IS NOT NULL ORDER BY created_at, name")
    return tuple(str(row[0]) for row in rows)


def _sheet(raw: Any) -> datetime | None:
    row = raw.execute("SELECT max(made_at) FROM recovery_slot").fetchone()
    return _moment(row[0]) if row else None


def _moment(text: object) -> datetime | None:
    """A moment as the database keeps it, in UTC."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _lost(backup: Any, present: Path, entry: Entry, keys: Keys, about: About) -> Lost | None:
    """The events of the present program that the backup lacks, as far as it can be read with the same key.

    None when the present program is another one. Who is no coordinator of it any more is told only how many they are.
    """
    try:
        present_keys = read_keys(present)
        if present_keys.program != about.program:
            return None
    except UserError:
        present_keys = keys  # keys.json is damaged; the database may open with the key of the backup all the same
    try:
        opened = connect_reading(present, present_keys, entry.key.key)
    except (sqlcipher.Error, UserError):
        return Lost(None)
    try:
        common = _common(backup, opened.anchor)
        after = f"FROM event WHERE seq > ? AND {_CHANGED}"
        most = _LAST_IN_WORDS if entry.slot is None or _is_coordinators(opened.anchor, entry.slot) else 0
        rows = opened.anchor.execute(
            f"SELECT at, account_name, summary {after} ORDER BY seq DESC LIMIT ?", (common, most)
        ).fetchall()
        count = opened.anchor.execute(f"SELECT count(*) {after}", (common,)).fetchone()[0]
        then, now = numbering.given(backup), numbering.given(opened.anchor)
    except sqlcipher.Error:
        return Lost(None)
    finally:
        close_opened(opened)
    numbers = tuple(numbering.in_words(series, last) for series, last in now.items() if last > then.get(series, 0))
    return Lost(int(count), tuple(_in_words(*row) for row in rows), numbers)


def _is_coordinators(raw: Any, slot: Slot) -> bool:
    """Whether a slot is in force in a database, for a coordinator or for the recovery sheet."""
    if slot.account == RECOVERY:
        found = raw.execute("SELECT 1 FROM recovery_slot WHERE slot_digest = ?", (slot.digest(),))
    else:
        found = raw.execute(
            "SELECT 1 FROM account JOIN account_role ON account_role.account_id = account.id "
            "WHERE account.active AND account.slot_digest = ? AND account_role.role = ?",
            (slot.digest(), Role.COORDINATOR.value),
        )
    return found.fetchone() is not None


def _in_words(at: object, by: object, what: object) -> str:
    moment = _moment(at)
    return f"{dates.show_moment(moment) if moment else ''}, {by}: {what}"


def _common(one: Any, other: Any) -> int:
    """The number of the last event that two histories share; a chain of hashes is the same up to there."""

    def same(seq: int) -> bool:
        query = "SELECT hash FROM event WHERE seq = ?"
        found = one.execute(query, (seq,)).fetchone()
        return found is not None and found == other.execute(query, (seq,)).fetchone()

    low, high = 0, min(last_event(one)[0], last_event(other)[0])
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if same(middle) else (low, middle - 1)
    return low
