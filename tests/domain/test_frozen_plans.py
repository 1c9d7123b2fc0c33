"""The frozen text of a printed plan, and the plan read back from it."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from umdesk.domain.frozen_plans import read
from umdesk.domain.snapshots import CostLine, GoalLine, PlanSnapshot, canonical, snapshot_digest

EMPTY = PlanSnapshot("", "", "2026-0001", 1, None, None, "", "", "", "", "", "", "", "", "")


@settings(max_examples=40, deadline=None)
@given(plan=st.builds(PlanSnapshot))
def test_every_plan_comes_back_with_its_digest(plan: PlanSnapshot) -> None:
    again = read(canonical(plan))
    assert again == plan
    assert snapshot_digest(again) == snapshot_digest(plan)


def test_a_plan_of_an_older_print_has_empty_new_fields() -> None:
    older = json.loads(canonical(EMPTY))
    del older["PlanSnapshot"]["mentor"]
    assert read(json.dumps(older)) == EMPTY


def test_what_is_no_printed_plan_is_refused() -> None:
    unknown = json.loads(canonical(EMPTY))
    unknown["PlanSnapshot"]["grade"] = "A"
    wrong = json.loads(canonical(EMPTY))
    wrong["PlanSnapshot"]["short_goals"] = [{"text": 5}]
    for text in ("", "{}", json.dumps(unknown), json.dumps(wrong)):
        with pytest.raises(ValueError, match=r"printed plan|unknown fields|Expecting"):
            read(text)


def test_amounts_with_other_zeros_are_one_text() -> None:
    texts = {
        canonical(
            PlanSnapshot(
                "", "", "2026-0001", 1, date(2026, 7, 1), None, "", "", "", "", "", "", "", "", "",
                short_goals=(GoalLine("Learn"),), costs=(CostLine("Books", Decimal(amount)),),
            )
        )
        for amount in ("350", "350.00", "3.5E+2")
    }  # fmt: skip
    assert len(texts) == 1
