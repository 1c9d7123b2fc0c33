"""`umdesk demo`: a complete fictional program to look at."""

from argparse import ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import pairs
from umdesk.domain import dates


def register(commands: Commands) -> None:
    """Add `demo`."""
    command = commands.add(
        "demo",
        "Make a complete fictional program and its documents to look at.",
        run,
        program=False,
        about=(
            "Makes FOLDER/demo.umdesk, always with the password demo, and its PDF files in FOLDER/documents.\n"
            "Everybody in it is made up."
        ),
    )
    command.add_argument("folder", metavar="FOLDER", type=Path, help="where to make it; made if it is not there")
    command.add_argument(
        "--until", metavar="DATE", type=_day, help="the last day of what it tells, such as 2026-06-12; without it today"
    )


def run(terminal: Terminal, options: Namespace) -> int:
    """Make the demo and say what there is."""
    from umdesk.jobs import demo  # noqa: PLC0415 -- the parser alone must be quick

    made = demo.make_demo(options.folder, end=options.until)
    rows = [
        ("Program", str(made.program)),
        ("Password", made.password),
        ("Signs in", made.coordinator),
        ("Supervisor", f"{made.supervisor}, with an account of their own and the same password"),
        ("Raters", f"{' and '.join(made.raters)}, with accounts of their own and the same password"),
        ("Applications", f"{made.applications} ({made.eligible} eligible, {made.selected} selected)"),
        ("Career plans", f"{made.plans} ({made.printed} printed for signature)"),
        ("Documents", str(made.documents)),
    ]
    said = ["Made a fictional program:", pairs(rows), *(f"  {path.name}" for path in made.files)]
    terminal.answer(
        {
            "program": made.program,
            "password": made.password,
            "coordinator": made.coordinator,
            "supervisor": made.supervisor,
            "raters": made.raters,
            "applications": made.applications,
            "eligible": made.eligible,
            "selected": made.selected,
            "plans": made.plans,
            "printed": made.printed,
            "documents": made.files,
        },
        "\n".join(said),
    )
    return DONE


def _day(text: str) -> date:
    try:
        return dates.parse(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date; write it like 2026-06-12") from None
