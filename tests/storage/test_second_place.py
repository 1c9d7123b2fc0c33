"""The second place gets a copy of each backup, may be absent, and catches up."""

from datetime import timedelta

import pytest

from tests.conftest import PASSWORD
from tests.storage.backing_up import as_of_another_program, change, flip, in_folder, key_of
from umdesk.domain.errors import NotNow
from umdesk.services import backups, programs, settings
from umdesk.storage.backups import archive as files


@pytest.fixture
def stick(tmp_path):
    place = tmp_path / "Lupe’s stick ñ"
    place.mkdir()
    return place


def test_the_second_place_gets_a_copy_of_each(program, stick, clock):
    settings.change(program, "backups.second_place", str(stick))

    made = backups.make(program)

    copied = stick / "redding backups" / made.file.name
    assert copied.read_bytes() == made.file.read_bytes()
    second = backups.status(program).second
    assert (second.copied_at, second.absent_since, second.problem) == (clock(), None, "")
    assert second.same_disk


def test_an_absent_second_place_is_told_and_catches_up(program, stick, clock):
    settings.change(program, "backups.second_place", str(stick))
    backups.make(program)
    stick.rename(stick.with_name("pulled out"))
    gone = clock() + timedelta(hours=1)
    for hour in (1, 2, 3):
        clock.set(gone + timedelta(hours=hour - 1))
        change(program, str(hour))
        backups.make(program)

    assert backups.status(program).second.absent_since == gone
    assert not stick.exists()

    stick.with_name("pulled out").rename(stick)
    backups.make(program)

    assert sorted(path.name for path in (stick / "redding backups").iterdir()) == [
        name for name in in_folder(program) if name.endswith(".umdeskbackup")
    ]
    assert backups.status(program).second.absent_since is None


def test_a_second_place_that_is_a_file_or_closed_does_not_stop_the_backup(program, stick):
    settings.change(program, "backups.second_place", str(stick / "file"))
    (stick / "file").write_text("no folder")

    assert backups.make(program) is not None

    assert backups.status(program).second.absent_since == program.now()


def test_what_is_remembered_of_the_second_place_does_not_name_it(program, stick):
    settings.change(program, "backups.second_place", str(stick))
    backups.make(program)

    assert "stick" not in (program.folder / "backups" / "second-place.json").read_text()


def test_a_copy_that_is_stopped_leaves_no_half_file(program, stick):
    backups.make(program)
    settings.change(program, "backups.second_place", str(stick))
    steps = []

    with pytest.raises(NotNow):
        backups.make(
            program,
            progress=lambda _done, _total, text: steps.append(text),
            stop=lambda: any("second place, 2" in step for step in steps),
        )

    copied = list((stick / "redding backups").iterdir())
    assert [files.verify(file, key_of(program)) for file in copied] == [[]]


def test_half_a_copy_goes_with_the_next(program, stick):
    settings.change(program, "backups.second_place", str(stick))
    (stick / "redding backups").mkdir()
    (stick / "redding backups" / ".making-99-redding.umdeskbackup").write_bytes(b"half")

    made = backups.make(program)

    assert [path.name for path in (stick / "redding backups").iterdir()] == [made.file.name]


def test_a_backup_of_another_program_with_the_same_name_stays_in_the_second_place(program, stick):
    settings.change(program, "backups.second_place", str(stick))
    there = stick / "redding backups"
    there.mkdir()
    made = backups.make(program)
    theirs = as_of_another_program(made.file, there / made.file.name)
    before = theirs.read_bytes()

    backups.make(program)
    backups.make(program)

    copied = there / made.file.name.replace(".umdeskbackup", " 2.umdeskbackup")
    assert theirs.read_bytes() == before
    assert files.verify(copied, key_of(program)) == []
    assert sorted(there.iterdir()) == sorted((theirs, copied))


def test_what_rotted_here_is_not_copied_to_the_second_place(program, stick, clock):
    rotten = backups.make(program)
    flip(rotten.file, rotten.size // 2)
    settings.change(program, "backups.second_place", str(stick))
    clock.set(clock() + timedelta(hours=1))

    made = backups.make(program)

    assert [path.name for path in (stick / "redding backups").iterdir()] == [made.file.name]


def test_a_second_place_in_the_program_folder_is_none(program):
    for place in (program.folder, program.folder / "backups"):
        settings.change(program, "backups.second_place", str(place))
        backups.make(program)

        assert "in the program folder" in backups.status(program).second.problem
    assert {path.suffix for path in program.folder.rglob("*") if path.is_file() and "backups" in str(path.parent)} == {
        ".umdeskbackup", ".json", "",
    }  # fmt: skip
    assert not list((program.folder).rglob("redding backups"))


def test_a_long_name_of_many_bytes_makes_names_that_the_disk_takes(program_folder, tmp_path, clock, stick):
    folder = program_folder.rename(tmp_path / f"{'你好' * 40}.umdesk")
    program = programs.open_program(folder, password=PASSWORD, clock=clock)
    settings.change(program, "backups.second_place", str(stick))

    made = backups.make(program)
    program.close()

    assert len(made.file.name.encode()) < 200
    assert [path.name for place in stick.iterdir() for path in place.iterdir()] == [made.file.name]
