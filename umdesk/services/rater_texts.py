"""What raters read of an application besides its facts: the same in the window, on paper, in a workbook and a packet.

In a blind cycle they read the masked words, and nothing of what the supervisor says (session blocks).
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from umdesk.domain.words import Recommendation
from umdesk.services import masking
from umdesk.services.masking import Masker
from umdesk.storage import models

SUPERVISOR_SAYS = "supervisor_says"
"""The key of what the supervisor says, which is information and never a veto."""
TITLES: Mapping[str, str] = {**masking.FIELDS, SUPERVISOR_SAYS: "What the supervisor says"}
"""The texts in the order in which raters read them, with what screens and papers call them."""
_RECOMMENDS = {
    Recommendation.WITH_RESERVATIONS.value: "recommends with reservations",
    Recommendation.NONE.value: "has no comment",
}


def read(session: Session, application: models.Application, masker: Masker | None) -> Mapping[str, str]:
    """The texts of an application by key of `TITLES`, "" for none; `masker` in a blind cycle, None in an open one."""
    if masker is not None:
        texts = {**masking.masked(session, application, masker), SUPERVISOR_SAYS: ""}
    else:
        texts = {field: getattr(application, field) for field in masking.FIELDS}
        texts[SUPERVISOR_SAYS] = _said_by_supervisor(application)
    return {key: text.strip() for key, text in texts.items()}


def titled(texts: Mapping[str, str], *, without: frozenset[str] = frozenset()) -> tuple[tuple[str, str], ...]:
    """What is not empty of such texts as title and text, in the order of `TITLES`."""
    return tuple((title, texts[key]) for key, title in TITLES.items() if texts[key] and key not in without)


def _said_by_supervisor(application: models.Application) -> str:
    """The recommendation in words and the comment, "" where nobody was asked."""
    word = _RECOMMENDS.get(application.supervisor_recommends, application.supervisor_recommends)
    comment = application.supervisor_comment.strip()
    return " ".join(part for part in (f"The supervisor {word}." if word else "", comment) if part)
