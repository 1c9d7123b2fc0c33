"""keys.json lost or cut while the database is whole: a backup gives it back, and no work since is lost."""

import pytest
from sqlalchemy import select

from tests.conftest import PASSWORD
from umdesk.domain.errors import Damaged, InUse, NotAllowed, WrongPassword
from umdesk.domain.words import Role
from umdesk.services import accounts, backups, integrity, lost_keys, programs
from umdesk.storage.models import Supervisor

RIGHT = backups.Way(password=PASSWORD)


@pytest.fixture
def folder(program, made):
    """The closed folder, whose keys.json is cut off."""
    program.close()
    keys = program.folder / "keys.json"
    keys.write_bytes(keys.read_bytes()[:100])
    return program.folder


def names(folder, **way):
    program = programs.open_program(folder, **(way or {"password": PASSWORD}))
    with program.reading() as session:
        found = sorted(session.scalars(select(Supervisor.name)))
    program.close()
    return found


@pytest.mark.parametrize("gone", [False, True])
def test_the_keys_of_a_backup_open_the_program_with_all_the_work_since(folder, made, clock, gone):
    if gone:
        (folder / "keys.json").unlink()
    assert lost_keys.are_lost(folder)

    about = lost_keys.put_back(made.file, RIGHT, folder, clock())

    assert about == made.about
    assert not lost_keys.are_lost(folder)
    assert names(folder) == ["Ana Reyes", "Bo Lindqvist"]
    assert integrity.check_folder(folder, PASSWORD).findings == ()
    assert len(list(folder.glob("keys damaged 2026-05-20 *.json"))) == (not gone)


def test_the_recovery_code_puts_them_back_too(folder, made, clock, program_template):
    code = program_template[1]

    lost_keys.put_back(made.file, backups.Way(code=code), folder, clock())

    programs.open_with_recovery(folder, code=code).close()


def test_only_the_ways_in_of_today_come_back(program, clock):
    bo = accounts.add(program, "Bo Lindqvist", [Role.READER], "three blue lanterns")
    made = backups.make(program)
    accounts.disable(program, bo)
    program.close()
    (program.folder / "keys.json").unlink()

    lost_keys.put_back(made.file, RIGHT, program.folder, clock())

    assert programs.account_names(program.folder) == ("Maria Ortega",)


def test_a_password_that_was_changed_since_puts_nothing_back(program, made, clock):
    programs.set_password(program, "another horse battery")
    program.close()
    (program.folder / "keys.json").write_text("{")

    with pytest.raises(NotAllowed, match="changed after this backup"):
        lost_keys.put_back(made.file, RIGHT, program.folder, clock())

    assert (program.folder / "keys.json").read_text() == "{"


def test_what_is_whole_open_wrong_or_damaged_too_is_left_alone(program, made, clock, folder):
    with pytest.raises(WrongPassword):
        lost_keys.put_back(made.file, backups.Way(password="not the password"), folder, clock())
    (folder / "program.db").write_bytes(b"x" * 9000)
    with pytest.raises(Damaged):
        lost_keys.put_back(made.file, RIGHT, folder, clock())
    assert len((folder / "keys.json").read_bytes()) == 100


def test_whole_keys_stay_and_an_open_program_is_not_touched(program, made, clock):
    with pytest.raises(InUse):
        lost_keys.put_back(made.file, RIGHT, program.folder, clock())
    program.close()
    before = (program.folder / "keys.json").read_bytes()

    with pytest.raises(NotAllowed, match="is whole"):
        lost_keys.put_back(made.file, RIGHT, program.folder, clock())

    assert (program.folder / "keys.json").read_bytes() == before
