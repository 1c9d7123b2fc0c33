"""The history anchor as a page: read by the services, drawn by the documents, written where it is wanted."""

from pathlib import Path

from umdesk.domain import anchors
from umdesk.domain.snapshots import AnchorSnapshot
from umdesk.jobs.drawn import DrawnPdf
from umdesk.jobs.output import file_name
from umdesk.services import anchors as history
from umdesk.services.programs import Program


class AnchorPage(DrawnPdf[AnchorSnapshot]):
    """An anchor as a PDF."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """What one types to check the history with it."""
        return anchors.short_form(self.snapshot.event, self.snapshot.hash)


def make_anchor(program: Program) -> AnchorPage:
    """Draw the anchor of the history as it is; nothing is written.

    Raises:
        NotAllowed: the account may not see the history.
    """
    from umdesk.documents import anchor as document  # noqa: PLC0415 -- start-up time

    snapshot = history.snapshot(program)
    pdf = document.render(snapshot)
    title = f"History anchor, event {snapshot.event}"
    name = file_name(f"History anchor {snapshot.event} {snapshot.made_on.isoformat()}")
    return AnchorPage(snapshot, pdf.data, pdf.pages, pdf.unprintable, title, name)


def save_anchor(program: Program, output: Path) -> AnchorPage:
    """Make the anchor, write it to a file, and keep what left the program.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
        NotAllowed: as `make_anchor`.
    """
    page = make_anchor(program)
    page.save(program, output)
    return page
