"""The ranking of a cycle as a page: computed by the services, drawn by the documents, written where it is wanted."""

from pathlib import Path
from typing import TypeAlias

from umdesk.domain.snapshots import RankingSnapshot
from umdesk.domain.words import Seen
from umdesk.jobs.drawn import DrawnPdf
from umdesk.jobs.output import file_name
from umdesk.services import results, sealing
from umdesk.services.programs import Program

RankingPdf: TypeAlias = DrawnPdf[RankingSnapshot]
"""A ranking as a PDF."""


def make_ranking(program: Program, cycle_id: str) -> RankingPdf:
    """Rank a cycle and draw its page; nothing is written but that the account saw it.

    Raises:
        NotNow: scoring has not started.
        NotAllowed: the account may not see it.
    """
    from umdesk.documents import ranking  # noqa: PLC0415 -- start-up time

    snapshot = results.snapshot(program, cycle_id)
    sealing.seen(program, cycle_id, Seen.RESULTS)
    pdf = ranking.render(snapshot)
    named = tuple(row.number for rows in (snapshot.rows, snapshot.unranked) for row in rows)
    title, name = f"Ranking, {snapshot.cycle}", file_name(f"Ranking {snapshot.cycle}")
    return DrawnPdf(snapshot, pdf.data, pdf.pages, pdf.unprintable, title, name, named)


def save_ranking(program: Program, cycle_id: str, output: Path) -> RankingPdf:
    """Make the ranking of a cycle, write it to a file, and keep what left the program.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
        NotNow, NotAllowed: as `make_ranking`.
    """
    report = make_ranking(program, cycle_id)
    report.save(program, output)
    return report
