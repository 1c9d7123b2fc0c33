"""The plan templates that a program starts with: common paths between classes that are confirmed; each can be changed.

The steps are umdesk's suggestion. They promise nothing and say "ask HR" where only HR decides.
"""

from dataclasses import dataclass
from decimal import Decimal

from umdesk.domain.plan_settings import TRAINING_CATEGORIES
from umdesk.domain.plan_templates import (
    TemplateActivity,
    TemplateCompetency,
    TemplateContent,
    TemplateCost,
    TemplateGoal,
)
from umdesk.domain.words import ActivityType, CostCategory, GoalTerm

_REQUIRED, _RELATED, _UPWARD, _CAREER = TRAINING_CATEGORIES
_WEEK = 7


@dataclass(frozen=True, slots=True)
class StartingTemplate:
    """A template to start from; offered while its target class is in the catalogue of classes and confirmed."""

    name: str
    target_class_code: str
    description: str
    content: TemplateContent


def _activity(
    kind: ActivityType,
    text: str,
    weeks: tuple[int, int],
    serves: str,
    *,
    state: int = 0,
    own: int = 0,
    category: str = _UPWARD,
) -> TemplateActivity:
    """An activity from the first day of one week of the plan to the last day before another."""
    return TemplateActivity(
        kind, text, starts=weeks[0] * _WEEK, ends=weeks[1] * _WEEK - 1, state_hours=Decimal(state) if state else None,
        own_hours=Decimal(own) if own else None, serves=serves, training_category=category,
    )  # fmt: skip


def _goals(short: str, measure: str, long: str) -> tuple[TemplateGoal, ...]:
    return (
        TemplateGoal(GoalTerm.SHORT, short, measure, 26 * _WEEK),
        TemplateGoal(GoalTerm.LONG, long, "Appointed to the class", 104 * _WEEK),
    )


_ANALYST = TemplateContent(
    goals=_goals(
        "Do first tasks of an analyst under guidance: collect data, draft a short report",
        "Two drafts that the supervisor accepted",
        "Qualify for the analyst exam or a transfer, and move to an analyst position. HR says what is needed.",
    ),
    competencies=(
        TemplateCompetency("Data analysis", "Collects, checks and presents numbers with formulas and charts"),
        TemplateCompetency("Writing", "Writes a report of two pages that needs no second draft"),
    ),
    activities=(
        _activity(
            ActivityType.CAREER_COUNSELING, "Career counseling: the way to analyst", (0, 4), "goal 1", state=2
        ),
        _activity(
            ActivityType.COURSE,
            "Spreadsheets, from formulas to pivot tables",
            (4, 12),
            "competency 0",
            state=24,
            category=_RELATED,
        ),
        _activity(
            ActivityType.COURSE, "Writing reports and summaries", (12, 20), "competency 1", state=16, category=_RELATED
        ),
        _activity(ActivityType.ON_THE_JOB, "Work on data and drafts beside an analyst", (8, 34), "goal 0", state=104),
        _activity(ActivityType.EXAM_PREPARATION, "Prepare for the analyst exam", (34, 42), "goal 1", state=8, own=16),
        _activity(ActivityType.INTERVIEW_PREPARATION, "Practice interview with feedback", (42, 44), "goal 1", state=4),
    ),
    costs=(
        TemplateCost("Course fee: spreadsheets", CostCategory.REGISTRATION, activity=1, days=4 * _WEEK),
        TemplateCost("Course fee: writing", CostCategory.REGISTRATION, activity=2, days=12 * _WEEK),
    ),
)  # fmt: skip

_OFFICE = TemplateContent(
    goals=_goals(
        "Handle mail, files and the front desk under guidance",
        "One week at the front desk without help",
        "Qualify for an office assistant class and move to such a position. HR says what is needed.",
    ),
    competencies=(
        TemplateCompetency("Computer basics", "Uses e-mail, documents and a calendar without help"),
        TemplateCompetency("Customer service", "Answers visitors and callers, and knows whom to ask"),
    ),
    activities=(
        _activity(ActivityType.CAREER_COUNSELING, "Career counseling: work in an office", (0, 4), "goal 1", state=2),
        _activity(ActivityType.COURSE, "Computer basics: e-mail, documents, files", (2, 10), "competency 0", state=24),
        _activity(ActivityType.JOB_SHADOWING, "Shadow an office assistant", (8, 10), "competency 1", state=16),
        _activity(ActivityType.CROSS_TRAINING, "Half a day a week in the office", (10, 36), "goal 0", state=104),
        _activity(ActivityType.OTHER, "Typing practice", (4, 30), "competency 0", own=26, category=_CAREER),
        _activity(ActivityType.EXAM_PREPARATION, "Prepare for the exam", (36, 42), "goal 1", state=6, own=6),
        _activity(ActivityType.INTERVIEW_PREPARATION, "Practice interview with feedback", (42, 44), "goal 1", state=4),
    ),
)  # fmt: skip

_TECHNICIAN = TemplateContent(
    goals=_goals(
        "Keep records and orders of the grounds unit under guidance",
        "A month of records that needed no correction",
        "Qualify for a technician class and move to such a position. HR says what is needed.",
    ),
    competencies=(
        TemplateCompetency("Records and spreadsheets", "Keeps stock, orders and work records in a spreadsheet"),
        TemplateCompetency("Written communication", "Writes clear messages and short reports"),
    ),
    activities=(
        _activity(ActivityType.CAREER_COUNSELING, "Career counseling: technician classes", (0, 4), "goal 1", state=2),
        _activity(ActivityType.COURSE, "Spreadsheets for beginners", (4, 12), "competency 0", state=16),
        _activity(ActivityType.COURSE, "Clear writing at work", (12, 18), "competency 1", state=12),
        _activity(ActivityType.MODIFIED_DUTIES, "Keep the unit's records and orders (old and new duties in writing, HR "
                  "approves)", (10, 40), "goal 0", state=120),
        _activity(ActivityType.JOB_SHADOWING, "Shadow a technician", (20, 22), "goal 1", state=16),
        _activity(ActivityType.EXAM_PREPARATION, "Prepare for the exam", (36, 42), "goal 1", state=6, own=10),
        _activity(ActivityType.INTERVIEW_PREPARATION, "Practice interview with feedback", (42, 44), "goal 1", state=4),
    ),
)  # fmt: skip

TEMPLATES: tuple[StartingTemplate, ...] = (
    StartingTemplate(
        "Office assistant to analyst", "5157", "For people in office classes who want to work toward analyst.", _ANALYST
    ),
    StartingTemplate(
        "Custodian to office assistant", "1441", "For people in custodian classes who want to work in an office.",
        _OFFICE,
    ),
    StartingTemplate(
        "Groundskeeper to office technician", "1138",
        "For people in horticulture who want to work toward a technician class.", _TECHNICIAN,
    ),
)  # fmt: skip
