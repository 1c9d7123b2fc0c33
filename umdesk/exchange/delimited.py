"""Text files with separated values: finds out the encoding and the separator."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from umdesk.domain.errors import InvalidInput

SEPARATORS = ",;\t|"
SAMPLE_RECORDS = 200
SAMPLE_LETTERS = 1_000_000
LONGEST_LINE = 1_000_000
"""Characters; the longest line of a list has a few long statements."""
MOST_ZEROS = 100
"""A text has fewer zero bytes than one in so many."""
_END = "the end of the file"
_LINE = re.compile(r"[^\r\n]+")
_WITH_END = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")


def decode(data: bytes) -> str | None:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252, None when it is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _tried(data, "utf-16")
    if guessed := _unmarked_utf16(data):
        return _tried(data, guessed)
    if b"\x00" in data:
        if data.count(b"\x00") > len(data) // MOST_ZEROS:
            return None
        # A few that a failing disk or an old program left between the letters stand for nothing.
        data = data.replace(b"\x00", b"")
    text = _tried(data, "utf-8-sig")
    if text is None:
        # Five bytes mean nothing in Windows-1252; Latin-1 gives them invisible signs instead of an error.
        text = _tried(data, "cp1252") or _tried(data, "latin-1") or ""
    sample = text[:SAMPLE_LETTERS]
    return None if len(_INVISIBLE.findall(sample)) > len(sample) // 100 else text


def records(text: str, name: str, most: int) -> list[list[str]]:
    """Split text into records with the separator that fits it best; a blank line is an empty record.

    Raises:
        InvalidInput: a quotation mark is never closed, a line is far too long, or there are more than `most` records.
    """
    text = text.rstrip("\x1a\x00")
    if max((line.end() - line.start() for line in _LINE.finditer(text)), default=0) > LONGEST_LINE:
        raise InvalidInput(
            f"{name} has a line of more than {LONGEST_LINE:,} characters, so it is no list with a row for each person.",
            "Check in a text editor what the file is, or save the list as an Excel workbook (.xlsx).",
        )
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        return _split(rest, first.strip()[-1], name, most)
    if first.strip("\r\n\f\v ").lower() == "sep=":
        return _split(rest, "\t", name, most)
    tried = [(_fit(text, separator), separator) for separator in SEPARATORS]
    best = max(tried, key=lambda found: found[0])
    return _split(text, best[1], name, most)


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: in mostly Latin text, every other byte is zero."""
    sample = data[:2000]
    if len(data) % 2 or len(sample) < 4:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, of whatever kind, without another copy of the whole."""
    return (line[0] for line in _WITH_END.finditer(text) if line[0])


def _split(text: str, separator: str, name: str, most: int) -> list[list[str]]:
    # An open quotation mark would swallow the rest of the file into one field without a word: the last line tells.
    reader = csv.reader(
        chain(_lines(text), ["\n" if not text.endswith(("\r", "\n")) else "", _END]),
        delimiter=separator,
        skipinitialspace=separator != "\t",
    )
    try:
        found = list(islice(reader, most + 2))
    except csv.Error:
        found = []
    if len(found) > most + 1:
        raise InvalidInput(
            f"{name} has more than {most:,} lines, and umdesk reads no more.",
            "Delete the lines below the last application and save the file again.",
        )
    if not found or found.pop() != [_END]:
        raise InvalidInput(
            f"{name} cannot be read as a table: somewhere a quotation mark is never closed.",
            "Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).",
        )
    return found


def _fit(text: str, separator: str) -> float:
    """How evenly a separator cuts the first records: the share of the usual width, wider counting for more."""
    reader = csv.reader(_lines(text), delimiter=separator, skipinitialspace=separator != "\t")
    widths: list[int] = []
    try:
        for record in reader:
            if any(field.strip() for field in record):
                widths.append(len(record))
            if len(widths) >= SAMPLE_RECORDS:
                break
    except csv.Error:
        return 0.0
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0.0
    width, count = several.most_common(1)[0]
    return float(count / len(widths) * width**0.5)
