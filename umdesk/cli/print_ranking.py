"""`umdesk print PROGRAM ranking`: the ranking of a cycle as a PDF."""

from argparse import Namespace
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal


def register(kinds: Commands) -> None:
    """Add the kind `ranking`."""
    command = kinds.add(
        "ranking",
        "The ranking of a cycle, with the score's formula, ties and who is not ranked.",
        run,
        program=False,
    )
    command.add_argument("--cycle", required=True, metavar="NAME", help="the cycle to rank")
    command.add_argument("--output", type=Path, required=True, metavar="FILE.pdf", help="the file to write")


def run(terminal: Terminal, options: Namespace) -> int:
    """Write the ranking and say where it is."""
    from umdesk.jobs import print_ranking  # noqa: PLC0415 -- the parser alone must be quick
    from umdesk.services import cycles  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=True) as program:
        made = print_ranking.save_ranking(program, cycles.named(program, options.cycle).id, options.output)
    terminal.tell_no_font(made.unprintable)
    terminal.answer(
        {
            "document": "ranking",
            "cycle": made.snapshot.cycle,
            "ranked": len(made.snapshot.rows),
            "unranked": len(made.snapshot.unranked),
            "output": options.output,
            "pages": made.pages,
        },
        f"{made.title}: {len(made.snapshot.rows)} ranked, {len(made.snapshot.unranked)} not ranked.\n"
        f"Wrote {options.output}.",
    )
    return DONE
