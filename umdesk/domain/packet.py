"""The selection packet: everything about one cycle that an appeal asks for, as frozen plain values without ids.

A service takes the snapshot, a document and a workbook draw it and ask for nothing more. Moments are kept as aware
datetimes, exact scores as the text of a fraction ("175/2"), scores for display as decimals with two places.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from umdesk.domain.words import Aggregate

COUNTS = "yes"
"""What stands for a sheet that goes into the score as far as it is complete; any other text says why it does not."""
RECUSED, SENT_BACK = "no: recused", "no: sent back"
NO_SHEET, NOT_RANKED = "no: no sheet", "no: application is not ranked"
PATTERN = (
    "Five years from closing follow the pattern of 2 CCR 548.53, which is about another kind of examination; no "
    "published rule sets the years for the Upward Mobility Program. The department's records retention schedule counts."
)

Value = Decimal | str | None
"""A rating: a number, the text "N/A", or None for a blank."""


@dataclass(frozen=True, slots=True)
class CriterionPart:
    """A criterion of one version; `levels` are (points, description)."""

    name: str
    maximum: Decimal
    weight: Decimal
    step: Decimal
    required: bool
    counted: bool
    description: str
    levels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class VersionPart:
    """One version of the criteria, from 1, the last one in force; `changes` says what differs from the one before."""

    version: int
    made_at: datetime
    reason: str
    criteria: tuple[CriterionPart, ...]
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RulesPart:
    """How the cycle ranks; `ladder` names criteria in order, `seats` is 0 while nobody set the places."""

    formula: str
    aggregate: Aggregate
    minimum_raters: int
    spread_threshold: Decimal
    seats: int
    ladder: tuple[str, ...]
    ties: tuple[str, ...]
    blind: bool
    everyone_rates: bool


@dataclass(frozen=True, slots=True)
class RaterPart:
    """A rater: how many applications they rate, how many sheets are submitted, from how many they are recused.

    `asked` counts the applications on which they said whether there is a conflict of interest.
    """

    name: str
    unit: str
    rates: int
    submitted: int
    recused: int
    asked: int


@dataclass(frozen=True, slots=True)
class ConflictPart:
    """A conflict of interest that was named or judged: what the rater said, and what holds."""

    number: str
    applicant: str
    rater: str
    said: str
    holds: str
    reason: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One rater's sheet of one application; `values` stand in the order of the criteria in force.

    `counts` is `COUNTS` or says why not. `score` is exact, "" while the sheet has none. `comments` are (criterion,
    words), `left_out` ratings of criteria that are no longer in force, `came` sentences on how the ratings came in.
    """

    rater: str
    counts: str
    values: tuple[Value, ...]
    score: str
    comments: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]
    came: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether it has a score."""
        return bool(self.score)


@dataclass(frozen=True, slots=True)
class ApplicationPart:
    """An application with what raters read of it (label, text) and every sheet, in the order of the raters' names.

    `outside` says why it has no rank whatever its sheets hold, "" when it takes part; `note` are the words on record of
    a withdrawal or of a decision on eligibility.
    """

    number: str
    name: str
    class_text: str
    unit: str
    received: date
    state: str
    eligibility: str
    outside: str
    texts: tuple[tuple[str, str], ...]
    sheets: tuple[SheetPart, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlacePart:
    """A place in the ranking. `ladder` holds the exact mean on each step, "" where nobody rated it.

    `spread` is None below two scores, `wide` says that it asked for a second look and `settled` how that was done.
    """

    rank: int
    number: str
    name: str
    score: Decimal
    exact: str
    n: int
    spread: Decimal | None
    wide: bool
    settled: str
    decided_by: str
    ladder: tuple[str, ...]
    inside: bool
    decision: str


@dataclass(frozen=True, slots=True)
class UnrankedPart:
    """An application without a rank, and why."""

    number: str
    name: str
    reason: str
    n: int


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """An application in a draw or on a shared rank; without a seed it has no digest."""

    rank: int
    number: str
    digest: str


@dataclass(frozen=True, slots=True)
class DrawPart:
    """The draw: its seed, where it came from and when it was fixed, every group it ordered.

    `witnesses` are the words on record of who looked on when it was held, "" while it was not.
    """

    seed: str
    digest: str
    fixed_at: datetime | None
    source: str
    held_at: datetime | None
    witnesses: str
    groups: tuple[tuple[DrawnPart, ...], ...]
    shared: tuple[tuple[DrawnPart, ...], ...]


@dataclass(frozen=True, slots=True)
class FlagPart:
    """A wide spread and how it stands ("settled by discussion"); `note`, `by` and `at` are what is on record of it.

    `before` are sentences on how it was settled before that.
    """

    number: str
    name: str
    spread: Decimal
    how: str
    settled: bool
    note: str
    by: str
    at: datetime | None
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionPart:
    """A decision with its reason; `departs` says where it departs from rank, `applied_at` is None while pending."""

    number: str
    name: str
    rank: int | None
    outcome: str
    kind: str
    reason: str
    departs: str
    by: str
    at: datetime
    applied_at: datetime | None


@dataclass(frozen=True, slots=True)
class MovePart:
    """What happened after the decisions: a place declined, or the waitlist moved on; both in a sentence."""

    on: date | None
    number: str
    name: str
    what: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class CorrectionPart:
    """A correction of the closed cycle: what was done in sentences, and who stands otherwise: (number, before, after).

    `unchanged` counts the applications whose rank, score and decision stayed.
    """

    at: datetime
    by: str
    reason: str
    changes: tuple[str, ...]
    beside: tuple[tuple[str, str, str], ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class LetterPart:
    """A letter to an applicant; `sent_on` is None while it is not sent. `words` are its lines as they were printed."""

    number: str
    name: str
    kind: str
    made_at: datetime
    made_by: str
    sent_on: date | None
    sent_by: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ViewingPart:
    """Who saw which sealed part, first on that day."""

    what: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EventPart:
    """A line of the history; `number` is that of the event, the first where `times` like ones are told together."""

    number: int
    at: datetime
    by: str
    what: str
    reason: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class AgreementPart:
    """How far raters agree on one criterion or on the scores, with what it is made from and what it means."""

    what: str
    alpha: str
    basis: str
    reading: str


@dataclass(frozen=True, slots=True)
class PacketSnapshot:
    """One cycle, whole. `missing` says in sentences what is not settled or not there yet.

    `notes` are the sentences on stability, `opened`, `closes` the days of the window, `keep_until` the last day of the
    years that the packet is kept at least, None while the cycle is not closed. `event` and `hash` are the last event of
    the program's history when the packet was made.
    """

    department: str
    office: str
    cycle: str
    state: str
    made_at: datetime
    made_on: date
    made_by: str
    opens: date | None
    closes: date | None
    notice: str
    scoring_started_at: datetime | None
    closed_at: datetime | None
    keep_until: date | None
    retention_years: int
    waitlist_until: date | None
    rules: RulesPart
    versions: tuple[VersionPart, ...]
    conflict_definition: str
    raters: tuple[RaterPart, ...]
    conflicts: tuple[ConflictPart, ...]
    applications: tuple[ApplicationPart, ...]
    places: tuple[PlacePart, ...]
    unranked: tuple[UnrankedPart, ...]
    draw: DrawPart
    flags: tuple[FlagPart, ...]
    notes: tuple[str, ...]
    agreement: tuple[AgreementPart, ...]
    decisions: tuple[DecisionPart, ...]
    moves: tuple[MovePart, ...]
    corrections: tuple[CorrectionPart, ...]
    letters: tuple[LetterPart, ...]
    viewings: tuple[ViewingPart, ...]
    history: tuple[EventPart, ...]
    event: int
    hash: str
    missing: tuple[str, ...]

    @property
    def criteria(self) -> tuple[CriterionPart, ...]:
        """The criteria in force."""
        return self.versions[-1].criteria

    @property
    def title(self) -> str:
        """What people call it: "Selection packet, Spring 2026"."""
        return f"Selection packet, {self.cycle}"

    @property
    def final(self) -> bool:
        """Whether the cycle was closed when it was made."""
        return self.closed_at is not None


def keep_until(closed: date, years: int) -> date:
    """The last day of the years that a packet is kept at least, counted from the day its cycle was closed.

    Closed on February 29, a year without that day ends on March 1, so that none of the years is short.
    """
    try:
        return closed.replace(year=closed.year + years)
    except ValueError:
        return date(closed.year + years, 3, 1)


def fraction(text: str) -> Fraction:
    """The number behind an exact score ("175/2")."""
    return Fraction(text)
