"""Every command has help, is in the README, and takes the shared options."""

import argparse
from pathlib import Path

import pytest

from umdesk.cli.main import build_parser

ROOT = Path(__file__).resolve().parents[2]


def commands(parser, path=()):
    """All commands and kinds under `parser`, with the words that call them."""
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                found.append(((*path, name), below))
                found += commands(below, (*path, name))
    return found


ALL = commands(build_parser())


def named(command):
    return " ".join(command[0])


@pytest.mark.parametrize("command", ALL, ids=named)
def test_a_command_explains_itself(command):
    _, parser = command

    assert parser.description
    assert [action.dest for action in parser._actions if not action.help] == [
        action.dest for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    ]


@pytest.mark.parametrize("command", ALL, ids=named)
def test_the_shared_options_stand_anywhere_after_a_command(command):
    _, parser = command

    assert {"--account", "--password-file", "--json"} <= set(parser._option_string_actions)


@pytest.mark.parametrize("command", ALL, ids=named)
def test_a_command_is_in_the_readme(command):
    words, _ = command

    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert f"umdesk {words[0]}" in readme
    assert all(word in readme for word in words)


def test_the_commands_are_those_that_scripts_rely_on():
    assert [words[0] for words, _ in ALL if len(words) == 1] == [
        "demo", "new", "import", "applicants", "person", "cycle", "ratings",
        "rank", "scan", "print", "report", "check", "backup", "restore",
        "salvage", "account", "dump",
    ]  # fmt: skip
    assert sorted(words[1] for words, _ in ALL if words[0] == "print" and len(words) == 2) == [
        "anchor", "application-form", "cdp", "flyer", "packet", "person", "ranking", "recovery",
        "worksheet",
    ]  # fmt: skip
