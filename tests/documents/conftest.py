"""Snapshots to draw: one of each document, as the services would fill them."""

from datetime import date
from decimal import Decimal

import pytest

from umdesk.domain.application_form import OPTIONAL
from umdesk.domain.privacy_notice import PrivacyNotice
from umdesk.domain.snapshots import (
    ActivityLine,
    ChangeLine,
    CompetencyLine,
    CostLine,
    CriterionLine,
    FormSnapshot,
    GoalLine,
    PlanSnapshot,
    RankedLine,
    RankingSnapshot,
    RecoverySnapshot,
    UnrankedLine,
)


@pytest.fixture
def plan() -> PlanSnapshot:
    """A plan as a supervisor would fill it in twenty minutes."""
    return PlanSnapshot(
        department="California Department of Example",
        office="Redding Field Office",
        plan_number="2026-0007",
        revision_number=3,
        period_from=date(2026, 7, 1),
        period_to=date(2027, 6, 30),
        participant="Rebecca Nelson",
        employee_number="004217",
        unit="Shasta-Trinity Unit",
        class_code="1379",
        class_title="Office Assistant (Typing)",
        target_class_code="5157",
        target_class_title="Staff Services Analyst (General)",
        supervisor="Daniel Nguyễn",
        coordinator="Maria Ortega",
        mentor="Ann Lee",
        kind="amended",
        reason="The target class changed after the spring exam.",
        changes=(ChangeLine("Target class", "1138 Office Technician", "5157 Staff Services Analyst (General)"),),
        short_goals=(
            GoalLine("Pass the exam.", date(2027, 3, 31), "On the list of eligibles"),
            GoalLine("Learn the budget cycle."),
        ),
        long_goals=(GoalLine("Work as an analyst in fiscal services."),),
        competencies=(CompetencyLine("Analysis", "Has not done this at work", "Compares costs"),),
        activities=(
            ActivityLine(
                "on-the-job training", "Reconcile monthly reports", "Fiscal Services", date(2026, 7, 6),
                date(2026, 12, 18), Decimal(384), None, "Goal 1", also_serves="Competency 1",
            ),
            ActivityLine(
                "college course", "Accounting", "Shasta College", None, None, Decimal(24), Decimal("96.5"),
                required=False, training_category="Job-Related", resource="Tuition reimbursement",
            ),
        ),
        costs=(
            CostLine(
                "Tuition", Decimal(138), "Training fund", "tuition", "TR-118", date(2026, 8, 20), "Activity 2",
            ),
            CostLine("Books", Decimal("212.4"), category="books"),
        ),
        support="Two hours a week of release time.",
        supervisor_comments="Learns fast.",
        supervisor_approval="approves",
        participant_comments="I look forward to this.",
        training_and_development=("6 of 24 months are used; 18 are left.",),
        reviews=("Quarterly, the next by Sep 30, 2026.",),
        notice=PrivacyNotice(agency="Department of Example, Redding Field Office."),
        no_promise="This plan is not a promise of promotion.",
    )  # fmt: skip


@pytest.fixture
def ranking_snapshot() -> RankingSnapshot:
    """A ranking of three pages with a cut line after the twelfth row."""
    rows = tuple(
        RankedLine(
            rank=place,
            number=f"2026-{place:04d}",
            name=f"Nelson, Rebecca {place}",
            score=Decimal("97.25") - place,
            raters=3,
            spread=None if place == 1 else Decimal("6.50"),
            decided_by="draw" if place == 12 else "score",
            decision="selected" if place <= 12 else "waitlisted",
            reason="The one above declined." if place == 12 else "",
        )
        for place in range(1, 61)
    )
    return RankingSnapshot(
        department="California Department of Example",
        office="Redding Field Office",
        cycle="Spring 2026",
        state="deciding",
        formula="Mean of at least 3 raters, each the weighted percent of the counted criteria.",
        criteria=(
            CriterionLine("Interest", Decimal(10), Decimal("1.50")),
            CriterionLine("Recommendation", Decimal(5), Decimal(1), required=False, counted=False),
        ),
        rows=rows,
        unranked=(UnrankedLine("2026-0900", "Smith, John", "withdrawn on Mar 3, 2026"),),
        above_line=12,
        places=12,
        ties=("First the mean of Interest decides.",),
        seed_digest="ab" * 32,
        seed="0123456789abcdef0123456789abcdef",
        raters=("Ann Lee", "Cruz Díaz"),
        made_on=date(2026, 5, 20),
        made_by="Maria Ortega",
        notes=("One application has a spread of 20 or more.",),
    )


@pytest.fixture
def sheet() -> RecoverySnapshot:
    """A recovery sheet."""
    return RecoverySnapshot(
        program="redding",
        department="California Department of Example",
        office="Redding Field Office",
        code="7K2M-0AB3-9TRC-B3VN-KJ8Z-A5EY-00FF-QRST",
        made_on=date(2026, 5, 20),
        opens=("The program “redding”.",),
        use=("Type the code.",),
        keep=("Keep it in a safe.",),
    )


@pytest.fixture
def form() -> FormSnapshot:
    """The application form of a cycle with all its parts."""
    return FormSnapshot(
        department="California Department of Example",
        office="Redding Field Office",
        cycle="Spring 2026",
        opens=date(2026, 1, 5),
        closes=date(2026, 1, 30),
        text="Hand the form to Maria Ortega.\n\nQuestions: 530-555-0142.",
        parts=tuple(OPTIONAL),
        notice=PrivacyNotice(agency="Department of Example, Redding Field Office."),
    )
