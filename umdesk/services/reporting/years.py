"""How far back the program has something to report."""

from datetime import date

from sqlalchemy import func, select

from umdesk.services.permissions import permit
from umdesk.storage.models import Advancement, Application, MoneyRecord, Participation
from umdesk.storage.program import Program


def first_day(program: Program) -> date | None:
    """The day of the oldest application, participation, advancement or expense; None where there is none."""
    permit(program, "reporting.years.first_day")
    oldest = (
        select(func.min(Application.received)),
        select(func.min(Participation.started)),
        select(func.min(Advancement.on)),
        select(func.min(MoneyRecord.on)),
    )
    with program.reading() as session:
        days = [session.scalar(query) for query in oldest]
    return min((day for day in days if day is not None), default=None)
