"""The rules put together: the first answer that applies, with every reason for it."""

from collections.abc import Iterable

from umdesk.domain.classes import ClassCatalogue
from umdesk.domain.eligibility.answers import Applicant, EligibilityAnswer, Finding
from umdesk.domain.eligibility.class_rules import class_findings
from umdesk.domain.eligibility.criteria import Criteria, criteria_findings
from umdesk.domain.words import Eligibility

_ORDER = (Eligibility.NOT_ELIGIBLE, Eligibility.COORDINATOR_DECIDES, Eligibility.ELIGIBLE)
DEFAULT_CRITERIA = Criteria()


def judge(catalogue: ClassCatalogue, applicant: Applicant, criteria: Criteria = DEFAULT_CRITERIA) -> EligibilityAnswer:
    """Judge one application: not eligible, coordinator decides or eligible, the first that applies."""
    return put_together([*class_findings(catalogue, applicant), *criteria_findings(applicant, criteria)])


def put_together(findings: Iterable[Finding]) -> EligibilityAnswer:
    """One answer from what each rule says; the reasons that decide it come first, else in their order.

    Raises:
        StopIteration: there is no finding at all, which is a bug.
    """
    ranked = sorted(findings, key=lambda finding: _ORDER.index(finding[0]))
    return EligibilityAnswer(next(answer for answer, _ in ranked), tuple(reason for _, reason in ranked))
