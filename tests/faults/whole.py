"""Jobs on a whole program folder, killed before any statement or file operation: old or new, never between.

Making a program, bringing an old one up to date, restoring beside and over, saving what is left of a damaged one,
changing the key. The same jobs on a disk that fills up: refused in a sentence, or done.
"""

import json
import random
import shutil
import signal
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from tests.conftest import CHEAP, PASSWORD
from tests.faults.base import fresh
from tests.faults.judge import Lost, noted, replay_differences
from tests.faults.kills import BYTE, FILE, STATEMENT
from tests.faults.office import Clock
from tests.faults.worker import (
    ENDED,
    FAILED,
    Counter,
    Log,
    count_file_operations,
    count_statements,
    die_at_byte,
    in_a_process,
    read_log,
)
from umdesk.domain.errors import CannotWrite
from umdesk.domain.words import Role
from umdesk.services import accounts, applicants, backups, classes, drafts, integrity, programs
from umdesk.services.programs import NewWays
from umdesk.storage import migrations
from umdesk.storage.access.entry import way_in
from umdesk.storage.access.keys import unwrap
from umdesk.storage.access.recovery_code import normalize
from umdesk.storage.engine import DatabaseKey, connect
from umdesk.storage.folder import keys_of
from umdesk.storage.making import create_program
from umdesk.storage.salvage import saving

NOTHING = "nothing"
OLD = Path(__file__).parents[1] / "data" / "programs" / "0001.zip"
_IN_A_FOLDER = {"program.db", "program.db-wal", "program.db-shm", "keys.json", "lock", "backups", "attempts.json"}
NOW = datetime(2026, 5, 20, 17, tzinfo=UTC)


@dataclass(frozen=True)
class Job:
    """One job: what is there before, what is done, and what may be there after a kill.

    `verify` gets the place and raises Lost; it gives whether the job was done.
    """

    name: str
    prepare: Callable[[Path], None]
    work: Callable[[Path], None]
    verify: Callable[[Path], bool]


@dataclass
class Jobs:
    """What a run came to: kills by job, and how often the job had been done all the same."""

    kills: dict[str, int] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)


def run(job: Job, place: Path, most: int | None, result: Jobs, seed: int = 1) -> None:
    """Kill the job before each statement and each file operation, or before `most` of them picked by the seed.

    Raises:
        Lost: what was there before is neither whole nor replaced by what the job makes.
    """
    points = [(way, n) for way, count in _counts(job, place).items() for n in range(1, count + 1)]
    result.steps[job.name] = len(points)
    rng = random.Random(seed)
    if most is not None and most < len(points):
        points = rng.sample(points, most)
    points += [(BYTE, rng.randrange(1, 1_000_000)) for _ in range(len(points) // 10)]
    for way, number in points:
        ended, told = _one(job, place, way, number)
        if ended not in {-signal.SIGKILL, -signal.SIGXFSZ, ENDED}:
            raise Lost(f"{job.name} fell over with {ended}: {told}")
        with noted(f"{job.name}, killed before {way} {number}\n{told}"):
            done = job.verify(place)
        result.kills[job.name] = result.kills.get(job.name, 0) + (ended < 0)
        result.done[job.name] = result.done.get(job.name, 0) + done


def run_full(job: Job, disk: Path, pages: list[int], fill: Callable[[Path, int], Callable[[], None]]) -> int:
    """Do the job on a disk with room for so many pages, then verify with room; gives how often it was refused.

    Raises:
        Lost: it was refused without a sentence, or what is there is neither old nor what the job makes.
    """
    refused = 0
    for number in pages:
        place, output = disk / "job", disk.parent / "output"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        job.prepare(place)
        give_back = fill(disk, number)
        output.unlink(missing_ok=True)
        ended = in_a_process(lambda at=place: _refusable(job, at), output)
        give_back()
        told = f"{job.name} with room for {number} pages\n{output.read_text(encoding='utf-8', errors='replace')}"
        if ended not in {ENDED, FAILED} or ("REFUSED" not in told and ended == FAILED):
            raise Lost(f"it fell over with {ended}: {told}")
        refused += ended == FAILED
        with noted(told):
            job.verify(place)
    return refused


def _refusable(job: Job, place: Path) -> None:
    try:
        job.work(place)
    except CannotWrite as error:
        raise RuntimeError(f"REFUSED: {error}") from error


def _one(job: Job, place: Path, way: str, number: int) -> tuple[int, str]:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    job.prepare(place)
    output = place / "output"
    ended = in_a_process(lambda: _work(job, place, way, number), output)
    return ended, output.read_text(encoding="utf-8", errors="replace")


def _counts(job: Job, place: Path) -> dict[str, int]:
    """How many statements and file operations the job takes, from a run in which nothing happens."""
    ended, told = _one(job, place, NOTHING, 0)
    if ended != ENDED or not job.verify(place):
        raise Lost(f"{job.name} does not come to its end: {told}")
    statements, files = next(line[1:] for line in read_log(place / "log"))
    return {STATEMENT: statements, FILE: files}


def _work(job: Job, place: Path, way: str, number: int) -> None:
    statements = Counter(left=number if way == STATEMENT else -1)
    files = Counter(left=number if way == FILE else -1)
    if way == BYTE:
        die_at_byte(number)
    count_statements(statements)
    count_file_operations(files)
    job.work(place)
    statements.left = files.left = -1
    Log(place / "log").say("counts", statements.seen, files.seen)


def _demand(held: bool, what: str) -> None:
    if not held:
        raise Lost(what)


def facts(folder: Path, password: str = PASSWORD) -> dict[str, Any]:
    """What a program holds, after its own check and the comparison with its history."""
    with opened(folder, password) as program:
        checked = integrity.check(program)
        _demand(checked.findings == (), f"the check found {checked.findings[:3]}")
        _demand(replay_differences(program) == [], "half an operation")
        return {
            "applicants": sorted((row.number, row.name) for row in applicants.rows(program)),
            "typing": sorted((typed.field, typed.value) for typed in drafts.recovered(program)),
        }


@contextmanager
def opened(folder: Path, password: str) -> Iterator[programs.Program]:
    """The program, opened for writing as the coordinator."""
    program = programs.open_program(folder, password=password, clock=Clock())
    try:
        yield program
    finally:
        program.close()


# --- the jobs -----------------------------------------------------------------------------------------------------


def making() -> Job:
    """Making a program: whole or not there."""

    def work(place: Path) -> None:
        # Past the refusal of a disk with less than 20 MB, which would leave nothing to try.
        create_program(
            place / "new", department="D", office="O", coordinator="Ana Lee", password=PASSWORD, cost=CHEAP,
            seed=classes.seed,
        )[0].close()  # fmt: skip

    def verify(place: Path) -> bool:
        if (place / "new.umdesk").exists():
            facts(place / "new.umdesk")
            return True
        # Nothing is in the way of making it again.
        work(place)
        facts(place / "new.umdesk")
        return False

    return Job("making a program", lambda place: None, work, verify)


def migrating() -> Job:
    """Bringing a program of version 0001 up to date when it is opened, with a verified backup made before."""

    def prepare(place: Path) -> None:
        with zipfile.ZipFile(OLD) as kept:
            kept.extractall(place)

    def work(place: Path) -> None:
        programs.open_program(place / "Old.umdesk", password=PASSWORD).close()

    def verify(place: Path) -> bool:
        folder = place / "Old.umdesk"
        revision, names = _schema(folder)
        _demand(revision in {"0001", migrations.HEAD}, f"the program is at {revision}")
        _demand(("disclosure" in names) is (revision == migrations.HEAD), "some tables are of another version")
        made = [line for line in backups.found_in(folder) if line.about is not None]
        _demand(revision == "0001" or bool(made), "it was changed without a backup")
        found = facts(folder)
        _demand([number for number, _ in found["applicants"]] == ["2026-0001"], "the applicants are not there")
        _demand(found["typing"] == [("notes", "typed, not settled")], "the typing is not there")
        for line in made:
            contents = backups.look(line.file, backups.Way(password=PASSWORD))
            _demand(bool(contents), "the backup cannot be read")
        return revision == migrations.HEAD

    return Job("a migration", prepare, work, verify)


def _schema(folder: Path) -> tuple[str, set[str]]:
    """The version and the tables, past the program, from a copy."""
    keys = keys_of(folder)
    key = next(filter(None, (unwrap(keys.program, slot, PASSWORD) for slot in keys.account_slots())))
    copy = folder.parent / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for file in folder.glob("program.db*"):
        if not file.name.endswith("-shm"):
            shutil.copy(file, copy / file.name)
    raw = connect(copy / "program.db", DatabaseKey(key, keys.salt))
    try:
        names = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]), names
    except sqlcipher.Error as error:
        raise Lost(f"the database cannot be read: {error}") from error
    finally:
        raw.close()


def restoring(base: Path) -> Job:
    """Restoring a backup beside: whole or not there."""

    def work(place: Path) -> None:
        backups.restore(_backup(place), backups.Way(password=PASSWORD), place / "again", NOW)

    def verify(place: Path) -> bool:
        done = (place / "again.umdesk").exists()
        if not done:
            work(place)
        _demand(facts(place / "again.umdesk") == facts(place / base.name), "the restored program lacks something")
        return done

    return Job("a restore beside", lambda place: _with_backup(base, place), work, verify)


def restoring_over(base: Path) -> Job:
    """Restoring over the program: the old one is never gone.

    A folder cannot be exchanged for another in one step. Between the two renames no program stands at the place, and
    the old one lies whole beside it, under the name that a restore gives it anyway.
    """

    def prepare(place: Path) -> None:
        _with_backup(base, place)
        with opened(place / base.name, PASSWORD) as program:
            row = applicants.rows(program)[0]
            applicants.edit_person(program, row.person_id, {"last_name": "Afterwards"})

    def work(place: Path) -> None:
        backups.restore_over(_backup(place), backups.Way(password=PASSWORD), place / base.name, NOW)

    def verify(place: Path) -> bool:
        folder = place / base.name
        there = {each: facts(each) for each in place.iterdir() if each.suffix == ".umdesk"}
        last = [each for each, found in there.items() if any("Afterwards" in name for _, name in found["applicants"])]
        _demand(len(last) == 1, "the program with the last work is gone")
        return folder in there and folder not in last

    return Job("a restore over", prepare, work, verify)


def _with_backup(base: Path, place: Path) -> None:
    fresh(base, place / "made")
    shutil.move(place / "made" / base.name, place / base.name)
    with opened(place / base.name, PASSWORD) as program:
        made = backups.make(program)
        assert made is not None
        shutil.move(made.file, place / "kept.umbackup")


def _backup(place: Path) -> Path:
    return place / "kept.umbackup"


def salvaging(base: Path) -> Job:
    """Saving what is left of a damaged program: the new folder is whole or not there, the old one is untouched."""

    def prepare(place: Path) -> None:
        folder = fresh(base, place / "made")
        file = folder / "program.db"
        damaged = bytearray(file.read_bytes())
        damaged[len(damaged) // 2] ^= 0x55
        file.write_bytes(damaged)
        shutil.copy(file, place / "as it was")

    def work(place: Path) -> None:
        folder = place / "made" / base.name
        slot, keys, key = way_in(folder, keys_of(folder), PASSWORD, None, "")
        saving.save(saving.Source(folder, keys, key, slot, NOW), place / "saved.umdesk")

    def verify(place: Path) -> bool:
        there = (place / "made" / base.name / "program.db").read_bytes()
        _demand(there == (place / "as it was").read_bytes(), "the damaged program was touched")
        done = (place / "saved.umdesk").exists()
        if not done:
            work(place)
        with opened(place / "saved.umdesk", PASSWORD) as program:
            _demand(integrity.check(program).findings == (), "the saved program is not whole")
        return done

    return Job("a salvage", prepare, work, verify)


def rotating(base: Path) -> Job:
    """Changing the key: all the old ways in or all the new ones, and the same records."""
    secret = "four quite unrelated words"

    def prepare(place: Path) -> None:
        fresh(base, place / "made")
        with opened(place / "made" / base.name, PASSWORD) as program:
            accounts.add(program, "Bo Reader", (Role.READER,), secret)
        shutil.copytree(place / "made" / base.name, place / "before.umdesk")

    def work(place: Path) -> None:
        program = programs.open_program(place / "made" / base.name, password=PASSWORD, clock=Clock())

        def on_paper(ways: NewWays) -> None:
            said = {"code": ways.recovery_code, "Bo": ways.passwords[0].password}
            (place / "paper").write_text(json.dumps(said), encoding="utf-8")

        programs.rotate_key(program, PASSWORD, on_paper, lambda *_: None)

    def verify(place: Path) -> bool:
        folder = place / "made" / base.name
        _demand(facts(folder) == facts(place / "before.umdesk"), "the records are not the same")
        paper = json.loads((place / "paper").read_text(encoding="utf-8")) if (place / "paper").exists() else {}
        keys = keys_of(folder)
        theirs = [slot for slot in keys.account_slots() if slot.name == "Bo Reader"]
        fits = {
            each: any(unwrap(keys.program, slot, each) for slot in theirs) for each in (secret, paper.get("Bo", ""))
        }
        _demand(sum(fits.values()) == 1, f"{sum(fits.values())} passwords open the other account")
        done = not fits[secret]
        if done:
            opens = any(unwrap(keys.program, slot, normalize(paper["code"])) for slot in keys.recovery_slots())
            _demand(opens, "the new recovery code does not open the program")
        left = {each.name for each in folder.iterdir()} - _IN_A_FOLDER
        _demand(not left, f"left behind: {left}")
        return done

    return Job("a change of the key", prepare, work, verify)


def every_job(base: Path) -> tuple[Job, ...]:
    """All jobs on whole folders."""
    return making(), migrating(), restoring(base), restoring_over(base), salvaging(base), rotating(base)
