"""`umdesk account`."""

import json
from pathlib import Path

import pytest

from tests.conftest import PASSWORD
from umdesk.cli.main import main
from umdesk.domain.errors import WrongPassword
from umdesk.services import accounts, programs
from umdesk.storage.models import Supervisor

pytestmark = pytest.mark.usefixtures("signed_in")
SECRET = "seven quiet harbor lamps"


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """A file with a new password."""
    (tmp_path / "secret.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    return str(tmp_path / "secret.txt")


@pytest.fixture
def old(tmp_path: Path) -> str:
    """A file with the coordinator's password."""
    (tmp_path / "old.txt").write_text(PASSWORD, encoding="utf-8")
    return str(tmp_path / "old.txt")


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main([*words, "--json"]) == 0
    value: dict[str, object] = json.loads(capsys.readouterr().out)
    return value


def test_an_account_is_added_listed_and_signs_in_at_once(program_folder, capsys, secret):
    folder = str(program_folder)
    assert answer(
        capsys,
        "account",
        "add",
        folder,
        "Bo Reader",
        "--role",
        "reader",
        "--role",
        "rater",
        "--new-password-file",
        secret,
    ) == {"account": "Bo Reader", "roles": ["rater", "reader"], "supervisor": "", "warnings": [accounts.NOT_BLIND]}
    assert answer(capsys, "account", "list", folder) == {
        "accounts": [
            {
                "name": "Maria Ortega",
                "roles": ["coordinator"],
                "active": True,
                "must_change": False,
                "supervisor": "",
            },
            {"name": "Bo Reader", "roles": ["rater", "reader"], "active": True, "must_change": False, "supervisor": ""},
        ]
    }
    assert main(["account", "list", folder]) == 0
    assert capsys.readouterr().out.splitlines()[2] == "Bo Reader     rater, reader  active"
    program = programs.open_program(program_folder, password=SECRET, account="bo  reader")
    assert program.account.roles == {"rater", "reader"}
    program.close()
    assert programs.account_names(program_folder) == ("Maria Ortega", "Bo Reader")


def test_a_supervisor_is_linked_by_name_or_id_and_warned_of_without(program_folder, capsys, secret):
    folder = str(program_folder)
    program = programs.open_program(program_folder, password=PASSWORD)
    with program.operation("x", "Add") as op:
        records = [Supervisor(name="Dana Webb"), Supervisor(name="Kim Lee"), Supervisor(name="kim lee")]
        op.session.add_all(records)
        op.session.flush()
        ids = [record.id for record in records]
    program.close()
    add = ["account", "add", folder, "--role", "supervisor", "--new-password-file", secret]
    assert answer(capsys, *add, "Dana", "--supervisor", "dana webb")["supervisor"] == "Dana Webb"
    assert main([*add, "Other", "--supervisor", "Dana Webb"]) == 1
    assert "is linked to the account Dana" in capsys.readouterr().err
    assert main([*add, "Kim", "--supervisor", "Kim Lee"]) == 1
    said = capsys.readouterr().err
    assert "2 supervisor records have the name Kim Lee" in said
    assert all(each in said for each in ids[1:])
    assert answer(capsys, *add, "Kim", "--supervisor", ids[2])["supervisor"] == "kim lee"
    assert answer(capsys, *add, "Lou")["warnings"] == [
        "This supervisor is linked to no supervisor record and sees no participants until that is done."
    ]
    assert main([*add, "Ann", "--supervisor", "Nobody"]) == 1
    assert "There is no supervisor record “Nobody”" in capsys.readouterr().err


def test_a_reset_password_has_to_be_changed_before_anything_else(program_folder, capsys, secret, tmp_path):
    folder = str(program_folder)
    main(["account", "add", folder, "Bo", "--role", "coordinator", "--new-password-file", secret])
    (tmp_path / "given.txt").write_text("given by somebody else", encoding="utf-8")
    capsys.readouterr()
    assert answer(capsys, "account", "reset", folder, "Bo", "--new-password-file", str(tmp_path / "given.txt")) == {
        "account": "Bo",
        "must_change": True,
    }
    as_bo = ["--account", "Bo", "--password-file", str(tmp_path / "given.txt")]
    assert main(["account", "list", folder, *as_bo]) == 1
    assert "Choose a password of your own first" in capsys.readouterr().err
    assert main(["account", "password", folder, *as_bo, "--new-password-file", secret]) == 0
    capsys.readouterr()
    listed = answer(capsys, "account", "list", folder, "--account", "Bo", "--password-file", secret)
    assert [row["must_change"] for row in listed["accounts"]] == [False, False]


def test_a_disabled_account_opens_nothing_until_it_is_enabled_with_another_password(
    program_folder, capsys, secret, tmp_path
):
    folder = str(program_folder)
    main(["account", "add", folder, "Bo", "--role", "reader", "--new-password-file", secret])
    assert main(["account", "disable", folder, "Bo"]) == 0
    assert main(["account", "disable", folder, "Maria Ortega"]) == 1
    assert "You cannot disable your own account" in capsys.readouterr().err
    assert main(["account", "list", folder, "--account", "Bo", "--password-file", secret]) == 1
    assert "There is no account named Bo" in capsys.readouterr().err
    assert main(["account", "enable", folder, "Bo", "--new-password-file", secret]) == 0
    program = programs.open_program(program_folder, password=SECRET, account="Bo", write=False)
    assert program.account.must_change
    program.close()


def test_a_password_that_everybody_tries_is_refused_and_nothing_is_added(program_folder, capsys, tmp_path):
    (tmp_path / "weak.txt").write_text("Password1234!", encoding="utf-8")
    folder = str(program_folder)
    weak = str(tmp_path / "weak.txt")
    assert main(["account", "add", folder, "Bo", "--role", "reader", "--new-password-file", weak]) == 1
    assert "one of the 10,000 passwords that people use most" in capsys.readouterr().err
    assert programs.account_names(program_folder) == ("Maria Ortega",)


def test_only_a_coordinator_manages_accounts(program_folder, capsys, secret, old):
    folder = str(program_folder)
    main(["account", "add", folder, "Bo", "--role", "reader", "--new-password-file", secret])
    capsys.readouterr()
    as_bo = ["--account", "Bo", "--password-file", secret]
    for words in (["list", folder], ["disable", folder, "Maria Ortega"], ["reset", folder, "Maria Ortega"]):
        given = ["--new-password-file", secret] if words[0] == "reset" else []
        assert main(["account", *words, *given, *as_bo]) == 1
        assert "It takes an account with the role coordinator" in capsys.readouterr().err
    assert main(["account", "password", folder, *as_bo, "--new-password-file", old]) == 0
    programs.open_program(program_folder, password=PASSWORD, account="Bo", write=False).close()
    with pytest.raises(WrongPassword):
        programs.open_program(program_folder, password=SECRET, account="Bo")


def test_without_a_terminal_and_a_file_there_is_no_new_password(program_folder, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    assert main(["account", "password", str(program_folder)]) == 1
    assert "Use --new-password-file FILE" in capsys.readouterr().err
