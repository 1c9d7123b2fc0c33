"""The ranking of a cycle as a page: computed by the services, drawn by the documents, written where it is wanted."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from umdesk.domain.snapshots import RankingSnapshot, snapshot_digest
from umdesk.domain.words import Seen
from umdesk.jobs.output import SAVED, write_file
from umdesk.services import reports, results, sealing
from umdesk.services.programs import Program
from umdesk.services.reports import Paper


@dataclass(frozen=True, slots=True)
class RankingReport:
    """A ranking as a PDF; `unprintable` lists characters that no font has."""

    snapshot: RankingSnapshot
    data: bytes
    pages: int
    unprintable: tuple[str, ...]

    @property
    def title(self) -> str:
        """What people call it: "Ranking, Spring 2026"."""
        return f"Ranking, {self.snapshot.cycle}"

    @property
    def paper(self) -> Paper:
        """What the program keeps when a copy leaves it."""
        named = (*(row.number for row in self.snapshot.rows), *(row.number for row in self.snapshot.unranked))
        return Paper(self.title, self.data, self.pages, snapshot_digest(self.snapshot), named)

    @property
    def file_name(self) -> str:
        """What *Save as PDF* proposes: "Ranking Spring 2026.pdf"."""
        return f"Ranking {self.snapshot.cycle}.pdf"


def make_ranking(program: Program, cycle_id: str) -> RankingReport:
    """Rank a cycle and draw its page; nothing is written but that the account saw it.

    Raises:
        NotNow: scoring has not started.
        NotAllowed: the account may not see it.
    """
    from umdesk.documents import ranking  # noqa: PLC0415 -- start-up time

    snapshot = results.snapshot(program, cycle_id)
    sealing.seen(program, cycle_id, Seen.RESULTS)
    pdf = ranking.render(snapshot)
    return RankingReport(snapshot, pdf.data, pdf.pages, pdf.unprintable)


def save_ranking(program: Program, cycle_id: str, output: Path) -> RankingReport:
    """Make the ranking of a cycle, write it to a file, whole or not at all, and keep what left the program.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
        NotNow, NotAllowed: as `make_ranking`.
    """
    report = make_ranking(program, cycle_id)
    reports.record_copy(program, report.paper, SAVED, partial(write_file, report.data, output))
    return report
