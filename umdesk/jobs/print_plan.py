"""Printing career plans: a preview, printing for signature (which freezes), and printing again with the same bytes."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from umdesk.documents.pdf import Pdf
from umdesk.domain.errors import CannotWrite, NotNow
from umdesk.domain.words import RevisionState
from umdesk.jobs.output import SAVED, copies
from umdesk.services import settings
from umdesk.services.permissions import Grant, grant
from umdesk.services.plans import printing
from umdesk.services.plans.printing import Made, ToPrint
from umdesk.services.programs import Program


@dataclass(frozen=True, slots=True)
class PlanPdf:
    """The PDF of one revision; `draft` says that it carries DRAFT and no codes.

    `unprintable` lists characters that no font has, each once; `path` is where it was written, None when nowhere.
    """

    data: bytes
    pages: int
    plan_number: str
    revision_number: int
    state: RevisionState
    draft: bool
    unprintable: tuple[str, ...] = ()
    path: Path | None = None

    @property
    def title(self) -> str:
        """What people call it: "Plan 2026-0007, revision 1 (draft)"."""
        return f"Plan {self.plan_number}, revision {self.revision_number} ({self.state})"

    @property
    def file_name(self) -> str:
        """The name that saving proposes."""
        return f"{self.plan_number} revision {self.revision_number}{' draft' if self.draft else ''}.pdf"


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """A plan that `print_all` could not print, and why."""

    plan_number: str
    revision_number: int
    reason: str


@dataclass(frozen=True, slots=True)
class AllPlans:
    """What `print_all` wrote, and what it could not."""

    printed: tuple[PlanPdf, ...]
    not_printed: tuple[NotPrinted, ...]


def preview(program: Program, revision_id: str) -> PlanPdf:
    """The page as it is now: the kept PDF of a printed revision, DRAFT for any other; changes nothing."""
    return shown(printing.to_print(program, revision_id))


def drawn_to_sign(ready: ToPrint) -> tuple[PlanPdf, str]:
    """The PDF of a revision that was looked up as it is once it is frozen, and the digest of what it shows.

    Raises:
        NotNow: something needed is missing, it is printed already, or its participation is over.
    """
    printing.check_printable(ready)
    pdf = _render(ready, draft=False)
    printed = PlanPdf(
        pdf.data, pdf.pages, ready.plan_number, ready.revision_number, RevisionState.PRINTED,
        draft=False, unprintable=pdf.unprintable,
    )  # fmt: skip
    return printed, pdf.digest


def print_to_sign(program: Program, revision_id: str, path: Path | None = None) -> PlanPdf:
    """Make the PDF, write it to `path` (if given) and freeze the revision: all of it or nothing. Cannot be undone.

    Raises:
        NotNow: something needed is missing, it is printed already or was changed meanwhile, or its participation is
            over.
        CannotWrite: the file could not be written; nothing was frozen.
    """
    return _print_ready(program, printing.to_print(program, revision_id), path)


def print_revision(program: Program, revision_id: str, path: Path) -> PlanPdf:
    """Write one revision as it stands: a ready one is frozen, a printed one has the same bytes, a draft says DRAFT.

    So does a ready one for who may print it and not freeze it, and one of a participation that is over.
    """
    found = printing.to_print(program, revision_id)
    if found.state is RevisionState.READY and found.over is None and _may_freeze(program):
        return _print_ready(program, found, path)
    pdf = shown(found)
    with copies() as out:
        printing.record_copy(program, revision_id, SAVED, partial(out.write, pdf.data, path))
    return replace(pdf, path=path)


def print_person(program: Program, employee_number: str, path: Path) -> PlanPdf:
    """Write the newest revision of an employee's plan to one file."""
    return print_revision(program, printing.of_person(program, employee_number), path)


def print_all(program: Program, folder: Path) -> AllPlans:
    """Write every ready, printed, signed or filed plan to `folder`/PLAN-NUMBER.pdf; the folder is made if need be."""
    wanted = printing.printable(program)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"The folder “{folder}” could not be made: {error.strerror or type(error).__name__}. Nothing was printed.",
            "Choose another folder.",
        ) from error
    printed: list[PlanPdf] = []
    refused: list[NotPrinted] = []
    for revision_id in wanted:
        found = printing.to_print(program, revision_id)
        try:
            printed.append(print_revision(program, revision_id, folder / f"{found.plan_number}.pdf"))
        except NotNow as error:
            refused.append(NotPrinted(found.plan_number, found.revision_number, str(error)))
    return AllPlans(tuple(printed), tuple(refused))


def _print_ready(program: Program, ready: ToPrint, path: Path | None) -> PlanPdf:
    pdf, digest = drawn_to_sign(ready)
    made = Made(pdf.data, pdf.pages, digest)
    with copies() as out:
        deliver = None if path is None else partial(out.write, pdf.data, path)
        printing.freeze(program, ready.revision_id, made, deliver, ready)
    return replace(pdf, path=path)


def shown(found: ToPrint) -> PlanPdf:
    """The page of a revision that was looked up, as `preview` gives it."""
    if found.document is not None:
        return PlanPdf(found.document, found.pages, found.plan_number, found.revision_number, found.state, draft=False)
    pdf = _render(found, draft=True)
    return PlanPdf(
        pdf.data, pdf.pages, found.plan_number, found.revision_number, found.state,
        draft=True, unprintable=pdf.unprintable,
    )  # fmt: skip


def _render(found: ToPrint, *, draft: bool) -> Pdf:
    from umdesk.documents import cdp  # noqa: PLC0415 -- ReportLab is imported on the first print

    return cdp.render(found.snapshot, draft=draft)


def _may_freeze(program: Program) -> bool:
    """Whether the account prints to sign: a supervisor does where the department lets them."""
    may = grant(program, "plans.printing.freeze")
    return may is Grant.YES or (may is Grant.OWN and bool(settings.get(program, "plans.supervisor_prints")))
