"""Corrections of a closed cycle: what may be corrected, and the published shape in which old and new result are kept.

A correction keeps three JSON values. `changes` is a list of what was changed, each with "what" ("rating", "conflict" or
"decision"), "application", for the first two "rater", for a rating "criterion", and "before" and "after" in words.
`before` and `after` are results: {"formula", "places", "ranked": [{"rank", "application", "score" as the exact fraction
"p/q", "shown" rounded to two places, "n", "decided_by", "decision", "kind", "reason"}], "unranked": [{"application",
"why", "decision", "kind", "reason"}]}. All values are texts but rank, places and n, which are whole numbers.
Applications are named by number, raters and criteria by name. Keys are only ever added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from umdesk.domain.ranking import Ranking
from umdesk.domain.scoring import exact_text, shown
from umdesk.domain.ties import SHARED
from umdesk.domain.words import Conflict, Outcome
from umdesk.domain.writing import counted


@dataclass(frozen=True, slots=True)
class RatingChange:
    """Another rating, as people type it: a number, "N/A", or "" for a blank."""

    rater_id: str
    application_id: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class ConflictChange:
    """A conflict of interest that is judged otherwise, with why."""

    rater_id: str
    application_id: str
    conflict: Conflict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DecisionChange:
    """Another decision, with its kind of reason and words."""

    application_id: str
    outcome: Outcome
    kind: str = ""
    reason: str = ""


Change = RatingChange | ConflictChange | DecisionChange


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as a result tells it; all "" where there is none."""

    outcome: str = ""
    kind: str = ""
    reason: str = ""


def result(ranking: Ranking, decisions: Mapping[str, Decided], formula: str, places: int) -> dict[str, Any]:
    """A result in the published shape; `decisions` by application number."""
    none = Decided()
    ranked = []
    for place in ranking.ranked:
        decided = decisions.get(place.number, none)
        ranked.append(
            {
                "rank": place.rank,
                "application": place.number,
                "score": exact_text(place.score),
                "shown": str(shown(place.score)),
                "n": place.n,
                "decided_by": place.decided_by,
                **_told(decided),
            }
        )
    unranked = [
        {"application": each.number, "why": each.reason, **_told(decisions.get(each.number, none))}
        for each in ranking.unranked
    ]
    return {"formula": formula, "places": places, "ranked": ranked, "unranked": unranked}


@dataclass(frozen=True, slots=True)
class Beside:
    """One application before and after a correction, in words; "–" where it has none.

    Each is (rank, score with its raters and what decided, decision); without a rank the second says why.
    """

    number: str
    before: tuple[str, str, str]
    after: tuple[str, str, str]

    @property
    def changed(self) -> bool:
        """Whether anything of it is another."""
        return self.before != self.after

    @property
    def said(self) -> tuple[str, str]:
        """Before and after in one line each: "rank 3, score 75.00 from 2 raters, decided by score; selected"."""
        return _in_one(self.before), _in_one(self.after)


def side_by_side(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Beside, ...]:
    """Rank, score with what decided, and decision of every application before and after, in the new order."""
    old, new = _by_number(before), _by_number(after)
    blank = ("–", "–", "–")
    return tuple(Beside(number, old.get(number, blank), told) for number, told in new.items())


def touched(changes: Sequence[Mapping[str, Any]], before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """The numbers of the applications that a correction changes or whose place or decision it changes."""
    moved = {each.number for each in side_by_side(before, after) if each.changed}
    return moved | {str(change["application"]) for change in changes}


def sentence(change: Mapping[str, Any]) -> str:
    """One change in words: "2026-0003, Bo, Aptitude: 8 → 9"."""
    where = [str(change[key]) for key in ("application", "rater", "criterion") if change.get(key)]
    return f"{', '.join(where)}: {change['before'] or 'nothing'} → {change['after'] or 'nothing'}"


def _told(decided: Decided) -> dict[str, str]:
    return {"decision": decided.outcome, "kind": decided.kind, "reason": decided.reason}


def _how(decided_by: str) -> str:
    return "rank shared" if decided_by == SHARED else f"decided by {decided_by}"


def _in_one(told: tuple[str, str, str]) -> str:
    rank, score, decision = told
    if rank == "–":
        where = f"no rank: {score.rstrip('.')}" if score != "–" else "no rank"
    else:
        where = f"rank {rank}, score {score}"
    return f"{where}; {'no decision' if decision == '–' else decision}"


def _by_number(told: Mapping[str, Any]) -> dict[str, tuple[str, str, str]]:
    found = {
        line["application"]: (
            str(line["rank"]),
            f"{line['shown']} from {counted(line['n'], 'rater')}, {_how(line['decided_by'])}",
            line["decision"] or "–",
        )
        for line in told["ranked"]
    }
    return found | {line["application"]: ("–", line["why"], line["decision"] or "–") for line in told["unranked"]}
