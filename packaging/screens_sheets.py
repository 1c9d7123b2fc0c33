"""Pictures of rating on paper and in workbooks, and the sheets themselves, for `make screens`."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from umdesk.domain.words import CycleState
from umdesk.jobs import demo, import_file, rating_sheets
from umdesk.resources import resource
from umdesk.services import cycle_steps, cycles, programs, raters, ratings, sheet_papers
from umdesk.services.programs import Program
from umdesk.ui.context import Context
from umdesk.ui.selection.sheets import SheetsPage


def photograph(frame: Any, camera: Any) -> None:
    """Sheets out and back, a paper typed twice with what differs, and a file of ratings before it comes in."""
    shown = frame.window.workspace.context
    with _scoring(shown.program.folder) as (program, cycle):
        context = Context(program, shown.runner, shown.remembered)
        page = SheetsPage(context)
        page.resize(1240, 640)
        page.show_cycle(cycles.cycle(program, cycle), None)
        page.show()
        rater = raters.of_cycle(program, cycle)[-1].id
        code = sheet_papers.papers(program, cycle, [rater])[0].code
        page.code.set_raw(code)
        camera.take("Selection, sheets", page)
        for points in ("3", "4"):
            page.code.set_raw(code)
            page.find_sheet()
            page.typing_panel.conflict.set_value("none")
            for place, field in enumerate(page.typing_panel.points.values()):
                field.set_raw(points if not place else "3")
            camera.take("Selection, a paper typed in", page)
            page.typing_panel.keep_typing()
        camera.take("Selection, two typings of a paper", page)
        page.show_overview()
        camera.take("Selection, papers that wait", page)
        with tempfile.TemporaryDirectory() as place:
            page.look_at_file(_file(program, cycle, Path(place)))
            camera.settle(1.0)
            camera.take("Selection, ratings before they come in", page)
        page.close()
        page.deleteLater()
        context.stop()


def write_papers(program_folder: Path, documents: Path) -> None:
    """The rating sheets of a rater, and a blank one."""
    with _scoring(program_folder) as (program, cycle):
        everybody = [line.id for line in raters.of_cycle(program, cycle)]
        for name, wanted in (("Rating sheets", everybody[-1:]), ("Rating sheet, blank", [])):
            (documents / f"{name}.pdf").write_bytes(rating_sheets.make(program, cycle, wanted).data)


def _file(program: Program, cycle: str, folder: Path) -> Path:
    """A file with a rating that differs, one that is refused, and a rater who is not on file."""
    grid = ratings.grid(program, cycle)
    titles = ",".join(["Application", "Rater", *(criterion.name for criterion in grid.criteria)])
    numbers = [row.number for row in grid.rows]
    name = next(iter(grid.raters.values()))
    path = folder / "ratings.csv"
    key = grid.criteria[0].key
    ratings.enter(program, grid.rows[0].application_id, next(iter(grid.raters)), key, Decimal(2))
    rows = [f"{numbers[0]},{name},1", f"{numbers[1]},Ed Sandoval,2", f"2019-0001,{name},2", f"{numbers[1]},{name},900"]
    path.write_text("\n".join([titles, *rows]), encoding="utf-8")
    return path


@contextmanager
def _scoring(program_folder: Path) -> Iterator[tuple[Program, str]]:
    """A copy of the demo with a cycle in scoring."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / program_folder.name
        shutil.copytree(program_folder, folder)
        program = programs.open_program(folder, password=demo.PASSWORD)
        cycle = cycles.create_cycle(program, "Fall on paper")
        import_file.run(program, resource("demo/applicants.xlsx"), "Fall on paper")
        for name in ("Ana Ito", "Lee Park", "Robin Hale"):
            raters.add(program, cycle, name)
        for state in (CycleState.OPEN, CycleState.SCORING):
            cycle_steps.move_to(program, cycle, state)
        yield program, cycle
        program.close()
