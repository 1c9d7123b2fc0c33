"""Files are written whole or not at all; private copies are private and go again."""

import os
import stat

import pytest

from umdesk.domain.errors import CannotWrite, InvalidInput
from umdesk.jobs.output import delete_open_copies, file_name, write_file, write_open_copy


def test_a_file_takes_the_place_of_an_older_one(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")

    assert write_file(b"new", path) == path

    assert path.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["plan.pdf"]


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(CannotWrite) as refused:
        write_file(b"new", tmp_path / "nowhere" / "plan.pdf")

    assert str(refused.value) == (
        f"The folder “{tmp_path / 'nowhere'}” does not exist or is closed to you. Make it or choose another one."
    )


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(InvalidInput, match="is a folder"):
        write_file(b"new", tmp_path)


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
