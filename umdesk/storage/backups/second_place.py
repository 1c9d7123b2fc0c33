"""The second place for backups: a stick or a share that gets a copy of each, may be absent, and catches up later."""

import errno
import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from umdesk.domain.backups import newest_first, to_drop
from umdesk.domain.errors import CannotWrite, Damaged, UserError
from umdesk.storage.backups.archive import FOLDER, SUFFIX, digest_of, list_in, read_about, remove_stale, verify
from umdesk.storage.backups.faults import FULL
from umdesk.storage.backups.making import MAKING, Watch, free_file, place_name
from umdesk.storage.backups.packing import flush_to_disk, settle_file
from umdesk.storage.backups.thinning import Limits, kept_of, thin_out
from umdesk.storage.whole_file import write_whole

STATE = "second-place.json"
_CHUNK = 1 << 20
#: What a stick or a share that was pulled out answers.
_GONE = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ESTALE, errno.ENOTDIR, errno.ENOTCONN})


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """How the second place stands.

    `folder` holds the copies; `absent_since` is when it was first not found (aware), `problem` a sentence about what
    else went wrong there, `copied_at` when a copy last arrived; `same_disk` that it would be lost with the program's.
    """

    place: Path
    folder: Path
    copied_at: datetime | None = None
    absent_since: datetime | None = None
    problem: str = ""
    same_disk: bool = False


def second_folder(folder: Path, place: Path) -> Path:
    """The folder in the second place that holds the backups of a program."""
    return place / f"{place_name(folder)} backups"


def how_it_stands(folder: Path, place: Path) -> SecondPlace:
    """What is known of the second place without touching it."""
    told = _read_state(folder, place)
    return SecondPlace(
        place,
        second_folder(folder, place),
        _moment(told.get("copied_at")),
        _moment(told.get("absent_since")),
        str(told.get("problem") or ""),
        told.get("other_disk") is False,
    )


def catch_up(folder: Path, program: str, place: Path, limits: Limits, *, now: datetime, watch: Watch) -> SecondPlace:
    """Copy what the second place lacks, newest first, thin out there, and keep in mind how it went.

    It raises nothing that the disk causes: the backup in the program folder is made, and a second place may be absent.

    Raises:
        NotNow: it was stopped; no half copy is left.
    """
    stands = replace(how_it_stands(folder, place), problem="", absent_since=None)
    before = how_it_stands(folder, place)
    try:
        if place.resolve().is_relative_to(folder.resolve()):
            stands = replace(stands, same_disk=True, problem="It lies in the program folder, where they are already.")
            _write_state(folder, stands)
            return stands
        other_disk = _other_disk(folder, place)
        known = _read_state(folder, place).get("other_disk")
        if known and not other_disk:
            # Only the empty folder is there on which the disk is mounted: a copy would fill the program's own disk.
            raise FileNotFoundError(errno.ENOENT, "not mounted", str(place))
        stands = replace(stands, same_disk=not other_disk)
        if _copy_missing(folder, program, stands.folder, limits, now=now, watch=watch):
            stands = replace(stands, copied_at=now)
    except OSError as error:
        if error.errno in FULL:
            stands = replace(stands, problem="It is full.")
        elif _is_there(place) and error.errno not in _GONE:
            stands = replace(stands, problem="It cannot be written to.")
        else:
            stands = replace(stands, absent_since=before.absent_since or now)
    except CannotWrite:
        stands = replace(stands, problem="It gave back something else than what was written.")
    _write_state(folder, stands)
    return stands


def _other_disk(folder: Path, place: Path) -> bool:
    return place.stat().st_dev != folder.stat().st_dev


def _is_there(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:
        return False


def _copy_missing(folder: Path, program: str, target: Path, limits: Limits, *, now: datetime, watch: Watch) -> int:
    """Copy the backups that would stay there and are not; gives how many."""
    target.mkdir(exist_ok=True)
    remove_stale(target, MAKING)
    here = {b.about: b for b in list_in(folder / FOLDER)[0] if b.about.program == program}
    there = {b.about: b for b in list_in(target)[0] if b.about.program == program}
    missing = [b for about, b in here.items() if about not in there]
    together = [kept_of(backup) for backup in (there | here).values()]
    too_old = {kept.key for kept in to_drop(together, now.astimezone(), limits.rule(target))}
    wanted = [kept for kept in newest_first(kept_of(backup) for backup in missing) if kept.key not in too_old]
    for number, kept in enumerate(wanted, start=1):
        go_on = partial(watch.step, 4, f"Copying to the second place, {number} of {len(wanted)}")
        if not verify(Path(kept.key), None):  # what rotted here must not look like a backup there
            _copy_file(Path(kept.key), _place_for(Path(kept.key), target), go_on)
    thin_out(target, program, limits, now=now, watch=watch)
    return len(wanted)


def _place_for(source: Path, target: Path) -> Path:
    """Where a copy goes: in the place of a broken one of its name, never of a backup that is another one."""
    wanted = target / source.name
    try:
        read_about(wanted)
    except Damaged:
        return wanted
    except UserError:  # nothing is there, or what only a newer umdesk can read
        pass
    return free_file(target, source.name.removesuffix(SUFFIX))


def _copy_file(source: Path, target: Path, go_on: Callable[[], None]) -> None:
    """Copy a file under a temporary name, read it back, and rename it; `go_on` raises when it should end.

    Raises:
        OSError: the place is full, gone or closed; nothing half written keeps the name.
        CannotWrite: what was read back is not what was written.
    """
    temporary = target.with_name(f"{MAKING}{os.getpid()}-{target.name}")
    try:
        with source.open("rb") as read, temporary.open("wb") as out:
            while chunk := read.read(_CHUNK):
                go_on()
                out.write(chunk)
            flush_to_disk(out)
        if digest_of(temporary) != digest_of(source):
            raise CannotWrite(
                f"“{target.parent}” gave back something else than what was written; the copy was thrown away.",
                "Check that disk or stick, or choose another one.",
            )
        temporary.replace(target)
        settle_file(target)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


# What is known of the second place lies beside the backups, so that "absent since" survives a restart. The path itself,
# which may hold a person's name, is not in it.


def _read_state(folder: Path, place: Path) -> dict[str, object]:
    try:
        told = json.loads((folder / FOLDER / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) and told.get("place") == _name_of(place) else {}


def _write_state(folder: Path, stands: SecondPlace) -> None:
    known = _read_state(folder, stands.place)
    there = stands.absent_since is None
    plain = {
        "place": _name_of(stands.place),
        "copied_at": _text(stands.copied_at),
        "absent_since": _text(stands.absent_since),
        "problem": stands.problem,
        "other_disk": not stands.same_disk if there else known.get("other_disk"),
    }
    file = folder / FOLDER / STATE
    with suppress(OSError):  # a full disk is told by the backup itself
        write_whole(file, json.dumps(plain, indent=2) + "\n", file.with_name(f"{MAKING}{STATE}"))


def _name_of(place: Path) -> str:
    return hashlib.sha256(str(place).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo is not None else None
