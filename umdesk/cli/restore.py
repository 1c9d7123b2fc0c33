"""`umdesk restore`: a program folder from a backup file, on this computer or another."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal, first_line


def register(commands: Commands) -> None:
    """Add `restore`."""
    command = commands.add(
        "restore",
        "Restore a backup into a folder of its own; the program it came from is not touched.",
        run,
        program=False,
        about="It takes the password of a coordinator, or the recovery code, of the moment when the backup was made.\n"
        "The restored program opens with the passwords of that moment.",
    )
    command.add_argument("file", type=Path, metavar="FILE", help="the backup, NAME.umdeskbackup")
    command.add_argument(
        "--output", type=Path, required=True, metavar="PROGRAM", help="the program folder to make; nothing may be there"
    )
    command.add_argument(
        "--recovery-code-file", type=Path, metavar="FILE", help="a file with the recovery code in its first line"
    )


def run(terminal: Terminal, options: Namespace) -> int:
    """Restore, and say what is in it."""
    from umdesk.services import backups  # noqa: PLC0415 -- the parser alone must be quick

    if options.recovery_code_file is not None:
        way = backups.Way(code=first_line(options.recovery_code_file, "recovery code"))
    else:
        way = backups.Way(password=terminal.password(), account=terminal.account or "")
    restored = backups.restore(options.file, way, options.output, datetime.now(UTC))
    terminal.answer(
        {
            "program": restored.folder,
            "from": restored.about.made_at,
            "events": restored.events,
            "last_change": restored.last_change,
        },
        f"Restored {restored.folder} from {backups.title(restored.about)}: {restored.events:,} events in its history, "
        f"the last one “{restored.last_change}”.",
    )
    return DONE
