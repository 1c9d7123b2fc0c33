"""The history anchor: what a page must say so that paper can testify for the history."""

from sqlalchemy import select

from umdesk.domain.snapshots import AnchorSnapshot
from umdesk.services.permissions import permit
from umdesk.storage.folder import SUFFIX
from umdesk.storage.models import Event, ProgramRecord
from umdesk.storage.program import Program


def snapshot(program: Program) -> AnchorSnapshot:
    """The last event of the history as it is at this moment."""
    permit(program, "anchors.snapshot")
    with program.reading() as session:
        last = session.execute(select(Event.seq, Event.hash).order_by(Event.seq.desc()).limit(1)).one()
        owner = session.execute(select(ProgramRecord.department, ProgramRecord.office)).one()
    return AnchorSnapshot(
        program=program.folder.name.removesuffix(SUFFIX),
        department=owner.department,
        office=owner.office,
        event=last.seq,
        hash=last.hash,
        made_on=program.today(),
        made_by=program.account.name,
    )
