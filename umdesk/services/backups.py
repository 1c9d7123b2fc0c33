"""Backups: made beside the work, listed, looked into before they are restored, restored beside or over the program."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from umdesk.domain.progress import Progress
from umdesk.services import settings
from umdesk.services.permissions import permit
from umdesk.storage.backups import archive, looking, making, restoring, second_place, thinning
from umdesk.storage.backups.archive import SUFFIX, About, Backup
from umdesk.storage.backups.looking import Contents, Lost, Way
from umdesk.storage.backups.making import Source, Watch
from umdesk.storage.backups.restoring import Restored
from umdesk.storage.backups.second_place import SecondPlace
from umdesk.storage.backups.thinning import Limits
from umdesk.storage.engine import DatabaseKey
from umdesk.storage.models import Change
from umdesk.storage.program import Program

__all__ = [
    "SUFFIX", "About", "Backup", "Contents", "Listed", "Lost", "Restored", "SecondPlace", "Status", "Way", "closed",
    "found_in", "list_backups", "look", "look_from", "make", "read_about", "restore", "restore_over",
    "save_to", "set_aside_name", "status", "title", "verify", "way_of",
]  # fmt: skip

Stop = Callable[[], bool]

read_about = archive.read_about
title = archive.title


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list of backups: the file, what it says of itself, and where it lies.

    `about` is None for a file that cannot be read as a backup.
    """

    file: Path
    about: About | None
    size: int
    where: str


@dataclass(frozen=True, slots=True)
class Status:
    """How the backups of a program stand: the newest one (aware) and the second place, if one is set.

    `complete` says that no data changed since the newest one; sign-ins and locks are no data.
    """

    newest: datetime | None
    second: SecondPlace | None
    complete: bool = False


def make(program: Program, progress: Progress | None = None, stop: Stop | None = None) -> Backup | None:
    """Make a verified backup in the program folder, thin out old ones, and let the second place catch up.

    It waits for nobody's typing and nobody's typing waits for it.

    Returns:
        The backup, or None when the newest one, which was checked again, holds everything.

    Raises:
        Damaged: the program is; the backups there are as they were.
        CannotWrite: there is no room, or one may not write there.
        NotNow: it was stopped.
    """
    permit(program, "backups.make")
    source, now = _source(program), program.now()
    values = settings.all_settings(program)
    limits = Limits(*(int(values[f"backups.{name}"]) for name in ("days", "weeks", "months", "disk_share")))
    watch = Watch(progress, stop)
    made = making.make(source, now, watch)
    with making.one_at_a_time(source.place, now, watch):
        if made is not None:
            thinning.thin_out(source.place, program.id, limits, now=now, watch=watch)
        second = str(values["backups.second_place"])
        if second:
            second_place.catch_up(program.folder, program.id, Path(second), limits, now=now, watch=watch)
    return made


def save_to(program: Program, file: Path, progress: Progress | None = None, stop: Stop | None = None) -> Backup:
    """Make a verified backup as a file somewhere else; a folder gets one with the usual name.

    Raises:
        CannotWrite: something has that name, there is no room, or one may not write there.
        Damaged: the program is; there is no file.
        NotNow: it was stopped.
    """
    permit(program, "backups.save_to")
    return making.save_to(_source(program), file, program.now(), Watch(progress, stop))


def newest(program: Program) -> Backup | None:
    """The backup in the program folder that holds the most of the history."""
    permit(program, "backups.newest")
    return _newest(program)


def _newest(program: Program) -> Backup | None:
    there = archive.list_in(program.folder / archive.FOLDER)[0]
    mine = (backup for backup in there if backup.about.program == program.id)
    # By its history and not by its date: the clock may have been wrong.
    return max(mine, key=lambda backup: (backup.about.seq, backup.about.made_at), default=None)


def status(program: Program) -> Status:
    """How the backups stand, from the program's own folder only, so that nothing waits for a slow share."""
    permit(program, "backups.status")
    last = _newest(program)
    second = str(settings.get(program, "backups.second_place"))
    stands = second_place.how_it_stands(program.folder, Path(second)) if second else None
    if last is None:
        return Status(None, stands)
    with program.reading() as session:
        later = select(Change.id).where(Change.event_seq > last.about.seq).limit(1)
        complete = session.scalars(later).first() is None
    return Status(last.about.made_at, stands, complete)


def list_backups(program: Program) -> tuple[Listed, ...]:
    """Every backup of the program that can be found, newest first; a second place may make this slow.

    Its own, those of the second place, and those of the programs that a restore set aside.
    """
    permit(program, "backups.list_backups")
    second = str(settings.get(program, "backups.second_place"))
    return _found(program.folder, Path(second) if second else None, program.id)


def found_in(folder: Path) -> tuple[Listed, ...]:
    """The backups that lie in a program folder which may be too damaged to open, newest first, and beside it."""
    return _found(folder, None, "")


def _found(folder: Path, second: Path | None, program: str) -> tuple[Listed, ...]:
    places = [(folder / archive.FOLDER, "In the program folder")]
    if second is not None:
        places.append((second_place.second_folder(folder, second), "Second place"))
    places += [(each / archive.FOLDER, "Set aside") for each in restoring.set_aside_before(folder)]
    listed = []
    for place, where in places:
        sound, broken = archive.list_in(place)
        listed += [Listed(b.file, b.about, b.size, where) for b in sound if program in {"", b.about.program}]
        listed += [Listed(file, None, 0, where) for file in broken]
    # One that lies in two places is one backup: the one nearer stays, and says where else it is.
    once: dict[tuple[str, About | None], Listed] = {}
    for each in listed:
        nearer = once.get((each.file.name, each.about))
        where = each.where if nearer is None else f"{nearer.where}, {each.where[:1].lower()}{each.where[1:]}"
        once[each.file.name, each.about] = replace(nearer or each, where=where)
    return tuple(sorted(once.values(), key=_newest_first, reverse=True))


def _newest_first(listed: Listed) -> tuple[bool, float, int, str]:
    about = listed.about
    if about is None:
        return False, 0.0, 0, listed.file.name
    return True, about.made_at.timestamp(), about.seq, listed.file.name


def verify(program: Program, file: Path) -> list[str]:
    """What is wrong with a backup of this program, in sentences; an empty list when it is sound."""
    permit(program, "backups.verify")
    key = DatabaseKey(program.opened.key, program.opened.keys.salt)
    return archive.verify(file, key)


def look(file: Path, way: Way, beside: Path | None = None) -> Contents:
    """What a backup holds, for whoever has a way in; nothing is changed.

    Args:
        file: the backup.
        way: the password of a coordinator in it, or the code of its recovery sheet.
        beside: the present program's folder, to say what would be lost; None where there is none.

    Raises:
        WrongPassword: neither a coordinator's password nor the code in force then.
        NotAllowed: the password is that of somebody who was no coordinator then.
        Damaged: the backup is.
        UserError: it cannot be read, or a newer umdesk made it.
    """
    return looking.look(file, way, beside)


def look_from(program: Program, file: Path) -> Contents:
    """What a backup of the open program holds, for its coordinator; asks nobody for a password.

    Raises:
        WrongPassword: the program's key was changed since, so the backup needs the password or code of its own day.
        Damaged: the backup is.
    """
    permit(program, "backups.look_from")
    return looking.look(file, _key_way(program), program.folder)


def way_of(program: Program) -> Way:
    """The way into the program's own backups that its coordinator has while it is open."""
    permit(program, "backups.way_of")
    return _key_way(program)


def restore(file: Path, way: Way, target: Path, now: datetime, progress: Progress | None = None) -> Restored:
    """Make a program folder from a backup, in a place where nothing is yet.

    Raises:
        WrongPassword, NotAllowed, Damaged, UserError: as `look`; nothing was made.
        CannotWrite: something stands there, there is no room, or one may not write there.
    """
    return restoring.restore(file, way, target, now, Watch(progress))


def restore_over(file: Path, way: Way, folder: Path, now: datetime, progress: Progress | None = None) -> Restored:
    """Put a backup in the place of a closed program, which is renamed and kept.

    Raises:
        InUse: somebody has the program open.
        NotAllowed: it is a backup of another program.
        WrongPassword, NotAllowed, Damaged, CannotWrite, UserError: as `restore`; the program is as it was.
    """
    return restoring.restore_over(file, way, folder, now, Watch(progress))


def set_aside_name(folder: Path, now: datetime) -> str:
    """What the folder of the present program is called after a backup took its place."""
    return restoring.set_aside_name(folder, now).name


def closed(folder: Path) -> bool:
    """Whether nobody has the program folder open now."""
    return restoring.is_closed(folder)


def _key_way(program: Program) -> Way:
    return Way(
        key=DatabaseKey(program.opened.key, program.opened.keys.salt),
        account=program.account.account_id,
        name=program.account.name,
    )


def _source(program: Program) -> Source:
    opened = program.opened
    return Source(
        program.folder,
        (opened.private_copy or program.folder) / archive.DATABASE,
        DatabaseKey(opened.key, opened.keys.salt),
        program.queued if program.writable else nullcontext,
    )
