"""Is the program whole, and is its history what was printed? For the window and for `umdesk check`."""

from pathlib import Path

from umdesk.domain import anchors
from umdesk.services.permissions import permit
from umdesk.storage import integrity
from umdesk.storage.contents import Finding
from umdesk.storage.integrity import BackupState, Checked, Progress
from umdesk.storage.program import Program

__all__ = ["BackupState", "Checked", "Finding", "Progress", "check", "check_folder"]


def check(program: Program, *, anchor: str = "", progress: Progress | None = None) -> Checked:
    """Check every page, reference, event, record and kept document of an open program, its ways in and its backups.

    Args:
        program: the open program; nothing in it is changed.
        anchor: typed from a printed history anchor, to compare the history with; "" for none.
        progress: is told how far the check is.

    Raises:
        InvalidInput: the anchor was mistyped.
    """
    permit(program, "integrity.check")
    return integrity.check_program(program, progress, anchors.parse(anchor) if anchor.strip() else None)


def check_folder(
    folder: Path,
    password: str = "",
    account: str | None = None,
    *,
    code: str = "",
    anchor: str = "",
    progress: Progress | None = None,
) -> Checked:
    """Check a program that may be too damaged to open; writes nothing and runs beside an open window.

    Args:
        folder: the program folder.
        password: of the account; "" when there is a `code`.
        account: the account's name, None for the first coordinator.
        code: of the recovery sheet, instead of a password.
        anchor: typed from a printed history anchor, to compare the history with; "" for none.
        progress: is told how far the check is.

    Raises:
        WrongPassword: the password does not fit.
        NotAllowed: the account is that of neither a coordinator nor a reader.
        InvalidInput: no such account, or the anchor was mistyped.
        UserError: it is no program folder, or may not be read.
    """
    typed = anchors.parse(anchor) if anchor.strip() else None
    return integrity.check_folder(folder, password, account, code=code, anchor=typed, progress=progress)
