"""Kills: SIGKILL before the n-th statement or file operation, or in the middle of a write, within every kind of write.

Two programs take turns, one in WAL and one in the safe mode (its folder is called as a sync program's), and go on from
one kill to the next, so that what a kill left behind is there at the following one.
"""

import random
import signal
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.faults.base import fresh
from tests.faults.judge import Known, judge, known_of, noted
from tests.faults.office import KINDS
from tests.faults.worker import (
    ENDED,
    GIVE_UP,
    Counter,
    Log,
    count_file_operations,
    count_statements,
    die_at_byte,
    do,
    in_a_process,
    open_office,
    read_log,
)  # fmt: skip

OPENING, CLOSING = "open the program", "close the program"
EVERY_KIND = (OPENING, CLOSING, *KINDS)
STATEMENT, FILE, BYTE = "statement", "file operation", "byte"
ROUNDS_OF_A_PROGRAM = 30
"""After so many kills a program begins anew, or it would grow for ever."""


@dataclass
class Kills:
    """What a run of kills came to."""

    by_way: dict[str, int] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    saves: int = 0
    escaped: int = 0

    @property
    def count(self) -> int:
        """How many processes were killed."""
        return sum(self.by_way.values())


@dataclass(frozen=True)
class Plan:
    """One kill: in which kind of write, before the how manieth what."""

    seed: int
    kind: str
    way: str
    number: int
    warm_up: tuple[str, ...]


def run(base: Path, code: str, place: Path, rounds: int, seed: int = 1) -> Kills:
    """Kill `rounds` workers and judge after each.

    Raises:
        Lost: something that was called saved is not there; the message names the round's seed.
    """
    sizes = measure(base)
    kills = Kills()
    places = (place / "here", place / "OneDrive")
    folders = [fresh(base, each) for each in places]
    knowns = [known_of(folder, code) for folder in folders]
    for turn in range(rounds):
        which = turn % 2
        if turn // 2 % ROUNDS_OF_A_PROGRAM == ROUNDS_OF_A_PROGRAM - 1:
            folders[which] = fresh(base, places[which])
            knowns[which] = known_of(folders[which], code)
        plan = _plan(seed * 100_003 + turn, EVERY_KIND[(seed + turn // 2) % len(EVERY_KIND)], sizes, folders[which])
        ended = kill(folders[which], knowns[which], plan, place)
        kills.by_way[plan.way] = kills.by_way.get(plan.way, 0) + (ended < 0)
        kills.escaped += ended == ENDED
        kills.kinds |= {plan.kind, knowns[which].step} if ended < 0 else set()
        kills.saves += knowns[which].saves
        knowns[which].saves = 0
    return kills


def kill(folder: Path, known: Known, plan: Plan, place: Path) -> int:
    """Kill one worker by a plan and judge; gives how it ended (a negative signal, or ENDED)."""
    log, output = place / "log", place / "output"
    for file in (log, output):
        file.unlink(missing_ok=True)
    password = known.password
    ended = in_a_process(lambda: _work(folder, log, plan, password), output)
    told = f"{plan}: ended with {ended}\n{output.read_text(encoding='utf-8', errors='replace')}"
    assert ended in {-signal.SIGKILL, -signal.SIGXFSZ, ENDED}, told
    known.forget_maybes()
    for line in read_log(log):
        known.hear(line)
    with noted(told):
        judge(folder, known)
    known.forget_maybes()
    return ended


def _work(folder: Path, log_file: Path, plan: Plan, password: str) -> None:
    log, counter = Log(log_file), Counter()
    if plan.way == STATEMENT:
        count_statements(counter)
    elif plan.way == FILE:
        count_file_operations(counter)

    def arm() -> None:
        if plan.way == BYTE:
            die_at_byte(plan.number)
        else:
            counter.left = plan.number

    if plan.kind == OPENING:
        arm()
    office = open_office(folder, log, plan.seed, password)
    for kind in plan.warm_up:
        do(office, kind)
    if plan.kind == CLOSING:
        log.say("step", CLOSING)
        arm()
        office.program.close()
        office = open_office(folder, log, plan.seed, password)
    elif plan.kind != OPENING:
        arm()
        do(office, plan.kind)
    for _ in range(GIVE_UP):
        do(office, office.one(KINDS))


def _plan(seed: int, kind: str, sizes: dict[str, tuple[int, int]], folder: Path) -> Plan:
    rng = random.Random(seed)
    statements, files = sizes[kind]
    way = rng.choice((STATEMENT, FILE, FILE, BYTE) if files else (STATEMENT, STATEMENT, STATEMENT, BYTE))
    if way == BYTE:
        # In WAL the journal grows past it; in the safe mode the database itself is longer at once.
        number = rng.randrange(4096, (folder / "program.db").stat().st_size + 65_536)
    else:
        number = rng.randint(1, max(1, files if way == FILE else statements))
    warm_up = tuple(rng.choice(list(KINDS)) for _ in range(rng.randint(0, 2)))
    return Plan(seed, kind, way, number, warm_up)


@cache
def measure(base: Path) -> dict[str, tuple[int, int]]:
    """How many statements and file operations each kind of write takes, from a run in which nothing happens."""
    place = base.parent / "measured"
    folder, log, output = fresh(base, place), place / "log", place / "output"
    ended = in_a_process(lambda: _measure(folder, log), output)
    assert ended == ENDED, output.read_text(encoding="utf-8")
    sizes = {"import five hundred": (3_000, 2)}  # known, and long
    for line in read_log(log):
        if line[0] == "size":
            _, kind, statements, files = line
            before = sizes.get(kind, (0, 0))
            sizes[kind] = (max(before[0], statements), max(before[1], files))
    return sizes


def _measure(folder: Path, log_file: Path) -> None:
    log, statements, files = Log(log_file), Counter(), Counter()
    count_statements(statements)
    count_file_operations(files)

    def size(kind: str) -> None:
        log.say("size", kind, statements.seen, files.seen)
        statements.seen = files.seen = 0

    office = open_office(folder, log, 1, Known().password)
    size(OPENING)
    for _ in range(2):
        for kind in (each for each in KINDS if each != "import five hundred"):
            do(office, kind)
            size(kind)
    office.program.close()
    size(CLOSING)
