"""A document that was drawn from a snapshot, before a copy of it leaves the program."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from umdesk.domain.snapshots import Snapshot, snapshot_digest
from umdesk.jobs.output import SAVED, copies
from umdesk.services import reports
from umdesk.services.programs import Program
from umdesk.services.reports import Paper

S = TypeVar("S", bound=Snapshot)


@dataclass(frozen=True, slots=True)
class DrawnPdf(Generic[S]):
    """A document as a PDF; `unprintable` lists characters that no font has.

    `title` is what people call it, `file_name` what *Save as PDF* proposes, `applications` are the numbers of those
    whose people it names.
    """

    snapshot: S
    data: bytes
    pages: int
    unprintable: tuple[str, ...]
    title: str
    file_name: str
    applications: tuple[str, ...] = ()

    @property
    def paper(self) -> Paper:
        """What the program keeps when a copy leaves it."""
        return Paper(self.title, self.data, self.pages, snapshot_digest(self.snapshot), self.applications)

    def save(self, program: Program, output: Path) -> None:
        """Write the document to a file, whole or not at all, and keep what left the program.

        Raises:
            CannotWrite: the folder is not there or may not be written to.
            NotAllowed: the account may not let it out.
        """
        with copies() as out:
            reports.record_copy(program, self.paper, SAVED, partial(out.write, self.data, output))
