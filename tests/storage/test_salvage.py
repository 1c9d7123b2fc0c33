"""A salvage brings back all but what lay on the damaged page, says what that was, and makes a program that is whole."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import PASSWORD, new_recovery_code
from tests.storage import damage
from umdesk.domain.errors import CannotWrite, Gone, InUse, NotAllowed, WrongPassword
from umdesk.domain.words import Role
from umdesk.services import accounts, applicants, attachments, integrity, programs
from umdesk.services.integrity import Saved
from umdesk.storage import blobs
from umdesk.storage.engine import DatabaseKey, connect
from umdesk.storage.integrity.contents import missing_numbers
from umdesk.storage.models import Account, AccountRole, Event, PrintedDocument
from umdesk.storage.pages.sealed import PAGE
from umdesk.storage.salvage import saving


def save(folder: Path, name: str = "saved.umdesk") -> Saved:
    return saving.save(damage.source(folder), folder.parent / name)


def damage_page(folder: Path, page: int) -> None:
    damage.flip(folder, page * PAGE - 1000)


def test_a_whole_program_is_saved_whole(filled: Path) -> None:
    saved = save(filled)
    assert damage.lost_between(damage.rows_of(filled), damage.rows_of(saved.program)) == {}
    assert (saved.missing, saved.events_lost, saved.findings) == ((), (), ())
    assert integrity.check_folder(saved.program, PASSWORD).findings == ()


@pytest.mark.parametrize("table", ["person", "appointment", "unit", "account", "account_role", "program"])
def test_records_come_back_from_the_history_or_from_their_indexes(filled: Path, table: str) -> None:
    before = damage.rows_of(filled)
    for page in damage.pages_of(filled, table):
        damage_page(filled, page)
    saved = save(filled)
    assert damage.lost_between(before, damage.rows_of(saved.program)) == {}
    (told,) = (each for each in saved.tables if each.table == table)
    count = sum(before[table].values())
    all_in_indexes = table in {"unit", "account_role"}
    assert (told.kept, told.from_history, told.lost) == (count, 0 if all_in_indexes else count, 0)
    assert integrity.check_folder(saved.program, PASSWORD).findings == ()


@pytest.mark.parametrize("index", ["sqlite_autoindex_person_1", "ix_person_name", "sqlite_autoindex_event_1"])
def test_a_damaged_index_costs_nothing(filled: Path, index: str) -> None:
    before = damage.rows_of(filled)
    for page in damage.pages_of(filled, index):
        damage_page(filled, page)
    saved = save(filled)
    assert damage.lost_between(before, damage.rows_of(saved.program)) == {}
    assert (saved.missing, saved.events_lost) == ((), ())


def test_a_lost_first_page_costs_nothing(filled: Path) -> None:
    before = damage.rows_of(filled)
    damage_page(filled, 1)
    saved = save(filled)
    assert damage.lost_between(before, damage.rows_of(saved.program)) == {}
    assert saved.missing == ()
    assert integrity.check_folder(saved.program, PASSWORD).findings == ()


def test_records_below_a_damaged_inner_page_are_found_by_what_they_are(filled: Path) -> None:
    before = damage.rows_of(filled)
    for table in ("person", "change", "event"):
        damage_page(filled, min(damage.pages_of(filled, table)))
    saved = save(filled)
    assert damage.lost_between(before, damage.rows_of(saved.program)) == {}


def test_lost_events_are_listed_and_the_check_knows_them(filled: Path) -> None:
    before = damage.rows_of(filled)
    damage_page(filled, max(damage.pages_of(filled, "event")))
    saved = save(filled)
    lost = damage.lost_between(before, damage.rows_of(saved.program))
    assert lost == {"event": len(saved.events_lost)}
    assert [each.lost for each in saved.tables if each.table == "event"] == [len(saved.events_lost)]
    found = integrity.check_folder(saved.program, PASSWORD)
    assert found.findings == ()
    assert [note.partition(" since")[2] for note in found.notes] == [" the salvage of May 21, 2026."]
    program = programs.open_program(saved.program, password=PASSWORD)
    with program.reading() as session:
        (event,) = session.query(Event).filter_by(operation="programs.salvage")
        assert missing_numbers(event.reason) == set(saved.events_lost)
    program.close()


def test_only_the_events_that_were_lost_are_excused(filled: Path) -> None:
    damage_page(filled, max(damage.pages_of(filled, "event")))
    saved = save(filled)
    program = programs.open_program(saved.program, password=PASSWORD)
    program.opened.anchor.execute("UPDATE event SET summary = 'Something else' WHERE seq = 1")
    program.close()
    found = integrity.check_folder(saved.program, PASSWORD)
    assert [(f.kind, f.where) for f in found.findings] == [("history", "event 1")]
    assert "“Something else”" in found.findings[0].what


def test_a_lost_change_is_rebuilt_from_its_neighbours_where_the_hash_proves_it(filled: Path) -> None:
    before = damage.rows_of(filled)
    damage_page(filled, sorted(damage.pages_of(filled, "change"))[1])
    saved = save(filled)
    assert damage.lost_between(before, damage.rows_of(saved.program)) == {}
    assert (saved.events_lost, saved.missing) == ((), ())


def test_changes_that_cannot_be_rebuilt_are_listed_and_no_record_is_lost_with_them(filled: Path) -> None:
    before = damage.rows_of(filled)
    for page in damage.pages_of(filled, "change"):
        damage_page(filled, page)
    saved = save(filled)
    assert damage.lost_between(before, damage.rows_of(saved.program)).keys() == {"change"}
    assert saved.events_lost
    assert integrity.check_folder(saved.program, PASSWORD).findings == ()


def test_a_lost_document_stays_in_the_list_and_says_that_it_is_lost(filled: Path) -> None:
    damage_page(filled, max(damage.pages_of(filled, "blob")))
    saved = save(filled)
    assert saved.missing == ("kept copies of documents: cdp 2026-0001",)
    assert [(each.kept, each.lost) for each in saved.tables if each.table == "blob"] == [(0, 1)]
    assert integrity.check_folder(saved.program, PASSWORD).findings == ()
    program = programs.open_program(saved.program, password=PASSWORD)
    with program.reading() as session:
        kept = session.query(PrintedDocument).one()
        with pytest.raises(Gone, match="lost when the program was damaged"):
            blobs.read(session, kept.blob_sha256)
    program.close()


def test_a_lost_attachment_stays_with_its_application_and_says_that_it_is_lost(filled: Path) -> None:
    program = programs.open_program(filled, password=PASSWORD)
    (application,) = (row.id for row in applicants.rows(program))
    added = attachments.add(program, application, "transcript.pdf", b"%PDF-1.7 " + bytes(range(256)) * 60)
    program.close()
    damage_page(filled, max(damage.pages_of(filled, "blob")))
    saved = save(filled)
    assert saved.missing == ("kept copies of documents: transcript.pdf",)
    assert integrity.check_folder(saved.program, PASSWORD).findings == ()
    program = programs.open_program(saved.program, password=PASSWORD)
    (row,) = attachments.of_application(program, application)
    with pytest.raises(Gone, match="lost when the program was damaged"):
        attachments.content(program, row.id)
    assert (row.id, row.name) == (added, "transcript.pdf")
    program.close()


def test_a_record_that_is_lost_twice_is_listed_by_name(filled: Path) -> None:
    for table in ("person", "change"):
        for page in damage.pages_of(filled, table):
            damage_page(filled, page)
    saved = save(filled)
    assert "people: Reyes 007, Ana, 000007" in saved.missing
    (told,) = (each for each in saved.tables if each.table == "person")
    assert (told.kept, told.lost) == (0, 61)
    assert "appointments" in " ".join(saved.missing)  # they belong to nobody now
    assert integrity.check_folder(saved.program, PASSWORD).findings == ()
    programs.open_program(saved.program, password=PASSWORD).close()


def test_no_number_is_given_out_twice(filled: Path) -> None:
    before = damage.rows_of(filled)["counter"]
    for page in damage.pages_of(filled, "counter"):
        damage_page(filled, page)
    # The second of the two applicants was undone; the number stays used all the same.
    year = datetime.now().astimezone().year
    assert damage.rows_of(save(filled).program)["counter"] == before == {(f"application {year}", 2): 1}


@pytest.mark.parametrize("page", range(1, 200, 49))
def test_whatever_page_is_damaged_the_rest_is_saved_and_whole(filled: Path, page: int) -> None:
    before = damage.rows_of(filled)
    damage_page(filled, page)
    saved = save(filled)
    assert damage.lost_between(before, damage.rows_of(saved.program)).keys() <= {"event", "blob"}
    assert integrity.check_folder(saved.program, PASSWORD).findings == ()
    programs.open_program(saved.program, password=PASSWORD).close()


def test_a_damaged_salt_in_keys_json_is_mended_from_the_file(filled: Path) -> None:
    keys = (filled / "keys.json").read_text()
    salt = (filled / "program.db").read_bytes()[:16].hex()
    (filled / "keys.json").write_text(keys.replace(salt, "00" * 16))
    assert integrity.check_folder(filled, PASSWORD).findings
    saved = save(filled)
    assert integrity.check_folder(saved.program, PASSWORD).findings == ()


def test_a_program_of_the_first_version_is_saved_in_its_own_tables(tmp_path: Path) -> None:
    shutil.unpack_archive(Path(__file__).parents[1] / "data" / "programs" / "0001.zip", tmp_path)
    for page in damage.pages_of(tmp_path / "Old.umdesk", "account"):
        damage_page(tmp_path / "Old.umdesk", page)
    saved = integrity.salvage_folder(tmp_path / "Old.umdesk", tmp_path / "saved", PASSWORD)
    assert saved.missing == ()
    programs.open_program(saved.program, password=PASSWORD).close()
    assert integrity.check_folder(saved.program, PASSWORD).findings == ()


def test_the_damaged_program_is_not_touched_and_nothing_is_written_over(filled: Path) -> None:
    damage_page(filled, 20)
    before = {path.name: path.read_bytes() for path in filled.iterdir() if path.is_file()}
    save(filled)
    with pytest.raises(CannotWrite, match="exists already"):
        save(filled)
    assert {path.name: path.read_bytes() for path in filled.iterdir() if path.is_file()} == before
    assert sorted(path.name for path in filled.parent.iterdir()) == ["redding.umdesk", "saved.umdesk"]


def test_it_takes_the_password_or_code_of_a_coordinator(filled: Path, program_template: tuple[Path, str]) -> None:
    with pytest.raises(WrongPassword):
        integrity.salvage_folder(filled, filled.parent / "no", "not the password")
    saved = integrity.salvage_folder(filled, filled.parent / "by-code", code=program_template[1])
    assert saved.program.name == "by-code.umdesk"
    program = programs.open_program(filled, password=PASSWORD)
    with pytest.raises(InUse):
        integrity.salvage_folder(filled, filled.parent / "no", PASSWORD)
    with program.operation("x", "Made a reader of the coordinator") as op:
        op.session.query(AccountRole).one().role = "reader"
    program.close()
    with pytest.raises(NotAllowed, match="role coordinator"):
        integrity.salvage_folder(filled, filled.parent / "no", PASSWORD)
    assert not list(filled.parent.glob("*no*"))


@pytest.mark.parametrize("lost", ["account", "account_role"])
def test_where_the_roles_are_lost_it_takes_the_recovery_sheet(
    filled: Path, program_template: tuple[Path, str], lost: str
) -> None:
    """Else a supervisor damages the pages that say so, puts keys.json in another order, and saves everything."""
    for table in (lost, "sqlite_autoindex_account_role_1", "sqlite_autoindex_account_role_2", "change"):
        for page in damage.pages_of(filled, table):
            damage_page(filled, page)
    with pytest.raises(NotAllowed, match="the damage took what says who is a coordinator") as refused:
        integrity.salvage_folder(filled, filled.parent / "no", PASSWORD)
    assert "recovery sheet" in refused.value.advice
    assert not list(filled.parent.glob("*no*"))
    assert integrity.salvage_folder(filled, filled.parent / "yes", code=program_template[1]).program.is_dir()


def test_an_older_keys_file_saves_neither_with_an_old_password_nor_with_an_old_sheet(
    filled: Path, program_template: tuple[Path, str]
) -> None:
    before = (filled / "keys.json").read_bytes()
    program = programs.open_program(filled, password=PASSWORD)
    programs.set_password(program, "forty wooden garden gates")
    new_recovery_code(program)
    program.close()
    (filled / "keys.json").write_bytes(before)
    with pytest.raises(NotAllowed, match="may not save the program"):
        integrity.salvage_folder(filled, filled.parent / "no", PASSWORD)
    with pytest.raises(NotAllowed, match="This recovery sheet ended"):
        integrity.salvage_folder(filled, filled.parent / "no", code=program_template[1])


def test_whoever_saves_can_sign_in_even_if_all_accounts_are_lost(
    filled: Path, program_template: tuple[Path, str]
) -> None:
    for table in ("account", "account_role", "change"):
        for page in damage.pages_of(filled, table):
            damage_page(filled, page)
    saved = integrity.salvage_folder(filled, filled.parent / "saved", code=program_template[1])
    program = programs.open_program(saved.program, password=PASSWORD)
    with program.reading() as session:
        assert session.query(Account).one().name == "Maria Ortega"
    program.close()


def test_nothing_in_clear_reaches_the_disk(filled: Path) -> None:
    damage_page(filled, max(damage.pages_of(filled, "person")))
    saved = save(filled)
    everything = b"".join(path.read_bytes() for path in saved.program.rglob("*") if path.is_file())
    assert b"Reyes" not in everything
    _, keys, key = damage.opened(saved.program)
    raw = connect(saved.program / "program.db", DatabaseKey(key, keys.salt), read_only=True)
    assert raw.execute("SELECT count(*) FROM person WHERE last_name LIKE 'Reyes%'").fetchone()[0] == 60
    raw.close()


def test_a_rater_cannot_become_a_coordinator_by_damaging_the_roles(filled: Path) -> None:
    program = programs.open_program(filled, password=PASSWORD)
    accounts.add(program, "Rita Shaw", frozenset({Role.RATER}), "seven wet paper boats")
    program.close()
    for damaged in (("account_role",), ("account_role", "sqlite_autoindex_account_role_1", "account", "change")):
        for name in damaged:
            for page in damage.pages_of(filled, name):
                damage_page(filled, page)
        with pytest.raises(NotAllowed, match="Rita Shaw may not"):
            integrity.salvage_folder(filled, filled.parent / "no", "seven wet paper boats", "Rita Shaw")
        for name in damaged:
            for page in damage.pages_of(filled, name):
                damage_page(filled, page)  # the same bit again: whole
