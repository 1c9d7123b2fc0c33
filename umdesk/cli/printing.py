"""`umdesk print PROGRAM KIND`: documents as PDF files. Each kind is a module that registers itself."""

from umdesk.cli import (
    print_anchor,
    print_cdp,
    print_packet,
    print_person,
    print_ranking,
    print_recovery,
    print_window,
    print_worksheet,
)
from umdesk.cli.frame import Commands, Noun

# Modules with register(kinds): kinds.add("ranking", "...", run, program=False); options.program is set by `print`.
KINDS: tuple[Noun, ...] = (
    print_window, print_cdp, print_worksheet, print_person, print_ranking, print_packet, print_recovery, print_anchor,
)  # fmt: skip


def register(commands: Commands) -> None:
    """Add `print` and its kinds."""
    command = commands.add("print", "Write a document of the program as a PDF file.", None)
    kinds = Commands(command, title="documents", metavar="DOCUMENT")
    for kind in KINDS:
        kind.register(kinds)
