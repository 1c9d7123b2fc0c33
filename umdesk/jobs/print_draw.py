"""The draw of a cycle as a page: its fingerprint before it is held, the whole draw after it."""

from dataclasses import dataclass

from umdesk.domain.draws import DrawSnapshot
from umdesk.domain.snapshots import snapshot_digest
from umdesk.services import draws
from umdesk.services.programs import Program
from umdesk.services.reports import Paper


@dataclass(frozen=True, slots=True)
class DrawPaper:
    """The draw as a PDF; `unprintable` lists characters that no font has."""

    snapshot: DrawSnapshot
    data: bytes
    pages: int
    unprintable: tuple[str, ...]

    @property
    def title(self) -> str:
        """What people call it: "Draw, Spring 2026"."""
        return f"{self._kind}, {self.snapshot.cycle}"

    @property
    def paper(self) -> Paper:
        """What the program keeps when a copy leaves it."""
        named = tuple(line.number for group in self.snapshot.groups for line in group.lines)
        return Paper(self.title, self.data, self.pages, snapshot_digest(self.snapshot), named)

    @property
    def file_name(self) -> str:
        """What *Save as PDF* proposes: "Draw Spring 2026.pdf"."""
        return f"{self._kind} {self.snapshot.cycle}.pdf"

    @property
    def _kind(self) -> str:
        return "Draw" if self.snapshot.seed else "Fingerprint of the draw"


def make_draw(program: Program, cycle_id: str) -> DrawPaper:
    """Draw the page; nothing is written.

    Raises:
        NotNow: the cycle has no draw to print, or is sealed for the account.
    """
    from umdesk.documents import draw  # noqa: PLC0415 -- start-up time

    snapshot = draws.snapshot(program, cycle_id)
    pdf = draw.render(snapshot)
    return DrawPaper(snapshot, pdf.data, pdf.pages, pdf.unprintable)
