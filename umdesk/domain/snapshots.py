"""Snapshots: everything that one printed document shows, as frozen plain values without ids.

A service fills a snapshot from the program, a document draws it and never asks for more. Money is Decimal in US
dollars, hours are Decimal, dates are date; an empty text is something that nobody wrote yet.
"""

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from umdesk.domain.draws import DrawSnapshot
from umdesk.domain.flyer import FlyerSnapshot
from umdesk.domain.letters import LetterSnapshot
from umdesk.domain.packet import PacketSnapshot
from umdesk.domain.person_snapshot import PersonSnapshot
from umdesk.domain.plan_papers import PaperSnapshot
from umdesk.domain.privacy_notice import UNWRITTEN, PrivacyNotice
from umdesk.domain.screening import ScreeningSnapshot
from umdesk.domain.td_snapshot import TDAgreementSnapshot
from umdesk.domain.worksheet import WorksheetSnapshot


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal as the revision words it; `by` is the day it shall be reached, `measure` how that will be seen."""

    text: str
    by: date | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class CompetencyLine:
    """A competency: where the participant stands now and what is wanted."""

    name: str
    now: str
    wanted: str


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """A planned activity; `type` in the words of ActivityType, `serves` and `also_serves` as people read it ("Goal 1").

    `training_category` is the state's category of the training as the department words it, `resource` what the
    department's directory offers for it.
    """

    type: str
    text: str
    provider: str = ""
    starts: date | None = None
    ends: date | None = None
    state_hours: Decimal | None = None
    own_hours: Decimal | None = None
    serves: str = ""
    required: bool = True
    also_serves: str = ""
    training_category: str = ""
    resource: str = ""


@dataclass(frozen=True, slots=True)
class CostLine:
    """A cost line; `estimate` in US dollars, None while nobody estimated it.

    `category` is in the words of CostCategory, `pays_for` as people read it ("Activity 2"), `expected` the day on which
    the money is expected to be spent.
    """

    text: str
    estimate: Decimal | None = None
    fund: str = ""
    category: str = ""
    request_number: str = ""
    expected: date | None = None
    pays_for: str = ""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One difference from an earlier revision: what, how it stood there, how it stands in this one ("" is nothing)."""

    what: str
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class PlanSnapshot:
    """One revision of a Career Development Plan (GC 19401) as it is printed for signature.

    `kind` is in the words of RevisionKind; of a later revision `reason` says why it was made and `changes` lists what
    differs from what was agreed: from revision `changes_since`, or (None) the one before. `supervisor_approval`
    is in the words of Approval. `training_and_development` holds sentences on the months used, left and the last
    allowed day (2 CCR 438.1), `reviews` sentences on the reviews that are planned. `no_promise` is the department's
    line that the plan promises no promotion. `disagrees` says that the participant filed a statement of disagreement
    (Civ. Code 1798.36).
    """

    department: str
    office: str
    plan_number: str
    revision_number: int
    period_from: date | None
    period_to: date | None
    participant: str
    employee_number: str
    unit: str
    class_code: str
    class_title: str
    target_class_code: str
    target_class_title: str
    supervisor: str
    coordinator: str
    mentor: str = ""
    kind: str = "initial"
    reason: str = ""
    changes: tuple[ChangeLine, ...] = ()
    changes_since: int | None = None
    short_goals: tuple[GoalLine, ...] = ()
    long_goals: tuple[GoalLine, ...] = ()
    competencies: tuple[CompetencyLine, ...] = ()
    activities: tuple[ActivityLine, ...] = ()
    costs: tuple[CostLine, ...] = ()
    support: str = ""
    supervisor_comments: str = ""
    supervisor_approval: str = ""
    participant_comments: str = ""
    training_and_development: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    coordinator_signs: bool = True
    notice: PrivacyNotice = UNWRITTEN
    no_promise: str = ""
    disagrees: bool = False

    @property
    def state_hours(self) -> Decimal:
        """Planned hours on state time, all activities together."""
        return sum((line.state_hours or Decimal(0) for line in self.activities), Decimal(0))

    @property
    def own_hours(self) -> Decimal:
        """Planned hours on the participant's own time, all activities together."""
        return sum((line.own_hours or Decimal(0) for line in self.activities), Decimal(0))

    @property
    def estimate(self) -> Decimal:
        """Estimated cost in US dollars, all lines together."""
        return sum((line.estimate or Decimal(0) for line in self.costs), Decimal(0))


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion of a cycle; one that is not counted is shown but touches no score."""

    name: str
    maximum: Decimal
    weight: Decimal
    required: bool = True
    counted: bool = True


@dataclass(frozen=True, slots=True)
class RankedLine:
    """One ranked application; score and spread are percents rounded half up to 2 places for display.

    `decided_by` is "score", "criterion: NAME", "draw" or "shared"; `reason` explains a departure from rank.
    `rater_scores` are (rater, percent) by rater, `points` the mean points by criterion, None where nobody rated it.
    """

    rank: int
    number: str
    name: str
    score: Decimal
    raters: int
    spread: Decimal | None
    decided_by: str
    decision: str = ""
    reason: str = ""
    rater_scores: tuple[tuple[str, Decimal], ...] = ()
    points: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """How far raters agree on a criterion or on the scores: Krippendorff's alpha as text, its basis and reading."""

    what: str
    alpha: str
    basis: str
    reading: str


@dataclass(frozen=True, slots=True)
class WithoutRaterLine:
    """What the first places would be without one rater: the verdict, and who would enter and leave by number."""

    rater: str
    verdict: str
    changes: str


@dataclass(frozen=True, slots=True)
class UnrankedLine:
    """An application without a rank, and why."""

    number: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class RankingSnapshot:
    """The ranking of a cycle, with all that is needed to check it by hand.

    `above_line` is how many rows stand above the cut line (None while no number of places is set). `ties` explains
    the ladder a sentence each. The draw: `seed_digest` is the SHA-256 fixed when scoring started, `seed` stays empty
    until the draw was made. `agreement` and `stability` are tables, empty where there is nothing to tell; `marks` says
    what the customary marks of agreement are. `notes` are further sentences (spread, stability).
    """

    department: str
    office: str
    cycle: str
    state: str
    formula: str
    criteria: tuple[CriterionLine, ...]
    rows: tuple[RankedLine, ...]
    unranked: tuple[UnrankedLine, ...]
    above_line: int | None
    places: int | None
    ties: tuple[str, ...]
    seed_digest: str
    seed: str
    raters: tuple[str, ...]
    made_on: date
    made_by: str
    notes: tuple[str, ...] = ()
    agreement: tuple[AgreementRow, ...] = ()
    marks: str = ""
    stability: tuple[WithoutRaterLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RecoverySnapshot:
    """The sheet with a program's recovery code; `code` in groups joined by "-", as it is typed."""

    program: str
    department: str
    office: str
    code: str
    made_on: date
    opens: tuple[str, ...]
    use: tuple[str, ...]
    keep: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnchorSnapshot:
    """The page that testifies for the history: the number and the hash (64 hexadecimal digits) of its last event."""

    program: str
    department: str
    office: str
    event: int
    hash: str
    made_on: date
    made_by: str


@dataclass(frozen=True, slots=True)
class FormSnapshot:
    """The empty application form of a cycle: what its head says and which of the optional parts it asks for.

    `text` is what the department announces the window with; `parts` are values of `application_form.Part`.
    """

    department: str
    office: str
    cycle: str
    opens: date | None
    closes: date | None
    text: str
    parts: tuple[str, ...]
    notice: PrivacyNotice = UNWRITTEN


Snapshot: TypeAlias = (
    FormSnapshot | PlanSnapshot | RankingSnapshot | RecoverySnapshot | PersonSnapshot | AnchorSnapshot
    | LetterSnapshot | ScreeningSnapshot | PacketSnapshot | DrawSnapshot | PaperSnapshot
    | TDAgreementSnapshot | WorksheetSnapshot | FlyerSnapshot
)  # fmt: skip


def canonical(snapshot: Snapshot) -> str:
    """The snapshot as canonical JSON: under its kind, keys sorted, decimals without needless zeros and dates as text.

    Two amounts that are equal but written with other zeros (350 and 350.00) give the same text.
    """
    return _ENCODER.encode({type(snapshot).__name__: snapshot})


def snapshot_digest(snapshot: Snapshot) -> str:
    """The content's digest: 64 hexadecimal digits of SHA-256 over its canonical JSON in UTF-8."""
    return hashlib.sha256(canonical(snapshot).encode()).hexdigest()


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain(value: object) -> str | dict[str, object]:
    """What JSON has not, in the form in which it stands there."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: getattr(value, name) for name in _names(type(value))}
    if isinstance(value, Decimal):
        return format(value.normalize() if value else Decimal(0), "f")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no plain form for {type(value).__name__}")


_ENCODER = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_plain
)
