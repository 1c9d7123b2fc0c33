"""How much there is to draw on the pages of a PDF, before a viewer that cannot be stopped begins.

A drawing may stand on a page a thousand times and be made of others that stand in it a thousand times: a file of a few
thousand bytes can keep a viewer busy for days.
"""

import re
from collections import Counter
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject

from umdesk.exchange.pdf_fields import dictionary

MOST = 2_000_000
"""Bytes of drawing orders on one page, each drawing as often as it stands there; a page of text has about 20,000."""
_DEPTH = 24
_PLACED = re.compile(rb"/([^\s/<>\[\]()%]+)\s+(?:Do|scn|SCN)\b")


def too_heavy(reader: PdfReader) -> bool:
    """Whether a page of the file has more to draw than `MOST`."""
    known: dict[tuple[int, int], int] = {}
    return any(_page(page, known) > MOST for page in reader.pages)


def _page(page: Any, known: dict[tuple[int, int], int]) -> int:
    contents = page.get("/Contents")
    parts = contents.get_object() if contents is not None else []
    found = 0
    for part in parts if isinstance(parts, list) else [parts]:
        found += _orders(part.get_object(), page.get("/Resources"), known, 0)
    for raw in _dictionaries(page.get("/Annots")):
        looks = dictionary(raw.get("/AP"))
        for look in looks.values() if looks is not None else ():
            found += _drawing(look, None, known, 0)
    return found


def _dictionaries(raw: Any) -> list[Any]:
    """The dictionaries of an array."""
    value = raw.get_object() if isinstance(raw, IndirectObject) else raw
    return [found for one in value if (found := dictionary(one)) is not None] if isinstance(value, list) else []


def _drawing(raw: Any, above: Any, known: dict[tuple[int, int], int], depth: int) -> int:
    """The weight of a drawing, or of those of a field with several states together; `above` is what it may use."""
    key = (raw.idnum, raw.generation) if isinstance(raw, IndirectObject) else None
    if key is not None and key in known:
        return known[key]
    if depth > _DEPTH:
        return MOST + 1
    if key is not None:
        known[key] = 0  # one that stands in itself is not drawn again
    entry = dictionary(raw)
    weight = 0
    if isinstance(entry, StreamObject):
        uses = entry.get("/Resources", above)
        weight = 0 if entry.get("/Subtype") == "/Image" else _orders(entry, uses, known, depth + 1)
    elif entry is not None:
        weight = sum(_drawing(state, above, known, depth + 1) for state in entry.values())
    if key is not None:
        known[key] = weight
    return weight


def _orders(stream: Any, resources: Any, known: dict[tuple[int, int], int], depth: int) -> int:
    """The bytes of the orders of a stream and of all that they place."""
    if not isinstance(stream, StreamObject):
        return 0
    data = stream.get_data()
    weight = len(data)
    if weight > MOST:
        return weight
    lists = dictionary(resources)
    places = [dictionary(lists.get(kind)) for kind in ("/XObject", "/Pattern")] if lists is not None else []
    for name, times in Counter(_PLACED.findall(data)).items():
        for place in places:
            if place is not None and (key := "/" + name.decode("latin-1")) in place:
                weight += times * _drawing(place.raw_get(key), resources, known, depth)
    return weight
