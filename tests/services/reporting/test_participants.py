"""Who takes part and how far each is, by worked examples: July 1, leave, return, and two participations of one person.

The program year 2025-26 is asked for on May 20, 2026.
"""

from datetime import date
from decimal import Decimal

from tests.services.reporting.rows import Rows, write
from umdesk.domain.counts import program_year_period
from umdesk.domain.reports import showing
from umdesk.domain.reports.model import Content, Number, Table
from umdesk.domain.words import ParticipationState, ProgressStatus, RevisionState
from umdesk.services.programs import Program
from umdesk.services.reporting import making

LEAVE, COMPLETED, ACTIVE = ParticipationState.ON_LEAVE, ParticipationState.COMPLETED, ParticipationState.ACTIVE
DONE, BEGUN, DROPPED = ProgressStatus.DONE, ProgressStatus.IN_PROGRESS, ProgressStatus.DROPPED


def fill(rows: Rows) -> dict[str, str]:
    unit = rows.unit("Redding")
    ana = rows.person("Abel", ((date(2020, 1, 1), "1441"), (date(2026, 7, 1), "5157")), unit)
    first = rows.participation(ana, date(2025, 7, 1))
    signed = rows.revision(first, date(2025, 7, 5), target_class_code="5157", target_class_title="SSA")
    course = rows.activity(signed, "Course", state_hours=Decimal(16))
    coach = rows.activity(signed, "Coaching")
    gone = rows.activity(signed, "Shadowing")
    newer = rows.revision(first, date(2025, 10, 1), target_class_code="5157", target_class_title="SSA")
    rows.activity(newer, "Course, second part", item=course)
    rows.activity(newer, "Coaching", item=coach)
    draft = rows.revision(first, date(2026, 2, 1), RevisionState.DRAFT, target_class_code="1139")
    rows.activity(draft, "Not agreed yet")
    rows.progress(first, course, date(2025, 6, 30), BEGUN, "2")
    rows.progress(first, course, date(2025, 9, 1), DONE, "7.5")
    rows.progress(first, coach, date(2026, 6, 1), DONE, "3")
    rows.progress(first, gone, date(2025, 8, 1), DROPPED)
    rows.money(first, date(2025, 6, 30), "10")
    rows.money(first, date(2025, 7, 1), "100.50")
    rows.money(first, date(2026, 3, 1), "-20.25")
    # Took part until the last day of June 2025 and no longer.
    before = rows.person("Before")
    rows.participation(before, date(2024, 1, 1), (COMPLETED, date(2025, 7, 1)))
    # On leave through the whole period.
    away = rows.person("Away")
    rows.participation(away, date(2024, 1, 1), (LEAVE, date(2025, 6, 30)))
    # Completed on July 2: active on July 1.
    last_day = rows.person("Just")
    rows.participation(last_day, date(2024, 2, 29), (COMPLETED, date(2025, 7, 2)))
    # Completed once and came back.
    twice = rows.person("Twice")
    rows.participation(twice, date(2024, 1, 1), (COMPLETED, date(2025, 9, 1)))
    again = rows.participation(twice, date(2026, 1, 2), (LEAVE, date(2026, 2, 1)), (ACTIVE, date(2026, 4, 1)))
    rows.money(again, date(2026, 5, 1), "40")
    return {"ana": ana, "twice": twice}


def values(content: Content) -> dict[str, object]:
    return {number.key: number.value for number in content.numbers()}


def test_participants_of_the_period_and_how_far_each_is(program: Program) -> None:
    ids = write(program, fill)
    content = making.make(program, "participants", program_year_period(2026)).content
    found = values(content)
    assert [found[key] for key in ("participants", "began", "active", "on-leave", "completed", "withdrawn")] == [
        3, 2, 2, 0, 1, 0,
    ]  # fmt: skip
    table = content.parts[1]
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["Abel, Ana", "Just, Ana", "Twice, Ana"]
    assert len(table.people) == 3

    row = table.rows[0]
    assert row[1:7] == (
        "Redding", "1441 Office Assistant (General)", "5157 SSA", date(2025, 7, 1), "Active", f"{row[6]}",
    )  # fmt: skip
    assert str(row[6]).endswith(": draft")
    assert isinstance(row[12], date)
    assert showing.shown(row[12]) == "Apr 5, 2026 (overdue)"
    key = f"person/{ids['ana']}"
    # Course (done), coaching (not by May 20), shadowing (dropped by a later revision, but begun).
    assert (found[f"{key}/done"], found[f"{key}/planned"]) == (1, 3)
    assert (found[f"{key}/hours"], found[f"{key}/spent"]) == (Decimal("7.5"), Decimal("80.25"))
    assert found[f"person/{ids['twice']}/spent"] == Decimal(40)

    assert table.total is not None
    for place in table.sums:
        cells = [cell for row in table.rows if isinstance(cell := row[place], Number)]
        whole = table.total[place]
        assert isinstance(whole, Number)
        assert whole.value == sum(cell.value for cell in cells)
