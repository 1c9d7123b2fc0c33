"""`umdesk dump`: everything as files that can be read without umdesk."""

from argparse import Namespace
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal


def register(commands: Commands) -> None:
    """Add `dump`."""
    command = commands.add(
        "dump",
        "Write everything to a zip file of readable tables, documents and a data dictionary.",
        run,
        about=(
            "Takes the coordinator. The file is not encrypted; that it was made stands in the account of\n"
            "disclosures of everyone on file."
        ),
    )
    command.add_argument("--output", type=Path, required=True, metavar="FILE.zip", help="the file to write")
    command.add_argument(
        "--recipient", metavar="TEXT", help="to whom it goes; without it “Whoever holds the file” is written down"
    )
    command.add_argument(
        "--purpose", metavar="TEXT", help="why it is made; without it “Export of everything” is written down"
    )


def run(terminal: Terminal, options: Namespace) -> int:
    """Write the file and say what is in it."""
    from umdesk.jobs import dump  # noqa: PLC0415 -- the parser alone must be quick

    recipient = dump.HOLDER if options.recipient is None else options.recipient
    purpose = dump.EXPORT if options.purpose is None else options.purpose
    with terminal.open(write=True) as program:
        made = dump.dump(program, options.output, recipient, purpose)
    terminal.answer(
        {
            "file": made.path,
            "tables": made.tables,
            "rows": made.rows,
            "documents": made.documents,
            "attachments": made.attachments,
            "bytes": made.size,
            "recipient": recipient,
            "purpose": purpose,
        },
        f"{dump.in_words(made)}\nWrote {made.path}. The file is not encrypted.",
    )
    return DONE
