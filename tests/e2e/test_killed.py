"""kill -9 at any moment, then open: all that was called saved is there, and the check finds nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PASSWORD
from umdesk.services import applicants, cycles, drafts, integrity, programs

SCRIPT = Path(__file__).with_name("killed_office.py")
ROOT = Path(__file__).resolve().parents[2]
STATEMENTS = (1, 4, 9, 17, 23, 38, 41, 55, 70, 91, 120, 164)
MILLISECONDS = (3, 11, 29, 47, 90)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the worker is forked and killed, which Windows cannot do")
def test_nothing_that_was_called_saved_is_lost_when_the_process_is_killed(program_folder):
    ended = subprocess.run(
        [sys.executable, str(SCRIPT), str(program_folder), _list(STATEMENTS), _list(MILLISECONDS)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_typing_that_the_window_called_saved_is_there_after_a_kill(program_folder):
    program = programs.open_program(program_folder, password=PASSWORD)
    cycle = cycles.create_cycle(program, "Spring 2026")
    application = applicants.add(program, cycle, applicants.NewApplicant("Nelson", "Rebecca", class_code="1379"))
    program.close()

    window = subprocess.Popen(
        [sys.executable, str(SCRIPT.with_name("typing_window.py")), str(program_folder)],
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

    assert said == [["typed", "7"], ["saved", "7"], ["typed", "14"], ["saved", "14"], ["typed", "21"]]
    program = programs.open_program(program_folder, password=PASSWORD)
    found = drafts.of_record(program, application).get("notes", "")
    recovered = [(typed.field, typed.value) for typed in drafts.recovered(program)]
    assert integrity.check(program).findings == ()
    program.close()
    assert found in ("x" * 14, "x" * 21)
    assert recovered == [("notes", found)]


def _list(numbers):
    return ",".join(str(number) for number in numbers)
