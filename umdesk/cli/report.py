"""`umdesk report PROGRAM KIND`: the numbers of a period as PDF files. Each kind is a module that registers itself."""

from umdesk.cli import report_summary
from umdesk.cli.frame import Commands, Noun

# Modules with register(kinds): kinds.add("summary", "...", run, program=False); options.program is set by `report`.
KINDS: tuple[Noun, ...] = (report_summary,)


def register(commands: Commands) -> None:
    """Add `report` and its kinds."""
    command = commands.add("report", "Write a report on a period as a PDF file.", None)
    kinds = Commands(command, title="reports", metavar="REPORT")
    for kind in KINDS:
        kind.register(kinds)
