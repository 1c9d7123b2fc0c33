"""What is agreed while a newer revision is on its way: the list of changes, readiness, who is called up, the copy."""

from datetime import UTC, date, datetime
from decimal import Decimal

from tests.conftest import SetClock
from tests.services.plans.conftest import Someone
from tests.services.plans.writing import write_plan
from umdesk.domain.plan_papers import CopySnapshot, PaperKind
from umdesk.domain.readiness import Ask
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.today import Kind
from umdesk.domain.words import ItemKind, NotSigned, ParticipationState, ProgressStatus, Signatory
from umdesk.services import mentor_matches, resources, settings, today
from umdesk.services.plans import (
    comparing,
    editing,
    papers,
    participations,
    printing,
    queries,
    readiness,
    records,
    revisions,
    signing,
    state_changes,
)
from umdesk.services.plans.printing import Made
from umdesk.services.plans.signing import Missing, Signatures
from umdesk.services.programs import Program


def print_it(program: Program, revision: str) -> None:
    digest = snapshot_digest(printing.snapshot(program, revision))
    printing.freeze(program, revision, Made(b"%PDF as it was made", 2, digest))


def standing_of_copy(program: Program, participation: str) -> str:
    page = papers.to_print(program, PaperKind.COPY, participation).snapshot
    assert isinstance(page, CopySnapshot)
    return page.standing


def test_changes_of_a_revision_that_nobody_signed_are_listed_again(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    today = program.today()
    signing.record(program, rebecca.revision, Signatures(today, today, today))
    second = revisions.amend(program, rebecca.revision, "More hours")
    course = queries.plan(program, rebecca.participation, second).content.activities[0]
    editing.set_row(program, ItemKind.ACTIVITY, course.row, {"state_hours": Decimal(40)})
    settings.change(program, "plans.review_months", 6)
    assert printing.snapshot(program, second).changes_since is None
    print_it(program, second)
    third = revisions.amend(program, second, "The supervisor was away")
    page = printing.snapshot(program, third)
    assert page.changes_since == 1
    told = {line.what: (line.was, line.now) for line in page.changes}
    assert told["Activity “Excel for accountants”: hours on state time"] == ("16", "40")
    was, now = told["Reviews planned"]
    assert ("Every 3 months" in was, "Every 6 months" in now) == (True, True)
    on_screen = comparing.compare(program, rebecca.revision, third).differences
    assert {one.what for one in on_screen} == set(told)
    assert comparing.compare(program, second, third).differences == ()


def test_what_is_in_force_is_asked_for_while_another_revision_is_written(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    day = program.today()
    away = {Signatory.SUPERVISOR: Missing(NotSigned.ABSENT, "on leave")}
    signing.record(program, rebecca.revision, Signatures(day, None, day, missing=away))
    part = rebecca.participation
    assert standing_of_copy(program, part) == "This plan is filed; not everyone signed it. It is not in force."
    signing.put_in_force(program, rebecca.revision, "The unit chief agrees")
    assert standing_of_copy(program, part).endswith("It is in force since May 20, 2026.")

    second = revisions.amend(program, rebecca.revision, "Another course")
    course = queries.plan(program, part, second).content.activities[0]
    records.record_progress(program, part, course.item, on=day, status=ProgressStatus.DONE)
    editing.add_row(program, second, ItemKind.ACTIVITY, {"text": "Write a budget letter"})
    answers = {line.ask: line.why for line in readiness.of_plan(program, part).lines}
    assert answers[Ask.ACTIVITIES] == "1 of 1 done."
    assert [row.readiness for row in queries.list_plans(program)] == ["4 of 6"]


def test_who_left_has_no_review_due_and_is_late_with_nothing(
    program: Program, rebecca: Someone, clock: SetClock
) -> None:
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    day = program.today()
    signing.record(program, rebecca.revision, Signatures(day, day, day))
    clock.set(datetime(2027, 6, 30, 17, 0, tzinfo=UTC))
    before = queries.list_plans(program)[0].standing
    assert before.review_due
    assert before.overdue
    participations.set_state(program, rebecca.participation, ParticipationState.COMPLETED, program.today(), "Done")
    after = queries.list_plans(program)[0].standing
    assert (after.review_due, after.overdue) == (False, ())


def test_who_left_is_not_called_up_for_signatures(program: Program, rebecca: Someone, clock: SetClock) -> None:
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    mentor = resources.mentors(program)[0]
    mentor_matches.match(program, mentor.id, rebecca.participation, date(2026, 5, 1))
    clock.set(datetime(2026, 6, 20, 17, 0, tzinfo=UTC))

    def called_up() -> tuple[int, int, int]:
        row = queries.list_plans(program)[0]
        asked = [due for due in today.due(program) if due.kind is Kind.SIGNATURE]
        return row.unsigned_days, len(row.standing.overdue), len(asked)

    assert called_up() == (31, 1, 1)
    left = ParticipationState.WITHDRAWN
    effects = state_changes.effects(program, rebecca.participation, left, program.today())
    assert effects[-1] == f"The match with {mentor.name} is not ended by this. End it in the directory of resources."
    participations.set_state(program, rebecca.participation, left, program.today(), "Moves away")
    assert called_up() == (0, 0, 0)
