"""`umdesk print PROGRAM recovery`: a new recovery sheet; the old one ends."""

from argparse import Namespace
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal


def register(kinds: Commands) -> None:
    """Add the kind `recovery`."""
    command = kinds.add(
        "recovery",
        "A new recovery sheet; the old one ends with it.",
        run,
        program=False,
        about="The code is stored nowhere, so the sheet cannot be printed again: a new code is made each time.",
    )
    command.add_argument("--output", type=Path, required=True, metavar="FILE.pdf", help="the file to write")


def run(terminal: Terminal, options: Namespace) -> int:
    """Make a new code, write its sheet, and end the old one."""
    from umdesk.jobs import recovery_sheet  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=True) as program:
        pdf = recovery_sheet.print_new_sheet(program, options.output)
    terminal.answer(
        {"document": "recovery", "output": options.output, "pages": pdf.pages},
        f"Wrote the new recovery sheet to {options.output}; the old sheet no longer opens the program.\n"
        "Print it, lock it away, and delete the file.",
    )
    return DONE
