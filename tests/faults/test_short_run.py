"""The short run of `make faults`: some of every fault, each in a process of its own, and nothing is lost."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_that_was_called_saved_is_lost_by_any_fault():
    # Forking takes a process without threads, which pytest with Qt is not.
    ended = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "faults.py"), "--short", "--seed", "1", "--processes", "1"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "nothing lost" in ended.stdout
