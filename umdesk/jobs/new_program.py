"""Makes a program and, where it is wanted, its recovery sheet: both or neither."""

from dataclasses import dataclass
from pathlib import Path

from umdesk.domain.errors import CannotWrite
from umdesk.services import programs


@dataclass(frozen=True, slots=True)
class ProgramMade:
    """Where the program lies and the code that opens it without a password; it is told once and stored nowhere."""

    folder: Path
    recovery_code: str


def make_program(
    folder: Path, *, department: str, office: str, coordinator: str, password: str, sheet: Path | None = None
) -> ProgramMade:
    """Make a program folder and close it again.

    Args:
        folder: the wanted folder; ".umdesk" is added where it is missing.
        department: whose program it is.
        office: the field office.
        coordinator: the name of the first account.
        password: of the first account.
        sheet: where to write the recovery sheet as a PDF; it is written first, since a program whose code nobody
            has is worse than none.

    Raises:
        CannotWrite: the folder or the sheet is there already or cannot be written; nothing is left behind.
        InvalidInput: a name is empty or the password is too short.
    """
    folder = programs.suffix(folder)
    code = programs.new_code()
    if sheet is not None:
        _write_sheet(folder, department, office, code, sheet)
    try:
        program, _ = programs.create_program(
            folder,
            department=department,
            office=office,
            coordinator=coordinator,
            password=password,
            code=code,
        )
    except BaseException:
        if sheet is not None:
            sheet.unlink(missing_ok=True)
        raise
    program.close()
    return ProgramMade(folder, code)


def _write_sheet(folder: Path, department: str, office: str, code: str, sheet: Path) -> None:
    from umdesk.jobs import output, recovery_sheet  # noqa: PLC0415 -- the documents load only when one is made

    if sheet.exists():
        raise CannotWrite(
            f"{sheet} exists already; it may be the recovery sheet of another program.",
            "Choose another name for the sheet. Nothing was made.",
        )
    output.write_file(recovery_sheet.for_new_program(folder, department, office, code).data, sheet)
