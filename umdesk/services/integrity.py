"""Is the program whole? For the window and for `umdesk check`."""

from pathlib import Path

from umdesk.services.permissions import permit
from umdesk.storage import integrity
from umdesk.storage.integrity import Checked, Finding
from umdesk.storage.program import Program

__all__ = ["Checked", "Finding", "check", "check_folder"]


def check(program: Program) -> Checked:
    """Check every page, reference and event of an open program and its ways in; changes nothing."""
    permit(program, "integrity.check")
    return integrity.check_program(program)


def check_folder(folder: Path, password: str, account: str | None = None) -> Checked:
    """Check a program that may be too damaged to open; writes nothing and runs beside an open window.

    Raises:
        WrongPassword: the password does not fit.
        InvalidInput: no such account.
        UserError: it is no program folder, or may not be read.
    """
    return integrity.check_folder(folder, password, account)
