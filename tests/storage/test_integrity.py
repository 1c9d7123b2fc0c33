"""The check finds damage and says where; a whole program is found whole."""

from pathlib import Path

import pytest

from umdesk.domain.errors import Damaged, NotAllowed, UserError, WrongPassword
from umdesk.services import integrity, programs, settings
from umdesk.services.programs import Program
from umdesk.storage import blobs
from umdesk.storage.models import AccountRole, PrintedDocument, Unit

PASSWORD = "correct horse battery"
PAGE = 4096


@pytest.fixture
def filled(program_folder: Path) -> Path:
    """A closed program with a few hundred units in it."""
    program = programs.open_program(program_folder, password=PASSWORD)
    for start in range(0, 400, 100):
        with program.operation("x", "Added units") as op:
            op.session.add_all(Unit(name=f"Unit {start + i} {'x' * 200}") for i in range(100))
    program.close()
    return program_folder


def test_a_whole_program_is_found_whole_open_and_closed(program: Program) -> None:
    with program.operation("x", "Added a unit") as op:
        op.session.add(Unit(name="Yard"))
    found = integrity.check(program)
    assert (found.ok, found.findings, found.events) == (True, (), 3)
    beside = integrity.check_folder(program.folder, PASSWORD)
    assert (beside.findings, beside.events, beside.last_event_hash) == ((), 3, found.last_event_hash)


def test_settings_of_every_kind_are_as_the_history_says(program: Program) -> None:
    for key, value in (("lock.idle_minutes", 1), ("backups.second_place", "12"), ("plans.no_promise_line", "No.")):
        settings.change(program, key, value)

    assert integrity.check(program).findings == ()


def test_a_check_writes_nothing(filled: Path) -> None:
    before = {p.name: p.read_bytes() for p in filled.iterdir() if p.is_file()}
    assert integrity.check_folder(filled, PASSWORD).ok
    assert {p.name: p.read_bytes() for p in filled.iterdir() if p.is_file()} == before


def test_every_damaged_page_is_found_and_never_crashes(filled: Path) -> None:
    whole = (filled / "program.db").read_bytes()
    for page in range(0, len(whole) // PAGE, 9):
        broken = bytearray(whole)
        broken[page * PAGE + 2000] ^= 0xFF
        (filled / "program.db").write_bytes(broken)
        found = integrity.check_folder(filled, PASSWORD)
        assert "page" in {finding.kind for finding in found.findings}, f"page {page + 1}"


def test_a_damaged_first_page_is_damage_and_not_a_wrong_password(filled: Path) -> None:
    broken = bytearray((filled / "program.db").read_bytes())
    broken[2000] ^= 0xFF
    (filled / "program.db").write_bytes(broken)
    with pytest.raises(Damaged, match="The password is right, but the database"):
        programs.open_program(filled, password=PASSWORD)
    with pytest.raises(WrongPassword):
        programs.open_program(filled, password="something else")
    with pytest.raises(WrongPassword):
        integrity.check_folder(filled, "something else")


def test_a_program_that_failed_to_open_is_not_left_locked(filled: Path) -> None:
    whole = (filled / "program.db").read_bytes()
    (filled / "program.db").write_bytes(b"x" * len(whole))
    with pytest.raises(Damaged):
        programs.open_program(filled, password=PASSWORD)
    (filled / "program.db").write_bytes(whole)
    programs.open_program(filled, password=PASSWORD).close()


@pytest.mark.parametrize("length", [0, 100, PAGE, 10 * PAGE, 10 * PAGE + 1])
def test_a_cut_database_is_damage_when_opened_or_read(filled: Path, length: int) -> None:
    whole = (filled / "program.db").read_bytes()
    (filled / "program.db").write_bytes(whole[:length])
    assert not integrity.check_folder(filled, PASSWORD).ok
    try:
        program = programs.open_program(filled, password=PASSWORD)
    except UserError as error:
        assert isinstance(error, Damaged)  # noqa: PT017 -- some cuts only show when the page is read
    else:
        program.close()


def test_altered_history_and_lost_references_are_named(program: Program) -> None:
    with program.operation("x", "Added a unit") as op:
        op.session.add(Unit(name="Yard"))
    raw = program.opened.anchor
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("UPDATE event SET account_name = 'Somebody else' WHERE seq = 2")
    raw.execute("UPDATE account_role SET account_id = randomblob(16)")
    found = integrity.check(program)
    assert [(f.kind, f.where.split(",")[0]) for f in found.findings] == [
        ("reference", "account_role"),
        ("history", "event 2"),
        ("record", "account_role"),
    ]


def test_a_missing_and_an_unknown_way_in_are_named(program: Program) -> None:
    old = (program.folder / "keys.json").read_bytes()
    programs.set_password(program, "another long secret")
    (program.folder / "keys.json").write_bytes(old)
    found = integrity.check_folder(program.folder, PASSWORD)
    assert [(f.kind, f.where, f.what) for f in found.findings] == [
        ("keys", "keys.json", "the way in of Maria Ortega is missing"),
        ("keys", "keys.json, slot 1", "a way in that the program does not know"),
    ]


def test_damaged_keys_are_a_finding(filled: Path) -> None:
    (filled / "keys.json").write_text("{")
    found = integrity.check_folder(filled, PASSWORD)
    assert [(f.kind, f.where) for f in found.findings] == [("keys", "keys.json")]


def test_a_record_that_was_changed_past_the_history_is_found_and_counted(program: Program) -> None:
    with program.operation("x", "Added units") as op:
        op.session.add_all(Unit(name=name) for name in ("Yard", "Shop", "Garage", "Barn"))
    raw = program.opened.anchor
    raw.execute("UPDATE unit SET name = name || ' 2' WHERE name IN ('Yard', 'Shop')")
    raw.execute("DELETE FROM unit WHERE name = 'Garage'")
    raw.execute("INSERT INTO unit (id, name) VALUES (randomblob(16), 'Shed')")
    found = integrity.check(program)
    assert [(f.kind, f.where) for f in found.findings] == [
        ("record", "unit, 2 records"),
        ("record", "unit, 1 record"),
        ("record", "unit, 1 record"),
    ]
    assert [f.what for f in found.findings] == [
        "units: not as the history says: changed past it",
        "units: there although the history knows nothing of them",
        "units: gone although the history does not say that they were removed",
    ]


def test_a_broken_event_is_named_by_its_number_its_day_and_what_it_did(program: Program) -> None:
    with program.operation("x", "Added Ana Reyes") as op:
        op.session.add(Unit(name="Yard"))
    program.opened.anchor.execute("UPDATE change SET before = '{}' WHERE table_name = 'unit'")
    assert [(f.kind, f.where, f.what) for f in integrity.check(program).findings] == [
        ("history", "event 3", "its text or its changes were altered: May 20, 2026, “Added Ana Reyes”")
    ]


def test_a_kept_document_that_is_another_or_missing_is_named(program: Program) -> None:
    with program.operation("x", "Printed") as op:
        for number in ("2026-0001", "2026-0002"):
            op.session.add(
                PrintedDocument(
                    kind="cdp", number=number, digest="0" * 10, pages=1, printed_by="Maria Ortega",
                    blob_sha256=blobs.keep(op.session, number.encode(), "application/pdf"), printed_at=program.now(),
                )
            )  # fmt: skip
    raw = program.opened.anchor
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DELETE FROM blob WHERE data = ?", (b"2026-0002",))
    raw.execute("UPDATE blob SET data = x'00'")
    found = [f for f in integrity.check(program).findings if f.kind == "document"]
    assert [(f.where, f.what) for f in found] == [
        ("cdp 2026-0001", "the kept copy is not what was printed"),
        ("cdp 2026-0002", "its kept copy is missing"),
    ]


def test_a_rater_may_not_check_and_learns_nothing(program: Program) -> None:
    with program.operation("x", "Made a rater of the coordinator") as op:
        op.session.query(AccountRole).one().role = "rater"
    program.close()
    with pytest.raises(NotAllowed, match="coordinator or reader"):
        integrity.check_folder(program.folder, PASSWORD)


def test_a_stranger_in_the_folder_is_a_note_and_no_damage(program_folder: Path) -> None:
    (program_folder / "list.xlsx").write_text("x")
    found = integrity.check_folder(program_folder, PASSWORD)
    assert (found.ok, found.notes) == (True, ("list.xlsx in the program folder is no part of the program.",))
