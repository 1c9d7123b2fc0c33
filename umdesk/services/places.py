"""What is to be said of the place of a program folder, when it is made and whenever it is opened."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from umdesk.domain.errors import CannotWrite
from umdesk.storage import places
from umdesk.storage.places import Place

MEGABYTE = 1_000_000
LITTLE_ROOM = 200 * MEGABYTE
"""Below this, or below three times the database, a program and its backups soon have no room."""
NO_ROOM = 20 * MEGABYTE
"""Below this nothing is made."""


class Trouble(StrEnum):
    """What can be wrong with a place, the most serious first."""

    MISSING = "missing"
    READ_ONLY = "read-only"
    FULL = "full"
    NEARLY_FULL = "nearly full"
    REDIRECTED = "redirected"
    NETWORK = "network"
    SYNCED = "synced"
    REMOVABLE = "removable"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to be said of a place: one sentence, and what to do about it.

    Attributes:
        trouble: what is wrong.
        sentence: for people.
        advice: for people.
        safe_mode: whether the database works in its safe mode because of it.
        usable: whether a program can be made or worked on here at all.
    """

    trouble: Trouble
    sentence: str
    advice: str
    safe_mode: bool = False
    usable: bool = True

    @property
    def text(self) -> str:
        """Sentence and advice together."""
        return f"{self.sentence} {self.advice}"


def judge(folder: Path) -> tuple[Remark, ...]:
    """What is to be said of a program folder that is opened, the most serious first; nothing of a good place."""
    return tuple(remarks_when_open(places.place_of(folder), places.free_bytes(folder), places.database_bytes(folder)))


def judge_for_new(folder: Path) -> tuple[Remark, ...]:
    """What is to be said of a folder that is to hold a new program (and need not exist yet), the most serious first."""
    standing = next((parent for parent in (folder, *folder.parents) if parent.exists()), None)
    if standing is None or not standing.is_dir():
        return (Remark(Trouble.MISSING, "There is no such place on this computer.", _CHOOSE, usable=False),)
    writable = os.access(standing, os.W_OK | os.X_OK)
    return tuple(
        remarks_when_new(
            places.place_of(folder), places.free_bytes(folder), refused="" if writable else str(standing),
            only_mine=folder.resolve().is_relative_to(Path.home().resolve()),
        )
    )  # fmt: skip


def shared_folder() -> Path:
    """A folder that all users of this computer can reach, where there is one; otherwise the person's own."""
    if sys.platform == "win32":
        return Path(os.environ.get("PUBLIC", r"C:\Users\Public")) / "Documents" / "umdesk"
    if sys.platform == "darwin":
        return Path("/Users/Shared/umdesk")
    for place in (Path("/srv"), Path("/var/local")):
        if place.is_dir() and os.access(place, os.W_OK | os.X_OK):
            return place / "umdesk"
    return Path.home() / "umdesk"


def refuse_unusable(folder: Path) -> None:
    """Let no program be made where it cannot work.

    Raises:
        CannotWrite: the folder that is to hold it may not be written to, or its disk is full.
    """
    worst = next((remark for remark in judge_for_new(folder) if not remark.usable), None)
    if worst is not None:
        raise CannotWrite(f"{worst.sentence} Nothing was made.", worst.advice)


_CHOOSE = "Choose a folder you may write to."
_BETTER = "A folder on this computer that no sync program copies is safer and quicker."


def remarks_when_open(place: Place, free: int | None, database: int) -> Iterator[Remark]:
    """The remarks on a program that is opened.

    Args:
        place: where it lies.
        free: bytes left on its disk, None where nobody knows.
        database: bytes of its database.
    """
    if place.read_only:
        yield Remark(
            Trouble.READ_ONLY,
            "This program lies on a disk that can only be read, so it can be looked at but not changed.",
            "Copy the folder to a disk of this computer to work with it.",
            usable=False,
        )
    elif free is not None and free < max(LITTLE_ROOM, 3 * database):
        yield Remark(
            Trouble.FULL if free < NO_ROOM else Trouble.NEARLY_FULL,
            f"The disk of this program has only {_size(free)} left, which may soon be too little to save or back up.",
            "Make room on it before you work on.",
        )
    yield from _remarks_on_safe_mode(place, "This program")


def remarks_when_new(place: Place, free: int | None, *, refused: str, only_mine: bool) -> Iterator[Remark]:
    """The remarks on a folder that is to hold a new program.

    Args:
        place: where it lies.
        free: bytes left on its disk, None where nobody knows.
        refused: the folder that one may not write to, "" where one may.
        only_mine: whether only the person's own account on the computer reaches it.
    """
    if refused or place.read_only:
        what = f"You may not write to {refused}." if refused else "This folder lies on a disk that can only be read."
        yield Remark(Trouble.READ_ONLY, what, _CHOOSE, usable=False)
    elif free is not None and free < NO_ROOM:
        sentence = f"The disk of this folder has only {_size(free)} left, which is too little for a program."
        yield Remark(Trouble.FULL, sentence, "Make room on it, or choose a folder on another disk.", usable=False)
    elif free is not None and free < LITTLE_ROOM:
        sentence = f"The disk of this folder has only {_size(free)} left, which is soon too little for backups."
        yield Remark(Trouble.NEARLY_FULL, sentence, "Make room on it, or choose a folder on another disk.")
    yield from _remarks_on_safe_mode(place, "This folder")
    if place.removable:
        yield Remark(
            Trouble.REMOVABLE,
            "This folder is on a disk that can be pulled out, and what is being saved at that moment is lost.",
            "Close the program before you pull it out, or choose a folder on a disk inside this computer.",
        )
    if only_mine:
        yield Remark(
            Trouble.PRIVATE,
            "Only your own account on this computer reaches this folder.",
            "Others who share the computer will not be able to open the program.",
        )


def _remarks_on_safe_mode(place: Place, what: str) -> Iterator[Remark]:
    mode = "so umdesk works in its safe mode, which is slower"
    if place.redirected:
        sentence = f"{what} is in a personal folder that is kept on a server, {mode}."
        yield Remark(Trouble.REDIRECTED, sentence, _BETTER, safe_mode=True)
    elif place.network:
        sentence = f"{what} is on the network, where a lost connection can break a database, {mode}."
        yield Remark(Trouble.NETWORK, sentence, _BETTER, safe_mode=True)
    if place.synced:
        sentence = f"{what} is copied by a sync program ({place.synced}), which can break a database in use, {mode}."
        yield Remark(Trouble.SYNCED, sentence, _BETTER, safe_mode=True)


def _size(count: int) -> str:
    return f"{count / MEGABYTE:.0f} MB" if count >= MEGABYTE else "less than 1 MB"
