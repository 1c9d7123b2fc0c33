"""What the papers of a plan are called on the screen."""

from umdesk.domain.plan_papers import AGREEMENT, PaperKind
from umdesk.jobs.print_batch import PLAN

PAPERS = (
    (PLAN, "Career Development Plan"),
    (PaperKind.COPY.value, "Participant's copy, one page"),
    (PaperKind.REVIEW.value, "Review form"),
    (AGREEMENT, "T&D agreement"),
    (PaperKind.CERTIFICATE.value, "Certificate of completion or advancement"),
    (PaperKind.WITHDRAWAL.value, "Withdrawal form"),
)
"""Each paper with its name, in the order in which a batch prints them."""
NAMES = dict(PAPERS)
