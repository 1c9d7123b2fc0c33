"""kill -9 at any moment, then open: all that was called saved is there, and the check finds nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


def _list(numbers):
    return ",".join(str(number) for number in numbers)
