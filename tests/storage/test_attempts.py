"""attempts.json: what it keeps, what it survives, and that it never keeps anybody out."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from tests.conftest import PASSWORD, START, SetClock
from umdesk.domain.errors import TooSoon, UserError, WrongPassword
from umdesk.domain.waiting import Tries
from umdesk.domain.words import Role
from umdesk.services import accounts, backups, history, integrity, programs
from umdesk.storage.access import attempts


def guess(folder: Path, clock: SetClock, times: int) -> None:
    """Type a wrong password; each time after the wait."""
    for _ in range(times):
        with pytest.raises(WrongPassword) as refused:
            programs.open_program(folder, password="not the password", clock=clock)
        clock.set(clock.moment + timedelta(seconds=refused.value.seconds))


def test_three_wrong_tries_cost_no_wait_and_the_fourth_does(program_folder: Path, clock: SetClock) -> None:
    guess(program_folder, clock, 3)
    assert clock.moment == START
    with pytest.raises(WrongPassword) as refused:
        programs.open_program(program_folder, password="not the password", clock=clock)
    assert refused.value.seconds == 2


def test_even_the_right_password_waits_and_is_told_how_long(program_folder: Path, clock: SetClock) -> None:
    guess(program_folder, clock, 8)
    clock.set(clock.moment - timedelta(seconds=31))  # one second after the eighth, which costs 32
    for write in (True, False):
        with pytest.raises(TooSoon, match=r"After several wrong tries umdesk waits\. Wait 31 seconds, then") as told:
            programs.open_program(program_folder, password=PASSWORD, clock=clock, write=write)
        assert told.value.seconds == 31
    clock.set(clock.moment + timedelta(seconds=31))
    programs.open_program(program_folder, password=PASSWORD, clock=clock).close()
    assert not (program_folder / "attempts.json").exists()


def test_a_try_during_the_wait_is_not_counted(program_folder: Path, clock: SetClock) -> None:
    guess(program_folder, clock, 4)
    clock.set(clock.moment - timedelta(seconds=1))
    before = attempts.read(program_folder)
    with pytest.raises(TooSoon, match=r"Wait 1 second,"):
        programs.open_program(program_folder, password="not the password", clock=clock)
    assert attempts.read(program_folder) == before


def test_a_clock_set_back_neither_lengthens_the_wait_nor_ends_it(program_folder: Path, clock: SetClock) -> None:
    guess(program_folder, clock, 5)
    clock.set(START - timedelta(days=3650))
    with pytest.raises(TooSoon) as told:
        programs.open_program(program_folder, password=PASSWORD, clock=clock)
    assert told.value.seconds == 4
    clock.set(clock.moment + timedelta(seconds=4))
    programs.open_program(program_folder, password=PASSWORD, clock=clock).close()


def test_wrong_codes_of_the_recovery_sheet_wait_by_themselves(
    program_template: tuple[Path, str], program_folder: Path, clock: SetClock
) -> None:
    wrong = programs.new_code()
    for _ in range(4):
        with pytest.raises(WrongPassword):
            programs.open_with_recovery(program_folder, code=wrong, clock=clock)
    with pytest.raises(TooSoon):
        programs.open_with_recovery(program_folder, code=program_template[1], clock=clock)
    programs.open_program(program_folder, password=PASSWORD, clock=clock).close()


def test_the_check_is_no_way_around_the_wait(program_folder: Path) -> None:
    now = datetime.now(UTC)
    attempts._write(program_folder, {account_of(program_folder): Tries(12, now, now)})
    with pytest.raises(TooSoon):
        integrity.check_folder(program_folder, PASSWORD)


def account_of(folder: Path) -> str:
    from umdesk.storage.access.keys import read_keys

    return read_keys(folder).account_slots()[0].account


def test_whatever_the_file_holds_the_right_password_opens(program_folder: Path, clock: SetClock) -> None:
    guess(program_folder, clock, 3)
    whole = (program_folder / "attempts.json").read_bytes()
    garbled = [
        b"\x00\xff", b"[]", b"{}", b"null", b'{"format": 1}', b'{"format": 2, "tries": {}}',
        b'{"format": 1, "tries": {"a": {"count": "x", "first": "", "last": ""}}}',
        b'{"format": 1, "tries": {"a": {"count": 1e999, "first": "2026-05-20", "last": "2026-05-20"}}}',
        b'{"format": 1, "tries": {"a": {"count": 3, "first": "2026-05-20", "last": "2026-05-20"}}}',
        b"[" * 100_000, whole.replace(b'"count": 3', b'"count": -3'),
    ]  # fmt: skip
    for content in [*garbled, *(whole[:length] for length in range(len(whole) - 1))]:
        (program_folder / "attempts.json").write_bytes(content)
        assert attempts.read(program_folder) == {}
    (program_folder / "attempts.json").write_bytes(whole[: len(whole) // 2])
    programs.open_program(program_folder, password=PASSWORD, clock=clock).close()
    assert not (program_folder / "attempts.json").exists()


def test_where_nothing_can_be_written_a_wrong_password_is_still_only_wrong(
    program_folder: Path, clock: SetClock
) -> None:
    (program_folder / "attempts.json").mkdir()
    guess(program_folder, clock, 5)
    assert attempts.read(program_folder) == {}
    assert sorted(path.name for path in program_folder.iterdir() if path.name.startswith("attempts")) == [
        "attempts.json"
    ]
    programs.open_program(program_folder, password=PASSWORD, clock=clock).close()


def test_the_file_holds_no_name_and_nothing_that_was_typed(program_folder: Path, clock: SetClock) -> None:
    guess(program_folder, clock, 2)
    text = (program_folder / "attempts.json").read_text(encoding="utf-8")
    assert "Ortega" not in text
    assert "password" not in text
    assert attempts.read(program_folder) == {account_of(program_folder): Tries(2, START, START)}


def test_tries_that_come_while_others_go_into_the_history_are_kept(program_folder: Path) -> None:
    taken = {"a": Tries(2, START, START), "b": Tries(1, START, START)}
    more = {"a": Tries(3, START, START), "b": taken["b"]}
    attempts._write(program_folder, more)
    attempts.forget(program_folder, taken)
    assert attempts.read(program_folder) == {"a": more["a"]}


def test_a_program_that_is_no_program_takes_no_tries(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        programs.open_program(tmp_path, password="x")
    assert list(tmp_path.iterdir()) == []


def test_many_windows_that_guess_at_once_get_no_free_tries(program_folder: Path) -> None:
    def guess_now(number: int) -> type[Exception]:
        try:
            programs.open_program(program_folder, password=f"guess number {number}")
        except UserError as error:
            return type(error)
        raise AssertionError(number)

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(guess_now, range(40)))
    counted = attempts.read(program_folder)[account_of(program_folder)].count
    assert said.count(TooSoon) + said.count(WrongPassword) == 40
    assert counted >= 4
    if os.name == "posix":  # elsewhere two that count at the same moment can be one
        assert counted == said.count(WrongPassword)
    with pytest.raises(TooSoon):
        programs.open_program(program_folder, password=PASSWORD)


def test_a_window_whose_moment_lies_before_the_last_try_takes_none_back(program_folder: Path) -> None:
    def look() -> None:
        while not done.is_set():
            with suppress(TooSoon):
                attempts.refuse_early(program_folder, "a", START)

    attempts.count_wrong(program_folder, "a", START)
    done = Event()
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(look)
        try:
            for second in range(1, 100):
                attempts.count_wrong(program_folder, "a", START + timedelta(seconds=second))
        finally:
            done.set()
        looking.result()
    assert attempts.read(program_folder)["a"].count == 100


def test_a_backup_in_the_folder_is_no_place_to_guess_without_waiting(program_folder: Path) -> None:
    program = programs.open_program(program_folder, password=PASSWORD)
    file = backups.save_to(program, program_folder / "backups" / "copy.umdeskbackup").file
    program.close()
    for _ in range(4):
        with pytest.raises(WrongPassword):
            backups.look(file, backups.Way(password="guess"))
    with pytest.raises(TooSoon):
        backups.look(file, backups.Way(password=PASSWORD))
    again = programs.open_program(program_folder, password=PASSWORD)
    assert history.events(again, None, 2)[1].summary.startswith("4 wrong passwords or codes for backups ")
    again.close()


@pytest.mark.parametrize("way", ["sign in", "check"])
def test_where_names_are_not_listed_waiting_tells_nobody_who_has_an_account(
    program_folder: Path, clock: SetClock, way: str
) -> None:
    program = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    accounts.set_list_names(program, shown=False)
    program.close()
    clock.set(datetime.now(UTC))  # a check goes by the computer's clock

    def guess_as(name: str) -> type[UserError]:
        try:
            if way == "check":
                integrity.check_folder(program_folder, "not the password", name)
            else:
                programs.open_program(program_folder, password="not the password", account=name, clock=clock)
        except UserError as refused:
            return type(refused)
        raise AssertionError("a wrong password opened it")

    for name in ("Maria Ortega", "Zed Nobody"):
        assert [guess_as(name) for _ in range(5)] == [*[WrongPassword] * 4, TooSoon]
    assert guess_as("zed  NOBODY") is TooSoon
    assert guess_as("Una Nobody") is WrongPassword
    clock.set(clock.moment + timedelta(minutes=6))
    program = programs.open_program(program_folder, password=PASSWORD, account="Maria Ortega", clock=clock)
    said = [line.summary for line in history.events(program, None, 5)]
    program.close()
    assert [line.split(" on ")[0].split(" between ")[0] for line in sorted(said)[:3]] == [
        "1 try with the name of no account",
        "4 tries with the name of no account",
        "4 wrong passwords for Maria Ortega",
    ]


def test_signing_in_as_oneself_between_guesses_at_another_ends_no_wait(program_folder: Path, clock: SetClock) -> None:
    program = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    accounts.add(program, "Dana", [Role.SUPERVISOR], "seven quiet harbor lamps")
    program.close()

    def come(password: str, name: str) -> None:
        programs.open_program(program_folder, password=password, account=name, clock=clock).close()

    for _ in range(2):
        guess(program_folder, clock, 2)
        come("seven quiet harbor lamps", "Dana")
    with pytest.raises(WrongPassword) as fifth:
        come("not the password", "Maria Ortega")
    assert fifth.value.seconds == 4
    clock.set(clock.moment + timedelta(seconds=4))
    come(PASSWORD, "Maria Ortega")
    assert not (program_folder / "attempts.json").exists()
    program = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    said = [line.summary.split(" on ")[0].split(" between ")[0] for line in history.events(program, None, 20)]
    program.close()
    assert [line for line in said if "wrong" in line] == [
        "1 wrong password for Maria Ortega",
        "2 wrong passwords for Maria Ortega",
        "2 wrong passwords for Maria Ortega",
    ]
