"""Two processes that start at once: one makes or opens the program, the other is told; nothing is damaged."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import CHEAP, PASSWORD
from tests.faults.base import fresh
from tests.faults.judge import Lost, judge, known_of
from tests.faults.office import Clock
from tests.faults.whole import facts
from tests.faults.worker import FAILED, Log, do, office_of, read_log
from umdesk.domain.errors import CannotWrite, InUse, UserError
from umdesk.services import programs

WON, REFUSED = 10, 11
"""Exit codes."""


@dataclass
class Starts:
    """What starts at once came to."""

    opened: int = 0
    made: int = 0


def run(base: Path, code: str, place: Path, times: int) -> Starts:
    """Open one program, and make one, in two processes at once, so many times.

    Raises:
        Lost: both or none had it, the other one was not told in a sentence, or something is damaged.
    """
    result = Starts()
    place.mkdir(parents=True, exist_ok=True)
    folder = fresh(base, place / "one")
    for number in range(times):
        known, log = known_of(folder, code), place / "log"
        log.unlink(missing_ok=True)
        ended = _both(place, lambda done, f=folder, o=log, n=number: _open(f, Log(o), n, done))
        if sorted(ended) != [WON, REFUSED]:
            raise Lost(f"two that open one program ended with {ended}: {(place / 'output').read_text()}")
        for line in read_log(log):
            known.hear(line)
        known.forget_maybes()
        judge(folder, known, one_more=False)
        result.opened += 1
        ended = _both(place, lambda done: _make(place / "new", done))
        if sorted(ended) != [WON, REFUSED]:
            raise Lost(f"two that make one program ended with {ended}: {(place / 'output').read_text()}")
        facts(place / "new.umdesk")
        if left := [each.name for each in place.iterdir() if each.name.startswith(".new")]:
            raise Lost(f"left behind: {left}")
        shutil.rmtree(place / "new.umdesk")
        result.made += 1
    return result


def _open(folder: Path, log: Log, seed: int, both_tried: Callable[[], None]) -> int:
    try:
        program = programs.open_program(folder, password=PASSWORD, clock=Clock())
    except InUse:
        both_tried()
        return REFUSED
    both_tried()
    office = office_of(program, log, seed)
    for kind in ("edit a person", "change the password", "type a note"):
        if kind != "change the password":
            do(office, kind)
    program.close()
    return WON


def _make(folder: Path, both_tried: Callable[[], None]) -> int:
    try:
        program, _ = programs.create_program(
            folder, department="D", office="O", coordinator="Ana Lee", password=PASSWORD, cost=CHEAP
        )
    except (CannotWrite, InUse):
        return REFUSED
    finally:
        both_tried()
    program.close()
    return WON


def _both(place: Path, work: Callable[[Callable[[], None]], int]) -> list[int]:
    """Fork twice and let go at once; each says when it tried and goes on when both have. Gives their exit codes."""
    start, go = os.pipe()
    pipes = [os.pipe() for _ in range(2)]
    processes = []
    for mine, other in ((0, 1), (1, 0)):
        process = os.fork()
        if process == 0:
            code = FAILED
            try:
                output = os.open(place / "output", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                os.dup2(output, 2)
                os.close(go)
                os.read(start, 1)  # until the parent closes it
                code = work(lambda m=mine, o=other: _meet(pipes[m][1], pipes[o][0]))
            except UserError as error:
                os.write(2, f"{type(error).__name__}: {error}\n".encode())
            finally:
                os._exit(code)
        processes.append(process)
    os.close(start)
    os.close(go)
    codes = [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in processes]
    for pair in pipes:
        os.close(pair[0])
        os.close(pair[1])
    return codes


def _meet(say: int, hear: int) -> None:
    os.write(say, b".")
    os.read(hear, 1)
