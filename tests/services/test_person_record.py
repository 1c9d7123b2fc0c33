"""One person's record: everything that is theirs, nothing of others, and the paper itself is a disclosure."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pdfua
import pytest

from tests.documents.pdf_rules import check
from tests.selection_cycle import make_cycle
from tests.served import served
from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import item, write_plan
from umdesk.cli.main import main
from umdesk.domain.errors import CannotWrite, InvalidInput, NotNow
from umdesk.domain.field_words import RECORDS, UNSHOWN
from umdesk.domain.person_snapshot import Facts, Listing, PersonSnapshot, RecordSection
from umdesk.domain.words import CycleState, ItemKind, ProgressStatus, Route
from umdesk.jobs import person_record, print_plan
from umdesk.services import applicants, disagreements, disclosures, drafts, history
from umdesk.services.applicants import NewApplicant
from umdesk.services.disagreements import Statement
from umdesk.services.person_record import belongings, record, tables
from umdesk.services.plans import advancements, editing, printing, queries, records
from umdesk.services.programs import Program
from umdesk.storage import models

#: Tables that hold nothing about the people of the program.
OF_NOBODY = frozenset({
    "account", "account_role", "class_override", "column_mapping", "correction", "criteria_set", "criteria_template",
    "criterion", "cycle", "viewing",
    "distinct_people", "job_class", "ladder_step", "program", "rater", "recovery_slot", "saved_list", "setting",
    "action", "action_column", "allocation", "allocation_change", "filed_report", "handbook_element", "headcount",
    "outreach", "planned_exam", "role_holder", "year_date", "year_file", "year_goal", "year_note",
    "supervisor", "unit", "resource", "holiday", "catalogue_activity", "plan_template",
})  # fmt: skip
#: Fields that are told elsewhere: as the heading that the rows stand under, by another field, or by their order.
TOLD_BY_PLACE = frozenset({
    ("application", "received_known"),
    ("rating", "not_applicable"), ("plan_item", "plan_id"), ("plan_goal", "item_id"), ("plan_competency", "item_id"),
    ("plan_activity", "item_id"), ("plan_cost", "item_id"), ("plan_goal", "position"), ("plan_competency", "position"),
    ("plan_activity", "position"), ("plan_cost", "position"), ("td_assignment", "participation_id"),
    ("advancement", "participation_id"), ("contact", "participation_id"), ("letter", "printed_document_id"),
    ("participation_file", "progress_id"),
})  # fmt: skip
TO, WHY = "Zoë O’Brien-Ñuñez <b>&", "Her request of May 2"


def told(program: Program, person: str) -> PersonSnapshot:
    return record.snapshot(program, person, TO, WHY)


def section(snapshot: PersonSnapshot, title: str) -> RecordSection:
    return next(section for section in snapshot.sections if section.title == title)


def words(part: RecordSection | PersonSnapshot) -> str:
    """All texts, in order."""
    sections = part.sections if isinstance(part, PersonSnapshot) else (part,)
    found = []
    for entry in (entry for one in sections for entry in one.entries):
        found.append(entry.heading)
        for block in entry.blocks:
            if isinstance(block, Facts):
                found += [f"{term}: {text}" for term, text in block.pairs]
            elif isinstance(block, Listing):
                found += [" | ".join(row) for row in block.rows]
            else:
                found += block.lines
    return "\n".join(found)


def a_full_life(program: Program) -> Someone:
    """A participant about whom there is a row in nearly every table that a person can be in."""
    zoe = someone(program, "O’Brien-Ñuñez <b>&", "Zoë", "004711")
    rows = write_plan(program, zoe.revision)
    course = item(program, zoe.revision, "course", rows)
    day = date(2026, 5, 4)
    records.record_progress(
        program, zoe.participation, course, on=day, status=ProgressStatus.IN_PROGRESS, hours=Decimal("2.5"),
        note="Began well.", evidence="Email",
    )  # fmt: skip
    records.record_money(program, zoe.participation, course, on=day, amount=Decimal(-12), fund="Training", note="Back")
    served(program, zoe.participation, date(2026, 1, 5), date(2026, 3, 31), class_code="5157")
    advancements.record_advancement(program, zoe.participation, on=day, to_class_code="5157", route=Route.EXAM)
    disagreements.add(program, zoe.person, Statement(day, "Tenure", "I was permanent <i>before</i>.", "HR differs."))
    drafts.keep(program, "person", zoe.person, "work_phone", "530 555 01")
    return zoe


def test_every_field_of_a_person_s_tables_is_told() -> None:
    pointers = {(table, column) for table, (column, _) in belongings.OWNED.items()}
    silent = UNSHOWN | pointers | TOLD_BY_PLACE
    for table in ("person", *belongings.OWNED):
        columns = {column.name for column in models.Base.metadata.tables[table].columns} - {"id"}
        told_fields = {column for column, _ in tables.TOLD.get(table, ())}
        missing = {column for column in columns - told_fields if (table, column) not in silent}
        if table not in ("disclosure_person", "plan_item"):  # told as the account, and as what stands for them
            assert missing == set(), table


def test_every_kind_of_record_is_a_person_s_or_nobody_s() -> None:
    owned = {"person", "disclosure", *belongings.OWNED}
    assert owned | OF_NOBODY == set(RECORDS)
    assert owned & OF_NOBODY == set()


def test_the_record_tells_everything_as_it_was_typed(program: Program) -> None:
    zoe = a_full_life(program)
    snapshot = told(program, zoe.person)
    assert (snapshot.name, snapshot.number, snapshot.disagrees) == ("Zoë O’Brien-Ñuñez <b>&", "employee 004711", True)
    text = words(snapshot)
    for line in (
        "Last name: O’Brien-Ñuñez <b>&",
        "From Mar 1, 2024\nFrom: Mar 1, 2024\nClass code: 1379\nClass title: Office Assistant (Typing)",
        "Unit: Redding Center\nWork location: \nSupervisor: Dana Whitfield",
        "Plan 2026-0001, revision 1",
        "Support: Two hours a week of state time.",
        "Learn the budget cycle | Drafts a budget letter alone | short-term | Dec 31, 2026",
        "Spreadsheets | basic | pivot tables",
        "Excel course | other | $350.00 | Training | ",
        "May 4, 2026 | Excel for accountants | in progress | 2.5 | Began well. | Email",
        "May 4, 2026 | -$12.00 | other | Training |  | Excel for accountants | Back",
        "T&D assignment from Jan 5, 2026\nStart: Jan 5, 2026\nEnd: Mar 31, 2026\nTime base: 1\nClass code: 5157",
        "May 4, 2026 | 1379 | 5157 | Staff Services Analyst (General) | exam | ",
        "Statement: I was permanent <i>before</i>.",
        "person | work phone | 530 555 01 | Maria Ortega | May 20, 2026",
    ):
        assert line in text


def test_an_application_is_told_with_eligibility_ratings_score_and_decision(program: Program) -> None:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (9, 8), (9, "n/a"), (6, 9))
    made.rate("2026-0002", (1, 1), (1, 1), (1, 1))
    person = record.find(program, application="2026-0001")
    found = words(section(told(program, person), "Applications"))
    assert "By the rules: eligible." in found
    assert "Bo | Aptitude | 9 | " in found
    assert "Cy | Courses | not applicable | " in found
    assert "Score 82.22 from 3 raters, rank 1, decided by score." in found
    assert "2026-0002" not in words(told(program, person)), "nothing of anybody else"


def test_a_day_that_nobody_knows_is_not_told_as_one(program: Program) -> None:
    added = applicants.add(program, None, NewApplicant("Lee", "Ana", class_code="1379"), new_cycle="Spring 2026")
    found = words(section(told(program, applicants.detail(program, added).person_id), "Applications"))
    assert "Received on: not known; judged as of May 20, 2026" in found


def test_printed_documents_are_named_in_words(program: Program) -> None:
    rebecca = someone(program)
    write_plan(program, rebecca.revision)
    print_plan.print_to_sign(program, rebecca.revision)
    snapshot = told(program, rebecca.person)
    assert "Printed document: career plan, 2026-0001 R1" in words(snapshot)
    assert "cdp" not in words(snapshot)


def test_what_was_taken_out_stands_in_the_history_of_amendments(program: Program) -> None:
    rebecca = someone(program)
    rows = write_plan(program, rebecca.revision)
    money = records.record_money(
        program, rebecca.participation, None, on=date(2026, 5, 4), amount=Decimal(99), note="A mistake"
    )
    records.remove_money(program, money)
    queries.plan(program, rebecca.participation)
    editing.remove_row(program, ItemKind.COST, rows["cost"])
    amendments = words(section(told(program, rebecca.person), "History of amendments"))
    assert "amount 99 → (empty)" in amendments
    assert "what Excel course → (empty)" in amendments
    assert "Removed $99.00 of May 4, 2026" in amendments


def test_an_amendment_says_who_when_and_from_what_to_what(program: Program) -> None:
    added = applicants.add(
        program, None, NewApplicant("Lee", "Ana", class_code="1379", work_phone="1"), new_cycle="Spring 2026"
    )
    person = applicants.detail(program, added).person_id
    other = applicants.add(program, None, NewApplicant("Ray", "Bo", class_code="1379"), new_cycle="Fall 2026")
    applicants.edit_person(program, person, {"work_phone": "530 555 0100"})
    applicants.edit_person(program, applicants.detail(program, other).person_id, {"work_phone": "999"})
    rows = section(told(program, person), "History of amendments").entries[0].blocks[0].rows
    assert [row[1:3] for row in rows] == [
        ("Maria Ortega", "Added Ana Lee to Spring 2026"),
        ("Maria Ortega", "Changed the work phone of Ana Lee"),
    ]
    assert rows[1][3] == "Person Lee, Ana: work phone 1 → 530 555 0100"
    assert "999" not in words(told(program, person))


def test_a_section_without_anything_says_so(program: Program) -> None:
    rebecca = someone(program)
    made = person_record.make_record(program, rebecca.person, TO, WHY)
    read = check(made.paper.data)
    assert section(made.snapshot, "Money").entries == ()
    assert "Money None on file." in " ".join(read.text.split())
    assert "A statement of disagreement is on file" not in read.text


def test_the_paper_keeps_every_rule_and_every_character(program: Program, tmp_path: Path) -> None:
    zoe = a_full_life(program)
    made = person_record.make_record(program, zoe.person, TO, WHY)
    read = check(made.paper.data)
    assert made.paper.pages == read.page_count > 1
    assert read.title == "Record of Zoë O’Brien-Ñuñez <b>&"
    assert "A statement of disagreement is on file; it stands in this record." in read.text
    assert "I was permanent <i>before</i>." in read.text
    assert {section.title for section in made.snapshot.sections} <= set(read.bookmarks)
    assert "Statement of May 4, 2026" in [node.text for node in read.root.all("H3")]
    assert made.file_name == "Record of employee 004711.pdf"
    assert made == person_record.make_record(program, zoe.person, TO, WHY)
    (tmp_path / "record.pdf").write_bytes(made.paper.data)
    assert pdfua.validate(str(tmp_path / "record.pdf")).findings == ()


def test_giving_it_out_is_a_disclosure_itself_and_is_kept(program: Program, tmp_path: Path) -> None:
    rebecca = someone(program)
    file = tmp_path / "record.pdf"
    made = person_record.save_record(program, rebecca.person, TO, WHY, file)
    assert file.read_bytes() == made.paper.data
    row = disclosures.of_person(program, rebecca.person)[0]
    assert (row.recipient, row.purpose, row.how) == (TO, WHY, "saved as PDF")
    assert history.events(program, None, 1)[0].summary == "The record of Rebecca Nelson was saved as PDF"
    again = told(program, rebecca.person)
    assert "person's record | employee 004711 | Maria Ortega" in words(section(again, "Printed documents"))
    assert "Everything on file about Rebecca Nelson" in words(section(again, "Account of disclosures"))


def test_a_record_that_could_not_be_written_did_not_leave(program: Program, tmp_path: Path) -> None:
    rebecca = someone(program)
    with pytest.raises(CannotWrite):
        person_record.save_record(program, rebecca.person, TO, WHY, tmp_path / "nowhere" / "record.pdf")
    assert disclosures.of_person(program, rebecca.person) == ()


@pytest.mark.parametrize(("recipient", "purpose", "field"), [(" ", WHY, "recipient"), (TO, "", "purpose")])
def test_to_whom_and_why_are_needed(program: Program, recipient: str, purpose: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        person_record.make_record(program, someone(program).person, recipient, purpose)
    assert refused.value.field == field


def test_a_person_is_found_by_number_application_or_record(program: Program) -> None:
    rebecca = someone(program)
    added = applicants.add(program, None, NewApplicant("Lee", "Ana", class_code="1379"), new_cycle="Spring 2026")
    ana = applicants.detail(program, added)
    assert record.find(program, employee_number="4711") == rebecca.person
    assert record.find(program, application=ana.number) == ana.person_id
    assert record.find(program, application=ana.id) == ana.person_id
    assert record.find(program, application=rebecca.person) == rebecca.person
    for wanted in ({"employee_number": "9"}, {"application": "2026-9999"}, {"application": ""}):
        with pytest.raises(NotNow):
            record.find(program, **wanted)


@pytest.mark.usefixtures("signed_in")
def test_the_terminal_prints_one_person(program: Program, tmp_path: Path, capsys) -> None:
    someone(program)
    program.close()
    file = tmp_path / "one.pdf"
    arguments = ["print", str(program.folder), "person", "--employee", "4711", "--recipient", TO, "--purpose", WHY]
    assert main([*arguments, "--output", str(file), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "document": "person", "person": "employee 004711", "recipient": TO, "purpose": WHY, "output": str(file),
        "pages": answer["pages"],
    }  # fmt: skip
    assert check(file.read_bytes()).page_count == answer["pages"]


def test_a_printed_plan_stands_among_the_documents(program: Program) -> None:
    rebecca = someone(program)
    write_plan(program, rebecca.revision)
    print_plan.print_to_sign(program, rebecca.revision)
    printing.record_copy(program, rebecca.revision, "printed")
    found = words(section(told(program, rebecca.person), "Printed documents"))
    assert "career plan | 2026-0001 R1 | Maria Ortega" in found
    assert "copy of the plan | 2026-0001 R1 | Maria Ortega" in found
