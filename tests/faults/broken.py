"""I/O errors: before the n-th statement the open database files go bad, or the n-th file operation reports an error.

A file goes bad as when a cable is pulled or a disk begins to die: every write to it fails, or every reading from it.
After the operation it is whole again, and the process works on.
"""

import errno
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.base import fresh
from tests.faults.judge import Lost, judge, known_of, noted
from tests.faults.kills import FILE, STATEMENT, measure
from tests.faults.office import KINDS
from tests.faults.worker import (
    ENDED,
    Counter,
    Log,
    count_file_operations,
    count_statements,
    do,
    in_a_process,
    open_office,
    read_log,
)  # fmt: skip

READ_ONLY, UNREADABLE, ERROR = "can only be read", "cannot be read", "reports an error"
FAULTS_OF_A_PROCESS = 12
SENTENCES = {"CannotWrite", "Damaged", "UserError", "InUse"}
_OPEN = Path("/proc/self/fd")
_DATABASE = ("program.db", "program.db-wal", "program.db-journal")


@dataclass
class Broken:
    """What a run of I/O errors came to; `felt` counts the operations that were refused because of one."""

    faults: int = 0
    felt: int = 0
    by_way: dict[str, int] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    sentences: set[str] = field(default_factory=set)
    saves: int = 0


class Cable:
    """Breaks the open files of the database and mends them again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._saved: list[tuple[int, int, str]] = []

    def pull(self, how: str) -> None:
        """Let every write to an open file of the database fail, or every reading from it."""
        flags = os.O_RDONLY if how == READ_ONLY else os.O_WRONLY
        for number in [int(entry.name) for entry in _OPEN.iterdir()]:
            name = _name_of(number)
            if name in {str(self._folder / each) for each in _DATABASE}:
                kept, bad = os.dup(number), os.open(name, flags)
                os.dup2(bad, number)
                os.close(bad)
                self._saved.append((number, kept, name))

    def plug_in(self) -> None:
        """Put back what is still open; what SQLite closed meanwhile stays closed."""
        for number, kept, name in self._saved:
            if _name_of(number) == name:
                os.dup2(kept, number)
            os.close(kept)
        self._saved.clear()


def _name_of(number: int) -> str:
    try:
        return str((_OPEN / str(number)).readlink())
    except OSError:
        return ""


def run(base: Path, code: str, place: Path, faults: int, seed: int = 1) -> Broken:
    """Let `faults` things go bad, twelve in each process, and judge after each process.

    Raises:
        Lost: something saved is missing, something is half done, or an error reached the outside without a sentence.
    """
    result = Broken()
    sizes = measure(base)
    for turn in range(-(-faults // FAULTS_OF_A_PROCESS)):
        where = place / ("OneDrive" if turn % 2 else "here")
        folder = fresh(base, where)
        known = known_of(folder, code)
        log, output = place / "log", place / "output"
        for file in (log, output):
            file.unlink(missing_ok=True)
        password, now = known.password, seed * 10_007 + turn
        ended = in_a_process(lambda f=folder, o=log, s=now, p=password: _work(f, o, s, p, sizes), output)
        told = f"seed {now}\n{output.read_text(encoding='utf-8', errors='replace')}"
        if ended != ENDED:
            raise Lost(f"the process fell over with {ended}: {told}")
        for line in read_log(log):
            known.hear(line)
            if line[0] == "fault":
                result.faults += 1
                result.by_way[line[1]] = result.by_way.get(line[1], 0) + 1
            elif line[0] == "refused":
                result.felt += 1
                result.kinds.add(line[1])
                result.sentences.add(line[3])
                if line[2] not in SENTENCES:
                    raise Lost(f"{line[1]} was refused as {line[2]}, “{line[3]}”: {told}")
        known.forget_maybes()
        with noted(told):
            judge(folder, known, one_more=False)
        result.saves += known.saves
    return result


def _work(folder: Path, log_file: Path, seed: int, password: str, sizes: dict[str, tuple[int, int]]) -> None:
    log, rng, cable = Log(log_file), random.Random(seed), Cable(folder)
    statements, files = Counter(), Counter()
    count_statements(statements)
    count_file_operations(files)
    office = open_office(folder, log, seed, password)
    for _ in range(FAULTS_OF_A_PROCESS):
        do(office, rng.choice(list(KINDS)))
        kind = rng.choice(list(KINDS))
        size = sizes[kind]
        way = rng.choice((STATEMENT, FILE) if size[1] else (STATEMENT,))
        counter = files if way == FILE else statements
        how = ERROR if way == FILE else rng.choice((READ_ONLY, UNREADABLE))
        counter.happen = _error if way == FILE else _pulling(cable, how)
        counter.left = rng.randint(1, max(1, size[way == FILE]))
        do(office, kind)
        if counter.left <= 0:
            log.say("fault", how)
        counter.left = -1
        cable.plug_in()
        refusal = do(office, "edit a person")
        assert refusal is None, f"refused although the disk is whole again: {refusal}"
    office.program.close()


def _pulling(cable: Cable, how: str) -> Callable[[], None]:
    return lambda: cable.pull(how)


def _error() -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))
