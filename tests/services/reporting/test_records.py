"""Records to keep: what is on file, since when, and how long, with nothing made up."""

from datetime import UTC, date, datetime
from decimal import Decimal

from tests.annual_office import AnnualOffice, number
from tests.conftest import SetClock
from umdesk.domain.counts import program_year_period
from umdesk.domain.reports.model import Table
from umdesk.domain.reports.records import SCHEDULE
from umdesk.services import settings
from umdesk.services.programs import Program
from umdesk.services.reporting import making
from umdesk.storage.models import Cycle, Plan, Revision, TDAssignment, new_id


def test_each_kind_has_its_number_its_days_and_its_rule(program: Program, clock: SetClock) -> None:
    office = AnnualOffice(program)
    nelson = office.person("Nelson", (date(2015, 1, 1), "1441"))
    part = office.participation(nelson, (date(2018, 2, 28), "active"))
    plan = new_id()
    office.add(
        *(
            Cycle(name=name, state=state, aggregate="mean", minimum_raters=3, spread_threshold=Decimal(20),
                  tie_ladder=[], closed_at=closed)
            for name, state, closed in (
                ("Leap", "closed", datetime(2020, 2, 29, 20, tzinfo=UTC)),
                ("Later", "closed", datetime(2025, 9, 1, 20, tzinfo=UTC)),
                ("Open", "open", None),
            )
        ),
        Plan(id=plan, participation_id=part, number="2018-0001"),
        Revision(plan_id=plan, number=1, state="signed", started_on=date(2018, 3, 1),
                 employee_signed=date(2018, 3, 4), supervisor_signed=date(2018, 3, 5)),
        Revision(plan_id=plan, number=2, state="printed", started_on=date(2026, 3, 1)),
        *(
            TDAssignment(person_id=nelson, starts=day, ends=day, time_base=Decimal(1), employee_signed=day,
                         current_supervisor_signed=day, new_supervisor_signed=last)
            for day, last in ((date(2025, 7, 1), date(2025, 7, 2)), (date(2026, 1, 1), None))
        ),
    )  # fmt: skip
    office.put()
    content = making.make(program, "records", program_year_period(2026)).content
    kinds, cycles = (part for part in content.parts if isinstance(part, Table))
    told = {row[0]: tuple(getattr(cell, "value", cell) for cell in row[1:]) for row in kinds.rows}
    assert told["Selection packets of closed cycles"] == (
        2, 1, date(2020, 2, 29), date(2025, 9, 1), "5 years from closing (setting)",
    )  # fmt: skip
    assert told["Plans signed or put in force"] == (1, 0, date(2018, 3, 5), date(2018, 3, 5), SCHEDULE)
    assert told["T&D agreements signed"] == (1, 1, date(2025, 7, 2), date(2025, 7, 2), SCHEDULE)
    agreements = number(content, "on-file/T&D agreements signed").lines
    assert [line.what for line in agreements] == ["T&D assignment, Jul 1, 2025 to Jul 1, 2025"]
    assert told["Filed reports"] == (0, 0, None, None, SCHEDULE)
    assert cycles.rows == (
        ("Leap", date(2020, 2, 29), date(2025, 3, 1), "ask the schedule before anything is destroyed"),
        ("Later", date(2025, 9, 1), date(2030, 9, 1), "still to be kept"),
    )
    assert [line.what for line in number(content, "packets-over").lines] == ["Leap: kept at least through Mar 1, 2025"]
    settings.change(program, "selection.retention_years", 7)
    later = making.make(program, "records", program_year_period(2025)).content
    assert number(later, "on-file/selection packets of closed cycles").value == 1
    assert number(later, "packets-over").value == 0
