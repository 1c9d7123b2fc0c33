"""Save a list as a workbook, as it is shown: its columns in their order, its rows as filtered and sorted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.domain.progress import Progress
from umdesk.jobs.output import copies
from umdesk.services import lists
from umdesk.services.programs import Program

if TYPE_CHECKING:
    from umdesk.exchange.workbooks import Value


@dataclass(frozen=True, slots=True)
class ListOut:
    """A list on its way out: what it is in words ("Applicants, Spring 2026"), its titles, its rows, and whose they are.

    A list without people has no `person_ids`.
    """

    what: str
    titles: Sequence[str]
    rows: Sequence[Sequence["Value"]]
    person_ids: Sequence[str] = ()


def save(program: Program, path: Path, out: ListOut, progress: Progress | None = None) -> int:
    """Save the list at a path and record that it left; gives how many rows it has. `progress` may raise to stop.

    Raises:
        CannotWrite: the file cannot be written; nothing is recorded.
        NotAllowed: the account may not take lists out.
    """
    from umdesk.exchange import workbooks  # noqa: PLC0415 -- needed only when a workbook goes out

    draft = workbooks.draft(path, [workbooks.SheetOut(workbooks.sheet_name(out.what), out.titles, out.rows)], progress)
    try:
        with copies() as leaving:
            deliver = partial(leaving.put, path, draft.deliver)
            lists.record_copy(program, out.what, len(out.rows), out.person_ids, deliver)
    finally:
        draft.drop()
    return len(out.rows)
