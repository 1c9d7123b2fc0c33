"""`umdesk scan`: read scans of signed paper and file their pages."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.cli.frame import DONE, FAILED, Commands
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import table
from umdesk.domain.scans import pages_told
from umdesk.domain.writing import counted

if TYPE_CHECKING:
    from umdesk.jobs.scan import Scanned


def register(commands: Commands) -> None:
    """Add `scan`."""
    command = commands.add(
        "scan",
        "Read scans of signed paper (.pdf, .jpg, .png, .tif) and file their pages.",
        run,
        about=(
            "Each page is known by the code at its foot, so pages may be turned, out of order and of many plans in\n"
            "one file. What is missing, replaced by a later revision, from elsewhere or cannot be read is listed and\n"
            "not filed; all other pages are. Scanning the same file again changes nothing. Each file is one step that\n"
            "can be undone in the window. When not a single page could be filed, the exit code is 1."
        ),
    )
    command.add_argument("file", metavar="FILE", type=Path, nargs="+", help="the scanned files")


def run(terminal: Terminal, options: Namespace) -> int:
    """File the pages and list what was filed, what to look at and what is wrong."""
    from umdesk.jobs import scan  # noqa: PLC0415 -- the parser alone must be quick

    scan.refuse_missing(options.file)
    with terminal.open(write=True) as program:
        scanned = scan.run(program, options.file)
    for blank in scanned.blank:
        terminal.tell(f"{blank} has nothing on it and was left out.")
    terminal.answer(scanned.as_json(), "\n".join(_said(scanned)))
    on_file = scanned.filed or scanned.look
    return FAILED if not scanned.pages or (scanned.problems and not on_file) else DONE


def _said(scanned: "Scanned") -> list[str]:
    count = sum(len(one.pages) for one in scanned.filed)
    papers = counted(len(scanned.filed), "paper")
    said = [
        f"{count} of {counted(scanned.pages, 'page')} filed with {papers}; {counted(len(scanned.problems), 'problem')}."
    ]
    said += [
        f"{one.paper.title} ({one.paper.person}): {pages_told(one.pages, one.paper.pages)}" for one in scanned.filed
    ]
    if scanned.problems:
        rows = [(one.file, str(one.page or ""), one.what) for one in scanned.problems]
        said += ["", table(("File", "Page", "Problem"), rows, right={1})]
    if scanned.look:
        rows = [(one.paper.number, str(one.page), one.what) for one in scanned.look]
        said += ["", table(("Paper", "Page", "Look at"), rows, right={1})]
    return said
