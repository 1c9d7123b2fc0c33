"""Every command under every role, and keys.json in the hands of somebody who wants to be somebody else."""

import argparse
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.applications import HEADER, NELSON, write_xlsx
from tests.conftest import CHEAP
from tests.roles_world import DANA, EVE, NOTE, PASSWORDS, RITA, SAM, World
from umdesk.cli.main import build_parser, main
from umdesk.domain.reports.kinds import KINDS
from umdesk.domain.words import Role
from umdesk.services import accounts, programs
from umdesk.services.programs import open_program
from umdesk.storage.access.keys import read_keys, unwrap, wrap

MARIA = "Maria Ortega"
EVERYBODY = {MARIA, DANA, RITA, EVE}
LOOKING = {MARIA, EVE}
NEW_PASSWORD = "forty wooden garden gates"


@pytest.fixture(scope="session")
def template(made_world: tuple[Path, World]) -> tuple[Path, World]:
    """The world's folder, closed, and what is in it."""
    return made_world


@pytest.fixture
def world(template: tuple[Path, World]) -> World:
    """What is in the program."""
    return template[1]


@pytest.fixture
def folder(template: tuple[Path, World], tmp_path: Path) -> Path:
    """A copy of the program, closed."""
    target = tmp_path / "redding.umdesk"
    shutil.copytree(template[0], target)
    return target


@pytest.fixture
def run(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Callable[..., Any]:
    """Run a command as somebody; gives exit code, standard output and standard error."""
    new = tmp_path / "new-password.txt"
    new.write_text(NEW_PASSWORD + "\n", encoding="utf-8")
    write_xlsx(tmp_path / "list.xlsx", [HEADER, NELSON])
    one = {"name": "Drive", "maximum": 5, "weight": 1}
    (tmp_path / "criteria.json").write_text(json.dumps({"criteria": [one]}), encoding="utf-8")
    (tmp_path / "ratings.csv").write_text("Application,Rater,Aptitude\n2026-0001,Ina,4\n", encoding="utf-8")
    (tmp_path / "out").mkdir()
    Image.new("1", (850, 1100), 1).save(tmp_path / "scan.png")
    words = {"PROGRAM": str(folder), "OUT": str(tmp_path / "out"), "NEW": str(new), "LIST": str(tmp_path / "list.xlsx"),
             "CRITERIA": str(tmp_path / "criteria.json")}  # fmt: skip

    def run(who: str, line: str, *more: str, password: str = "") -> tuple[int, str, str]:
        monkeypatch.setenv("UMDESK_PASSWORD", password or PASSWORDS[who])
        monkeypatch.setenv("UMDESK_ACCOUNT", who)
        written = [part.replace("_", " ") for part in line.split()]
        for name, value in words.items():
            written = [part.replace(name, value) for part in written]
        code = main([*written, *more])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


#: Each command as it is written, and who may; "_" stands for a blank in a name.
COMMANDS: dict[str, tuple[str, set[str]]] = {
    "import": ("import PROGRAM LIST --cycle Next_year", {MARIA}),
    "import, only looking": ("import PROGRAM LIST --cycle Next_year --dry-run", LOOKING),
    "applicants": ("applicants PROGRAM", LOOKING),
    "person": ("person PROGRAM K704003", {MARIA, DANA, EVE}),
    "cycle create": ("cycle create PROGRAM --name Next_spring --criteria CRITERIA", {MARIA}),
    "cycle state": ("cycle state PROGRAM --name Next_year --to open", {MARIA}),
    "ratings import": ("ratings import PROGRAM OUT/../ratings.csv --cycle Open_ratings", {MARIA}),
    "rank": ("rank PROGRAM --cycle Open_ratings", LOOKING),
    "scan": ("scan PROGRAM OUT/../scan.png", {MARIA, DANA}),
    "print cdp": ("print PROGRAM cdp --all --output OUT/plans", {MARIA, DANA, EVE}),
    "print ranking": ("print PROGRAM ranking --cycle Open_ratings --output OUT/ranking.pdf", LOOKING),
    "print application-form": ("print PROGRAM application-form --cycle Open_ratings --output OUT/form.pdf", LOOKING),
    "print flyer": ("print PROGRAM flyer --cycle Open_ratings --output OUT/flyer.pdf", LOOKING),
    "print packet": (
        "print PROGRAM packet --cycle To_decide --output OUT/packet.pdf --workbook OUT/packet.xlsx",
        LOOKING,
    ),
    "print worksheet": ("print PROGRAM worksheet --plan 2026-0001 --output OUT/sheet.pdf", {MARIA, DANA}),
    "print recovery": ("print PROGRAM recovery --output OUT/recovery.pdf", {MARIA}),
    "print person": (
        "print PROGRAM person --employee K704001 --recipient Ana --purpose Asked --output OUT/person.pdf",
        {MARIA},
    ),
    "print anchor": ("print PROGRAM anchor --output OUT/anchor.pdf", LOOKING),
    "report summary": ("report PROGRAM summary --year 2026 --output OUT/summary.pdf", LOOKING),
    "check": ("check PROGRAM", LOOKING),
    "backup": ("backup PROGRAM", EVERYBODY),
    "backup, elsewhere": ("backup PROGRAM --output OUT/copy.umdeskbackup", {MARIA}),
    "account list": ("account list PROGRAM", {MARIA}),
    "account add": ("account add PROGRAM Ben --role reader --new-password-file NEW", {MARIA}),
    "account disable": ("account disable PROGRAM Sam_Ortiz", {MARIA}),
    "account reset": ("account reset PROGRAM Sam_Ortiz --new-password-file NEW", {MARIA}),
    "account password": ("account password PROGRAM --new-password-file NEW", EVERYBODY),
    "salvage": ("salvage PROGRAM --output OUT/saved.umdesk", {MARIA}),
    "dump": ("dump PROGRAM --output OUT/everything.zip", {MARIA}),
}
#: Commands with a test of their own below, and those that open no program of anybody's.
ELSEWHERE = {"account enable", "restore", "demo", "new"} | {f"report {kind}" for kind in KINDS if kind != "summary"}


def test_every_command_is_tried_here() -> None:
    assert leaves(build_parser()) - ELSEWHERE == {name.partition(",")[0] for name in COMMANDS}


def leaves(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> set[str]:
    """All commands that have no kinds of their own, as one writes them."""
    found: set[str] = set()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                found |= leaves(below, (*path, name)) or {" ".join((*path, name))}
    return found


def secrets_of(world: World, who: str) -> tuple[str, ...]:
    """What no command may tell this account."""
    return {
        DANA: (*world.other.words, *world.applicant_words),
        RITA: (*world.one.words, *world.other.words, *world.blind_words),
        EVE: (NOTE,),
    }.get(who, ())


@pytest.mark.parametrize("name", sorted(COMMANDS))
@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_a_command_is_done_or_refused_in_a_sentence(
    run: Callable[..., Any], tmp_path: Path, world: World, who: str, name: str
) -> None:
    line, allowed = COMMANDS[name]
    code, out, err = run(who, line, "--json")
    answer = json.loads(out)
    assert [word for word in secrets_of(world, who) if word in (out + err).casefold()] == []
    if who in allowed:
        assert (code, "error" in answer) == (0, False), err
        return
    assert code == 1
    # A program may be too damaged for `check` to know the account's name.
    assert answer["error"]["message"].startswith((f"{who} may not", "This account may not"))
    assert answer["error"]["message"] in err
    assert "role" in answer["error"]["advice"]
    assert [each for each in (tmp_path / "out").rglob("*") if each.is_file()] == []


def test_every_report_is_for_those_who_look_and_tells_no_note(
    run: Callable[..., Any], tmp_path: Path, world: World
) -> None:
    for name in sorted(leaves(build_parser()) - {"report summary"}):
        if name.startswith("report "):
            kind = name.removeprefix("report ")
            code, out, err = run(EVE, f"report PROGRAM {kind} --year 2026 --output OUT/{kind}.json", "--json")
            assert (code, json.loads(out)["report"]) == (0, kind), err
            assert NOTE not in (out + (tmp_path / "out" / f"{kind}.json").read_text(encoding="utf-8")).casefold()
    for who in (DANA, RITA):
        code, out, err = run(who, "report PROGRAM advancements --year 2026 --output OUT/refused.json", "--json")
        assert (code, f"{who} may not" in err) == (1, True)
        assert [word for word in secrets_of(world, who) if word in (out + err).casefold()] == []
    assert not (tmp_path / "out" / "refused.json").exists()


def test_a_supervisor_prints_their_own_plans_only(run: Callable[..., Any], tmp_path: Path, world: World) -> None:
    code, out, _err = run(DANA, "print PROGRAM cdp --all --output OUT/plans", "--json")
    files = json.loads(out)["files"]
    assert (code, [(file["state"], file["draft"]) for file in files]) == (0, [("printed", False)] * 2)
    printed = sorted(path.name for path in (tmp_path / "out" / "plans").iterdir())
    assert printed == sorted(f"{file['plan']}.pdf" for file in files)
    one = run(DANA, f"print PROGRAM cdp --person {world.one.employee_number} --output OUT/one.pdf")
    assert one[0] == 0
    refusals = set()
    for number in (world.other.employee_number, "999999", ""):
        code, out, err = run(DANA, "print PROGRAM cdp --output OUT/other.pdf", "--person", number)
        refusals.add((code, out, err))
    assert refusals == {(1, "", next(iter(refusals))[2])}, "another's number and none are told apart by nothing"
    assert "no such plan among your participants" in next(iter(refusals))[2]
    assert not (tmp_path / "out" / "other.pdf").exists()


def test_no_command_tells_a_supervisor_or_rater_about_others(run: Callable[..., Any], world: World) -> None:
    for who in (DANA, RITA, EVE):
        for line, _allowed in COMMANDS.values():
            if line.startswith("account password"):
                continue
            _code, out, err = run(who, line)
            words = secrets_of(world, who)
            assert [word for word in words if word in (out + err).casefold()] == [], f"{who}: {line}"


def test_who_has_somebody_elses_password_can_only_change_it(run: Callable[..., Any]) -> None:
    assert run(MARIA, "account reset PROGRAM Eve_Lindgren --new-password-file NEW")[0] == 0
    for name, (line, _allowed) in COMMANDS.items():
        # A check answers with counts and a hash; it works where a program is too damaged to say who asks.
        if name not in {"account password", "check", "salvage"}:
            code, _out, err = run(EVE, line, password=NEW_PASSWORD)
            assert (code, "Choose a password of your own first" in err) == (1, True), name
    assert run(EVE, "applicants PROGRAM")[0] == 1, "the password before it was reset"


def test_a_supervisor_neither_lets_anybody_in_nor_takes_the_program_away(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    assert run(MARIA, "account disable PROGRAM Sam_Ortiz")[0] == 0
    assert run(MARIA, "backup PROGRAM --output OUT/copy.umdeskbackup")[0] == 0
    code, _out, err = run(DANA, "account enable PROGRAM Sam_Ortiz --new-password-file NEW")
    assert (code, "Dana Whitfield may not do this" in err) == (1, True)
    code, _out, err = run(DANA, "restore OUT/copy.umdeskbackup --output OUT/mine.umdesk")
    assert (code, err.startswith("umdesk: ")) == (1, True)
    assert not (tmp_path / "out" / "mine.umdesk").exists()
    assert run(MARIA, "restore OUT/copy.umdeskbackup --output OUT/ours.umdesk")[0] == 0


# --- somebody else's slot ---------------------------------------------------------------------------------------------


def slots_of(plain: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {slot["name"]: slot for slot in plain["slots"]}


def exchange(*fields: str) -> Callable[[dict[str, Any]], None]:
    """Give the coordinator's slot the supervisor's fields, and the other way round."""

    def change(plain: dict[str, Any]) -> None:
        found = slots_of(plain)
        for field in fields:
            found[DANA][field], found[MARIA][field] = found[MARIA][field], found[DANA][field]

    return change


def renamed(plain: dict[str, Any]) -> None:
    plain["slots"] = [slot for slot in plain["slots"] if slot["name"] != MARIA]
    slots_of(plain)[DANA]["name"] = MARIA


def first_in_the_list(plain: dict[str, Any]) -> None:
    """Dana's slot stands first, under the coordinator's name and beside hers."""
    plain["slots"].insert(0, {**slots_of(plain)[DANA], "name": MARIA})


def under_the_coordinators_account(plain: dict[str, Any]) -> None:
    slots_of(plain)[DANA]["account"] = slots_of(plain)[MARIA]["account"]


def as_the_recovery_sheet(plain: dict[str, Any]) -> None:
    slots_of(plain)[DANA]["account"] = "recovery"


ALTERED: dict[str, Callable[[dict[str, Any]], None]] = {
    "names exchanged": exchange("name"),
    "accounts exchanged": exchange("account"),
    "numbers exchanged": exchange("number"),
    "names and accounts exchanged": exchange("name", "account"),
    "all but the name exchanged": exchange("account", "number", "salt", "nonce", "wrapped", "argon2id"),
    "secrets exchanged": exchange("salt", "nonce", "wrapped"),
    "renamed": renamed,
    "first in the list": first_in_the_list,
    "under the coordinator's account": under_the_coordinators_account,
    "as the recovery sheet": as_the_recovery_sheet,
}


@pytest.mark.parametrize("how", sorted(ALTERED))
def test_an_altered_slot_lets_nobody_be_somebody_else(run: Callable[..., Any], folder: Path, how: str) -> None:
    file = folder / "keys.json"
    plain = json.loads(file.read_text(encoding="utf-8"))
    ALTERED[how](plain)
    file.write_text(json.dumps(plain), encoding="utf-8")
    for who in (MARIA, DANA):
        for password in (PASSWORDS[DANA], PASSWORDS[DANA].upper()):
            code, out, err = run(who, "account list PROGRAM", password=password)
            assert (code, out) == (1, ""), f"{who} with the password of {DANA}"
            assert err.startswith("umdesk: ")
            assert "Traceback" not in err


def test_a_slot_that_an_account_holder_makes_for_the_coordinator_is_refused(
    run: Callable[..., Any], folder: Path, world: World
) -> None:
    keys = read_keys(folder)
    mine = next(slot for slot in keys.slots if slot.name == DANA)
    key = unwrap(keys.program, mine, PASSWORDS[DANA])
    assert key is not None
    forged = wrap(
        keys.program, keys.next_number(), world.accounts[MARIA], name=MARIA, secret=NEW_PASSWORD, key=key, cost=CHEAP
    )
    plain = json.loads((folder / "keys.json").read_text(encoding="utf-8"))
    others = [slot for slot in plain["slots"] if slot["name"] != MARIA]
    coming = {"salt": plain["salt"], "slots": [forged.plain()]}
    for slots, more in (
        ([forged.plain(), *plain["slots"]], {}),
        ([*others, forged.plain()], {}),
        (plain["slots"], {"next": coming}),
        (others, {"next": coming}),
    ):
        (folder / "keys.json").write_text(json.dumps({**plain, "slots": slots, **more}), encoding="utf-8")
        code, out, err = run(MARIA, "applicants PROGRAM", password=NEW_PASSWORD)
        assert (code, out) == (1, "")
        assert err.startswith("umdesk: ")


@pytest.mark.parametrize("change", ["disable", "reset"])
def test_an_older_keys_json_brings_no_account_back(
    run: Callable[..., Any], folder: Path, world: World, change: str
) -> None:
    before = (folder / "keys.json").read_bytes()
    program = open_program(folder, password=PASSWORDS[MARIA])
    if change == "disable":
        accounts.disable(program, world.accounts[DANA])
    else:
        accounts.reset(program, world.accounts[DANA], NEW_PASSWORD)
    program.close()
    (folder / "keys.json").write_bytes(before)
    code, _out, err = run(DANA, "print PROGRAM cdp --all --output OUT/plans")
    assert (code, err.startswith("umdesk: ")) == (1, True)
    assert run(EVE, "applicants PROGRAM")[0] == 0, "the others sign in as before"


@pytest.mark.parametrize("line", ["check PROGRAM", "salvage PROGRAM --output OUT/saved.umdesk"])
def test_an_older_keys_json_lets_a_disabled_coordinator_neither_check_nor_save(
    run: Callable[..., Any], folder: Path, tmp_path: Path, line: str
) -> None:
    program = open_program(folder, password=PASSWORDS[MARIA])
    ben = accounts.add(program, "Ben", [Role.COORDINATOR], NEW_PASSWORD)
    before = (folder / "keys.json").read_bytes()
    accounts.disable(program, ben)
    program.close()
    (folder / "keys.json").write_bytes(before)
    code, out, err = run("Ben", line, password=NEW_PASSWORD)
    assert (code, out, "may not" in err) == (1, "", True)
    assert not (tmp_path / "out" / "saved.umdesk").exists()


def test_a_slot_of_another_program_opens_nothing_here(run: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    theirs, _code = programs.create_program(
        tmp_path / "theirs.umdesk", department="D", office="O", coordinator=MARIA, password=NEW_PASSWORD, cost=CHEAP
    )
    theirs.close()
    shutil.copyfile(theirs.folder / "keys.json", folder / "keys.json")
    code, _out, err = run(MARIA, "applicants PROGRAM", password=NEW_PASSWORD)
    assert (code, err.startswith("umdesk: ")) == (1, True)


def test_sam_sees_his_own(run: Callable[..., Any], world: World) -> None:
    line = f"print PROGRAM cdp --person {world.other.employee_number} --output OUT/own.pdf"
    assert [run(who, line)[0] for who in (SAM, DANA, EVE)] == [0, 1, 0]
