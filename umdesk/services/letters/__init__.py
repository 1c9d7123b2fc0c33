"""The letters of screening and selection: who wants which; made, kept, let out, and marked as sent."""

from umdesk.services.letters.asking import (
    LetterRow,
    Screened,
    decided,
    documents,
    of_application,
    screened,
    screening_list,
)
from umdesk.services.letters.keeping import Drawn, discard, keep, mark_sent, record_copy
from umdesk.services.letters.outcomes import gaps
from umdesk.services.letters.wording import prepare

__all__ = [
    "Drawn", "LetterRow", "Screened", "decided", "discard", "documents", "gaps", "keep", "mark_sent", "of_application",
    "prepare", "record_copy", "screened", "screening_list",
]  # fmt: skip
