"""The certificate of completion or of advancement: calm, with the department's name and lines to sign."""

from collections.abc import Iterator
from dataclasses import replace

from umdesk.documents.blocks import Block, Style, Together
from umdesk.documents.builder import BODY, Box, Builder
from umdesk.documents.fonts import BOLD
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates
from umdesk.domain.plan_papers import CertificateSnapshot
from umdesk.domain.snapshots import snapshot_digest

_DEPARTMENT = Style(14.0, 19.0, BOLD, align="center")
_OFFICE = Style(11.0, 15.0, align="center")
_TITLE = Style(28.0, 36.0, BOLD, align="center")
_LEAD = Style(12.0, 17.0, grey=0.25, align="center")
_NAME = Style(24.0, 32.0, BOLD, align="center")
_DONE = Style(13.0, 20.0, align="center")
_GAP = 24.0
_INK = 44.0


def render(certificate: CertificateSnapshot) -> Pdf:
    """The certificate as a tagged PDF."""
    digest = snapshot_digest(certificate)
    paper = Builder(f"{certificate.title}, {certificate.number}", certificate.department)
    for block in _blocks(paper, certificate):
        paper.add(block)
    return paper.finish(Furniture(certificate.number, digest[:10], code=True), digest)


def _blocks(paper: Builder, certificate: CertificateSnapshot) -> Iterator[Block]:
    yield replace(paper.paragraph("", BODY), before=34.0)
    yield paper.paragraph(certificate.department, _DEPARTMENT)
    yield paper.paragraph(certificate.office, _OFFICE, before=2.0)
    yield paper.heading(1, certificate.title, before=64.0, style=_TITLE)
    yield paper.paragraph("Upward Mobility Program", _LEAD, before=6.0)
    yield paper.paragraph("This is to certify that", _LEAD, before=52.0)
    yield paper.paragraph(certificate.participant, _NAME, before=10.0)
    yield paper.paragraph(certificate.done, _DONE, before=14.0)
    yield paper.paragraph(dates.show(certificate.on), _DONE, before=14.0)
    yield Together(tuple(_lines(paper, certificate)), company=True)


def _lines(paper: Builder, certificate: CertificateSnapshot) -> Iterator[Block]:
    width = (WIDTH - _GAP) / 2
    for at, (role, name) in enumerate(certificate.signers):
        line = [Box("Signature", (), width, room=_INK), Box("", (), _GAP), Box("Date", (), width)]
        yield replace(paper.boxes([line], before=64.0 if at == 0 else 24.0)[0], frame=False, keeps_next=True)
        yield paper.paragraph(f"{name}, {role}" if name else role, BODY, before=3.0)
