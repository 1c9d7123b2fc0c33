"""The history anchor as a page: read by the services, drawn by the documents, written where it is wanted."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from umdesk.domain import anchors
from umdesk.domain.snapshots import AnchorSnapshot, snapshot_digest
from umdesk.jobs.output import SAVED, write_file
from umdesk.services import anchors as history
from umdesk.services import reports
from umdesk.services.programs import Program
from umdesk.services.reports import Paper


@dataclass(frozen=True, slots=True)
class AnchorPage:
    """An anchor as a PDF; `unprintable` lists characters that no font has."""

    snapshot: AnchorSnapshot
    data: bytes
    pages: int
    unprintable: tuple[str, ...]

    @property
    def text(self) -> str:
        """What one types to check the history with it."""
        return anchors.short_form(self.snapshot.event, self.snapshot.hash)

    @property
    def title(self) -> str:
        """What people call it: "History anchor, event 123"."""
        return f"History anchor, event {self.snapshot.event}"

    @property
    def paper(self) -> Paper:
        """What the program keeps when a copy leaves it."""
        return Paper(self.title, self.data, self.pages, snapshot_digest(self.snapshot))

    @property
    def file_name(self) -> str:
        """What *Save as PDF* proposes: "History anchor 123 2026-05-20.pdf"."""
        return f"History anchor {self.snapshot.event} {self.snapshot.made_on.isoformat()}.pdf"


def make_anchor(program: Program) -> AnchorPage:
    """Draw the anchor of the history as it is; nothing is written.

    Raises:
        NotAllowed: the account may not see the history.
    """
    from umdesk.documents import anchor as document  # noqa: PLC0415 -- start-up time

    snapshot = history.snapshot(program)
    pdf = document.render(snapshot)
    return AnchorPage(snapshot, pdf.data, pdf.pages, pdf.unprintable)


def save_anchor(program: Program, output: Path) -> AnchorPage:
    """Make the anchor, write it to a file, whole or not at all, and keep what left the program.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
        NotAllowed: as `make_anchor`.
    """
    page = make_anchor(program)
    reports.record_copy(program, page.paper, SAVED, partial(write_file, page.data, output))
    return page
