"""Ready, printed, signed, amended: what each step asks and what it freezes."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.conftest import SetClock
from tests.services.plans.conftest import STARTED, Someone
from tests.services.plans.writing import write_plan
from umdesk.domain.errors import Gone, InvalidInput, NotNow
from umdesk.domain.snapshots import ActivityLine, CompetencyLine, CostLine, GoalLine, snapshot_digest
from umdesk.domain.words import ItemKind, ParticipationState, ProgressStatus, RevisionState, Route
from umdesk.services import history, settings
from umdesk.services.people import holding
from umdesk.services.plans import advancements, editing, participations, printing, queries, records, revisions, signing
from umdesk.services.plans.printing import Made
from umdesk.services.plans.signing import Signatures
from umdesk.services.programs import Program

TODAY = date(2026, 5, 20)


def print_it(program: Program, revision: str, data: bytes = b"%PDF-1.7 as it was made") -> bytes:
    made = Made(data, 2, snapshot_digest(printing.snapshot(program, revision)))
    printing.freeze(program, revision, made)
    return data


def state(program: Program, someone: Someone, revision: str = "") -> RevisionState:
    return queries.plan(program, someone.participation, revision or someone.revision).state


def test_the_snapshot_holds_what_the_page_shows(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    page = printing.snapshot(program, rebecca.revision)
    assert (page.department, page.office) == ("Department of Example", "Redding Field Office")
    assert (page.plan_number, page.revision_number, page.kind) == (rebecca.number, 1, "initial")
    assert (page.participant, page.employee_number, page.unit) == ("Rebecca Nelson", "004711", "Redding Center")
    assert (page.class_code, page.class_title) == ("1379", "Office Assistant (Typing)")
    assert (page.supervisor, page.coordinator) == ("Dana Whitfield", "Maria Ortega")
    (short,), (long,) = page.short_goals, page.long_goals
    assert short == GoalLine("Learn the budget cycle", date(2026, 12, 31), short.measure)
    assert long == GoalLine("Become an analyst", date(2028, 6, 30), long.measure)
    assert page.competencies == (CompetencyLine("Spreadsheets", "basic", "pivot tables"),)
    assert page.activities == (
        ActivityLine(
            "classroom or online course", "Excel for accountants", "CalLearns", date(2026, 9, 1), date(2026, 9, 30),
            Decimal(16), None, "Goal 1",
        ),
    )  # fmt: skip
    assert page.costs == (CostLine("Excel course", Decimal(350), "Training", "other", pays_for="Activity 1"),)
    assert page.training_and_development == ()
    assert page.no_promise == "This plan is not a promise of promotion or appointment."


def test_an_incomplete_plan_is_neither_ready_nor_printed(program: Program, rebecca: Someone) -> None:
    with pytest.raises(NotNow, match=r"The target class is missing\. A short-term goal is missing\."):
        revisions.mark_ready(program, rebecca.revision)
    with pytest.raises(NotNow, match="was not printed for signature"):
        print_it(program, rebecca.revision)
    assert state(program, rebecca) is RevisionState.DRAFT


def test_what_somebody_who_left_did_not_sign_is_not_printed_to_sign(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    revisions.mark_ready(program, rebecca.revision)
    before = printing.to_print(program, rebecca.revision)
    participations.set_state(program, rebecca.participation, ParticipationState.WITHDRAWN, TODAY, "Moved away")
    for attempt in (lambda: printing.check_printable(printing.to_print(program, rebecca.revision)),
                    lambda: print_it(program, rebecca.revision)):  # fmt: skip
        with pytest.raises(NotNow, match=f"plan {rebecca.number} is withdrawn since May 20, 2026, so there is nothing"):
            attempt()
    made = Made(b"%PDF-1.7", 2, snapshot_digest(printing.snapshot(program, rebecca.revision)))
    (refused,) = printing.freeze_all(program, [printing.Drawn(before, made)])
    assert "nothing left to sign" in str(refused), "also where it was drawn before they left"
    assert state(program, rebecca) is RevisionState.READY


def test_ready_and_back_can_be_undone(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    revisions.mark_ready(program, rebecca.revision)
    assert state(program, rebecca) is RevisionState.READY
    with pytest.raises(NotNow, match="is ready and cannot become ready"):
        revisions.mark_ready(program, rebecca.revision)
    with pytest.raises(InvalidInput, match="note is missing"):
        revisions.back_to_draft(program, rebecca.revision)
    revisions.back_to_draft(program, rebecca.revision, "The dates are too early")
    assert state(program, rebecca) is RevisionState.DRAFT
    history.undo(program)
    assert state(program, rebecca) is RevisionState.READY


def test_printing_freezes_and_keeps_the_bytes(program: Program, rebecca: Someone) -> None:
    rows = write_plan(program, rebecca.revision)
    assert printing.document(program, rebecca.revision) is None
    data = print_it(program, rebecca.revision)
    assert state(program, rebecca) is RevisionState.PRINTED
    assert printing.document(program, rebecca.revision) == data
    again = printing.to_print(program, rebecca.revision)
    assert (again.document, again.pages) == (data, 2)
    for attempt in (
        lambda: editing.set_fields(program, rebecca.revision, {"support": "x"}),
        lambda: editing.add_row(program, rebecca.revision, ItemKind.GOAL),
        lambda: editing.set_row(program, ItemKind.GOAL, rows["short"], {"text": "x"}),
        lambda: editing.remove_row(program, ItemKind.GOAL, rows["short"]),
        lambda: editing.move_row(program, ItemKind.GOAL, rows["short"], 1),
    ):
        with pytest.raises(NotNow, match=r"is printed and can no longer be changed; nothing was changed\. Use Amend"):
            attempt()
    with pytest.raises(NotNow, match="is printed and cannot become draft"):
        revisions.back_to_draft(program, rebecca.revision)
    with pytest.raises(NotNow, match="is printed already"):
        print_it(program, rebecca.revision)


def test_printing_cannot_be_undone_nor_what_came_before_it(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    newest = history.events(program, [rebecca.revision], 1)[0]
    assert newest.summary == f"Printed plan {rebecca.number}, revision 1, for signature"
    step = history.undo_step(program)
    assert step != newest.summary
    if step is not None:
        with pytest.raises(NotNow):
            history.undo(program)


def test_a_change_between_making_and_freezing_freezes_nothing(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    made = Made(b"%PDF", 1, snapshot_digest(printing.snapshot(program, rebecca.revision)))
    editing.set_fields(program, rebecca.revision, {"support": "Four hours."})
    with pytest.raises(NotNow, match="changed while it was being printed"):
        printing.freeze(program, rebecca.revision, made)
    assert state(program, rebecca) is RevisionState.DRAFT


def test_what_cannot_be_delivered_is_not_frozen(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    made = Made(b"%PDF", 1, snapshot_digest(printing.snapshot(program, rebecca.revision)))

    def fail() -> None:
        raise NotNow("The disk is full.")

    with pytest.raises(NotNow, match="disk is full"):
        printing.freeze(program, rebecca.revision, made, fail)
    assert state(program, rebecca) is RevisionState.DRAFT
    assert printing.document(program, rebecca.revision) is None


def test_progress_and_money_never_change_a_printed_page(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    before = printing.snapshot(program, rebecca.revision)
    plan = queries.plan(program, rebecca.participation)
    activity, cost = plan.content.activities[0].item, plan.content.costs[0].item
    records.record_progress(
        program, rebecca.participation, activity, on=TODAY, status=ProgressStatus.DONE, hours=Decimal(14), note="Passed"
    )
    records.record_money(program, rebecca.participation, cost, on=TODAY, amount=Decimal("340.25"), fund="Training")
    plan = queries.plan(program, rebecca.participation)
    assert [(one.status, one.hours, one.planned_hours, one.last) for one in plan.activities] == [
        (ProgressStatus.DONE, Decimal(14), Decimal(16), TODAY)
    ]
    assert (plan.estimated, plan.spent) == (Decimal("350.00"), Decimal("340.25"))
    assert [(row.text, row.amount) for row in plan.money] == [("Excel course", Decimal("340.25"))]
    assert printing.snapshot(program, rebecca.revision) == before
    row = queries.list_plans(program)[0]
    assert (row.done, row.activities, row.missing, row.revision_state) == (1, 1, 0, RevisionState.PRINTED)


def test_signed_when_everybody_asked_has_a_date(program: Program, rebecca: Someone, clock: SetClock) -> None:
    write_plan(program, rebecca.revision)
    with pytest.raises(NotNow, match="is draft; only a printed one can be signed"):
        signing.record(program, rebecca.revision, Signatures(employee=TODAY))
    print_it(program, rebecca.revision)
    clock.set(datetime(2026, 6, 10, 17, 0, tzinfo=UTC))
    two = Signatures(employee=date(2026, 5, 21), supervisor=date(2026, 5, 22))
    assert signing.record(program, rebecca.revision, two) is RevisionState.PRINTED
    all_three = Signatures(date(2026, 5, 21), date(2026, 5, 22), date(2026, 6, 1), original_kept_at="Personnel file")
    assert signing.record(program, rebecca.revision, all_three) is RevisionState.SIGNED
    found = queries.plan(program, rebecca.participation)
    assert found.signatures == all_three
    assert found.frozen


def test_two_signatures_do_where_the_department_asks_for_two(program: Program, rebecca: Someone) -> None:
    assert printing.snapshot(program, rebecca.revision).coordinator_signs
    settings.change(program, "plans.coordinator_signs", value=False)
    assert not printing.snapshot(program, rebecca.revision).coordinator_signs
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    assert signing.record(program, rebecca.revision, Signatures(TODAY, TODAY)) is RevisionState.SIGNED


def test_a_refusal_is_filed_with_a_note(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    refused = Signatures(supervisor=TODAY, not_signed=" The employee refused on May 20. ")
    assert signing.record(program, rebecca.revision, refused) is RevisionState.FILED
    assert queries.plan(program, rebecca.participation).signatures.not_signed == "The employee refused on May 20."


@pytest.mark.parametrize(
    ("signatures", "field"),
    [
        (Signatures(employee=date(2026, 5, 19)), "employee"),
        (Signatures(supervisor=date(2026, 5, 21)), "supervisor"),
    ],
)
def test_nobody_signs_before_printing_or_tomorrow(
    program: Program, rebecca: Someone, signatures: Signatures, field: str
) -> None:
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    with pytest.raises(InvalidInput) as refused:
        signing.record(program, rebecca.revision, signatures)
    assert refused.value.field == field


def test_an_amendment_keeps_identities_and_says_what_changed(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    with pytest.raises(NotNow, match="not printed yet"):
        revisions.amend(program, rebecca.revision, "new dates")
    data = print_it(program, rebecca.revision)
    first = queries.plan(program, rebecca.participation)
    with pytest.raises(InvalidInput, match="reason is missing"):
        revisions.amend(program, rebecca.revision, " ")
    second = revisions.amend(program, rebecca.revision, "The course moved to October")
    found = queries.plan(program, rebecca.participation)
    assert (found.revision_id, found.revision_number, found.state, found.newest) == (
        second, 2, RevisionState.DRAFT, True
    )  # fmt: skip
    assert [row.item for row in found.content.activities] == [row.item for row in first.content.activities]
    assert [row.row for row in found.content.activities] != [row.row for row in first.content.activities]
    editing.set_row(program, ItemKind.ACTIVITY, found.content.activities[0].row, {"ends": date(2026, 10, 31)})
    page = printing.snapshot(program, second)
    assert (page.revision_number, page.reason) == (2, "The course moved to October")
    approval, change = page.changes[-1], page.changes[0]
    assert (approval.what, len(page.changes)) == ("Supervisor's approval", 2)
    assert "Excel for accountants" in change.what
    assert "Oct 31, 2026" in f"{change.what} {change.now}"
    assert state(program, rebecca) is RevisionState.PRINTED
    with pytest.raises(NotNow, match="newer revision already"):
        revisions.amend(program, rebecca.revision, "again")
    print_it(program, second, b"%PDF second")
    assert state(program, rebecca) is RevisionState.SUPERSEDED
    assert printing.document(program, rebecca.revision) == data
    assert [(row.number, row.state) for row in queries.plan(program, rebecca.participation).revisions] == [
        (2, RevisionState.PRINTED),
        (1, RevisionState.SUPERSEDED),
    ]


def test_an_amendment_can_be_discarded_or_undone(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    with pytest.raises(NotNow, match="cannot be discarded"):
        revisions.discard(program, rebecca.revision)
    print_it(program, rebecca.revision)
    second = revisions.amend(program, rebecca.revision, "new dates")
    assert revisions.discard(program, second) == rebecca.revision
    with pytest.raises(Gone, match="discarded, or its start was undone"):
        printing.to_print(program, second)
    assert queries.plan(program, rebecca.participation).revision_number == 1
    history.undo(program)
    assert queries.plan(program, rebecca.participation).revision_id == second
    assert len(queries.plan(program, rebecca.participation).content.goals) == 2


def test_an_amendment_takes_the_class_of_today(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    advancements.record_advancement(
        program, rebecca.participation, on=TODAY, to_class_code="5157", route=Route.EXAM, note="list of May"
    )
    revisions.amend(program, rebecca.revision, "Advanced")
    found = queries.plan(program, rebecca.participation)
    assert found.content.current_class_code == "5157"
    assert found.content.current_class_title == "Staff Services Analyst (General)"
    assert found.participation_state is ParticipationState.ACTIVE


def test_the_list_to_print_has_one_revision_a_plan(program: Program, rebecca: Someone) -> None:
    from tests.services.plans.conftest import someone

    alan, draft = someone(program, "Lee", "Alan", "000123"), someone(program, "Adams", "Zoe", None)
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    write_plan(program, alan.revision)
    revisions.mark_ready(program, alan.revision)
    assert printing.printable(program) == (rebecca.revision, alan.revision)
    second = revisions.amend(program, rebecca.revision, "new")
    assert printing.printable(program) == (rebecca.revision, alan.revision)
    assert printing.of_person(program, "4711") == second
    assert printing.of_person(program, "000123") == alan.revision
    with pytest.raises(NotNow, match="Nobody with the employee number 999999"):
        printing.of_person(program, "999999")
    assert [row.name for row in queries.list_plans(program)] == ["Adams, Zoe", "Lee, Alan", "Nelson, Rebecca"]
    assert queries.list_plans(program)[0].missing == 4
    assert queries.participation_of(program, draft.person) == draft.participation
    participations.set_state(
        program, alan.participation, ParticipationState.WITHDRAWN, program.today(), "Nobody to sign it"
    )
    assert printing.printable(program) == (rebecca.revision,)


def test_a_copy_that_leaves_is_on_record(program: Program, rebecca: Someone) -> None:
    printing.record_copy(program, rebecca.revision, "saved as PDF")
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    printing.record_copy(program, rebecca.revision, "saved as PDF")
    newest = history.events(program, None, 1)[0]
    assert newest.summary == f"Plan {rebecca.number} R1: a copy was saved as PDF"


# --- advancement, money, progress -----------------------------------------------------------------------------------


def test_an_advancement_moves_the_person_and_may_complete(program: Program, rebecca: Someone) -> None:
    advancements.record_advancement(
        program, rebecca.participation, on=TODAY, to_class_code="5157", route=Route.BRIDGING, completes=True
    )
    plan = queries.plan(program, rebecca.participation)
    assert plan.participation_state is ParticipationState.COMPLETED
    assert plan.states[-1].reason == "advanced to 5157 Staff Services Analyst (General) on May 20, 2026"
    move = plan.advancements[0]
    assert (move.on, move.from_class, move.to_class, move.route) == (
        TODAY, "1379", "5157 Staff Services Analyst (General)", Route.BRIDGING
    )  # fmt: skip
    history.undo(program)
    assert queries.plan(program, rebecca.participation).advancements == ()
    assert queries.plan(program, rebecca.participation).participation_state is ParticipationState.ACTIVE


def test_an_advancement_by_mistake_is_taken_out_with_its_appointment(program: Program, rebecca: Someone) -> None:
    move = advancements.record_advancement(
        program, rebecca.participation, on=TODAY, to_class_code="5157", route=Route.EXAM
    )
    advancements.remove_advancement(program, move)
    with program.reading() as session:
        held = holding.held_or_first(session, rebecca.person, TODAY)
        assert held is not None
        assert held.class_code == "1379"


@pytest.mark.parametrize(
    ("on", "code", "field"),
    [
        (date(2026, 5, 21), "5157", "on"),
        (TODAY, " ", "to_class_code"),
        (TODAY, "1379", "to_class_code"),
    ],
)
def test_an_advancement_that_cannot_be(program: Program, rebecca: Someone, on: date, code: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        advancements.record_advancement(program, rebecca.participation, on=on, to_class_code=code, route=Route.EXAM)
    assert refused.value.field == field


def test_records_are_dated_and_can_be_taken_out(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    activity = queries.plan(program, rebecca.participation).content.activities[0].item
    with pytest.raises(InvalidInput, match="not come yet"):
        records.record_progress(
            program, rebecca.participation, activity, on=date(2026, 5, 21), status=ProgressStatus.DONE
        )
    with pytest.raises(InvalidInput, match="amount is nothing"):
        records.record_money(program, rebecca.participation, None, on=TODAY, amount=Decimal(0))
    one = records.record_progress(
        program, rebecca.participation, activity, on=STARTED, status=ProgressStatus.IN_PROGRESS
    )
    refund = records.record_money(program, rebecca.participation, None, on=TODAY, amount=Decimal(-20), note="refund")
    assert queries.plan(program, rebecca.participation).spent == Decimal("-20.00")
    records.remove_progress(program, one)
    records.remove_money(program, refund)
    plan = queries.plan(program, rebecca.participation)
    assert (plan.progress, plan.money) == ((), ())
    history.undo(program)
    assert queries.plan(program, rebecca.participation).money[0].note == "refund"


def test_an_entry_of_somebody_elses_plan_takes_no_record(program: Program, rebecca: Someone) -> None:
    from tests.services.plans.conftest import someone

    alan = someone(program, "Lee", "Alan", "000123")
    write_plan(program, rebecca.revision)
    activity = queries.plan(program, rebecca.participation).content.activities[0].item
    with pytest.raises(NotNow, match="no longer there"):
        records.record_progress(program, alan.participation, activity, on=TODAY, status=ProgressStatus.DONE)


def test_an_activity_taken_out_by_an_amendment_keeps_its_record(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    plan = queries.plan(program, rebecca.participation)
    item = plan.content.activities[0].item
    records.record_progress(program, rebecca.participation, item, on=TODAY, status=ProgressStatus.DROPPED)
    revisions.amend(program, rebecca.revision, "Another course")
    row = queries.plan(program, rebecca.participation).content.activities[0].row
    editing.remove_row(program, ItemKind.ACTIVITY, row)
    found = queries.plan(program, rebecca.participation)
    assert found.content.activities == ()
    assert [(one.text, one.status, one.in_plan) for one in found.activities] == [
        ("Excel for accountants", ProgressStatus.DROPPED, False)
    ]
