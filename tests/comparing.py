"""A cycle of a program as umdesk reckons it beside the second reckoning; differences are assertions."""

from fractions import Fraction

from tests.reckoning import Reckoned, reckon
from umdesk.services import results
from umdesk.services.programs import Program


def compare(program: Program, cycle_id: str, name: str) -> Reckoned:
    """Assert that umdesk's results of a cycle are those of the second reckoning; gives the latter.

    Raises:
        AssertionError: they differ.
    """
    with program.reading() as session:
        connection = session.connection()
        wanted = reckon(lambda query: connection.exec_driver_sql(query).fetchall(), name)  # type: ignore[arg-type, return-value]
    found = results.results(program, cycle_id)
    told = [
        {
            "rank": row.rank, "application": row.number, "exact": row.exact, "n": row.n,
            "spread": _spread(row), "decided_by": row.decided_by, "scores": sorted(row.rater_scores),
        }
        for row in found.rows
    ]  # fmt: skip
    assert told == wanted.ranking, name
    for row in found.rows:
        assert row.score == _rounded(row.exact), name
        assert row.spread == (None if len(row.rater_scores) < 2 else _rounded(_spread(row) or Fraction(0))), name
    unranked = {row.number: row.reason for row in found.unranked}
    assert unranked.keys() == wanted.unranked.keys(), name
    for number, count in wanted.unranked.items():
        begins = {None: ("Withdrawn.", "Not eligible"), 0: ("No complete score yet",)}.get(
            count, (f"{count} complete",)
        )
        assert unranked[number].startswith(begins), name
    lines = {line.rater: (line.verdict.value, list(line.enters), list(line.leaves)) for line in found.stability}
    assert lines == wanted.stability, name
    for line in found.agreement():
        alpha = wanted.alphas[line.what]
        assert line.found.pairs == wanted.pairs[line.what], name
        assert (line.found.alpha is None) == (alpha is None), (name, line.what)
        assert alpha is None or abs(float(line.found.alpha or 0) - alpha) < 1e-9, (name, line.what)
    return wanted


def _spread(row: results.ResultRow) -> Fraction | None:
    scores = [score for _, score in row.rater_scores]
    return max(scores) - min(scores) if len(scores) > 1 else None


def _rounded(value: Fraction) -> Fraction:
    """Half up, two places."""
    return Fraction(int(value * 100 + Fraction(1, 2)), 100)
