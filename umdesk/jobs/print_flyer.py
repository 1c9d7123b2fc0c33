"""The flyer of an application window: read by the services, drawn by the documents, saved, printed, put on file."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from umdesk.domain.flyer import FlyerSnapshot
from umdesk.domain.snapshots import snapshot_digest
from umdesk.jobs.output import SAVED, file_name, write_file
from umdesk.services import reports
from umdesk.services.programs import Program
from umdesk.services.reports import Paper
from umdesk.services.year import flyers


@dataclass(frozen=True, slots=True)
class FlyerPdf:
    """A flyer as a PDF; `unprintable` lists characters that no font has."""

    snapshot: FlyerSnapshot
    data: bytes
    pages: int
    unprintable: tuple[str, ...]

    @property
    def title(self) -> str:
        """What people call it: "Flyer, Spring 2026"."""
        return f"Flyer, {self.snapshot.cycle}"

    @property
    def paper(self) -> Paper:
        """What the program keeps when a copy leaves it."""
        return Paper(self.title, self.data, self.pages, snapshot_digest(self.snapshot))

    @property
    def file_name(self) -> str:
        """What *Save as PDF* proposes: "Flyer Spring 2026.pdf"."""
        return file_name(f"Flyer {self.snapshot.cycle}")


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
    return FlyerPdf(snapshot, pdf.data, pdf.pages, pdf.unprintable)


def save_flyer(program: Program, cycle_id: str, output: Path) -> FlyerPdf:
    """Make the flyer, write it to a file, whole or not at all, and keep what left the program.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
        InvalidInput, Gone, NotAllowed: as `make_flyer`.
    """
    made = make_flyer(program, cycle_id)
    reports.record_copy(program, made.paper, SAVED, partial(write_file, made.data, output))
    return made


def put_on_file(program: Program, cycle_id: str, made: FlyerPdf) -> str:
    """Put a flyer on file as outreach of today with its PDF as material; gives the record."""
    return flyers.put_on_file(program, cycle_id, made.title, made.file_name, made.data)
