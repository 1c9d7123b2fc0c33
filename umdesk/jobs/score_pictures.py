"""The rater scores of a ranking as pictures for the screen; the printed ranking has the same ones."""

from collections.abc import Sequence

from umdesk.services.results import ResultRow

WIDTH = 640.0
"""In points; the screen scales it."""


def score_pictures(
    rows: Sequence[ResultRow], above_line: int | None, *, text: str, line: str, dots: str
) -> tuple[bytes, ...]:
    """SVG pictures of up to 40 applicants each, in colours as "#rrggbb"."""
    from umdesk.documents.dots import DotsLine, Inks, pieces, svg  # noqa: PLC0415 -- start-up time

    inks = Inks(text, line, dots)
    lines = [
        DotsLine(row.number, float(row.score), tuple(float(score) for _, score in row.rater_scores)) for row in rows
    ]
    return tuple(svg(piece, cut, WIDTH, inks) for piece, cut in pieces(lines, above_line))
