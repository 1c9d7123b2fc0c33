"""Who may use a program folder on a shared computer: exactly those who may write to the folder that holds it."""

import stat
import sys
from pathlib import Path

import pytest

from umdesk.storage.access.keys import Cost
from umdesk.storage.making import create_program
from umdesk.storage.program import Program

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows folders inherit their rights by themselves")


def made_in(place: Path, mode: int) -> Program:
    place.mkdir()
    place.chmod(mode)
    program, _ = create_program(
        place / "Office",
        department="Department of Example",
        office="Redding",
        coordinator="Maria Ortega",
        password="correct horse battery",
        cost=CHEAP,
    )
    return program


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode) & 0o777


@pytest.mark.parametrize(
    ("holder", "folder", "files"),
    [
        (0o755, 0o700, 0o600),
        (0o775, 0o770, 0o660),
        (0o1777, 0o777, 0o666),
    ],
    ids=["a private place", "a place of a group", "a place of everybody"],
)
def test_those_who_may_write_to_the_place_may_use_the_program_there(
    tmp_path: Path, holder: int, folder: int, files: int
):
    program = made_in(tmp_path / "place", holder)
    try:
        with program.reading():
            found = {path.name: rights(path) for path in program.folder.iterdir()}
    finally:
        program.close()

    assert rights(program.folder) == folder
    assert found.pop("backups") == folder
    assert {"program.db", "program.db-wal", "keys.json", "lock"} <= found.keys()
    assert set(found.values()) == {files}
