"""`umdesk account`: who may sign in, with which roles, and their passwords."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.cli.frame import DONE, Commands, Parser
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import table
from umdesk.domain.words import Role

if TYPE_CHECKING:
    from umdesk.services.accounts import AccountRow

_ROLES = """\
roles: coordinator (everything), supervisor (the plans of their own participants), rater (their own rating sheets),
reader (looks and prints, changes nothing). An account may hold several.
"""


def register(commands: Commands) -> None:
    """Add `account` and what it does."""
    command = commands.add(
        "account", "The accounts of the program: who signs in, with which roles.", None, program=False
    )
    kinds = Commands(command, title="what to do", metavar="WHAT")
    kinds.add("list", "The accounts with their roles.", show, about=_ROLES)
    added = kinds.add("add", "Add an account.", add, about=_ROLES)
    reset = kinds.add(
        "reset",
        "Give an account another password, which has to be changed at the next sign-in.",
        reset_password,
        about="For who forgot their password. One's own is changed by `account password`.",
    )
    _named(kinds.add("disable", "End an account's way in; what this person did stays in the history.", disable))
    enable = kinds.add(
        "enable", "Let a disabled account sign in again, with a password that has to be changed.", enable_account
    )
    own = kinds.add("password", "Change the password of who signs in.", change_own)
    for parser in (reset, enable, added):
        _named(parser)
    for parser in (reset, enable, own, added):
        _new_password(parser)
    added.add_argument(
        "--role",
        action="append",
        required=True,
        choices=[role.value for role in Role],
        help="what this person may do; give it once for each role",
    )
    added.add_argument(
        "--supervisor",
        metavar="RECORD",
        default="",
        help="the supervisor's record that is this person's: its id, or the name as appointments have it",
    )


def show(terminal: Terminal, _options: Namespace) -> int:
    """List the accounts."""
    from umdesk.services import accounts  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=False) as program:
        rows = accounts.list_accounts(program)
    terminal.answer(
        {"accounts": [_plain(row) for row in rows]},
        table(
            ("Name", "Roles", "State", "Supervisor"),
            [(row.name, ", ".join(row.roles), _state(row), row.supervisor) for row in rows],
        ),
    )
    return DONE


def add(terminal: Terminal, options: Namespace) -> int:
    """Add an account with its first password, which holds at once."""
    from umdesk.services import accounts  # noqa: PLC0415 -- the parser alone must be quick

    roles = [Role(role) for role in options.role]
    password = terminal.new_password(options.new_password_file)
    with terminal.open(write=True) as program:
        record = accounts.find_supervisor(program, options.supervisor) if options.supervisor else ""
        accounts.add(program, options.name, roles, password, record)
        row = accounts.named(program, options.name)
    lines = [f"Added the account {row.name} ({', '.join(row.roles)}).", *row.warnings()]
    terminal.answer(
        {"account": row.name, "roles": row.roles, "supervisor": row.supervisor, "warnings": row.warnings()},
        "\n".join(lines),
    )
    return DONE


def disable(terminal: Terminal, options: Namespace) -> int:
    """End an account's way in."""
    from umdesk.services import accounts  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=True) as program:
        row = accounts.named(program, options.name)
        accounts.disable(program, row.id)
    terminal.answer({"account": row.name, "active": False}, f"{row.name} cannot sign in any more.")
    return DONE


def enable_account(terminal: Terminal, options: Namespace) -> int:
    """Let a disabled account sign in again."""
    from umdesk.services import accounts  # noqa: PLC0415 -- the parser alone must be quick

    password = terminal.new_password(options.new_password_file)
    with terminal.open(write=True) as program:
        row = accounts.named(program, options.name)
        accounts.enable(program, row.id, password)
    terminal.answer(
        {"account": row.name, "active": True, "must_change": True},
        f"{row.name} can sign in again and then has to choose a password of their own.",
    )
    return DONE


def reset_password(terminal: Terminal, options: Namespace) -> int:
    """Give an account another password."""
    from umdesk.services import accounts  # noqa: PLC0415 -- the parser alone must be quick

    password = terminal.new_password(options.new_password_file)
    with terminal.open(write=True) as program:
        row = accounts.named(program, options.name)
        accounts.reset(program, row.id, password)
    terminal.answer(
        {"account": row.name, "must_change": True},
        f"{row.name} signs in with this password and then has to choose a password of their own.",
    )
    return DONE


def change_own(terminal: Terminal, options: Namespace) -> int:
    """Change the password of who signs in."""
    from umdesk.services import programs  # noqa: PLC0415 -- the parser alone must be quick

    password = terminal.new_password(options.new_password_file)
    with terminal.open(write=True) as program:
        programs.set_password(program, password)
        name = program.account.name
    terminal.answer(
        {"account": name}, f"{name} has a new password. The old one opens only backups that were made before."
    )
    return DONE


def _named(parser: Parser) -> None:
    parser.add_argument("name", metavar="NAME", help="the name with which this person signs in")


def _new_password(parser: Parser) -> None:
    parser.add_argument(
        "--new-password-file",
        type=Path,
        metavar="FILE",
        help="a file with the new password in its first line; without it the terminal asks",
    )


def _plain(row: "AccountRow") -> dict[str, object]:
    return {
        "name": row.name,
        "roles": row.roles,
        "active": row.active,
        "must_change": row.must_change,
        "supervisor": row.supervisor,
    }


def _state(row: "AccountRow") -> str:
    if not row.active:
        return "disabled"
    return "has to choose a password" if row.must_change else "active"
