"""The frame that every command stands in: shared options, how commands register, one kind of usage error.

A noun is a module with `register(commands)`; it calls `commands.add(...)` and sets what its command takes:

    def register(commands: Commands) -> None:
        command = commands.add("rank", "Rank the applications of a cycle.", run)
        command.add_argument("--cycle", required=True, metavar="NAME", help="the cycle to rank")

    def run(terminal: Terminal, options: Namespace) -> int:
        with terminal.open(write=False) as program:
            ...
        terminal.answer({"cycle": ...}, "text for people")
        return DONE
"""

import argparse
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, Protocol

from umdesk.cli.terminal import Terminal

DONE = 0
"""Exit code: done, also when rows were refused or want attention."""
FAILED = 1
"""Exit code: nothing was done, or a check found damage."""
USAGE = 2
"""Exit code: the command was not written as its help says."""

Run = Callable[[Terminal, Namespace], int]


class UsageError(Exception):
    """The command line does not say what its help asks for; `usage` is the line of the command that was meant."""

    def __init__(self, message: str, usage: str) -> None:
        self.message = message
        self.usage = usage
        super().__init__(message)


class Parser(argparse.ArgumentParser):
    """An argument parser that leaves printing and exit codes to `main`, and takes options only by their full name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing and exiting, so that --json holds for usage errors too."""
        raise UsageError(message, self.format_usage())


class Commands:
    """A row of commands (or of the kinds of one command) that modules add to."""

    def __init__(self, parser: argparse.ArgumentParser, *, title: str, metavar: str) -> None:
        self._row = parser.add_subparsers(title=title, metavar=metavar, dest=metavar.lower(), parser_class=Parser)
        self._row.required = True

    def add(self, name: str, summary: str, run: Run | None, *, program: bool = True, about: str = "") -> Parser:
        """Add a command and return its parser.

        Args:
            name: what people type.
            summary: one sentence for the list of commands.
            run: what does it; None for a command that only has kinds of its own (give those to a second `Commands`).
            program: whether it takes the program folder as its first argument.
            about: more lines for its own help.
        """
        description = f"{summary}\n\n{about}".strip()
        parser: Parser = self._row.add_parser(
            name, help=summary, description=description, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        add_shared_options(parser)
        if program:
            parser.add_argument("program", metavar="PROGRAM", type=Path, help="the program folder, NAME.umdesk")
        if run is not None:
            parser.set_defaults(run=run)
        return parser


class Noun(Protocol):
    """A module that adds its command, or its kind of a command."""

    def register(self, commands: Commands) -> None:
        """Add the command with its options and what does it."""


def add_shared_options(parser: argparse.ArgumentParser) -> None:
    """Let --account, --password-file and --json stand anywhere after the command."""
    # A default would let the parser of a kind ("print PROGRAM cdp") wipe out what stood before it.
    shared = parser.add_argument_group("signing in and output")
    shared.add_argument(
        "--account",
        metavar="NAME",
        default=argparse.SUPPRESS,
        help="who signs in (or UMDESK_ACCOUNT); without it the one coordinator",
    )
    shared.add_argument(
        "--password-file",
        metavar="FILE",
        type=Path,
        default=argparse.SUPPRESS,
        help="a file with the password in its first line (or UMDESK_PASSWORD); without it the terminal asks",
    )
    shared.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="one JSON object on standard output, all else on standard error",
    )
