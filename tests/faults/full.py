"""A full disk at every write: as root a small disk of its own with room for so many pages, else a limit on file sizes.

Whatever is refused is refused in a sentence, the process works on, earlier saves stay, and once there is room again
everything works without opening the program anew.
"""

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import whole
from tests.faults.base import fresh
from tests.faults.judge import Known, Lost, judge, known_of, noted
from tests.faults.office import KINDS, Clock
from tests.faults.worker import ENDED, Log, do, in_a_process, office_of, read_log
from umdesk.domain.errors import CannotWrite
from umdesk.services import programs

PAGE = 4096
DISK = 16 << 20
STEPS = 10
#: An import of 500 people alone would decide the size of everything.
SMALL_KINDS = tuple(kind for kind in KINDS if kind != "import five hundred")


@dataclass
class Full:
    """What a run with a full disk came to."""

    disk: str = ""
    runs: int = 0
    refused: int = 0
    refused_opening: int = 0
    saves: int = 0
    kinds: set[str] = field(default_factory=set)


def can_mount() -> bool:
    """Whether a small disk can be made here."""
    return sys.platform == "linux" and os.geteuid() == 0


@contextlib.contextmanager
def small_disk(where: Path) -> Iterator[Path]:
    """A disk of 16 MB."""
    where.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(where)], check=True)
    try:
        yield where
    finally:
        subprocess.run(["umount", "--lazy", str(where)], check=True)


def run(base: Path, code: str, place: Path, pages: list[int], seed: int = 1) -> Full:
    """Work once with room for each of these numbers of pages (4096 bytes), half of them in the safe mode.

    Raises:
        Lost: something saved is missing, something refused is there, or it does not work again with room.
    """
    result = Full()
    place.mkdir(parents=True, exist_ok=True)
    if can_mount():
        result.disk = "a disk of 16 MB"
        with small_disk(place / "disk") as disk:
            for number in pages:
                where = disk / ("OneDrive" if number % 2 else "here")
                _once(base, code, place, where, result, number, seed, lambda n=number, at=disk: filler(at, n))
                subprocess.run(["rm", "-rf", str(where)], check=True)
    else:
        result.disk = "a limit on the size of files"
        for number in pages:
            where = place / ("OneDrive" if number % 2 else "here")
            _once(base, code, place, where, result, number, seed, lambda n=number: _limit(n))
    return result


def _once(
    base: Path, code: str, place: Path, where: Path, result: Full, number: int, seed: int,
    take_room: Callable[[], Callable[[], None]],
) -> None:  # fmt: skip
    folder = fresh(base, where)
    known = known_of(folder, code)
    log, output = place / "log", place / "output"
    for file in (log, output):
        file.unlink(missing_ok=True)
    ended = in_a_process(lambda: _work(folder, log, seed * 1009 + number, take_room), output)
    told = f"room for {number} pages, seed {seed}\n{output.read_text(encoding='utf-8', errors='replace')}"
    if ended != ENDED:
        raise Lost(f"the process fell over with {ended}: {told}")
    result.runs += 1
    for line in read_log(log):
        known.hear(line)
        if line[0] == "refused":
            result.refused += 1
            result.kinds.add(line[1])
            if line[2] != CannotWrite.__name__:
                raise Lost(f"{line[1]} was refused as {line[2]}, “{line[3]}”: {told}")
        result.refused_opening += line[0] == "closed out"
    known.forget_maybes()
    with noted(told):
        judge(folder, known, one_more=False)
    result.saves += known.saves


def _work(folder: Path, log_file: Path, seed: int, take_room: Callable[[], Callable[[], None]]) -> None:
    log, rng = Log(log_file), random.Random(seed)
    wanted = [rng.choice(SMALL_KINDS) for _ in range(STEPS)]
    program = None
    if seed % 3 == 0:  # the disk is full before one opens
        give_back = take_room()
        try:
            program = programs.open_program(folder, password=Known().password, clock=Clock())
        except CannotWrite as refusal:
            log.say("closed out", str(refusal))
            give_back()
    if program is None:
        program = programs.open_program(folder, password=Known().password, clock=Clock())
        give_back = take_room()
    office = office_of(program, log, seed)
    for kind in wanted:
        do(office, kind)
    give_back()
    log.say("room again")
    for kind in wanted:
        refusal = do(office, kind)
        assert refusal is None, f"{kind} is refused although there is room again: {refusal}"
    program.close()


def filler(disk: Path, pages: int) -> Callable[[], None]:
    """Fill a disk up to so many pages; gives what makes room again."""
    file = disk / "filler"
    with file.open("wb") as out:
        os.posix_fallocate(out.fileno(), 0, max(1, os.statvfs(disk).f_bavail * PAGE - pages * PAGE))
    return file.unlink


def run_jobs(base: Path, place: Path, pages: list[int]) -> int:
    """Do every job on a whole folder on a disk with room for so many pages; gives how often one was refused.

    Raises:
        Lost: as `whole.run_full`.
    """
    if not can_mount():
        return 0
    with small_disk(place / "disk of jobs") as disk:
        return sum(whole.run_full(job, disk, pages, filler) for job in whole.every_job(base))


def _limit(pages: int) -> Callable[[], None]:
    """Let no file grow beyond so many pages; gives what lifts this. A process without SIGXFSZ gets an error instead."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(1, pages) * PAGE, resource.RLIM_INFINITY))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
