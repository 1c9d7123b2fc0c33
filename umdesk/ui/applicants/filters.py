"""By what the list of applicants can be narrowed: the states with their chips, and further filters."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from umdesk.domain.class_words import CATEGORY_WORDS
from umdesk.domain.words import ApplicationState, Category, Eligibility
from umdesk.services.applicants import ApplicantRow
from umdesk.ui.applicants.words import row_to_recheck
from umdesk.ui.widgets.picking import Pick

ALL, ELIGIBLE, DECIDE, NOT_ELIGIBLE, WITHDRAWN = "all", "eligible", "decide", "not eligible", "withdrawn"
RECHECK = "recheck"
STATES: dict[str, Callable[[ApplicantRow], bool]] = {
    ALL: lambda _row: True,
    ELIGIBLE: lambda row: not row.withdrawn and row.eligibility is Eligibility.ELIGIBLE,
    DECIDE: lambda row: not row.withdrawn and row.eligibility is Eligibility.COORDINATOR_DECIDES,
    NOT_ELIGIBLE: lambda row: not row.withdrawn and row.eligibility is Eligibility.NOT_ELIGIBLE,
    WITHDRAWN: lambda row: row.state is ApplicationState.WITHDRAWN,
    RECHECK: row_to_recheck,
}
STATE_WORDS = {
    ALL: "All",
    ELIGIBLE: "Eligible",
    DECIDE: "To decide",
    NOT_ELIGIBLE: "Not eligible",
    WITHDRAWN: "Withdrawn",
    RECHECK: "Answer would change",
}


@dataclass(frozen=True, slots=True)
class FilterKind:
    """One kind of filter: its word, the values that a row has of it, and how people read a value in a row.

    One with few values lists them in the menu; the others are looked up by a few letters.
    """

    key: str
    word: str
    values: Callable[[ApplicantRow], tuple[str, ...]]
    text: Callable[[str, ApplicantRow], str]
    few: bool = False


_RECEIVED = {"in time": "In time", "late": "Late", "unknown": "Day not known"}
_NEEDS = {"decision": "A decision", "letter": "A letter"}


def _received(row: ApplicantRow) -> tuple[str, ...]:
    return ("unknown",) if row.received is None else ("late",) if row.late else ("in time",)


def _needs(row: ApplicantRow) -> tuple[str, ...]:
    decision = ("decision",) if STATES[DECIDE](row) else ()
    return (*decision, "letter") if row.wants_letter else decision


def _category(value: str, _row: ApplicantRow) -> str:
    return CATEGORY_WORDS[Category(value)] if value else "No class code"


KINDS: tuple[FilterKind, ...] = (
    FilterKind("class", "Class", lambda row: (row.class_code or row.class_title,), lambda _value, row: row.class_text),
    FilterKind("unit", "Unit", lambda row: (row.unit,), lambda value, _row: value or "No unit"),
    FilterKind("category", "Category", lambda row: (row.category,), _category, few=True),
    FilterKind("received", "Received", _received, lambda value, _row: _RECEIVED[value], few=True),
    FilterKind("needs", "Needs", _needs, lambda value, _row: _NEEDS[value], few=True),
)
VALUES = {kind.key: kind.values for kind in KINDS}


def picks(kind: FilterKind, rows: Iterable[ApplicantRow]) -> list[Pick]:
    """The values of a kind that occur, in the order of how people read them, with how often."""
    counts: Counter[str] = Counter()
    texts: dict[str, str] = {}
    for row in rows:
        for value in kind.values(row):
            counts[value] += 1
            if value not in texts:
                texts[value] = kind.text(value, row)
    return [Pick(value, texts[value], counts[value]) for value in sorted(counts, key=lambda each: texts[each])]


def state_counts(rows: Sequence[ApplicantRow]) -> dict[str, int]:
    """How many rows are in each state; rows that stand alike are judged once."""
    keys = [(row.state, id(row.standing)) for row in rows]
    alike, samples = Counter(keys), dict(zip(keys, rows, strict=True))
    return {state: sum(count for key, count in alike.items() if holds(samples[key])) for state, holds in STATES.items()}
