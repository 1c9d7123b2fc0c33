"""Sign-ins, wrong tries, locks: who may go on, and what the history says of it."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import PASSWORD, SetClock
from umdesk.domain import dates
from umdesk.domain.errors import CannotWrite, InUse, TooSoon, WrongPassword
from umdesk.domain.words import Role
from umdesk.services import accounts, history, programs
from umdesk.services.programs import Program

READER_PASSWORD = "lantern under the bridge"


def lines(program: Program, most: int = 10) -> list[str]:
    return [line.summary for line in history.events(program, None, most)]


def add_reader(program: Program) -> None:
    """Bo Reader, who chose a password of their own already."""
    accounts.add(program, "Bo Reader", [Role.READER], "the first password", must_change=True)
    program.close()
    reader = programs.open_program(program.folder, password="the first password", account="Bo Reader")
    programs.set_password(reader, READER_PASSWORD)
    reader.close()


def test_signing_in_for_writing_is_in_the_history(program_folder: Path, clock: SetClock) -> None:
    programs.open_program(program_folder, password=PASSWORD, clock=clock).close()
    again = programs.open_program(program_folder, password=PASSWORD, clock=clock, where="from the command line")
    assert lines(again, 2) == ["Signed in: Maria Ortega, from the command line", "Signed in: Maria Ortega"]
    assert history.undo_step(again) is None
    again.close()


def test_the_recovery_sheet_is_named(program_template: tuple[Path, str], program_folder: Path) -> None:
    program = programs.open_with_recovery(program_folder, code=program_template[1])
    assert lines(program, 1) == ["Signed in: Maria Ortega, with the recovery sheet"]
    program.close()


def test_looking_leaves_no_trace(program_folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in program_folder.iterdir() if file.is_file()}
    programs.open_program(program_folder, password=PASSWORD, write=False).close()
    assert {file.name: file.read_bytes() for file in program_folder.iterdir() if file.is_file()} == before


def test_the_next_sign_in_takes_everybodys_wrong_tries_into_the_history(program: Program, clock: SetClock) -> None:
    add_reader(program)
    first = clock.moment
    for _ in range(3):
        clock.set(clock.moment + timedelta(minutes=1))
        with pytest.raises(WrongPassword):
            programs.open_program(program.folder, password="guess", account="Bo Reader", clock=clock)
    with pytest.raises(WrongPassword):
        programs.open_program(program.folder, password="guess", clock=clock)
    with pytest.raises(WrongPassword):
        programs.open_with_recovery(program.folder, code=programs.new_code(), clock=clock)
    again = programs.open_program(program.folder, password=PASSWORD, clock=clock)
    begun, ended = dates.show_moment(first + timedelta(minutes=1)), dates.show_moment(clock.moment)
    assert lines(again, 4)[0] == "Signed in: Maria Ortega"
    assert set(lines(again, 4)[1:]) == {
        f"3 wrong passwords for Bo Reader between {begun} and {ended}",
        f"1 wrong password for Maria Ortega on {ended}",
        f"1 wrong recovery code on {ended}",
    }
    assert {line.who for line in history.events(again, None, 4)[1:]} == {"not known"}
    assert not (program.folder / "attempts.json").exists()
    again.close()


def test_a_name_that_is_no_account_is_not_told_from_a_wrong_password(program: Program, clock: SetClock) -> None:
    accounts.set_list_names(program, False)
    program.close()
    assert programs.account_names(program.folder) == ()
    said = set()
    for name in ("Maria Ortega", "Nobody Here"):
        with pytest.raises(WrongPassword) as refused:
            programs.open_program(program.folder, password="guess", account=name, clock=clock)
        said.add(refused.value.message)
    assert said == {"The name or the password is not right, so the program stays closed."}
    again = programs.open_program(program.folder, password=PASSWORD, account="maria ortega", clock=clock)
    assert f"1 try with the name of no account on {dates.show_moment(clock.moment)}" in lines(again)
    again.close()


def test_locking_and_unlocking_are_in_the_history_and_keep_the_program_open(program: Program) -> None:
    programs.lock(program)
    programs.unlock(program, PASSWORD)
    programs.lock(program, 10)
    programs.unlock(program, PASSWORD)
    assert lines(program, 4) == ["Unlocked", "Locked after 10 minutes without a key", "Unlocked", "Locked"]
    assert programs.describe(program).office == "Redding Field Office"
    assert history.undo_step(program) is None


def test_only_the_password_of_who_signed_in_unlocks_and_wrong_ones_wait(program: Program, clock: SetClock) -> None:
    for _ in range(4):
        with pytest.raises(WrongPassword, match="the window stays locked"):
            programs.unlock(program, "guess")
    with pytest.raises(TooSoon):
        programs.unlock(program, PASSWORD)
    clock.set(clock.moment + timedelta(seconds=2))
    programs.unlock(program, PASSWORD)
    assert lines(program, 2) == [
        "Unlocked",
        f"4 wrong passwords for Maria Ortega on {dates.show_moment(clock.moment - timedelta(seconds=2))}",
    ]


def test_the_password_of_somebody_else_does_not_unlock(program: Program) -> None:
    add_reader(program)
    mine = programs.open_program(program.folder, password=PASSWORD)
    with pytest.raises(WrongPassword):
        programs.unlock(mine, READER_PASSWORD)
    programs.unlock(mine, PASSWORD)
    mine.close()


def test_who_looks_unlocks_too_and_leaves_no_event(program: Program) -> None:
    looking = programs.open_program(program.folder, password=PASSWORD, write=False)
    before = len(history.events(program))
    programs.lock(looking)
    with pytest.raises(WrongPassword):
        programs.unlock(looking, "guess")
    programs.unlock(looking, PASSWORD)
    looking.close()
    assert len(history.events(program)) == before


def test_a_reader_beside_an_open_window_looks_at_once(program: Program) -> None:
    add_reader(program)
    mine = programs.open_program(program.folder, password=PASSWORD)
    looking, why = programs.open_or_look(program.folder, password=READER_PASSWORD, account="Bo Reader")
    assert (looking.writable, looking.account.name, type(why)) == (False, "Bo Reader", InUse)
    looking.close()
    with pytest.raises(InUse):
        programs.open_or_look(program.folder, password=PASSWORD)
    mine.close()
    alone, why = programs.open_or_look(program.folder, password=READER_PASSWORD, account="Bo Reader")
    assert (alone.writable, why) == (True, None)
    alone.close()


def test_a_sign_in_that_the_history_cannot_take_gives_the_folder_back(program: Program) -> None:
    raw = program.opened.anchor
    raw.execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    program.close()
    with pytest.raises(Exception, match="disk full") as refused:
        programs.open_program(program.folder, password=PASSWORD)
    assert not isinstance(refused.value, CannotWrite)
    programs.open_program(program.folder, password=PASSWORD, write=False).close()
    with pytest.raises(Exception, match="disk full"):  # and not "in use"
        programs.open_program(program.folder, password=PASSWORD)
