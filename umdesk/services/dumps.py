"""Everything on file, table by table, for files that can be read without umdesk; and that it left.

All is read in one transaction, so that the tables fit together also while somebody goes on working.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Integer,
    MetaData,
    Table,
    Text,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from umdesk import __version__
from umdesk.domain import data_dictionary as dictionary
from umdesk.domain.data_dictionary import ColumnMeaning, TableMeaning
from umdesk.domain.draws import is_told
from umdesk.domain.field_words import RECORDS, field_words
from umdesk.domain.words import CycleState
from umdesk.services import disclosures, dumped_selection, sealing
from umdesk.services.permissions import permit
from umdesk.storage import blobs
from umdesk.storage.models import (
    Application,
    Attachment,
    Base,
    Blob,
    Change,
    Cycle,
    Event,
    FiledPage,
    FiledReport,
    ParticipationFile,
    Plan,
    PrintedDocument,
    ProgramRecord,
    Revision,
    YearFile,
)
from umdesk.storage.models.base import Exact, Id, Moment
from umdesk.storage.program import Program

Value = str | int | bool | Decimal | date | datetime | None
WITHHELD = "(withheld until the draw)"
HISTORY = ("event", "when", "who", "operation", "what", "reason", "record", "record id", "field", "before", "after")
"""The columns of the readable history."""
_AT_ONCE = 2000
_WITH_FILES = tuple(
    kept.__tablename__ for kept in (PrintedDocument, Attachment, ParticipationFile, FiledPage, YearFile)
)
_VERSION = Table("alembic_version", MetaData(), Column("version_num", Text))


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that the program keeps: what it is, which number and digest it carries and of which day it is.

    Of an attachment, `kind` is its name without the ending and `number` that of its application or plan; of a filed
    page, `kind` is which page and `number` that of the paper.
    """

    sha256: str
    media_type: str
    kind: str = ""
    number: str = ""
    digest: str = ""
    printed: date | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a reader wants to know first."""

    department: str
    office: str
    program: str
    version: str
    revision: str
    made_at: datetime
    made_by: str


@dataclass(slots=True)
class Source:
    """The program's data at one moment; good while the block of `read` lasts.

    `files` are given names by whoever writes them: `named` says which, by SHA-256, so that the tables can tell it.
    """

    head: Head
    session: Session
    tables: tuple[TableMeaning, ...] = ()
    files: tuple[KeptFile, ...] = ()
    named: dict[str, str] = field(default_factory=dict)
    sealed: frozenset[str] = frozenset()

    def rows(self, name: str) -> Iterator[tuple[Value, ...]]:
        """The rows of a table in the order in which they were written, with the columns of its meaning."""
        table = _tables()[name]
        shown = [column for column in table.columns if (name, column.name) not in dictionary.LEFT_OUT]
        size = (func.length(table.c.data),) if name == Blob.__tablename__ else ()
        query = select(*shown, *size)
        tellers = [_teller(column.type) for column in shown]
        found = self.session.connection().execute(
            query.order_by(literal_column("rowid")), execution_options={"yield_per": _AT_ONCE}
        )
        names = [column.name for column in shown]
        for row in found:
            told = [teller(value) for teller, value in zip(tellers, row, strict=False)]
            if name == Cycle.__tablename__:
                self._seal(names, told)
            elif name == Change.__tablename__:
                self._seal_change(names, told)
            yield (*told, *self._more(name, row))

    def bytes_of(self, sha256: str) -> bytes:
        """A kept file."""
        return blobs.read(self.session, sha256)

    def selection(self) -> Iterator[tuple[Value, ...]]:
        """Who was selected and why, a row an application, with the columns of `dumped_selection.SELECTION`."""
        return dumped_selection.rows(self.session)

    def history(self) -> Iterator[tuple[Value, ...]]:
        """The history in words, a row a changed field; an event that changed no record is a row as well."""
        events = Base.metadata.tables[Event.__tablename__].c
        changes = Base.metadata.tables[Change.__tablename__].c
        query = (
            select(
                events.seq, events.at, events.account_name, events.operation, events.summary, events.reason,
                changes.table_name, changes.record_id, changes.before, changes.after,
            )
            .outerjoin_from(Base.metadata.tables["event"], Base.metadata.tables["change"])
            .order_by(events.seq, changes.id)
        )  # fmt: skip
        found = self.session.connection().execute(query, execution_options={"yield_per": _AT_ONCE})
        for row in found:
            head = (row.seq, row.at, row.account_name, row.operation, row.summary, row.reason)
            if row.table_name is None:
                yield (*head, "", "", "", "", "")
                continue
            hidden = row.table_name == Cycle.__tablename__ and row.record_id in self.sealed
            for said, before, after in _fields(row.table_name, row.before, row.after, hidden=hidden):
                kind = RECORDS.get(row.table_name, row.table_name)
                yield (*head, kind, row.record_id, said, before, after)

    def _more(self, name: str, row: Any) -> tuple[Value, ...]:
        """What the archive adds to a table: which file it is."""
        if name == Blob.__tablename__:
            return (row[-1], self.named.get(row.sha256, "")) if len(row) > 2 else ()
        if name in _WITH_FILES:
            return (self.named.get(row.blob_sha256, ""),)
        return ()

    def _seal(self, names: list[str], told: list[Value]) -> None:
        if told[names.index("id")] in self.sealed and told[names.index("draw_seed")] is not None:
            told[names.index("draw_seed")] = WITHHELD

    def _seal_change(self, names: list[str], told: list[Value]) -> None:
        if told[names.index("record_id")] in self.sealed:
            for column in ("before", "after"):
                text = told[names.index(column)]
                if isinstance(text, str):
                    values = json.loads(text)
                    if values.get("draw_seed") is not None:
                        told[names.index(column)] = _json({**values, "draw_seed": WITHHELD})


@contextmanager
def read(program: Program) -> Iterator[Source]:
    """Everything on file at one moment.

    Raises:
        NotNow: a cycle is sealed for the account.
    """
    permit(program, "dumps.read")
    with program.reading() as session:
        sealing.refuse_any(session, program)
        owner = session.scalars(select(ProgramRecord)).one()
        head = Head(
            department=owner.department,
            office=owner.office,
            program=program.folder.name.removesuffix(".umdesk"),
            version=__version__,
            revision=session.scalars(select(_VERSION.c.version_num)).one(),
            made_at=program.now(),
            made_by=program.account.name,
        )
        told = [state for state in CycleState if is_told(state)]
        sealed = frozenset(session.scalars(select(Cycle.id).where(Cycle.state.not_in(told))))
        tables = tuple(_meaning(session, name) for name in sorted(_tables()))
        yield Source(head, session, tables, _files(session), {}, sealed)


def record(program: Program, recipient: str, purpose: str, deliver: Callable[[], object]) -> None:
    """Write down that everything leaves the program, for good.

    `deliver` puts the file in place; it is the last thing before the change is committed, and what it raises takes it
    back.

    Raises:
        InvalidInput: the recipient or the purpose is missing, named by `field`.
    """
    permit(program, "dumps.record")
    disclosures.refuse_empty(recipient, purpose)
    told = f"Everything was exported for {recipient.strip()}"
    with program.operation("dumps.record", told, undoable=False, leaves=told) as op:
        leaving = disclosures.Leaving(recipient, purpose, "Everything on file", "exported as readable files")
        disclosures.note(op.session, program.now(), program.account.name, leaving, everyone=True)
        deliver()


def _tables() -> dict[str, Table]:
    return {**Base.metadata.tables, _VERSION.name: _VERSION}


def _meaning(session: Session, name: str) -> TableMeaning:
    table = _tables()[name]
    columns = [
        ColumnMeaning(
            column.name,
            dictionary.column_meaning(name, column.name),
            _kind(column.type),
            "key" if column.primary_key else "",
            next(
                (f"{one.column.table.name}.{one.column.name}" for one in column.foreign_keys),
                dictionary.POINTERS.get((name, column.name), ""),
            ),
            dictionary.allowed(name, column.name),
        )
        for column in table.columns
        if (name, column.name) not in dictionary.LEFT_OUT
    ]
    if name == Blob.__tablename__:
        columns.append(ColumnMeaning("size", dictionary.column_meaning(name, "size"), "whole number"))
    if name in (Blob.__tablename__, *_WITH_FILES):
        columns.append(ColumnMeaning("file", dictionary.column_meaning(name, "file"), "text"))
    count = session.scalar(select(func.count()).select_from(table)) or 0
    return TableMeaning(name, dictionary.table_meaning(name), count, tuple(columns))


def _files(session: Session) -> tuple[KeptFile, ...]:
    """Every kept file once: the printed ones by the first document that shows them, others as attachments.

    An attachment that was taken off, which undo can bring back, has no name any more.
    """
    shown: dict[str, PrintedDocument] = {}
    for document in session.scalars(select(PrintedDocument).order_by(literal_column("rowid"))):
        shown.setdefault(document.blob_sha256, document)
    attached: dict[str, tuple[str, str]] = {}
    rows = session.execute(
        select(Attachment.blob_sha256, Application.number, Attachment.name)
        .join(Application, Application.id == Attachment.application_id)
        .order_by(Application.number, Attachment.added_at)
    )
    for sha256, number, name in rows:
        attached.setdefault(sha256, (number, name.rpartition(".")[0]))
    rows = session.execute(
        select(ParticipationFile.blob_sha256, Plan.number, ParticipationFile.name)
        .join(Plan, Plan.participation_id == ParticipationFile.participation_id)
        .order_by(Plan.number, ParticipationFile.added_at)
    )
    for sha256, number, name in rows:
        attached.setdefault(sha256, (f"plan {number}", name.rpartition(".")[0]))
    rows = session.execute(
        select(Revision.snapshot_sha256, Plan.number, Revision.number)
        .join(Plan, Plan.id == Revision.plan_id)
        .where(Revision.snapshot_sha256.is_not(None))
        .order_by(Plan.number, Revision.number)
    )
    for sha256, number, revision in rows:
        attached.setdefault(sha256, (f"plan {number}", f"R{revision} as it was frozen"))
    pages = session.execute(
        select(FiledPage.blob_sha256, PrintedDocument.number, FiledPage.page)
        .join(PrintedDocument, PrintedDocument.id == FiledPage.printed_document_id)
        .order_by(PrintedDocument.number, FiledPage.page, FiledPage.filed_at)
    )
    for sha256, number, page in pages:
        attached.setdefault(sha256, (number, f"signed page {page}"))
    for sha256, purpose, name in session.execute(
        select(YearFile.blob_sha256, YearFile.purpose, YearFile.name).order_by(YearFile.purpose, YearFile.added_at)
    ):
        attached.setdefault(sha256, (purpose, name.rpartition(".")[0]))
    reports = session.execute(
        select(FiledReport.content_sha256, PrintedDocument.number)
        .join(PrintedDocument, PrintedDocument.id == FiledReport.printed_document_id)
        .order_by(PrintedDocument.number, FiledReport.filed_at)
    )
    for sha256, number in reports:
        attached.setdefault(sha256, (number, "numbers as they were filed"))
    found = session.execute(select(Blob.sha256, Blob.media_type).order_by(literal_column("rowid")))
    return tuple(_kept(one[0], one[1], shown.get(one[0]), attached.get(one[0], ("", ""))) for one in found)


def _kept(sha256: str, media_type: str, paper: PrintedDocument | None, attached: tuple[str, str]) -> KeptFile:
    if paper is None:
        return KeptFile(sha256, media_type, kind=attached[1], number=attached[0])
    day = paper.printed_at.astimezone().date()
    return KeptFile(sha256, media_type, paper.kind, paper.number, paper.digest, day)


def _kind(kind: TypeEngine[Any]) -> str:
    for types, said in (
        ((Id,), "id, 32 hexadecimal digits"),
        ((Exact,), "decimal number"),
        ((Moment,), "moment in UTC, ISO 8601"),
        ((Date,), "date, YYYY-MM-DD"),
        ((Boolean,), "yes or no"),
        ((Integer,), "whole number"),
        ((JSON,), "JSON"),
    ):
        if isinstance(kind, types):
            return said
    return "text"


def _teller(kind: TypeEngine[Any]) -> Callable[[Any], Value]:
    if isinstance(kind, JSON):
        return lambda value: None if value is None else _json(value)
    return _as_it_is


def _as_it_is(value: Value) -> Value:
    return value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _fields(table: str, before: str | None, after: str | None, *, hidden: bool) -> Iterator[tuple[str, str, str]]:
    """Each field that changed: what people call it, and what stood there before and after."""
    old: dict[str, Any] = json.loads(before) if before else {}
    new: dict[str, Any] = json.loads(after) if after else {}
    for column in new or old:
        if column == "id" or old.get(column) == new.get(column) or (table, column) in dictionary.LEFT_OUT:
            continue
        seed = hidden and column == "draw_seed"
        try:
            said = field_words(table, column)
        except KeyError:  # a column of an older version of the tables
            said = column.replace("_", " ")
        stood, stands = _shown(old.get(column)), _shown(new.get(column))
        if seed:
            stood, stands = "", WITHHELD
        if stood or stands:
            yield said, stood, stands


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else _json(value)
