"""What the queries on plans answer with: plain values for the screens."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from umdesk.domain import plans
from umdesk.domain.next_step import Standing
from umdesk.domain.plan_steps import Taken
from umdesk.domain.plans import Content, Gap
from umdesk.domain.words import (
    CostCategory,
    ParticipationState,
    PlannedType,
    ProgressStatus,
    RevisionKind,
    RevisionState,
    Route,
    Signatory,
)
from umdesk.services.plans import td
from umdesk.services.plans.participations import State
from umdesk.services.plans.signing import InForce, Signatures


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One participant in the list; `missing` counts what is needed before printing, 0 once it is printed.

    `unsigned_days` is for how many days it is printed and not signed, 0 unless that is too long.

    `done` and `activities` count the activities of the plan; `td` says where T&D stands, "" without any; `standing` is
    that from which follows what comes next. `theirs` is False where a supervisor who sees all plans is not this
    participant's; `readiness` is how many lines of the checklist are answered with yes ("4 of 6").
    """

    participation_id: str
    person_id: str
    revision_id: str
    name: str
    employee_number: str
    plan_number: str
    revision_number: int
    revision_state: RevisionState
    participation_state: ParticipationState
    target: str
    unit: str
    supervisor: str
    missing: int
    unsigned_days: int
    done: int
    activities: int
    td: str
    td_warning: bool
    standing: Standing
    theirs: bool = True
    readiness: str = ""


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One revision in the list of versions."""

    id: str
    number: int
    state: RevisionState
    started_on: date
    printed_at: datetime | None
    reason: str
    kind: RevisionKind


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """What happened to an activity on a date; `hours` are those of this record, `files` how many are evidence of it.

    `kept_back` says that there may be a note that who asks does not see: of counseling, the date and kind only.
    `theirs` says that who asks wrote it or is a coordinator, so that they may put it right.
    """

    id: str
    item: str
    on: date
    status: ProgressStatus
    hours: Decimal | None
    note: str
    evidence: str
    kept_back: bool = False
    files: int = 0
    theirs: bool = True


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """Money spent on a date in US dollars; `text` is the cost line or activity that it was for."""

    id: str
    item: str | None
    text: str
    on: date
    amount: Decimal
    fund: str
    note: str
    category: CostCategory = CostCategory.OTHER
    request_number: str = ""


@dataclass(frozen=True, slots=True)
class ActivityState:
    """How far an activity is: status, last record, hours so far; `in_plan` False when the revision has it not."""

    item: str
    text: str
    type: PlannedType
    status: ProgressStatus
    last: date | None
    hours: Decimal
    planned_hours: Decimal
    in_plan: bool


@dataclass(frozen=True, slots=True)
class AdvancementRow:
    """A move to another class."""

    id: str
    on: date
    from_class: str
    to_class: str
    route: Route
    note: str


@dataclass(frozen=True, slots=True)
class PlanDetail:
    """One plan as the editor shows it: the revision asked for, what is missing in it, and what happened beside it.

    `signs` are those who sign this revision, `steps` its steps with their notes in order of time; `in_force` is the
    coordinator's word that it holds although not everybody signed.
    `theirs` says that what the account may do with plans of its own holds for this one: who only supervises some
    participants but reads all plans changes those of the others not.
    """

    participation_id: str
    person_id: str
    plan_id: str
    plan_number: str
    revision_id: str
    revision_number: int
    state: RevisionState
    newest: bool
    reason: str
    content: Content
    gaps: tuple[Gap, ...]
    revisions: tuple[RevisionRow, ...]
    printed_at: datetime | None
    signatures: Signatures
    signs: tuple[Signatory, ...]
    in_force: InForce | None
    kind: RevisionKind
    steps: tuple[Taken, ...]
    states: tuple[State, ...]
    participation_state: ParticipationState
    activities: tuple[ActivityState, ...]
    progress: tuple[ProgressRow, ...]
    money: tuple[MoneyRow, ...]
    estimated: Decimal
    spent: Decimal
    td: td.TDView
    advancements: tuple[AdvancementRow, ...]
    record_ids: tuple[str, ...]
    standing: Standing
    theirs: bool = True

    @property
    def frozen(self) -> bool:
        """Whether nothing that was agreed may change any more."""
        return self.state in plans.FROZEN

    @property
    def needed(self) -> tuple[Gap, ...]:
        """What must be filled before printing."""
        return plans.needed(self.gaps)
