"""Large amounts: an import of 100,000 rows, killed once and then whole; a backup made while 50,000 rows come in."""

import shutil
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from tests.conftest import PASSWORD
from tests.faults.base import fresh
from tests.faults.judge import Lost, judge, known_of
from tests.faults.office import write_list
from tests.faults.whole import NOW, opened
from tests.faults.worker import Counter, count_statements, in_a_process
from umdesk.jobs import import_file
from umdesk.services import applicants, backups, integrity
from umdesk.services.programs import Program
from umdesk.storage.models import Application

LONGEST_WAIT = 0.2
"""Seconds that a save of the window may wait for a backup."""


@dataclass
class Large:
    """What the large amounts came to; times in seconds."""

    rows: int = 0
    import_seconds: float = 0.0
    megabytes: int = 0
    killed_at: int = 0
    rows_while_backed_up: int = 0
    rows_in_the_backup: int = 0
    backups_made: int = 0
    saves_beside: int = 0
    longest_save: float = 0.0
    longest_save_alone: float = 0.0


def run(base: Path, place: Path, rows: int, beside: int) -> Large:
    """Import `rows`, killed in the middle and then whole; then `beside` more while backups are made.

    Raises:
        Lost: the killed import left something, a backup does not restore to one moment, or a save waited too long.
    """
    result = Large(rows=rows)
    folder = fresh(base, place / "large")
    _killed(folder, place, rows, result)
    file = write_list(place / "all.csv", rows, 1_000_000)
    begun = time.perf_counter()
    with opened(folder, PASSWORD) as program:
        before = count(program)
        import_file.run(program, file, "Large")
        result.import_seconds = time.perf_counter() - begun
        _demand(count(program) == before + rows, "the import is not whole")
        result.megabytes = (folder / "program.db").stat().st_size // 1_000_000
    with opened(folder, PASSWORD) as program:
        _waits(program, result)
    _backed_up_meanwhile(folder, place, beside, result)
    shutil.rmtree(place / "large")
    return result


def count(program: Program) -> int:
    """How many applications there are."""
    with program.reading() as session:
        return int(session.scalar(select(func.count()).select_from(Application)) or 0)


def _demand(held: bool, what: str) -> None:
    if not held:
        raise Lost(what)


def _killed(folder: Path, place: Path, rows: int, result: Large) -> None:
    """Kill an import of a fifth of the rows in the middle of its writing; nothing of it is there."""
    known, file, output = known_of(folder, ""), write_list(place / "part.csv", rows // 5, 2_000_000), place / "output"
    # An import writes about six rows of the database for each of the list.
    result.killed_at = rows // 5 * 3

    def work() -> None:
        counter = Counter()
        count_statements(counter)
        with opened(folder, PASSWORD) as program:
            counter.left = result.killed_at
            import_file.run(program, file, "Killed")

    _demand(in_a_process(work, output) < 0, f"the import was not killed: {output.read_text(encoding='utf-8')}")
    judge(folder, known, one_more=False)


def _waits(program: Program, result: Large) -> None:
    """Save small things while a backup of the large program is made, and when none is made."""
    row = applicants.rows(program)[0]
    ended = threading.Event()

    def back_up() -> None:
        try:
            result.backups_made += backups.make(program) is not None
        finally:
            ended.set()

    def save(number: int) -> float:
        begun = time.perf_counter()
        applicants.edit_person(program, row.person_id, {"work_phone": f"530 555 {number:04}"})
        return time.perf_counter() - begun

    alone = [save(number) for number in range(20)]
    backup = threading.Thread(target=back_up)
    backup.start()
    waits = []
    while not ended.is_set():
        waits.append(save(1000 + len(waits)))
        time.sleep(0.02)
    backup.join()
    result.saves_beside, result.longest_save, result.longest_save_alone = len(waits), max(waits), max(alone)
    _demand(integrity.check(program).findings == (), "the program is not whole after the backup")


def _backed_up_meanwhile(folder: Path, place: Path, rows: int, result: Large) -> None:
    """Make backups for as long as an import runs: each restores to before or after it, and is whole."""
    file = write_list(place / "more.csv", rows, 3_000_000)
    result.rows_while_backed_up = rows
    made: list[Path] = []
    with opened(folder, PASSWORD) as program:
        before = count(program)
        importing = threading.Thread(target=import_file.run, args=(program, file, "Beside"))
        importing.start()
        while importing.is_alive():
            backup = backups.make(program)
            if backup is not None:
                made.append(backup.file)
            time.sleep(0.5)
        importing.join()
        _demand(count(program) == before + rows, "the import beside the backup is not whole")
    _demand(bool(made), "no backup was made beside the import")
    result.backups_made += len(made)
    for backup_file in {made[0], made[-1]}:
        target = place / "restored.umdesk"
        shutil.rmtree(target, ignore_errors=True)
        backups.restore(backup_file, backups.Way(password=PASSWORD), target, NOW)
        with opened(target, PASSWORD) as program:
            there = count(program)
            result.rows_in_the_backup = there
            _demand(there in {before, before + rows}, f"the backup holds {there - before} of {rows} rows")
            _demand(integrity.check(program).findings == (), "the restored program is not whole")
        shutil.rmtree(target)
