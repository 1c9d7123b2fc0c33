"""The program that all faults happen to: an office in the middle of its year, made once."""

import shutil
from decimal import Decimal
from pathlib import Path

from tests.conftest import CHEAP, PASSWORD
from tests.e2e import office as small_office
from tests.faults.office import TODAY, Clock
from umdesk.domain.words import CycleState
from umdesk.jobs import import_file, print_plan
from umdesk.services import applicants, cycle_steps, cycles, programs, raters, ratings
from umdesk.services.plans import queries


def make_base(place: Path) -> tuple[Path, str]:
    """A closed program with a cycle in each state and plans in several; gives it and its recovery code."""
    program, code = programs.create_program(
        place / "office.umdesk",
        department="Department of Example",
        office="Redding Field Office",
        coordinator="Maria Ortega",
        password=PASSWORD,
        clock=Clock(),
        cost=CHEAP,
    )
    import_file.run(program, small_office.workbook(place / "applications.xlsx"), small_office.CYCLE)
    decided = small_office.score(program)
    small_office.select(program, decided)
    first, *_ = queries.list_plans(program)
    print_plan.print_to_sign(program, small_office.write_plan(program, first.participation_id))
    for state in (CycleState.DRAFT, CycleState.OPEN, CycleState.SCORING, CycleState.DECIDING):
        _cycle(program, f"A cycle {state}", state)
    program.close()
    return program.folder, code


def _cycle(program: programs.Program, name: str, state: CycleState) -> None:
    cycle = cycles.create_cycle(program, name)
    cycles.edit_cycle(program, cycle, cycles.CycleChanges(seats=2, minimum_raters=1))
    for person in ("Ana", "Bo", "Cy"):
        new = applicants.NewApplicant(f"{name} {person}", person, class_code="1441", tenure="permanent", received=TODAY)
        applicants.add(program, cycle, new)
    for rater in ("Dee", "Eli"):
        raters.add(program, cycle, rater)
    order = list(CycleState)
    for step in order[1 : order.index(state) + 1]:
        assert cycle_steps.move_to(program, cycle, step).blocking == ()
        if step is CycleState.SCORING:
            grid = ratings.grid(program, cycle)
            points = {criterion.key: Decimal(3) for criterion in grid.criteria}
            sheets = [
                ratings.SheetEntry(row.application_id, rater, points) for row in grid.rows for rater in grid.raters
            ]
            ratings.enter_sheets(program, sheets)


def fresh(base: Path, place: Path) -> Path:
    """A copy of the program in a place of its own."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    return Path(shutil.copytree(base, place / base.name))
