"""`umdesk check`: is the program whole?"""

from argparse import Namespace

from umdesk.cli.frame import DONE, FAILED, Commands
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import table


def register(commands: Commands) -> None:
    """Add `check`."""
    commands.add(
        "check",
        "Check the database, the links between its records and the chain of its history.",
        run,
        about="Changes nothing and runs beside an open window. Exit code 1 when something is damaged.",
    )


def run(terminal: Terminal, _options: Namespace) -> int:
    """Check and list what was found."""
    from umdesk.services import integrity  # noqa: PLC0415 the parser alone must be quick

    # A program that is too damaged to open is what one checks.
    found = integrity.check_folder(terminal.folder, terminal.password(), terminal.account)
    findings = [{"kind": finding.kind, "where": finding.where, "what": finding.what} for finding in found.findings]
    said = [f"{found.events} events in the history, the last with hash {found.last_event_hash}."]
    if findings:
        said.append(table(("Kind", "Where", "What"), [tuple(finding.values()) for finding in findings]))
        said.append("The program is damaged. Keep the folder as it is and restore a backup, or ask for help.")
    else:
        said.append("Nothing is wrong.")
    terminal.answer(
        {"ok": not findings, "findings": findings, "events": found.events, "last_event_hash": found.last_event_hash},
        "\n".join(said),
    )
    return FAILED if findings else DONE
