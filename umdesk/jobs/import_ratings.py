"""Import ratings from a spreadsheet: read it, plan, and carry out; values out, for the terminal and the window."""

from pathlib import Path

from umdesk.domain.intake.tables import Table
from umdesk.services import rating_files
from umdesk.services.programs import Program
from umdesk.services.rating_files import RatingImport


def read(path: Path) -> tuple[Table, ...]:
    """The sheets of a file (.xlsx, .xls, .ods, .csv).

    Raises:
        InvalidInput: it is no spreadsheet that can be read.
    """
    from umdesk.exchange import spreadsheets  # noqa: PLC0415 -- needed only when a file comes in

    return spreadsheets.read(path).tables


def preview(program: Program, path: Path, cycle_id: str, *, replace: bool = False) -> RatingImport:
    """What an import would do, without doing it.

    Raises:
        InvalidInput: the file or its columns cannot be used.
        NotNow: the cycle is not in scoring.
    """
    return rating_files.plan(program, read(path), cycle_id, replace=replace)


def run(program: Program, path: Path, cycle_id: str, *, replace: str | None = None) -> RatingImport:
    """Import every row that is not refused; `replace` says why ratings that differ are replaced.

    Raises:
        InvalidInput: the file or its columns cannot be used, or ratings are to be replaced without a reason.
        NotNow: the cycle is not in scoring.
    """
    return rating_files.bring_in(program, read(path), cycle_id, replace=replace)
