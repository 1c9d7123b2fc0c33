"""`umdesk print PROGRAM packet`: the selection packet of a cycle, as a PDF and as a workbook."""

from argparse import Namespace
from pathlib import Path

from umdesk.cli.frame import DONE, USAGE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.domain.errors import InvalidInput


def register(kinds: Commands) -> None:
    """Add the kind `packet`."""
    command = kinds.add(
        "packet",
        "The selection packet of a cycle: all that a review asks for.",
        run,
        program=False,
        about=(
            "From deciding on. The PDF holds everything; the workbook has the same numbers with formulas that rank "
            "again.\nGive --output, --workbook or both. Where the workbook ranks otherwise than umdesk, it is said."
        ),
    )
    command.add_argument("--cycle", required=True, metavar="NAME", help="the cycle")
    command.add_argument("--output", type=Path, metavar="FILE.pdf", help="the PDF to write")
    command.add_argument("--workbook", type=Path, metavar="FILE.xlsx", help="the workbook to write")


def run(terminal: Terminal, options: Namespace) -> int:
    """Write what was asked for and say how the workbook ranks."""
    from umdesk.jobs import packet  # noqa: PLC0415 -- the parser alone must be quick
    from umdesk.services import cycles  # noqa: PLC0415 -- the parser alone must be quick

    if options.output is None and options.workbook is None:
        terminal.fail(InvalidInput("Neither --output nor --workbook was given.", "Give one of the two, or both."))
        return USAGE
    with terminal.open(write=True) as program:
        made = packet.make(program, cycles.named(program, options.cycle).id)
        if options.output is not None:
            packet.save(program, made, options.output)
        if options.workbook is not None:
            packet.save_workbook(program, made, options.workbook)
    terminal.tell_no_font(made.unprintable)
    for sentence in (*made.snapshot.missing, *made.differences):
        terminal.tell(sentence)
    snapshot = made.snapshot
    written = [path for path in (options.output, options.workbook) if path is not None]
    agrees = "ranks as umdesk does" if made.agrees else "does not rank as umdesk does"
    terminal.answer(
        {
            "document": "packet",
            "cycle": snapshot.cycle,
            "final": snapshot.final,
            "output": options.output,
            "workbook": options.workbook,
            "pages": made.paper.pages,
            "ranked": len(snapshot.places),
            "unranked": len(snapshot.unranked),
            "agrees": made.agrees,
            "differences": list(made.differences),
            "missing": list(snapshot.missing),
            "keep_until": snapshot.keep_until,
        },
        f"{snapshot.title}: {len(snapshot.places)} ranked, {len(snapshot.unranked)} not ranked; the workbook "
        f"{agrees}.\nWrote {' and '.join(str(path) for path in written)}.",
    )
    return DONE
