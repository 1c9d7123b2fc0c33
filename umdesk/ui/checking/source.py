"""What the check window checks: the program that is open, or a folder that does not open."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from umdesk.domain.progress import Progress
from umdesk.services import integrity
from umdesk.services.integrity import Checked, Saved
from umdesk.services.programs import Program

Check = Callable[[str, Progress], Checked]
Salvage = Callable[[Path, Progress], Saved]


@dataclass(frozen=True, slots=True)
class Source:
    """A program folder with what checks it against an anchor ("" for none) and what saves it to a new folder."""

    folder: Path
    check: Check
    salvage: Salvage


def open_source(program: Program) -> Source:
    """The program that is open."""
    return Source(
        program.folder,
        lambda anchor, progress: integrity.check(program, anchor=anchor, progress=progress),
        lambda output, progress: integrity.salvage(program, output, progress=progress),
    )


def folder_source(folder: Path, password: str, account: str | None, code: str) -> Source:
    """A program that does not open, with the password or recovery code that was typed for it."""
    return Source(
        folder,
        lambda anchor, progress: integrity.check_folder(
            folder, password, account, code=code, anchor=anchor, progress=progress
        ),
        lambda output, progress: integrity.salvage_folder(
            folder, output, password, account, code=code, progress=progress
        ),
    )
