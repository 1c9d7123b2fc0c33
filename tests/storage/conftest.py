"""Fixtures of the tests of the storage."""

from pathlib import Path

import pytest

from tests.conftest import CHEAP, SetClock
from tests.storage.backing_up import change
from umdesk.services import backups, programs
from umdesk.services.programs import Program
from umdesk.storage.backups.archive import Backup


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
