"""Files are written whole or not at all; private copies are private and go again."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from umdesk.domain.errors import CannotWrite, InvalidInput
from umdesk.exchange import workbooks
from umdesk.jobs.output import (
    all_copies_folder,
    copies,
    delete_open_copies,
    delete_stale_copies,
    file_name,
    open_copies_folder,
    write_file,
    write_open_copy,
)


def test_a_file_takes_the_place_of_an_older_one(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")

    assert write_file(b"new", path) == path

    assert path.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["plan.pdf"]


def test_of_several_files_those_that_were_new_are_taken_back_and_the_others_told_of(tmp_path):
    new, older = tmp_path / "1.pdf", tmp_path / "2.pdf"
    older.write_bytes(b"old")

    nowhere = tmp_path / "nowhere" / "3.pdf"

    def write(*paths):
        with copies() as out:
            for path in paths:
                out.write(b"new", path)

    with pytest.raises(CannotWrite) as refused:
        write(new, older, nowhere)

    assert f"What was saved before that is in “{older}” and is not on record." in str(refused.value)
    assert [file.name for file in tmp_path.iterdir()] == ["2.pdf"]
    older.unlink()
    with pytest.raises(CannotWrite, match="Make it or choose another one"):
        write(new, nowhere)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(CannotWrite) as refused:
        write_file(b"new", tmp_path / "nowhere" / "plan.pdf")

    assert str(refused.value) == (
        f"The folder “{tmp_path / 'nowhere'}” does not exist or is closed to you. Make it or choose another one."
    )


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(InvalidInput, match="is a folder"):
        write_file(b"new", tmp_path)


@pytest.mark.parametrize("name", ["program.db", "keys.json", "packet.pdf", "backups/packet.pdf"])
def test_nothing_is_written_into_a_program_folder(tmp_path, name):
    (tmp_path / "backups").mkdir()
    for file in ("program.db", "keys.json"):
        (tmp_path / file).write_bytes(b"all that there is")

    with pytest.raises(InvalidInput, match="is a program folder"):
        write_file(b"%PDF", tmp_path / name)

    assert {file.name for file in tmp_path.rglob("*")} == {"backups", "program.db", "keys.json"}
    assert (tmp_path / "program.db").read_bytes() == b"all that there is"


@pytest.mark.skipif(os.name == "nt", reason="pipes have names elsewhere")
def test_what_is_no_file_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(InvalidInput, match="no file that can be replaced"):
        write_file(b"new", tmp_path / "pipe")

    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system lets this user write everywhere")
def test_a_folder_that_one_may_not_write_to_keeps_the_older_file(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CannotWrite, match="could not be written"):
            write_file(b"new", path)
    finally:
        tmp_path.chmod(0o700)

    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_name_too_long_for_the_disk_leaves_nothing_behind(tmp_path):
    with pytest.raises(CannotWrite, match="could not be written"):
        write_file(b"new", tmp_path / ("x" * 300))

    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_umdesk_had_begun_goes_with_the_next_file_and_what_is_being_written_stays(tmp_path):
    left, under_way = tmp_path / ".umdesk-file-a", tmp_path / ".umdesk-file-b"
    for file in (left, under_way):
        file.write_bytes(b"half")
    os.utime(left, (0, 0))
    write_file(b"new", tmp_path / "plan.pdf")
    assert sorted(one.name for one in tmp_path.iterdir()) == [".umdesk-file-b", "plan.pdf"]


def test_a_private_copy_lies_where_nobody_else_may_look(tmp_path):
    base = tmp_path / "copies"

    first = write_open_copy(b"one", "Ranking: Spring/2026", base)
    second = write_open_copy(b"two", "Ranking: Spring/2026", base)

    assert (first.name, first.read_bytes(), second.read_bytes()) == ("Ranking Spring 2026.pdf", b"one", b"two")
    if os.name != "nt":
        assert [stat.S_IMODE(path.stat().st_mode) for path in (base, first.parent, first)] == [0o700, 0o700, 0o600]


def test_private_copies_go_together(tmp_path):
    base = tmp_path / "copies"
    write_open_copy(b"one", "a.pdf", base)
    write_open_copy(b"two", "b.pdf", base)

    assert delete_open_copies(base) is True
    assert not base.exists()
    assert delete_open_copies(base) is True


def test_copies_of_an_umdesk_that_ended_go_at_the_next_start_and_those_of_another_that_runs_stay(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as running:
        kept = write_open_copy(b"one", "a.pdf", tmp_path / str(running.pid))
        write_open_copy(b"two", "b.pdf", tmp_path / str(ended.pid))
        write_open_copy(b"three", "c.pdf", tmp_path / str(os.getpid()))
        write_open_copy(b"four", "d.pdf", tmp_path / "tmpx1")
        delete_stale_copies(tmp_path)
        assert list(tmp_path.iterdir()) == [tmp_path / str(running.pid)]
        assert kept.read_bytes() == b"one"

        two_days_ago = time.time() - 2 * 24 * 60 * 60
        os.utime(tmp_path / str(running.pid), (two_days_ago, two_days_ago))
        delete_stale_copies(tmp_path)
        assert list(tmp_path.iterdir()) == []
        running.communicate(b"\n")
    delete_stale_copies(tmp_path / "never made")


def test_each_umdesk_has_its_own_copies():
    assert open_copies_folder() == all_copies_folder() / str(os.getpid())


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("2026-0007 R1.pdf", "2026-0007 R1.pdf"),
        ('a<b>:"c"/\\|?*', "a b c.pdf"),
        ("Đặng Ngọc", "Đặng Ngọc.pdf"),
        (" ..", "document.pdf"),
        ("x" * 300, "x" * 100 + ".pdf"),
    ],
)
def test_a_file_name_is_one_that_every_system_takes(wanted, name):
    assert file_name(wanted) == name


@pytest.mark.parametrize("kind", ["document", "workbook"])
def test_a_file_is_on_the_disk_before_it_has_its_name_and_the_name_after(tmp_path, monkeypatch, kind):
    steps = []
    flush, replace = os.fsync, Path.replace

    def flushed(handle):
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        flush(handle)

    def renamed(path, target):
        steps.append("name")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    if kind == "document":
        write_file(b"%PDF", tmp_path / "a.pdf")
    else:
        workbooks.write(tmp_path / "a.xlsx", [workbooks.SheetOut("A", ("Name",), (("Ana",),))])

    assert steps == ["file", "name", "folder"]
