"""Is the program whole, is its history what was printed, and what can be saved of a damaged one?"""

from pathlib import Path

from umdesk.domain import anchors
from umdesk.domain.progress import Progress
from umdesk.services.permissions import permit
from umdesk.storage.folder import suffix
from umdesk.storage.integrity import checking
from umdesk.storage.integrity.checking import BackupState, Checked
from umdesk.storage.integrity.findings import Finding
from umdesk.storage.program import Program
from umdesk.storage.salvage import saving
from umdesk.storage.salvage.saving import Saved
from umdesk.storage.salvage.telling import TableSaved

__all__ = [
    "BackupState", "Checked", "Finding", "Saved", "TableSaved", "check", "check_folder", "salvage",
    "salvage_folder",
]  # fmt: skip


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
    return checking.check_program(program, progress, anchors.parse(anchor) if anchor.strip() else None)


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
    return checking.check_folder(folder, password, account, code=code, anchor=typed, progress=progress)


def salvage_folder(
    folder: Path,
    output: Path,
    password: str = "",
    account: str | None = None,
    *,
    code: str = "",
    progress: Progress | None = None,
) -> Saved:
    """Save what can be read of a damaged program into a new one at `output`; the damaged one is not touched.

    The new program has the same accounts and passwords. What is missing is in its history.

    Args:
        folder: the damaged program folder; its keys.json must be there.
        output: the new program folder; ".umdesk" is added where it is missing.
        password: of the account; "" when there is a `code`.
        account: the account's name, None for the first coordinator.
        code: of the recovery sheet, instead of a password.
        progress: is told how far it is.

    Raises:
        WrongPassword: the password or code does not fit.
        NotAllowed: the account is not that of a coordinator.
        InUse: the program is open for writing.
        CannotWrite: something stands at `output`, or one may not write there.
        UserError: it is no program folder, its keys are damaged, or it may not be read.
    """
    source = saving.source_of(folder, password, account, code)
    return saving.save(source, suffix(output), progress)


def salvage(program: Program, output: Path, *, progress: Progress | None = None) -> Saved:
    """Save what can be read of an open, damaged program into a new one at `output`; nothing in the open one changes.

    Raises:
        CannotWrite: something stands at `output`, or one may not write there.
    """
    permit(program, "integrity.salvage")
    return saving.save_open(program, suffix(output), progress)
