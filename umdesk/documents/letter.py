"""A letter to an applicant: head of the department, address, subject, paragraphs, a line to sign in ink."""

from collections.abc import Iterator
from dataclasses import replace

from umdesk.documents.blocks import Block, Lines, Style, Together
from umdesk.documents.builder import SMALL, STRONG, Box, Builder
from umdesk.documents.fonts import BOLD
from umdesk.documents.notice import notice_parts
from umdesk.documents.pages import Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates
from umdesk.domain.letters import LetterSnapshot
from umdesk.domain.snapshots import snapshot_digest

_TEXT = Style(10.5, 14.6)
_SUBJECT = Style(13.0, 17.0, BOLD)
_SPACE = 8.0
_LINE = 210.0
_INK = 34.0
NOTICE = "Notice on the information that we ask for (Civil Code section 1798.17)"


def render(letter: LetterSnapshot) -> Pdf:
    """The letter as a tagged PDF; its title has no name, since a print queue would show it."""
    digest = snapshot_digest(letter)
    paper = Builder(f"Letter “{letter.kind}”, application {letter.number}", letter.department)
    for block in _blocks(paper, letter):
        paper.add(block)
    return paper.finish(Furniture(letter.code, digest[:10]), digest)


def _blocks(paper: Builder, letter: LetterSnapshot) -> Iterator[Block]:
    head = paper.pair([(letter.department, STRONG), (letter.office, _TEXT)], [(dates.show(letter.made_on), _TEXT)])
    yield head
    for number, line in enumerate(letter.addressee):
        yield paper.paragraph(line, _TEXT, before=30.0 if number == 0 else 0.0, keeps_next=True)
    yield paper.heading(1, letter.subject, before=24.0, style=_SUBJECT)
    for block in letter.blocks:
        if isinstance(block, str):
            yield from _paragraph(paper, block)
        else:
            yield paper.items(block, _TEXT, before=_SPACE)
    yield Together(tuple(_signature(paper, letter)), company=True)
    if letter.notice is not None:
        yield paper.heading(2, NOTICE, before=20.0)
        yield paper.terms(notice_parts(letter.notice), SMALL)


def _paragraph(paper: Builder, text: str) -> Iterator[Lines]:
    """A paragraph whose lines end where they were typed to end."""
    for number, line in enumerate(text.splitlines()):
        yield paper.paragraph(line, _TEXT, before=0.0 if number else _SPACE)


def _signature(paper: Builder, letter: LetterSnapshot) -> Iterator[Block]:
    """A line to sign on, above the name of who signs; the name alone is no signature."""
    yield paper.paragraph("Sincerely,", _TEXT, before=18.0, keeps_next=True)
    line = paper.boxes([[Box("Signature", (), _LINE, room=_INK)]], before=6.0)[0]
    yield replace(line, frame=False, keeps_next=True)
    yield paper.paragraph(letter.coordinator, _TEXT, before=3.0, keeps_next=bool(letter.title or letter.contact))
    said = [line for line in (letter.title, *letter.contact.splitlines()) if line.strip()]
    for number, line_of_text in enumerate(said, start=1):
        yield paper.paragraph(line_of_text, _TEXT, before=0.0, keeps_next=number < len(said))
