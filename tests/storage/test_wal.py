"""What a -wal file holds is read as the database engine reads it; a damaged frame is known instead of forgotten."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import PASSWORD
from tests.storage import damage
from umdesk.services import integrity
from umdesk.services.programs import Program
from umdesk.storage.engine import DatabaseKey, connect
from umdesk.storage.models import Unit
from umdesk.storage.pages.sealed import PAGE, SealedPages
from umdesk.storage.pages.wal import Wal, read_wal
from umdesk.storage.salvage import saving

FRAME = 24 + PAGE


@pytest.fixture
def cut_off(program: Program, tmp_path: Path) -> Path:
    """The folder of a program that ended without folding its -wal in, after 40 operations."""
    for place in range(40):
        with program.operation("x", f"Added unit {place}") as op:
            op.session.add(Unit(name=f"Unit {place}"))
    folder = tmp_path / "cut.umdesk"
    folder.mkdir()
    for name in ("program.db", "program.db-wal", "keys.json"):
        shutil.copyfile(program.folder / name, folder / name)
    return folder


def units(folder: Path) -> int:
    """How many units the database engine itself still sees."""
    _, keys, key = damage.opened(folder)
    copy = folder.parent / "engine"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    raw = connect(copy / "program.db", DatabaseKey(key, keys.salt))
    count = raw.execute("SELECT count(*) FROM unit").fetchone()[0]
    raw.close()
    return int(count)


def change(folder: Path, offset: int) -> None:
    wal = bytearray((folder / "program.db-wal").read_bytes())
    wal[offset] ^= 1
    (folder / "program.db-wal").write_bytes(wal)


def pages(folder: Path) -> SealedPages:
    _, keys, key = damage.opened(folder)
    return SealedPages(folder / "program.db", DatabaseKey(key, keys.salt))


def unsealed(_number: int, _data: bytes) -> bool:
    return False


def test_no_frames_no_pages() -> None:
    assert read_wal(b"", PAGE, unsealed) == Wal()
    assert read_wal(bytes(5000), PAGE, unsealed) == Wal()


@pytest.mark.parametrize("at", [24 + 500, 17, 9], ids=["its page", "its sum", "its round"])
@pytest.mark.parametrize("place", [3, 40, 80])
def test_a_damaged_frame_is_found_and_what_was_committed_after_it_is_saved(cut_off: Path, place: int, at: int) -> None:
    with pages(cut_off) as whole:
        assert (whole.damaged(), whole.wal_is_whole) == ([], True)
    assert units(cut_off) == 40
    change(cut_off, 32 + place * FRAME + at)
    assert units(cut_off) < 40  # the engine forgets without a word
    found = integrity.check_folder(cut_off, PASSWORD).findings
    assert "program.db-wal" in [each.where for each in found]
    saved = saving.save(damage.source(cut_off), cut_off.parent / "saved.umdesk")
    assert sum(damage.rows_of(saved.program)["unit"].values()) == 40
    assert saved.findings == ()


def test_what_a_broken_off_transaction_left_behind_does_not_count(cut_off: Path) -> None:
    wal = (cut_off / "program.db-wal").read_bytes()
    with pages(cut_off) as whole:
        count, before = whole.count, whole.clear(1)
    # Frames of this round that do not go on from the last one, and one that was not written to its end.
    (cut_off / "program.db-wal").write_bytes(wal + wal[32 : 32 + 2 * FRAME] + wal[32 : 32 + FRAME // 2])
    with pages(cut_off) as after:
        assert (after.count, after.clear(1), after.damaged(), after.wal_is_whole) == (count, before, [], True)
