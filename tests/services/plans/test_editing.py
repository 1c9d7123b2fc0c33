"""Writing a plan: fields and rows, what they accept, and undo."""

from datetime import date
from decimal import Decimal

import pytest

from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import item, write_plan
from umdesk.domain import worksheet
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.plans import Content
from umdesk.domain.words import ActivityType, GoalTerm, ItemKind, RevisionState
from umdesk.services import history
from umdesk.services.plans import editing, printing, queries, revisions, templates
from umdesk.services.plans.printing import check_printable
from umdesk.services.programs import Program
from umdesk.storage import models


def content(program: Program, someone: Someone) -> Content:
    return queries.plan(program, someone.participation).content


def test_an_activity_begins_without_a_type_and_is_not_signed_for_without_one(
    program: Program, rebecca: Someone
) -> None:
    write_plan(program, rebecca.revision)
    dates = {"starts": date(2026, 10, 1), "ends": date(2026, 10, 2)}
    row = editing.add_row(program, rebecca.revision, ItemKind.ACTIVITY, {"text": "Desk audit", **dates})
    other = someone(program, "Ortiz", "Ana", "004712")
    templates.apply(program, other.revision, templates.save(program, rebecca.revision, "Desk audits"))
    for who in (rebecca, other):
        assert [(one.type, one.text) for one in content(program, who).activities][-1] == ("", "Desk audit")
    found = queries.plan(program, rebecca.participation)
    assert [gap.text for gap in found.needed] == ["“Desk audit” has no type."]
    assert found.activities[-1].type == ""
    with pytest.raises(NotNow, match="“Desk audit” has no type"):
        revisions.mark_ready(program, rebecca.revision)
    with pytest.raises(NotNow, match="not complete"):
        check_printable(printing.to_print(program, rebecca.revision))
    (shown,) = [one for one in worksheet.lines(found.content, blank=False) if one.values[0] == ("text", "Desk audit")]
    assert shown.value("type") == ""

    editing.set_row(program, ItemKind.ACTIVITY, row, {"type": ActivityType.OTHER})
    revisions.mark_ready(program, rebecca.revision)


def items(program: Program) -> int:
    with program.reading() as session:
        return session.query(models.PlanItem).count()


def test_fields_are_kept_as_written_and_named_in_the_history(program: Program, rebecca: Someone) -> None:
    editing.set_fields(program, rebecca.revision, {"support": "  Two hours\na week. ", "period_from": date(2026, 7, 1)})
    found = content(program, rebecca)
    assert (found.support, found.period_from) == ("Two hours\na week.", date(2026, 7, 1))
    newest = history.events(program, [rebecca.revision], 1)[0]
    assert newest.summary == f"Changed the support and the start of the period in plan {rebecca.number}"


def test_the_same_value_again_is_no_event(program: Program, rebecca: Someone) -> None:
    editing.set_fields(program, rebecca.revision, {"support": "Time."})
    before = len(history.events(program, None, 1000))
    editing.set_fields(program, rebecca.revision, {"support": "Time."})
    assert len(history.events(program, None, 1000)) == before


def test_a_whole_plan_reads_back_as_it_was_written(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    found = content(program, rebecca)
    assert [(goal.term, goal.text, goal.target_date) for goal in found.goals] == [
        (GoalTerm.SHORT, "Learn the budget cycle", date(2026, 12, 31)),
        (GoalTerm.LONG, "Become an analyst", date(2028, 6, 30)),
    ]
    activity = found.activities[0]
    assert (activity.type, activity.text, activity.provider) == (
        ActivityType.COURSE, "Excel for accountants", "CalLearns"
    )  # fmt: skip
    assert (activity.starts, activity.ends) == (date(2026, 9, 1), date(2026, 9, 30))
    assert (activity.state_hours, activity.own_hours) == (Decimal(16), None)
    assert activity.serves == found.goals[0].item
    assert found.costs[0].activity == activity.item
    assert found.costs[0].estimate == Decimal(350)
    assert queries.plan(program, rebecca.participation).gaps == ()


def test_rows_follow_each_other_and_move(program: Program, rebecca: Someone) -> None:
    rows = [
        editing.add_row(program, rebecca.revision, ItemKind.ACTIVITY, {"text": text})
        for text in ("one", "two", "three")
    ]
    editing.add_row(program, rebecca.revision, ItemKind.ACTIVITY, {"text": "between"}, after=rows[0])
    editing.move_row(program, ItemKind.ACTIVITY, rows[2], -2)
    editing.move_row(program, ItemKind.ACTIVITY, rows[0], -5)
    editing.move_row(program, ItemKind.ACTIVITY, rows[0], 99)
    assert [row.text for row in content(program, rebecca).activities] == ["three", "between", "two", "one"]


def test_goals_move_among_their_own_term(program: Program, rebecca: Someone) -> None:
    for term, text in ((GoalTerm.LONG, "L1"), (GoalTerm.SHORT, "S1"), (GoalTerm.LONG, "L2"), (GoalTerm.SHORT, "S2")):
        editing.add_row(program, rebecca.revision, ItemKind.GOAL, {"term": term, "text": text})
    last = content(program, rebecca).goals[3]
    editing.move_row(program, ItemKind.GOAL, last.row, -1)
    assert [goal.text for goal in content(program, rebecca).goals] == ["S1", "S2", "L2", "L1"]


def test_removing_a_goal_leaves_what_served_it(program: Program, rebecca: Someone) -> None:
    rows = write_plan(program, rebecca.revision)
    editing.remove_row(program, ItemKind.GOAL, rows["short"])
    assert content(program, rebecca).activities[0].serves is None
    editing.remove_row(program, ItemKind.ACTIVITY, rows["course"])
    found = content(program, rebecca)
    assert found.activities == ()
    assert found.costs[0].activity is None
    assert items(program) == 3


def test_every_step_can_be_undone_and_redone(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    full = content(program, rebecca)
    editing.remove_row(program, ItemKind.GOAL, full.goals[0].row)
    assert history.undo_step(program) == f"Removed a goal from plan {rebecca.number}"
    history.undo(program)
    assert content(program, rebecca) == full
    steps = 0
    while (history.undo_step(program) or "").endswith(f"plan {rebecca.number}"):
        history.undo(program)
        steps += 1
    assert steps == 8
    assert content(program, rebecca).goals == ()
    assert items(program) == 0
    for _ in range(steps):
        history.redo(program)
    assert content(program, rebecca) == full


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts": date(2026, 9, 2), "ends": date(2026, 9, 1)}, "ends"),
        ({"state_hours": Decimal(-1)}, "state_hours"),
        ({"own_hours": Decimal(10001)}, "own_hours"),
        ({"text": "x" * 8001}, "text"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    program: Program, rebecca: Someone, values: dict[str, editing.Value], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        editing.add_row(program, rebecca.revision, ItemKind.ACTIVITY, values)
    assert refused.value.field == field
    assert items(program) == 0


def test_a_start_after_the_end_is_refused_at_the_start(program: Program, rebecca: Someone) -> None:
    row = editing.add_row(program, rebecca.revision, ItemKind.ACTIVITY, {"ends": date(2026, 9, 1)})
    with pytest.raises(InvalidInput) as refused:
        editing.set_row(program, ItemKind.ACTIVITY, row, {"starts": date(2026, 9, 2)})
    assert refused.value.field == "starts"


def test_a_row_that_is_gone_is_a_sentence(program: Program, rebecca: Someone) -> None:
    row = editing.add_row(program, rebecca.revision, ItemKind.COST)
    editing.remove_row(program, ItemKind.COST, row)
    with pytest.raises(NotNow, match="cost line is no longer in the plan"):
        editing.set_row(program, ItemKind.COST, row, {"text": "x"})


def test_an_unknown_field_is_a_bug(program: Program, rebecca: Someone) -> None:
    with pytest.raises(KeyError):
        editing.set_fields(program, rebecca.revision, {"state": "printed"})
    with pytest.raises(KeyError):
        editing.add_row(program, rebecca.revision, ItemKind.COST, {"serves_item_id": "x"})
    with pytest.raises(InvalidInput, match="belongs to what is no longer in the plan") as gone:
        editing.add_row(program, rebecca.revision, ItemKind.ACTIVITY, {"serves_item_id": models.new_id()})
    assert gone.value.field == "serves_item_id"


def test_a_change_to_a_ready_plan_makes_it_a_draft_again(program: Program, rebecca: Someone) -> None:
    rows = write_plan(program, rebecca.revision)
    revisions.mark_ready(program, rebecca.revision)
    editing.set_row(program, ItemKind.GOAL, rows["short"], {"text": "Learn it all"})
    assert queries.plan(program, rebecca.participation).state is RevisionState.DRAFT
    assert history.undo_step(program) == f"Changed a goal in plan {rebecca.number} (a draft again)"
    history.undo(program)
    assert queries.plan(program, rebecca.participation).state is RevisionState.READY


def test_what_is_on_record_keeps_its_row(program: Program, rebecca: Someone) -> None:
    from umdesk.domain.words import ProgressStatus
    from umdesk.services.plans import records

    rows = write_plan(program, rebecca.revision)
    records.record_progress(
        program,
        rebecca.participation,
        item(program, rebecca.revision, "course", rows),
        on=date(2026, 5, 2),
        status=ProgressStatus.IN_PROGRESS,
    )
    with pytest.raises(NotNow, match="on record for this activity"):
        editing.remove_row(program, ItemKind.ACTIVITY, rows["course"])
    assert len(content(program, rebecca).activities) == 1
