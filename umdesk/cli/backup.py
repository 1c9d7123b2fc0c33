"""`umdesk backup`: a verified backup, in the program folder or anywhere else."""

from argparse import Namespace
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal


def register(commands: Commands) -> None:
    """Add `backup`."""
    command = commands.add(
        "backup",
        "Make a verified backup: one file that opens with a password or the recovery code of today.",
        run,
        about="Runs beside an open window. Without --output it goes to the folder backups in the program folder, the\n"
        "second place gets a copy, and old ones are thinned out; nothing is made when nothing changed since the last.",
    )
    command.add_argument("--output", type=Path, metavar="FILE", help="write it there instead; a folder is enough")


def run(terminal: Terminal, options: Namespace) -> int:
    """Make the backup and name its file."""
    from umdesk.services import backups  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=False) as program:
        output: Path | None = options.output
        made = backups.make(program) if output is None else backups.save_to(program, output)
        found = made or backups.newest(program)
    if found is None:
        raise AssertionError("nothing to back up is nothing that a program can be")
    terminal.answer(
        {
            "file": found.file,
            "made": made is not None,
            "made_at": found.about.made_at,
            "bytes": found.size,
            "verified": True,
        },
        f"Made and checked the backup {found.file} ({found.size:,} bytes)."
        if made is not None
        else f"Nothing changed since the backup {found.file}, which was checked again.",
    )
    return DONE
