"""Two processes at one folder, and a process that is killed while it writes."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from umdesk.domain.errors import InUse
from umdesk.services import integrity, programs
from umdesk.services.programs import Program
from umdesk.storage.models import Event, Unit

PASSWORD = "correct horse battery"
ROOT = Path(__file__).parents[2]

HOLD = """
import sys
from pathlib import Path
from umdesk.services import programs
program = programs.open_program(Path(sys.argv[1]), password="correct horse battery")
print("open", flush=True)
sys.stdin.read()
program.close()
"""

#: Adds units for ever and says each name once its operation is done; every third one is large.
WRITE = """
import sys
from pathlib import Path
from umdesk.services import programs
from umdesk.storage.models import Unit
program = programs.open_program(Path(sys.argv[1]), password="correct horse battery")
for turn in range(100000):
    with program.operation("x", f"Added {turn}") as op:
        op.session.add_all(Unit(name=f"{turn}-{i}") for i in range(300 if turn % 3 == 2 else 1))
    print(turn, flush=True)
"""


def start(script: str, folder: Path) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_another_process_is_told_since_when_and_may_look(program_folder: Path) -> None:
    with start(HOLD, program_folder) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(InUse, match=r"^Open since \d+:\d\d [AP]M in another window on this computer\."):
            programs.open_program(program_folder, password=PASSWORD)
        looking = programs.open_program(program_folder, password=PASSWORD, write=False)
        assert programs.describe(looking).office == "Redding Field Office"
        looking.close()
        holder.communicate("")
    programs.open_program(program_folder, password=PASSWORD).close()


@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_killed_process_loses_nothing_that_was_done_and_leaves_nothing_half_done(
    program_folder: Path, after: int
) -> None:
    with start(WRITE, program_folder) as writer:
        assert writer.stdout is not None
        said = [int(writer.stdout.readline()) for _ in range(after)]
        writer.send_signal(signal.SIGKILL)
        said += [int(line) for line in writer.stdout.read().splitlines() if line.strip()]
    reopened = programs.open_program(program_folder, password=PASSWORD)
    with reopened.reading() as session:
        turns = {int(name.split("-")[0]) for name in session.scalars(select(Unit.name))}
        counts = [
            session.scalar(select(func.count()).select_from(Unit).where(Unit.name.startswith(f"{turn}-")))
            for turn in sorted(turns)
        ]
        events = session.scalar(select(func.count()).select_from(Event))
    assert set(said) <= turns
    assert counts == [300 if turn % 3 == 2 else 1 for turn in sorted(turns)]
    assert events == 1 + 2 + len(turns)  # made, and signed in to twice
    assert integrity.check(reopened).findings == ()
    reopened.close()


def test_operations_of_several_threads_wait_for_each_other(program: Program) -> None:
    def add(name: str) -> None:
        for turn in range(10):
            with program.operation("x", f"Added {name}-{turn}") as op:
                op.session.add(Unit(name=f"{name}-{turn}"))

    threads = [threading.Thread(target=add, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with program.reading() as session:
        assert session.scalar(select(func.count()).select_from(Unit)) == 30
    assert integrity.check(program).findings == ()
    assert integrity.check(program).events == 32  # made, signed in to, and thirty more


def test_looking_changes_nothing_in_the_folder_also_after_a_crash(program_folder: Path) -> None:
    with start(WRITE, program_folder) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
    before = contents(program_folder)
    looking = programs.open_program(program_folder, password=PASSWORD, write=False)
    with looking.reading() as session:
        assert "0-0" in session.scalars(select(Unit.name)).all()
    looking.close()
    assert contents(program_folder) == before
    assert integrity.check_folder(program_folder, PASSWORD).findings == ()
    programs.open_program(program_folder, password=PASSWORD).close()
    assert sorted(contents(program_folder)) == ["keys.json", "lock", "program.db"]


def test_looking_at_a_closed_program_reads_a_private_copy_that_goes_again(program_folder: Path) -> None:
    before = contents(program_folder)
    looking = programs.open_program(program_folder, password=PASSWORD, write=False)
    copy = looking.opened.private_copy
    assert copy is not None
    assert copy.stat().st_mode & 0o077 == 0
    looking.close()
    assert not copy.exists()
    assert contents(program_folder) == before


def contents(folder: Path) -> dict[str, bytes]:
    # The shared memory of the WAL is an index that any reader may rebuild.
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file() and "-shm" not in file.name}
