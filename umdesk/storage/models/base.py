"""Column types and the base of every mapped table."""

import secrets
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, LargeBinary, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """A random 16-byte id as 32 hexadecimal digits, the form in which ids leave the storage."""
    return secrets.token_hex(16)


class Id(TypeDecorator[str]):
    """A random 16-byte id: 32 hexadecimal digits in Python, 16 bytes in the database."""

    impl = LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Turn hexadecimal digits into bytes."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Turn bytes into hexadecimal digits."""
        return None if value is None else value.hex()


def exact_text(value: Decimal | int) -> str:
    """A decimal or whole number as text without an exponent; a float is a bug, since it is not exact."""
    if isinstance(value, float):
        raise TypeError(f"{value!r} is not exact")
    return format(value if isinstance(value, Decimal) else Decimal(value), "f")


class Exact(TypeDecorator[Decimal]):
    """A decimal kept as text, so that no digit is lost."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Turn a decimal into text."""
        return None if value is None else exact_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Turn text into a decimal."""
        return None if value is None else Decimal(value)


class Moment(TypeDecorator[datetime]):
    """A point in time: an aware UTC datetime in Python, ISO 8601 text in the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Turn an aware datetime into UTC text."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Turn text into an aware UTC datetime."""
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    """The base of every mapped table; constraint names are fixed so that migrations can drop them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text, Decimal: Exact, datetime: Moment, dict[str, Any]: JSON, list[Any]: JSON}


class Record(Base):
    """A table whose rows have a random id and whose changes the history keeps."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id, sort_order=-1)

    def __init__(self, **values: Any) -> None:
        """Give the record its id at once, so that others can point at it before anything is written."""
        super().__init__(**{"id": new_id(), **values})
