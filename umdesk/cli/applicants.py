"""`umdesk applicants`: list applications with their eligibility and its reasons."""

from argparse import Namespace
from typing import TYPE_CHECKING

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import table

if TYPE_CHECKING:
    from umdesk.services.applicants import ApplicantRow


def register(commands: Commands) -> None:
    """Add `applicants`."""
    command = commands.add(
        "applicants",
        "List the applications with who is eligible and why.",
        run,
        about="Changes nothing and runs beside an open window.",
    )
    command.add_argument("--cycle", metavar="NAME", help="only this cycle")


def run(terminal: Terminal, options: Namespace) -> int:
    """List the applications."""
    from umdesk.services import applicants, cycles  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=False) as program:
        cycle_id = cycles.named(program, options.cycle).id if options.cycle is not None else None
        rows = applicants.rows(program, cycle_id)
    terminal.answer(
        {
            "applicants": [
                {
                    "application": row.number,
                    "last_name": row.last_name,
                    "first_name": row.first_name,
                    "employee_number": row.employee_number,
                    "class_code": row.class_code,
                    "eligibility": row.eligibility.value,
                    "reasons": [reason.text for reason in row.reasons],
                }
                for row in rows
            ]
        },
        _said(rows) if rows else "No applications yet.",
    )
    return DONE


def _said(rows: "tuple[ApplicantRow, ...]") -> str:
    lines = [
        (row.number, row.name, row.employee_number, row.class_text, row.state.value
         if row.withdrawn else row.eligibility.value, _why(row))
        for row in rows
    ]  # fmt: skip
    return table(("Number", "Name", "Employee", "Class", "Eligibility", "Why not plainly eligible"), lines)


def _why(row: "ApplicantRow") -> str:
    return " ".join(reason.text for reason in row.reasons if not reason.ok)
