"""What raters read of the applications of a cycle besides their facts (session block)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.services import masking, rater_texts
from umdesk.services.packet.rated import Texts
from umdesk.storage import models


def read_by_raters(session: Session, cycle: models.Cycle) -> Texts:
    """The texts by the application's id, (title, text); what is empty is left out."""
    rows = session.scalars(select(models.Application).where(models.Application.cycle_id == cycle.id)).all()
    masker = masking.Masker(session) if cycle.blind else None
    return {row.id: rater_texts.titled(rater_texts.read(session, row, masker)) for row in rows}
