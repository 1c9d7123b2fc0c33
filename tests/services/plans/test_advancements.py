"""A move that cannot be, or that contradicts what is on file, is told where it is typed; nothing is counted twice."""

from datetime import date

import pytest

from tests.services.reporting.rows import Rows, write
from umdesk.domain.counts import program_year_period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.words import Route
from umdesk.domain.year_words import LeftAs
from umdesk.services.people import appointments, separations
from umdesk.services.plans import advancement_checks, advancements
from umdesk.services.programs import Program
from umdesk.services.reporting import making


def fill(rows: Rows) -> tuple[str, str]:
    ana = rows.person("Abel", ((date(2020, 1, 1), "1441"),))
    return ana, rows.participation(ana, date(2025, 7, 1))


@pytest.fixture
def made(program: Program) -> tuple[str, str]:
    return write(program, fill)


def record(program: Program, part: str, on: date, code: str = "5157", note: str = "") -> str:
    return advancements.record_advancement(program, part, on=on, to_class_code=code, route=Route.EXAM, note=note)


def test_before_the_participation_and_the_same_move_twice_are_refused(program: Program, made: tuple[str, str]) -> None:
    _ana, part = made
    with pytest.raises(InvalidInput, match="The participation began on Jul 1, 2025"):
        record(program, part, date(2025, 6, 30))
    record(program, part, date(2025, 7, 1))
    for again in (date(2025, 7, 1), date(2025, 9, 1)):
        with pytest.raises(InvalidInput, match="already"):
            record(program, part, again)
    report = making.make(program, "advancements", program_year_period(2026)).content
    assert next(number.value for number in report.numbers() if number.key == "advancements") == 1


def test_an_earlier_day_for_a_move_on_record_is_refused(program: Program, made: tuple[str, str]) -> None:
    record(program, made[1], date(2026, 3, 1))
    with pytest.raises(InvalidInput, match="The move to 5157 is on record already, on Mar 1, 2026"):
        record(program, made[1], date(2026, 2, 1))


def test_a_later_appointment_in_another_class_is_told_and_kept_with_a_word(
    program: Program, made: tuple[str, str]
) -> None:
    ana, part = made
    appointments.add(program, ana, date(2026, 4, 1), {"unit": "Yreka"})
    on = date(2026, 3, 1)
    looked = advancement_checks.look(program, part, on, "5157")
    said = "From Apr 1, 2026 on, 1441 Office Assistant (General) is on file as their class"
    assert looked.contradicts[0].startswith(said)
    with pytest.raises(InvalidInput, match="From Apr 1, 2026 on") as refused:
        record(program, part, on)
    assert refused.value.field == "note"
    record(program, part, on, note="HR moved them back on April 1")
    # A second move after it is none that contradicts.
    assert advancement_checks.look(program, part, date(2026, 5, 1), "1138").contradicts == ()


def test_a_move_of_somebody_who_left_and_one_of_another_year_are_told(program: Program, made: tuple[str, str]) -> None:
    ana, part = made
    separations.add(program, ana, on=date(2026, 1, 31), kind=LeftAs.RETIRED)
    assert advancement_checks.look(program, part, date(2026, 2, 1), "5157").contradicts == (
        "It is on record that they left on Jan 31, 2026.",
    )
    assert advancement_checks.look(program, part, date(2026, 1, 31), "5157") == advancement_checks.Looked()
    assert advancement_checks.look(program, part, date(2025, 6, 30), "5157").told == (
        "Jun 30, 2025 lies in program year 2024-25: the move changes the figures of that year.",
    )
