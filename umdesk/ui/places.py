"""Where a program folder should lie: a place that all users of the computer reach, on a disk of its own."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from umdesk.services import places


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
    """What speaks most against making a program in this folder (which need not exist yet)."""
    remarks = places.judge_for_new(folder)
    if not remarks:
        return Verdict(usable=True, warning="")
    return Verdict(all(remark.usable for remark in remarks), remarks[0].text)
