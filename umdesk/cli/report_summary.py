"""`umdesk report PROGRAM summary`: the program summary of a year or of any period."""

from argparse import ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import pairs
from umdesk.domain import dates, money
from umdesk.domain.writing import no_font


def register(kinds: Commands) -> None:
    """Add the kind `summary`."""
    command = kinds.add(
        "summary",
        "Applicants, plans, activities, cost and advancements of a period.",
        run,
        program=False,
        about=(
            "A program year runs from July 1 to June 30 and has the name of the year in which it ends. Without --year "
            "or --from\nand --to, it is the program year that is running; what is not over is counted through today."
        ),
    )
    period = command.add_argument_group("period")
    period.add_argument("--year", type=int, metavar="YEAR", help="the program year ending June 30, YEAR")
    period.add_argument("--from", type=_day, metavar="DATE", dest="first", help="the first day, like 2026-01-01")
    period.add_argument("--to", type=_day, metavar="DATE", dest="last", help="the last day, like 2026-03-31")
    command.add_argument("--output", type=Path, required=True, metavar="FILE.pdf", help="the file to write")


def run(terminal: Terminal, options: Namespace) -> int:
    """Write the page and say its figures."""
    from umdesk.jobs import report  # noqa: PLC0415 -- the parser alone must be quick
    from umdesk.services import reports  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=True) as program:
        period = reports.period_of(options.first, options.last, year=options.year, today=program.today())
        made = report.save_summary(program, period, options.output)
    page = made.summary.snapshot
    span = f"{dates.show(page.period_from)} to {dates.show(page.period_to)}"
    if page.through is not None:
        span += f", through {dates.show(page.through)}"
    shown = [
        (figure.label, str(figure.value) if isinstance(figure.value, int) else money.show(figure.value))
        for figure in page.figures
    ]
    if made.unprintable:
        terminal.tell(no_font(made.unprintable))
    terminal.answer(
        {
            "report": "summary",
            "from": page.period_from,
            "to": page.period_to,
            "through": page.through,
            "figures": [
                {"key": figure.key, "group": figure.group, "label": figure.label, "value": figure.value}
                for figure in made.summary.figures
            ],
            "output": options.output,
            "pages": made.pages,
        },
        f"{page.title}, {span}\n{pairs(shown)}\nWrote {options.output}.",
    )
    return DONE


def _day(text: str) -> date:
    try:
        return dates.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no date; write it like 2026-03-31") from error
