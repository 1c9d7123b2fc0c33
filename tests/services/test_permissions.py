"""Every public operation and query asks first whether the account may."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest

from umdesk import services
from umdesk.domain.errors import NotAllowed
from umdesk.domain.words import Role
from umdesk.services.permissions import ALLOWED, permit
from umdesk.services.programs import Program, SignedIn


def public_functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """("plans.editing.set_fields", its source) of each public service function whose first value is the program."""
    for info in pkgutil.walk_packages(services.__path__, "umdesk.services."):
        module = importlib.import_module(info.name)
        for node in ast.parse(inspect.getsource(module)).body:
            if (
                isinstance(node, ast.FunctionDef)
                and not node.name.startswith("_")
                and node.args.args
                and node.args.args[0].arg == "program"
                and info.name != "umdesk.services.permissions"
            ):
                yield f"{info.name.removeprefix('umdesk.services.')}.{node.name}", node


FUNCTIONS = dict(public_functions())


def test_every_public_function_has_a_row_and_every_row_a_function() -> None:
    assert sorted(FUNCTIONS) == sorted(ALLOWED)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_public_function_asks_before_it_does_anything(name: str) -> None:
    body = FUNCTIONS[name].body
    assert ast.unparse(body[1]) == f"permit(program, {name!r})", "the first line after the docstring"


def test_who_has_none_of_the_roles_is_told_which_it_takes(program: Program) -> None:
    program.account = SignedIn(program.account.account_id, "Bo Reader", frozenset({Role.READER}))
    permit(program, "programs.describe")
    with pytest.raises(NotAllowed, match=r"Bo Reader may not do this.*the role coordinator"):
        permit(program, "settings.change")
