"""`umdesk report PROGRAM KIND`: the reports on a period as PDF, workbook or JSON files."""

from argparse import ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import pairs
from umdesk.domain import dates
from umdesk.domain.reports.kinds import KINDS, Kind

_YEARS = (
    "A program year runs from July 1 to June 30 and has the name of the year in which it ends. Without --year or "
    "--from\nand --to, it is the program year that is running; what is not over is counted through today."
)
_CALENDAR = (
    "The year is a calendar year, as Government Code section 19402(b) has it. Without --year or --from and --to, it is "
    "the\nyear that is running; what is not over is counted through today."
)


def register(commands: Commands) -> None:
    """Add `report` and its kinds."""
    command = commands.add("report", "Write a report on a period as a PDF, a workbook or JSON.", None)
    kinds = Commands(command, title="reports", metavar="REPORT")
    for kind in KINDS.values():
        _add(kinds, kind)


def _add(kinds: Commands, kind: Kind) -> None:
    command = kinds.add(kind.key, kind.answers, run, program=False, about=_CALENDAR if kind.calendar else _YEARS)
    command.set_defaults(kind=kind.key)
    period = command.add_argument_group("period")
    year = "the calendar year" if kind.calendar else "the program year ending June 30, YEAR"
    period.add_argument("--year", type=int, metavar="YEAR", help=year)
    period.add_argument(
        "--from", type=_day, metavar="DATE", dest="first", help="the first day, like 2026-01-01; with --year one of it"
    )
    period.add_argument("--to", type=_day, metavar="DATE", dest="last", help="the last day, like 2026-03-31")
    command.add_argument(
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="the file to write; it is a PDF, a workbook or JSON as its name ends: .pdf, .xlsx or .json",
    )


def run(terminal: Terminal, options: Namespace) -> int:
    """Write the report and say its figures."""
    from umdesk.domain.reports import periods, showing  # noqa: PLC0415 -- the parser alone must be quick
    from umdesk.domain.reports.model import Figures  # noqa: PLC0415
    from umdesk.jobs import reports  # noqa: PLC0415

    kind = KINDS[options.kind]
    ending = reports.ending_of(options.output)
    with terminal.open(write=True) as program:
        period = periods.period_of(
            options.first, options.last, year=options.year, today=program.today(), calendar=kind.calendar
        )
        made = reports.save(program, kind.key, period, options.output)
    report = made.report
    if ending == reports.PDF:
        terminal.tell_no_font(made.pdf().unprintable)
    told = [
        (number.label, showing.told(number))
        for part in report.content.parts
        if isinstance(part, Figures)
        for number in part.numbers
    ]
    title = ", ".join(filter(None, [made.title, showing.unfinished(report.span)]))
    asks = [f"Still missing: {one}" for one in report.content.asks]
    terminal.answer(
        {**made.json(), "output": options.output, "pages": made.pdf().pages if ending == reports.PDF else 0},
        _lines([title, pairs(told), *asks, f"Wrote {options.output}."]),
    )
    return DONE


def _lines(parts: Sequence[str]) -> str:
    return "\n".join(part for part in parts if part)


def _day(text: str) -> date:
    try:
        return dates.parse(text)
    except dates.TooFar as error:
        raise ArgumentTypeError(str(error)) from error
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no date; write it like 2026-03-31") from error
