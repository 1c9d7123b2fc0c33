"""Makes the demo program and its documents in a folder, whole or not at all."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from umdesk.domain.counts import program_year_period
from umdesk.domain.errors import CannotWrite
from umdesk.domain.progress import Progress
from umdesk.domain.words import Eligibility
from umdesk.jobs import output, print_ranking, recovery_sheet, reports
from umdesk.jobs.demo import carrying, ladders, office, planning, running, selecting, year
from umdesk.jobs.demo.timeline import Timeline
from umdesk.services import programs, settings
from umdesk.services.applicants import listing
from umdesk.services.plans import queries
from umdesk.services.programs import Program

PASSWORD = "demo"  # noqa: S105 -- everybody may open the demo
DEPARTMENT = "Department of Example Services"
QUICK = programs.Cost(memory_kib=64, passes=1, lanes=1)
"""What a try of a password costs here: everybody knows it, so nothing is gained by making guesses dear."""
OFFICE = "North Valley Field Office"
COORDINATOR = "Denise Alvarado"
STEPS = 11 + selecting.SEATS + planning.PRINTED
NOTICE = {
    "agency": "Department of Example Services, North Valley Field Office",
    "official": "Upward Mobility Coordinator, 100 Example Street, Redding; (530) 555-0100",
    "authority": "Government Code sections 19400 to 19406",
    "mandatory": "Giving the information is voluntary.",
    "consequences": "Without it the office cannot write a Career Development Plan.",
    "purposes": "To plan, follow and report on the participant's development in the program.",
    "disclosures": "The state's human resources department, in yearly counts without names.",
    "access": "Participants may see their record at the office during working hours.",
}
REVIEW = (
    "Write to the Upward Mobility Coordinator, 100 Example Street, Redding, within 30 days of this letter. Say what "
    "you want to have looked at again. You get an answer in writing within 20 working days."
)


@dataclass(frozen=True, slots=True)
class DemoMade:
    """What the demo holds and where it lies; `applications`, `eligible` and `selected` are of its closed cycle.

    `raters` are the accounts of those who rate in the window; they have the same password.
    """

    program: Path
    documents: Path
    password: str
    coordinator: str
    raters: tuple[str, ...]
    applications: int
    eligible: int
    selected: int
    plans: int
    printed: int
    files: tuple[Path, ...]
    supervisor: str


def make_demo(folder: Path, *, progress: Progress | None = None, end: date | None = None) -> DemoMade:
    """Make FOLDER/demo.umdesk and the PDF files in FOLDER/documents; what is ended before its end leaves nothing.

    `end` is the last day of what the demo tells, today unless it is said.

    Raises:
        CannotWrite: FOLDER/demo.umdesk is there already, or one may not write there; nothing is left behind.
    """
    target, documents = folder / "demo.umdesk", folder / "documents"
    if target.exists():
        raise CannotWrite(
            f"{target} exists already; it was not touched.", "Choose another folder, or delete the old demo first."
        )
    building: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".demo-", dir=folder))
        made = _make(building, _steps(progress), end or datetime.now().astimezone().date())
        documents.mkdir(exist_ok=True)
        files = tuple(file.replace(documents / file.name) for file in sorted(made.files))
        made.program.replace(target)
    except OSError as error:
        raise CannotWrite(
            f"The demo could not be made in {folder}: {error.strerror or type(error).__name__}.",
            "Choose a folder you may write to, on a disk with room.",
        ) from error
    finally:
        if building is not None:
            shutil.rmtree(building, ignore_errors=True)
    return DemoMade(
        target, documents, made.password, made.coordinator, made.raters, made.applications, made.eligible,
        made.selected, made.plans, made.printed, files, made.supervisor,
    )  # fmt: skip


def _steps(progress: Progress | None) -> Callable[[str], None]:
    """Counts the steps of the making; each is told before it begins."""
    done = 0

    def step(text: str) -> None:
        nonlocal done
        if progress is not None:
            progress(min(done, STEPS), STEPS, text)
        done += 1

    return step


def _make(folder: Path, step: Callable[[str], None], end: date) -> DemoMade:
    clock = Timeline(end)
    step("Making the program")
    documents = folder / "documents"
    documents.mkdir()
    code = programs.new_code()
    program, _ = programs.create_program(
        folder / "demo.umdesk",
        department=DEPARTMENT,
        office=OFFICE,
        coordinator=COORDINATOR,
        password=PASSWORD,
        clock=clock,
        demo=True,
        code=code,
        cost=QUICK,
    )
    try:
        for part, text in NOTICE.items():
            settings.change(program, f"notice.{part}", text)
        settings.change(program, "letters.review", REVIEW)
        ladders.draw(program)
        cycle_id = selecting.select(program, clock, step)
        selecting.tell(program, cycle_id, clock, documents, step)
        printed = planning.write_plans(program, clock, documents, step)
        step("Opening a second cycle")
        fall = running.begin(program, clock, selecting.TEMPLATE, PASSWORD)
        step("Recording what happened since")
        clock.go_to(clock.end)
        planning.follow_up(program, clock.end)
        carrying.carry_out(program, clock.end, documents)
        carrying.let_supervisor_in(program, PASSWORD)
        year.keep(program, clock.end)
        office.keep(program, clock.end)
        step("Printing the ranking, the summary and the recovery sheet")
        sheet = recovery_sheet.for_new_program(program.folder, DEPARTMENT, OFFICE, code)
        output.write_file(sheet.data, documents / "Recovery sheet.pdf")
        print_ranking.save_ranking(program, cycle_id, documents / f"Ranking {selecting.CYCLE}.pdf")
        reports.save(program, "summary", program_year_period(2026), documents / "Program summary 2025-26.pdf")
        told = _told(program, cycle_id, documents, len(printed))
        step("Rating half of the second cycle")
        program = running.sign_in(program, clock, PASSWORD)
        running.rate_half(program, fall)
        return told
    finally:
        program.close()


def _told(program: Program, cycle_id: str, documents: Path, printed: int) -> DemoMade:
    applications = listing.rows(program, cycle_id)
    plans = queries.list_plans(program)
    return DemoMade(
        program=program.folder,
        documents=documents,
        password=PASSWORD,
        coordinator=program.account.name,
        raters=running.SIGN_IN,
        applications=len(applications),
        eligible=sum(row.eligibility is Eligibility.ELIGIBLE for row in applications),
        selected=len(plans),
        plans=len(plans),
        printed=printed,
        files=tuple(documents.iterdir()),
        supervisor=carrying.SUPERVISOR,
    )
