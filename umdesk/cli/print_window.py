"""`umdesk print PROGRAM application-form` and `flyer`: what people get of an application window."""

from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.domain.writing import counted

if TYPE_CHECKING:
    from umdesk.jobs.print_flyer import FlyerPdf
    from umdesk.jobs.print_form import FormPdf
    from umdesk.services.programs import Program

Save: TypeAlias = "Callable[[Program, str, Path], FormPdf | FlyerPdf]"
"""Writes the document of a cycle to a file."""


def register(kinds: Commands) -> None:
    """Add the kinds `application-form` and `flyer`."""
    _add(
        kinds,
        "application-form",
        "The application form of a cycle, to be filled in on a screen or by hand.",
        "A form that comes back filled in is read with: umdesk import PROGRAM FILE.pdf… --cycle NAME\n"
        "What the form asks beyond the usual parts, and its privacy notice, stand in the settings.",
        _save_form,
    )
    _add(
        kinds,
        "flyer",
        "A page for the wall that makes the application window of a cycle known.",
        "Its words stand in the settings of the program, the department's logo on the page Outreach.",
        _save_flyer,
    )


def run(document: str, save: Save, terminal: Terminal, options: Namespace) -> int:
    """Write a document and say what it is."""
    from umdesk.services import cycles  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=True) as program:
        made = save(program, cycles.named(program, options.cycle).id, options.output)
    terminal.tell_no_font(made.unprintable)
    terminal.answer(
        {
            "document": document,
            "cycle": made.snapshot.cycle,
            "opens": made.snapshot.opens,
            "closes": made.snapshot.closes,
            "output": options.output,
            "pages": made.pages,
        },
        f"{made.title}: {counted(made.pages, 'page')}.\nWrote {options.output}.",
    )
    return DONE


def _add(kinds: Commands, document: str, summary: str, about: str, save: Save) -> None:
    command = kinds.add(document, summary, partial(run, document, save), program=False, about=about)
    command.add_argument("--cycle", required=True, metavar="NAME", help="the cycle that people apply to")
    command.add_argument("--output", type=Path, required=True, metavar="FILE.pdf", help="the file to write")


def _save_form(program: "Program", cycle_id: str, output: Path) -> "FormPdf":
    from umdesk.jobs import print_form  # noqa: PLC0415 -- the parser alone must be quick

    return print_form.save_form(program, cycle_id, output)


def _save_flyer(program: "Program", cycle_id: str, output: Path) -> "FlyerPdf":
    from umdesk.jobs import print_flyer  # noqa: PLC0415 -- the parser alone must be quick

    return print_flyer.save_flyer(program, cycle_id, output)
