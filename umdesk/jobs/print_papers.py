"""The papers beside a plan: drawn, looked at, and let out with what is kept of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from umdesk.documents.pdf import Pdf
from umdesk.domain.plan_papers import (
    CertificateSnapshot,
    CopySnapshot,
    PaperKind,
    PaperSnapshot,
    ReviewSnapshot,
)
from umdesk.jobs.output import SAVED, copies
from umdesk.services.plans import papers
from umdesk.services.plans.papers import PaperToPrint
from umdesk.services.plans.printing import Made
from umdesk.services.programs import Program


@dataclass(frozen=True, slots=True)
class PaperPdf:
    """A paper as a PDF; `unprintable` lists characters that no font has."""

    made: Made
    paper: PaperToPrint
    unprintable: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        """The file."""
        return self.made.data

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.made.pages

    @property
    def title(self) -> str:
        """What people call it: "Review form 2026-0007 V2"."""
        return self.paper.title

    @property
    def file_name(self) -> str:
        """The name that saving proposes; it holds nobody's name."""
        return f"{self.paper.number} {self.paper.kind}.pdf".replace(" copy participant copy", " participant copy")


def draw(program: Program, kind: PaperKind, participation_id: str) -> PaperPdf:
    """Draw a paper from what is on record; nothing is written.

    Raises:
        NotNow: there is nothing yet that it could say.
    """
    paper = papers.to_print(program, kind, participation_id)
    pdf = _render(paper.snapshot)
    return PaperPdf(Made(pdf.data, pdf.pages, pdf.digest), paper, pdf.unprintable)


def let_out(program: Program, pdf: PaperPdf, how: str, deliver: Callable[[], object]) -> None:
    """Let a paper leave the program: it is kept as it is, and the account of disclosures says so.

    Raises:
        NotNow: another paper got its number meanwhile.
        NotAllowed: only the coordinator gives out papers of this kind.
    """
    leave = papers.issue if pdf.paper.kind in papers.ISSUED else papers.keep
    leave(program, pdf.paper, pdf.made, how, deliver)


def save(program: Program, kind: PaperKind, participation_id: str, path: Path) -> PaperPdf:
    """Draw a paper and write it to a file, whole or not at all.

    Raises:
        NotNow: there is nothing yet that it could say.
        CannotWrite: the folder is not there or may not be written to.
    """
    pdf = draw(program, kind, participation_id)
    with copies() as out:
        let_out(program, pdf, SAVED, partial(out.write, pdf.data, path))
    return pdf


def _render(snapshot: PaperSnapshot) -> Pdf:
    from umdesk.documents import (  # noqa: PLC0415 -- ReportLab is imported on the first print
        certificate,
        participant_copy,
        review_form,
        withdrawal,
    )

    if isinstance(snapshot, CopySnapshot):
        return participant_copy.render(snapshot)
    if isinstance(snapshot, ReviewSnapshot):
        return review_form.render(snapshot)
    if isinstance(snapshot, CertificateSnapshot):
        return certificate.render(snapshot)
    return withdrawal.render(snapshot)
