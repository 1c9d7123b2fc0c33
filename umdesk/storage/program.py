"""An open program folder: who is signed in, the one write queue, sessions for reading, announcements."""

import contextlib
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.orm import Session, UOWTransaction

from umdesk.domain.errors import CannotWrite, Gone, InUse, NotNow, NotOnRecord
from umdesk.domain.words import Role
from umdesk.storage import drafts, history, leaving
from umdesk.storage.access.keys import Keys
from umdesk.storage.engine import WRITE, user_error
from umdesk.storage.kept import Kept
from umdesk.storage.lock import FolderLock
from umdesk.storage.models import new_id

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is acting; `must_change` while somebody else's choice of their password holds."""

    account_id: str
    name: str
    roles: frozenset[Role]
    must_change: bool = False


@dataclass(frozen=True, slots=True)
class Announced:
    """What one operation changed, for screens to decide whether to repaint."""

    event_id: str
    operation: str
    summary: str
    tables: frozenset[str]
    records: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an operation with an event of its own: one line for people, and the records that it changed."""

    summary: str
    records: frozenset[str]


@dataclass(slots=True)
class Operation:
    """One operation while it runs. `summary`, `reason` and `undoable` may be set until the block ends.

    `always` makes an event also where no record changed. An operation on many things that is for good may give the
    history a part for each; together they name every record that it changed.
    """

    session: Session
    name: str
    summary: str
    reason: str | None
    undoable: bool
    undoes: str | None = None
    event_id: str | None = None
    always: bool = False
    parts: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Steps:
    """The ids of this sitting's events that can be undone and redone, newest last.

    `free` says of an event up to which place of the history nothing for good has fixed it.
    """

    done: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    free: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Opened:
    """The parts of an open program that only the storage uses.

    `files` were read past the engine; they are closed after it, since closing one would give up the engine's locks.
    """

    engine: Engine
    anchor: Any
    lock: FolderLock | None
    keys: Keys
    key: bytes
    private_copy: Path | None = None
    files: list[BinaryIO] = field(default_factory=list)


class Program:
    """An open program folder; made by `create_program`, `open_program` and `open_with_recovery` only."""

    def __init__(self, folder: Path, account: SignedIn, clock: Clock, opened: Opened) -> None:
        """Take over the open parts; `close` gives them back."""
        self.folder = folder
        self.id = opened.keys.program
        self.account = account
        self.clock = clock
        self.sitting = new_id()
        self.writable = opened.lock is not None
        self.steps = Steps()
        self.opened = opened
        self._queue = threading.Lock()
        self._writer: int | None = None
        self._closed = False
        self._listeners: list[Callable[[Announced], None]] = []
        self._kept = Kept()
        self._stayed: list[leaving.Mark] = []  # of what did not leave, but the disk was too full to forget it

    def now(self) -> datetime:
        """This moment by the program's clock, aware, in UTC."""
        return self.clock().astimezone(UTC)

    def today(self) -> date:
        """The local date by the program's clock."""
        return self.clock().astimezone().date()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads, at one moment of the data, also while another thread writes.

        Raises:
            NotNow: the program was closed meanwhile.
            UserError: the file is damaged or cannot be read.
        """
        self._refuse_closed()
        with _translated(), Session(self.opened.engine, autoflush=False, expire_on_commit=False) as session:
            _read_only(session)
            if self.writable:  # beside another process nothing tells when the data change
                self._kept.open_to(session)
            yield session

    @contextmanager
    def operation(
        self,
        name: str,
        summary: str,
        *,
        reason: str | None = None,
        undoable: bool = True,
        settles: str | None = None,
        leaves: str = "",
    ) -> Iterator[Operation]:
        """One thing a user does: one transaction, one event of the history, one undo step.

        Waits for the writer before it. When the block ends, everything is flushed, recorded, committed and announced;
        when nothing changed there is no event. Any exception takes everything back.

        Args:
            name: "module.function", as the table of permissions has it.
            summary: one line for people: "Added Ana Reyes to Cycle 2026".
            reason: why, where the operation asks for one.
            undoable: whether it becomes an undo step.
            settles: the record whose drafts of this account have now become this operation.
            leaves: what the block puts outside the program, in words; killed before the commit, the next sign-in tells
                the history that it may lie there.

        Raises:
            UserError: the program is open for looking only, or the disk or another process is in the way.
        """
        with self.queued(), _translated():
            engine = self.opened.engine.execution_options(**{WRITE: True})
            with self._leaving(engine, leaves) as mark, Session(engine, expire_on_commit=False) as session:
                recorder = history.Recorder(session)
                self._kept.open_to(session, writes=True)
                running = Operation(session, name, summary, reason, undoable)
                yield running
                mark.out = True
                if settles is not None:
                    drafts.drop(session, self.account.account_id, settles)
                stayed = tuple(self._stayed)
                for each in (mark, *stayed):
                    leaving.forget(session, each)
                session.flush()
                announced = self._record(running, recorder)
                session.commit()
            del self._stayed[: len(stayed)]
            self._kept.changed(announced.tables if announced is not None else frozenset())
            if announced is not None:
                self._count_step(running)
        if announced is not None:
            for listener in tuple(self._listeners):
                listener(announced)

    def note(self, name: str, summary: str, *, reason: str | None = None) -> str:
        """Write an event that changes no record (a sign-in, a lock, an export) into the history; gives its id.

        Raises:
            UserError: as `operation`.
        """
        with self.operation(name, summary, reason=reason, undoable=False) as op:
            op.always = True
        if op.event_id is None:
            raise AssertionError("a note is always an event")
        return op.event_id

    @contextmanager
    def queued(self) -> Iterator[None]:
        """Wait for the writer before and be the only writer meanwhile.

        Raises:
            CannotWrite: the program is open for looking only.
            NotNow: the program was closed meanwhile.
        """
        self._refuse_closed()
        if not self.writable:
            raise CannotWrite(
                "This program is open for looking only; nothing was changed.",
                "Close it here and open it again once nobody else has it open.",
            )
        if self._writer == threading.get_ident():
            raise history.WrongWay("An operation inside an operation would deadlock: compose session functions.")
        with self._queue:
            self._refuse_closed()
            self._writer = threading.get_ident()
            try:
                yield
            finally:
                self._writer = None

    @contextmanager
    def _leaving(self, engine: Engine, what: str) -> Iterator[leaving.Mark]:
        """The mark of what is about to leave; it is forgotten here where nothing did.

        Raises:
            NotOnRecord: it left, and the disk or another process was in the way of its record.
        """
        mark = leaving.begin(engine, self.account.account_id, self.id, what, self.now()) if what else leaving.Mark()
        try:
            yield mark
        except BaseException as error:
            if not mark.field:
                raise
            if not mark.out:
                self._stay(engine, mark)
            elif isinstance(error, DBAPIError):
                plain, told = user_error(error), user_error(error, f"this is not on record: {what}")
                if told is not None and isinstance(plain, CannotWrite | InUse):
                    raise NotOnRecord(told.message, plain, lambda: self._stay(engine, mark)) from error
            raise

    def _stay(self, engine: Engine, mark: leaving.Mark) -> None:
        """Forget what was about to leave and is not outside, or with the next operation where the disk is too full."""
        try:
            with Session(engine) as session:
                leaving.forget(session, mark)
                session.commit()
        except DBAPIError:
            self._stayed.append(mark)

    def _record(self, running: Operation, recorder: history.Recorder) -> Announced | None:
        changes = recorder.changes()
        if not changes and not running.always:
            return None
        parts = running.parts or [Part(running.summary, frozenset(change[1] for change in changes))]
        events = [(self._event(running, part), [row for row in changes if row[1] in part.records]) for part in parts]
        if sum(len(rows) for _, rows in events) != len(changes) or (running.parts and running.undoable):
            raise AssertionError("the parts of an operation for good name each record that it changed once")
        history.write_events(running.session.connection(), events)
        running.event_id = events[-1][0].id
        return Announced(
            running.event_id,
            running.name,
            running.summary,
            frozenset(change[0] for change in changes),
            frozenset(change[1] for change in changes),
        )

    def _event(self, running: Operation, part: Part) -> history.NewEvent:
        return history.NewEvent(
            id=new_id(),
            at=self.now(),
            account_id=self.account.account_id,
            account_name=self.account.name,
            operation=running.name,
            summary=part.summary,
            reason=running.reason,
            undoable=running.undoable,
            undoes=running.undoes,
            sitting=self.sitting,
        )

    def _count_step(self, running: Operation) -> None:
        # Undo and redo move the steps themselves.
        if running.undoes is None and running.undoable and running.event_id is not None:
            self.steps.done.append(running.event_id)
            self.steps.undone.clear()

    def listen(self, listener: Callable[[Announced], None]) -> Callable[[], None]:
        """Call `listener` after each operation, on the thread that wrote; gives a function that ends this."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    def _refuse_closed(self) -> None:
        # A thread that comes late must not open the database again.
        if self._closed:
            raise NotNow("The program was closed; nothing was changed.", "Open it again.")

    def close(self) -> None:
        """Wait for the writer, close the database and give the lock back. Closing twice does nothing."""
        self._listeners.clear()
        with self._queue:
            if not self._closed:
                self._closed = True
                close_opened(self.opened)


def close_opened(opened: Opened) -> None:
    """Give back everything that was opened."""
    opened.anchor.close()
    opened.engine.dispose()
    for file in opened.files:
        file.close()
    opened.key = secrets.token_bytes(32)
    if opened.lock is not None:
        opened.lock.release()
    if opened.private_copy is not None:
        shutil.rmtree(opened.private_copy, ignore_errors=True)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        sentence = user_error(error)
        if sentence is None:
            raise
        raise sentence from error
    except NoResultFound as error:
        # Undo can take away what a form still shows.
        raise Gone(
            "This record is no longer there: what made it was undone or removed. Nothing was changed.",
            "Redo brings back what was undone.",
        ) from error


def _read_only(session: Session) -> None:
    def refuse(session: Session, _context: UOWTransaction, _instances: object) -> None:
        if session.new or session.deleted or any(session.is_modified(record) for record in session.dirty):
            raise history.WrongWay("A session for reading was asked to write.")

    event.listen(session, "before_flush", refuse)
    event.listen(session, "do_orm_execute", history.refuse_bulk)
