"""Fixtures for all tests: a clock that one sets, and a real encrypted program in a temporary folder."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.connections import keep_connections
from umdesk.cli.main import main
from umdesk.jobs.demo import DemoMade
from umdesk.services import programs
from umdesk.services.programs import Cost, Program

#: As little work as Argon2id allows, so that a test does not pay for a slow password.
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSWORD = "correct horse battery"
_LONGEST_DEMO = 150
"""Seconds that a worker waits for the demo of another."""
START = datetime(2026, 5, 20, 17, 0, tzinfo=UTC)

# A change is judged by the same examples on every machine; --hypothesis-profile=search looks for others.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile("same")


class SetClock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment

    def set(self, moment: datetime) -> None:
        """Make it this moment (aware)."""
        self.moment = moment


@pytest.fixture
def clock() -> SetClock:
    """A clock that begins on May 20, 2026, 17:00 UTC."""
    return SetClock()


@pytest.fixture(scope="session")
def program_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A closed program folder, made once per worker, and its recovery code."""
    program, code = programs.create_program(
        tmp_path_factory.mktemp("template") / "redding.umdesk",
        department="Department of Example",
        office="Redding Field Office",
        coordinator="Maria Ortega",
        password=PASSWORD,
        clock=SetClock(),
        cost=CHEAP,
    )
    program.close()
    return program.folder, code


@pytest.fixture(scope="session")
def made_world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """A program with every role in it (tests/roles_world.py), closed, and what is in it; made once per worker."""
    from tests.roles_world import make_world

    folder = tmp_path_factory.mktemp("roles") / "redding.umdesk"
    return folder, make_world(folder, SetClock())


@pytest.fixture(scope="session")
def demo_told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `umdesk demo` said, with --json, as it made the demo: one for all workers of a test run."""
    own = tmp_path_factory.getbasetemp()
    place = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "the-demo"
    told = place / "told.json"
    try:
        place.mkdir()
    except FileExistsError:  # another worker makes it
        for _turn in range(_LONGEST_DEMO * 10):
            if told.exists():
                break
            time.sleep(0.1)
        return json.loads(told.read_text())
    with redirect_stdout(StringIO()) as said:
        assert main(["demo", str(place / "demo"), "--until", "2026-06-12", "--json"]) == 0
    half = place / "half.json"
    half.write_text(said.getvalue())
    half.rename(told)
    return json.loads(said.getvalue())


@pytest.fixture(scope="session")
def demo_made(demo_told: dict[str, Any]) -> DemoMade:
    """The demo with its documents, closed, to be copied and never opened."""
    files = tuple(map(Path, demo_told["documents"]))
    paths = {"program": Path(demo_told["program"]), "documents": files[0].parent, "files": files}
    return DemoMade(**{**demo_told, "raters": tuple(demo_told["raters"]), **paths})


@pytest.fixture
def program_folder(program_template: tuple[Path, str], tmp_path: Path) -> Path:
    """A fresh, closed copy of the template."""
    folder = tmp_path / "redding.umdesk"
    shutil.copytree(program_template[0], folder)
    return folder


@pytest.fixture
def program(program_folder: Path, clock: SetClock) -> Iterator[Program]:
    """A fresh encrypted program, open, signed in as the coordinator Maria Ortega."""
    opened = keep_connections(programs.open_program(program_folder, password=PASSWORD, clock=clock))
    yield opened
    opened.close()


def new_recovery_code(program: Program) -> str:
    """Put a new recovery code in force, as its sheet does once it is on paper; gives the code."""
    prepared = programs.prepare_recovery_code(program)
    programs.activate_recovery_code(program, prepared)
    return prepared.code


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands find the password of the template in the environment, and the one coordinator by themselves."""
    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)
    monkeypatch.delenv("UMDESK_ACCOUNT", raising=False)
