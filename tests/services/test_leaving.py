"""A copy that left while umdesk was killed is told of at the next sign-in; nothing is told where none did."""

import os
import signal
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.conftest import PASSWORD
from umdesk.domain.errors import CannotWrite
from umdesk.domain.words import Role
from umdesk.jobs.output import SAVED, write_file
from umdesk.services import accounts, disclosures, drafts, history, programs, reports
from umdesk.services.reports import Paper
from umdesk.storage import leaving, models
from umdesk.storage.engine import WRITE

PAPER = Paper("Advancements 2025-26", b"%PDF-1.7", 1, "9f" * 32)


def told(program) -> list[str]:
    """What the history says may lie in the open."""
    return [line.summary for line in history.events(program) if line.operation == leaving.FOUND]


def left_over(program) -> int:
    with program.reading() as session:
        return session.query(models.Draft).count()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="it takes a process that can be killed")
def test_killed_once_the_file_stands_the_coordinator_is_told_at_their_next_sign_in(
    program_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "Advancements.pdf"
    before = programs.open_program(program_folder, password=PASSWORD)
    accounts.add(before, "Eve Stone", [Role.READER], PASSWORD + " of Eve")
    before.close()

    def write_and_die() -> None:
        write_file(PAPER.data, path)
        os.kill(os.getpid(), signal.SIGKILL)

    worker = os.fork()
    if worker == 0:
        try:
            reports.record_copy(programs.open_program(program_folder, password=PASSWORD), PAPER, SAVED, write_and_die)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == -signal.SIGKILL
    assert path.read_bytes() == PAPER.data

    looking = programs.open_program(program_folder, password=PASSWORD, write=False)
    assert (told(looking), left_over(looking), drafts.recovered(looking)) == ([], 1, [])
    looking.close()
    programs.open_program(program_folder, password=PASSWORD + " of Eve", account="Eve Stone").close()
    program = programs.open_program(program_folder, password=PASSWORD)
    (summary,) = told(program)
    assert summary.startswith(
        "Perhaps left without being on record: Advancements 2025-26 was saved as PDF (Maria Ortega"
    )
    (sentences,) = disclosures.left_unrecorded(program)
    assert sentences.startswith(f"{summary}. umdesk was stopped while it was being saved.")
    reports.record_copy(program, PAPER, SAVED, partial(write_file, PAPER.data, path))
    assert left_over(program) == 0
    program.close()
    again = programs.open_program(program_folder, password=PASSWORD)
    assert (told(again), disclosures.left_unrecorded(again)) == ([summary], ())
    again.close()


def test_what_could_not_be_written_did_not_leave(program, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        reports.record_copy(program, PAPER, SAVED, partial(write_file, PAPER.data, tmp_path / "none" / "a.pdf"))
    assert left_over(program) == 0
    assert [line.summary for line in history.events(program) if line.operation == "reports.record_copy"] == []


def test_what_did_not_leave_is_forgotten_once_there_is_room_again(program, tmp_path: Path) -> None:
    engine = program.opened.engine.execution_options(**{WRITE: True})
    with engine.begin() as connection:  # as a full disk would
        connection.execute(text("CREATE TRIGGER full BEFORE DELETE ON draft BEGIN SELECT RAISE(ABORT, 'full'); END"))
    with pytest.raises(CannotWrite):
        reports.record_copy(program, PAPER, SAVED, partial(write_file, PAPER.data, tmp_path / "none" / "a.pdf"))
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER full"))
    assert left_over(program) == 1
    program.note("tests.next", "Something else was done")
    assert left_over(program) == 0
