"""Pictures of T&D, exams, duties and holidays, and the T&D agreement as a paper, for `make screens`."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from umdesk.domain.exams import Exam
from umdesk.domain.td_words import Purpose
from umdesk.domain.words import ExamOutcome, ListKind
from umdesk.jobs import demo, print_td
from umdesk.services import programs
from umdesk.services.plans import duties, exams, queries, td_agreements, td_early_ends
from umdesk.services.plans.duties import Duties
from umdesk.services.plans.td_agreements import Terms

PAGES = ("exams", "td", "duties")


def photograph(frame: Any, camera: Any) -> None:
    """The three pages of a plan with something on record, an agreement as a draft, the holidays."""
    workspace = frame.window.workspace
    program = workspace.context.program
    participation, assignment = _record(program)
    workspace.go_to("Career plans")
    editor = workspace.current().editor
    workspace.current().open_plan(participation)
    for page in PAGES:
        editor.go_to_page(page)
        camera.settle(1.0)
        camera.take(f"Career plans, {page}")
    opened = editor.beside.page("td").show_page(assignment)
    camera.settle(1.5)
    camera.take("Window T&D agreement", opened)
    opened.close()
    opened = frame.open_window("holidays")
    camera.take("Window holidays", opened)
    opened.close()


def write_papers(program_folder: Path, documents: Path) -> None:
    """A T&D agreement as a draft and printed to sign, from a copy of the demo."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / program_folder.name
        shutil.copytree(program_folder, folder)
        program = programs.open_program(folder, password=demo.PASSWORD)
        _participation, assignment = _record(program)
        print_td.save(program, assignment, documents / "T&D agreement, draft.pdf")
        print_td.print_to_sign(program, assignment, documents / "T&D agreement.pdf")
        program.close()


def _record(program: Any) -> tuple[str, str]:
    """An assignment that ends soon and early, exams and duties of the first participant."""
    today = program.today()
    participation = queries.list_plans(program)[0].participation_id
    terms = Terms(
        today - timedelta(days=60), today + timedelta(days=70), class_code="5157",
        purposes=(Purpose.EXPERIENCE, Purpose.FIELD),
        duties="Reconciles monthly reports; learns the budget cycle beside the analyst", from_unit="Redding Center",
        to_unit="Fiscal Services", current_supervisor="Dana Whitfield", new_supervisor="Sam Ortiz",
        over_limit_reason="A picture",
    )  # fmt: skip
    assignment = td_agreements.record(program, participation, terms)
    td_early_ends.request(program, assignment, today, "Another offer in the same building.")
    taken, ends = today - timedelta(days=100), today + timedelta(days=40)
    passed = Exam("5157", ExamOutcome.PASSED, taken, ListKind.DEPARTMENTAL, "3", ends, note="Announcement 5PB34")
    exams.add(program, participation, passed)
    retake = today + timedelta(days=20)
    exams.add(program, participation, Exam("1379", ExamOutcome.FAILED, taken, retake_from=retake))
    duties.add(program, participation, Duties(today, "Sorts and files invoices", "Checks invoices of up to $500"))
    return participation, assignment
