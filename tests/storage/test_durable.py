"""What other systems and other disks do differently, and must not cost a file."""

import errno
import fcntl
import os
import shutil
import stat
from pathlib import Path, PureWindowsPath

import pytest

from tests.conftest import PASSWORD
from umdesk.services import backups, integrity, programs
from umdesk.storage import engine as engines


@pytest.fixture
def as_windows_flushes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse to flush a file that was opened for reading only, as Windows does."""
    flush = os.fsync

    def strict(handle: int) -> None:
        reading = fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY
        if reading and not stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        flush(handle)

    monkeypatch.setattr(os, "fsync", strict)


def flush_folder(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@pytest.mark.usefixtures("as_windows_flushes")
def test_a_backup_is_made_and_restored_where_only_open_files_can_be_flushed(program, clock, tmp_path):
    made = backups.make(program)
    assert made is not None

    beside = backups.restore(made.file, backups.Way(password=PASSWORD), tmp_path / "beside", clock())
    program.close()
    over = backups.restore_over(made.file, backups.Way(password=PASSWORD), program.folder, clock())

    assert beside.folder.is_dir()
    assert over.set_aside is not None


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (r"\\server\share\Redding.umdesk\program.db", "file:////server/share/Redding.umdesk/program.db"),
        (r"C:\Users\O'Brien\50 % #1\program.db", "file:///C:/Users/O%27Brien/50%20%25%20%231/program.db"),
    ],
)
def test_a_database_on_a_server_has_an_address_that_the_engine_takes(path, address):
    # It refuses file://server/…: "invalid uri authority".
    assert engines.address_of(PureWindowsPath(path)) == address


def test_a_place_that_cannot_flush_a_folder_takes_files_all_the_same():
    with pytest.raises(OSError, match="Invalid argument"):
        flush_folder("/proc/self")

    engines.sync_folder(Path("/proc/self"))


@pytest.mark.parametrize("name", ["50 % of #1? 'a' \"b\" ñ é 你好", "n" * 200, "x&y=z;mode=ro", "..a", "-rf"])
def test_a_program_works_under_any_name(program_folder, tmp_path, clock, name):
    folder = tmp_path / "place" / f"{name}.umdesk"
    folder.parent.mkdir()
    shutil.move(program_folder, folder)
    program = programs.open_program(folder, password=PASSWORD, clock=clock)
    made = backups.make(program)
    program.close()
    assert made is not None

    restored = backups.restore_over(made.file, backups.Way(password=PASSWORD), folder, clock())

    assert restored.folder == folder
    programs.open_program(folder, password=PASSWORD, clock=clock).close()


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux tells which locks there are")
def test_a_check_and_a_salvage_of_an_open_program_leave_its_database_locked(program, tmp_path):
    database = program.folder / "program.db"
    assert is_locked(database)

    assert integrity.check(program).ok
    integrity.salvage(program, tmp_path / "saved.umdesk")

    assert is_locked(database)
    program.close()
    assert not is_locked(database)


def is_locked(file):
    return any(f":{file.stat().st_ino} " in line for line in Path("/proc/locks").read_text().splitlines())
