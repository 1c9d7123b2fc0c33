"""What the results of a cycle say in sentences: how ties are told apart, what hangs on one rater, what to settle."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.draws import is_told
from umdesk.domain.stability import Verdict, WithoutRater, overall
from umdesk.domain.ties import BY_DRAW, SHARED
from umdesk.domain.writing import enumerated, plain
from umdesk.services.standing import Standing
from umdesk.storage import models

_NAMED = 8  # application numbers that a sentence names before it counts the rest


class Flagged(Protocol):
    """What the sentences on spreads need to know of a ranked application."""

    @property
    def number(self) -> str:
        """The application number."""

    @property
    def wide(self) -> bool:
        """Whether the spread asks for a second look."""

    @property
    def settled(self) -> str:
        """What is on record of it, "" while it is not settled."""


def ties(now: Standing, cycle: models.Cycle) -> tuple[str, ...]:
    """How equal scores are told apart, a sentence each."""
    ladder = [criterion.name for criterion in now.rules.tie_ladder().criteria]
    sentences = []
    if ladder:
        named = ladder[0] if len(ladder) == 1 else f"{', '.join(ladder[:-1])} and then {ladder[-1]}"
        sentences.append(f"Equal scores are ordered by the mean of {named}.")
    if cycle.draw_seed:
        sentences.append(
            "Those still equal are drawn: in ascending order of the SHA-256 of “seed:application number”. "
            f"The seed comes from {cycle.draw_seed_source}."
        )
    else:
        sentences.append("Those still equal share a rank.")
    drawn = sum(1 for place in now.ranking.ranked if place.decided_by == BY_DRAW)
    shared = sum(1 for place in now.ranking.ranked if place.decided_by == SHARED)
    if drawn:
        sealed = "" if is_told(now.state) else ", by a seed that is sealed until deciding starts"
        sentences.append(f"The draw ordered {drawn} applications{sealed}.")
    if shared:
        sentences.append(f"{shared} applications share a rank.")
    return tuple(sentences)


def corrected(session: Session, cycle_id: str) -> tuple[str, ...]:
    """Says of a closed cycle that its result is a corrected one; none where nothing was corrected."""
    row = models.Correction
    moments = session.scalars(select(row.corrected_at).where(row.cycle_id == cycle_id)).all()
    if not moments:
        return ()
    often = "once" if len(moments) == 1 else f"{len(moments)} times"
    last = dates.show_moment(max(moments))
    return (f"Corrected {often} after closing, last {last}; the packet has what stood before beside what stands.",)


def stability_notes(lines: Sequence[WithoutRater]) -> list[str]:
    """What hangs on one rater, a sentence each; empty while no number of places is set."""
    if not lines:
        return []
    verdict = overall(lines)
    if verdict is Verdict.STABLE:
        return ["Without any one rater, the same applicants would be in the places."]
    sentences = []
    for line in lines:
        if line.verdict is Verdict.UNSTABLE:
            sentences.append(f"Without {line.rater}, {changes(line)} the places.")
        elif line.verdict is Verdict.NOT_DECIDED and verdict is not Verdict.NOT_DECIDED:
            sentences.append(f"Without {line.rater}, a shared rank across the line leaves the places not decided.")
    if verdict is Verdict.NOT_DECIDED:
        sentences.append("A shared rank across the line leaves the places not decided.")
    return sentences


def changes(line: WithoutRater) -> str:
    """Who enters and who leaves: "2026-0004 would enter and 2026-0002 would leave"; "" where nobody does."""
    enters = f"{enumerated(line.enters)} would enter" if line.enters else ""
    leaves = f"{enumerated(line.leaves)} would leave" if line.leaves else ""
    return " and ".join(part for part in (enters, leaves) if part)


def spread_notes(rows: Sequence[Flagged], threshold: Decimal) -> list[str]:
    """What to settle, and how many are settled, in a sentence."""
    wide = [row for row in rows if row.wide]
    if not wide:
        return []
    unsettled = [row.number for row in wide if not row.settled]
    are = "application has" if len(wide) == 1 else "applications have"
    first = f"{len(wide)} {are} a spread of {plain(threshold)} points or more"
    if not unsettled:
        return [f"{first}; each is settled, which is on record."]
    named, rest = unsettled[:_NAMED], len(unsettled) - _NAMED
    more = f" and {rest} more, marked in the list" if rest > 0 else ""
    return [f"{first}. To settle by a further rater or a recorded discussion: {', '.join(named)}{more}."]
