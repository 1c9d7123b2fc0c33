"""What letters of selection tell beyond what all letters do: own scores, places, the waitlist, asking for a review."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from umdesk.domain import letters
from umdesk.domain.criterion_means import CriterionMean, criterion_means
from umdesk.domain.letter_texts import KEYS
from umdesk.domain.letters import SELECTION_KINDS, UNWRITTEN
from umdesk.domain.scoring import formula, shown
from umdesk.domain.words import LetterKind
from umdesk.domain.writing import counted, plain
from umdesk.services import settings, standing
from umdesk.services.permissions import permit
from umdesk.storage.models import Cycle
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class OwnScores:
    """An applicant's own score and scores as a letter tells them; nobody else's stands in them."""

    score: str
    scores: str


NO_SCORES = OwnScores("no score", "")


def own_scores(session: Session, cycle_ids: Iterable[str]) -> dict[str, OwnScores]:
    """The own scores of everybody who is ranked in some cycles, by application number (session block)."""
    found: dict[str, OwnScores] = {}
    for cycle_id in cycle_ids:
        now = standing.load(session, cycle_id)
        rules = now.rules
        said = formula(rules.criteria, rules.aggregate, rules.minimum_raters)
        sheets = {scored.number: tuple(scored.sheets.values()) for scored in now.scored}
        for place in now.ranking.ranked:
            raters, score = counted(place.n, "rater"), f"{shown(place.score)} of 100"
            lines = [_line(mean) for mean in criterion_means(rules.criteria, sheets[place.number])]
            points = letters.listed([*lines, f"Score: {score}"])
            found[place.number] = OwnScores(
                f"{score}, from {raters}", f"Your own scores, from {raters}:\n{points}\n\n{said}"
            )
    return found


def gaps(program: Program, cycle_id: str, kind: LetterKind) -> tuple[str, ...]:
    """What the letters of one kind would still leave open in a cycle, in sentences; read before they are printed."""
    permit(program, "letters.outcomes.gaps")
    if kind not in SELECTION_KINDS:
        return ()
    with program.reading() as session:
        text = str(settings.value(session, f"letters.{KEYS[kind]}"))
        found = []
        if letters.names_field(text, "review") and not settings.value(session, "letters.review"):
            found.append(f"How to ask for a review is not written yet: the letter says “{UNWRITTEN}”. See Settings.")
        if letters.names_field(text, "waitlist_until") and session.get_one(Cycle, cycle_id).waitlist_until is None:
            found.append("The last day of the waitlist is not set yet: the letter says so.")
        return tuple(found)


def _line(mean: CriterionMean) -> str:
    if mean.points is None:
        return f"{mean.name}: not rated"
    note = "" if mean.counted else " (does not count)"
    return f"{mean.name}: {plain(shown(mean.points))} of {plain(mean.maximum)}{note}"
