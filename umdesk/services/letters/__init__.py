"""Screening and its letters: which application wants which letter; made, kept, let out, and marked as sent."""

from umdesk.services.letters.asking import (
    LetterRow,
    Screened,
    documents,
    of_application,
    screened,
    screening_list,
)
from umdesk.services.letters.keeping import Drawn, discard, keep, mark_sent, record_copy
from umdesk.services.letters.wording import prepare

__all__ = [
    "Drawn", "LetterRow", "Screened", "discard", "documents", "keep", "mark_sent", "of_application", "prepare",
    "record_copy", "screened", "screening_list",
]  # fmt: skip
