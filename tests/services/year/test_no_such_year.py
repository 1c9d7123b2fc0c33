"""A program year that there cannot be is refused in one way, wherever a year is asked for or written."""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from umdesk.domain.errors import InvalidInput
from umdesk.services import year
from umdesk.services.programs import Program


def taking_a_year() -> Iterator[tuple[Callable[..., Any], list[str]]]:
    """What the services of the year offer for a program year, with the names of what else they need."""
    for found in iter_modules(year.__path__):
        module = import_module(f"{year.__name__}.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            needed = inspect.signature(function).parameters
            if name[0] != "_" and function.__module__ == module.__name__ and {"program", "year"} <= needed.keys():
                yield (
                    function,
                    [key for key, one in needed.items() if one.default is one.empty and key not in ("program", "year")],
                )


def test_no_service_of_the_year_takes_a_year_that_there_cannot_be(program: Program) -> None:
    functions = list(taking_a_year())
    assert len(functions) > 15
    for function, needed in functions:
        for number in (5, 1900, 2100, 99_999):
            with pytest.raises(InvalidInput, match=f"^There is no program year {number}") as refused:
                function(program, year=number, **dict.fromkeys(needed))
            assert refused.value.field == "year"
