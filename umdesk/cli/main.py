"""The command `umdesk`: alone it opens the window, with a command it does one job in the terminal."""

import argparse
import io
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from umdesk import __version__, faults
from umdesk.cli.frame import FAILED, USAGE, Commands, Parser, UsageError
from umdesk.cli.terminal import Terminal
from umdesk.cli.window import open_window
from umdesk.domain.errors import UserError

_ABOUT = """\
The Upward Mobility Program of a state department, on one offline workstation.

  umdesk                 open the window
  umdesk PROGRAM         open the window on a program folder (NAME.umdesk)
  umdesk COMMAND --help  what a command takes
"""
_EXITS = """\
exit codes: 0 done, also when rows were refused or want attention; 1 nothing was done, or a check found damage;
2 the command was not written as its help says.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    faults.leave_no_memory_behind()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names hold letters that a terminal's own encoding may lack.
            stream.reconfigure(encoding="utf-8", errors="replace")
    if _wants_window(arguments):
        return _guarded(Terminal(Namespace()), lambda: open_window(arguments))
    terminal = Terminal(Namespace(json="--json" in arguments))
    try:
        options = build_parser().parse_args(arguments)
    except UsageError as error:
        terminal.tell(f"{error.usage.strip()}\numdesk: {error.message}")
        if terminal.json:
            terminal.answer({"error": {"message": error.message, "advice": error.usage.strip()}}, "")
        return USAGE
    except SystemExit as shown:  # --help and --version end like this
        return int(shown.code or 0)
    terminal = Terminal(options)
    return _guarded(terminal, lambda: int(options.run(terminal, options)))


def build_parser() -> Parser:
    """The parser of all commands."""
    # The window's start does not wait for what only commands need.
    from umdesk.cli import nouns  # noqa: PLC0415

    parser = Parser(
        prog="umdesk", description=_ABOUT, epilog=_EXITS, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"umdesk {__version__}")
    commands = Commands(parser, title="commands", metavar="COMMAND")
    for noun in nouns.ALL:
        noun.register(commands)
    return parser


def _wants_window(arguments: Sequence[str]) -> bool:
    """Nothing, or one program folder, opens the window."""
    if not arguments:
        return True
    only = Path(arguments[0])
    return len(arguments) == 1 and (only.suffix == ".umdesk" or only.with_name(only.name + ".umdesk").is_dir())


def _guarded(terminal: Terminal, job: Callable[[], int]) -> int:
    """Do `job`; what a user can put right becomes a sentence, a fault of ours a report without personal data."""
    try:
        return job()
    except UserError as error:
        terminal.fail(error)
    except KeyboardInterrupt:
        terminal.fail(UserError("Stopped before the end; nothing half-done was kept."))
    except Exception as error:  # noqa: BLE001 -- the last place where a fault can still become an answer
        terminal.tell(faults.report(type(error), error.__traceback__, error.__cause__ or error.__context__))
        terminal.fail(
            UserError(
                f"This is a fault in umdesk ({type(error).__name__}).",
                "Nothing half-done was kept. Please report the lines above; they hold no personal data.",
            )
        )
    return FAILED
