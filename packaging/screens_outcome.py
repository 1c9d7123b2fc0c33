"""Pictures of the draw, of what became of everybody and of a correction, and the draw's papers, for `make screens`."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from umdesk.documents import draw
from umdesk.domain.words import CycleState
from umdesk.jobs import demo, print_draw
from umdesk.services import cycles, programs
from umdesk.services.programs import Program


def photograph(frame: Any, camera: Any) -> None:
    """The draw with its recipe, what became of everybody, and a correction with old and new side by side."""
    workspace = frame.window.workspace
    workspace.go_to("Selection", _closed(workspace.context.program))
    tab = workspace.current()
    tab.show_part("Draw")
    tab.page("Draw").recipe.button.click()
    camera.take("Selection, draw")
    tab.show_part("Outcome")
    page = tab.page("Outcome")
    page.table.choose(next(row.application_id for row in page.model.rows() if row.state.value == "waitlisted"))
    camera.take("Selection, outcome")
    window = page.open_correction()
    window.what.set_value("rating")
    window.what.left.emit()
    window.rater.set_value(window.rater.box.itemData(0))
    window.criterion.set_value(window.criterion.box.itemData(0))
    for points in ("5", "1"):  # one of them is another rating than the one on file
        window.rating.set_value(points)
        window.add.click()
        if window.changes:
            break
    camera.take("Window correction", window)
    window.close()


def write_papers(program_folder: Path, documents: Path) -> None:
    """The draw as it was held, and its fingerprint as it is printed before."""
    program = programs.open_program(program_folder, password=demo.PASSWORD)
    made = print_draw.make_draw(program, _closed(program))
    program.close()
    (documents / "draw.pdf").write_bytes(made.data)
    before = replace(made.snapshot, seed="", groups=(), held="")
    (documents / "draw fingerprint.pdf").write_bytes(draw.render(before).data)


def _closed(program: Program) -> str:
    return next(line.id for line in cycles.list_cycles(program) if line.state is CycleState.CLOSED)
