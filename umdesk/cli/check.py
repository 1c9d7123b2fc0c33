"""`umdesk check`: is the program whole, and is its history what was printed?"""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.cli.frame import DONE, FAILED, Commands
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import table
from umdesk.domain import anchors
from umdesk.domain.errors import InvalidInput

if TYPE_CHECKING:
    from umdesk.services.integrity import Checked

_DAMAGED = (
    "The program is damaged. Keep the folder as it is. Restore a backup (umdesk restore), or save what can be read "
    "into a new program (umdesk salvage)."
)


def register(commands: Commands) -> None:
    """Add `check`."""
    command = commands.add(
        "check",
        "Check the database, the links between its records, the history, kept documents, accounts and backups.",
        run,
        about="Changes nothing and runs beside an open window. Exit code 1 when something is damaged.",
    )
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        "--anchor", default="", metavar="TEXT", help="the anchor of a printed page, to compare the history with"
    )
    which.add_argument(
        "--anchor-file", type=Path, metavar="FILE", help="a text file with the anchor, also on several lines"
    )


def run(terminal: Terminal, options: Namespace) -> int:
    """Check and list what was found."""
    from umdesk.services import integrity  # noqa: PLC0415 -- the parser alone must be quick

    anchor = _anchor(options)
    # A program that is too damaged to open is what one checks.
    found = integrity.check_folder(terminal.folder, terminal.password(), terminal.account, anchor=anchor)
    terminal.answer(_value(found), "\n".join(_said(found)))
    return DONE if found.ok else FAILED


def _anchor(options: Namespace) -> str:
    file: Path | None = options.anchor_file
    if file is None:
        return str(options.anchor)
    try:
        text = file.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text:
        raise InvalidInput(f"There is no anchor in {file}.", "Name a text file with the anchor.")
    try:
        anchors.parse(text)
    except InvalidInput:  # something else stands under it
        return text.splitlines()[0]
    return text


def _value(found: "Checked") -> dict[str, object]:
    return {
        "ok": found.ok,
        "findings": [{"kind": each.kind, "where": each.where, "what": each.what} for each in found.findings],
        "events": found.events,
        "last_event_hash": found.last_event_hash,
        "anchor": None if found.anchor is None else asdict(found.anchor),
        "backups": [
            {"file": each.file, "made_at": each.made_at, "ok": not each.faults, "faults": list(each.faults)}
            for each in found.backups
        ],
        "notes": list(found.notes),
        "pages": found.pages,
        "records": found.records,
        "documents": found.documents,
    }


def _said(found: "Checked") -> list[str]:
    read = (f"{found.pages:,} pages", f"{found.records:,} records", f"{found.documents:,} kept documents")
    said = [
        f"{', '.join(read)}, {len(found.backups)} backups.",
        f"{found.events:,} events in the history, the last with hash {found.last_event_hash}.",
    ]
    if found.anchor is not None:
        said.append(found.anchor.what)
    said += found.notes
    if found.findings:
        said.append(table(("Kind", "Where", "What"), [(f.kind, f.where, f.what) for f in found.findings]))
        said.append(_DAMAGED)
    elif found.ok:
        said.append("Nothing is wrong.")
    return said
