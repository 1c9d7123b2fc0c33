"""Everything as files that a spreadsheet and a text editor can read: a zip of CSV tables, documents and a dictionary.

A text that a spreadsheet could take for a formula gets an apostrophe before it, so that it stays text; one that begins
with an apostrophe gets one more, so that taking one away always gives the text as it was. Numbers are not texts.
"""

import csv
import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from decimal import Decimal
from html import escape
from pathlib import Path

from umdesk.domain.attachments import ENDINGS
from umdesk.domain.data_dictionary import TableMeaning
from umdesk.domain.errors import CannotWrite
from umdesk.exchange.disk import flush_name, refuse_place

Value = str | int | bool | Decimal | date | datetime | None
DICTIONARY = ("table", "column", "meaning", "kind", "key", "points at", "allowed words", "rows in the table")
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet could take for a formula, or that would be read back wrongly."""
_ENDINGS = {
    "application/json": "json",
    "image/tiff": "tif",
    "text/plain": "txt",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    **{kind.value: endings[0].removeprefix(".") for kind, endings in ENDINGS.items()},
}
_COMPRESSION = 4  # a fifth larger than the best, in half the time


class Archive:
    """A zip file in the making, under a temporary name beside the file that it will be."""

    def __init__(self, path: Path, made_at: datetime) -> None:
        """Begin a file that will stand at `path`.

        Raises:
            CannotWrite: the folder is not there or may not be written to.
            InvalidInput: no file may be put there.
        """
        refuse_place(path)
        self.path = path
        local = made_at.astimezone()
        self._stamp = (local.year, local.month, local.day, local.hour, local.minute, local.second)
        with self._told():
            self._part = path.with_name(f".{path.name}.part")
            # What a power failure left of an earlier export goes; nobody else may read this one.
            self._part.unlink(missing_ok=True)
            handle = os.open(self._part, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
            self._file = os.fdopen(handle, "w+b")
            self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION)
        self._names: set[str] = set()

    def table(self, name: str, titles: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
        """Write a CSV file (UTF-8 with a mark, commas, every cell in quotes) and give its number of rows."""
        count = 0
        with self._told(), self._zip.open(self._info(name), "w", force_zip64=True) as raw:
            text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="", write_through=False)
            lines = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
            lines.writerow(titles)
            for row in rows:
                lines.writerow([cell(value) for value in row])
                count += 1
            text.flush()
            text.detach()
        return count

    def text(self, name: str, content: str) -> None:
        """Write a text file."""
        self.file(name, content.replace("\n", "\r\n").encode())

    def file(self, name: str, data: bytes) -> None:
        """Write a file as it is."""
        with self._told():
            self._zip.writestr(self._info(name), data)

    def free_name(self, folder: str, words: Sequence[str], media_type: str) -> str:
        """A name for a file that every system takes and nothing in the archive has: "documents/cdp 2026-0001.pdf"."""
        plain = re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", " ".join(word for word in words if word))
        stem = re.sub(r"\s+", " ", plain).strip(" .")[:120].strip(" .") or "file"
        ending = _ENDINGS.get(media_type, "bin")
        name, number = f"{folder}/{stem}.{ending}", 1
        while name.casefold() in self._names:
            number += 1
            name = f"{folder}/{stem} ({number}).{ending}"
        self._names.add(name.casefold())
        return name

    def close(self) -> None:
        """End the file and flush it to the disk; it still has its temporary name."""
        with self._told():
            self._zip.close()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()

    def size(self) -> int:
        """The size of the closed file in bytes."""
        return self._part.stat().st_size

    def put_in_place(self) -> None:
        """Give the closed file its name, in place of whatever stands there."""
        with self._told():
            self._part.replace(self.path)
            flush_name(self.path.parent)

    def discard(self) -> None:
        """Leave nothing behind, unless the file stands in its place already."""
        with suppress(OSError, ValueError):
            self._zip.close()
        with suppress(OSError):
            self._file.close()
        self._part.unlink(missing_ok=True)

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._stamp)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        return info

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CannotWrite(
                f"“{self.path.name}” could not be written to “{self.path.parent}”: "
                f"{error.strerror or type(error).__name__}. Nothing was exported.",
                "Choose a folder that you may write to, or make room on the disk.",
            ) from error


def cell(value: Value) -> str:
    """A value as a cell has it: ISO dates, yes and no, plain digits; a risky text with an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(RISKY) else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):  # a moment is a date too
        return value.isoformat()
    return str(value)


def dictionary_rows(tables: Sequence[TableMeaning]) -> Iterator[tuple[Value, ...]]:
    """The dictionary as a table: a row a column of each table."""
    for table in tables:
        yield table.name, "", table.meaning, "", "", "", "", table.rows
        for column in table.columns:
            words = ", ".join(column.allowed)
            yield table.name, column.name, column.meaning, column.kind, column.key, column.points_at, words, None


def dictionary_page(tables: Sequence[TableMeaning], title: str) -> str:
    """The dictionary as a page for a browser."""
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>",
        f"<p>{_INTRODUCTION}</p>",
        '<nav aria-label="Tables"><ul>',
        *(f'<li><a href="#{table.name}">{table.name}</a>, {table.rows:,}</li>' for table in tables),
        "</ul></nav>",
        *(line for table in tables for line in _page_of(table)),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


_INTRODUCTION = (
    "Each table is a CSV file in the folder “tables”. A column that points at another holds one of its values."
)
_STYLE = (
    "body{font:16px/1.45 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #999}"
    "nav ul{columns:14rem;padding-left:1.2rem}"
)


def _page_of(table: TableMeaning) -> Iterator[str]:
    yield f'<h2 id="{table.name}">{table.name}</h2><p>{escape(table.meaning)} Rows: {table.rows:,}.</p>'
    yield "<table><thead><tr>"
    yield "".join(f'<th scope="col">{name}</th>' for name in ("Column", "Meaning", "Kind", "Points at", "Words"))
    yield "</tr></thead><tbody>"
    for column in table.columns:
        target = column.points_at
        link = f'<a href="#{target.split(".")[0]}">{target}</a>' if target else ""
        kind = f"{column.kind} (key)" if column.key else column.kind
        yield (
            f'<tr><th scope="row">{column.name}</th><td>{escape(column.meaning)}</td><td>{escape(kind)}</td>'
            f"<td>{link}</td><td>{escape(', '.join(column.allowed))}</td></tr>"
        )
    yield "</tbody></table>"
