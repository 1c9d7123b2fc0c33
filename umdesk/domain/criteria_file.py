"""The criteria file: a cycle's criteria and rules as one JSON document, in which offices exchange them.

The published schema is `resources/schemas/criteria-file.schema.json`. Numbers are JSON numbers or decimal strings and
are read as decimals, never as binary floating point. A key that may be missing has the default of `CriteriaFile` and
`FileCriterion`. What is written never holds a draw seed: a seed that others know draws nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from umdesk.domain.criteria_faults import MOST_BYTES, Faults, FaultyFile, one_fault
from umdesk.domain.criterion_names import NEVER_RATED, is_never_rated
from umdesk.domain.intake.tables import clean
from umdesk.domain.scoring import Criterion
from umdesk.domain.words import Aggregate
from umdesk.domain.writing import one_line, plain

NAME_MOST, TEXT_MOST, SEED_MOST = 120, 4_000, 400
"""Most characters of a name, of a description or level, and of a draw seed."""
CRITERIA_MOST = 100
NUMBER_MOST = Decimal(1_000_000)
"""The largest maximum, weight or step; together with six decimals it keeps exact sums short."""
RATERS_MOST, SEATS_MOST, THRESHOLD_MOST = 99, 9_999, Decimal(100)


@dataclass(frozen=True, slots=True)
class FileCriterion:
    """A criterion of the file, as `scoring.Criterion` has it; `levels` are texts by their points ("0", "2.5")."""

    name: str
    maximum: Decimal
    weight: Decimal
    step: Decimal = Decimal(1)
    required: bool = True
    counted: bool = True
    levels: Mapping[str, str] = field(default_factory=dict)
    description: str = ""


@dataclass(frozen=True, slots=True)
class CriteriaFile:
    """Criteria and rules of a cycle; `name` is "" where the file has none, `tie_ladder` names criteria in order.

    `draw_seed` is None where the draw is fixed otherwise. `seats` 0 says that nobody set the places.
    """

    criteria: tuple[FileCriterion, ...]
    name: str = ""
    aggregate: Aggregate = Aggregate.MEAN
    minimum_raters: int = 3
    spread_threshold: Decimal = Decimal(20)
    seats: int = 0
    blind: bool = False
    tie_ladder: tuple[str, ...] = ()
    draw_seed: str | None = None


def read(data: bytes) -> CriteriaFile:
    """Read a criteria file.

    Raises:
        FaultyFile: it is none; every fault is told with the place where it stands.
    """
    if len(data) > MOST_BYTES:
        one_fault("It is larger than 1 MB, and no criteria are that long.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        one_fault("It is not a text in UTF-8. Save it again with the encoding UTF-8.")
    try:
        value = json.loads(
            text, parse_float=_decimal, parse_int=Decimal, parse_constant=_no_number, object_pairs_hook=_pairs
        )
    except json.JSONDecodeError as error:
        one_fault(f"It is not JSON: line {error.lineno}, character {error.colno}: {error.msg.lower()}.")
    except RecursionError:
        one_fault("It is not JSON of this kind: its brackets are nested too deep.")
    return parse(value)


def parse(value: object) -> CriteriaFile:
    """Read the document from values that JSON gave, numbers as whole numbers, decimals or texts.

    Raises:
        FaultyFile: see `read`.
    """
    if not isinstance(value, Mapping):
        one_fault("It begins with something else than “{”: it has to be one object with the key “criteria”.")
    faults = Faults()
    top = faults.within("", value)
    top.known({"name", "aggregate", "minimum_raters", "spread_threshold", "seats", "blind", "tie_ladder", "draw_seed",
               "criteria"})  # fmt: skip
    criteria = _criteria(faults, top.rows("criteria", CRITERIA_MOST))
    found = CriteriaFile(
        criteria=criteria,
        name=clean(top.text("name", "", NAME_MOST)),
        aggregate=Aggregate(top.choice("aggregate", Aggregate.MEAN, tuple(Aggregate))),
        minimum_raters=top.whole("minimum_raters", 3, 1, RATERS_MOST),
        spread_threshold=top.above_zero("spread_threshold", Decimal(20), THRESHOLD_MOST),
        seats=top.whole("seats", 0, 0, SEATS_MOST),
        blind=top.yes_no("blind", default=False),
        tie_ladder=_ladder(faults, top.texts("tie_ladder"), criteria),
        draw_seed=_seed(faults, top.text("draw_seed", "", SEED_MOST, nothing=True)),
    )
    faults.refuse()
    return found


def as_json(content: CriteriaFile) -> dict[str, Any]:
    """The document as values that JSON takes, without the draw seed; a number with decimals is a decimal string."""
    return {
        **({"name": content.name} if content.name else {}),
        "aggregate": content.aggregate.value,
        "minimum_raters": content.minimum_raters,
        "spread_threshold": _number(content.spread_threshold),
        "seats": content.seats,
        "blind": content.blind,
        "tie_ladder": list(content.tie_ladder),
        "criteria": [_criterion_as_json(criterion) for criterion in content.criteria],
    }


def write(content: CriteriaFile) -> bytes:
    """The document as the bytes of a file, the same for the same content and without the draw seed."""
    return (json.dumps(as_json(content), ensure_ascii=False, indent=2) + "\n").encode()


def of_rules(
    name: str,
    criteria: Sequence[Criterion],
    *,
    aggregate: Aggregate,
    minimum_raters: int,
    spread_threshold: Decimal,
    seats: int,
    blind: bool,
    ladder: Sequence[str],
) -> CriteriaFile:
    """The document of a cycle's criteria and rules; `ladder` holds keys of criteria."""
    names = {criterion.key: criterion.name for criterion in criteria}
    return CriteriaFile(
        criteria=tuple(
            FileCriterion(c.name, c.maximum, c.weight, c.step, c.required, c.counted, dict(c.levels), c.description)
            for c in criteria
        ),
        name=name,
        aggregate=aggregate,
        minimum_raters=minimum_raters,
        spread_threshold=spread_threshold,
        seats=seats,
        blind=blind,
        tie_ladder=tuple(names[key] for key in ladder if key in names),
    )


def _criterion_as_json(criterion: FileCriterion) -> dict[str, Any]:
    return {
        "name": criterion.name,
        **({"description": criterion.description} if criterion.description else {}),
        "maximum": _number(criterion.maximum),
        "weight": _number(criterion.weight),
        "step": _number(criterion.step),
        "required": criterion.required,
        "counted": criterion.counted,
        "levels": dict(criterion.levels),
    }


def _number(value: Decimal) -> int | str:
    text = plain(value)
    return text if "." in text else int(text)


def _criteria(faults: Faults, rows: Sequence[object]) -> tuple[FileCriterion, ...]:
    found: list[FileCriterion] = []
    for number, row in enumerate(rows, start=1):
        name = row.get("name") if isinstance(row, Mapping) else None
        place = f"Criterion {number}" + (f" “{one_line(name)[:40]}”" if isinstance(name, str) and name.strip() else "")
        if not isinstance(row, Mapping):
            faults.add(place, "it is no object with a name, a maximum and a weight")
            continue
        read_one = _criterion(faults, place, row)
        if read_one.name and any(other.name.casefold() == read_one.name.casefold() for other in found):
            faults.add(place, "another criterion has this name already")
        found.append(read_one)
    return tuple(found)


def _criterion(faults: Faults, place: str, row: Mapping[Any, Any]) -> FileCriterion:
    keys = faults.within(place, row)
    keys.known({"name", "description", "maximum", "weight", "step", "required", "counted", "levels"})
    typed = keys.text("name", None, NAME_MOST)
    name = clean(typed)
    if typed and not name:
        faults.add(place, "“name” holds only signs that nobody sees")
    if is_never_rated(name):
        faults.add(place, f"“name” {NEVER_RATED}")
    maximum = keys.above_zero("maximum", None, NUMBER_MOST)
    weight = keys.above_zero("weight", None, NUMBER_MOST)
    step = keys.above_zero("step", Decimal(1), NUMBER_MOST)
    if step > maximum:
        faults.add(place, f"the step {plain(step)} is larger than the maximum {plain(maximum)}")
    return FileCriterion(
        name, maximum, weight, step,
        required=keys.yes_no("required", default=True),
        counted=keys.yes_no("counted", default=True),
        levels=_levels(faults, place, keys.texts_by_key("levels"), maximum),
        description=keys.text("description", "", TEXT_MOST).strip(),
    )  # fmt: skip


def _levels(faults: Faults, place: str, levels: Mapping[str, str], maximum: Decimal) -> dict[str, str]:
    found: dict[str, str] = {}
    for typed, text in levels.items():
        points = faults.decimal(typed)
        if points is None or points < 0 or points > maximum:
            faults.add(place, f"“levels” names “{typed[:40]}”, which is no number from 0 to {plain(maximum)}")
        elif plain(points) in found:
            faults.add(place, f"“levels” describes {plain(points)} twice")
        elif len(text) > TEXT_MOST:
            faults.add(place, f"the level {plain(points)} has more than {TEXT_MOST:,} characters")
        elif text.strip():
            found[plain(points)] = text.strip()
    return dict(sorted(found.items(), key=lambda level: Decimal(level[0])))


def _ladder(faults: Faults, names: Sequence[str], criteria: Sequence[FileCriterion]) -> tuple[str, ...]:
    by_name = {criterion.name.casefold(): criterion.name for criterion in criteria}
    found: list[str] = []
    for typed in names:
        name = by_name.get(clean(typed).casefold())
        if name is None:
            faults.add("", f"“tie_ladder” names “{one_line(typed)[:40]}”, and no criterion has this name")
        elif name in found:
            faults.add("", f"“tie_ladder” names “{name[:40]}” twice")
        else:
            found.append(name)
    return tuple(found)


def _seed(faults: Faults, seed: str) -> str | None:
    """The seed exactly as it is written, since the draw hashes it; none for nothing."""
    if seed and (not seed.strip() or not seed.isprintable()):
        faults.add("", "“draw_seed” is a text of letters, digits, signs and blanks on one line")
    return seed or None


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:  # an exponent beyond 10 to the power of 18
        one_fault(f"It holds {digits[:40]}, which is no number that umdesk can compute with.")


def _no_number(word: str) -> NoReturn:
    one_fault(f"It holds {word}, which is no number.")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            one_fault(f"The key “{key[:40]}” stands twice in one object, so it is not clear which one holds.")
        found[key] = value
    return found


__all__ = [
    "MOST_BYTES", "CriteriaFile", "FaultyFile", "FileCriterion", "as_json", "of_rules", "parse", "read", "write",
]  # fmt: skip
