"""The draw of a cycle as a page: its fingerprint before it is held, the whole draw after it."""

from umdesk.domain.draws import DrawSnapshot
from umdesk.jobs.drawn import DrawnPdf
from umdesk.jobs.output import file_name
from umdesk.services import draws
from umdesk.services.programs import Program


def make_draw(program: Program, cycle_id: str) -> DrawnPdf[DrawSnapshot]:
    """Draw the page; nothing is written.

    Raises:
        NotNow: the cycle has no draw to print, or is sealed for the account.
    """
    from umdesk.documents import draw  # noqa: PLC0415 -- start-up time

    snapshot = draws.snapshot(program, cycle_id)
    pdf = draw.render(snapshot)
    kind = "Draw" if snapshot.seed else "Fingerprint of the draw"
    named = tuple(line.number for group in snapshot.groups for line in group.lines)
    title, name = f"{kind}, {snapshot.cycle}", file_name(f"{kind} {snapshot.cycle}")
    return DrawnPdf(snapshot, pdf.data, pdf.pages, pdf.unprintable, title, name, named)
