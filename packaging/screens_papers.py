"""Pictures of the window of plans and papers, and the papers beside a plan, for `make screens`."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from umdesk.domain.errors import NotNow
from umdesk.domain.plan_papers import PaperKind
from umdesk.domain.words import RevisionState
from umdesk.jobs import demo, print_papers
from umdesk.services import programs
from umdesk.services.plans import queries


def photograph(frame: Any, camera: Any) -> None:
    """The window as it opens, and with a batch in which some papers could not be made."""
    window = frame.open_window("papers")
    camera.settle(0.5)
    camera.take("Window plans and papers", window)
    choosing = window.choosing
    choosing.group.setCurrentIndex(0)
    choosing.group.activated.emit(0)
    choosing.papers[PaperKind.COPY.value].setChecked(True)
    window.begin()
    camera.settle(6.0)
    camera.take("Window plans and papers, made", window)
    window.close()


def write_papers(program_folder: Path, documents: Path) -> None:
    """Each paper of the first signed plan that has something to say, from a copy of the demo."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / program_folder.name
        shutil.copytree(program_folder, folder)
        program = programs.open_program(folder, password=demo.PASSWORD)
        signed = [row for row in queries.list_plans(program) if row.revision_state is RevisionState.SIGNED]
        for kind in PaperKind:
            for row in signed:
                try:
                    print_papers.save(program, kind, row.participation_id, documents / f"Plan paper, {kind}.pdf")
                except NotNow:  # nobody completed yet, or this one did not advance
                    continue
                break
        program.close()
