"""Each change of an account, killed before each of its steps: all old or all new, and keys.json tidy afterwards."""

import os
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import PASSWORD
from tests.killing import killed_before, numbers
from tests.ways_in import opens
from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.words import Role
from umdesk.services import accounts, integrity, programs
from umdesk.services.programs import Program
from umdesk.storage.access.keys import read_keys

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the worker is forked and killed")

BO, NEW = "seven quiet harbor lamps", "nine tall river stones"
Change = Callable[[Program, str], None]


CHANGES: dict[str, tuple[Change, tuple[str, str], tuple[str, str]]] = {
    # name: what is done, who signs in with what before (and as long as it has not happened), and who after
    "add": (lambda p, _bo: added(p), ("", ""), ("Ann", NEW)),
    "disable": (accounts.disable, ("Bo", BO), ("", "")),
    "reset": (lambda p, bo: accounts.reset(p, bo, NEW), ("Bo", BO), ("Bo", NEW)),
    "rename": (lambda p, bo: accounts.rename(p, bo, "Bo Reader"), ("Bo", BO), ("Bo Reader", BO)),
    "password": (lambda p, _bo: programs.set_password(p, NEW), ("Maria Ortega", PASSWORD), ("Maria Ortega", NEW)),
}


def added(program: Program) -> None:
    accounts.add(program, "Ann", [Role.READER], NEW)


@pytest.fixture(scope="module")
def with_bo(program_template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed program with the reader Bo."""
    folder = tmp_path_factory.mktemp("bo") / "redding.umdesk"
    shutil.copytree(program_template[0], folder)
    program = programs.open_program(folder, password=PASSWORD)
    accounts.add(program, "Bo", [Role.READER], BO)
    program.close()
    return folder


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_that_is_killed_anywhere_has_happened_or_has_not(with_bo: Path, tmp_path: Path, kind: str) -> None:
    change, before, after = CHANGES[kind]
    folder = tmp_path / "redding.umdesk"
    seen = set()
    # Every fifth step, beginning with another one for each kind of change.
    for number in numbers(first=1 + list(CHANGES).index(kind) % 5, stride=5):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(with_bo, folder)

        def work(arm: Callable[[], None]) -> None:
            program = programs.open_program(folder, password=PASSWORD)
            bo = accounts.named(program, "Bo").id
            arm()
            change(program, bo)

        killed = killed_before(number, folder, work)
        seen.add(verified(folder, before, after))
        if not killed:
            break
    assert number > 15
    assert seen == {"old", "new"}


def verified(folder: Path, before: tuple[str, str], after: tuple[str, str]) -> str:
    """Look, open for writing, and look again: "old" or "new"."""
    looked = ways(folder, before, after)
    coordinator = PASSWORD if opens(folder, PASSWORD, "Maria Ortega") else NEW
    program = programs.open_program(folder, password=coordinator, account="Maria Ortega")
    rows = accounts.list_accounts(program)
    assert integrity.check(program).findings == ()
    program.close()
    was, is_now = ways(folder, before, after)
    if before[1] != after[1]:
        assert looked == (was, is_now), "a writing opening changed who may sign in"
    slots = read_keys(folder).account_slots()
    assert sorted(slot.name for slot in slots) == sorted(row.name for row in rows if row.active)
    if before[0] and after[0]:
        assert was is not is_now, "exactly one of the two ways in opens"
    return "new" if is_now or (before[0] and not was) else "old"


def ways(folder: Path, before: tuple[str, str], after: tuple[str, str]) -> tuple[bool, bool]:
    """Whether the way in from before opens, and the one from after."""
    was, is_now = (bool(name) and opens(folder, password, name) for name, password in (before, after))
    return was, is_now


def test_an_error_after_the_commit_leaves_the_new_password_in_force(program: Program) -> None:
    """A screen that fails while it is told of the change must not bring back a slot that the database has forgotten."""

    def fail(_announced: object) -> None:
        raise ZeroDivisionError

    program.listen(fail)
    with pytest.raises(ZeroDivisionError):
        programs.set_password(program, NEW)
    program.close()
    assert opens(program.folder, NEW, "Maria Ortega")
    assert not opens(program.folder, PASSWORD, "Maria Ortega")


def test_a_refused_change_leaves_keys_json_as_it_was(with_bo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "redding.umdesk"
    shutil.copytree(with_bo, folder)
    program = programs.open_program(folder, password=PASSWORD)
    before = (folder / "keys.json").read_bytes()
    with pytest.raises(InvalidInput, match="There is an account named Bo already"):
        accounts.add(program, " bO ", [Role.READER], NEW)
    assert (folder / "keys.json").read_bytes() == before
    program.close()


@pytest.mark.parametrize("kind", CHANGES)
@pytest.mark.parametrize("room", [600, 40_000])
def test_a_change_on_a_full_disk_has_happened_or_has_not(with_bo: Path, tmp_path: Path, kind: str, room: int) -> None:
    """`room` is the largest that any file may become, in bytes: less than keys.json needs, and less than a WAL may."""
    resource = pytest.importorskip("resource")
    change, before, after = CHANGES[kind]
    folder = tmp_path / "redding.umdesk"
    shutil.copytree(with_bo, folder)

    def work(_arm: Callable[[], None]) -> None:
        program = programs.open_program(folder, password=PASSWORD)
        bo = accounts.named(program, "Bo").id
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        with suppress(UserError):
            change(program, bo)

    assert not killed_before(1 << 40, folder, work)
    assert verified(folder, before, after) in {"old", "new"}
