"""A fault of ours is a report that holds no personal data."""

from tests.conftest import PASSWORD
from umdesk import __version__, faults
from umdesk.cli.main import main


def look_up(name: str) -> str:
    secret = f"Social note on {name}"
    try:
        return {}[secret]
    except KeyError as error:
        raise RuntimeError(f"no person called {name}") from error


def caught():
    try:
        look_up("Rebecca Nelson")
    except RuntimeError as error:
        return error
    raise AssertionError


def test_a_report_names_places_and_kinds_but_no_people():
    error = caught()

    lines = faults.report(type(error), error.__traceback__, error.__cause__, beside="Qt 6").splitlines()

    assert lines[0].startswith(f"umdesk {__version__}, Python 3.")
    assert ", Qt 6, " in lines[0]
    assert lines[1] == "builtins.RuntimeError"
    assert lines[3].startswith("  tests/cli/test_faults.py:")
    assert lines[3].endswith(" in look_up")
    assert lines[4] == "caused by builtins.KeyError"
    assert len(lines) == 6
    text = "\n".join(lines)
    assert [word for word in ("Rebecca", "Nelson", "Social", "/home", "\\Users") if word in text] == []


def test_a_fault_in_a_command_is_told_without_names_and_folders(monkeypatch, capsys, program_folder):
    def break_down(*_arguments):
        raise RuntimeError(f"Rebecca in {program_folder}")

    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)
    monkeypatch.setattr("json.loads", break_down)
    assert main(["check", str(program_folder)]) == 1

    said = capsys.readouterr().err
    assert "builtins.RuntimeError\n  umdesk/cli/main.py:" in said
    assert "This is a fault in umdesk (RuntimeError)." in said
    assert [word for word in ("Rebecca", str(program_folder.parent)) if word in said] == []
