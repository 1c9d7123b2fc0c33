"""Modified duties: recorded before HR has approved, approved later, put right and undone."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.plans.conftest import Someone
from tests.services.plans.test_td import plan_assignment
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.services import history
from umdesk.services.plans import duties, queries
from umdesk.services.plans.duties import Duties
from umdesk.services.programs import Program

INVOICES = Duties(date(2026, 6, 1), "Files invoices", "Checks invoices of up to $500")


def test_duties_wait_for_hr_until_it_approved(program: Program, rebecca: Someone) -> None:
    plan_assignment(program, rebecca, date(2026, 7, 1), date(2026, 9, 30))
    activity = queries.plan(program, rebecca.participation).content.activities[0].item
    one = duties.add(program, rebecca.participation, INVOICES, item_id=activity)
    older = duties.add(program, rebecca.participation, replace(INVOICES, starts=date(2025, 1, 1)))
    rows = duties.listed(program, rebecca.participation)
    assert [(row.id, row.standing, row.activity) for row in rows] == [
        (one, "waits for HR", "Budget office"),
        (older, "waits for HR", ""),
    ]
    assert not rows[0].duties.approved
    approved = replace(INVOICES, ends=date(2026, 12, 31), hr_approved_by="Ana  Lopez", hr_approved_on=date(2026, 5, 19))
    duties.change(program, one, approved, item_id=activity)
    row = duties.listed(program, rebecca.participation)[0]
    assert row.standing == "approved by Ana Lopez on May 19, 2026"
    assert row.duties == replace(approved, hr_approved_by="Ana Lopez")
    assert history.undo(program).startswith("Changed the duties of Rebecca Nelson from Jun 1, 2026: approved by")
    duties.remove(program, one)
    assert [row.id for row in duties.listed(program, rebecca.participation)] == [older]
    with pytest.raises(Gone):
        duties.change(program, one, INVOICES)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(INVOICES, starts=None), "starts"),
        (replace(INVOICES, ends=date(2026, 5, 31)), "ends"),
        (replace(INVOICES, old_duties=" "), "old_duties"),
        (replace(INVOICES, new_duties=""), "new_duties"),
        (replace(INVOICES, hr_approved_on=date(2026, 5, 1)), "hr_approved_by"),
        (replace(INVOICES, hr_approved_by="Ana"), "hr_approved_on"),
        (replace(INVOICES, hr_approved_by="Ana", hr_approved_on=date(2026, 5, 21)), "hr_approved_on"),
    ],
)
def test_what_cannot_be(wrong: Duties, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        duties._check(replace(wrong, old_duties=wrong.old_duties.strip()), date(2026, 5, 20))
    assert refused.value.field == field
