"""When a person left and came back: what is refused, what it means for their employment, and what it leaves alone."""

from datetime import date

import pytest

from tests.services.reporting.rows import Rows, write
from umdesk.domain.errors import InvalidInput
from umdesk.domain.words import ParticipationState
from umdesk.domain.year_words import LeftAs
from umdesk.services.people import page, separations
from umdesk.services.plans import participations
from umdesk.services.programs import Program
from umdesk.services.reporting.book import Book

TODAY = date(2026, 5, 20)


def fill(rows: Rows) -> tuple[str, str]:
    ana = rows.person("Abel", ((date(2020, 1, 1), "1441"), (date(2025, 7, 1), "1138")))
    return ana, rows.participation(ana, date(2025, 8, 1))


def test_leaving_and_coming_back(program: Program) -> None:
    ana, part = write(program, fill)
    separations.add(program, ana, on=date(2024, 2, 29), kind=LeftAs.OTHER_DEPARTMENT)
    last = separations.add(program, ana, on=date(2026, 3, 31), kind=LeftAs.RETIRED)
    assert [(row.on, row.back) for row in separations.listed(program, ana)] == [
        (date(2026, 3, 31), None), (date(2024, 2, 29), date(2025, 7, 1)),
    ]  # fmt: skip
    with program.reading() as session:
        employment = Book(session, program).employments[ana]
        # Ends with the last day; comes back with the first day of the next appointment.
        days = [date(2024, 2, 29), date(2024, 3, 1), date(2025, 6, 30), date(2025, 7, 1), date(2026, 4, 1)]
        assert [employment.on(day) is not None for day in days] == [True, False, False, True, False]
        # Nothing ends a participation silently.
        assert participations.state_rows(session, part)[-1].state is ParticipationState.ACTIVE
    assert page.page(program, ana, TODAY).separations[0].kind is LeftAs.RETIRED
    separations.change(program, last, {"on": date(2026, 4, 30), "kind": LeftAs.OTHER})
    separations.remove(program, separations.listed(program, ana)[1].id)
    assert [(row.on, row.kind) for row in separations.listed(program, ana)] == [(date(2026, 4, 30), LeftAs.OTHER)]


REFUSED = (
    (None, "The last day is missing"),
    (date(2019, 12, 31), "before the first appointment on file, Jan 1, 2020"),
    (date(2027, 5, 22), "more than a year ahead"),
    (date(2024, 2, 29), "on record that they left on Feb 29, 2024"),
    (date(2025, 6, 30), "on record that they left on Feb 29, 2024"),
    (date(2023, 1, 1), "on record that they left on Feb 29, 2024"),
)


def test_a_last_day_that_cannot_be_is_refused(program: Program) -> None:
    ana, _part = write(program, fill)
    separations.add(program, ana, on=date(2024, 2, 29), kind=LeftAs.OTHER)
    for on, said in REFUSED:
        with pytest.raises(InvalidInput, match=said):
            separations.add(program, ana, on=on, kind=LeftAs.OTHER)
    assert len(separations.listed(program, ana)) == 1
