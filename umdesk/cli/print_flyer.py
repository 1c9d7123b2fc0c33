"""`umdesk print PROGRAM flyer`: the flyer that makes an application window known."""

from argparse import Namespace
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.domain.writing import counted, no_font


def register(kinds: Commands) -> None:
    """Add the kind `flyer`."""
    command = kinds.add(
        "flyer",
        "A page for the wall that makes the application window of a cycle known.",
        run,
        program=False,
        about="Its words stand in the settings of the program, the department's logo on the page Outreach.",
    )
    command.add_argument("--cycle", required=True, metavar="NAME", help="the cycle that people apply to")
    command.add_argument("--output", type=Path, required=True, metavar="FILE.pdf", help="the file to write")


def run(terminal: Terminal, options: Namespace) -> int:
    """Write the flyer and say what it is."""
    from umdesk.jobs import print_flyer  # noqa: PLC0415 -- the parser alone must be quick
    from umdesk.services import cycles  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=True) as program:
        made = print_flyer.save_flyer(program, cycles.named(program, options.cycle).id, options.output)
    if made.unprintable:
        terminal.tell(no_font(made.unprintable))
    terminal.answer(
        {
            "document": "flyer",
            "cycle": made.snapshot.cycle,
            "opens": made.snapshot.opens,
            "closes": made.snapshot.closes,
            "output": options.output,
            "pages": made.pages,
        },
        f"{made.title}: {counted(made.pages, 'page')}.\nWrote {options.output}.",
    )
    return DONE
