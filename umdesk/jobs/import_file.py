"""Import a file: read it, guess its header, plan and carry out; and save what did not come in as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from umdesk.domain.intake import headers, remembered
from umdesk.domain.intake.headers import Layout
from umdesk.domain.intake.matching import Outcome
from umdesk.domain.intake.plan import Plan, choose_table
from umdesk.domain.intake.remembered import SenderColumns
from umdesk.domain.intake.tables import Table
from umdesk.domain.writing import counted
from umdesk.jobs.output import copies
from umdesk.services import columns, cycles, disclosures, imports
from umdesk.services.imports import Imported, Planned
from umdesk.services.programs import Program

REASON_HEADERS = ("What happened", "Reason")
_WORDS = {
    Outcome.DUPLICATE: "Here already",
    Outcome.ATTENTION: "Needs a decision",
    Outcome.REFUSED: "Cannot come in",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read: its tables, and the names of all its sheets, also of empty and hidden ones."""

    path: Path
    tables: tuple[Table, ...]
    all_sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The table of a file that is meant, and its guessed layout.

    `others` names further sheets that look like lists of applications and are not read. `sender` is whose remembered
    columns were taken, "" where they were guessed.
    """

    table: Table
    layout: Layout
    others: tuple[str, ...]
    sender: str = ""


def read(path: Path) -> Opened:
    """Read a file and guess nothing yet.

    Raises:
        InvalidInput: it is no spreadsheet that can be read.
    """
    from umdesk.exchange import spreadsheets  # noqa: PLC0415 -- needed only when a file comes in

    book = spreadsheets.read(path)
    return Opened(path, book.tables, book.all_sheets)


def table_of(opened: Opened, sheet: str | None = None) -> Table:
    """The sheet of that name, or the first that looks like a list of applications.

    Raises:
        InvalidInput: there is no such sheet.
    """
    return choose_table(opened.tables, sheet, opened.all_sheets, opened.path.name)


def look(path: Path, sheet: str | None = None, known: Sequence[SenderColumns] = ()) -> Found:
    """Read a file and guess what is in it, or take the columns of a known sender with exactly these headers.

    Raises:
        InvalidInput: it is no spreadsheet that can be read, has no such sheet, or no header that can be guessed.
    """
    opened = read(path)
    table = table_of(opened, sheet)
    others = tuple(t.sheet for t in opened.tables if t is not table and headers.looks_like_applications(t))
    if fits := remembered.fitting(table, known, exactly=True):
        return Found(table, fits.layout, others, fits.columns.sender)
    return Found(table, headers.find(table), others)


def preview(program: Program, path: Path, cycle: str, *, sheet: str | None = None) -> tuple[Found, Planned]:
    """What an import would do, without doing it.

    Raises:
        InvalidInput: the file, its header or its columns cannot be used, or the cycle has no name.
    """
    cycles.tidy_name(cycle)
    found = look(path, sheet, columns.kept(program))
    return found, imports.plan(program, found.table, found.layout, cycle)


def run(
    program: Program, path: Path, cycle: str, *, sheet: str | None = None, reason: str = ""
) -> tuple[Found, Imported]:
    """Import what is ready in one operation.

    Raises:
        InvalidInput: the file, its header or its columns cannot be used, or a reason is missing.
    """
    found = look(path, sheet, columns.kept(program))
    return found, imports.commit(program, found.table, found.layout, cycle, reason=reason)


def save_rest(program: Program, plan: Plan, path: Path) -> int:
    """Save every row that does not come in, with its line, its columns and why; gives how many those are.

    Columns that are never collected are left out. Corrected, the workbook can be imported in its turn. It holds
    people's data, so it stands in the account of disclosures of those who are on file.

    Raises:
        CannotWrite: the file cannot be written.
    """
    from umdesk.exchange import workbooks  # noqa: PLC0415 -- needed only when a workbook goes out

    lines = {line.number: line for line in plan.table.lines}
    used = [column for column in plan.layout.columns if not column.never]
    rest = [verdict for verdict in plan.verdicts if verdict.outcome is not Outcome.IMPORTED]
    rows = [
        (
            verdict.row,
            *(lines[verdict.row].cell(column.index) for column in used),
            _WORDS[verdict.outcome],
            verdict.reason,
        )
        for verdict in rest
    ]
    titles = ("Line", *(column.header or f"Column {column.letter}" for column in used), *REASON_HEADERS)
    leaving = disclosures.Leaving(
        disclosures.the_department(program.account.name),
        "To put the rows of the list right",
        f"{counted(len(rest), 'row')} of {plan.table.file} that did not come in",
        disclosures.SAVED_AS_WORKBOOK,
    )
    again = [verdict.of for verdict in rest if verdict.outcome is Outcome.DUPLICATE]
    with copies() as out:
        disclosures.note_rows(
            program,
            leaving,
            [verdict.entry.employee_number for verdict in rest],
            lambda: out.put(path, lambda: workbooks.write(path, [workbooks.SheetOut("Did not come in", titles, rows)])),
            [of for of in again if isinstance(of, str)],
        )
    return len(rest)
