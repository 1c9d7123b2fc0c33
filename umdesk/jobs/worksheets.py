"""Worksheets of plans: drawn and written, and those that came back read, compared and taken into their plans."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from umdesk.domain.errors import UserError
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.worksheet import Difference, Returned
from umdesk.jobs.output import SAVED, copies
from umdesk.services.plans import worksheets
from umdesk.services.plans.printing import Made
from umdesk.services.plans.worksheets import Compared, ToFill
from umdesk.services.programs import Program


@dataclass(frozen=True, slots=True)
class SheetPdf:
    """A worksheet as a fillable PDF; `unprintable` lists characters that no font has.

    `seen` is the same for viewers and printers that draw no fields: what stands in them is drawn on the pages.
    """

    sheet: ToFill
    data: bytes
    pages: int
    unprintable: tuple[str, ...]
    seen: bytes

    @property
    def title(self) -> str:
        """What people call it: "Worksheet 2026-0007 S1"."""
        return self.sheet.title

    @property
    def file_name(self) -> str:
        """What *Save as PDF* proposes: "Worksheet 2026-0007 S1.pdf"."""
        return f"{self.sheet.title}.pdf"


@dataclass(frozen=True, slots=True)
class Back:
    """One file that came back, as it was read and compared; `refusal` says why nothing of it can be taken in."""

    path: Path
    data: bytes
    returned: Returned
    compared: Compared | None = None
    refusal: str = ""
    remarks: tuple[str, ...] = field(default=())

    @property
    def suggested(self) -> dict[str, str]:
        """The entries that can be taken without a question, by name."""
        found: tuple[Difference, ...] = self.compared.differences if self.compared else ()
        return {one.name: one.sheet for one in found if one.suggested}


def make(program: Program, participation_id: str) -> SheetPdf:
    """Draw the worksheet of a participant's plan as it is; nothing is written.

    Raises:
        NotNow: the newest revision is printed.
        NotAllowed: the account may not see it.
    """
    from umdesk.documents import worksheet  # noqa: PLC0415 -- start-up time
    from umdesk.exchange import pdf_drawn  # noqa: PLC0415 -- start-up time

    sheet = worksheets.to_fill(program, participation_id)
    pdf = worksheet.render(sheet.snapshot)
    return SheetPdf(sheet, pdf.data, pdf.pages, pdf.unprintable, pdf_drawn.drawn(pdf.data))


def save(program: Program, made: SheetPdf, output: Path) -> None:
    """Write a worksheet to a file, whole or not at all, and keep what left the program.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
        NotNow: another worksheet got its number meanwhile.
    """
    kept = Made(made.data, made.pages, snapshot_digest(made.sheet.snapshot))
    with copies() as out:
        worksheets.keep(program, made.sheet, kept, SAVED, partial(out.write, made.data, output))


def is_worksheet(path: Path) -> bool:
    """Whether a file is a worksheet that this program or another umdesk made."""
    from umdesk.exchange import pdf_forms, worksheet_pdf  # noqa: PLC0415 -- needed only when a file comes in

    try:
        return pdf_forms.looks_like_a_form(path) and worksheet_pdf.is_worksheet(pdf_forms.content(path))
    except UserError:
        return False


def read_back(program: Program, path: Path) -> Back:
    """Read a file that came back and compare it with its plan; one that cannot be used says why."""
    from umdesk.exchange import pdf_forms, worksheet_pdf  # noqa: PLC0415 -- needed only when a file comes in

    try:
        data = pdf_forms.content(path)
    except UserError as error:
        return Back(path, b"", Returned(path.name), refusal=str(error))
    found = worksheet_pdf.read(data, path.name)
    if found.refusal or found.mark is None:
        return Back(path, data, found, refusal=found.refusal)
    try:
        was = worksheet_pdf.read(worksheets.original(program, found.mark), path.name).values
        digest = hashlib.sha256(data).hexdigest()
        compared = worksheets.compare(program, found.mark, was, found.values, digest)
    except UserError as error:
        return Back(path, data, found, refusal=str(error))
    remarks = [*compared.remarks, *found.remarks]
    if found.never:
        remarks.append(f"Never collected, so left out: {', '.join(found.never)}. The file itself is not kept.")
    return Back(path, data, found, compared, compared.refusal, tuple(remarks))


def take(program: Program, back: Back, chosen: Mapping[str, str]) -> str:
    """Take entries of a worksheet into its plan and keep the file; gives the participation. One step, to be undone.

    Raises:
        InvalidInput: an entry cannot be taken; `field` is its name and nothing was changed.
        NotNow: the plan was printed meanwhile.
    """
    if back.returned.mark is None:
        raise KeyError(back.path)
    data = b"" if back.returned.never else back.data
    return worksheets.take(program, back.returned.mark, chosen, back.path.name, data)


def pages(back: Back) -> bytes:
    """The PDF for viewers that draw no fields: what stands in its fields is drawn on its pages; b"" for none."""
    from umdesk.exchange import pdf_drawn  # noqa: PLC0415 -- needed only when somebody looks at the pages

    return pdf_drawn.drawn(back.data) if back.data else b""
