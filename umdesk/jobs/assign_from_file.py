"""Assign applications to raters from a spreadsheet: read it and propose; what is proposed is made by the service."""

from pathlib import Path

from umdesk.domain.assigning import read_rows
from umdesk.services import assigning
from umdesk.services.assigning import Proposal
from umdesk.services.programs import Program


def propose(program: Program, path: Path, cycle_id: str) -> Proposal:
    """What a list (.xlsx, .xls, .ods, .csv) with the columns Application and Rater would assign.

    Raises:
        InvalidInput: the file cannot be read, or has not both columns.
        NotNow: the cycle is neither open nor in scoring.
    """
    from umdesk.exchange import spreadsheets  # noqa: PLC0415 -- needed only when a file comes in

    return assigning.by_list(program, cycle_id, read_rows(spreadsheets.read(path).tables))
