"""The flyer of an application window: what stands on it, and a printed one put on file as outreach."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, flyer
from umdesk.domain.errors import InvalidInput
from umdesk.domain.flyer import FlyerSnapshot
from umdesk.domain.outreach import Event
from umdesk.domain.year_settings import DEFINITIONS
from umdesk.domain.year_words import OutreachChannel, YearFilePurpose
from umdesk.services import settings
from umdesk.services.permissions import permit
from umdesk.services.year import files, logo, outreach, roles
from umdesk.storage import blobs
from umdesk.storage.models import Cycle, Outreach, ProgramRecord, YearFile
from umdesk.storage.program import Program

_HEADLINE = next(str(one.default) for one in DEFINITIONS if one.key == "flyer.headline")


def snapshot(program: Program, cycle_id: str) -> FlyerSnapshot:
    """The flyer of a cycle as it would be printed today.

    Raises:
        InvalidInput: its application window has no dates yet, or its QR code would be too long.
    """
    permit(program, "year.flyers.snapshot")
    with program.reading() as session:
        cycle = session.get_one(Cycle, cycle_id)
        opens, closes = flyer.check(cycle.name, cycle.opens, cycle.closes)
        owner = session.execute(select(ProgramRecord.department, ProgramRecord.office)).one()
        words = settings.section(session, "flyer")
        shown = logo.kept(session)
        holders = [row.holder for row in roles.of_program(session)]
        return FlyerSnapshot(
            department=owner.department,
            office=owner.office,
            cycle=cycle.name,
            opens=opens,
            closes=closes,
            headline=str(words["flyer.headline"]) or _HEADLINE,
            about=str(words["flyer.about"]),
            who=str(words["flyer.who"]),
            how=str(words["flyer.how"]),
            words=cycle.notice.strip(),
            ask=flyer.whom_to_ask(
                str(settings.value(session, "letters.contact")),
                str(settings.value(session, "letters.title")),
                holders,
                program.today(),
            ),
            code=flyer.check_code(str(words["flyer.code"])),
            logo="" if shown is None else shown.blob_sha256,
        )


def logo_of(program: Program, made: FlyerSnapshot) -> bytes:
    """The picture that a flyer has for a logo, b"" where it has none.

    Raises:
        Gone: it was lost when the program was damaged.
    """
    permit(program, "year.flyers.logo_of")
    if not made.logo:
        return b""
    with program.reading() as session:
        return blobs.read(session, made.logo)


def put_on_file(program: Program, cycle_id: str, title: str, name: str, data: bytes) -> str:
    """Put a flyer on file as outreach of today for its application window, the PDF as its material; gives the record.

    Raises:
        InvalidInput: the same flyer is on file already.
    """
    permit(program, "year.flyers.put_on_file")
    event = Event(on=program.today(), channel=OutreachChannel.FLYER, title=title)
    with program.operation("year.flyers.put_on_file", f"Put “{title}” on file as outreach") as op:
        _refuse_twin(op.session, cycle_id, data)
        row = outreach.new_row(op.session, event, unit_id=None, cycle_id=cycle_id)
        op.session.flush()
        files.keep(op.session, program, (YearFilePurpose.MATERIAL, row.id), name, data)
        return row.id


def _refuse_twin(session: Session, cycle_id: str, data: bytes) -> None:
    kept = select(Outreach.on).join(YearFile, YearFile.outreach_id == Outreach.id)
    same = kept.where(Outreach.cycle_id == cycle_id, YearFile.blob_sha256 == hashlib.sha256(data).hexdigest())
    on = session.scalars(same).first()
    if on is not None:
        raise InvalidInput(f"This flyer is on file already, as outreach of {dates.show(on)}.", "Nothing was added.")
