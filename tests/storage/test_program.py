"""Opening a program folder, and what is said when it cannot be."""

from pathlib import Path

import pytest
from sqlalchemy import select

from umdesk.domain.errors import CannotWrite, Damaged, InUse, InvalidInput, NotNow, UserError, WrongPassword
from umdesk.services import programs
from umdesk.services.programs import Program, SignedIn, utc_now
from umdesk.storage import undo
from umdesk.storage.access.keys import read_keys, unwrap
from umdesk.storage.engine import DatabaseKey, connect, make_engine
from umdesk.storage.lock import FolderLock
from umdesk.storage.models import Person, Unit
from umdesk.storage.program import Opened

PASSWORD = "correct horse battery"


def test_a_wrong_password_is_a_sentence(program_folder: Path) -> None:
    with pytest.raises(WrongPassword, match="The password is not right"):
        programs.open_program(program_folder, password="correct horse")


def test_an_account_that_is_none_is_named(program_folder: Path) -> None:
    with pytest.raises(InvalidInput, match=r"There is no account named Bo.*Maria Ortega"):
        programs.open_program(program_folder, password=PASSWORD, account="Bo")
    programs.open_program(program_folder, password=PASSWORD, account="maria ortega").close()


def test_the_recovery_code_opens_as_the_coordinator(program_template: tuple[Path, str], program_folder: Path) -> None:
    code = program_template[1]
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    opened = programs.open_with_recovery(program_folder, code=typed)
    assert opened.account.name == "Maria Ortega"
    opened.close()
    wrong = ("A" if code[0] != "A" else "B") + code[1:]
    with pytest.raises(InvalidInput, match="typing mistake"):
        programs.open_with_recovery(program_folder, code=wrong)


def test_a_second_window_is_told_who_has_it_open(program: Program) -> None:
    with pytest.raises(InUse, match=r"Open since \d+:\d\d [AP]M in another window on this computer"):
        programs.open_program(program.folder, password=PASSWORD, clock=program.clock)


def test_looking_beside_an_open_window_takes_no_lock_and_sees_its_work(program: Program) -> None:
    with program.operation("x", "Add") as op:
        op.session.add(Unit(name="Yard"))
    looking = programs.open_program(program.folder, password=PASSWORD, write=False)
    with looking.reading() as session:
        assert session.scalars(select(Unit.name)).all() == ["Yard"]
    with pytest.raises(CannotWrite, match="for looking only"), looking.operation("x", "Add") as op:
        op.session.add(Unit(name="Shop"))
    looking.close()


def test_without_wal_everything_works_the_same(program_folder: Path) -> None:
    """On a network drive there is no WAL: the journal is another, the promises are the same."""
    keys = read_keys(program_folder)
    key = unwrap(keys.program, keys.account_slots()[0], PASSWORD)
    assert key is not None
    raw = connect(program_folder / "program.db", DatabaseKey(key, keys.salt))
    assert raw.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    engine = make_engine(program_folder / "program.db", DatabaseKey(key, keys.salt))
    who = SignedIn("0" * 32, "Maria Ortega", frozenset())
    writing = Program(
        program_folder, who, utc_now, Opened(engine, raw, FolderLock(program_folder, utc_now()), keys, key)
    )
    with writing.operation("x", "Add") as op:
        op.session.add(Unit(name="Yard"))
    looking = programs.open_program(program_folder, password=PASSWORD, write=False)
    assert looking.opened.private_copy is None
    with writing.operation("x", "Add") as op:
        op.session.add(Unit(name="Shop"))
    with looking.reading() as session:
        assert session.scalars(select(Unit.name).order_by(Unit.name)).all() == ["Shop", "Yard"]
    looking.close()
    undo.undo(writing)
    with writing.reading() as session:
        assert session.scalars(select(Unit.name)).all() == ["Yard"]
        assert session.connection().exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
    writing.close()
    assert sorted(p.name for p in program_folder.iterdir()) == ["backups", "keys.json", "lock", "program.db"]


def test_what_was_written_is_there_after_opening_again(program_folder: Path) -> None:
    first = programs.open_program(program_folder, password=PASSWORD)
    with first.operation("x", "Add") as op:
        op.session.add(Unit(name="Yard"))
    first.close()
    assert sorted(p.name for p in program_folder.iterdir()) == ["backups", "keys.json", "lock", "program.db"]
    second = programs.open_program(program_folder, password=PASSWORD)
    with second.reading() as session:
        assert session.scalars(select(Unit.name)).all() == ["Yard"]
    second.close()


def test_a_closed_program_stays_closed(program: Program) -> None:
    program.close()
    program.close()
    with pytest.raises(NotNow, match="The program was closed"), program.reading():
        pass
    with pytest.raises(NotNow, match="The program was closed"), program.operation("x", "Add"):
        pass


def test_nothing_in_the_clear_reaches_the_disk(program: Program) -> None:
    with program.operation("x", "Add") as op:
        op.session.add(Person(last_name="Unmistakable", first_name="Ana", employee_number=None))
    for file in program.folder.rglob("*"):
        if file.is_file():
            assert b"Unmistakable" not in file.read_bytes(), file.name


def test_what_is_no_program_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no program at"):
        programs.open_program(tmp_path / "nowhere.umdesk", password=PASSWORD)
    with pytest.raises(UserError, match="is not a program folder"):
        programs.open_program(tmp_path, password=PASSWORD)


def test_a_missing_database_is_damage(program_folder: Path) -> None:
    (program_folder / "program.db").unlink()
    with pytest.raises(Damaged, match=r"database \(program.db\) of this program is missing"):
        programs.open_program(program_folder, password=PASSWORD)


def test_a_new_program_is_refused_where_something_stands(program_folder: Path) -> None:
    with pytest.raises(CannotWrite, match="exists already"):
        programs.create_program(program_folder, department="D", office="O", coordinator="C", password=PASSWORD)


def test_a_new_program_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="at least 12 characters"):
        programs.create_program(tmp_path / "new", department="D", office="O", coordinator="C", password="short")
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CannotWrite, match="Nothing was made"):
        programs.create_program(
            tmp_path / "file" / "new", department="D", office="O", coordinator="C", password=PASSWORD
        )
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
