"""The worker: a process of its own that works in a program until something happens to it.

It counts what it does to the disk, in statements (of every connection, as SQLite itself reports them) and in file
operations of our own code, so that a fault can happen before exactly the n-th, whatever the speed of the machine. It
writes a line to its log for each thing that was saved, after the operation returned, and that line survives a kill.
"""

import json
import os
import random
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from tests.faults.office import KINDS, REFUSALS, Clock, Office
from umdesk.domain.errors import UserError
from umdesk.services import programs
from umdesk.services.programs import Program

GIVE_UP = 60
"""Steps after which a fault that never came is given up."""
ENDED, FAILED = 3, 4
"""Exit codes: came to its end by itself; fell over with a traceback."""


class Log:
    """Lines of JSON; each is with the operating system before `say` returns."""

    def __init__(self, file: Path) -> None:
        self.place = file.parent
        self._file = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def say(self, *words: object) -> None:
        """Write one line."""
        os.write(self._file, json.dumps(words).encode() + b"\n")


def read_log(file: Path) -> list[list[Any]]:
    """The lines that were written whole."""
    lines = file.read_bytes().splitlines(keepends=True) if file.exists() else []
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


@dataclass
class Counter:
    """Counts towards the moment at which `happen` is called; -1 only counts."""

    left: int = -1
    seen: int = 0
    happen: Callable[[], None] = lambda: os.kill(os.getpid(), signal.SIGKILL)

    def one_more(self, *_: object) -> None:
        """One more of what is counted is about to be done."""
        self.seen += 1
        if self.left > 0:
            self.left -= 1
            if self.left == 0:
                self.happen()


def count_statements(counter: Counter) -> None:
    """Count every statement of every connection made from here on, in this process only."""
    make = sqlcipher.connect

    def connect(*arguments: Any, **options: Any) -> Any:
        raw = make(*arguments, **options)
        raw.set_trace_callback(counter.one_more)
        return raw

    sqlcipher.connect = connect


def count_file_operations(counter: Counter) -> None:
    """Count files opened for writing, renamed, removed, shortened and flushed, in this process only."""
    flush = os.fsync

    def hook(event: str, values: tuple[Any, ...]) -> None:
        if str(values[0] if values else "").endswith(".csv"):
            return  # lists to import are the worker's own
        if event == "open":
            mode, flags = values[1] or "", values[2] or 0
            if flags & (os.O_WRONLY | os.O_RDWR) or set(str(mode)) & set("wa+x"):
                counter.one_more()
        elif event in {"os.rename", "os.remove", "os.truncate", "os.mkdir", "os.rmdir", "os.chmod"}:
            counter.one_more()

    def fsync(file: int) -> None:
        counter.one_more()
        flush(file)
        counter.one_more()

    sys.addaudithook(hook)
    os.fsync = fsync


def die_at_byte(count: int) -> None:
    """Let the process die with the write that would make any file longer than this, after a part of it was written."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, resource.RLIM_INFINITY))


def in_a_process(work: Callable[[], None], output: Path) -> int:
    """Fork, work, and give how it ended: the exit code, or minus the signal. What it prints goes to `output`."""
    worker = os.fork()
    if worker == 0:
        code = FAILED
        try:
            file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.dup2(file, 1)
            os.dup2(file, 2)
            work()
            code = ENDED
        except BaseException:  # noqa: BLE001 -- a forked process must never run on into its parent's code
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])


def open_office(folder: Path, log: Log, seed: int, password: str) -> Office:
    """Open the program as a window does and say each event once it was saved."""
    log.say("step", "open the program")
    program = programs.open_program(folder, password=password, clock=Clock())
    log.say("open")
    return office_of(program, log, seed)


def office_of(program: Program, log: Log, seed: int) -> Office:
    """An office in an open program that says what it saves."""
    program.listen(lambda announced: log.say("event", announced.event_id))
    return Office(program, random.Random(seed), log.say, program.folder.parent, log.place)


def do(office: Office, kind: str) -> UserError | None:
    """One step of a kind; gives the refusal, if it was not one that the choice itself explains."""
    office.say("step", kind)
    try:
        KINDS[kind](office)
    except REFUSALS:
        pass
    except UserError as refusal:
        office.say("refused", kind, type(refusal).__name__, str(refusal))
        return refusal
    return None
