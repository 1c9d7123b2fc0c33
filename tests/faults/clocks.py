"""The clock set back by a year in mid-work: the history keeps its order, backups stay, nobody waits for a year."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from tests.conftest import PASSWORD
from tests.faults.base import fresh
from tests.faults.judge import Lost, judge, known_of
from tests.faults.office import KINDS, Clock
from tests.faults.worker import ENDED, Log, do, in_a_process, office_of, read_log
from umdesk.domain.errors import TooSoon, WrongPassword
from umdesk.domain.waiting import LONGEST_WAIT
from umdesk.services import backups, programs
from umdesk.services.programs import Program
from umdesk.storage.models import Event

NOW = datetime(2026, 5, 20, 17, tzinfo=UTC)
YEAR = timedelta(days=365)


@dataclass
class Clocks:
    """What the clock's leaps came to: leaps, saves around them, the longest wait for a password in seconds."""

    leaps: int = 0
    saves: int = 0
    longest_wait: int = 0


def run(base: Path, code: str, place: Path, times: int, seed: int = 1) -> Clocks:
    """Work, set the clock back by a year, work on; then forward again.

    Raises:
        Lost: a save is gone, the history is out of order, the newest backup was thinned out, or a wait has no end.
    """
    result = Clocks()
    place.mkdir(parents=True, exist_ok=True)
    for turn in range(times):
        folder = fresh(base, place / "clock")
        known, log, output = known_of(folder, code), place / "log", place / "output"
        for file in (log, output):
            file.unlink(missing_ok=True)
        ended = in_a_process(lambda f=folder, s=seed * 31 + turn, o=log: _work(f, Log(o), s), output)
        if ended != ENDED:
            raise Lost(f"the process fell over with {ended}: {output.read_text(encoding='utf-8')}")
        for line in read_log(log):
            known.hear(line)
            if line[0] == "waited":
                result.longest_wait = max(result.longest_wait, line[1])
            result.leaps += line[0] == "leap"
        known.forget_maybes()
        judge(folder, known, one_more=False)
        result.saves += known.saves
    return result


def _work(folder: Path, log: Log, seed: int) -> None:
    rng, clock, password = random.Random(seed), Clock(NOW), PASSWORD
    kinds = [kind for kind in KINDS if kind not in {"import five hundred", "change the password"}]
    for leap in (timedelta(0), -YEAR, 2 * YEAR, -YEAR):
        clock.moment += leap
        log.say("leap", leap.days)
        program = programs.open_program(folder, password=password, clock=clock)
        office = office_of(program, log, rng.randrange(1 << 30))
        for _ in range(6):
            do(office, rng.choice(kinds))
        clock.moment -= timedelta(days=30)  # also while it is open
        do(office, "edit a person")
        made = backups.make(program)
        assert made is None or made.file.exists(), "the backup that was just made was thinned out"
        assert backups.newest(program) is not None
        _in_order(program)
        program.close()
        _wrong_passwords(folder, clock, log)
        clock.moment += timedelta(days=30)


def _in_order(program: Program) -> None:
    with program.reading() as session:
        numbers = session.scalars(select(Event.seq).order_by(Event.seq)).all()
    assert list(numbers) == list(range(1, len(numbers) + 1)), "the history has gaps"


def _wrong_passwords(folder: Path, clock: Clock, log: Log) -> None:
    """Try wrong ones, set the clock back a year, and wait: never longer than the longest wait."""
    for _ in range(5):
        try:
            programs.open_program(folder, password="wrong", clock=clock)
        except WrongPassword:
            continue
        except TooSoon as error:
            clock.moment += timedelta(seconds=error.seconds)
    clock.moment -= YEAR
    waited = 0
    while True:
        try:
            programs.open_program(folder, password=PASSWORD, clock=clock).close()
            break
        except TooSoon as error:
            waited += error.seconds
            assert waited <= 2 * LONGEST_WAIT, f"one would wait for more than {waited} seconds"
            clock.moment += timedelta(seconds=error.seconds)
    clock.moment += YEAR
    log.say("waited", waited)
