"""`umdesk print PROGRAM cdp`: Career Development Plans as PDF files."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.domain.writing import counted, no_font

if TYPE_CHECKING:
    from umdesk.jobs.print_plan import AllPlans


def register(kinds: Commands) -> None:
    """Add the kind `cdp`."""
    command = kinds.add(
        "cdp",
        "Career Development Plans for signature.",
        run,
        program=False,
        about=(
            "A ready plan is printed and frozen: it can no longer be changed, only amended. A printed or signed plan "
            "is\nprinted again, byte for byte the same. A draft is printed with DRAFT on it and is not frozen; so is a "
            "ready\nplan for a reader. A supervisor prints the plans of their own participants, to sign where the "
            "settings let them."
        ),
    )
    whose = command.add_mutually_exclusive_group(required=True)
    whose.add_argument("--person", metavar="EMPLOYEE_NUMBER", help="the plan of one employee, into one file")
    whose.add_argument(
        "--all", action="store_true", help="every ready, printed or signed plan, into a folder as PLAN-NUMBER.pdf"
    )
    command.add_argument(
        "--output", type=Path, required=True, metavar="PATH", help="the file, or with --all the folder"
    )


def run(terminal: Terminal, options: Namespace) -> int:
    """Write the files and say what they are."""
    from umdesk.jobs import print_plan  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=True) as program:
        if options.all:
            everything = print_plan.print_all(program, options.output)
        else:
            one = print_plan.print_person(program, options.person, options.output)
            everything = print_plan.AllPlans((one,), ())
    for pdf in everything.printed:
        if pdf.unprintable:
            terminal.tell(f"Plan {pdf.plan_number}: {no_font(pdf.unprintable)}")
    terminal.answer(
        {
            "files": [
                {
                    "file": pdf.path,
                    "plan": pdf.plan_number,
                    "revision": pdf.revision_number,
                    "state": pdf.state,
                    "pages": pdf.pages,
                    "draft": pdf.draft,
                }
                for pdf in everything.printed
            ],
            "not_printed": [
                {"plan": one.plan_number, "revision": one.revision_number, "reason": one.reason}
                for one in everything.not_printed
            ],
        },
        "\n".join(_lines(everything)),
    )
    return DONE


def _lines(everything: "AllPlans") -> list[str]:
    lines = [
        f"{pdf.path}: plan {pdf.plan_number}, revision {pdf.revision_number}, "
        f"{'DRAFT' if pdf.draft else pdf.state}, {counted(pdf.pages, 'page')}"
        for pdf in everything.printed
    ]
    lines += [f"Not printed, plan {one.plan_number}: {one.reason}" for one in everything.not_printed]
    return lines or ["No plan is ready, printed or signed; nothing was written."]
