"""The program's words as values: states, kinds and lists that code, screens and documents share."""

from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """What an account may be; one account may hold several."""

    COORDINATOR = "coordinator"
    SUPERVISOR = "supervisor"
    RATER = "rater"
    READER = "reader"


class Category(StrEnum):
    """What a class is to the program (2 CCR 599.981)."""

    LPEL = "LPEL"
    ELTPA = "ELTPA"
    BRIDGING = "bridging"
    OTHER = "other"
    UNMAPPED = "unmapped"


class EntryLevel(StrEnum):
    """Whether a class is an entry-level class; the band alone does not tell."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Eligibility(StrEnum):
    """The answer to an application, judged on the day it was received."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not eligible"
    COORDINATOR_DECIDES = "coordinator decides"


class Tenure(StrEnum):
    """How an employee holds the class; text that fits none of these is kept as it was written."""

    PERMANENT = "permanent"
    PROBATIONARY = "probationary"
    LIMITED_TERM = "limited term"
    TEMPORARY = "temporary"


class CycleState(StrEnum):
    """The steps of a cycle, in order."""

    DRAFT = "draft"
    OPEN = "open"
    SCORING = "scoring"
    DECIDING = "deciding"
    CLOSED = "closed"

    @property
    def after_scoring(self) -> bool:
        """Whether ratings rest and their ranking counts: in deciding and once closed."""
        return self in (CycleState.DECIDING, CycleState.CLOSED)


class ApplicationState(StrEnum):
    """The steps of an application; ELIGIBLE, NOT_ELIGIBLE and SCORED are derived, the others are stored."""

    RECEIVED = "received"
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not eligible"
    SCORED = "scored"
    SELECTED = "selected"
    WAITLISTED = "waitlisted"
    NOT_SELECTED = "not selected"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What can be decided for an application."""

    SELECTED = "selected"
    WAITLISTED = "waitlisted"
    NOT_SELECTED = "not selected"


class Aggregate(StrEnum):
    """How the scores of several raters become one."""

    MEAN = "mean"
    MEDIAN = "median"
    TRIMMED_MEAN = "trimmed mean"


class Conflict(StrEnum):
    """A rater's conflict of interest on one application."""

    NONE = "none"
    CLEARED = "cleared"
    RECUSED = "recused"


class DeclaredAs(StrEnum):
    """How a rater's word on a conflict of interest came in."""

    RATER = "by the rater"
    COORDINATOR = "by the coordinator"
    PAPER = "on paper"
    FILE = "from file"


class EnteredAs(StrEnum):
    """How the ratings of a sheet came in."""

    WINDOW = "in the window by the rater"
    TYPED = "typed by the coordinator"
    PAPER = "on paper, typed twice"
    FILE = "from file"


class SettledBy(StrEnum):
    """How a wide spread was settled."""

    DISCUSSION = "discussion"
    FURTHER_RATER = "further rater"


class Seen(StrEnum):
    """The sealed parts of a cycle of which the history tells who saw them."""

    CONFLICT_LIST = "conflict list"
    RATINGS = "ratings"
    RESULTS = "results"
    PACKET = "packet"


class ParticipationState(StrEnum):
    """The dated states of a participation."""

    ACTIVE = "active"
    ON_LEAVE = "on leave"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


TAKES_PART = frozenset({ParticipationState.ACTIVE, ParticipationState.ON_LEAVE})
"""The states in which somebody is in the program; in every other one the participation has ended."""


class RevisionState(StrEnum):
    """The steps of one revision of a plan; FILED means filed, not signed by someone."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    READY = "ready"
    PRINTED = "printed"
    SIGNED = "signed"
    FILED = "filed"
    SUPERSEDED = "superseded"


class GoalTerm(StrEnum):
    """How far a plan goal reaches."""

    SHORT = "short-term"
    LONG = "long-term"


class ItemKind(StrEnum):
    """What an identity of a plan stands for through all revisions."""

    GOAL = "goal"
    COMPETENCY = "competency"
    ACTIVITY = "activity"
    COST = "cost"


class ProgressStatus(StrEnum):
    """How far a planned activity has come."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    DONE = "done"
    DROPPED = "dropped"


class Route(StrEnum):
    """How a person moved to another class."""

    EXAM = "exam"
    BRIDGING = "bridging"
    TRANSFER = "transfer"
    TRAINING_AND_DEVELOPMENT = "T&D"
    APPRENTICESHIP = "apprenticeship"


class ActivityType(StrEnum):
    """The one list of activity types (GC 19401 and the state's component list)."""

    ON_THE_JOB = "on-the-job training"
    COURSE = "classroom or online course"
    COLLEGE = "college course"
    WORKSHOP = "workshop"
    ACADEMIC_COUNSELING = "academic counseling"
    CAREER_COUNSELING = "career counseling"
    COACHING = "coaching"
    MENTORING = "mentoring"
    JOB_SHADOWING = "job shadowing"
    CROSS_TRAINING = "cross-training"
    TD_ASSIGNMENT = "T&D assignment"
    ROTATIONAL = "rotational assignment"
    MODIFIED_DUTIES = "modified or added duties"
    APPRENTICESHIP = "apprenticeship"
    EXAM_PREPARATION = "exam preparation"
    EXAM = "exam"
    INTERVIEW_PREPARATION = "interview preparation"
    LEADERSHIP = "leadership program"
    RETIREMENT_PLANNING = "retirement planning"
    OTHER = "other"


PlannedType = ActivityType | Literal[""]
"""The type of an activity of a plan, which is "" while nobody has chosen one."""
NO_TYPE = "no type yet"


def planned_type(text: str) -> PlannedType:
    """The type that a text names, "" for an empty one. Raises ValueError for a text that names none."""
    return ActivityType(text) if text else ""


class CameAs(StrEnum):
    """How an application reached the office."""

    PAPER = "paper"
    PDF = "PDF"
    SPREADSHEET = "spreadsheet"
    HAND = "by hand"


class Recommendation(StrEnum):
    """What the supervisor says to an application: information for the panel, never a veto."""

    RECOMMENDS = "recommends"
    WITH_RESERVATIONS = "with reservations"
    DOES_NOT = "does not recommend"
    NONE = "no comment"


class ContactKind(StrEnum):
    """What a contact with a person was."""

    CAREER_COUNSELING = "career counseling"
    ACADEMIC_COUNSELING = "academic counseling"
    COACHING = "coaching"
    CAREER_CONVERSATION = "career conversation"
    NETWORKING = "networking"
    QUESTION = "question"
    OTHER = "other"


class LetterKind(StrEnum):
    """The letters of screening, then those that tell what was decided and what became of it."""

    RECEIVED = "received"
    NOT_ELIGIBLE = "not eligible"
    MORE_INFORMATION = "more information wanted"
    SELECTED = "selected"
    WAITLISTED = "waitlisted"
    NOT_SELECTED = "not selected"
    DECLINED = "declined"


class Demand(StrEnum):
    """How a department's criterion counts where an applicant does not meet it."""

    REQUIRED = "required"
    COORDINATOR_DECIDES = "coordinator decides"
    OFF = "off"


class RevisionKind(StrEnum):
    """Why a revision was written: the first one, the yearly one, or one that changes what was agreed."""

    INITIAL = "initial"
    ANNUAL = "annual"
    AMENDED = "amended"


class Signatory(StrEnum):
    """Who signs a Career Development Plan."""

    EMPLOYEE = "employee"
    SUPERVISOR = "supervisor"
    COORDINATOR = "coordinator"


class NotSigned(StrEnum):
    """Why a signature line of a printed paper stays empty."""

    REFUSED = "refused"
    ABSENT = "absent"


class Approval(StrEnum):
    """What the supervisor says to a plan before it is printed; the signature on paper is another thing."""

    APPROVES = "approves"
    WITH_CHANGES = "approves with changes"
    DOES_NOT = "does not approve"


class CostCategory(StrEnum):
    """What money of a plan is for."""

    TUITION = "tuition"
    REGISTRATION = "registration"
    BOOKS = "books"
    TRAVEL = "travel"
    LODGING = "lodging"
    OTHER = "other"


class ResourceKind(StrEnum):
    """What the department can offer to a plan."""

    COURSE = "course or learning system"
    TUITION_HELP = "tuition help"
    COLLEGE_DISCOUNT = "CSU or UC discount"
    RETIREMENT = "retirement planning"
    WORKSHOP = "workshop"
    MENTOR = "mentor"
    COACH = "coach"
    OTHER = "other"


class ReviewKind(StrEnum):
    """The reviews of a participation by schedule."""

    QUARTERLY = "quarterly"
    ANNUAL = "annual"


class ExamOutcome(StrEnum):
    """What came of an exam."""

    PLANNED = "planned"
    WAITING = "waiting for the result"
    PASSED = "passed"
    FAILED = "failed"
    NOT_TAKEN = "not taken"


class ListKind(StrEnum):
    """The kinds of employment list that an exam can lead to (GC 18533)."""

    SUB_DIVISIONAL = "sub-divisional promotional"
    DEPARTMENTAL = "departmental promotional"
    MULTI_DEPARTMENTAL = "multi-departmental promotional"
    SERVICE_WIDE = "service-wide promotional"
    DEPARTMENTAL_OPEN = "departmental open"
    OPEN = "open"


class Qualified(StrEnum):
    """Whether the minimum qualifications of a class are met, as somebody noted it; HR decides."""

    YES = "yes"
    NOT_YET = "not yet"
    ASK_HR = "ask HR"


class FilePurpose(StrEnum):
    """Why a file is kept with a participation."""

    EVIDENCE = "evidence"
    WORKSHEET = "worksheet"
    AGREEMENT = "agreement"
    OTHER = "other"
