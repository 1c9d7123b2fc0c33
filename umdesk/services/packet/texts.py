"""What raters read of an application besides its facts: in a blind cycle the masked words (session block)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.words import Recommendation
from umdesk.services import masking
from umdesk.services.packet.rated import Texts
from umdesk.storage import models

_SUPERVISOR = "What the supervisor says"


def read_by_raters(session: Session, cycle: models.Cycle) -> Texts:
    """The texts by the application's id, (label, text); what is empty is left out.

    In a blind cycle raters read nothing of what the supervisor says.
    """
    rows = session.scalars(select(models.Application).where(models.Application.cycle_id == cycle.id)).all()
    masker = masking.Masker(session) if cycle.blind else None
    found = {}
    for row in rows:
        if masker is not None:
            read = dict(masking.masked(session, row, masker))
        else:
            read = {field: getattr(row, field) for field in masking.FIELDS}
        texts = [(title, read[field].strip()) for field, title in masking.FIELDS.items()]
        if masker is None:
            texts.append((_SUPERVISOR, _supervisor(row)))
        found[row.id] = tuple((title, text) for title, text in texts if text)
    return found


def _supervisor(row: models.Application) -> str:
    word = row.supervisor_recommends
    if word == Recommendation.NONE.value:
        word = ""
    return ": ".join(part for part in (word, row.supervisor_comment.strip()) if part)
