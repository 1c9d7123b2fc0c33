"""A backup target that vanishes in mid-copy: a stick that is pulled out, a share that drops.

The backup is refused or left for later in words, the program and its own backups are as they were, and once the target
is back it catches up.
"""

from dataclasses import dataclass
from pathlib import Path

from tests.conftest import PASSWORD
from tests.faults.base import fresh
from tests.faults.judge import Lost, judge, known_of
from tests.faults.office import Clock
from tests.faults.worker import ENDED, Counter, Log, count_file_operations, do, in_a_process, office_of, read_log
from umdesk.domain.errors import CannotWrite
from umdesk.services import backups, programs, settings

SAVE_TO, SECOND = "a backup saved elsewhere", "the second place"


@dataclass
class Targets:
    """What vanishing targets came to: how often one vanished, was told at once, and caught up later."""

    vanished: int = 0
    told: int = 0
    caught_up: int = 0


def run(base: Path, code: str, place: Path, most: int) -> Targets:
    """Take the target away before the n-th file operation, for n from 1 to `most`, in both kinds of copies.

    Raises:
        Lost: the program or its own backups are not as they were, or the target does not catch up.
    """
    result = Targets()
    place.mkdir(parents=True, exist_ok=True)
    for number in range(1, most + 1):
        for kind in (SAVE_TO, SECOND):
            folder = fresh(base, place / "here")
            known, log, output = known_of(folder, code), place / "log", place / "output"
            for file in (log, output):
                file.unlink(missing_ok=True)
            ended = in_a_process(lambda f=folder, n=number, k=kind, o=log: _work(f, Log(o), n, k), output)
            if ended != ENDED:
                raise Lost(f"{kind}, gone before file operation {number}: {output.read_text(encoding='utf-8')}")
            for line in read_log(log):
                known.hear(line)
                result.vanished += line[0] == "vanished"
                result.told += line[0] == "told"
                result.caught_up += line[0] == "caught up"
            known.forget_maybes()
            judge(folder, known, one_more=False)
    return result


def _work(folder: Path, log: Log, number: int, kind: str) -> None:
    stick, away = folder.parent / "stick", folder.parent / "pulled out"
    stick.mkdir()
    program = programs.open_program(folder, password=PASSWORD, clock=Clock())
    office = office_of(program, log, number)
    if kind == SECOND:
        settings.change(program, "backups.second_place", str(stick))
    do(office, "edit a person")
    counter = Counter(happen=lambda: stick.rename(away))
    count_file_operations(counter)
    counter.left = number
    try:
        made = backups.make(program) if kind == SECOND else backups.save_to(program, stick / "copy.umbackup")
        done = made is not None
    except CannotWrite as refusal:
        log.say("told", str(refusal))
        done = False
    counter.left = -1
    assert done or kind == SAVE_TO, "a lost second place keeps the program from its own backup"
    own = [line for line in backups.list_backups(program) if line.about and line.file.is_relative_to(folder)]
    assert all(backups.verify(program, line.file) == [] for line in own)
    do(office, "edit a person")
    if away.exists():
        log.say("vanished", kind)
        if kind == SECOND:
            second = backups.status(program).second
            log.say("stands", str(second))
        if stick.exists():
            assert list(stick.iterdir()) == [], "a folder was made where the target had been"
            stick.rmdir()
        away.rename(stick)
    if kind == SECOND:
        backups.make(program)
        there = sorted(stick.rglob(f"*{backups.SUFFIX}"))
        missing = {line.file.name for line in own} - {file.name for file in there}
        assert not missing, f"the second place did not catch up with {missing}"
        assert all(backups.verify(program, file) == [] for file in there)
        log.say("caught up")
    else:
        (stick / "copy.umbackup").unlink(missing_ok=True)
        backups.save_to(program, stick / "copy.umbackup")
        assert backups.verify(program, stick / "copy.umbackup") == []
        log.say("caught up")
    program.close()
