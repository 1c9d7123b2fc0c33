"""`umdesk print PROGRAM worksheet`: the worksheet of a plan as a fillable PDF."""

from argparse import Namespace
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.domain.writing import counted


def register(kinds: Commands) -> None:
    """Add the kind `worksheet`."""
    command = kinds.add(
        "worksheet",
        "The worksheet of a career plan, to be filled in on a screen or by hand by who cannot come to the desk.",
        run,
        program=False,
        about=(
            "It holds what the plan says so far and room for more. One that comes back filled in is read with:\n"
            "umdesk import PROGRAM FILE.pdf…"
        ),
    )
    command.add_argument("--plan", required=True, metavar="NUMBER", help="the number of the plan: 2026-0007")
    command.add_argument("--output", type=Path, required=True, metavar="FILE.pdf", help="the file to write")


def run(terminal: Terminal, options: Namespace) -> int:
    """Write the worksheet and say what it is."""
    from umdesk.jobs import worksheets  # noqa: PLC0415 -- the parser alone must be quick
    from umdesk.services.plans import worksheets as plans  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=True) as program:
        made = worksheets.make(program, plans.participation_numbered(program, options.plan))
        worksheets.save(program, made, options.output)
    terminal.tell_no_font(made.unprintable)
    snapshot = made.sheet.snapshot
    terminal.answer(
        {
            "document": "worksheet",
            "number": snapshot.number,
            "plan": snapshot.plan_number,
            "revision": snapshot.revision_number,
            "output": options.output,
            "pages": made.pages,
        },
        f"{made.title}: {counted(made.pages, 'page')}.\nWrote {options.output}.",
    )
    return DONE
