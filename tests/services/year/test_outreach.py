"""Outreach on file, and the funnel of a real program."""

from datetime import date
from functools import partial

import pytest

from umdesk.domain.counts import program_year_period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.outreach import Event
from umdesk.domain.year_words import OutreachChannel
from umdesk.services import applicants, history
from umdesk.services.applicants import NewApplicant
from umdesk.services.programs import Program
from umdesk.services.reporting import making
from umdesk.services.year import outreach

YEAR = program_year_period(2026)


def test_outreach_is_kept_by_the_year_followed_up_and_taken_off_again(program: Program) -> None:
    event = Event(date(2026, 3, 2), OutreachChannel.ORIENTATION, " Noon  orientation ", "All of Redding", 40)
    kept = outreach.add(program, 2026, event)
    outreach.add(program, 2027, Event(date(2026, 7, 1), OutreachChannel.EMAIL, "Of the next year"))
    outreach.followed_up(program, kept, date(2026, 3, 9))
    (row,) = outreach.of_year(program, 2026)
    assert (row.event.title, row.event.reach, row.event.follow_up_done) == ("Noon orientation", 40, date(2026, 3, 9))
    with pytest.raises(InvalidInput, match="has not come yet"):
        outreach.followed_up(program, kept, date(2027, 1, 1))
    with pytest.raises(InvalidInput, match="lies before the outreach itself"):
        outreach.followed_up(program, kept, date(2026, 3, 1))
    for day in (date(1900, 1, 1), date(2031, 3, 2)):
        other = Event(day, OutreachChannel.EMAIL, "Mail")
        for write in (partial(outreach.add, program, 2026, other), partial(outreach.edit, program, kept, other)):
            with pytest.raises(InvalidInput, match="lies outside of the program year 2025-26") as refused:
                write()
            assert refused.value.field == "on"
    outreach.remove(program, kept)
    assert outreach.of_year(program, 2026) == ()
    assert history.undo_step(program) == "Removed the outreach “Noon orientation” of Mar 2, 2026"


def test_the_funnel_follows_the_applications_of_the_period(program: Program) -> None:
    fields = {"class_code": "1379", "tenure": "permanent", "unit": "Redding Center"}
    new = NewApplicant("Ito", "Bo", "43", received=date(2026, 5, 1), heard_of="the orientation", **fields)
    applicants.add(program, None, new, new_cycle="Spring 2026")
    outreach.add(program, 2026, Event(date(2026, 3, 2), OutreachChannel.ORIENTATION, "Noon orientation", reach=40))
    values = {number.key: number.value for number in making.make(program, "outreach", YEAR).content.numbers()}
    stages = ("reached", "applied", "eligible", "selected", "signed", "advanced")
    assert [values[f"funnel/channel/Orientation/{stage}"] for stage in stages] == [40, 1, 1, 0, 0, 0]
    assert [values[f"funnel/unit/Redding Center/{stage}"] for stage in stages] == [0, 1, 1, 0, 0, 0]
