"""Ranks, ties and how each was decided, against an independent computation."""

import hashlib
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from umdesk.domain.ranking import Candidate, RaterSheet, Rules, rank, score_all
from umdesk.domain.scoring import Criterion
from umdesk.domain.stability import Verdict, overall, stability
from umdesk.domain.ties import draw_digest, seed_digest
from umdesk.domain.words import Aggregate

D = Decimal
A = Criterion("a", "Aptitude", D(10), D(1))
B = Criterion("b", "Background", D(10), D(1))
C = Criterion("c", "Courses", D(10), D(1), required=False)
RULES = Rules((A, B, C), minimum_raters=1, ladder=("a", "c"))


def sheet(rater: str, a: int | None, b: int | None, c: int | str | None = None, **more: bool) -> RaterSheet:
    ratings: dict[str, Decimal | None] = {}
    for key, value in (("a", a), ("b", b), ("c", c)):
        if value == "n/a":
            ratings[key] = None
        elif value is not None:
            ratings[key] = D(value)
    return RaterSheet(rater, ratings, **more)


def one(number: str, a: int, b: int, c: int | str | None = None) -> Candidate:
    return Candidate(number, (sheet("r", a, b, c),))


def order(ranking) -> list[tuple[int, str, str]]:
    return [(place.rank, place.number, place.decided_by) for place in ranking.ranked]


def test_a_higher_exact_score_ranks_first_however_small_the_difference() -> None:
    third = Criterion("a", "Aptitude", D(3), D(1), step=D("0.0001"))
    near = [Candidate("1", (RaterSheet("r", {"a": D("2.0001")}),)), Candidate("2", (RaterSheet("r", {"a": D(2)}),))]
    ranking = rank(near, Rules((third,), minimum_raters=1))
    assert order(ranking) == [(1, "1", "score"), (2, "2", "score")]


def test_the_ladder_decides_in_order_and_says_how() -> None:
    ranking = rank([one("1", 5, 7), one("2", 7, 5), one("3", 6, 6, 6), one("4", 6, 6, "n/a"), one("5", 9, 9)], RULES)
    assert order(ranking) == [
        (1, "5", "score"),
        (2, "2", "criterion: Aptitude"),
        (3, "3", "criterion: Courses"),
        (4, "4", "criterion: Courses"),
        (5, "1", "criterion: Aptitude"),
    ]


def test_without_a_seed_those_still_tied_share_a_rank() -> None:
    ranking = rank([one("4", 1, 1), one("2", 5, 5), one("3", 5, 5), one("1", 9, 9)], RULES)
    assert order(ranking) == [(1, "1", "score"), (2, "2", "shared"), (2, "3", "shared"), (4, "4", "score")]


def test_the_draw_orders_by_the_digest_that_anyone_can_repeat() -> None:
    seed = "0123456789abcdef0123456789abcdef"
    numbers = [f"2026-{i:04d}" for i in range(1, 9)]
    rules = Rules((A, B, C), minimum_raters=1, seed=seed)
    ranking = rank([one(number, 5, 5) for number in numbers], rules)
    expected = sorted(numbers, key=lambda n: hashlib.sha256(f"{seed}:{n}".encode()).hexdigest())
    assert [place.number for place in ranking.ranked] == expected
    assert {place.decided_by for place in ranking.ranked} == {"draw"}
    assert [place.rank for place in ranking.ranked] == list(range(1, 9))


def test_digests_of_the_draw_are_those_of_sha256() -> None:
    assert seed_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert draw_digest("seven green apples", "2026-0007") == (
        hashlib.sha256(b"seven green apples:2026-0007").hexdigest()
    )


def test_the_criterion_mean_takes_all_counted_sheets_before_trimming() -> None:
    # Both have the rater scores 0, 50, 50, 100; the trimmed mean is 50, the mean of "a" differs only in the trimmed.
    first = Candidate("1", (sheet("p", 0, 0), sheet("q", 5, 5), sheet("r", 5, 5), sheet("s", 10, 10)))
    second = Candidate("2", (sheet("p", 0, 0), sheet("q", 6, 4), sheet("r", 4, 6), sheet("s", 10, 10)))
    third = Candidate("3", (sheet("p", 1, 0), sheet("q", 5, 5), sheet("r", 5, 5), sheet("s", 10, 10)))
    rules = Rules((A, B), Aggregate.TRIMMED_MEAN, minimum_raters=4, ladder=("a",))
    ranking = rank([first, second, third], rules)
    assert [(place.rank, place.number) for place in ranking.ranked] == [(1, "3"), (2, "1"), (2, "2")]


def test_recused_and_returned_sheets_do_not_count() -> None:
    candidate = Candidate(
        "1",
        (sheet("p", 10, 10), sheet("q", 0, 0, recused=True), sheet("r", 0, 0, counted=False), sheet("s", 5, None)),
    )
    place = rank([candidate], RULES).ranked[0]
    assert (place.score, place.n, place.spread) == (100, 1, None)


def test_everyone_is_ranked_or_has_a_reason() -> None:
    ranking = rank(
        [
            Candidate("3", (sheet("p", 1, 1),)),
            Candidate("1", ()),
            Candidate("2", (sheet("p", 9, 9), sheet("q", 9, 9)), excluded="Withdrawn."),
            Candidate("4", (sheet("p", 1, 1), sheet("q", 3, 3))),
        ],
        Rules((A, B), minimum_raters=2),
    )
    assert [(u.number, u.reason, u.n) for u in ranking.unranked] == [
        ("1", "No complete score yet; it takes 2.", 0),
        ("2", "Withdrawn.", 0),
        ("3", "1 complete score; it takes 2.", 1),
    ]
    assert [(p.number, p.score, p.spread) for p in ranking.ranked] == [("4", Fraction(20), Fraction(20))]


def test_a_trimmed_mean_says_that_it_takes_four() -> None:
    ranking = rank([Candidate("1", (sheet("p", 1, 1),))], Rules((A, B), Aggregate.TRIMMED_MEAN, minimum_raters=1))
    assert ranking.unranked[0].reason == "1 complete score; it takes 4."


# --- stability ------------------------------------------------------------------------------------------------------


def stable(candidates: list[Candidate], rules: Rules):
    return stability(rank(candidates, rules), score_all(candidates, rules.criteria), rules)


def test_stability_names_who_enters_and_who_leaves() -> None:
    people = [
        Candidate("1", (sheet("p", 10, 10), sheet("q", 5, 5), sheet("r", 5, 5))),
        Candidate("2", (sheet("p", 1, 1), sheet("q", 7, 7), sheet("r", 7, 7))),
        Candidate("3", (sheet("p", 0, 0), sheet("q", 0, 0), sheet("r", 0, 0))),
    ]
    lines = stable(people, Rules((A, B), minimum_raters=3, seats=1))
    assert [(line.rater, line.verdict, line.enters, line.leaves) for line in lines] == [
        ("p", Verdict.UNSTABLE, ("2",), ("1",)),
        ("q", Verdict.STABLE, (), ()),
        ("r", Verdict.STABLE, (), ()),
    ]
    assert overall(lines) is Verdict.UNSTABLE


def test_a_shared_rank_across_the_line_is_not_decided() -> None:
    people = [one("1", 5, 5), one("2", 5, 5)]
    lines = stable(people, Rules((A, B), minimum_raters=1, seats=1))
    assert [line.verdict for line in lines] == [Verdict.NOT_DECIDED]
    assert overall(lines) is Verdict.NOT_DECIDED


def test_no_places_no_statement() -> None:
    assert stable([one("1", 5, 5)], RULES) == ()
    assert overall(()) is Verdict.STABLE


def test_one_below_the_minimum_does_not_enter_because_it_is_waived() -> None:
    people = [
        Candidate("1", (sheet("p", 5, 5), sheet("q", 5, 5))),
        Candidate("2", (sheet("p", 4, 4), sheet("q", 4, 4))),
        Candidate("3", (sheet("p", 10, 10),)),
    ]
    lines = stable(people, Rules((A, B), minimum_raters=2, seats=1))
    assert {line.verdict for line in lines} == {Verdict.STABLE}


# --- an independent computation -------------------------------------------------------------------------------------

values = st.one_of(st.none(), st.just("n/a"), st.integers(0, 3))


@st.composite
def cycles(draw: st.DrawFn) -> tuple[list[Candidate], Rules]:
    criteria = tuple(
        Criterion(
            key, key.upper(), D(draw(st.sampled_from([3, 4, 6]))), D(draw(st.sampled_from([1, 2]))),
            required=draw(st.booleans()), counted=draw(st.integers(0, 3)) > 0,
        )
        for key in "abc"
    )  # fmt: skip
    rules = Rules(
        criteria,
        draw(st.sampled_from(list(Aggregate))),
        draw(st.integers(1, 3)),
        seats=draw(st.integers(0, 6)),
        ladder=tuple(draw(st.permutations("abc"))[: draw(st.integers(0, 3))]),
        seed=draw(st.sampled_from([None, "words", "other words"])),
    )
    people = []
    for i in range(draw(st.integers(0, 9))):
        sheets = []
        for rater in range(draw(st.integers(0, 5))):
            ratings = {}
            for criterion in criteria:
                value = draw(values)
                if value == "n/a":
                    ratings[criterion.key] = None
                elif value is not None:
                    ratings[criterion.key] = D(value)
            sheets.append(RaterSheet(f"r{rater}", ratings, recused=draw(st.integers(0, 9)) == 0))
        people.append(Candidate(f"2026-{i:04d}", tuple(sheets)))
    return people, rules


def hand_score(ratings, rules: Rules) -> Fraction | None:
    if any(c.counted and c.required and ratings.get(c.key) is None for c in rules.criteria):
        return None
    used = [c for c in rules.criteria if c.counted and ratings.get(c.key) is not None]
    if not used:
        return None
    top = sum(Fraction(c.weight) * Fraction(ratings[c.key]) / Fraction(c.maximum) for c in used)
    return 100 * top / sum(Fraction(c.weight) for c in used)


def hand_total(scores: list[Fraction], how: Aggregate) -> Fraction:
    scores = sorted(scores)
    if how is Aggregate.MEDIAN:
        half = len(scores) // 2
        return scores[half] if len(scores) % 2 else (scores[half - 1] + scores[half]) / 2
    if how is Aggregate.TRIMMED_MEAN and len(scores) > 2:
        scores = scores[1:-1]
    return sum(scores, Fraction(0)) / len(scores)


def hand_keys(people, rules: Rules, without: str | None = None) -> dict[str, tuple]:
    """For each ranked application the whole key that orders it, biggest first; the draw as a reversed number."""
    keys = {}
    for person in people:
        counted = [s for s in person.sheets if not s.recused and s.rater != without]
        scored = [(s, hand_score(s.ratings, rules)) for s in counted]
        scored = [(s, score) for s, score in scored if score is not None]
        if not scored:
            continue
        if without is None:
            needed = max(rules.minimum_raters, 4 if rules.aggregate is Aggregate.TRIMMED_MEAN else 1)
            if len(scored) < needed:
                continue
        key = [hand_total([score for _, score in scored], rules.aggregate)]
        for name in rules.ladder:
            maximum = next(c.maximum for c in rules.criteria if c.key == name)
            marks = [
                Fraction(s.ratings[name]) / Fraction(maximum) for s, _ in scored if s.ratings.get(name) is not None
            ]
            key.append(sum(marks, Fraction(0)) / len(marks) if marks else Fraction(-1))
        if rules.seed:
            key.append(-int(hashlib.sha256(f"{rules.seed}:{person.number}".encode()).hexdigest(), 16))
        keys[person.number] = tuple(key)
    return keys


@settings(max_examples=300, deadline=None)
@given(cycles())
def test_ranks_equal_an_independent_computation(cycle) -> None:
    people, rules = cycle
    ranking = rank(people, rules)
    keys = hand_keys(people, rules)
    assert {place.number for place in ranking.ranked} == set(keys)
    assert {u.number for u in ranking.unranked} == {p.number for p in people} - set(keys)
    for place in ranking.ranked:
        assert place.rank == 1 + sum(1 for other in keys.values() if other > keys[place.number])
        assert place.score == keys[place.number][0]
        assert place.decided_by == hand_decided_by(place.number, keys, rules)
    assert [p.rank for p in ranking.ranked] == sorted(p.rank for p in ranking.ranked)


def hand_decided_by(number: str, keys: dict[str, tuple], rules: Rules) -> str:
    names = {c.key: c.name for c in rules.criteria}
    words = ["score", *(f"criterion: {names[k]}" for k in rules.ladder), "draw"]
    own = keys[number]
    for length in range(1, len(own) + 1):
        if sum(1 for other in keys.values() if other[:length] == own[:length]) == 1:
            return words[length - 1]
    return "shared"


@settings(max_examples=200, deadline=None)
@given(cycles())
def test_stability_equals_an_independent_computation(cycle) -> None:
    people, rules = cycle
    ranking = rank(people, rules)
    ranked = {place.number for place in ranking.ranked}
    lines = stability(ranking, score_all(people, rules.criteria), rules)
    if not rules.seats or not ranked:
        assert lines == ()
        return

    def top(keys: dict[str, tuple]) -> set[str] | None:
        best = sorted(keys, key=lambda n: keys[n], reverse=True)
        seats = rules.seats
        if len(best) > seats and keys[best[seats - 1]] == keys[best[seats]]:
            return None
        return set(best[:seats])

    base = top(hand_keys(people, rules))
    for line in lines:
        keys = {n: k for n, k in hand_keys(people, rules, without=line.rater).items() if n in ranked}
        again = top(keys)
        if base is None or again is None:
            assert line.verdict is Verdict.NOT_DECIDED
        else:
            assert (set(line.enters), set(line.leaves)) == (again - base, base - again)
            assert (line.verdict is Verdict.STABLE) == (again == base)


@settings(max_examples=100, deadline=None)
@given(cycles(), st.randoms())
def test_the_order_of_applications_and_raters_changes_no_rank(cycle, random) -> None:
    people, rules = cycle
    mixed = [Candidate(p.number, tuple(random.sample(p.sheets, len(p.sheets)))) for p in people]
    random.shuffle(mixed)
    assert order(rank(mixed, rules)) == order(rank(people, rules))


@settings(max_examples=100, deadline=None)
@given(cycles())
def test_shared_ranks_leave_the_gap_that_they_fill(cycle) -> None:
    places = rank(*cycle).ranked
    for position, (before, after) in enumerate(pairwise(places), start=2):
        assert after.rank == position or after.rank == before.rank
        assert (after.rank == before.rank) == (
            before.decided_by == after.decided_by == "shared" and after.rank == before.rank
        )


@pytest.mark.parametrize("raters", [1, 3, 5])
def test_a_recused_rater_changes_nothing_but_n(raters: int) -> None:
    sheets = tuple(sheet(f"r{i}", i, i) for i in range(raters))
    rules = Rules((A, B), minimum_raters=1)
    without = rank([Candidate("1", sheets)], rules).ranked[0]
    with_recused = rank([Candidate("1", (*sheets, sheet("z", 10, 10, recused=True)))], rules).ranked[0]
    assert with_recused == without
