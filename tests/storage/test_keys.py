"""keys.json, its slots and the recovery code."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.errors import Damaged, InvalidInput, NotAllowed, NotNow, UserError, WrongPassword
from umdesk.domain.words import Role
from umdesk.services import accounts, integrity, programs
from umdesk.services.programs import Cost, Program
from umdesk.storage.access import recovery_code
from umdesk.storage.access.keys import NextKeys, read_keys, unwrap, write_keys
from umdesk.storage.folder import open_with_key

PASSWORD = "correct horse battery"


def test_a_new_password_opens_and_the_old_one_ends(program: Program) -> None:
    programs.set_password(program, "another long secret")
    program.close()
    with pytest.raises(WrongPassword):
        programs.open_program(program.folder, password=PASSWORD)
    programs.open_program(program.folder, password="another long secret").close()


def test_a_short_password_is_refused(program: Program) -> None:
    with pytest.raises(InvalidInput, match="at least 12 characters"):
        programs.set_password(program, "short")


def test_a_prepared_recovery_code_holds_only_once_it_is_put_in_force(
    program: Program, program_template: tuple[Path, str]
) -> None:
    first = program_template[1]
    prepared = programs.prepare_recovery_code(program)
    program.close()
    with pytest.raises(WrongPassword, match="not the code of the recovery sheet in force"):
        programs.open_with_recovery(program.folder, code=prepared.code)
    again = programs.open_with_recovery(program.folder, code=first)
    prepared = programs.prepare_recovery_code(again)
    programs.activate_recovery_code(again, prepared)
    again.close()
    with pytest.raises(WrongPassword):
        programs.open_with_recovery(program.folder, code=first)
    programs.open_with_recovery(program.folder, code=prepared.code).close()


def test_a_change_of_password_that_was_cut_short_leaves_the_old_one_in_force(program: Program) -> None:
    before = (program.folder / "keys.json").read_bytes()
    programs.set_password(program, "another long secret")
    program.close()
    new = read_keys(program.folder)
    (program.folder / "keys.json").write_bytes(before)
    old = read_keys(program.folder)
    with pytest.raises(NotAllowed, match="does not know it"):
        programs.open_program(program.folder, password=PASSWORD)
    write_keys(program.folder, old.with_slot(new.account_slots()[0]))
    assert integrity.check_folder(program.folder, "another long secret").findings == ()
    programs.open_program(program.folder, password="another long secret").close()
    assert sorted(read_keys(program.folder).slots, key=lambda s: s.number) == sorted(new.slots, key=lambda s: s.number)


def test_a_slot_from_elsewhere_is_refused(program: Program, tmp_path: Path) -> None:
    """Somebody who once opened the program cannot put their own slot into keys.json and come back with it."""
    copy = tmp_path / "copy.umdesk"
    program.close()
    shutil.copytree(program.folder, copy)
    stolen = programs.open_program(copy, password=PASSWORD)
    programs.set_password(stolen, "the thief's own password")
    stolen.close()
    shutil.copy(copy / "keys.json", program.folder / "keys.json")
    with pytest.raises(NotAllowed, match=r"put into keys\.json from elsewhere"):
        programs.open_program(program.folder, password="the thief's own password")


def test_a_slot_moved_to_another_account_does_not_open(program_folder: Path) -> None:
    plain = json.loads((program_folder / "keys.json").read_text())
    plain["slots"][0]["account"] = "0" * 32
    (program_folder / "keys.json").write_text(json.dumps(plain))
    with pytest.raises(WrongPassword):
        programs.open_program(program_folder, password=PASSWORD)


def test_keys_of_another_program_do_not_open(program_folder: Path, tmp_path: Path) -> None:
    other, _ = programs.create_program(
        tmp_path / "other",
        department="D",
        office="O",
        coordinator="Maria Ortega",
        password=PASSWORD,
        cost=Cost(memory_kib=8, passes=1, lanes=1),
    )
    other.close()
    shutil.copy(other.folder / "keys.json", program_folder / "keys.json")
    with pytest.raises(Damaged, match="The password is right, but the database"):
        programs.open_program(program_folder, password=PASSWORD)


def test_a_keys_file_cut_at_any_byte_is_read_whole_or_not_at_all(program_folder: Path) -> None:
    present = read_keys(program_folder)
    coming = NextKeys(bytes(16), present.slots)
    for keys in (present, replace(present, list_names=False, next=coming)):
        write_keys(program_folder, keys)
        whole = (program_folder / "keys.json").read_bytes()
        assert read_keys(program_folder) == keys
        for length in range(len(whole)):
            (program_folder / "keys.json").write_bytes(whole[:length])
            try:
                assert read_keys(program_folder) == keys, length
            except Damaged as error:
                assert "keys.json of this program is damaged" in error.message  # noqa: PT017 -- the rest is whole


def test_a_keys_file_that_is_cut_changes_nothing_and_one_put_back_opens(program_folder: Path) -> None:
    whole = (program_folder / "keys.json").read_bytes()
    database = (program_folder / "program.db").read_bytes()
    for length in range(0, len(whole) - 2, 401):
        (program_folder / "keys.json").write_bytes(whole[:length])
        with pytest.raises(Damaged, match=r"keys\.json of this program is damaged"):
            programs.open_program(program_folder, password=PASSWORD)
    (program_folder / "keys.json").unlink()
    with pytest.raises(Damaged, match=r"keys\.json of this program is missing"):
        programs.open_program(program_folder, password=PASSWORD)
    assert (program_folder / "program.db").read_bytes() == database
    (program_folder / "keys.json").write_bytes(whole)
    programs.open_program(program_folder, password=PASSWORD).close()


def test_the_keys_of_the_first_format_open_and_are_written_in_the_present_one(program_folder: Path) -> None:
    plain = json.loads((program_folder / "keys.json").read_text())
    plain["format"] = 1
    del plain["list_names"]
    (program_folder / "keys.json").write_text(json.dumps(plain))
    assert read_keys(program_folder).list_names is True
    program = programs.open_program(program_folder, password=PASSWORD)
    programs.set_password(program, "another long secret")
    program.close()
    assert json.loads((program_folder / "keys.json").read_text())["format"] == 2


ODD = [None, True, -1, 0, 1.5, 1e400, "", "zz", "00", [], {}, [{}], {"slots": []}, "9" * 5000, 10**30]


@pytest.mark.parametrize(
    "key", ["format", "program", "salt", "slots", "list_names", "next", "number", "account", "argon2id"]
)
def test_an_odd_value_in_the_keys_file_is_damage_in_a_sentence(program_folder: Path, key: str) -> None:
    plain = json.loads((program_folder / "keys.json").read_text())
    for odd in ODD:
        changed = json.loads(json.dumps(plain))
        (changed["slots"][0] if key in changed["slots"][0] else changed)[key] = odd
        (program_folder / "keys.json").write_text(json.dumps(changed))
        try:
            keys = read_keys(program_folder)
        except UserError as error:
            assert error.message  # noqa: PT017 -- some values are as good as the right one
        else:
            assert (keys.program, isinstance(keys.list_names, bool)) == (plain["program"], True)
    (program_folder / "keys.json").write_text("[" * 100_000)
    with pytest.raises(Damaged):
        read_keys(program_folder)


@pytest.mark.parametrize(
    "cost",
    [
        {"memory_kib": 1 << 20, "passes": 64, "lanes": 1},
        {"memory_kib": 1 << 21, "passes": 1, "lanes": 1},
        {"memory_kib": 8, "passes": 65, "lanes": 1},
    ],
)
def test_a_slot_that_asks_for_absurd_work_is_damage(program_folder: Path, cost: dict[str, int]) -> None:
    plain = json.loads((program_folder / "keys.json").read_text())
    plain["slots"].append({**plain["slots"][0], "number": 99, "argon2id": cost})
    (program_folder / "keys.json").write_text(json.dumps(plain))
    with pytest.raises(Damaged):
        read_keys(program_folder)


def test_a_thousand_slots_of_one_account_are_damage(program_folder: Path) -> None:
    plain = json.loads((program_folder / "keys.json").read_text())
    plain["slots"] += [{**plain["slots"][0], "number": number} for number in range(10, 1000)]
    (program_folder / "keys.json").write_text(json.dumps(plain))
    with pytest.raises(Damaged):
        read_keys(program_folder)


def test_keys_that_another_process_changed_before_the_lock_was_taken_are_read_again(program_folder: Path) -> None:
    stale = read_keys(program_folder)
    slot = stale.account_slots()[0]
    key = unwrap(stale.program, slot, PASSWORD)
    assert key is not None
    other = programs.open_program(program_folder, password=PASSWORD)
    accounts.add(other, "Bo", [Role.READER], "seven quiet harbor lamps")
    other.close()
    late = open_with_key(program_folder, stale, slot, key, clock=programs.utc_now, write=True)
    accounts.add(late, "Ann", [Role.READER], "seven quiet harbor lamps")
    programs.set_password(late, "another long secret")
    late.close()
    assert [each.name for each in read_keys(program_folder).account_slots()] == ["Maria Ortega", "Bo", "Ann"]
    with pytest.raises(NotNow, match="Sign in again"):
        open_with_key(program_folder, stale, slot, key, clock=programs.utc_now, write=True)


@pytest.mark.parametrize("offset", range(5, 1400, 61))
def test_a_keys_file_with_one_wrong_byte_never_crashes(program_folder: Path, offset: int) -> None:
    whole = bytearray((program_folder / "keys.json").read_bytes())
    if offset < len(whole):
        whole[offset] ^= 0x01
    (program_folder / "keys.json").write_bytes(whole)
    try:
        programs.open_program(program_folder, password=PASSWORD).close()
    except UserError as error:
        assert error.message  # noqa: PT017 -- some bytes do not matter and it opens


def test_a_newer_keys_file_is_refused_in_a_sentence(program_folder: Path) -> None:
    plain = json.loads((program_folder / "keys.json").read_text())
    plain["format"] = 3
    (program_folder / "keys.json").write_text(json.dumps(plain))
    with pytest.raises(UserError, match="last used by a newer umdesk"):
        programs.open_program(program_folder, password=PASSWORD)


def test_a_recovery_code_is_eight_groups_of_four_that_people_can_type() -> None:
    code = recovery_code.new_code()
    assert [len(group) for group in code.split("-")] == [4] * 8
    assert recovery_code.normalize(code.lower().replace("-", "")) == code
    assert recovery_code.new_code() != code


@given(st.integers(0, 30), st.sampled_from(recovery_code.ALPHABET))
def test_one_wrong_character_of_a_recovery_code_always_shows(place: int, wrong: str) -> None:
    code = "7K2M9QXE4TB0CHJ5W8ZVN3GRYA61SDPF"
    body = code[:31]
    good = recovery_code._grouped(body + recovery_code._check_character(body)).replace("-", "")
    if good[place] == wrong:
        return
    with pytest.raises(InvalidInput, match="typing mistake"):
        recovery_code.normalize(good[:place] + wrong + good[place + 1 :])


def test_a_recovery_code_of_the_wrong_length_says_how_many_characters_there_are() -> None:
    with pytest.raises(InvalidInput, match="this has 7 of 32"):
        recovery_code.normalize("7K2M-9QX")
