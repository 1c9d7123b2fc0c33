"""Where a program folder should lie: a place that all users of the computer reach, on a disk of its own."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

_SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "box sync", "nextcloud", "owncloud")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of a place: an empty `warning` is good; where not `usable`, nothing can be made."""

    usable: bool
    warning: str


def shared_folder() -> Path:
    """A folder that all users of this computer can reach, where there is one; otherwise the person's own documents."""
    if sys.platform == "win32":
        return Path(os.environ.get("PUBLIC", r"C:\Users\Public")) / "Documents" / "umdesk"
    if sys.platform == "darwin":
        return Path("/Users/Shared/umdesk")
    for place in (Path("/srv"), Path("/var/local")):
        if place.is_dir() and os.access(place, os.W_OK | os.X_OK):
            return place / "umdesk"
    return Path.home() / "umdesk"


def judge(folder: Path) -> Verdict:
    """What speaks against making a program in this folder (which need not exist yet)."""
    standing = next((parent for parent in (folder, *folder.parents) if parent.exists()), None)
    if standing is None or not standing.is_dir():
        return Verdict(usable=False, warning="There is no such place on this computer.")
    if not os.access(standing, os.W_OK | os.X_OK):
        return Verdict(usable=False, warning=f"You may not write to {standing}. Choose another folder.")
    lowered = str(folder).lower()
    if any(name in lowered for name in _SYNCED):
        return Verdict(
            usable=True,
            warning="This folder is copied to the internet by a sync program, which can damage a database that is in "
            "use. Choose a folder on this computer that is not synced.",
        )
    if lowered.startswith(("\\\\", "//")):
        return Verdict(
            usable=True,
            warning="This folder is on the network. umdesk works there more slowly and only for one person at a time. "
            "A folder on this computer is safer.",
        )
    if _only_mine(folder):
        return Verdict(
            usable=True,
            warning="Only your own account on this computer reaches this folder. Others who share the computer will "
            "not be able to open the program.",
        )
    return Verdict(usable=True, warning="")


def _only_mine(folder: Path) -> bool:
    home = Path.home().resolve()
    return folder.resolve().is_relative_to(home)
