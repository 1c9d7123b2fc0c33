"""The activities that a department's catalogue starts with: a suggestion of umdesk's, every one can be changed.

They cover the parts of an upward mobility program and the usual tools of career development. Hours and weeks are
proposals to begin with. No cost is proposed, since prices change; the kind of cost says where one is to be expected.
"""

from decimal import Decimal

from umdesk.domain.catalogue import Entry
from umdesk.domain.plan_settings import TRAINING_CATEGORIES
from umdesk.domain.words import ActivityType, CostCategory

_JOB_REQUIRED, JOB_RELATED, UPWARD, CAREER = TRAINING_CATEGORIES


def _entry(
    kind: ActivityType,
    text: str,
    category: str = "",
    hours: str = "",
    *,
    own: str = "",
    weeks: int | None = None,
    competency: str = "",
    provider: str = "",
    cost: CostCategory = CostCategory.OTHER,
    note: str = "",
) -> Entry:
    return Entry(
        kind,
        text,
        provider,
        competency=competency,
        training_category=category,
        state_hours=Decimal(hours) if hours else None,
        own_hours=Decimal(own) if own else None,
        weeks=weeks,
        cost_category=cost,
        note=note,
    )


ENTRIES: tuple[Entry, ...] = (
    _entry(
        ActivityType.CAREER_COUNSELING, "Career counseling: interests, target class and the way there", UPWARD, "4",
        weeks=8, provider="Upward mobility coordinator",
    ),
    _entry(
        ActivityType.ACADEMIC_COUNSELING, "Academic counseling: which courses the target class asks for, and where",
        UPWARD, "2", weeks=8, note="Help with tuition and college discounts belong into this talk.",
    ),
    _entry(
        ActivityType.ON_THE_JOB, "Training at the worksite: learn tasks of the target class from a colleague", UPWARD,
        "80", weeks=26, note="Name the tasks and the colleague.",
    ),
    _entry(
        ActivityType.MODIFIED_DUTIES, "Job restructuring: duties added that prepare for the target class", UPWARD,
        weeks=52, note="Needs the old and the new duties in writing and the approval of HR.",
    ),
    _entry(
        ActivityType.TD_ASSIGNMENT, "Training and development assignment in the target class", UPWARD, weeks=52,
        note="At most 24 months in any 36 (2 CCR 438.1). Ask HR before dates are promised.",
    ),
    _entry(
        ActivityType.ROTATIONAL, "Rotational assignment in another unit", UPWARD, weeks=13,
        note="Agree on the time with both units.",
    ),
    _entry(
        ActivityType.CROSS_TRAINING, "Cross-training: learn the work of a colleague and stand in", JOB_RELATED, "40",
        weeks=13,
    ),
    _entry(
        ActivityType.JOB_SHADOWING, "Job shadowing with someone who works in the target class", UPWARD, "16", weeks=4
    ),
    _entry(
        ActivityType.MENTORING, "Mentoring: a regular talk with a mentor from the field of the target class", UPWARD,
        "12", weeks=52,
    ),
    _entry(
        ActivityType.COACHING, "Coaching toward the goals of the plan", CAREER, "8", weeks=26,
        provider="Human Resources",
    ),
    _entry(
        ActivityType.COURSE, "Spreadsheets, from first formulas to pivot tables", JOB_RELATED, "16", weeks=6,
        competency="Spreadsheets", provider="Learning system of the state or the department",
        cost=CostCategory.REGISTRATION,
    ),
    _entry(
        ActivityType.COURSE, "Clear writing at work: letters, reports and summaries", JOB_RELATED, "16", weeks=6,
        competency="Writing, written communication", provider="Learning system of the state or the department",
        cost=CostCategory.REGISTRATION,
    ),
    _entry(
        ActivityType.COURSE, "Effective communication and customer service", JOB_RELATED, "12", weeks=4,
        competency="Communication, customer service", provider="Learning system of the state or the department",
        cost=CostCategory.REGISTRATION,
    ),
    _entry(
        ActivityType.COURSE, "Teamwork and solving problems together", JOB_RELATED, "8", weeks=4,
        competency="Teamwork, collaboration, problem solving",
        provider="Learning system of the state or the department", cost=CostCategory.REGISTRATION,
    ),
    _entry(
        ActivityType.COURSE, "Numbers and analysis: read, check and present data", UPWARD, "24", weeks=8,
        competency="Analysis, data analysis", provider="Learning system of the state or the department",
        cost=CostCategory.REGISTRATION,
    ),
    _entry(
        ActivityType.COLLEGE, "College course toward the education that the target class asks for", CAREER, own="54",
        weeks=18, cost=CostCategory.TUITION,
        note="Ask for help with tuition, and for a discount at CSU or UC, before registering.",
    ),
    _entry(
        ActivityType.WORKSHOP, "Workshop or seminar in the field of the target class", CAREER, "8", weeks=1,
        cost=CostCategory.REGISTRATION,
    ),
    _entry(
        ActivityType.OTHER, "Networking: meet people who do the work of the target class", CAREER, "4", own="4",
        weeks=26, competency="Networking",
    ),
    _entry(
        ActivityType.EXAM_PREPARATION, "Prepare for the exam of the target class", UPWARD, "8", own="16", weeks=8,
        cost=CostCategory.BOOKS, note="HR says when the exam is given and whether it can be taken.",
    ),
    _entry(ActivityType.EXAM, "Take the exam of the target class", UPWARD, "4", weeks=4),
    _entry(
        ActivityType.INTERVIEW_PREPARATION, "Interview preparation with a practice interview", UPWARD, "6", weeks=4
    ),
    _entry(
        ActivityType.LEADERSHIP, "Leadership program for people who do not lead yet", CAREER, "40", weeks=26,
        competency="Leadership", cost=CostCategory.REGISTRATION,
    ),
    _entry(
        ActivityType.APPRENTICESHIP, "Apprenticeship that leads to the target class", UPWARD, weeks=104,
        competency="Apprenticeship", note="Only where there is a program for the class. Ask HR.",
    ),
    _entry(
        ActivityType.RETIREMENT_PLANNING, "Retirement planning: know what a change of class means for it", CAREER,
        own="4", weeks=2, competency="Retirement planning", provider="CalPERS",
    ),
)  # fmt: skip
