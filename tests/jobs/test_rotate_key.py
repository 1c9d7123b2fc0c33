"""Changing the key of a program folder, with its pages."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import PASSWORD, SetClock
from tests.documents.pdf_rules import check
from umdesk.domain.errors import CannotWrite, InUse, NotAllowed, WrongPassword
from umdesk.domain.words import Role
from umdesk.jobs.rotate_key import rotate_key
from umdesk.services import accounts, backups, programs
from umdesk.services.backups import Way
from umdesk.storage.access.keys import read_keys

BO = "seven quiet harbor lamps"


@pytest.fixture
def folder(program_folder: Path) -> Path:
    """A closed program with the reader Bo."""
    program = programs.open_program(program_folder, password=PASSWORD)
    accounts.add(program, "Bo", [Role.READER], BO)
    program.close()
    return program_folder


def test_the_pages_hold_a_password_for_each_other_account_and_the_new_recovery_code(
    folder: Path, tmp_path: Path, clock: SetClock
) -> None:
    said = []
    made = rotate_key(
        folder,
        password=PASSWORD,
        account=None,
        output=tmp_path / "pages.pdf",
        clock=clock,
        progress=lambda done, total, text: said.append(text),
    )
    assert (made.pages, made.accounts) == (3, ("Bo",))
    text = check((tmp_path / "pages.pdf").read_bytes()).text
    password = text.split("Password that works once")[1].split()[0]
    code = text.split("Recovery code")[1].split()[0]
    programs.open_program(folder, password=password, account="Bo").close()
    programs.open_with_recovery(folder, code=code).close()
    with pytest.raises(WrongPassword):
        programs.open_program(folder, password=BO, account="Bo")
    assert list(dict.fromkeys(said)) == [
        "Checking the program",
        "Making the keys",
        "Copying under the next key",
        "Checking the copy",
        "Writing the pages with the passwords",
    ]


def test_a_backup_is_made_that_opens_with_the_passwords_that_hold_then(folder: Path, tmp_path: Path) -> None:
    made = rotate_key(folder, password=PASSWORD, account=None, output=tmp_path / "pages.pdf")
    code = check((tmp_path / "pages.pdf").read_bytes()).text.split("Recovery code")[1].split()[0]
    (listed,) = backups.found_in(folder)
    assert made.no_backup == ""
    assert backups.look(listed.file, Way(password=PASSWORD)).opens == ("Maria Ortega", "Bo")
    assert backups.look(listed.file, Way(code=code)).recovery_sheet is not None


def test_the_key_is_changed_also_where_no_backup_can_be_made(folder: Path, tmp_path: Path) -> None:
    shutil.rmtree(folder / "backups")
    (folder / "backups").write_text("a file where the folder is wanted")
    made = rotate_key(folder, password=PASSWORD, account=None, output=tmp_path / "pages.pdf")
    assert made.no_backup != ""
    with pytest.raises(WrongPassword):
        programs.open_program(folder, password=BO, account="Bo")


def test_nothing_changes_where_it_is_refused(folder: Path, tmp_path: Path) -> None:
    before = read_keys(folder)
    output = tmp_path / "pages.pdf"
    with pytest.raises(WrongPassword):
        rotate_key(folder, password="not this one", account=None, output=output)
    with pytest.raises(NotAllowed, match="Bo may not change the key"):
        rotate_key(folder, password=BO, account="Bo", output=output)
    with pytest.raises(CannotWrite, match="does not exist"):
        rotate_key(folder, password=PASSWORD, account=None, output=tmp_path / "nowhere" / "pages.pdf")
    output.write_text("an older file")
    with pytest.raises(CannotWrite, match="exists already"):
        rotate_key(folder, password=PASSWORD, account=None, output=output)
    program = programs.open_program(folder, password=PASSWORD)
    with pytest.raises(InUse):
        rotate_key(folder, password=PASSWORD, account=None, output=tmp_path / "other.pdf")
    program.close()
    assert read_keys(folder) == before
    assert output.read_text() == "an older file"
    assert not (tmp_path / "other.pdf").exists()
    programs.open_program(folder, password=BO, account="Bo").close()


def test_a_demo_stays_a_demo(tmp_path: Path) -> None:
    program, _ = programs.create_program(
        tmp_path / "demo",
        department="D",
        office="O",
        coordinator="C",
        password="demo",
        demo=True,
        cost=programs.Cost(memory_kib=8, passes=1, lanes=1),
    )
    program.close()
    rotate_key(program.folder, password="demo", account=None, output=tmp_path / "pages.pdf")
    again = programs.open_program(program.folder, password="demo")
    assert programs.describe(again).demo
    again.close()
