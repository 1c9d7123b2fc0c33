"""Backups: made and compared, sound without the original, never at the cost of an older one."""

import json
import shutil
import threading
import time
import zipfile
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import PASSWORD
from tests.storage.backing_up import change, flip, in_folder, key_of
from umdesk.domain.errors import CannotWrite, Damaged, NotNow, UserError
from umdesk.services import backups, drafts, integrity, programs
from umdesk.storage.backups import archive as files
from umdesk.storage.backups.making import Source, Watch, make
from umdesk.storage.models import Event, Supervisor

OLD = Path(__file__).parents[1] / "data" / "programs" / "0001.zip"


def test_a_backup_says_what_it_is_and_nothing_else_lies_beside_it(program):
    change(program)

    made = backups.make(program)

    assert in_folder(program) == [made.file.name]
    assert made.file.name.startswith("redding 2026-05-20 ")
    with program.reading() as session:
        last = session.scalars(select(Event).order_by(Event.seq.desc())).first()
    assert (made.about.program, made.about.seq, made.about.last_hash) == (program.id, last.seq, last.hash)
    assert made.about.made_at == program.now()
    assert files.read_about(made.file) == made.about
    with zipfile.ZipFile(made.file) as archive:
        assert archive.namelist() == ["about.json", "keys.json", "program.db"]
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
    assert files.verify(made.file, None) == []
    assert files.verify(made.file, key_of(program)) == []


def test_nothing_is_made_while_nothing_changed(program, clock):
    change(program)
    first = backups.make(program)
    clock.set(clock() + timedelta(hours=2))

    assert backups.make(program) is None

    assert in_folder(program) == [first.file.name]


def test_typing_that_is_not_settled_is_a_change_too(program, clock):
    change(program)
    backups.make(program)
    with program.reading() as session:
        person = session.scalars(select(Supervisor)).one().id
    drafts.keep(program, "supervisor", person, "name", "Ana R")

    assert backups.make(program) is not None


def test_two_in_one_second_are_two_files(program):
    change(program, "one")
    first = backups.make(program)
    change(program, "two")
    second = backups.make(program)

    assert second.file.name == first.file.name.replace(".umdeskbackup", " 2.umdeskbackup")
    assert [b.file for b in files.list_in(program.folder / "backups")[0]] == [second.file, first.file]


def test_the_newest_that_rotted_is_made_anew(program, clock):
    change(program)
    first = backups.make(program)
    flip(first.file, first.size // 2)
    clock.set(clock() + timedelta(hours=1))

    assert backups.make(program).file != first.file


def test_the_keys_in_it_are_those_that_the_copy_knows(program):
    change(program)
    programs.set_password(program, "another horse battery")

    made = backups.make(program)

    with zipfile.ZipFile(made.file) as archive:
        keys = json.loads(archive.read("keys.json"))
    on_disk = json.loads((program.folder / "keys.json").read_text())
    assert keys == on_disk


def test_an_account_without_a_way_in_has_none_in_the_backup(program):
    """A slot that was put into keys.json from elsewhere is not carried on."""
    file = program.folder / "keys.json"
    keys = json.loads(file.read_text())
    keys["slots"].append({**keys["slots"][0], "number": 77})
    file.write_text(json.dumps(keys))
    change(program)

    made = backups.make(program)

    with zipfile.ZipFile(made.file) as archive:
        numbers = [slot["number"] for slot in json.loads(archive.read("keys.json"))["slots"]]
    assert numbers == [1, 2]


def test_a_damaged_program_makes_no_backup_and_touches_none(program_folder, clock):
    program = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    for number in range(40):
        change(program, f"Person {number} " + "x" * 400)
    backups.make(program)
    program.close()
    before = {path.name: path.read_bytes() for path in (program_folder / "backups").iterdir()}
    size = (program_folder / "program.db").stat().st_size
    flip(program_folder / "program.db", size - 4096 * 2 + 100)
    program = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    clock.set(clock() + timedelta(days=400))

    with pytest.raises(Damaged) as told:
        backups.make(program)

    program.close()
    assert "The program is damaged" in told.value.message
    assert {path.name: path.read_bytes() for path in (program_folder / "backups").iterdir()} == before


@pytest.mark.parametrize("part", range(24))
def test_a_flipped_byte_is_found_or_harmless(program, part):
    """Every byte of what is restored counts; of the archive's own, a wrong date in it harms nobody."""
    change(program)
    made = backups.make(program)
    with zipfile.ZipFile(made.file) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    flip(made.file, made.size * part // 24 + part * 7)

    if not files.verify(made.file, None):
        with zipfile.ZipFile(made.file) as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == whole


def test_a_flip_in_the_database_is_told(program):
    change(program)
    made = backups.make(program)
    flip(made.file, made.size // 2)

    assert files.verify(made.file, None) == [
        f"The backup “{made.file.name}” is damaged or no backup, so it was not used."
    ]
    assert files.verify(made.file, key_of(program)) != []


def test_a_file_cut_off_anywhere_is_no_backup(program):
    change(program)
    made = backups.make(program)
    data = made.file.read_bytes()

    for length in range(0, len(data), len(data) // 40):
        made.file.write_bytes(data[:length])
        assert files.verify(made.file, None) != []
    assert files.list_in(made.file.parent) == ((), (made.file,))


def test_what_a_killed_backup_left_goes_with_the_next(program):
    change(program)
    stale = program.folder / "backups" / ".making-0123"
    stale.mkdir()
    (stale / "program.db").write_bytes(b"half")

    made = backups.make(program)

    assert in_folder(program) == [made.file.name]


def test_a_stopped_backup_leaves_nothing(program):
    change(program)
    asked = iter([False, False, True])

    with pytest.raises(NotNow):
        backups.make(program, stop=lambda: next(asked, True))

    assert in_folder(program) == []


def test_two_at_once_go_one_after_the_other(program):
    change(program)
    found = []

    def make():
        found.append(backups.make(program))

    threads = [threading.Thread(target=make) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(made is None for made in found) == [False, True, True]
    assert len(in_folder(program)) == 1


def test_no_room_is_told_before_anything_is_written(program, monkeypatch):
    change(program)
    usage = shutil.disk_usage(program.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=100_000))

    with pytest.raises(CannotWrite) as told:
        backups.make(program)

    assert "0.1 MB are free" in told.value.message
    assert in_folder(program) == []


def test_a_backup_can_be_saved_elsewhere(program, tmp_path):
    change(program)
    stick = tmp_path / "stick"
    stick.mkdir()

    named = backups.save_to(program, stick / "O’Brien’s copy ñ.umdeskbackup")
    inside = backups.save_to(program, stick)

    assert inside.file.name.startswith("redding 2026-05-20 ")
    assert files.verify(named.file, key_of(program)) == []
    assert in_folder(program) == []
    with pytest.raises(CannotWrite):
        backups.save_to(program, named.file)


def test_whoever_looks_can_save_a_backup_beside_the_window(program, program_folder, tmp_path, clock):
    change(program)
    looking = programs.open_program(program_folder, password=PASSWORD, clock=clock, write=False)

    made = backups.make(looking)

    looking.close()
    assert files.verify(made.file, key_of(program)) == []


def test_in_a_place_without_wal_the_copy_takes_its_turn(program):
    change(program)
    taken = []

    @contextmanager
    def turn():
        taken.append(program.opened.anchor.execute("PRAGMA journal_mode").fetchone()[0])
        with program.queued():
            yield

    source = Source(program.folder, program.folder / "program.db", key_of(program), turn)
    make(source, program.now(), Watch())
    assert taken == []

    change(program, "Bo")
    program.opened.anchor.execute("PRAGMA journal_mode = DELETE").fetchone()
    made = make(source, program.now(), Watch())

    assert taken == ["delete"]
    assert files.verify(made.file, key_of(program)) == []


def test_in_a_place_without_wal_no_save_waits_for_a_long_copy(program, clock):
    with program.operation("test.change", "Added supervisors") as op:
        op.session.add_all([Supervisor(name=f"{number} {'n' * 900}") for number in range(15_000)])
    program.opened.anchor.execute("PRAGMA journal_mode = DELETE").fetchone()
    size = (program.folder / "program.db").stat().st_size
    waits = []

    @contextmanager
    def turn():
        with program.queued():
            began = time.monotonic()
            yield
            waits.append(time.monotonic() - began)

    began_all = time.monotonic()
    made = make(Source(program.folder, program.folder / "program.db", key_of(program), turn), clock(), Watch())
    took = time.monotonic() - began_all

    assert size > 30_000_000
    assert waits[0] < took / 4, f"{waits[0]:.2f} of {took:.2f} s"
    assert files.verify(made.file, key_of(program)) == []


def test_a_backup_needs_room_for_what_is_in_it_and_not_for_the_wal(program, monkeypatch):
    with program.operation("test.change", "Added supervisors") as op:
        op.session.add_all([Supervisor(name=f"{number} {'n' * 900}") for number in range(2_000)])
    pages = program.opened.anchor.execute("PRAGMA page_count").fetchone()[0]
    usage = shutil.disk_usage(program.folder)
    assert (program.folder / "program.db-wal").stat().st_size > pages * 4096 * 0.8
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=2 * pages * 4096 + 1_100_000))

    assert backups.make(program) is not None


def test_before_a_migration_there_is_a_backup_or_no_migration(tmp_path, clock):
    with zipfile.ZipFile(OLD) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.glob("*.umdesk")
    shutil.rmtree(folder / "backups", ignore_errors=True)
    (folder / "backups").write_text("no folder")
    before = (folder / "program.db").read_bytes()

    with pytest.raises(CannotWrite, match="a backup of it is needed"):
        programs.open_program(folder, password=PASSWORD, clock=clock)
    assert (folder / "program.db").read_bytes() == before

    (folder / "backups").unlink()
    programs.open_program(folder, password=PASSWORD, clock=clock).close()
    ((made,), _broken) = files.list_in(folder / "backups")
    assert made.about.revision == "0001"


def test_a_newer_format_is_refused_in_a_sentence(program, tmp_path):
    change(program)
    made = backups.make(program)
    newer = tmp_path / "newer.umdeskbackup"
    with zipfile.ZipFile(made.file) as archive, zipfile.ZipFile(newer, "w") as out:
        for name in archive.namelist():
            data = archive.read(name)
            out.writestr(name, data.replace(b'"format": 1', b'"format": 2') if name == "about.json" else data)

    with pytest.raises(UserError, match="newer umdesk"):
        files.read_about(newer)


def test_backups_taken_while_rows_come_in_are_each_one_moment(program, tmp_path, clock):
    """Each import is one operation of fifty rows: a backup holds all of it or nothing, and the history to match."""
    going = threading.Event()
    taken = []

    def write():
        for batch in range(12):
            with program.operation("test.rows", f"Batch {batch}") as op:
                op.session.add_all(Supervisor(name=f"{batch} {number}") for number in range(50))
            going.set()

    writer = threading.Thread(target=write)
    writer.start()
    going.wait()
    while writer.is_alive():
        taken.append(backups.make(program))
    writer.join()
    taken.append(backups.make(program))

    for made in filter(None, taken):
        place = tmp_path / str(made.about.seq)
        restored = programs.open_program(
            backups.restore(made.file, backups.Way(password=PASSWORD), place, clock()).folder,
            password=PASSWORD,
            clock=clock,
        )
        with restored.reading() as session:
            rows = len(session.scalars(select(Supervisor)).all())
            batches = session.scalars(select(Event).where(Event.operation == "test.rows")).all()
        assert rows == 50 * len(batches)
        assert integrity.check(restored).ok
        restored.close()
    assert any(taken)


def test_a_clock_before_1980_keeps_nobody_from_a_backup(program, clock, monkeypatch):
    clock.set(clock().replace(year=1971))
    monkeypatch.setattr("time.time", lambda: clock().timestamp())

    made = backups.make(program)

    assert made.about.made_at == clock()
    with zipfile.ZipFile(made.file) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_typing_after_the_clock_was_set_back_is_a_change(program, clock):
    change(program)
    with program.reading() as session:
        record = session.scalars(select(Supervisor.id)).one()
    drafts.keep(program, "supervisor", record, "name", "Ana")
    clock.set(clock() + timedelta(hours=2))
    drafts.keep(program, "supervisor", record, "unit", "North")
    backups.make(program)
    clock.set(clock() - timedelta(hours=1))
    drafts.keep(program, "supervisor", record, "name", "Ana Reyes")

    assert backups.make(program) is not None
