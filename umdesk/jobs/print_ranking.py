"""The ranking of a cycle as a page: computed by the services, drawn by the documents, written where it is wanted."""

from dataclasses import dataclass
from pathlib import Path

from umdesk.domain.snapshots import RankingSnapshot
from umdesk.jobs.output import write_file
from umdesk.services import results
from umdesk.services.programs import Program


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
    def file_name(self) -> str:
        """What *Save as PDF* proposes: "Ranking Spring 2026.pdf"."""
        return f"Ranking {self.snapshot.cycle}.pdf"


def make_ranking(program: Program, cycle_id: str) -> RankingReport:
    """Rank a cycle and draw its page; nothing is written.

    Raises:
        NotNow: scoring has not started.
        NotAllowed: the account may not see it.
    """
    from umdesk.documents import ranking  # noqa: PLC0415 - start-up time

    snapshot = results.snapshot(program, cycle_id)
    pdf = ranking.render(snapshot)
    return RankingReport(snapshot, pdf.data, pdf.pages, pdf.unprintable)


def save_ranking(program: Program, cycle_id: str, output: Path) -> RankingReport:
    """Make the ranking of a cycle and write it to a file, whole or not at all.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
        NotNow, NotAllowed: as `make_ranking`.
    """
    report = make_ranking(program, cycle_id)
    write_file(report.data, output)
    return report
