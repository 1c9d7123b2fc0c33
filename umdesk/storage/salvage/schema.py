"""What the tables and indexes of a program look like, so that bare records on a page become rows with names."""

from dataclasses import dataclass
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.storage.pages.btree import Value
from umdesk.storage.pages.trees import Listed


@dataclass(frozen=True, slots=True)
class Column:
    """A column as SQLite has it: name, declared type, whether it may be empty, whether it is the row's number."""

    name: str
    type: str
    nullable: bool
    is_rowid: bool

    def fits(self, value: Value) -> bool:
        """Whether a value can stand in this column."""
        if value is None:
            return self.nullable or self.is_rowid
        if isinstance(value, bytes):
            return "BLOB" in self.type
        if isinstance(value, int):
            return self.type in {"INTEGER", "BOOLEAN"}
        return isinstance(value, str) and self.type in {"TEXT", "DATE", "JSON", "VARCHAR"}


@dataclass(frozen=True, slots=True)
class Link:
    """A column of a table that names a row of another one."""

    column: str
    parent: str
    parent_column: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in order, its links, its page (0: unknown), and its indexes: (root, their columns)."""

    name: str
    columns: tuple[Column, ...]
    links: tuple[Link, ...]
    root: int
    indexes: tuple[tuple[int, tuple[str, ...]], ...]

    def fits(self, values: list[Value]) -> bool:
        """Whether a record can be one of this table."""
        return len(values) == len(self.columns) and all(
            column.fits(value) for column, value in zip(self.columns, values, strict=True)
        )

    def named(self, rowid: int, values: list[Value]) -> dict[str, Value]:
        """The values of a record by the names of their columns."""
        row = {column.name: value for column, value in zip(self.columns, values, strict=False)}
        return row | {column.name: rowid for column in self.columns if column.is_rowid}


def tables_of(listed: list[Listed]) -> dict[str, Table]:
    """The tables of a list, understood by making them, empty, in memory."""
    raw = sqlcipher.connect(":memory:", isolation_level=None)
    try:
        for entry in sorted(listed, key=lambda each: each.kind != "table"):
            if entry.sql:
                raw.execute(entry.sql)
        roots = {entry.name: entry.root for entry in listed}
        names = [entry.name for entry in listed if entry.kind == "table" and not entry.name.startswith("sqlite_")]
        return {name: _table(raw, name, roots) for name in names}
    finally:
        raw.close()


def _table(raw: Any, name: str, roots: dict[str, int]) -> Table:
    found = raw.execute(f'PRAGMA table_info("{name}")').fetchall()
    key = [row for row in found if row[5]]
    # An INTEGER that is the whole key is the number of the row itself, and its record holds nothing in its place.
    is_rowid = {row[1] for row in key if len(key) == 1 and row[2] == "INTEGER"}
    columns = tuple(
        Column(row[1], str(row[2]).upper().partition("(")[0], not row[3], row[1] in is_rowid) for row in found
    )
    links = tuple(Link(row[3], row[2], row[4]) for row in raw.execute(f'PRAGMA foreign_key_list("{name}")'))
    indexes = []
    for row in raw.execute(f'PRAGMA index_list("{name}")').fetchall():
        of = tuple(each[2] for each in raw.execute(f'PRAGMA index_info("{row[1]}")'))
        if roots.get(row[1]):
            indexes.append((roots[row[1]], of))
    return Table(name, columns, links, roots.get(name, 0), tuple(indexes))
