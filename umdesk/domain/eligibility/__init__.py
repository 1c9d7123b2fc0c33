"""Who may apply: the computed answer with its reasons, judged on the day an application was received."""

from umdesk.domain.eligibility.answers import (
    CRITERIA_SOURCE,
    RECORD_SOURCE,
    Applicant,
    EligibilityAnswer,
    Finding,
    Reason,
)
from umdesk.domain.eligibility.class_rules import class_findings
from umdesk.domain.eligibility.criteria import Criteria, criteria_findings, full_months, is_full_time
from umdesk.domain.eligibility.judging import DEFAULT_CRITERIA, judge, put_together

__all__ = [
    "CRITERIA_SOURCE", "DEFAULT_CRITERIA", "RECORD_SOURCE", "Applicant", "Criteria", "EligibilityAnswer", "Finding",
    "Reason", "class_findings", "criteria_findings", "full_months", "is_full_time", "judge", "put_together",
]  # fmt: skip
