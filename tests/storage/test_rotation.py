"""Changing the key: everything else stays, every other way in ends, and a kill anywhere leaves all old or all new."""

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.conftest import PASSWORD
from tests.killing import killed_before, numbers
from tests.ways_in import opens
from umdesk.domain.errors import CannotWrite, InUse, UserError, WrongPassword
from umdesk.domain.words import Role
from umdesk.services import accounts, history, integrity, programs
from umdesk.services.programs import NewWays, Program
from umdesk.storage.access import rotation
from umdesk.storage.access.keys import NextKeys, read_keys, write_keys
from umdesk.storage.models import Unit

BO = "seven quiet harbor lamps"
UNITS = 40


def quiet(_done: int, _total: int, _text: str) -> None:
    """Progress that nobody looks at."""


@pytest.fixture(scope="module")
def filled(program_template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A closed program with the reader Bo, the disabled Old, and some units; and its recovery code."""
    folder = tmp_path_factory.mktemp("filled") / "redding.umdesk"
    shutil.copytree(program_template[0], folder)
    program = programs.open_program(folder, password=PASSWORD)
    accounts.add(program, "Bo", [Role.READER], BO)
    accounts.disable(program, accounts.add(program, "Old", [Role.READER], BO))
    accounts.set_list_names(program, False)
    with program.operation("x", "Add") as op:
        op.session.add_all(Unit(name=f"Unit {number}") for number in range(UNITS))
    program.close()
    return folder, program_template[1]


@pytest.fixture
def folder(filled: tuple[Path, str], tmp_path: Path) -> Path:
    """A fresh copy of it."""
    copy = tmp_path / "redding.umdesk"
    shutil.copytree(filled[0], copy)
    return copy


def rotated(folder: Path) -> NewWays:
    """Change the key, and give what the pages would say."""
    kept: list[NewWays] = []
    programs.rotate_key(programs.open_program(folder, password=PASSWORD), PASSWORD, kept.append, quiet)
    return kept[0]


def with_code(folder: Path, code: str) -> bool:
    try:
        programs.open_with_recovery(folder, code=code).close()
    except UserError:
        return False
    return True


def contents(program: Program) -> tuple[int, int, list[str]]:
    with program.reading() as session:
        units = session.scalar(select(func.count()).select_from(Unit)) or 0
    summaries = [line.summary for line in history.events(program, None, 400)]
    return units, len(summaries), summaries


def test_after_a_change_of_the_key_only_the_new_ways_in_open_and_all_the_data_is_there(
    folder: Path, filled: tuple[Path, str]
) -> None:
    before = (folder / "program.db").read_bytes()
    old_keys = read_keys(folder)
    ways = rotated(folder)
    assert [each.name for each in ways.passwords] == ["Bo"]
    keys = read_keys(folder)
    assert keys.next is None
    assert keys.salt != old_keys.salt
    assert keys.list_names is False
    assert [slot.name for slot in keys.slots] == ["Maria Ortega", "Bo", ""]
    assert not {slot.wrapped for slot in keys.slots} & {slot.wrapped for slot in old_keys.slots}
    assert before[:16] != (folder / "program.db").read_bytes()[:16]
    assert not opens(folder, BO, "Bo")
    assert not with_code(folder, filled[1])
    assert with_code(folder, ways.recovery_code)
    program = programs.open_program(folder, password=PASSWORD)
    units, _events, summaries = contents(program)
    assert units == UNITS
    assert "Changed the key: 1 other account with a one-time password, and a new recovery sheet" in summaries
    assert integrity.check(program).findings == ()
    assert [(row.name, row.must_change) for row in accounts.list_accounts(program)] == [
        ("Maria Ortega", False),
        ("Bo", True),
        ("Old", False),
    ]
    with program.reading() as session:
        assert session.connection().exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    program.close()
    bo = programs.open_program(folder, password=ways.passwords[0].password, account="Bo")
    assert bo.account.must_change
    bo.close()
    assert sorted(path.name for path in folder.iterdir()) == ["backups", "keys.json", "lock", "program.db"]


def test_a_one_time_password_is_four_groups_that_people_can_type() -> None:
    password = rotation.one_time_password()
    assert [len(group) for group in password.split("-")] == [4] * 4
    assert not set(password) & set("ilou")
    programs.check_new_password(password)
    assert rotation.one_time_password() != password


def test_pages_that_cannot_be_written_take_all_back(folder: Path, filled: tuple[Path, str]) -> None:
    def fail(_ways: NewWays) -> None:
        raise CannotWrite("No paper.")

    keys = (folder / "keys.json").read_bytes()
    with pytest.raises(CannotWrite, match="No paper"):
        programs.rotate_key(programs.open_program(folder, password=PASSWORD), PASSWORD, fail, quiet)
    assert (folder / "keys.json").read_bytes() == keys
    assert not (folder / "program.db.next").exists()
    assert opens(folder, BO, "Bo")
    assert with_code(folder, filled[1])


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(5, "Input/output error")])
def test_what_goes_wrong_after_the_change_neither_hides_it_nor_takes_the_new_ways_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    replace = Path.replace

    def replace_and_fail(path: Path, target: Path) -> Path:
        done = replace(path, target)
        if path.name == "program.db.next":
            raise error
        return done

    monkeypatch.setattr(Path, "replace", replace_and_fail)
    ways = rotated(folder)
    monkeypatch.undo()

    assert opens(folder, ways.passwords[0].password, "Bo")
    assert opens(folder, PASSWORD, "Maria Ortega")
    assert with_code(folder, ways.recovery_code)
    assert not opens(folder, BO, "Bo")


def test_a_change_can_be_stopped_until_the_pages_are_written(folder: Path) -> None:
    class Stop(Exception):
        pass

    said = []

    def stop(done: int, total: int, text: str) -> None:
        said.append((done, text))
        assert total == 100
        if done >= 70:
            raise Stop

    with pytest.raises(Stop):
        programs.rotate_key(programs.open_program(folder, password=PASSWORD), PASSWORD, lambda _: None, stop)
    assert [text for _, text in said][-1] == "Checking the copy"
    assert sorted(done for done, _ in said) == [done for done, _ in said]
    assert opens(folder, BO, "Bo")
    assert not (folder / "program.db.next").exists()


def test_it_is_refused_while_somebody_looks(folder: Path) -> None:
    writing = programs.open_program(folder, password=PASSWORD)
    looking = programs.open_program(folder, password=BO, account="Bo", write=False)
    with pytest.raises(InUse, match="Somebody is looking at the program"):
        programs.rotate_key(writing, PASSWORD, lambda _: None, quiet)
    looking.close()
    assert opens(folder, BO, "Bo")


def test_a_password_of_the_old_key_is_told_so_while_both_are_listed(folder: Path) -> None:
    """Killed after the rename: the old passwords fit their slots, but these no longer open the database."""
    old = read_keys(folder)
    ways = rotated(folder)
    new = read_keys(folder)
    write_keys(folder, replace(old, next=NextKeys(new.salt, new.slots)))
    (folder / "program.db.next-journal").write_bytes(b"left")
    with pytest.raises(WrongPassword, match="The key of this program was changed"):
        programs.open_program(folder, password=BO, account="Bo")
    assert opens(folder, ways.passwords[0].password, "Bo")
    assert integrity.check_folder(folder, PASSWORD).findings == ()
    with pytest.raises(WrongPassword, match="The key of this program was changed"):
        integrity.check_folder(folder, BO, "Bo")
    assert read_keys(folder).next is not None, "who only looks or checks changes nothing"
    programs.open_program(folder, password=PASSWORD).close()
    assert read_keys(folder) == new
    assert not (folder / "program.db.next-journal").exists()


def rotating(folder: Path, said: Path | None = None) -> Callable[[Callable[[], None]], None]:
    """Change the key in a worker that counts its steps from the beginning; the pages go to `said`."""

    def deliver(ways: NewWays) -> None:
        if said is not None:
            said.write_text(f"{ways.passwords[0].password}\n{ways.recovery_code}\n", encoding="utf-8")

    def work(arm: Callable[[], None]) -> None:
        program = programs.open_program(folder, password=PASSWORD)
        arm()
        programs.rotate_key(program, PASSWORD, deliver, quiet)

    return work


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the worker is forked and killed")
def test_a_change_that_is_killed_anywhere_leaves_all_the_old_or_all_the_new_ways_in(
    filled: tuple[Path, str], tmp_path: Path
) -> None:
    folder, said = tmp_path / "redding.umdesk", tmp_path / "said.txt"
    seen = []
    stride = int(os.environ.get("UMDESK_KILL_STRIDE", "13"))
    for number in numbers(1, stride):
        shutil.rmtree(folder, ignore_errors=True)
        said.unlink(missing_ok=True)
        shutil.copytree(filled[0], folder)
        killed = killed_before(number, folder, rotating(folder, said))
        seen.append(state_of(folder, filled[1], said))
        if not killed:
            break
    assert seen == sorted(seen, reverse=True), "once the key has changed it stays so"
    assert set(seen) == {"old", "new"}


def state_of(folder: Path, old_code: str, said: Path) -> str:
    """Look and write with whatever opens; "old" or "new", never both, never neither."""
    new_password, new_code = said.read_text(encoding="utf-8").split() if said.exists() else ("", "")
    looked = (opens(folder, BO, "Bo"), bool(new_password) and opens(folder, new_password, "Bo"))
    assert looked.count(True) == 1
    program = programs.open_program(folder, password=PASSWORD)
    units, _events, summaries = contents(program)
    assert units == UNITS
    assert integrity.check(program).findings == ()
    program.close()
    keys = read_keys(folder)
    assert keys.next is None
    assert [slot.name for slot in keys.slots] == ["Maria Ortega", "Bo", ""]
    assert looked == (opens(folder, BO, "Bo"), bool(new_password) and opens(folder, new_password, "Bo"))
    assert (with_code(folder, old_code), bool(new_code) and with_code(folder, new_code)) == looked
    assert any(summary.startswith("Changed the key") for summary in summaries) is looked[1]
    assert sorted(path.name for path in folder.iterdir() if "attempts" not in path.name) == [
        "backups",
        "keys.json",
        "lock",
        "program.db",
    ]
    return "new" if looked[1] else "old"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the limit is set for a forked worker")
@pytest.mark.parametrize("room", [1_000, 20_000, 100_000, 300_000])
def test_a_full_disk_is_a_sentence_and_all_is_as_it_was(folder: Path, filled: tuple[Path, str], room: int) -> None:
    """`room` is the largest that any file may become, in bytes, as a full disk would have it."""

    resource = pytest.importorskip("resource")

    def work(_arm: Callable[[], None]) -> None:
        program = programs.open_program(folder, password=PASSWORD)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        with pytest.raises(CannotWrite):
            programs.rotate_key(program, PASSWORD, lambda _: None, quiet)

    assert not killed_before(1 << 40, folder, work)
    assert not (folder / "program.db.next").exists()
    assert opens(folder, BO, "Bo")
    assert with_code(folder, filled[1])
    assert integrity.check_folder(folder, PASSWORD).findings == ()
