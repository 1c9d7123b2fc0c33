"""Whatever leaves the program stands in the account of disclosures of the people whose data it holds."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.applications import BRUCE, HEADER, NELSON, write_xlsx
from tests.conftest import PASSWORD
from tests.documents.pdf_rules import check
from tests.selection_cycle import make_cycle
from tests.services.plans.conftest import someone
from tests.services.plans.writing import write_plan
from umdesk.domain.counts import Period
from umdesk.domain.errors import CannotWrite, InvalidInput
from umdesk.domain.words import CycleState
from umdesk.jobs import import_file, print_plan, print_ranking, reports
from umdesk.services import applicants, disagreements, disclosures, history, programs
from umdesk.services.disagreements import Statement
from umdesk.services.disclosures import DISAGREED, Leaving
from umdesk.services.plans import printing
from umdesk.services.programs import Program
from umdesk.storage import models

US = "The department, by Maria Ortega"
CALL = Leaving("Human Resources, Sacramento", "Reference for a transfer", "Plan and reviews", "by telephone")


def account(program: Program, person: str) -> list[tuple[str, str, str, str]]:
    return [(row.recipient, row.purpose, row.what, row.how) for row in reversed(disclosures.of_person(program, person))]


def test_a_plan_that_is_printed_for_signature_and_again_leaves_twice(program: Program, tmp_path: Path) -> None:
    rebecca, alan = someone(program), someone(program, "Lee", "Alan", "000123")
    print_plan.print_revision(program, rebecca.revision, tmp_path / "draft.pdf")
    write_plan(program, rebecca.revision)
    print_plan.print_to_sign(program, rebecca.revision, tmp_path / "plan.pdf")
    printing.record_copy(program, rebecca.revision, "printed")
    plan = f"lan {rebecca.number}, revision 1"
    assert account(program, rebecca.person) == [
        (US, "Work with the plan", f"Draft of p{plan}", "saved as PDF"),
        (US, "Signature of the plan", f"P{plan}", "written as PDF for signature"),
        (US, "Signature of the plan", f"P{plan}", "printed"),
    ]
    assert account(program, alan.person) == []


def test_a_page_that_could_not_be_written_did_not_leave(program: Program, tmp_path: Path) -> None:
    rebecca = someone(program)
    write_plan(program, rebecca.revision)
    with pytest.raises(CannotWrite):
        print_plan.print_to_sign(program, rebecca.revision, tmp_path / "nowhere" / "plan.pdf")
    assert account(program, rebecca.person) == []


def test_a_ranking_is_a_disclosure_of_everyone_on_it_and_a_summary_of_nobody(program: Program, tmp_path: Path) -> None:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (9, 9), (9, 9), (9, 9))
    print_ranking.save_ranking(program, made.cycle, tmp_path / "ranking.pdf")
    reports.save(program, "summary", Period(date(2026, 5, 1), date(2026, 5, 31)), tmp_path / "summary.pdf")
    people = [applicants.detail(program, wanted).person_id for wanted in made.applications.values()]
    assert {tuple(account(program, person)) for person in people} == {
        ((US, "Work with the report", "Ranking, Spring 2026", "saved as PDF"),)
    }


def test_rows_that_go_back_as_a_workbook_are_a_disclosure_of_those_on_file(
    program: Program, program_folder: Path, tmp_path: Path
) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", [HEADER, NELSON, (*BRUCE[:6], "31/31/2024", BRUCE[7])])
    import_file.run(program, path, "Spring 2026")
    nelson = applicants.detail(program, applicants.rows(program)[0].id).person_id
    _, again = import_file.preview(program, path, "Spring 2026")
    import_file.save_rest(program, again.plan, tmp_path / "rest.xlsx")
    assert account(program, nelson) == [], "nothing keeps the import from being undone"
    program.close()
    later = programs.open_program(program_folder, password=PASSWORD)
    import_file.save_rest(later, again.plan, tmp_path / "rest.xlsx")
    assert account(later, nelson) == [
        (US, "To put the rows of the list right", "2 rows of list.xlsx that did not come in", "saved as a workbook")
    ]
    later.close()


def test_a_row_without_a_number_that_repeats_an_application_is_a_disclosure_of_its_person(
    program: Program, program_folder: Path, tmp_path: Path
) -> None:
    nameless = (*NELSON[:2], "", *NELSON[3:])
    path = write_xlsx(tmp_path / "list.xlsx", [HEADER, nameless])
    import_file.run(program, path, "Spring 2026")
    nelson = applicants.detail(program, applicants.rows(program)[0].id).person_id
    program.close()
    later = programs.open_program(program_folder, password=PASSWORD)
    _, again = import_file.preview(later, path, "Spring 2026")
    import_file.save_rest(later, again.plan, tmp_path / "rest.xlsx")
    assert [what for _, _, what, _ in account(later, nelson)] == ["1 row of list.xlsx that did not come in"]
    later.close()


def test_who_was_disclosed_stays_on_file_and_all_else_can_still_be_undone(program: Program) -> None:
    lee = applicants.NewApplicant("Lee", "Ana", class_code="1379")
    first = applicants.add(program, None, lee, new_cycle="Spring 2026")
    person = applicants.detail(program, first).person_id
    applicants.edit_person(program, person, {"work_phone": "1"})
    applicants.add(program, None, applicants.NewApplicant("Ray", "Bo", class_code="1379"), new_cycle="Fall 2026")
    disclosures.add(program, person, date(2026, 5, 11), CALL)
    assert history.undo(program) == "Added Bo Ray to Fall 2026"
    assert history.undo(program) == "Changed the work phone of Ana Lee"
    assert history.undo_step(program) is None, "adding Ana Lee is no longer offered"
    assert applicants.detail(program, first).last_name == "Lee"


def test_what_the_program_did_not_see_is_added_by_hand_for_good(program: Program) -> None:
    rebecca = someone(program)
    disclosures.add(program, rebecca.person, date(2026, 5, 11), CALL)
    row = disclosures.of_person(program, rebecca.person)[0]
    assert (row.at.astimezone().date(), row.by, row.recipient, row.how) == (
        date(2026, 5, 11), "Maria Ortega", CALL.recipient, "by telephone"
    )  # fmt: skip
    assert history.undo_step(program) != "Recorded a disclosure of Rebecca Nelson on May 11, 2026"
    disclosures.complete(program, row.id, recipient="Human Resources, Fresno", purpose=CALL.purpose)
    assert disclosures.of_person(program, rebecca.person)[0].recipient == "Human Resources, Fresno"
    changed = history.events(program, [row.id], 1)[0].changes
    assert [(change.field, change.before) for change in changed] == [("to whom", "Human Resources, Sacramento")]


@pytest.mark.parametrize(
    ("on", "leaving", "field"),
    [
        (None, CALL, "on"),
        (date(2026, 5, 22), CALL, "on"),
        (date(2026, 5, 11), Leaving(" ", "why", "what", "how"), "recipient"),
        (date(2026, 5, 11), Leaving("who", "", "what", "how"), "purpose"),
        (date(2026, 5, 11), Leaving("who", "why", "", "how"), "what"),
    ],
)
def test_to_whom_when_and_why_are_needed(program: Program, on: date | None, leaving: Leaving, field: str) -> None:
    rebecca = someone(program)
    with pytest.raises(InvalidInput) as refused:
        disclosures.add(program, rebecca.person, on, leaving)
    assert refused.value.field == field
    assert account(program, rebecca.person) == []


def test_every_disclosure_after_a_statement_of_disagreement_says_so(program: Program) -> None:
    rebecca = someone(program)
    disclosures.add(program, rebecca.person, date(2026, 5, 11), CALL)
    disagreements.add(program, rebecca.person, Statement(date(2026, 5, 12), "Tenure", "I was permanent in 2024."))
    disclosures.add(program, rebecca.person, date(2026, 5, 13), CALL)
    assert [what for _, _, what, _ in account(program, rebecca.person)] == [CALL.what, f"{CALL.what}. {DISAGREED}"]


def test_later_papers_say_that_a_statement_is_on_file(program: Program, tmp_path: Path) -> None:
    rebecca = someone(program)
    before = print_plan.preview(program, rebecca.revision)
    disagreements.add(program, rebecca.person, Statement(date(2026, 5, 12), "Tenure", "I was permanent in 2024."))
    after = print_plan.preview(program, rebecca.revision)
    assert "statement of disagreement" not in check(before.data).text
    assert "The participant has filed a statement of disagreement" in check(after.data).text
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    ana = applicants.detail(program, made.applications["2026-0002"]).person_id
    disagreements.add(program, ana, Statement(date(2026, 5, 12), "Class", "It is 1441."))
    assert print_ranking.make_ranking(program, made.cycle).snapshot.notes[-1] == f"{DISAGREED} for 2026-0002."


def test_a_statement_of_disagreement_can_be_put_right_and_that_can_be_undone(program: Program) -> None:
    rebecca = someone(program)
    first = Statement(date(2026, 5, 12), "Tenure", "I was permanent <b>in</b> 2024 & since.")
    made = disagreements.add(program, rebecca.person, first)
    disagreements.edit(program, made, Statement(date(2026, 5, 12), "Tenure", first.statement, "HR says 2025."))
    assert disagreements.of_person(program, rebecca.person)[0].text.reasons == "HR says 2025."
    history.undo(program)
    assert disagreements.of_person(program, rebecca.person)[0].text == first
    with pytest.raises(InvalidInput):
        disagreements.edit(program, made, Statement(date(2026, 5, 12), "Tenure", " "))


def test_what_held_everyone_counts_for_those_who_were_on_file(program: Program, clock) -> None:
    rebecca = someone(program)
    clock.set(datetime(2026, 5, 21, tzinfo=UTC))
    with program.operation("tests.everyone", "Everything left", undoable=False) as op:
        disclosures.note(op.session, program.now(), "Maria Ortega", CALL, everyone=True)
    clock.set(datetime(2026, 5, 22, tzinfo=UTC))
    later = someone(program, "Lee", "Alan", "000123")
    assert len(account(program, rebecca.person)) == 1
    assert account(program, later.person) == []
    with program.reading() as session:
        assert session.query(models.DisclosurePerson).count() == 0
