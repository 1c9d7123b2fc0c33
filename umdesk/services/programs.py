"""The program as a whole: making, opening, describing it; its passwords and its recovery code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import account_names as account_name
from umdesk.domain.errors import CannotWrite, InUse, InvalidInput, UserError, WrongPassword
from umdesk.domain.progress import Progress
from umdesk.domain.words import Role
from umdesk.services import passwords, places
from umdesk.services.permissions import permit
from umdesk.storage import folder as folders
from umdesk.storage import making
from umdesk.storage.access import signing, slots
from umdesk.storage.access.keys import STANDARD, Cost
from umdesk.storage.access.recovery_code import new_code
from umdesk.storage.access.slots import PreparedCode
from umdesk.storage.access.two_keys import NewWays
from umdesk.storage.folder import SUFFIX, account_names, suffix
from umdesk.storage.models import Account, ProgramRecord
from umdesk.storage.program import Announced, Clock, Program, SignedIn, utc_now

__all__ = [
    "PASSWORD_POLICY", "STANDARD", "Announced", "Clock", "Cost", "NewWays", "PreparedCode", "Program", "ProgramInfo",
    "SignedIn", "account_names", "activate_recovery_code", "check_new_password", "confirm_password", "create_program",
    "describe", "lock", "new_code", "open_or_look", "open_program", "open_with_recovery",
    "prepare_recovery_code", "rotate_key", "set_password", "suffix", "unlock", "utc_now",
]  # fmt: skip

PASSWORD_POLICY = passwords.IN_WORDS
"""What a password must be, as screens say it."""


@dataclass(frozen=True, slots=True)
class ProgramInfo:
    """What a title bar and a document say of a program."""

    name: str
    folder: Path
    department: str
    office: str
    created_at: datetime
    demo: bool
    coordinator: str


def create_program(
    folder: Path,
    *,
    department: str,
    office: str,
    coordinator: str,
    password: str,
    clock: Clock = utc_now,
    cost: Cost = STANDARD,
    demo: bool = False,
    code: str | None = None,
) -> tuple[Program, str]:
    """Make a program with the class catalogue in it and open it; gives it and the recovery code.

    Raises:
        InvalidInput: a name is empty or the password will not do (a demo's may be anything).
        CannotWrite: something stands there already, one may not write there, or the disk is full.
    """
    places.refuse_unusable(folder.parent)
    if coordinator.strip():  # what is missing is said beside the other names
        coordinator = account_name.tidy(coordinator)
    if not demo and all(name.strip() for name in (department, office, coordinator)):
        passwords.check(password, coordinator)
    return making.create_program(
        folder,
        department=department,
        office=office,
        coordinator=coordinator,
        password=password,
        clock=clock,
        cost=cost,
        seed=lambda session: _seed(session, clock()),
        demo=demo,
        code=code,
    )


def _seed(session: Session, now: datetime) -> None:
    from umdesk.services import classes, holidays, resources  # noqa: PLC0415 -- read only when a program is made
    from umdesk.services.plans import catalogue, templates  # noqa: PLC0415 -- read only when a program is made

    classes.seed(session)
    holidays.seed(session, now.astimezone().year)
    resources.seed(session)
    catalogue.seed(session)
    templates.seed(session, now)


def open_program(
    folder: Path,
    *,
    password: str,
    account: str | None = None,
    clock: Clock = utc_now,
    write: bool = True,
    where: str = "",
) -> Program:
    """Open a program folder with a password; for writing this is a sign-in, which the history keeps.

    Args:
        folder: the program folder.
        password: of the account.
        account: the account's name; None is the first account, the coordinator who made the program.
        clock: where the time comes from.
        write: False looks without changing: no lock, nothing written.
        where: what the history adds to the name: "from the command line".

    Raises:
        WrongPassword: the password does not fit; the try is counted.
        TooSoon: after wrong tries it is not yet time for another one.
        InvalidInput: no such account.
        InUse: another process has it open for writing.
        Damaged: keys.json or the database is.
        NotAllowed: the slot is none that the database knows.
        UserError: not a program, no permission, or a newer umdesk made it.
    """
    program = folders.open_program(folder, password=password, account=account, clock=clock, write=write)
    return _signed_in(program, f", {where}" if where else "")


def open_or_look(
    folder: Path, *, password: str, account: str | None = None, clock: Clock = utc_now
) -> tuple[Program, UserError | None]:
    """Open a program folder; an account that only reads looks where somebody else writes or where nobody may.

    Gives the program, and why it is open for looking only.

    Raises:
        UserError: as `open_program`.
    """
    try:
        return open_program(folder, password=password, account=account, clock=clock), None
    except (InUse, CannotWrite) as why:
        looking = open_program(folder, password=password, account=account, clock=clock, write=False)
        if looking.account.roles == {Role.READER}:
            return looking, why
        looking.close()
        raise


def open_with_recovery(folder: Path, *, code: str, clock: Clock = utc_now) -> Program:
    """Open a program folder with the code of its recovery sheet, signed in as the coordinator.

    Raises:
        InvalidInput: the code was mistyped.
        WrongPassword: it is not the code of the sheet in force; the try is counted.
        TooSoon: after wrong tries it is not yet time for another one.
        UserError: as `open_program`.
    """
    return _signed_in(folders.open_with_recovery(folder, code=code, clock=clock), ", with the recovery sheet")


def _signed_in(program: Program, how: str) -> Program:
    try:
        signing.record_sign_in(program, how)
    except BaseException:
        program.close()
        raise
    return program


def lock(program: Program, idle_minutes: int = 0) -> None:
    """Write into the history that the window was locked, by hand or after minutes without a key."""
    permit(program, "programs.lock")
    signing.record_lock(program, f" after {idle_minutes} minutes without a key" if idle_minutes else "")


def unlock(program: Program, password: str) -> None:
    """Let the person who signed in go on; the program was open all the time.

    Raises:
        WrongPassword: it is not their password; the try is counted.
        TooSoon: after wrong tries it is not yet time for another one.
    """
    permit(program, "programs.unlock")
    refusal = WrongPassword(
        "The password is not right, so the window stays locked.",
        "Check the Caps Lock key and the keyboard's language.",
    )
    signing.unlock(program, password, refusal)


def describe(program: Program) -> ProgramInfo:
    """What the program says of itself."""
    permit(program, "programs.describe")
    with program.reading() as session:
        record = session.scalars(select(ProgramRecord)).one()
        coordinator = session.scalars(select(Account.name).order_by(Account.created_at)).first()
    return ProgramInfo(
        name=program.folder.name.removesuffix(SUFFIX),
        folder=program.folder,
        department=record.department,
        office=record.office,
        created_at=record.created_at,
        demo=record.demo,
        coordinator=coordinator or "",
    )


def prepare_recovery_code(program: Program) -> PreparedCode:
    """Make a new recovery code that does not hold yet, so that its sheet can be written before the old one ends."""
    permit(program, "programs.prepare_recovery_code")
    return slots.prepare_code(program)


def activate_recovery_code(program: Program, prepared: PreparedCode) -> None:
    """Put a prepared code in force; the old recovery sheet ends with this, for good.

    Raises:
        CannotWrite: keys.json cannot be written; the old sheet holds on.
    """
    permit(program, "programs.activate_recovery_code")
    slots.activate_code(program, prepared)


def confirm_password(program: Program, password: str) -> None:
    """Have the person who signed in show that they are still there, before something that ends other ways in.

    Raises:
        WrongPassword: it is not their password; the try is counted.
        TooSoon: after wrong tries it is not yet time for another one.
    """
    permit(program, "programs.confirm_password")
    refusal = WrongPassword("The password is not right; nothing was changed.", "Check the Caps Lock key.")
    signing.confirm(program, password, refusal)


def rotate_key(
    program: Program,
    password: str,
    deliver: Callable[[NewWays], None],
    progress: Progress,
) -> None:
    """Encrypt the program with another key and end every way in but that of who does it; the program is closed then.

    Args:
        program: open for writing and nowhere else.
        password: of who is signed in; it goes on.
        deliver: puts the one-time passwords and the new recovery code on paper; when it raises, nothing was changed.
        progress: is told how far it is; it may raise to stop the change while nothing has happened yet.

    Raises:
        InUse: somebody looks at the program; nothing was changed.
        Damaged: the program is damaged; nothing was changed.
        CannotWrite: there is no room, or one may not write; nothing was changed.
    """
    permit(program, "programs.rotate_key")
    from umdesk.storage.access import rotation  # noqa: PLC0415 -- hardly ever needed

    rotation.rotate(program, password, deliver, progress)


def check_new_password(password: str, name: str = "") -> None:
    """Refuse a password that is too short or easily guessed; `name` is of the account that it is for.

    Raises:
        InvalidInput: which of the rules it breaks.
    """
    passwords.check(password, name)


def set_password(program: Program, new: str) -> None:
    """Give the signed-in account a new password; the old one ends with this, for good.

    Raises:
        InvalidInput: the password is too short or easily guessed (a demo's may be anything), or the one that had to
            be changed.
        CannotWrite: keys.json cannot be written; the old password holds on.
    """
    permit(program, "programs.set_password")
    with program.reading() as session:
        demo = session.scalars(select(ProgramRecord.demo)).one()
    passwords.check_unless(demo=demo, password=new, name=program.account.name)
    if program.account.must_change and slots.is_own_password(program, new):
        raise InvalidInput("This is the password that was given to you.", "Choose one that only you know.", "password")
    slots.set_password(program, new)
