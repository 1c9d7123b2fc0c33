"""The fields of a PDF form as plain texts, in all the ways in which programs write them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import chain
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
    create_string_object,
)

MAXIMUM_FIELDS = 2000
MAXIMUM_DEPTH = 24
MAXIMUM_LETTERS = 100_000
"""The longest text of one field."""
_PAGES_SEARCHED = 60
_MOST_LOOKS, _LARGEST_PICTURE = 60, 20_000
_RADIO, _PUSH_BUTTON, _PASSWORD = 1 << 15, 1 << 16, 1 << 13
_LANGUAGE_MARK = re.compile("\x1b[^\x1b]{0,10}\x1b")
_NEW_LINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


class TooMuch(BaseException):
    """A file holds more than a form can need, or takes longer.

    No `Exception`, since the parser catches those where it mends a file and would go on to its end.
    """


@dataclass(slots=True)
class FieldsFound:
    """The texts of a form: `values` by the wanted names, `others` by the names of all further fields that are filled.

    `count` counts all fields, `looks` those that may have been looked for on the page. `twice` names wanted fields that
    were filled in twice with different texts, `seen_only` those whose text stands on the page only. `xfa` says that the
    form has a second description of itself, which only Adobe's programs read.
    """

    count: int = 0
    looks: int = 0
    values: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    seen_only: list[str] = field(default_factory=list)
    xfa: bool = False


@dataclass(frozen=True, slots=True)
class _Node:
    """A field with what it inherits from those above it; `name` is its full name with the dots."""

    entry: Any
    name: str = ""
    kind: str = ""
    value: Any = None
    flags: int = 0
    options: Any = None
    depth: int = 0


def collect(reader: PdfReader, wanted: Collection[str]) -> FieldsFound:
    """Read all fields of a form.

    Args:
        reader: the file, decrypted.
        wanted: the names to find; upper and lower case, blanks and the numbers that some programs add do not matter.

    Raises:
        TooMuch: there are more fields than a form has, or a text is longer than one can be.
    """
    form = dictionary(reader.root_object.get("/AcroForm"))
    found = FieldsFound(xfa=form is not None and "/XFA" in form)
    seen: set[tuple[int, int]] = set()
    for node in chain(_tree(form, seen), _on_pages(reader, seen)):
        _take(node, found, wanted, reader)
    return found


def dictionary(raw: Any) -> Any:
    """What a reference or a value is, if it is a dictionary (or a stream with one), otherwise None."""
    value = resolved(raw)
    return value if isinstance(value, DictionaryObject) else None


def resolved(raw: Any) -> Any:
    """What a reference leads to, in a few steps; other values as they are, None for nothing."""
    for _step in range(8):
        if not isinstance(raw, IndirectObject):
            break
        raw = raw.get_object()
    return None if isinstance(raw, NullObject | IndirectObject) else raw


def items(raw: Any) -> list[Any]:
    """The items of an array, unresolved; [] for anything else.

    Raises:
        TooMuch: there are more than a form has fields.
    """
    value = resolved(raw)
    found = list(value) if isinstance(value, list) else []
    if len(found) > MAXIMUM_FIELDS:
        raise TooMuch
    return found


# --- the way through the tree ---------------------------------------------------------------------------------------


def _tree(form: Any, seen: set[tuple[int, int]]) -> Iterator[_Node]:
    """Every field that holds a value of its own; each dictionary once, however the tree is tied."""
    if form is None:
        return
    waiting = [(raw, _Node(None)) for raw in reversed(items(form.get("/Fields")))]
    count = 0
    while waiting:
        raw, above = waiting.pop()
        entry = dictionary(raw)
        if entry is None or _seen_before(raw, seen):
            continue
        count += 1
        if count > MAXIMUM_FIELDS or above.depth >= MAXIMUM_DEPTH:
            raise TooMuch
        node = _below(entry, above)
        kids = items(entry.get("/Kids"))
        named = [kid for kid in kids if (found := dictionary(kid)) is not None and "/T" in found]
        waiting.extend((kid, node) for kid in reversed(named))
        if not named:
            for kid in kids:
                _seen_before(kid, seen)
            yield node


def _on_pages(reader: PdfReader, seen: set[tuple[int, int]]) -> Iterator[_Node]:
    """The fields that stand on the pages only, since a program that saved the file forgot to list them."""
    for page in reader.pages[:_PAGES_SEARCHED]:
        for raw in items(page.get("/Annots")):
            entry = dictionary(raw)
            if entry is None or entry.get("/Subtype") != "/Widget" or _seen_before(raw, seen):
                continue
            above, chain_up = _Node(None), [entry]
            while (parent := dictionary(chain_up[-1].get("/Parent"))) is not None and len(chain_up) < MAXIMUM_DEPTH:
                chain_up.append(parent)
            for one in reversed(chain_up):
                above = _below(one, above)
            if above.name:
                yield above


def _seen_before(raw: Any, seen: set[tuple[int, int]]) -> bool:
    """Whether a reference was met before; one is met only once, which ends every circle."""
    if not isinstance(raw, IndirectObject):
        return False
    key = raw.idnum, raw.generation
    if key in seen:
        return True
    seen.add(key)
    return False


def _below(entry: Any, above: _Node) -> _Node:
    own = _string(entry.get("/T"))
    flags = resolved(entry.get("/Ff"))
    value = resolved(entry.get("/V"))
    return _Node(
        entry=entry,
        name=".".join(part for part in (above.name, own) if part),
        kind=str(resolved(entry.get("/FT")) or above.kind),
        value=above.value if value is None else value,
        flags=int(flags) if isinstance(flags, int) else above.flags,
        options=entry.get("/Opt", above.options),
        depth=above.depth + 1,
    )


# --- what a field says ----------------------------------------------------------------------------------------------


def _take(node: _Node, found: FieldsFound, wanted: Collection[str], reader: PdfReader) -> None:
    if node.kind == "/Sig" or not node.name or (node.kind == "/Btn" and node.flags & _PUSH_BUTTON):
        return
    found.count += 1
    if found.count > MAXIMUM_FIELDS:
        raise TooMuch
    name = _wanted_name(node.name, wanted)
    look = name is not None and not found.values.get(name) and found.looks < _MOST_LOOKS
    found.looks += look
    text, seen_only = _text_of(node, reader, look=look)
    if len(text) > MAXIMUM_LETTERS:
        raise TooMuch
    if name is None:
        if text:
            found.others.setdefault(node.name, text)
        return
    before = found.values.get(name, "")
    if before and text and before != text and name not in found.twice:
        found.twice.append(name)
    found.values[name] = before or text
    if seen_only and not before:
        found.seen_only.append(name)


def _wanted_name(full: str, wanted: Collection[str]) -> str | None:
    """The wanted name that a field means: its whole name, or the last part of it as in form1[0].last_name[0]."""
    for candidate in (full, full.rpartition(".")[2]):
        plain = re.sub(r"\[\d+\]$|#\d+$", "", candidate).strip()
        plain = re.sub(r"[\s\-]+", "_", plain).casefold()
        if plain in wanted:
            return plain
    return None


def _text_of(node: _Node, reader: PdfReader, *, look: bool) -> tuple[str, bool]:
    """The text of a field, and whether it had to be read off the page (`look` allows that)."""
    if node.kind == "/Btn":
        return _pressed(node), False
    if node.kind == "/Ch":
        return _chosen(node), False
    if node.flags & _PASSWORD and node.kind == "/Tx":
        return "", False
    text = _tidy(_string(node.value))
    if not text:
        widgets = [kid for raw in items(node.entry.get("/Kids")) if (kid := dictionary(raw)) is not None]
        text = next((said for kid in widgets if (said := _tidy(_string(resolved(kid.get("/V")))))), "")
        text = text or _tidy(_plain(_string(resolved(node.entry.get("/RV")))))
        if not text and node.value is None and look:
            shown = next((said for one in (node.entry, *widgets) if (said := _shown(one, reader))), "")
            return shown, bool(shown)
    return text, False


def _pressed(node: _Node) -> str:
    """The word of the check box or radio button that is pressed, "" when none is."""
    value = node.value
    if value is None:
        kids = [node.entry, *(kid for raw in items(node.entry.get("/Kids")) if (kid := dictionary(raw)) is not None)]
        states = (resolved(kid.get("/AS")) for kid in kids)
        value = next((state for state in states if state not in (None, "/Off")), None)
    word = _tidy(_string(value)).removeprefix("/")
    if word == "Off":
        return ""
    options = items(node.options)
    if word.isdigit() and int(word) < len(options):
        # Acrobat names buttons by their place where two could have the same word.
        word = _tidy(_option(options[int(word)])[1]) or word
    return word


def _chosen(node: _Node) -> str:
    """What was chosen from a list, in the words that the list shows."""
    shown = dict(_option(raw) for raw in items(node.options))
    raws = items(node.value) if isinstance(node.value, list) else [node.value]
    words = [_tidy(_string(resolved(raw))) for raw in raws]
    return ", ".join(_tidy(shown.get(word, word)) for word in words if word)


def _option(raw: Any) -> tuple[str, str]:
    """An option as what is stored and what is shown."""
    value = resolved(raw)
    if isinstance(value, list):
        texts = [_string(resolved(part)) for part in value[:2]]
        return (texts[0], texts[-1]) if texts else ("", "")
    return _string(value), _string(value)


def _string(value: Any) -> str:
    """A text, name or text stream as text; "" for anything else."""
    if isinstance(value, StreamObject):
        data = value.get_data()
        if len(data) > 4 * MAXIMUM_LETTERS:
            raise TooMuch
        return _decoded(data)
    if isinstance(value, NameObject):
        return str(value).removeprefix("/")
    if isinstance(value, bytes):
        return _decoded(value)
    original = getattr(value, "original_bytes", None)
    if isinstance(original, bytes) and isinstance(value, str):
        return _decoded(original) if not original.isascii() else str(value)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _decoded(data: bytes) -> str:
    """Text bytes by their mark; without one UTF-8 where it can be nothing else, otherwise the encoding of PDF."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        made = create_string_object(data)
        return str(made) if isinstance(made, str) else data.decode("cp1252", "replace")


def _tidy(text: str) -> str:
    """One kind of line end, no control characters, nothing blank around it."""
    return _CONTROL.sub("", _NEW_LINE.sub("\n", _LANGUAGE_MARK.sub("", text))).strip()


def _plain(rich: str) -> str:
    """Rich text (a small web page) as plain lines."""
    if "<" not in rich:
        return rich
    lines = re.sub(r"<br\s*/?>|</p\s*>|</div\s*>", "\n", re.sub(r"\s+", " ", rich), flags=re.IGNORECASE)
    return "\n".join(line.strip() for line in unescape(re.sub(r"<[^>]{0,2000}>", "", lines)).split("\n"))


def _shown(entry: Any, reader: PdfReader) -> str:
    """The text that a field shows on the page though it holds none."""
    appearance = dictionary(entry.get("/AP"))
    stream = dictionary(appearance.get("/N")) if appearance is not None else None
    if stream is None or not hasattr(stream, "get_data"):
        return ""
    if len(stream.get_data()) > _LARGEST_PICTURE:
        return ""
    try:
        return _tidy(PageObject(reader).extract_xform_text(stream))
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError):
        return ""  # what cannot be drawn says nothing
