"""The results of a cycle as the printed ranking shows them."""

from typing import TYPE_CHECKING

from umdesk.domain.agreement import MARKS, reading
from umdesk.domain.scoring import shown
from umdesk.domain.snapshots import (
    AgreementRow,
    CriterionLine,
    RankedLine,
    RankingSnapshot,
    UnrankedLine,
    WithoutRaterLine,
)
from umdesk.services import result_words
from umdesk.storage import models
from umdesk.storage.program import Program

if TYPE_CHECKING:
    from umdesk.services.results import ResultRow, Results


def snapshot(
    found: "Results", program: Program, record: models.ProgramRecord, disagreed: tuple[str, ...]
) -> RankingSnapshot:
    """Everything that the page shows; `disagreed` says whose statement of disagreement is on file."""
    in_table = result_words.stability_notes(found.stability)
    return RankingSnapshot(
        department=record.department,
        office=record.office,
        cycle=found.cycle,
        state=found.state.value,
        formula=found.formula,
        criteria=tuple(CriterionLine(c.name, c.maximum, c.weight, c.required, c.counted) for c in found.criteria),
        rows=tuple(_line(found, row) for row in found.rows),
        unranked=tuple(UnrankedLine(row.number, row.name, row.reason) for row in found.unranked),
        above_line=found.above_line,
        places=found.seats or None,
        ties=found.ties,
        seed_digest=found.seed_digest,
        seed=found.seed,
        raters=found.raters,
        made_on=program.today(),
        made_by=program.account.name,
        notes=(*(note for note in found.notes if note not in in_table), *disagreed),
        agreement=tuple(
            AgreementRow(line.what, line.found.shown, line.found.basis, reading(line.found))
            for line in (found.agreement() if found.rows else ())
        ),
        marks=MARKS,
        stability=tuple(
            WithoutRaterLine(line.rater, line.verdict.value, result_words.changes(line)) for line in found.stability
        ),
    )


def _line(found: "Results", row: "ResultRow") -> RankedLine:
    return RankedLine(
        rank=row.rank,
        number=row.number,
        name=row.name,
        score=row.score,
        raters=row.n,
        spread=row.spread,
        decided_by=row.decided_by,
        decision=row.decided,
        reason=row.reason,
        rater_scores=tuple((rater, shown(score)) for rater, score in row.rater_scores),
        points=tuple(None if mean.points is None else shown(mean.points) for mean in found.by_criterion(row.number)),
    )
