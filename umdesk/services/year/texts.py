"""The texts of a program year: why goals were missed, what is needed, efforts, words for the director, evaluation."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.writing import enumerated, sound
from umdesk.domain.year_drafts import draft_record
from umdesk.domain.year_words import YearText
from umdesk.services.permissions import permit
from umdesk.storage.models import YearNote, new_id
from umdesk.storage.program import Program


def of_year(program: Program, year: int) -> dict[YearText, str]:
    """All texts of a year; "" for one that nobody wrote."""
    permit(program, "year.texts.of_year")
    dates.refuse_no_year(year)
    with program.reading() as session:
        return read(session, year)


def write(program: Program, year: int, changed: Mapping[YearText, str]) -> None:
    """Write texts of a year; line ends stay, blanks around a text go."""
    permit(program, "year.texts.write")
    dates.refuse_no_year(year)
    settles = draft_record(program.id, YearNote.__tablename__, year)
    with program.operation("year.texts.write", "", settles=settles) as op:
        rows = {row.key: row for row in op.session.scalars(select(YearNote).where(YearNote.year == year))}
        for key, text in changed.items():
            written = sound(text).strip()
            if key.value in rows:
                rows[key.value].text = written
            elif written:
                op.session.add(YearNote(id=new_id(), year=year, key=key.value, text=written))
        op.summary = f"Wrote {enumerated([f'“{key.value}”' for key in changed])} of {dates.program_year_name(year)}"


def read(session: Session, year: int) -> dict[YearText, str]:
    """All texts of a year (session block for other services)."""
    found = {row.key: row.text for row in session.scalars(select(YearNote).where(YearNote.year == year))}
    return {key: found.get(key.value, "") for key in YearText}
