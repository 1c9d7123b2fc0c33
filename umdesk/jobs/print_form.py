"""The application form of a cycle: read by the services, drawn by the documents, written where it is wanted."""

from pathlib import Path
from typing import TypeAlias

from umdesk.domain.snapshots import FormSnapshot
from umdesk.jobs.drawn import DrawnPdf
from umdesk.jobs.output import file_name
from umdesk.services import application_forms
from umdesk.services.programs import Program

FormPdf: TypeAlias = DrawnPdf[FormSnapshot]
"""An empty application form as a fillable PDF."""


def make_form(program: Program, cycle_id: str) -> FormPdf:
    """Draw the form of a cycle as it is; nothing is written.

    Raises:
        NotAllowed: the account may not see it.
    """
    from umdesk.documents import application_form  # noqa: PLC0415 -- start-up time

    snapshot = application_forms.snapshot(program, cycle_id)
    pdf = application_form.render(snapshot)
    title, name = f"Application form, {snapshot.cycle}", file_name(f"Application form {snapshot.cycle}")
    return DrawnPdf(snapshot, pdf.data, pdf.pages, pdf.unprintable, title, name)


def save_form(program: Program, cycle_id: str, output: Path) -> FormPdf:
    """Make the form, write it to a file, and keep what left the program.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
        NotAllowed: as `make_form`.
    """
    form = make_form(program, cycle_id)
    form.save(program, output)
    return form
