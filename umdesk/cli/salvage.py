"""`umdesk salvage`: saves what can be read of a damaged program into a new one."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal, first_line
from umdesk.cli.text import table
from umdesk.domain.table_words import table_words
from umdesk.domain.writing import number_list

if TYPE_CHECKING:
    from umdesk.services.integrity import Saved


def register(commands: Commands) -> None:
    """Add `salvage`."""
    command = commands.add(
        "salvage",
        "Save what can be read of a damaged program into a new one, and list what is missing.",
        run,
        about="The damaged program is not touched. The new one has the same accounts and passwords. Restoring a\n"
        "backup loses less when the backup is recent; this loses only what lay on the damaged pages.",
    )
    command.add_argument("--output", type=Path, required=True, metavar="NEW", help="the new program folder to make")
    command.add_argument(
        "--recovery-code-file", type=Path, metavar="FILE", help="a file with the recovery code in its first line"
    )


def run(terminal: Terminal, options: Namespace) -> int:
    """Save and list what is missing."""
    from umdesk.services import integrity  # noqa: PLC0415 -- the parser alone must be quick

    # Everybody on the computer sees what stands on a command line, so the code comes in a file.
    file: Path | None = options.recovery_code_file
    code = first_line(file, "recovery code") if file is not None else ""
    password = "" if code else terminal.password()
    saved = integrity.salvage_folder(terminal.folder, options.output, password, terminal.account, code=code)
    value = {
        "program": saved.program,
        "tables": [
            {"table": each.table, "kept": each.kept, "from_history": each.from_history, "lost": each.lost}
            for each in saved.tables
        ],
        "missing": list(saved.missing),
        "events_lost": list(saved.events_lost),
        "findings": [{"kind": each.kind, "where": each.where, "what": each.what} for each in saved.findings],
    }
    terminal.answer(value, "\n".join(_said(saved)))
    return DONE


def _said(saved: "Saved") -> list[str]:
    rows = [
        (table_words(each.table), f"{each.kept:,}", f"{each.from_history:,}", f"{each.lost:,}")
        for each in saved.tables
        if each.kept or each.lost
    ]
    said = [table(("What", "Saved", "Of these from the history", "Lost"), rows)]
    if saved.events_lost:
        said.append(f"Events of the history that are lost in whole or in part: {number_list(saved.events_lost)}.")
    said += [f"Missing: {each}." for each in saved.missing]
    said += [f"Still wrong: {each.where}: {each.what}." for each in saved.findings]
    if not saved.missing and not saved.events_lost:
        said.append("Nothing is missing.")
    said.append(f"The new program is {saved.program}. Open it and look through it before you put the damaged one away.")
    return said
