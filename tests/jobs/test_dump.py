"""Everything as files: an auditor reads it with csv and zipfile alone, and nothing leaves by halves."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PASSWORD
from tests.selection_cycle import make_cycle
from tests.services.plans.conftest import someone
from tests.services.plans.writing import write_plan
from umdesk.cli.main import main
from umdesk.domain import data_dictionary
from umdesk.domain.errors import CannotWrite, InvalidInput
from umdesk.domain.words import CycleState
from umdesk.exchange.dumps import cell
from umdesk.jobs import dump, print_plan
from umdesk.services import applicants, decisions, disclosures, dumps, waitlist
from umdesk.services.applicants import NewApplicant
from umdesk.services.plans import records
from umdesk.services.programs import Program
from umdesk.storage import models


def tables_of(path: Path) -> dict[str, list[dict[str, str]]]:
    """Every CSV of the archive by its name, with nothing of umdesk."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {
            name.removeprefix("tables/").removesuffix(".csv"): list(
                csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))
            )
            for name in archive.namelist()
            if name.endswith(".csv")
        }


def text_of(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode("utf-8")


@pytest.fixture
def busy(program: Program) -> Program:
    """A program with people, a printed plan, money that came back, and texts that look like formulas."""
    applicants.add(
        program, None,
        NewApplicant(
            "O’Brien-Ñuñez", "=Zoë", employee_number="4711", class_code="1379", statement="+1 for me\nand @you",
            notes="'quoted'", received=date(2026, 2, 9),
        ),
        new_cycle="Spring 2026",
    )  # fmt: skip
    rebecca = someone(program, "Nelson", "Rebecca", "004217")
    write_plan(program, rebecca.revision)
    print_plan.print_to_sign(program, rebecca.revision)
    records.record_money(program, rebecca.participation, None, on=date(2026, 5, 4), amount=Decimal("-12.50"))
    return program


def test_every_table_is_there_with_all_its_rows(busy: Program, tmp_path: Path) -> None:
    made = dump.dump(busy, tmp_path / "all.zip")
    found = tables_of(made.path)
    with busy.reading() as session:
        for name, table in models.Base.metadata.tables.items():
            count = session.query(table).count()
            # What the export itself wrote came after it was read.
            after = {"event": 1, "change": 1, "disclosure": 1}.get(name, 0)
            assert len(found[name]) == count - after, name
    assert made.tables == len(models.Base.metadata.tables) + 1
    assert made.rows == sum(
        len(rows) for name, rows in found.items() if name not in ("history", "selection", "dictionary")
    )
    assert (made.documents, made.attachments, made.size) == (1, 1, made.path.stat().st_size)


def test_values_come_out_as_they_were_typed(busy: Program, tmp_path: Path) -> None:
    found = tables_of(dump.dump(busy, tmp_path / "all.zip").path)
    zoe = next(row for row in found["person"] if row["employee_number"] == "004711")
    assert (zoe["last_name"], zoe["first_name"]) == ("O’Brien-Ñuñez", "'=Zoë")
    application = next(row for row in found["application"] if row["person_id"] == zoe["id"])
    assert application["statement"] == "'+1 for me\nand @you"
    assert application["notes"] == "''quoted'"
    assert (application["received"], application["received_known"]) == ("2026-02-09", "yes")
    assert [row["amount"] for row in found["money_record"]] == ["-12.50"]
    assert found["revision"][0]["printed_at"] == "2026-05-20T17:00:00+00:00"


@given(st.text())
def test_no_text_begins_like_a_formula_and_every_text_can_be_had_back(text: str) -> None:
    shown = cell(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert (shown.removeprefix("'")) == text


def test_numbers_stay_numbers() -> None:
    assert [cell(value) for value in (-5, Decimal("-0.50"), Decimal("1E+2"), True, None, date(2026, 5, 4))] == [
        "-5", "-0.50", "100", "yes", "", "2026-05-04"
    ]  # fmt: skip


def test_every_table_and_column_has_a_meaning() -> None:
    for name, table in models.Base.metadata.tables.items():
        assert data_dictionary.table_meaning(name).endswith(".")
        for column in table.columns:
            if (name, column.name) not in data_dictionary.LEFT_OUT:
                assert data_dictionary.column_meaning(name, column.name), (name, column.name)
    known = {(name, column.name) for name, table in models.Base.metadata.tables.items() for column in table.columns}
    added = {
        ("attachment", "file"),
        ("filed_page", "file"),
        ("participation_file", "file"),
        ("year_file", "file"),
        ("blob", "file"),
        ("blob", "size"),
        ("printed_document", "file"),
        ("alembic_version", "version_num"),
    }
    told = {*data_dictionary.LEFT_OUT, *data_dictionary.ALLOWED, *data_dictionary.POINTERS, *data_dictionary._SPECIAL}
    assert told - known - added == set(), "no meaning is left over"


def test_the_words_of_a_column_are_whole_words_where_there_is_a_list_of_them() -> None:
    assert data_dictionary.allowed("account_role", "role") == ("coordinator", "supervisor", "rater", "reader")
    assert data_dictionary.allowed("setting", "key") == (), "any text may stand there"


def test_the_dictionary_lists_every_column_of_every_file(busy: Program, tmp_path: Path) -> None:
    made = dump.dump(busy, tmp_path / "all.zip")
    found = tables_of(made.path)
    listed: dict[str, list[str]] = {}
    for row in found["dictionary"]:
        listed.setdefault(row["table"], []).append(row["column"])
        assert row["meaning"]
    with zipfile.ZipFile(made.path) as archive:
        for name in archive.namelist():
            if name.startswith("tables/"):
                table = name.removeprefix("tables/").removesuffix(".csv")
                titles = next(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
                assert listed[table] == ["", *titles]
    page = text_of(made.path, "dictionary.html")
    assert all(f'<h2 id="{table}">' in page for table in listed)


def test_an_auditor_joins_plans_to_people_by_the_dictionary_alone(busy: Program, tmp_path: Path) -> None:
    found = tables_of(dump.dump(busy, tmp_path / "all.zip").path)
    points_at = {(row["table"], row["column"]): row["points at"] for row in found["dictionary"]}

    def follow(table: str, row: dict[str, str], column: str) -> tuple[str, dict[str, str]]:
        target, key = points_at[table, column].split(".")
        return target, next(other for other in found[target] if other[key] == row[column])

    at: tuple[str, dict[str, str]] = ("plan_activity", found["plan_activity"][0])
    for column in ("revision_id", "plan_id", "participation_id", "person_id"):
        at = follow(*at, column)
    assert (at[0], at[1]["last_name"], at[1]["employee_number"]) == ("person", "Nelson", "004217")
    pointing = {(table, column): target for (table, column), target in points_at.items() if target}
    for (table, column), target in pointing.items():
        there, key = target.split(".")
        values = {row[key] for row in found[there]}
        assert {row[column] for row in found[table] if row[column]} <= values, (table, column)


def test_documents_are_files_that_the_tables_name(busy: Program, tmp_path: Path) -> None:
    made = dump.dump(busy, tmp_path / "all.zip")
    found = tables_of(made.path)
    row = found["printed_document"][0]
    assert row["file"] == f"documents/cdp 2026-0001 R1 2026-05-20 {row['digest']}.pdf"
    named = {kept["sha256"]: kept["file"] for kept in found["blob"]}
    (frozen,) = (each["snapshot_sha256"] for each in found["revision"] if each["snapshot_sha256"])
    assert named[frozen] == "attachments/plan 2026-0001 R1 as it was frozen.json"
    with zipfile.ZipFile(made.path) as archive, busy.reading() as session:
        assert {archive.read(name) for name in named.values()} == {each.data for each in session.query(models.Blob)}
        assert b"004217" in archive.read(named[frozen])


def test_the_history_reads_in_words(busy: Program, tmp_path: Path) -> None:
    lines = tables_of(dump.dump(busy, tmp_path / "all.zip").path)["history"]
    added = [line for line in lines if line["operation"] == "applicants.editing.add"]
    assert {line["what"] for line in added} == {"Added '=Zoë O’Brien-Ñuñez to Spring 2026".replace("'=", "=")}
    assert {(line["record"], line["field"], line["after"]) for line in added} >= {
        ("person", "last name", "O’Brien-Ñuñez"), ("application", "day received is known", "yes")
    }  # fmt: skip
    assert {line["who"] for line in added} == {"Maria Ortega"}


def test_an_auditor_reads_who_was_selected_and_why(program: Program, tmp_path: Path) -> None:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (9, 9), (9, 9), (9, 9))
    made.rate("2026-0002", (6, 6), (6, 6), (9, 9))
    early = tables_of(dump.dump(program, tmp_path / "early.zip").path)["selection"]
    assert {(row["score"], row["rank"]) for row in early} == {("", "")}, "no rank before scoring has ended"
    made.go(CycleState.DECIDING)
    decisions.decide_by_rank(program, made.cycle)
    found = {row["application"]: row for row in tables_of(dump.dump(program, tmp_path / "all.zip").path)["selection"]}
    first, second, last = found["2026-0001"], found["2026-0002"], found["2026-0004"]
    assert (first["by the rules"], first["score"], first["rank"]) == ("eligible", "90.00", "1")
    assert "(2 CCR 599.981" in first["reasons by the rules"]
    assert (second["score"], second["rank"], second["raters"], second["decision"]) == ("70.00", "2", "3", "selected")
    assert (last["rank"], last["not ranked because"]) == ("", "No complete score yet; it takes 3.")
    assert "Aptitude" in first["how the score is made"]
    decisions.apply(program, made.cycle)
    waitlist.decline(program, made.applications["2026-0001"], program.today(), "Moves away")
    gone = tables_of(dump.dump(program, tmp_path / "later.zip").path)["selection"][0]
    assert (gone["decision"], gone["kind of reason for the decision"]) == ("selected", "")
    on = gone["what came after the decision"]
    assert (on.startswith("declined "), gone["reason for declining"]) == (True, "Moves away")


def test_the_readme_says_what_it_is_and_for_whom(busy: Program, tmp_path: Path) -> None:
    made = dump.dump(busy, tmp_path / "all.zip", "State Auditor", "Audit 2026-101")
    text = text_of(made.path, "README.txt")
    for line in ("Given to: State Auditor", "Purpose: Audit 2026-101", "by Maria Ortega", "NOT ENCRYPTED"):
        assert line in text


def test_no_way_in_and_no_seed_before_the_draw_leaves(program: Program, tmp_path: Path) -> None:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    with program.reading() as session:
        seed = session.get_one(models.Cycle, made.cycle).draw_seed
    assert seed
    path = dump.dump(program, tmp_path / "all.zip").path
    with zipfile.ZipFile(path) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert seed.encode() not in whole
    assert PASSWORD.encode() not in whole
    assert tables_of(path)["cycle"][0]["draw_seed"] == dumps.WITHHELD
    assert "slot_digest" not in tables_of(path)["account"][0]
    made.rate("2026-0001", (9, 9), (9, 9), (9, 9))
    made.go(CycleState.DECIDING)
    assert tables_of(dump.dump(program, tmp_path / "later.zip").path)["cycle"][0]["draw_seed"] == seed


def test_the_export_is_a_disclosure_of_everyone(busy: Program, tmp_path: Path) -> None:
    dump.dump(busy, tmp_path / "all.zip", "State Auditor", "Audit")
    with busy.reading() as session:
        people = [person.id for person in session.query(models.Person)]
    for person in people:
        row = disclosures.of_person(busy, person)[0]
        assert (row.recipient, row.purpose, row.what, row.everyone) == (
            "State Auditor", "Audit", "Everything on file", True
        )  # fmt: skip


def test_what_a_power_failure_left_of_an_export_goes_with_the_next(busy: Program, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / ".all.zip.part").write_bytes(b"PK, cut off")
    (folder / "all.zip").write_bytes(b"an older export")
    made = dump.dump(busy, folder / "all.zip")
    assert zipfile.is_zipfile(made.path)
    assert [path.name for path in folder.iterdir()] == ["all.zip"]


class Stopped(Exception):
    """What a person's Cancel raises."""


def stop_at(what: str) -> Callable[[int, int, str], None]:
    def tell(done: int, whole: int, text: str) -> None:
        assert 0 <= done <= whole
        if text == what:
            raise Stopped

    return tell


@pytest.mark.parametrize("what", ["Documents", "Table person", "History"])
def test_an_export_that_is_stopped_leaves_nothing_behind(busy: Program, tmp_path: Path, what: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Stopped):
        dump.dump(busy, folder / "all.zip", progress=stop_at(what))
    assert list(folder.iterdir()) == []
    assert [row for row in accounts(busy) if row.everyone] == []


def test_an_export_that_cannot_be_put_in_place_did_not_happen(busy: Program, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(InvalidInput):
        dump.dump(busy, folder)
    with pytest.raises(CannotWrite):
        dump.dump(busy, tmp_path / "nowhere" / "all.zip")
    with pytest.raises(InvalidInput):
        dump.dump(busy, folder / "all.zip", recipient=" ")
    target = folder / "all.zip"

    def occupy(done: int, whole: int, text: str) -> None:
        if text == "History" and not target.exists():
            (target / "in the way").mkdir(parents=True)

    with pytest.raises(CannotWrite):
        dump.dump(busy, target, progress=occupy)
    assert [path.name for path in folder.iterdir()] == ["all.zip"]
    assert [row for row in accounts(busy) if row.everyone] == []


def accounts(program: Program) -> list[disclosures.DisclosureRow]:
    with program.reading() as session:
        person = session.query(models.Person).first()
        assert person is not None
        return list(disclosures.rows_of(session, person.id))


@pytest.mark.usefixtures("signed_in")
def test_the_terminal_exports_everything(busy: Program, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    busy.close()
    path = tmp_path / "all.zip"
    assert main(["dump", str(busy.folder), "--output", str(path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["file"], answer["documents"], answer["bytes"]) == (str(path), 1, path.stat().st_size)
    assert (answer["recipient"], answer["purpose"]) == ("Whoever holds the file", "Export of everything")
    assert len(tables_of(path)["person"]) == 2
