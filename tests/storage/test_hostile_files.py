"""Files and links that somebody else put where the program reads and writes: they cost nobody anything."""

import json
import os
import sys
import zipfile
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from tests.conftest import CHEAP, PASSWORD, SetClock
from umdesk.domain.errors import CannotWrite, Damaged, NotAllowed
from umdesk.domain.words import Role
from umdesk.services import accounts, backups, programs
from umdesk.services.backups import Backup
from umdesk.services.programs import Program
from umdesk.storage.access import attempts
from umdesk.storage.models import Supervisor

RIGHT = backups.Way(password=PASSWORD)
posix = pytest.mark.skipif(sys.platform == "win32", reason="links need no rights on Unix only")


@pytest.fixture
def made(program: Program) -> Backup:
    """A backup of the program, which is closed."""
    backup = backups.make(program)
    program.close()
    assert backup is not None
    return backup


def repacked(source: Path, target: Path, method: int, database: bytes | None = None) -> Path:
    """The same backup packed in another way, with sums that fit; `database` takes the place of the real one."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, database if database is not None and name == "program.db" else old.read(name))
    return target


@pytest.mark.parametrize("who", ["the account", "recovery", "unknown"])
@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_tries_at_the_end_of_the_calendar_keep_nobody_out(
    program_folder: Path, clock: SetClock, who: str, moment: str
) -> None:
    program = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    name = program.account.account_id if who == "the account" else who
    program.close()
    tries = {"format": 1, "tries": {name: {"count": 9, "first": moment, "last": moment}}}
    (program_folder / "attempts.json").write_text(json.dumps(tries), encoding="utf-8")
    assert attempts.read(program_folder) == {}
    programs.open_program(program_folder, password=PASSWORD, clock=clock).close()


@posix
def test_nothing_is_written_through_a_link_that_waits_in_the_folder(
    program_folder: Path, tmp_path: Path, clock: SetClock
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("all of it", encoding="utf-8")
    for name in ("keys.json.new", "attempts.json"):
        (program_folder / name).symlink_to(precious)
    program = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    (program_folder / "keys.json.new").unlink(missing_ok=True)
    (program_folder / "keys.json.new").symlink_to(precious)
    accounts.set_list_names(program, shown=False)
    program.close()
    assert not (program_folder / "keys.json").is_symlink()
    assert precious.read_text(encoding="utf-8") == "all of it"


@posix
def test_a_lock_that_is_a_link_is_refused(program_folder: Path, tmp_path: Path, clock: SetClock) -> None:
    precious = tmp_path / "precious"
    precious.write_text("all of it", encoding="utf-8")
    (program_folder / "lock").unlink(missing_ok=True)
    (program_folder / "lock").symlink_to(precious)
    with pytest.raises(CannotWrite):
        programs.open_program(program_folder, password=PASSWORD, clock=clock)
    assert precious.read_text(encoding="utf-8") == "all of it"


@pytest.mark.parametrize("database", [None, b"\0" * (8 << 20)], ids=["the same", "a bomb"])
def test_a_backup_that_would_unpack_to_more_than_it_is_does_not_unpack(
    made: Backup, tmp_path: Path, clock: SetClock, database: bytes | None
) -> None:
    crafted = repacked(made.file, tmp_path / "crafted.umdeskbackup", zipfile.ZIP_DEFLATED, database)
    with pytest.raises(Damaged, match=r"“crafted\.umdeskbackup” is damaged or no backup"):
        backups.restore(crafted, RIGHT, tmp_path / "x", clock())
    with pytest.raises(Damaged):
        backups.look(crafted, RIGHT)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["crafted.umdeskbackup", "redding.umdesk"]


def test_names_in_a_backup_lead_nowhere_else(made: Backup, tmp_path: Path, clock: SetClock) -> None:
    with zipfile.ZipFile(made.file, "a") as archive:
        archive.writestr("../../escaped.txt", "x")
        archive.writestr(f"{tmp_path}/escaped.txt", "x")
    restored = backups.restore(made.file, RIGHT, tmp_path / "x", clock())
    assert sorted(path.name for path in restored.folder.iterdir()) == ["backups", "keys.json", "program.db"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["redding.umdesk", "x.umdesk"]


def test_a_program_of_ones_own_does_not_take_the_place_of_another(
    made: Backup, tmp_path: Path, clock: SetClock
) -> None:
    folder = made.file.parent.parent
    mine, _code = programs.create_program(
        tmp_path / "mine" / "redding.umdesk", department="D", office="O", coordinator="Maria Ortega",
        password="seven quiet harbor lamps", clock=clock, cost=CHEAP,
    )  # fmt: skip
    backup = backups.make(mine)
    mine.close()
    assert backup is not None
    with pytest.raises(NotAllowed, match="is a backup of another program"):
        backups.restore_over(backup.file, backups.Way(password="seven quiet harbor lamps"), folder, clock())
    programs.open_program(folder, password=PASSWORD, clock=clock).close()


@posix
def test_whatever_the_umask_only_those_of_the_folder_read_what_leaves_it(program: Program, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        backup = backups.save_to(program, tmp_path / "copy.umdeskbackup")
    finally:
        os.umask(before)
    assert backup.file.stat().st_mode & 0o077 == 0


def test_what_the_database_refuses_is_told_without_the_values(program: Program) -> None:
    with pytest.raises(IntegrityError) as refused, program.operation("tests.twice", "Added two of one id") as op:
        op.session.add_all([Supervisor(id="00" * 16, name="Ana Reyes"), Supervisor(id="00" * 16, name="Bo Reyes")])
    assert "Reyes" not in str(refused.value)


@pytest.mark.parametrize("how", ["disabled", "no coordinator any more", "another password"])
def test_who_left_does_not_read_the_present_history_through_an_old_backup(
    program: Program, clock: SetClock, how: str
) -> None:
    ben = accounts.add(program, "Ben", [Role.COORDINATOR], "seven quiet harbor lamps")
    backup = backups.make(program)
    assert backup is not None
    if how == "disabled":
        accounts.disable(program, ben)
    elif how == "another password":
        accounts.reset(program, ben, "forty wooden garden gates")
    else:
        accounts.set_roles(program, ben, [Role.SUPERVISOR])
    with program.operation("tests.add", "Added Ana Reyes") as op:
        op.session.add(Supervisor(name="Ana Reyes"))
    program.close()

    def last_lines(password: str) -> tuple[str, ...]:
        found = backups.look(backup.file, backups.Way(password=password), program.folder)
        assert found.lost is not None
        assert found.lost.changes == 2
        return found.lost.last

    assert last_lines("seven quiet harbor lamps") == ()
    assert "Added Ana Reyes" in last_lines(PASSWORD)[0]


def test_a_slot_that_somebody_made_dear_makes_no_other_dear(program: Program) -> None:
    accounts.add(program, "Dana", [Role.SUPERVISOR], "seven quiet harbor lamps")
    program.close()
    file = program.folder / "keys.json"
    plain = json.loads(file.read_text(encoding="utf-8"))
    dear = {"memory_kib": 1 << 16, "passes": 60, "lanes": 1}
    for slot in plain["slots"]:
        if slot["name"] == "Dana":
            slot["argon2id"] = dear
    file.write_text(json.dumps(plain), encoding="utf-8")
    again = programs.open_program(program.folder, password=PASSWORD)
    programs.set_password(again, "forty wooden garden gates")
    again.close()
    costs = {slot["name"]: slot["argon2id"] for slot in json.loads(file.read_text(encoding="utf-8"))["slots"]}
    assert costs["Maria Ortega"] == {"memory_kib": CHEAP.memory_kib, "passes": CHEAP.passes, "lanes": CHEAP.lanes}
    assert costs["Dana"] == dear
