"""A second reckoning of a cycle: ranks, draws, spread, stability and agreement from the rows of the database alone.

Written from the rules as they are worded, not from the program: it reads with SQL, uses nothing of
`umdesk.domain` and takes the slow and plain way everywhere. What the tests and `packaging/reckon.py` compare with.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import Any

Rows = Callable[[str], Iterable[tuple[Any, ...]]]

NOT_ELIGIBLE_CLASSES = {"1727"}
"""Classes of the random cycles that are no entry-level classes and bridge nothing."""


@dataclass
class Sheet:
    """A rater's sheet as its rows say; `marks` are fractions of the maximum, by criterion; None is "not applicable"."""

    rater: str
    marks: dict[str, Fraction | None] = field(default_factory=dict)
    recused: bool = False
    sent_back: bool = False


@dataclass
class Reckoned:
    """What comes out, in plain values."""

    ranking: list[dict[str, Any]]
    unranked: dict[str, int | None]
    """By number: how many complete scores there are, None for an application outside the ranking."""
    stability: dict[str, tuple[str, list[str], list[str]]]
    alphas: dict[str, float | None]
    pairs: dict[str, int]


class Cycle:
    """The rows of one cycle."""

    def __init__(self, rows: Rows, name: str) -> None:
        of_name = name.replace("'", "''")
        (cycle,) = rows(
            "SELECT hex(id), aggregate, minimum_raters, seats, tie_ladder, draw_seed FROM cycle "
            f"WHERE name = '{of_name}'"
        )
        self.id, self.aggregate, self.minimum, self.seats, ladder, self.seed = cycle
        self.ladder = [str(key).upper() for key in json.loads(ladder)]
        sets = list(rows(f"SELECT hex(id) FROM criteria_set WHERE hex(cycle_id) = '{self.id}' ORDER BY version"))
        self.versions = {set_id: self._criteria(rows, set_id) for (set_id,) in sets}
        self.criteria = self.versions[sets[-1][0]]
        self.raters = dict(rows(f"SELECT hex(id), name FROM rater WHERE hex(cycle_id) = '{self.id}'"))
        self.outside = self._outside(rows)
        self.sheets = self._sheets(rows)

    def _criteria(self, rows: Rows, set_id: str) -> dict[str, dict[str, Any]]:
        columns = ("name", "maximum", "weight", "step", "required", "counted", "levels")
        found = rows(f"SELECT hex(key), {', '.join(columns)} FROM criterion WHERE hex(criteria_set_id) = '{set_id}'")
        return {key: dict(zip(columns, values, strict=True)) for key, *values in found}

    def _outside(self, rows: Rows) -> dict[str, bool]:
        """By number whether an application stands outside the ranking: withdrawn, or not eligible."""
        decided: dict[str, str] = dict(
            rows("SELECT hex(application_id), decided FROM eligibility_decision ORDER BY decided_at")
        )
        found = rows(
            "SELECT hex(a.id), a.number, a.state, p.class_code FROM application a "
            f"JOIN appointment p ON p.id = a.appointment_id WHERE hex(a.cycle_id) = '{self.id}'"
        )
        outside = {}
        for application, number, state, code in found:
            not_eligible = decided.get(application, "not eligible" if code in NOT_ELIGIBLE_CLASSES else "")
            outside[number] = state == "withdrawn" or not_eligible == "not eligible"
        return outside

    def _sheets(self, rows: Rows) -> dict[str, list[Sheet]]:
        found = rows(
            "SELECT hex(s.id), a.number, hex(s.rater_id), hex(s.criteria_set_id), s.conflict FROM sheet s "
            f"JOIN application a ON a.id = s.application_id WHERE hex(a.cycle_id) = '{self.id}'"
        )
        sheets, made_on = {}, {}
        by_number: dict[str, list[Sheet]] = defaultdict(list)
        for sheet_id, number, rater, set_id, conflict in found:
            sheets[sheet_id] = Sheet(self.raters[rater], recused=conflict == "recused")
            made_on[sheet_id] = self.versions[set_id]
            by_number[number].append(sheets[sheet_id])
        ratings = rows("SELECT hex(sheet_id), hex(criterion_key), value, not_applicable FROM rating")
        for sheet_id, key, value, not_applicable in ratings:
            if sheet_id in sheets and (value is not None or not_applicable):
                sheet = sheets[sheet_id]
                if key in self.criteria:
                    maximum = Fraction(self.criteria[key]["maximum"])
                    sheet.marks[key] = None if value is None else Fraction(value) / maximum
                    before = made_on[sheet_id].get(key)
                    if before is not None and self._scale(before) != self._scale(self.criteria[key]):
                        sheet.sent_back = True
        return by_number

    @staticmethod
    def _scale(criterion: dict[str, Any]) -> tuple[Any, ...]:
        levels = json.loads(criterion["levels"])
        return Fraction(criterion["maximum"]), Fraction(criterion["step"]), bool(criterion["required"]), levels

    def score(self, sheet: Sheet) -> Fraction | None:
        """100 · Σ w·(r/max) / Σ w over counted criteria that were rated."""
        if sheet.recused or sheet.sent_back:
            return None
        above, below = Fraction(0), Fraction(0)
        for key, criterion in self.criteria.items():
            if not criterion["counted"]:
                continue
            mark = sheet.marks.get(key)
            if mark is None:
                if criterion["required"]:
                    return None
                continue
            above += Fraction(criterion["weight"]) * mark
            below += Fraction(criterion["weight"])
        return 100 * above / below if below else None

    def draw(self, number: str) -> str:
        """What the draw sorts by."""
        return hashlib.sha256(f"{self.seed}:{number}".encode()).hexdigest()


def total(scores: list[Fraction], aggregate: str) -> Fraction | None:
    """Mean, median or trimmed mean of the scores there are."""
    ordered = sorted(scores)
    if aggregate == "trimmed mean" and len(ordered) >= 3:
        ordered = ordered[1:-1]
    if not ordered:
        return None
    if aggregate == "median":
        half = len(ordered) // 2
        ordered = [ordered[half]] if len(ordered) % 2 else ordered[half - 1 : half + 1]
    return sum(ordered, Fraction(0)) / len(ordered)


Entries = dict[str, list[tuple[Sheet, Fraction]]]
"""By number: the sheets with a complete score, and that score."""


def order(cycle: Cycle, entries: Entries) -> list[tuple[int, str, str]]:
    """Rank, number and what decided, best first."""
    totals = {number: total([score for _, score in found], cycle.aggregate) for number, found in entries.items()}
    means = {
        number: [_mean([s.marks[key] for s, _ in found if s.marks.get(key) is not None]) for key in cycle.ladder]
        for number, found in entries.items()
    }
    groups: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for number, value in totals.items():
        groups[(value, *means[number])].append(number)
    of_score: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for key in groups:
        of_score[key[0]].append(key)
    ranked: list[tuple[int, str, str]] = []
    for key in sorted(groups, reverse=True):
        numbers = sorted(groups[key], key=cycle.draw if cycle.seed else None)
        others = [other for other in of_score[key[0]] if other != key]
        decided = _decided_by(cycle, key, others, len(numbers))
        position = len(ranked) + 1
        for place, number in enumerate(numbers):
            ranked.append((position if decided == "shared" else position + place, number, decided))
    return ranked


def _mean(marks: list[Any]) -> Fraction:
    """Who was not rated by anybody stands below all."""
    return sum(marks, Fraction(0)) / len(marks) if marks else Fraction(-1)


def _decided_by(cycle: Cycle, key: tuple[Any, ...], others: list[tuple[Any, ...]], alike: int) -> str:
    """The first step of the ladder after which nobody else has the same; the draw, or shared, where that never is."""
    if alike > 1:
        return "draw" if cycle.seed else "shared"
    for step in range(len(key)):
        if all(other[: step + 1] != key[: step + 1] for other in others):
            name = None if step == 0 else cycle.criteria[cycle.ladder[step - 1]]["name"]
            return "score" if name is None else f"criterion: {name}"
    raise AssertionError("a key of its own differs somewhere")


def first(places: list[tuple[int, str, str]], seats: int) -> set[str] | None:
    """Who stands in the first places, None where a shared rank lies across the line."""
    inside = {number for rank, number, _ in places if rank <= seats}
    return inside if len(inside) <= seats else None


def reckon(rows: Rows, name: str) -> Reckoned:
    """Everything about a cycle, by its name."""
    cycle = Cycle(rows, name)
    complete: Entries = {}
    for number, outside in cycle.outside.items():
        if not outside:
            found = [(sheet, cycle.score(sheet)) for sheet in cycle.sheets.get(number, [])]
            complete[number] = [(sheet, score) for sheet, score in found if score is not None]
    needed = max(cycle.minimum, 4 if cycle.aggregate == "trimmed mean" else 1)
    entries = {number: found for number, found in complete.items() if len(found) >= needed}
    places = order(cycle, entries)
    ranking = []
    for rank, number, decided in places:
        scores = [score for _, score in entries[number]]
        ranking.append(
            {
                "rank": rank, "application": number, "exact": total(scores, cycle.aggregate), "n": len(scores),
                "spread": max(scores) - min(scores) if len(scores) > 1 else None, "decided_by": decided,
                "scores": sorted((sheet.rater, score) for sheet, score in entries[number]),
            }
        )  # fmt: skip
    unranked: dict[str, int | None] = {number: None for number, outside in cycle.outside.items() if outside}
    unranked |= {number: len(found) for number, found in complete.items() if number not in entries}
    alphas, pairs = _agreement(cycle, complete)
    return Reckoned(ranking, unranked, _stability(cycle, entries, places), alphas, pairs)


def _stability(
    cycle: Cycle, entries: Entries, places: list[tuple[int, str, str]]
) -> dict[str, tuple[str, list[str], list[str]]]:
    """Rank again without each rater, the minimum waived."""
    if not cycle.seats or not places:
        return {}
    base = first(places, cycle.seats)
    found = {}
    for rater in sorted({sheet.rater for sheets in entries.values() for sheet, _ in sheets}):
        left = {
            number: rest
            for number, sheets in entries.items()
            if (rest := [(sheet, score) for sheet, score in sheets if sheet.rater != rater])
        }
        top = first(order(cycle, left), cycle.seats)
        if base is None or top is None:
            found[rater] = ("not decided", [], [])
        else:
            word = "stable" if top == base else "unstable"
            found[rater] = (word, sorted(top - base), sorted(base - top))
    return found


def _agreement(cycle: Cycle, complete: Entries) -> tuple[dict[str, float | None], dict[str, int]]:
    alphas: dict[str, float | None] = {}
    pairs: dict[str, int] = {}
    units: dict[str, list[list[float]]] = {}
    for key, criterion in cycle.criteria.items():
        counting = [[s for s in cycle.sheets.get(n, []) if not s.recused and not s.sent_back] for n in complete]
        marks = [[sheet.marks.get(key) for sheet in sheets] for sheets in counting]
        units[criterion["name"]] = [[float(mark) for mark in row if mark is not None] for row in marks]
    units["Raters' scores"] = [[float(score) for _, score in found] for found in complete.values()]
    for name, rows in units.items():
        alphas[name], pairs[name] = alpha(rows)
    return alphas, pairs


def alpha(units: list[list[float]]) -> tuple[float | None, int]:
    """Krippendorff's alpha, interval, by differences of pairs; None without variation or pairs."""
    paired = [unit for unit in units if len(unit) > 1]
    count = sum(len(unit) for unit in paired)
    pairs = sum(len(unit) * (len(unit) - 1) // 2 for unit in paired)
    if not paired or max(map(max, paired)) - min(map(min, paired)) < 1e-12:
        return None, pairs
    observed = sum(2 * sum((a - b) ** 2 for a, b in combinations(unit, 2)) / (len(unit) - 1) for unit in paired) / count
    middle = sum(map(sum, paired)) / count
    expected = 2 * sum((value - middle) ** 2 for unit in paired for value in unit) / (count - 1)
    return 1 - observed / expected, pairs
