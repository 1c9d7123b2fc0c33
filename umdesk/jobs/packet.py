"""The selection packet: read by the services, drawn as a PDF and written as a workbook, saved where it is wanted."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from umdesk.domain.packet import LetterPart, PacketSnapshot
from umdesk.domain.progress import Progress
from umdesk.domain.words import Seen
from umdesk.jobs.output import SAVED, copies, file_name
from umdesk.services import letters, packet, reports, sealing
from umdesk.services.packet import Workbook
from umdesk.services.programs import Program
from umdesk.services.reports import Paper


@dataclass(frozen=True, slots=True)
class MadePacket:
    """A packet as a PDF and as a workbook, not yet out of the program.

    `differences` says in sentences where the workbook's rank is another one than umdesk's; `missing` what was open;
    `unprintable` lists characters that no font has.
    """

    snapshot: PacketSnapshot
    paper: Paper
    workbook: Workbook
    differences: tuple[str, ...]
    unprintable: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether the workbook ranks as umdesk does."""
        return not self.differences

    @property
    def file_name(self) -> str:
        """What *Save as PDF* proposes."""
        return f"{self.paper.title}.pdf"

    @property
    def workbook_name(self) -> str:
        """What *Save the workbook* proposes."""
        return workbook_name(self.paper.title)


def workbook_name(title: str) -> str:
    """What to call the workbook of a packet: "Selection packet, Spring 2026.xlsx"."""
    return file_name(title, ".xlsx")


def make(program: Program, cycle_id: str, progress: Progress | None = None) -> MadePacket:
    """Make the packet of a cycle; nothing is written but that the account saw it. `progress` may raise, which ends it.

    Raises:
        NotNow: the cycle is not in deciding yet, or it is sealed for the account.
        NotAllowed: the account may not see it.
    """
    from umdesk.documents import packet as document  # noqa: PLC0415 -- start-up time
    from umdesk.exchange import packet_workbook  # noqa: PLC0415 -- start-up time

    packet.status(program, cycle_id)  # refuses before anything is written
    sealing.seen(program, cycle_id, Seen.PACKET)
    snapshot = packet.snapshot(program, cycle_id, progress)
    snapshot = replace(snapshot, letters=_with_words(program, cycle_id, snapshot.letters, progress))
    pdf = document.render(snapshot, progress)
    book = packet_workbook.make(snapshot, pdf.digest, progress)
    numbers = tuple(one.number for one in snapshot.applications)
    return MadePacket(
        snapshot=snapshot,
        paper=Paper(snapshot.title, pdf.data, pdf.pages, pdf.digest, numbers, packet.PACKET, cycle_id),
        workbook=Workbook(f"{snapshot.title}, workbook", cycle_id, book.data, pdf.digest, numbers),
        differences=book.differences,
        unprintable=pdf.unprintable,
    )


def _with_words(
    program: Program, cycle_id: str, parts: tuple[LetterPart, ...], progress: Progress | None
) -> tuple[LetterPart, ...]:
    """The letters with what they said, read from the papers that are kept."""
    from umdesk.exchange import pdf_text  # noqa: PLC0415 -- start-up time

    ids: dict[tuple[str, str, datetime], list[str]] = defaultdict(list)
    for one in (*letters.screened(program, cycle_id), *letters.decided(program, cycle_id)) if parts else ():
        for row in one.letters:
            ids[one.row.number, row.kind.value, row.made_at].append(row.id)
    found = []
    for number, part in enumerate(parts):
        if progress is not None:
            progress(number, len(parts), "Reading the letters")
        own = ids[part.number, part.kind, part.made_at]
        papers = letters.documents(program, [own.pop(0)]) if own else ()
        found.append(replace(part, words=tuple(line for paper in papers for line in pdf_text.lines(paper))))
    return tuple(found)


def let_out(program: Program, made: MadePacket, how: str, deliver: Callable[[], object]) -> None:
    """Let the PDF leave the program: written down, and kept whole.

    Raises:
        NotAllowed: the account may not take it out; what `deliver` raises.
    """
    reports.record_copy(program, made.paper, how, deliver)


def save(program: Program, made: MadePacket, path: Path) -> None:
    """Write the PDF to a file, whole or not at all, and keep what left the program.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
    """
    with copies() as out:
        let_out(program, made, SAVED, partial(out.write, made.paper.data, path))


def save_workbook(program: Program, made: MadePacket, path: Path) -> None:
    """The same for the workbook.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
    """
    with copies() as out:
        packet.record_workbook(program, made.workbook, partial(out.write, made.workbook.data, path))


def kept_again(program: Program, document_id: str) -> Paper:
    """A packet that was made before, whole, ready to leave the program once more."""
    kept = packet.document(program, document_id)
    return Paper(kept.title, kept.data, kept.pages, kept.digest, kept.applications, packet.PACKET, kept.cycle_id)


def save_kept_workbook(program: Program, document_id: str, path: Path) -> None:
    """Write a workbook that was made before to a file, and keep in the history that it left once more.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
    """
    kept = packet.document(program, document_id)
    workbook = Workbook(kept.title, kept.cycle_id, kept.data, kept.digest, kept.applications)
    with copies() as out:
        packet.record_workbook(program, workbook, partial(out.write, kept.data, path))
