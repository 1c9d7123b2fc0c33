"""The flyer of an application window: read by the services, drawn by the documents, saved, printed, put on file."""

from pathlib import Path
from typing import TypeAlias

from umdesk.domain.flyer import FlyerSnapshot
from umdesk.jobs.drawn import DrawnPdf
from umdesk.jobs.output import file_name
from umdesk.services.programs import Program
from umdesk.services.year import flyers

FlyerPdf: TypeAlias = DrawnPdf[FlyerSnapshot]
"""A flyer as a PDF."""


def make_flyer(program: Program, cycle_id: str) -> FlyerPdf:
    """Draw the flyer of a cycle as it is; nothing is written.

    Raises:
        InvalidInput: its application window has no dates yet, or its QR code would be too long.
        Gone: the department's logo was lost when the program was damaged.
        NotAllowed: the account may not see it.
    """
    from umdesk.documents import flyer  # noqa: PLC0415 -- start-up time

    snapshot = flyers.snapshot(program, cycle_id)
    pdf = flyer.render(snapshot, flyers.logo_of(program, snapshot))
    title, name = f"Flyer, {snapshot.cycle}", file_name(f"Flyer {snapshot.cycle}")
    return DrawnPdf(snapshot, pdf.data, pdf.pages, pdf.unprintable, title, name)


def save_flyer(program: Program, cycle_id: str, output: Path) -> FlyerPdf:
    """Make the flyer, write it to a file, and keep what left the program.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
        InvalidInput, Gone, NotAllowed: as `make_flyer`.
    """
    made = make_flyer(program, cycle_id)
    made.save(program, output)
    return made


def put_on_file(program: Program, cycle_id: str, made: FlyerPdf) -> str:
    """Put a flyer on file as outreach of today with its PDF as material; gives the record."""
    return flyers.put_on_file(program, cycle_id, made.title, made.file_name, made.data)
