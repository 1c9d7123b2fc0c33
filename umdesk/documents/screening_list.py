"""The screening list of a cycle: every application with its answer, the reasons, and the letter that went out."""

from collections import Counter
from collections.abc import Iterator

from umdesk.documents.blocks import Block
from umdesk.documents.builder import BODY, Builder, Column
from umdesk.documents.pages import Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates
from umdesk.domain.screening import ScreeningLine, ScreeningSnapshot
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.writing import counted

_COLUMNS = (
    Column("Number", 52.0),
    Column("Name", 76.0),
    Column("Class", 82.0),
    Column("Received", 46.0),
    Column("Answer", 58.0),
    Column("Reasons", 130.0),
    Column("Letter", 60.0),
)


def render(screening: ScreeningSnapshot) -> Pdf:
    """The list as a tagged PDF."""
    digest = snapshot_digest(screening)
    title = f"Screening list, {screening.cycle}"
    paper = Builder(title, screening.department)
    for block in _blocks(paper, screening):
        paper.add(block)
    return paper.finish(Furniture(title, digest[:10]), digest)


def _blocks(paper: Builder, screening: ScreeningSnapshot) -> Iterator[Block]:
    yield from paper.head(
        (screening.department, screening.office),
        [(f"Made on {dates.show(screening.made_on)}", BODY), (f"by {screening.made_by}", BODY)],
        f"Screening list, {screening.cycle}",
        f"Upward Mobility Program; {_window(screening)}",
    )
    if not screening.lines:
        yield paper.paragraph("No application is in this cycle.", before=10.0)
        return
    counts = Counter(line.answer for line in screening.lines)
    said = ", ".join(f"{answer} {count:,}" for answer, count in sorted(counts.items()))
    yield paper.paragraph(f"{counted(len(screening.lines), 'application')}: {said}.", before=10.0)
    yield paper.table(_COLUMNS, [_row(line) for line in screening.lines], before=8.0)


def _window(screening: ScreeningSnapshot) -> str:
    if screening.opens is None or screening.closes is None:
        return "the application window has no dates"
    return f"application window {dates.show(screening.opens)} to {dates.show(screening.closes)}"


def _row(line: ScreeningLine) -> tuple[str, ...]:
    received = dates.show(line.received) if line.received else "not known"
    return (
        line.number, line.name, line.class_text, received, line.answer, "\n".join(line.reasons), line.letter or "none",
    )  # fmt: skip
