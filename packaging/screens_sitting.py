"""Pictures of resources and worksheets, and a worksheet as a paper, for `make screens`."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from umdesk.domain.words import RevisionState
from umdesk.jobs import demo, worksheets
from umdesk.services import programs, resources
from umdesk.services.plans import queries


def photograph(frame: Any, camera: Any) -> None:
    """The directory with a mentor, and the worksheet of a draft."""
    program = frame.window.workspace.context.program
    mentor = next(one.id for one in resources.mentors(program) if one.name == "Ann Lee")
    opened = frame.open_window(f"resources {mentor}")
    camera.settle(1.0)
    camera.take("Window resources", opened)
    opened.matches.add.opener.click()
    camera.settle(0.5)
    camera.take("Window resources, a match", opened)
    opened.close()
    opened = frame.open_window(f"worksheets {_draft(program)}")
    camera.settle(2.0)
    camera.take("Window worksheets", opened)
    opened.close()


def write_papers(program_folder: Path, documents: Path) -> None:
    """The worksheet of a draft, from a copy of the demo."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / program_folder.name
        shutil.copytree(program_folder, folder)
        program = programs.open_program(folder, password=demo.PASSWORD)
        made = worksheets.make(program, _draft(program))
        worksheets.save(program, made, documents / made.file_name)
        program.close()


def _draft(program: Any) -> str:
    """The participation of a plan that can take a worksheet."""
    rows = queries.list_plans(program)
    return next(row.participation_id for row in rows if row.revision_state is RevisionState.DRAFT)
