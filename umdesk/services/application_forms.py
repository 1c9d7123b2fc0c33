"""The application form of a cycle: what is printed on it, from the cycle and the program's settings."""

from sqlalchemy import select

from umdesk.domain.application_form import Part
from umdesk.domain.snapshots import FormSnapshot
from umdesk.services import settings
from umdesk.services.permissions import permit
from umdesk.storage.models import Cycle, ProgramRecord
from umdesk.storage.program import Program

#: The setting that asks for an optional part.
ASKED_BY = {Part.BACKGROUND: "form.background", Part.COMMENT: "form.supervisor_comment"}


def snapshot(program: Program, cycle_id: str) -> FormSnapshot:
    """The empty form of a cycle as it would be printed now."""
    permit(program, "application_forms.snapshot")
    with program.reading() as session:
        cycle = session.get_one(Cycle, cycle_id)
        owner = session.execute(select(ProgramRecord.department, ProgramRecord.office)).one()
        return FormSnapshot(
            department=owner.department,
            office=owner.office,
            cycle=cycle.name,
            opens=cycle.opens,
            closes=cycle.closes,
            text=cycle.notice,
            parts=tuple(part.value for part, key in ASKED_BY.items() if settings.value(session, key)),
            notice=settings.privacy_notice(session),
        )
