"""The recovery sheet: the page with the code that opens a program when its password is lost."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.domain.errors import CannotWrite
from umdesk.domain.snapshots import RecoverySnapshot
from umdesk.exchange.disk import refuse_place
from umdesk.jobs.output import write_file
from umdesk.services import programs
from umdesk.services.programs import Program

if TYPE_CHECKING:
    from umdesk.documents.pdf import Pdf

_USE = (
    "Open umdesk, choose this program, then “Use the recovery sheet”, and type the code; dashes do not matter.",
    "Set a new password when you are in. The code goes on holding until a new sheet is printed.",
)
_KEEP = (
    "Keep this sheet in a safe or a locked drawer, apart from the computer. Delete a file of it once it is printed.",
    "Whoever has this sheet and the program folder can read everything in the program.",
    "The code is stored nowhere. If the sheet is lost, print a new one while the password is still known.",
    "Printing a new sheet ends this one. A backup opens with the sheet of the day on which it was made.",
)


def for_new_program(folder: Path, department: str, office: str, code: str) -> "Pdf":
    """The sheet for a program that is about to be made with this code; nothing is written."""
    return _draw(folder, department, office, code, datetime.now().astimezone().date())


def for_prepared_code(program: Program, prepared: programs.PreparedCode) -> "Pdf":
    """The sheet with a code that does not hold yet; nothing is written."""
    info = programs.describe(program)
    return _draw(program.folder, info.department, info.office, prepared.code, program.today())


def print_new_sheet(program: Program, output: Path) -> "Pdf":
    """Make a new recovery code, write its sheet to a file, and end the old one.

    The sheet is on the disk before its code comes into force, and the file that stood at `output`, perhaps the old
    sheet, goes only after that: at every moment a sheet exists whose code opens the program.

    Raises:
        NotAllowed: only a coordinator may.
        InvalidInput: a folder has that name.
        CannotWrite: the sheet or the program cannot be written; the old sheet holds on, or the message says where the
            new one lies.
    """
    refuse_place(output)
    prepared = programs.prepare_recovery_code(program)
    pdf = for_prepared_code(program, prepared)
    beside = output.with_name(f"{output.stem} (new){output.suffix}")
    write_file(pdf.data, beside)
    try:
        programs.activate_recovery_code(program, prepared)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    try:
        beside.replace(output)
    except OSError as error:
        raise CannotWrite(
            f"The new recovery sheet could not get the name “{output.name}”.",
            f"It is in force and lies in “{beside}”.",
        ) from error
    return pdf


def _draw(folder: Path, department: str, office: str, code: str, made_on: date) -> "Pdf":
    from umdesk.documents import recovery  # noqa: PLC0415 -- start-up time

    name = folder.name.removesuffix(".umdesk")
    opens = (f"The program “{name}” with the rights of its coordinator, when nobody knows the password any more.",)
    return recovery.render(RecoverySnapshot(name, department, office, code, made_on, opens, _USE, _KEEP))
