"""kill -9 while somebody types into the window, then open: what the window called saved is there.

Kills in every other kind of write are in tests/faults.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PASSWORD
from tests.selection_cycle import make_cycle
from umdesk.domain.words import CycleState
from umdesk.services import applicants, cycles, drafts, integrity, programs

SCRIPT = Path(__file__).with_name("typing_window.py")
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_typing_that_the_window_called_saved_is_there_after_a_kill(program_folder):
    program = programs.open_program(program_folder, password=PASSWORD)
    cycle = cycles.create_cycle(program, "Spring 2026")
    application = applicants.add(program, cycle, applicants.NewApplicant("Nelson", "Rebecca", class_code="1379"))
    program.close()

    said = killed_while_typing(program_folder)

    assert said == [["typed", "7"], ["saved", "7"], ["typed", "14"], ["saved", "14"], ["typed", "21"]]
    program = programs.open_program(program_folder, password=PASSWORD)
    found = drafts.of_record(program, application).get("notes", "")
    recovered = [(typed.field, typed.value) for typed in drafts.recovered(program)]
    assert integrity.check(program).findings == ()
    program.close()
    assert found in ("x" * 14, "x" * 21)
    assert recovered == [("notes", found)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_a_paper_sheet_half_typed_is_there_after_a_kill(program_folder):
    program = programs.open_program(program_folder, password=PASSWORD)
    made = make_cycle(program, people=1)
    made.go(CycleState.SCORING)
    program.close()
    application, rater = made.applications["2026-0001"], made.raters[0]

    assert ["saved", "14"] in killed_while_typing(program_folder, application, rater)

    program = programs.open_program(program_folder, password=PASSWORD)
    ((field, found),) = [(typed.field, typed.value) for typed in drafts.recovered(program)]
    program.close()
    assert field == f"paper_entry {rater} 1 comment {made.keys[0]}"
    assert found in ("x" * 14, "x" * 21)


def killed_while_typing(folder: Path, *into: str) -> list[list[str]]:
    """What the window said until it was killed; each pair is a word and how many letters were typed by then."""
    window = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(folder), *into],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    said = [window.stdout.readline().split() for _ in range(5)]
    window.kill()
    window.wait()
    window.stdout.close()
    return said
