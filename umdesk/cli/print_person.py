"""`umdesk print PROGRAM person`: everything on file about one person as a PDF."""

from argparse import Namespace
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.domain.writing import counted


def register(kinds: Commands) -> None:
    """Add the kind `person`."""
    command = kinds.add(
        "person",
        "Everything on file about one person.",
        run,
        program=False,
        about=(
            "With the statements of disagreement, the account of disclosures and the history of amendments\n"
            "(Civil Code 1798.32 to 1798.36). Printing it is a disclosure itself, which is written down.\n"
            "Takes the coordinator. The file is not encrypted."
        ),
    )
    whose = command.add_mutually_exclusive_group(required=True)
    whose.add_argument("--employee", metavar="NUMBER", default="", help="the person with this employee number")
    whose.add_argument(
        "--application", metavar="NUMBER", default="", help="the person behind an application such as 2026-0007"
    )
    command.add_argument("--recipient", required=True, metavar="TEXT", help="to whom the record goes")
    command.add_argument("--purpose", required=True, metavar="TEXT", help="why it is given out")
    command.add_argument("--output", type=Path, required=True, metavar="FILE.pdf", help="the file to write")


def run(terminal: Terminal, options: Namespace) -> int:
    """Write the record and say where it is."""
    from umdesk.jobs import person_record  # noqa: PLC0415 -- the parser alone must be quick
    from umdesk.services.person_record import record  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=True) as program:
        person = record.find(program, employee_number=options.employee, application=options.application)
        made = person_record.save_record(program, person, options.recipient, options.purpose, options.output)
    terminal.tell_no_font(made.unprintable)
    paper = made.paper
    terminal.answer(
        {
            "document": "person",
            "person": paper.number,
            "recipient": paper.recipient,
            "purpose": paper.purpose,
            "output": options.output,
            "pages": paper.pages,
        },
        f"Record of {paper.number}: {counted(paper.pages, 'page')}, for {paper.recipient}.\n"
        f"Wrote {options.output}. The file is not encrypted.",
    )
    return DONE
