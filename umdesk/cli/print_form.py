"""`umdesk print PROGRAM application-form`: the empty application form of a cycle as a fillable PDF."""

from argparse import Namespace
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.domain.writing import counted, no_font


def register(kinds: Commands) -> None:
    """Add the kind `application-form`."""
    command = kinds.add(
        "application-form",
        "The application form of a cycle, to be filled in on a screen or by hand.",
        run,
        program=False,
        about=(
            "A form that comes back filled in is read with: umdesk import PROGRAM FILE.pdf… --cycle NAME\n"
            "What the form asks beyond the usual parts, and its privacy notice, stand in the settings."
        ),
    )
    command.add_argument("--cycle", required=True, metavar="NAME", help="the cycle that people apply to")
    command.add_argument("--output", type=Path, required=True, metavar="FILE.pdf", help="the file to write")


def run(terminal: Terminal, options: Namespace) -> int:
    """Write the form and say what it is."""
    from umdesk.jobs import print_form  # noqa: PLC0415 -- the parser alone must be quick
    from umdesk.services import cycles  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=True) as program:
        made = print_form.save_form(program, cycles.named(program, options.cycle).id, options.output)
    if made.unprintable:
        terminal.tell(no_font(made.unprintable))
    terminal.answer(
        {
            "document": "application-form",
            "cycle": made.snapshot.cycle,
            "opens": made.snapshot.opens,
            "closes": made.snapshot.closes,
            "output": options.output,
            "pages": made.pages,
        },
        f"{made.title}: {counted(made.pages, 'page')}.\nWrote {options.output}.",
    )
    return DONE
