"""Packets of cycles made by chance, ranked by the program's own rules: many ties, N/A, blanks, recusals."""

from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from umdesk.domain.packet import (
    COUNTS,
    NOT_RANKED,
    RECUSED,
    SENT_BACK,
    ApplicationPart,
    CriterionPart,
    DrawPart,
    PacketSnapshot,
    PlacePart,
    RaterPart,
    RulesPart,
    SheetPart,
    UnrankedPart,
    VersionPart,
)
from umdesk.domain.ranking import Candidate, Ranking, RaterSheet, Rules, SheetLike, rank, score_all
from umdesk.domain.scoring import Criterion, Scorer, exact_text, formula, is_wide, shown
from umdesk.domain.ties import criterion_mean, seed_digest
from umdesk.domain.words import Aggregate

NOON = datetime(2026, 5, 20, 17, 0, tzinfo=UTC)


def random_packet(seed: int, applications: int = 0, raters: int = 0) -> PacketSnapshot:
    """A packet from a number; the same number gives the same one. Sizes of 0 are drawn too."""
    chance = Random(seed)
    rules = _rules(chance)
    names = tuple(f"Rater {number:02d}" for number in range(1, (raters or chance.choice((1, 2, 3, 4, 5, 7, 12))) + 1))
    count = applications or chance.choice((2, 5, 12, 30, 60))
    candidates: list[Candidate] = []
    for number in range(1, count + 1):
        twin = candidates[-1].sheets if candidates and chance.random() < 0.35 else None
        sheets = twin or tuple(_sheet(chance, rater, rules) for rater in names if chance.random() < 0.92)
        excluded = "Withdrawn." if chance.random() < 0.04 else ""
        candidates.append(Candidate(f"2026-{number:04d}", sheets, excluded))
    return packet_of(candidates, rules, names)


def packet_of(candidates: list[Candidate], rules: Rules, raters: tuple[str, ...]) -> PacketSnapshot:
    """A packet around candidates and rules, ranked."""
    found = rank(candidates, rules)
    criteria = tuple(
        CriterionPart(c.name, c.maximum, c.weight, c.step, c.required, c.counted, c.description, ())
        for c in rules.criteria
    )
    return PacketSnapshot(
        department="Department of Example", office="Redding Field Office", cycle="Spring 2026", state="deciding",
        made_at=NOON, made_on=date(2026, 5, 20), made_by="Maria Ortega", opens=date(2026, 2, 2),
        closes=date(2026, 3, 2), notice="Apply now.", scoring_started_at=NOON, closed_at=None, keep_until=None,
        retention_years=5, waitlist_until=None, rules=_rules_part(rules),
        versions=(VersionPart(1, NOON, "", criteria),), conflict_definition="",
        raters=tuple(RaterPart(name, "", len(candidates), 0, 0, 0) for name in raters), conflicts=(),
        applications=tuple(_application(each, rules) for each in candidates),
        places=_places(found, rules, candidates),
        unranked=tuple(UnrankedPart(one.number, f"Name {one.number}", one.reason, one.n) for one in found.unranked),
        draw=DrawPart(rules.seed or "", seed_digest(rules.seed or ""), None, "", None, "", (), ()), flags=(),
        notes=(), agreement=(), decisions=(), moves=(), corrections=(), letters=(), viewings=(), history=(), event=1,
        hash="ab" * 32, missing=(),
    )  # fmt: skip


def _rules(chance: Random) -> Rules:
    criteria = []
    for place in range(chance.choice((1, 2, 3, 5, 8))):
        maximum = Decimal(chance.choice(("2.5", "3", "4", "5", "7", "10", "100")))
        weight = Decimal(chance.choice(("0.3", "0.5", "1", "1.5", "2", "3")))
        optional = place > 0 and chance.random() < 0.4
        counted = place == 0 or chance.random() < 0.85
        criteria.append(
            Criterion(f"k{place}", f"Criterion {place + 1}", maximum, weight, maximum / 5, not optional, counted)
        )
    keys = [criterion.key for criterion in criteria]
    return Rules(
        criteria=tuple(criteria),
        aggregate=chance.choice(tuple(Aggregate)),
        minimum_raters=chance.choice((1, 2, 3)),
        spread_threshold=Decimal(20),
        seats=chance.choice((0, 3, 12)),
        ladder=tuple(chance.sample(keys, chance.randrange(min(len(keys), 3) + 1))),
        seed=f"{chance.getrandbits(128):032x}" if chance.random() < 0.7 else None,
    )


def _sheet(chance: Random, rater: str, rules: Rules) -> RaterSheet:
    ratings: dict[str, Decimal | None] = {}
    for criterion in rules.criteria:
        happened = chance.random()
        if happened < 0.06:
            continue
        if happened < 0.25 and not criterion.required:
            ratings[criterion.key] = None
        else:
            ratings[criterion.key] = criterion.step * chance.randrange(1, 6)
    return RaterSheet(rater, ratings, recused=chance.random() < 0.05, counted=chance.random() < 0.97)


def _rules_part(rules: Rules) -> RulesPart:
    return RulesPart(
        formula(rules.criteria, rules.aggregate, rules.minimum_raters), rules.aggregate, rules.minimum_raters,
        rules.spread_threshold, rules.seats, tuple(c.name for c in rules.tie_ladder().criteria), (), blind=False,
        everyone_rates=True,
    )  # fmt: skip


def _application(candidate: Candidate, rules: Rules) -> ApplicationPart:
    scorer = Scorer(rules.criteria)
    sheets = []
    for sheet in candidate.sheets:
        counts = RECUSED if sheet.recused else COUNTS if sheet.counted else SENT_BACK
        counts = NOT_RANKED if candidate.excluded else counts
        score = scorer.score(sheet.ratings) if counts == COUNTS else None
        values = [_value(sheet, criterion) for criterion in rules.criteria]
        sheets.append(
            SheetPart(sheet.rater, counts, tuple(values), "" if score is None else exact_text(score), (), (), ())
        )
    if not sheets:
        sheets.append(SheetPart("", "no: no sheet", tuple(None for _ in rules.criteria), "", (), (), ()))
    number = candidate.number
    return ApplicationPart(
        number, f"Name {number}", "1379", "", date(2026, 2, 9), "received", "eligible", candidate.excluded, (),
        tuple(sheets),
    )  # fmt: skip


def _value(sheet: SheetLike, criterion: Criterion) -> Decimal | str | None:
    value = sheet.ratings.get(criterion.key)
    return "N/A" if value is None and criterion.key in sheet.ratings else value


def _places(found: Ranking, rules: Rules, candidates: list[Candidate]) -> tuple[PlacePart, ...]:
    sheets = {one.number: tuple(one.sheets.values()) for one in score_all(candidates, rules.criteria)}
    steps = rules.tie_ladder().criteria
    means = {number: [criterion_mean(step, own) for step in steps] for number, own in sheets.items()}
    return tuple(
        PlacePart(
            one.rank, one.number, f"Name {one.number}", shown(one.score), exact_text(one.score), one.n,
            None if one.spread is None else shown(one.spread), is_wide(one.spread, rules.spread_threshold), "",
            one.decided_by, tuple("" if mean is None else exact_text(mean) for mean in means[one.number]),
            inside=one.rank <= rules.seats, decision="",
        )
        for one in found.ranked
    )  # fmt: skip
