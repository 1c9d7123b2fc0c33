"""Rating sheets on paper and a workbook for each rater: made, written where they are wanted, and kept in the account.

File names hold the rater's name and none of an applicant.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from umdesk.domain.progress import Progress
from umdesk.domain.rating_sheets import RaterBook, RatingSheetSnapshot
from umdesk.domain.writing import counted
from umdesk.jobs.output import SAVED, copies, file_name
from umdesk.services import disclosures, reports, sheet_papers
from umdesk.services.programs import Program
from umdesk.services.reports import Paper


@dataclass(frozen=True, slots=True)
class RatingSheets:
    """Rating sheets as one PDF; `applications` are the numbers on them, `unprintable` has what no font shows."""

    cycle: str
    data: bytes
    sheets: int
    pages: int
    applications: tuple[str, ...]
    unprintable: tuple[str, ...]

    @property
    def title(self) -> str:
        """What people call it: "Rating sheets, Spring 2026"."""
        return f"Rating sheets, {self.cycle}"

    @property
    def file_name(self) -> str:
        """What *Save as PDF* proposes."""
        return f"Rating sheets {self.cycle}.pdf"

    @property
    def paper(self) -> Paper:
        """What the program keeps when a copy leaves it."""
        return Paper(self.title, self.data, self.pages, hashlib.sha256(self.data).hexdigest(), self.applications)


def make(program: Program, cycle_id: str, rater_ids: Sequence[str], progress: Progress | None = None) -> RatingSheets:
    """Draw the sheets of some raters; without a rater one blank sheet. Nothing is written.

    Raises:
        NotNow: the cycle is not in scoring, or there is no sheet to fill in.
    """
    if not rater_ids:
        return _drawn((sheet_papers.blank(program, cycle_id),), progress)
    return _drawn(sheet_papers.papers(program, cycle_id, rater_ids), progress)


def _drawn(snapshots: Sequence[RatingSheetSnapshot], progress: Progress | None) -> RatingSheets:
    from umdesk.documents import joined, rating_sheet  # noqa: PLC0415 -- start-up time

    made = []
    for number, snapshot in enumerate(snapshots):
        if progress is not None:
            progress(number, len(snapshots), "Drawing rating sheets")
        made.append(rating_sheet.render(snapshot))
    cycle = snapshots[0].cycle
    return RatingSheets(
        cycle=cycle,
        data=joined.join([pdf.data for pdf in made], f"Rating sheets, {cycle}", progress),
        sheets=len(made),
        pages=sum(pdf.pages for pdf in made),
        applications=tuple(dict.fromkeys(one.number for one in snapshots if one.number)),
        unprintable=tuple(dict.fromkeys(sign for pdf in made for sign in pdf.unprintable)),
    )


def save(program: Program, sheets: RatingSheets, output: Path) -> None:
    """Write the sheets to a file, whole or not at all, and keep what left the program.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
    """
    with copies() as out:
        reports.record_copy(program, sheets.paper, SAVED, partial(out.write, sheets.data, output))


def save_workbooks(
    program: Program, cycle_id: str, rater_ids: Sequence[str], folder: Path, progress: Progress | None = None
) -> tuple[Path, ...]:
    """Write a workbook for each of some raters into a folder; each is a disclosure of its own.

    Raises:
        NotNow: the cycle is not in scoring, or there is nothing to rate for these raters.
        CannotWrite: the folder is not there or may not be written to.
    """
    from umdesk.exchange import rater_workbook  # noqa: PLC0415 -- start-up time

    books = sheet_papers.books(program, cycle_id, rater_ids)
    written = []
    for number, book in enumerate(books):
        if progress is not None:
            progress(number, len(books), "Writing workbooks")
        path = folder / workbook_name(book)
        leaving = disclosures.Leaving(
            f"The rater {book.rater}",
            "To rate applications",
            f"{counted(len(book.rows), 'application')} of {book.cycle} to rate",
            disclosures.SAVED_AS_WORKBOOK,
        )
        with copies() as out:
            deliver = partial(out.write, rater_workbook.render(book), path)
            disclosures.note_rows(program, leaving, [], deliver, [row.number for row in book.rows])
        written.append(path)
    return tuple(written)


def workbook_name(book: RaterBook) -> str:
    """The file name of a workbook: "Ratings Spring 2026, Bo Lee.xlsx"."""
    return file_name(f"Ratings {book.cycle}, {book.rater}", ".xlsx")
