"""Several finished papers as one file for printing; each keeps its pages, its tags and the code at its foot.

The structure trees of the papers are hung one after the other under one root (ISO 32000-1, 14.7.2); the numbers by
which pages name their part of the tree go on from paper to paper.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from umdesk.domain.progress import Progress

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter


def join(papers: Sequence[bytes], title: str, progress: Progress | None = None) -> bytes:
    """One tagged PDF of several that this program made, in their order.

    `progress` is told before each further one.

    Raises:
        ValueError: there is no paper, which is a bug.
    """
    if not papers:
        raise ValueError("nothing to join")
    if len(papers) == 1:
        return papers[0]
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 -- start-up time

    writer = PdfWriter(clone_from=io.BytesIO(papers[0]))
    root: Any = writer.root_object["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    parts, marks = [root.raw_get("/K")], [(_title(writer), 0)]
    for number, data in enumerate(papers[1:], start=1):
        if progress is not None:
            progress(number, len(papers), "Putting papers together")
        reader = PdfReader(io.BytesIO(data))
        marks.append((_title(reader), len(writer.pages)))
        parts.append(_append(writer, numbers, reader))
    _hang(writer, root, parts)
    _name(writer, title)
    for words, page in marks:
        writer.add_outline_item(title=words, page_number=page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _append(writer: "PdfWriter", numbers: Any, reader: "PdfReader") -> Any:
    """Append the pages of a paper with the numbers that its pages go by; gives the top of its tree."""
    from pypdf.generic import NameObject, NumberObject  # noqa: PLC0415 -- start-up time

    start = max(int(each) for each in numbers[::2]) + 1
    for page in reader.pages:
        added: Any = writer.add_page(page)
        before: Any = page["/StructParents"]
        added[NameObject("/StructParents")] = NumberObject(int(before) + start)
    catalog: Any = reader.trailer["/Root"]
    tree = catalog["/StructTreeRoot"].clone(writer)
    own = tree["/ParentTree"]["/Nums"]
    for place in range(0, len(own), 2):
        numbers.append(NumberObject(int(own[place]) + start))
        numbers.append(own[place + 1])
    return tree.raw_get("/K")


def _hang(writer: "PdfWriter", root: Any, tops: Sequence[Any]) -> None:
    """Make the trees of all papers the parts of one document."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject  # noqa: PLC0415 -- start-up time

    whole = DictionaryObject()
    known = writer._add_object(whole)  # noqa: SLF001 -- pypdf has no other way to add an object
    for top in tops:
        element = top.get_object()
        element[NameObject("/S")] = NameObject("/Part")
        element[NameObject("/P")] = known
    whole.update(
        {
            NameObject("/Type"): NameObject("/StructElem"),
            NameObject("/S"): NameObject("/Document"),
            NameObject("/P"): root.indirect_reference,
            NameObject("/K"): ArrayObject(tops),
        }
    )
    root[NameObject("/K")] = known
    numbers = root["/ParentTree"]["/Nums"]
    root[NameObject("/ParentTreeNextKey")] = NumberObject(max(int(each) for each in numbers[::2]) + 1)


def _title(file: "PdfReader | PdfWriter") -> str:
    return (file.metadata.title if file.metadata is not None else None) or ""


def _name(writer: "PdfWriter", title: str) -> None:
    """Give the file one title, in its information and its metadata, and no bookmarks of the first paper alone."""
    from pypdf.generic import DecodedStreamObject, NameObject  # noqa: PLC0415 -- start-up time

    before = _title(writer)
    writer.add_metadata({"/Title": title})
    catalog: Any = writer.root_object
    packet = catalog["/Metadata"].get_object().get_data().decode()
    stream = DecodedStreamObject()
    stream.set_data(packet.replace(escape(before), escape(title), 1).encode())
    stream[NameObject("/Type")] = NameObject("/Metadata")
    stream[NameObject("/Subtype")] = NameObject("/XML")
    catalog[NameObject("/Metadata")] = writer._add_object(stream)  # noqa: SLF001 -- pypdf has no other way to add one
    for entry in ("/Outlines", "/PageMode"):
        catalog.pop(entry, None)
