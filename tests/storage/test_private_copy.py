"""Looking at a copy: of one moment, without what a crash left half written, and gone when it cannot be made."""

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.conftest import PASSWORD
from tests.storage.damage import crash_in_the_safe_mode
from umdesk.domain.errors import UserError
from umdesk.services import backups, integrity, programs
from umdesk.storage import engine as engines
from umdesk.storage.engine import DatabaseKey
from umdesk.storage.models import Supervisor
from umdesk.storage.private_copy import copy_for_reading


def fill(program, count):
    with program.operation("test.change", "Added supervisors") as op:
        op.session.add_all([Supervisor(name=f"{number} {'n' * 400}") for number in range(count)])


@pytest.fixture
def crashed(program, tmp_path):
    """A folder in its safe mode as a crash in the middle of a save left it: half is written, the journal undoes it."""
    fill(program, 3000)
    folder = crash_in_the_safe_mode(program, tmp_path)
    assert (folder / "program.db-journal").stat().st_size > 100_000
    assert (folder / "program.db").read_bytes() != (program.folder / "program.db").read_bytes()
    return folder


def test_who_looks_after_a_crash_in_the_safe_mode_sees_the_last_save_whole(crashed, clock, tmp_path):
    looking = programs.open_program(crashed, password=PASSWORD, clock=clock, write=False)
    with looking.reading() as session:
        halves = session.scalar(select(func.count()).where(Supervisor.name.like("% half")))
        assert (session.scalar(select(func.count(Supervisor.id))), halves) == (3000, 0)
    made = backups.save_to(looking, tmp_path / "made.umdeskbackup")
    looking.close()

    assert integrity.check_folder(crashed, PASSWORD).findings == ()
    restored = backups.restore(made.file, backups.Way(password=PASSWORD), tmp_path / "restored", clock())
    assert integrity.check_folder(restored.folder, PASSWORD).findings == ()


def test_a_copy_beside_a_writer_is_of_one_moment(program, monkeypatch):
    fill(program, 300)
    key = DatabaseKey(program.opened.key, program.opened.keys.salt)
    copy, between = shutil.copyfile, [100, 200]

    def copy_and_write(part: Path, target: Path) -> None:
        copy(part, target)
        if part.name == "program.db" and between:  # now the WAL is folded in and begun anew
            program.opened.anchor.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
            fill(program, between.pop())

    monkeypatch.setattr(shutil, "copyfile", copy_and_write)
    copied = copy_for_reading(program.folder)

    with closing(engines.connect(copied / "program.db", key)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("SELECT count(*) FROM supervisor").fetchone() == (600,)
        assert raw.execute("SELECT count(*) FROM change WHERE table_name = 'supervisor'").fetchone() == (600,)
    shutil.rmtree(copied)


def test_a_copy_that_fails_is_a_sentence_and_leaves_nothing(program_folder, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    (program_folder / "program.db").unlink()
    (program_folder / "program.db").mkdir()

    with pytest.raises(UserError, match="cannot be read"):
        copy_for_reading(program_folder)

    assert list(temporary.iterdir()) == []
