"""Which revision holds, and since when, from what is on record of it."""

from datetime import date

import pytest

from umdesk.domain.in_force import Marks
from umdesk.domain.words import RevisionState as State

JUN_1, JUN_2 = date(2026, 6, 1), date(2026, 6, 2)


@pytest.mark.parametrize(
    ("marks", "agreed", "since"),
    [
        (Marks(State.PRINTED, employee_signed=JUN_1), False, JUN_1),
        (Marks(State.SIGNED, None, JUN_2, JUN_1), True, JUN_2),
        (Marks(State.FILED, None, None, JUN_1), False, JUN_1),
        (Marks(State.FILED, JUN_2, None, JUN_1), True, JUN_2),
        (Marks(State.SUPERSEDED, superseded_from=State.PRINTED), False, None),
        (Marks(State.SUPERSEDED, None, JUN_1, JUN_1, superseded_from=State.SIGNED), True, JUN_1),
        (Marks(State.SUPERSEDED, None, JUN_1, JUN_2), True, JUN_2),
        (Marks(State.SUPERSEDED, None, JUN_1, JUN_2, not_signed_note="The participant was absent"), False, JUN_2),
        (Marks(State.SUPERSEDED, None, JUN_1, JUN_2, superseded_from=State.FILED), False, JUN_2),
    ],
)
def test_a_revision_holds_once_signed_or_put_in_force(marks: Marks, agreed: bool, since: date | None) -> None:
    assert (marks.agreed, marks.since) == (agreed, since)
