"""Everything the program holds as files that can be read with nothing of ours: no lock-in."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from umdesk.domain import dates
from umdesk.domain.data_dictionary import LEFT_OUT
from umdesk.domain.progress import Progress
from umdesk.domain.writing import counted
from umdesk.jobs.output import copies
from umdesk.services import disclosures, dumped_selection, dumps
from umdesk.services.dumps import Source
from umdesk.services.programs import Program

if TYPE_CHECKING:
    from umdesk.exchange.dumps import Archive

T = TypeVar("T")

HOLDER, EXPORT = "Whoever holds the file", "Export of everything"
"""Recipient and purpose where a command does not say more."""
_TELL_EVERY = 500


@dataclass(frozen=True, slots=True)
class Dumped:
    """What an export wrote: rows of all tables, kept documents and other files, and the size of the file in bytes."""

    path: Path
    tables: int
    rows: int
    documents: int
    attachments: int
    size: int


def dump(
    program: Program, output: Path, recipient: str = HOLDER, purpose: str = EXPORT, progress: Progress | None = None
) -> Dumped:
    """Write everything to a zip file, and into the account of disclosures: both or neither.

    Raises:
        InvalidInput: the recipient or the purpose is missing, or `output` is a folder.
        CannotWrite: the folder is not there or may not be written to, or the disk is full; nothing is left behind.
        NotAllowed: it takes a coordinator.
    """
    from umdesk.exchange.dumps import Archive  # noqa: PLC0415 -- start-up time

    disclosures.refuse_empty(recipient, purpose)
    # Read to the end first: where the database has no WAL, nobody can write while somebody reads.
    with ExitStack() as leaving:
        with dumps.read(program) as source:
            archive = Archive(output, source.head.made_at)
            leaving.callback(archive.discard)
            made = _write(source, archive, _Steps(source, progress), recipient, purpose)
            archive.close()
        size = archive.size()
        with copies() as out:
            dumps.record(program, recipient, purpose, partial(out.put, output, archive.put_in_place))
    return Dumped(output, *made, size)


class _Steps:
    """Counts rows and files, and tells how far it is."""

    def __init__(self, source: Source, progress: Progress | None) -> None:
        changes = next(table.rows for table in source.tables if table.name == "change")
        self._whole = sum(table.rows for table in source.tables) + 8 * changes + 20 * len(source.files)
        self._done = 0
        self._tell = progress

    def through(self, rows: Iterator[T], what: str, weight: int = 1) -> Iterator[T]:
        """The same, told as they go by."""
        for number, row in enumerate(rows):
            if self._tell is not None and number % _TELL_EVERY == 0:
                self._tell(min(self._done, self._whole), self._whole, what)
            self._done += weight
            yield row


def _write(
    source: Source, archive: "Archive", steps: _Steps, recipient: str, purpose: str
) -> tuple[int, int, int, int]:
    from umdesk.exchange.dumps import DICTIONARY, dictionary_page, dictionary_rows  # noqa: PLC0415 -- start-up time

    documents = 0
    for kept in steps.through(iter(source.files), "Documents", weight=20):
        printed = kept.printed is not None
        day = kept.printed.isoformat() if kept.printed else ""
        words = (kept.kind, kept.number, day, kept.digest) if printed else (kept.number, kept.kind or kept.sha256[:16])
        name = archive.free_name("documents" if printed else "attachments", words, kept.media_type)
        archive.file(name, source.bytes_of(kept.sha256))
        source.named[kept.sha256] = name
        documents += printed
    rows = 0
    for table in source.tables:
        titles = [column.name for column in table.columns]
        told = steps.through(source.rows(table.name), f"Table {table.name}")
        rows += archive.table(f"tables/{table.name}.csv", titles, told)
    archive.table("selection.csv", dumped_selection.SELECTION, steps.through(source.selection(), "Selection"))
    archive.table("history.csv", dumps.HISTORY, steps.through(source.history(), "History"))
    archive.table("dictionary.csv", DICTIONARY, dictionary_rows(source.tables))
    archive.text("dictionary.html", dictionary_page(source.tables, f"Data dictionary of {source.head.program}"))
    archive.text("README.txt", readme(source, recipient, purpose))
    return len(source.tables), rows, documents, len(source.files) - documents


def readme(source: Source, recipient: str, purpose: str) -> str:
    """What whoever opens the archive should know first."""
    head = source.head
    counts = [f"  {table.name:24}{table.rows:>10,}" for table in source.tables]
    withheld = [f"  {table}.{column}: {why}" for (table, column), why in LEFT_OUT.items()]
    return "\n".join(
        [*_first_lines(head, recipient, purpose), *_HOW_TO_READ, *withheld, "", "Rows in each table", *counts, ""]
    )


def _first_lines(head: dumps.Head, recipient: str, purpose: str) -> Sequence[str]:
    return (
        f"Everything in the program “{head.program}”",
        f"{head.department}, {head.office}",
        "",
        f"Made on {dates.show_moment(head.made_at)} by {head.made_by}.",
        f"Given to: {recipient.strip()}",
        f"Purpose: {purpose.strip()}",
        f"Made with umdesk {head.version}; tables of version {head.revision}.",
        "",
        "THIS ARCHIVE IS NOT ENCRYPTED. It holds personal data of everyone in the program. Keep it as you would keep",
        "the personnel files, and destroy it when its purpose is done.",
        "",
    )


_HOW_TO_READ = (
    "What is in it",
    "  tables/         one CSV file for each table, all rows and columns",
    "  dictionary.csv  what each table and column means, what it points at, which words stand in it",
    "  dictionary.html the same as a page for a browser",
    "  selection.csv   every application: eligible or not and why, score, rank, decision, reason, declined",
    "  history.csv     who changed what and when, in words, a line for each changed field",
    "  documents/      every printed document as a PDF, named by kind, number, day and digest",
    "  attachments/    files of applications and plans, what each printed plan held, and scanned pages",
    "",
    "How to read the tables",
    "  The files are UTF-8 with commas and quotation marks; the first line names the columns.",
    "  Dates are YYYY-MM-DD. Moments are in UTC. A decimal point is a point. An empty cell is nothing on file.",
    "  Rows of different tables belong together by their ids: application.person_id is the id of a row of person.",
    "  The dictionary says for every column what it points at.",
    "  A text that begins with = + - @ or with a tab, a line break or an apostrophe has one more apostrophe before it,",
    "  so that no spreadsheet takes it for a formula. Take that one apostrophe away to have the text as it was typed.",
    "  Excel drops leading zeros when it opens a CSV file. Use Data, From Text/CSV and choose Text for employee",
    "  numbers, class codes and ids.",
    "",
    "How a score and a rank are made",
    "  A sheet (table sheet) is one rater's ratings (table rating) of one application. A rater's score is 100 x the",
    "  sum of weight x rating / maximum over the counted criteria that have a rating, divided by those weights.",
    "  The score is the mean, median or trimmed mean of the raters who are not recused (cycle.aggregate). Scores are",
    "  exact, and two places are shown; decision.score is the exact one as a fraction. Equal scores are ordered by the",
    "  criteria that cycle.tie_ladder names, then by the draw: the smaller SHA-256 of “seed:application number”, with",
    "  the seed in cycle.draw_seed. selection.csv says of each rank whether score, criterion or draw decided it.",
    "  A setting that has no row in the table setting was at its default; the default of months in class is none.",
    "",
    "What is not in it",
    "  No password and no key. The history names digests of the ways in, which open nothing.",
    "  cycle.draw_seed is withheld until the draw, here and in the history.",
    "  These columns are left out:",
)


def in_words(made: Dumped) -> str:
    """What was written, in one line."""
    return (
        f"{counted(made.tables, 'table')} with {counted(made.rows, 'row')}, {counted(made.documents, 'document')}, "
        f"{counted(made.attachments, 'attachment')}."
    )
