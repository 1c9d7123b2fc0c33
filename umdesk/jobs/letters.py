"""Letters and the screening list as files: drawn by the documents, kept by the services, written where wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from umdesk.domain.progress import Progress
from umdesk.domain.screening import ScreeningSnapshot
from umdesk.domain.words import LetterKind
from umdesk.domain.writing import counted
from umdesk.jobs import save_list
from umdesk.jobs.output import SAVED, copies, file_name
from umdesk.jobs.save_list import ListOut
from umdesk.services import letters
from umdesk.services.letters import Drawn, LetterRow
from umdesk.services.programs import Program
from umdesk.services.reports import Paper


@dataclass(frozen=True, slots=True)
class LetterFile:
    """One file of one or more letters, ready to be shown; `unprintable` lists characters that no font has."""

    title: str
    file_name: str
    data: bytes
    unprintable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """Which letter is wanted for which applications, and what only the coordinator can say.

    `reply_by` None is the day of the settings; `wanted` are lines that say what has to be known, "" for what is open.
    """

    application_ids: tuple[str, ...]
    kind: LetterKind
    reply_by: date | None = None
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Screening:
    """The screening list of a cycle as a PDF."""

    snapshot: ScreeningSnapshot
    paper: Paper
    unprintable: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """What *Save as PDF* proposes."""
        return f"{self.paper.title}.pdf"


def preview(program: Program, wish: Wish, progress: Progress | None = None) -> LetterFile:
    """The letters as they would be, for looking at; nothing is kept.

    Raises:
        InvalidInput: as `letters.prepare`.
    """
    drawn, unprintable = _draw(program, wish, progress)
    return _joined([each.data for each in drawn], wish.kind.value, unprintable)


def make(program: Program, wish: Wish, progress: Progress | None = None) -> tuple[str, ...]:
    """Draw and keep letters; gives their ids. `progress` is told before each.

    Raises:
        InvalidInput: as `letters.prepare`; nothing was made.
    """
    drawn, _unprintable = _draw(program, wish, progress)
    return letters.keep(program, drawn)


def together(program: Program, rows: Sequence[LetterRow], progress: Progress | None = None) -> LetterFile:
    """Kept letters as one file, in their order, as they were made."""
    kinds = {row.kind.value for row in rows}
    papers = letters.documents(program, [row.id for row in rows])
    return _joined(papers, kinds.pop() if len(kinds) == 1 else "", (), progress)


def save_each(program: Program, rows: Sequence[tuple[LetterRow, str]], folder: Path) -> tuple[Path, ...]:
    """Write kept letters into a folder, a file each named by the application's number: all of them or none.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
    """
    data = letters.documents(program, [row.id for row, _number in rows])
    paths = tuple(folder / file_name(f"{number} letter {row.kind.value}") for row, number in rows)
    with copies() as out:

        def deliver() -> None:
            for content, path in zip(data, paths, strict=True):
                out.write(content, path)

        letters.record_copy(program, [row.id for row, _number in rows], SAVED, deliver)
    return paths


def make_list(program: Program, cycle_id: str) -> Screening:
    """The screening list of a cycle, drawn; nothing is written."""
    from umdesk.documents import screening_list  # noqa: PLC0415 -- start-up time

    snapshot = letters.screening_list(program, cycle_id)
    pdf = screening_list.render(snapshot)
    numbers = tuple(line.number for line in snapshot.lines)
    paper = Paper(f"Screening list, {snapshot.cycle}", pdf.data, pdf.pages, pdf.digest, numbers)
    return Screening(snapshot, paper, pdf.unprintable)


def save_screening(program: Program, cycle_id: str, output: Path) -> ScreeningSnapshot:
    """Write the screening list of a cycle as a workbook in which text stays text.

    Raises:
        CannotWrite: the folder or the file may not be written to.
    """
    snapshot = letters.screening_list(program, cycle_id)
    titles = ("Number", "Name", "Employee number", "Class", "Received", "Answer", "Reasons", "Letter")
    rows = [
        (
            line.number, line.name, line.employee_number, line.class_text, line.received, line.answer,
            "\n".join(line.reasons), line.letter,
        )
        for line in snapshot.lines
    ]  # fmt: skip
    people = [one.row.person_id for one in letters.screened(program, cycle_id)]
    save_list.save(program, output, ListOut(f"Screening list, {snapshot.cycle}", titles, rows, people))
    return snapshot


def _draw(program: Program, wish: Wish, progress: Progress | None) -> tuple[list[Drawn], tuple[str, ...]]:
    from umdesk.documents import letter  # noqa: PLC0415 -- start-up time

    prepared = letters.prepare(program, wish.application_ids, wish.kind, reply_by=wish.reply_by, wanted=wish.wanted)
    drawn, missing = [], dict[str, None]()
    for number, (application_id, snapshot) in enumerate(prepared):
        if progress is not None:
            progress(number, len(prepared), "Drawing letters")
        pdf = letter.render(snapshot)
        missing |= dict.fromkeys(pdf.unprintable)
        drawn.append(Drawn(application_id, wish.kind, snapshot, pdf.data, pdf.pages, pdf.digest))
    return drawn, tuple(missing)


def _joined(
    papers: Sequence[bytes], kind: str, unprintable: tuple[str, ...], progress: Progress | None = None
) -> LetterFile:
    from umdesk.documents import joined  # noqa: PLC0415 -- start-up time

    title = f"{counted(len(papers), 'letter')} {kind}".strip()
    return LetterFile(title, f"{title}.pdf", joined.join(papers, title, progress), unprintable)
