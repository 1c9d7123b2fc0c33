"""The application form of a cycle: read by the services, drawn by the documents, written where it is wanted."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from umdesk.domain.snapshots import FormSnapshot, snapshot_digest
from umdesk.jobs.output import SAVED, write_file
from umdesk.services import application_forms, reports
from umdesk.services.programs import Program
from umdesk.services.reports import Paper


@dataclass(frozen=True, slots=True)
class FormPdf:
    """An empty application form as a fillable PDF; `unprintable` lists characters that no font has."""

    snapshot: FormSnapshot
    data: bytes
    pages: int
    unprintable: tuple[str, ...]

    @property
    def title(self) -> str:
        """What people call it: "Application form, Spring 2026"."""
        return f"Application form, {self.snapshot.cycle}"

    @property
    def paper(self) -> Paper:
        """What the program keeps when a copy leaves it."""
        return Paper(self.title, self.data, self.pages, snapshot_digest(self.snapshot))

    @property
    def file_name(self) -> str:
        """What *Save as PDF* proposes: "Application form Spring 2026.pdf"."""
        return f"Application form {self.snapshot.cycle}.pdf"


def make_form(program: Program, cycle_id: str) -> FormPdf:
    """Draw the form of a cycle as it is; nothing is written.

    Raises:
        NotAllowed: the account may not see it.
    """
    from umdesk.documents import application_form  # noqa: PLC0415 -- start-up time

    snapshot = application_forms.snapshot(program, cycle_id)
    pdf = application_form.render(snapshot)
    return FormPdf(snapshot, pdf.data, pdf.pages, pdf.unprintable)


def save_form(program: Program, cycle_id: str, output: Path) -> FormPdf:
    """Make the form, write it to a file, whole or not at all, and keep what left the program.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
        NotAllowed: as `make_form`.
    """
    form = make_form(program, cycle_id)
    reports.record_copy(program, form.paper, SAVED, partial(write_file, form.data, output))
    return form
