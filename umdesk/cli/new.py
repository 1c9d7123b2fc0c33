"""`umdesk new`: makes a program folder."""

from argparse import Namespace
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal


def register(commands: Commands) -> None:
    """Add `new`."""
    command = commands.add(
        "new",
        "Make a new program folder with its coordinator.",
        run,
        about=(
            "The recovery code opens the program when the password is lost. It is stored nowhere: keep the sheet, or "
            "write down\nthe code that is printed once, in a safe place away from the computer."
        ),
    )
    command.add_argument("--department", required=True, metavar="D", help="the department, as documents name it")
    command.add_argument("--office", required=True, metavar="O", help="the field office, as documents name it")
    command.add_argument("--coordinator", required=True, metavar="NAME", help="who runs the program and signs in")
    command.add_argument(
        "--recovery-sheet",
        type=Path,
        metavar="FILE.pdf",
        help="write the recovery sheet here instead of printing the code",
    )


def run(terminal: Terminal, options: Namespace) -> int:
    """Make the program; when the recovery sheet cannot be written nothing is left behind."""
    from umdesk.jobs import new_program  # noqa: PLC0415 -- the parser alone must be quick
    from umdesk.services import places  # noqa: PLC0415 -- the parser alone must be quick

    for remark in places.judge_for_new(terminal.folder.parent):
        if remark.usable:
            terminal.tell(f"umdesk: {remark.text}")
    made = new_program.make_program(
        terminal.folder,
        department=options.department,
        office=options.office,
        coordinator=options.coordinator,
        password=terminal.password(new=True),
        sheet=options.recovery_sheet,
    )
    value: dict[str, object] = {"program": made.folder, "coordinator": options.coordinator}
    lines = [f"Made {made.folder} for {options.coordinator}."]
    if options.recovery_sheet is None:
        value["recovery_code"] = made.recovery_code
        lines += [
            f"Recovery code: {made.recovery_code}",
            "This is the only time it is shown. It opens the program when the password is lost.",
        ]
    else:
        value["recovery_sheet"] = options.recovery_sheet
        lines += [f"Recovery sheet: {options.recovery_sheet}. Print it, lock it away, and delete the file."]
    terminal.answer(value, "\n".join(lines))
    return DONE
