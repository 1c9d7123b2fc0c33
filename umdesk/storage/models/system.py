"""The program itself, its accounts and settings, and the tables that the history, drafts and papers use."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from umdesk.storage.models.base import Base, Id, Record


class ProgramRecord(Record):
    """The one row that says whose program this is; its id is the program's id."""

    __tablename__ = "program"

    department: Mapped[str]
    office: Mapped[str]
    created_at: Mapped[datetime]
    demo: Mapped[bool] = mapped_column(default=False)


class Setting(Record):
    """One setting of the program; `value` is any JSON value."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[Any] = mapped_column(JSON)


class Account(Record):
    """Someone who may sign in; `slot_digest` is the SHA-256 of their slot in keys.json, which no other fits.

    `must_change` says that somebody else chose the password, so that nothing but changing it is possible.
    """

    __tablename__ = "account"

    name: Mapped[str] = mapped_column(unique=True)
    active: Mapped[bool] = mapped_column(default=True)
    must_change: Mapped[bool] = mapped_column(default=False)
    slot_number: Mapped[int | None]
    slot_digest: Mapped[str | None]
    created_at: Mapped[datetime]


class AccountRole(Record):
    """One role of one account."""

    __tablename__ = "account_role"
    __table_args__ = (UniqueConstraint("account_id", "role"),)

    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"))
    role: Mapped[str]


class RecoverySlot(Record):
    """What the database knows of the recovery slot: its number, digest and when the sheet was made."""

    __tablename__ = "recovery_slot"

    slot_number: Mapped[int]
    slot_digest: Mapped[str]
    made_at: Mapped[datetime]


class Counter(Base):
    """The last number given out of a series such as "application 2026"; outside history, so never reused."""

    __tablename__ = "counter"

    series: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class Event(Base):
    """One operation in the history; `hash` chains it to the event before."""

    __tablename__ = "event"

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(Id, unique=True)
    at: Mapped[datetime]
    account_id: Mapped[str | None] = mapped_column(Id)
    account_name: Mapped[str]
    operation: Mapped[str]
    summary: Mapped[str]
    reason: Mapped[str | None]
    undoable: Mapped[bool]
    undoes: Mapped[str | None] = mapped_column(Id)
    sitting: Mapped[str] = mapped_column(Id)
    previous_hash: Mapped[str]
    hash: Mapped[str]


class Change(Base):
    """What one event did to one record; `before` and `after` are canonical JSON, None where there was no record."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_record", "record_id"), Index("ix_change_event", "event_seq"))

    id: Mapped[int] = mapped_column(primary_key=True)
    event_seq: Mapped[int] = mapped_column(ForeignKey("event.seq"))
    table_name: Mapped[str]
    record_id: Mapped[str] = mapped_column(Id)
    before: Mapped[str | None]
    after: Mapped[str | None]


class Draft(Base):
    """Typing that has not become an operation yet: no history, no undo step."""

    __tablename__ = "draft"

    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"), primary_key=True)
    record_id: Mapped[str] = mapped_column(Id, primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    table_name: Mapped[str]
    value: Mapped[str]
    at: Mapped[datetime]


class Blob(Base):
    """Bytes by their SHA-256 (64 hexadecimal digits); immutable, so outside the history."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class SavedList(Record):
    """A list that an account saved under a name: the place it is of, and its filters and search as JSON."""

    __tablename__ = "saved_list"
    __table_args__ = (UniqueConstraint("account_id", "place", "name"),)

    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"))
    place: Mapped[str]
    name: Mapped[str]
    filters: Mapped[dict[str, Any]] = mapped_column(JSON)


class PrintedDocument(Record):
    """A document that was printed, kept whole; `digest` is the ten digits of its footer."""

    __tablename__ = "printed_document"

    kind: Mapped[str]
    number: Mapped[str]
    record_id: Mapped[str | None] = mapped_column(Id, index=True)
    digest: Mapped[str]
    pages: Mapped[int]
    blob_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    printed_at: Mapped[datetime]
    printed_by: Mapped[str]
