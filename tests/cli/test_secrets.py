"""No password and no code stands on a command line, where everybody on the computer can read it."""

import argparse
from collections.abc import Iterator

from umdesk.cli.main import build_parser

SECRETS = ("password", "code", "secret", "key")


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Every option of every command."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from options(below)
        yield from action.option_strings


def test_secrets_come_from_files_only() -> None:
    secret = {option for option in options(build_parser()) if any(word in option for word in SECRETS)}
    assert "--password-file" in secret
    assert [option for option in sorted(secret) if not option.endswith("-file")] == []
