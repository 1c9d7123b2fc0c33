"""Pictures of screening with its letters and of likely duplicates, and their papers, for `make screens`."""

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from umdesk.domain.letters import SCREENING_KINDS
from umdesk.jobs import demo
from umdesk.jobs import letters as jobs
from umdesk.jobs.letters import Wish
from umdesk.services import applicants, cycles, letters, programs
from umdesk.services.applicants import NewApplicant


def photograph(frame: Any, camera: Any) -> None:
    """Each group of the screening window, what is asked before sending, the list; a pair and a merge."""
    program = frame.window.workspace.context.program
    cycle = _cycle(program)
    opened = frame.open_window(f"letters {cycle}")
    camera.settle(1.0)
    for kind in SCREENING_KINDS:
        opened.chips.choose(kind.value)
        camera.settle(1.0)
        camera.take(f"Window letters, {kind.value}", opened)
    opened.actions_bar.make.click()
    camera.settle(1.0)
    opened.actions_bar.send.opener.click()
    camera.take("Window letters, made", opened)
    opened.list_button.click()
    camera.settle(1.0)
    camera.take("Window letters, screening list", opened)
    opened.close()
    opened = frame.open_window("duplicates")
    camera.settle(1.0)
    camera.take("Window duplicates", opened)
    opened.merge.opener.click()
    camera.take("Window duplicates, merge", opened)
    opened.merge.confirm.click()
    camera.settle(1.0)
    opened.chips.choose("merged")
    opened.table.choose(opened.model.row(0).key)
    camera.take("Window duplicates, made one", opened)
    opened.close()


def write_papers(program_folder: Path, documents: Path) -> None:
    """A letter of each kind, all of them as one file, and the screening list, from a copy of the demo."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / program_folder.name
        shutil.copytree(program_folder, folder)
        program = programs.open_program(folder, password=demo.PASSWORD)
        _write_papers(program, documents)
        program.close()


def _write_papers(program: Any, documents: Path) -> None:
    cycle = _cycle(program)
    for kind in SCREENING_KINDS:
        wanted = tuple(one.row.id for one in letters.screened(program, cycle) if one.wants is kind)
        (documents / f"letter {kind.value}.pdf").write_bytes(jobs.preview(program, Wish(wanted, kind)).data)
        jobs.make(program, Wish(wanted, kind))
    rows = [row for one in letters.screened(program, cycle) for row in one.letters]
    (documents / "letters together.pdf").write_bytes(jobs.together(program, rows).data)
    (documents / "screening list.pdf").write_bytes(jobs.make_list(program, cycle).paper.data)


def _cycle(program: Any) -> str:
    """A cycle with three applications, one for each letter; the first repeats somebody who is on file."""
    name = "Fall of letters"
    found = next((line.id for line in cycles.list_cycles(program) if line.name == name), None)
    if found is not None:
        return found
    known = applicants.rows(program)[0]
    people = (
        (known.last_name, known.first_name, "1379", "permanent"),
        ("Park", "Min", "5157", "permanent"),
        ("Ruiz", "Elena", "1441", ""),
    )
    cycle = cycles.create_cycle(program, name)
    for last, first, code, tenure in people:
        new = NewApplicant(last, first, class_code=code, tenure=tenure, received=date(2026, 2, 3))
        applicants.add(program, cycle, new, reason="For the pictures")
    return cycle
