"""Printing T&D agreements: a preview, printing for signature (which freezes), and the same bytes again."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from umdesk.documents.pdf import Pdf
from umdesk.jobs.output import SAVED, copies
from umdesk.services.plans import td_papers
from umdesk.services.plans.printing import Made
from umdesk.services.plans.td_papers import ToPrint
from umdesk.services.programs import Program


@dataclass(frozen=True, slots=True)
class AgreementPdf:
    """The PDF of one agreement; `draft` says that it carries DRAFT and no codes.

    `unprintable` lists characters that no font has, each once; `path` is where it was written, None when nowhere.
    """

    data: bytes
    pages: int
    number: str
    draft: bool
    unprintable: tuple[str, ...] = ()
    path: Path | None = None

    @property
    def title(self) -> str:
        """What people call it: "T&D agreement 2026-0007 T1 (draft)"."""
        return f"T&D agreement {self.number}{' (draft)' if self.draft else ''}"

    @property
    def file_name(self) -> str:
        """The name that saving proposes."""
        return f"{self.number} T&D agreement{' draft' if self.draft else ''}.pdf"


def preview(program: Program, assignment_id: str) -> AgreementPdf:
    """The agreement as it is: the kept PDF of a printed one that holds, DRAFT for any other; changes nothing."""
    return _now(td_papers.to_print(program, assignment_id))


def print_to_sign(program: Program, assignment_id: str, path: Path | None = None) -> AgreementPdf:
    """Make the PDF, write it to `path` (if given) and freeze the agreement: all of it or nothing. Cannot be undone.

    Raises:
        NotNow: something needed is missing, it is printed already, or it was changed meanwhile.
        CannotWrite: the file could not be written; nothing was frozen.
    """
    ready = td_papers.to_print(program, assignment_id)
    td_papers.check_printable(ready)
    pdf = _render(ready, draft=False)
    with copies() as out:
        deliver = None if path is None else partial(out.write, pdf.data, path)
        number = td_papers.freeze(program, assignment_id, Made(pdf.data, pdf.pages, pdf.digest), deliver)
    return AgreementPdf(pdf.data, pdf.pages, number, draft=False, unprintable=pdf.unprintable, path=path)


def save(program: Program, assignment_id: str, path: Path) -> AgreementPdf:
    """Write the agreement as it is to a file; that a copy left the program is recorded.

    Raises:
        CannotWrite: the file could not be written; nothing was recorded.
    """
    pdf = preview(program, assignment_id)
    with copies() as out:
        td_papers.record_copy(program, assignment_id, SAVED, partial(out.write, pdf.data, path))
    return replace(pdf, path=path)


def _now(found: ToPrint) -> AgreementPdf:
    if found.document is not None:
        return AgreementPdf(found.document, found.pages, found.number, draft=False)
    pdf = _render(found, draft=True)
    return AgreementPdf(pdf.data, pdf.pages, found.number, draft=True, unprintable=pdf.unprintable)


def _render(found: ToPrint, *, draft: bool) -> Pdf:
    from umdesk.documents import td_agreement  # noqa: PLC0415 -- ReportLab is imported on the first print

    return td_agreement.render(found.snapshot, draft=draft)
