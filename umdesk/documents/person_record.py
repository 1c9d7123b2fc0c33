"""One person's record: everything on file, section by section, for whom and why (Civ. Code 1798.32 to .36)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from umdesk.documents.blocks import Block
from umdesk.documents.builder import BODY, CELL, STRONG, Box, Builder, Column
from umdesk.documents.fonts import BOLD
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates
from umdesk.domain.person_snapshot import Block as Told
from umdesk.domain.person_snapshot import Entry, Facts, Listing, PersonSnapshot, RecordSection, Sentences
from umdesk.domain.snapshots import snapshot_digest

_NAME = replace(CELL, weight=BOLD)
NONE = "None on file."
_NOTHING = "Nothing on file for"
_HALF = WIDTH / 2
_LAW = "Upward Mobility Program; Information Practices Act, Civil Code sections 1798.32 to 1798.36"


def render(record: PersonSnapshot) -> Pdf:
    """The record as a tagged PDF."""
    digest = snapshot_digest(record)
    paper = Builder(f"Record of {record.name}", record.department)
    for block in _blocks(paper, record):
        paper.add(block)
    return paper.finish(Furniture(f"Record of {record.number}", digest[:10]), digest)


def _blocks(paper: Builder, record: PersonSnapshot) -> Iterator[Block]:
    yield from paper.head(
        (record.department, record.office),
        [(f"Made on {dates.show(record.made_on)}", BODY), (f"by {record.made_by}", BODY)],
        f"Record of {record.name}",
        _LAW,
    )
    yield from paper.boxes(
        [[Box("Given to", (record.recipient,), _HALF), Box("Purpose", (record.purpose,), _HALF)]], before=10.0
    )
    yield paper.paragraph(
        "This is everything that the program holds on this person, with the account of disclosures and the history of "
        "amendments. Whoever it is about may ask the department to correct it (section 1798.35) and file a statement "
        "of disagreement (section 1798.36).",
        before=8.0,
    )
    if record.disagrees:
        yield paper.paragraph("A statement of disagreement is on file; it stands in this record.", STRONG, before=6.0)
    for section in record.sections:
        yield from _section(paper, section)


def _section(paper: Builder, section: RecordSection) -> Iterator[Block]:
    yield paper.heading(2, section.title, before=16.0)
    if not section.entries:
        yield paper.paragraph(NONE, before=3.0)
    for entry in section.entries:
        yield from _entry(paper, entry)


def _entry(paper: Builder, entry: Entry) -> Iterator[Block]:
    if entry.heading:
        yield paper.heading(3, entry.heading, before=10.0)
    for block in entry.blocks:
        if entry.heading and not isinstance(block, Sentences) and block.name:
            yield paper.paragraph(block.name, _NAME, before=10.0, keeps_next=True)
        yield from _block(paper, block)


def _block(paper: Builder, block: Told) -> Iterator[Block]:
    if isinstance(block, Facts):
        yield paper.terms(_terms(block), CELL, before=6.0)
    elif isinstance(block, Listing):
        yield paper.table(_columns(block.columns), block.rows, before=4.0)
    else:
        for line in block.lines:
            yield paper.paragraph(line, before=6.0)


def _terms(facts: Facts) -> list[tuple[str, str]]:
    """What is on file, and in one line at the end what is not."""
    pairs = [(term, text) for term, text in facts.pairs if text.strip()]
    missing = [term for term, text in facts.pairs if not text.strip()]
    return [*pairs, (_NOTHING, ", ".join(missing))] if missing else pairs


def _columns(columns: Sequence[tuple[str, int]]) -> list[Column]:
    whole = sum(share for _, share in columns)
    return [Column(title, WIDTH * share / whole) for title, share in columns]
