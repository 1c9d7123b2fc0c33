"""Opens a program after a fault and compares it with what was called saved: nothing lost, nothing half done.

Beyond the program's own check, every recorded table must be exactly what the history says that its events made of it,
so an operation that is there only in part shows, whatever it was.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tests.conftest import PASSWORD
from tests.faults.office import Clock
from umdesk.domain.errors import UserError
from umdesk.services import backups, drafts, integrity, programs
from umdesk.services.programs import Program
from umdesk.storage.access.keys import RECOVERY, read_keys, unwrap
from umdesk.storage.canonical import plain
from umdesk.storage.models import Base, Change, Event, Record

MODELS = {m.class_.__tablename__: m.class_ for m in Base.registry.mappers if issubclass(m.class_, Record)}
OF_OPENING = frozenset({"programs.sign_in", "programs.wrong_tries", "programs.migrate", "leaving.found"})
"""Events that opening writes by itself."""

SAYS_OF_A_FILE = frozenset({"reports.record_copy", "leaving.found"})
"""Events that tell of a report's file."""


class Lost(AssertionError):
    """Something that was called saved is not there, or something is there by half."""


@dataclass
class Known:
    """What was called saved so far, and what may be there in addition (the `maybe…`)."""

    events: set[str] = field(default_factory=set)
    typing: dict[tuple[str, str], str] = field(default_factory=dict)
    password: str = PASSWORD
    code: str = ""
    accounts: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    backups: set[str] = field(default_factory=set)
    maybe_file: str = ""
    maybe_typing: tuple[str, str, str] | None = None
    maybe_settled: str = ""
    maybe_password: str = ""
    maybe_code: str = ""
    maybe_account: tuple[str, str] | None = None
    step: str = ""
    saves: int = 0

    def hear(self, line: list[Any]) -> None:
        """Take in one line of the log."""
        match line:
            case ["step", kind]:
                self.step = kind
                self.forget_maybes()
            case ["event", event]:
                self.events.add(event)
                self.maybe_file = ""
            case ["file?", path]:
                self.maybe_file = path
            case ["typing", record, name, value]:
                self.maybe_typing = (record, name, value)
            case ["typed", record, name, value]:
                self.typing[record, name], self.maybe_typing = value, None
            case ["settling", record]:
                self.maybe_settled = record
            case ["settled", record]:
                self.typing = {key: value for key, value in self.typing.items() if key[0] != record}
                self.maybe_settled = ""
            case ["password?", value]:
                self.maybe_password = value
            case ["password", value]:
                self.password, self.maybe_password = value, ""
            case ["code?", value]:
                self.maybe_code = value
            case ["code", value]:
                self.code, self.maybe_code = value, ""
            case ["account?", name, value]:
                self.maybe_account = (name, value)
            case ["account", name, value]:
                self.accounts[name], self.maybe_account = value, None
            case ["file", path, digest]:
                self.files[path] = digest
            case ["backup", path]:
                self.backups.add(path)
        self.saves += line[0] in {"event", "typed", "settled", "password", "code", "account", "file", "backup"}

    def forget_maybes(self) -> None:
        """What was under way is over: done or refused."""
        self.maybe_typing, self.maybe_account = None, None
        self.maybe_settled = self.maybe_password = self.maybe_code = self.maybe_file = ""


def known_of(folder: Path, code: str) -> Known:
    """What a whole program holds, which everything that follows is compared with."""
    known = Known(code=code)
    program = _open(folder, known)
    known.events = set(_events(program))
    program.close()
    return known


@contextmanager
def noted(where: str) -> Iterator[None]:
    """Add to whatever is found lost inside where it was: the seed, the step, the byte."""
    try:
        yield
    except AssertionError as error:
        error.add_note(where)
        raise


def judge(folder: Path, known: Known, *, one_more: bool = True) -> None:
    """Open the program and compare; `known` then holds what is there.

    Args:
        folder: the program folder.
        known: what was called saved.
        one_more: whether one operation may be there in addition (the process was killed within it).

    Raises:
        Lost: something is missing or half done.
    """
    program = _open(folder, known)
    try:
        found = _events(program)
        missing = known.events - found.keys()
        extra = [found[event] for event in found.keys() - known.events if found[event] not in OF_OPENING]
        _demand(not missing, f"{len(missing)} events that were called saved are lost")
        _demand(len(extra) <= (1 if one_more else 0), f"more than one operation was under way: {extra}")
        _judge_typing(program, known)
        if known.maybe_file and Path(known.maybe_file).exists():
            told = {found[event] for event in found.keys() - known.events}
            _demand(bool(told & SAYS_OF_A_FILE), "a file stands of which the program says nothing")
        checked = integrity.check(program)
        _demand(checked.findings == (), f"the check found {checked.findings[:3]}")
        _demand(replay_differences(program) == [], f"half an operation: {replay_differences(program)[:3]}")
        _judge_ways_in(folder, known)
        _judge_files(program, known)
        known.events = set(found)
    finally:
        program.close()


def _demand(held: bool, what: str) -> None:
    if not held:
        raise Lost(what)


def _open(folder: Path, known: Known) -> Program:
    keys = read_keys(folder)
    for password in filter(None, (known.maybe_password, known.password)):
        # Which of the two fits is asked of the slots, since a wrong try at the door is counted.
        if not any(unwrap(keys.program, slot, password) for slot in keys.account_slots()):
            continue
        try:
            program = programs.open_program(folder, password=password, account=_coordinator(folder), clock=Clock())
        except UserError as error:
            if password == known.password:
                raise Lost(f"the password in force does not open the program: {error}") from error
            continue
        known.password = password
        return program
    raise Lost("no password opens the program")


def _coordinator(folder: Path) -> str:
    return programs.account_names(folder)[0]


def _events(program: Program) -> dict[str, str]:
    with program.reading() as session:
        rows = session.execute(select(Event.id, Event.operation).order_by(Event.seq)).all()
    return {row.id: row.operation for row in rows}


def _judge_typing(program: Program, known: Known) -> None:
    records = {record for record, _ in known.typing}
    records |= {known.maybe_typing[0]} if known.maybe_typing else set()
    records |= {known.maybe_settled} if known.maybe_settled else set()
    for record in records:
        there = drafts.of_record(program, record)
        saved = {name: value for (r, name), value in known.typing.items() if r == record}
        allowed = [saved]
        if known.maybe_typing and known.maybe_typing[0] == record:
            allowed.append({**saved, known.maybe_typing[1]: known.maybe_typing[2]})
        if known.maybe_settled == record:
            allowed.append({})
        _demand(there in allowed, f"typing into {record} is not as it was called saved")
        known.typing = {key: value for key, value in known.typing.items() if key[0] != record}
        known.typing.update({(record, name): value for name, value in there.items()})


def replay_differences(program: Program) -> list[str]:
    """Where a recorded table is not what the events of the history made of it."""
    with program.reading() as session:
        told: dict[tuple[str, str], str | None] = {}
        for row in session.execute(select(Change.table_name, Change.record_id, Change.after).order_by(Change.id)):
            told[row.table_name, row.record_id] = row.after
        there = {
            (name, row["id"]): {key: plain(value, table.c[key].type) for key, value in row.items()}
            for name, model in MODELS.items()
            for table in [Base.metadata.tables[model.__tablename__]]
            for row in session.execute(select(table)).mappings()
        }
    said = {key: json.loads(after) for key, after in told.items() if after is not None}
    found = [f"{name} {record} is not in the history" for name, record in there.keys() - said.keys()]
    found += [f"{name} {record} is missing" for name, record in said.keys() - there.keys()]
    # A migration adds columns that older events do not know.
    changed = (key for key in said.keys() & there.keys() if said[key] != {c: there[key].get(c) for c in said[key]})
    return [*found, *(f"{name} {record} is not as the history has it" for name, record in changed)]


def _judge_ways_in(folder: Path, known: Known) -> None:
    """Of a password or code and the one that was to follow it, exactly one opens."""
    keys = read_keys(folder)

    def opens(slots: Any, secret: str) -> bool:
        return any(unwrap(keys.program, slot, secret) is not None for slot in slots)

    if known.maybe_password:
        fits = [opens(keys.account_slots(), each) for each in {known.maybe_password, known.password}]
        _demand(sum(fits) <= 1 or known.maybe_password == known.password, "two passwords open the program")
    if known.code and known.maybe_code:
        fits = [opens(keys.recovery_slots(), each) for each in (known.code, known.maybe_code)]
        _demand(sum(fits) == 1, f"{sum(fits)} recovery codes open the program")
        known.code = known.maybe_code if fits[1] else known.code
    elif known.code:
        _demand(opens(keys.recovery_slots(), known.code), "the recovery sheet opens the program no more")
    for name, password in known.accounts.items():
        maybe = known.maybe_account[1] if known.maybe_account and known.maybe_account[0] == name else None
        slots = [slot for slot in keys.slots if slot.account != RECOVERY and slot.name == name]
        fits = [opens(slots, each) for each in (password, maybe) if each]
        _demand(sum(fits) == 1, f"{sum(fits)} passwords open the account {name}")
        known.accounts[name] = password if fits[0] else str(maybe)


def _judge_files(program: Program, known: Known) -> None:
    for path, digest in known.files.items():
        there = hashlib.sha256(Path(path).read_bytes()).hexdigest() if Path(path).exists() else ""
        _demand(there == digest, f"the printed file {Path(path).name} is not as it was written")
    listed = {str(line.file) for line in backups.list_backups(program) if line.about is not None}
    gone = known.backups - listed
    # Old backups are thinned out; the newest that was called made is there.
    _demand(not known.backups or bool(known.backups & listed), f"{len(gone)} backups are gone")
    for file in sorted(known.backups & listed)[-1:]:
        _demand(backups.verify(program, Path(file)) == [], f"the backup {Path(file).name} is not sound")
