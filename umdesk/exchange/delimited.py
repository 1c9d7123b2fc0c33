"""Text files with separated values: finds out the encoding and the separator."""

import csv
import io
from collections import Counter

from umdesk.domain.errors import InvalidInput

SEPARATORS = ",;\t|"
SAMPLE_RECORDS = 200
_END = "the end of the file"


def decode(data: bytes) -> str | None:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252, None when it is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _tried(data, "utf-16")
    if guessed := _unmarked_utf16(data):
        return _tried(data, guessed)
    if b"\x00" in data:
        return None
    text = _tried(data, "utf-8-sig")
    if text is None:
        # Five bytes mean nothing in Windows-1252; Latin-1 gives them invisible signs instead of an error.
        text = _tried(data, "cp1252") or _tried(data, "latin-1") or ""
    invisible = sum(ch < " " and ch not in "\t\r\n\f\x0b\x1a" for ch in text)
    return None if invisible > len(text) // 100 else text


def records(text: str, name: str) -> list[list[str]]:
    """Split text into records with the separator that fits it best; a blank line is an empty record.

    Raises:
        InvalidInput: a quotation mark is never closed.
    """
    text = text.rstrip("\x1a\x00")
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        return _split(rest, first.strip()[-1], name)
    if first.strip("\r\n\f\v ").lower() == "sep=":
        return _split(rest, "\t", name)
    tried = [(_fit(text, separator), separator) for separator in SEPARATORS]
    best = max(tried, key=lambda found: found[0])
    return _split(text, best[1], name)


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


def _split(text: str, separator: str, name: str) -> list[list[str]]:
    # An open quotation mark would swallow the rest of the file into one field without a word: the last line tells.
    end = "\n" + _END
    reader = csv.reader(io.StringIO(text + end, newline=""), delimiter=separator, skipinitialspace=separator != "\t")
    try:
        found = list(reader)
    except csv.Error:
        found = []
    if not found or found.pop() != [_END]:
        raise InvalidInput(
            f"{name} cannot be read as a table: somewhere a quotation mark is never closed.",
            "Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).",
        )
    return found


def _fit(text: str, separator: str) -> float:
    """How evenly a separator cuts the first records: the share of the usual width, wider counting for more."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=separator != "\t")
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
