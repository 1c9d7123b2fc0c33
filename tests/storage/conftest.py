"""Fixtures of the tests of the storage."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CHEAP, PASSWORD, SetClock
from tests.storage import damage
from tests.storage.backing_up import change
from umdesk.services import backups, programs
from umdesk.services.programs import Program
from umdesk.storage.backups.archive import Backup


@pytest.fixture(scope="session")
def filled_template(program_template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed program with people, units and a document in it, to be copied; made once per worker."""
    folder = tmp_path_factory.mktemp("filled") / "redding.umdesk"
    shutil.copytree(program_template[0], folder)
    damage.fill(folder)
    return folder


@pytest.fixture
def filled(filled_template: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(filled_template, tmp_path / "redding.umdesk"))


@pytest.fixture
def program(program_folder: Path, clock: SetClock) -> Iterator[Program]:
    """A fresh encrypted program with the connections that umdesk gives it, which are what is tested here."""
    opened = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def made(program: Program) -> Backup | None:
    """A backup of a program with one supervisor, to which another one was added since."""
    change(program, "Ana Reyes")
    found = backups.make(program)
    change(program, "Bo Lindqvist")
    return found


@pytest.fixture
def strange(tmp_path: Path, clock: SetClock) -> Backup | None:
    """A backup of another program, that of the office Chico with the password "other horse battery"."""
    other, _code = programs.create_program(
        tmp_path / "chico",
        department="D",
        office="Chico",
        coordinator="Lee",
        password="other horse battery",
        clock=clock,
        cost=CHEAP,
    )
    made = backups.make(other)
    other.close()
    return made
