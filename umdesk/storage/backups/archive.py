"""A backup file: what is in it, which ones lie in a folder, whether one is sound.

`NAME 2026-05-20 10-00-00.umdeskbackup` is a zip archive of three stored members: `about.json` (which program, when,
up to which event; nothing personal), `keys.json` (the ways in that the copied database knows) and `program.db`,
encrypted as the program is. With a password or the recovery code of that moment it needs nothing else.
"""

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zlib import error as broken_stream

from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain import dates
from umdesk.domain.errors import CannotWrite, Damaged, UserError
from umdesk.storage import engine as engines
from umdesk.storage.backups.faults import FULL
from umdesk.storage.engine import DatabaseKey

FORMAT = 1
FOLDER = "backups"
"""Where they lie in a program folder."""
SUFFIX = ".umdeskbackup"
ABOUT, KEYS, DATABASE = "about.json", "keys.json", "program.db"
_CHUNK = 1 << 20
_LARGEST_ABOUT = 1 << 16
_UNPACKED = "umdesk-backup-"
_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a backup: its bytes and their SHA-256."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself to everybody; nothing in it is secret or personal.

    `seq` and `last_hash` are the last event of the history in it, `state` the digest of all that can change.
    """

    program: str
    made_at: datetime
    revision: str
    umdesk: str
    seq: int
    last_hash: str
    state: str
    keys: Member
    database: Member

    def text(self) -> str:
        """The content of about.json."""
        plain = asdict(self) | {"format": FORMAT, "made_at": self.made_at.isoformat()}
        return json.dumps(plain, indent=2, sort_keys=True) + "\n"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file and what it says of itself."""

    file: Path
    about: About
    size: int


def read_about(file: Path) -> About:
    """What a backup says of itself; needs no password and reads only the beginning of the file.

    Raises:
        Damaged: the file is no backup, or was cut or altered.
        UserError: it is not there, may not be read, or a newer umdesk made it.
    """
    with _archive(file) as archive:
        return _about(archive, file)


def list_in(folder: Path) -> tuple[tuple[Backup, ...], tuple[Path, ...]]:
    """The backups in a folder, newest first, and the files that are named like one and cannot be read as one."""
    found, broken = [], []
    for file in _files(folder):
        try:
            found.append(Backup(file, read_about(file), file.stat().st_size))
        except (UserError, OSError):
            broken.append(file)
    found.sort(key=lambda backup: (backup.about.made_at, backup.about.seq, backup.file.name), reverse=True)
    return tuple(found), tuple(sorted(broken))


def _files(folder: Path) -> list[Path]:
    try:
        return [file for file in folder.iterdir() if file.name.endswith(SUFFIX) and not file.name.startswith(".")]
    except OSError:
        return []


def verify(file: Path, key: DatabaseKey | None) -> list[str]:
    """What is wrong with a backup, in sentences; an empty list when it is sound.

    Args:
        file: the backup.
        key: opens the database in it, which is then checked page by page too; None compares the file with the sums
            in it, which finds every altered byte as well.
    """
    try:
        if key is None:
            with _archive(file) as archive:
                _check_members(archive, _about(archive, file), file)
            return []
        with unpacked(file) as (folder, about):
            return _check_database(folder / DATABASE, key, about)
    except UserError as error:
        return [error.message]


def _check_database(database: Path, key: DatabaseKey, about: About) -> list[str]:
    try:
        raw = engines.connect(database, key, read_only=True)
        try:
            found = damage(raw)
            if not found and last_event(raw) != (about.seq, about.last_hash):
                found = ["The history in it does not end where the backup says."]
        finally:
            raw.close()
    except sqlcipher.Error:
        return ["The database in it does not open with the key of this program."]
    return found


def damage(raw: Any) -> list[str]:
    """What is wrong with a database on a raw connection that nobody writes to: its pages, structure and references."""
    found = page_damage(raw)
    if not found:
        rows = raw.execute("PRAGMA integrity_check").fetchall()
        found = [str(row[0]) for row in rows if str(row[0]).lower() != "ok"]
    if not found:
        rows = raw.execute("PRAGMA foreign_key_check").fetchall()
        found = [f"Row {row[1]} of {row[0]} points at a {row[2]} that is not there." for row in rows]
    return found


def page_damage(raw: Any) -> list[str]:
    """The encrypted pages that do not match their seals, as they lie in the file now."""
    return [str(row[0]) for row in raw.execute("PRAGMA cipher_integrity_check").fetchall()]


def last_event(raw: Any) -> tuple[int, str]:
    """The number and the hash of the last event in a database."""
    row = raw.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


@contextmanager
def unpacked(file: Path, beside: Path | None = None) -> Iterator[tuple[Path, About]]:
    """A folder with the keys.json and the encrypted program.db of a backup, compared with their sums.

    Args:
        file: the backup.
        beside: the folder to make it in; None is the computer's folder for temporary files.

    Raises:
        Damaged: the file is no backup, or a byte of it was altered.
        CannotWrite: there is no room to unpack it.
        UserError: it cannot be read, or a newer umdesk made it.
    """
    if beside is None:
        _remove_unpacked_before()
    with tempfile.TemporaryDirectory(prefix=_UNPACKED, dir=beside, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with _archive(file, folder) as archive:
            about = _about(archive, file)
            for member, wanted in ((KEYS, about.keys), (DATABASE, about.database)):
                _refuse_packed(archive, member, wanted, file)
                try:
                    out = (folder / member).open("wb")
                except OSError as error:
                    raise _no_room(folder) from error
                with out:
                    _check(_read(archive, member, out, folder), wanted, file)
        yield folder, about


def _remove_unpacked_before() -> None:
    """Take away what a process left that was killed while it looked into a backup; after a day nobody looks."""
    for place in Path(tempfile.gettempdir()).glob(f"{_UNPACKED}*"):
        with suppress(OSError):  # somebody else's, or gone at this moment
            if time.time() - place.stat().st_mtime > _DAY:
                shutil.rmtree(place, ignore_errors=True)


def _check_members(archive: Any, about: About, file: Path) -> None:
    for member, wanted in ((KEYS, about.keys), (DATABASE, about.database)):
        _refuse_packed(archive, member, wanted, file)
        _check(_read(archive, member, None, file), wanted, file)


def _refuse_packed(archive: Any, member: str, wanted: Member, file: Path) -> None:
    """Refuse a member that would unpack to more than lies in the file: ours are stored as they are."""
    info = archive.getinfo(member)
    if info.file_size != wanted.bytes or info.compress_size != info.file_size or info.compress_type != 0:
        raise damaged_backup(file)


def _check(found: Member, wanted: Member, file: Path) -> None:
    if found != wanted:
        raise damaged_backup(file)


def _read(archive: Any, member: str, out: IO[bytes] | None, folder: Path) -> Member:
    digest, count = hashlib.sha256(), 0
    with archive.open(member) as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            count += len(chunk)
            if out is not None:
                try:
                    out.write(chunk)
                except OSError as error:
                    raise _no_room(folder) from error
    return Member(count, digest.hexdigest())


def digest_of(file: Path) -> Member:
    """The bytes of a file and their SHA-256.

    Raises:
        OSError: it cannot be read.
    """
    digest, count = hashlib.sha256(), 0
    with file.open("rb") as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            count += len(chunk)
    return Member(count, digest.hexdigest())


@contextmanager
def _archive(file: Path, into: Path | None = None) -> Iterator[Any]:
    import zipfile  # noqa: PLC0415 -- start-up time

    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except FileNotFoundError as error:
        raise UserError(f"There is no file “{file}”.", "Choose a backup that is there.") from error
    except IsADirectoryError as error:
        raise UserError(
            f"“{file}” is a folder, not a backup.", f"Choose a file whose name ends with {SUFFIX}."
        ) from error
    except (zipfile.BadZipFile, NotImplementedError, KeyError, EOFError, RuntimeError, broken_stream) as error:
        raise damaged_backup(file) from error
    except OSError as error:
        if into is not None and error.errno in FULL:  # only unpacking writes
            raise _no_room(into) from error
        raise UserError(
            f"The backup “{file.name}” cannot be read: {error.strerror or type(error).__name__}.",
            "Check that the disk is there and that you may read the file.",
        ) from error


def _about(archive: Any, file: Path) -> About:
    try:
        if archive.getinfo(ABOUT).file_size > _LARGEST_ABOUT:
            raise ValueError(ABOUT)
        plain = json.loads(archive.read(ABOUT).decode("utf-8"))
        if plain["format"] > FORMAT:
            raise UserError(
                f"The backup “{file.name}” was made by a newer umdesk.", "Install the newer version on this computer."
            )
        made_at = datetime.fromisoformat(plain["made_at"])
        if made_at.tzinfo is None:
            raise ValueError(made_at)
        return About(
            program=str(plain["program"]),
            made_at=made_at,
            revision=str(plain["revision"]),
            umdesk=str(plain["umdesk"]),
            seq=int(plain["seq"]),
            last_hash=str(plain["last_hash"]),
            state=str(plain["state"]),
            keys=Member(int(plain["keys"]["bytes"]), str(plain["keys"]["sha256"])),
            database=Member(int(plain["database"]["bytes"]), str(plain["database"]["sha256"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged_backup(file) from error


def damaged_backup(file: Path) -> Damaged:
    """The sentence for a file that is no backup any more."""
    return Damaged(f"The backup “{file.name}” is damaged or no backup, so it was not used.", "Choose another backup.")


def _no_room(folder: Path) -> CannotWrite:
    return CannotWrite(
        f"There is no room to unpack the backup in “{folder.parent}”; nothing was changed.",
        "Make room on the disk and try again.",
    )


def title(about: About) -> str:
    """How a sentence names a backup: "the backup of May 20, 2026, 10:00"."""
    return f"the backup of {dates.show_moment(about.made_at)}"


def remove_stale(folder: Path, prefix: str) -> None:
    """Take away what a backup that was cut short left in a folder; only while nobody else makes one there."""
    with suppress(OSError):
        for entry in folder.iterdir():
            if entry.name.startswith(prefix):
                if entry.is_dir():
                    shutil.rmtree(entry, ignore_errors=True)
                else:
                    entry.unlink(missing_ok=True)
