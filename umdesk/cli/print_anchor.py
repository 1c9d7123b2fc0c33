"""`umdesk print PROGRAM anchor`: a page that proves later that the history was not changed."""

from argparse import Namespace
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal


def register(kinds: Commands) -> None:
    """Add the kind `anchor`."""
    command = kinds.add(
        "anchor",
        "A page with the hash of the history's last event, to be signed and filed.",
        run,
        program=False,
        about="Check the history against it later with: umdesk check PROGRAM --anchor TEXT",
    )
    command.add_argument("--output", type=Path, required=True, metavar="FILE.pdf", help="the file to write")


def run(terminal: Terminal, options: Namespace) -> int:
    """Write the anchor and say what it is."""
    from umdesk.jobs import anchor  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=True) as program:
        made = anchor.save_anchor(program, options.output)
    terminal.tell_no_font(made.unprintable)
    terminal.answer(
        {
            "document": "anchor",
            "event": made.snapshot.event,
            "hash": made.snapshot.hash,
            "anchor": made.text,
            "output": options.output,
            "pages": made.pages,
        },
        f"The anchor of the history up to event {made.snapshot.event}: {made.text}\nWrote {options.output}.",
    )
    return DONE
