"""Changing the key of a program: the pages with the one-time passwords are on the disk before anything changes."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.domain.errors import CannotWrite, NotAllowed, UserError
from umdesk.domain.progress import Progress
from umdesk.exchange.disk import refuse_place
from umdesk.jobs.output import write_file
from umdesk.services import backups, permissions, programs

if TYPE_CHECKING:
    from umdesk.services.programs import Clock, NewWays, Program

OLD_BACKUPS = (
    "Backups from before still open with the passwords and the recovery sheet of their day. Destroy those that could "
    "be in wrong hands."
)


@dataclass(frozen=True, slots=True)
class KeyChanged:
    """What a change of the key made: where its pages lie, how many there are, and whose passwords ended.

    `no_backup` says why there is no backup under the next key, "" where there is one.
    """

    pages_file: Path
    pages: int
    accounts: tuple[str, ...]
    no_backup: str = ""


def rotate_key(
    folder: Path,
    *,
    password: str,
    account: str | None,
    output: Path,
    clock: "Clock | None" = None,
    progress: Progress | None = None,
) -> KeyChanged:
    """Change the key of a closed program folder, and make a backup that opens with the ways in that hold then.

    Args:
        folder: the program folder, open nowhere.
        password: of the coordinator, which goes on.
        account: the coordinator's name; None is the first coordinator.
        output: the PDF file with a page for each account and the new recovery sheet; it must not be there yet.
        clock: where the time comes from.
        progress: is told how far it is; it may raise to stop the change while nothing has happened yet.

    Raises:
        WrongPassword: the password is not right.
        NotAllowed: the account is no coordinator's.
        InUse: the program is open somewhere; nothing was changed.
        CannotWrite: the file is there, or the file or the program cannot be written; nothing was changed.
    """
    refuse_place(output)
    if output.exists():
        raise CannotWrite(
            f"{output} exists already, and the key was not changed.", "Choose another name for the pages."
        )
    clock, tell = clock or programs.utc_now, progress or (lambda _done, _total, _text: None)
    program = programs.open_program(folder, password=password, account=account, clock=clock)
    try:
        changed = _rotate(program, password, output, tell)
    finally:
        program.close()
    return replace(changed, no_backup=_back_up(folder, password, account, clock))


def _back_up(folder: Path, password: str, account: str | None, clock: "Clock") -> str:
    """Make the first backup under the next key; gives why not, since the key is changed in any case."""
    try:
        program = programs.open_program(folder, password=password, account=account, clock=clock)
        try:
            backups.make(program)
        finally:
            program.close()
    except UserError as error:
        return str(error)
    return ""


def _rotate(program: "Program", password: str, output: Path, progress: Progress) -> KeyChanged:
    if program.account.must_change or not permissions.may(program, "programs.rotate_key"):
        raise NotAllowed(f"{program.account.name} may not change the key; nothing was changed.", "A coordinator may.")
    made: list[KeyChanged] = []

    def deliver(ways: "NewWays") -> None:
        made.append(_write_pages(program, ways, output))

    try:
        programs.rotate_key(program, password, deliver, progress)
    except BaseException:
        if made:
            output.unlink(missing_ok=True)
        raise
    return made[0]


def _write_pages(program: "Program", ways: "NewWays", output: Path) -> KeyChanged:
    from umdesk.documents import slips  # noqa: PLC0415 -- start-up time
    from umdesk.domain.slips import Slip, SlipsSnapshot  # noqa: PLC0415 -- with its document

    info = programs.describe(program)
    pdf = slips.render(
        SlipsSnapshot(
            info.name,
            info.department,
            info.office,
            program.account.name,
            program.today(),
            tuple(Slip(each.name, each.password) for each in ways.passwords),
            ways.recovery_code,
        )
    )
    write_file(pdf.data, output)
    return KeyChanged(output, pdf.pages, tuple(each.name for each in ways.passwords))
