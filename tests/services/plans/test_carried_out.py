"""Carrying a plan out: progress with evidence, money, what changes nothing on paper, readiness, states."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import SetClock
from tests.connections import keep_connections
from tests.services.plans.carried import make_signed, open_copy, sign
from tests.services.plans.conftest import Someone, someone
from umdesk.documents import cdp
from umdesk.domain import plan_money
from umdesk.domain.errors import Gone, InvalidInput, NotNow
from umdesk.domain.exams import Exam
from umdesk.domain.plan_money import Spent
from umdesk.domain.readiness import Ask
from umdesk.domain.snapshots import canonical, snapshot_digest
from umdesk.domain.words import (
    ActivityType,
    ContactKind,
    CostCategory,
    ExamOutcome,
    ParticipationState,
    ProgressStatus,
    Qualified,
    ReviewKind,
)
from umdesk.services import history
from umdesk.services.people import contacts
from umdesk.services.plans import (
    exams,
    files,
    participations,
    printing,
    queries,
    readiness,
    records,
    reviews,
    revisions,
    state_changes,
    td_agreements,
)
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.plans.reviews import Minutes
from umdesk.services.plans.revisions import Period
from umdesk.services.plans.td_agreements import Terms
from umdesk.services.programs import Program
from umdesk.storage.models import Draft

TODAY = date(2026, 5, 20)
PDF = b"%PDF-1.7 a certificate"


@pytest.fixture(scope="module")
def made(program_template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Someone]:
    """A program with Rebecca's signed plan, closed."""
    folder = tmp_path_factory.mktemp("signed") / "redding.umdesk"
    return folder, make_signed(program_template[0], folder)


@pytest.fixture
def program(made: tuple[Path, Someone], tmp_path: Path, clock: SetClock) -> Iterator[Program]:
    """A fresh copy of it."""
    opened = keep_connections(open_copy(made[0], tmp_path / "redding.umdesk", clock))
    yield opened
    opened.close()


@pytest.fixture
def signed(made: tuple[Path, Someone]) -> Someone:
    """Rebecca with a plan that is signed."""
    return made[1]


def detail(program: Program, someone: Someone) -> PlanDetail:
    return queries.plan(program, someone.participation)


def progress(program: Program, someone: Someone, **values: object) -> str:
    item = detail(program, someone).content.activities[0].item
    given = {"on": TODAY, "status": ProgressStatus.IN_PROGRESS, **values}
    return records.record_progress(program, someone.participation, item, **given)  # type: ignore[arg-type]


def test_what_happens_changes_nothing_on_paper(program: Program) -> None:
    lee = someone(program, "Lee", "Alan", "004712")
    days = {"starts": date(2026, 6, 1), "ends": date(2026, 11, 30)}
    sign(program, lee, {"type": ActivityType.TD_ASSIGNMENT, "text": "In the budget office", **days})

    def printed() -> tuple[str, bytes | None, str, bytes]:
        snapshot = printing.frozen_snapshot(program, lee.revision)
        assert snapshot is not None
        kept = printing.document(program, lee.revision)
        return snapshot_digest(snapshot), kept, canonical(snapshot), cdp.render(snapshot, draft=False).data

    before, was = printed(), detail(program, lee)
    made = progress(program, lee, hours=Decimal(4), note="Half of it", status=ProgressStatus.DONE)
    files.add(program, made, "certificate.pdf", PDF)
    records.record_money(program, lee.participation, was.content.costs[0].item, on=TODAY, amount=Decimal(360))
    contacts.add(program, lee.person, on=TODAY, kind=ContactKind.COACHING, note="A talk")
    reviews.record(program, lee.participation, ReviewKind.QUARTERLY, None, Minutes(TODAY, summary="Went well"))
    readiness.note(program, lee.participation, code="5157", met=Qualified.YES, noted_on=TODAY)
    td_agreements.record(program, lee.participation, Terms(date(2025, 7, 1), date(2025, 9, 30)))
    exams.add(program, lee.participation, Exam("5157", ExamOutcome.PASSED, taken_on=TODAY))
    assert printed() == before
    now = detail(program, lee)
    assert (now.state, now.revision_id, now.spent) == (was.state, was.revision_id, Decimal(360))


def test_progress_is_put_right_removed_and_brought_back_with_its_evidence(program: Program, signed: Someone) -> None:
    first = progress(program, signed, hours=Decimal(3), note="First half")
    second = progress(program, signed, hours=Decimal("1.5"), note="The same day again")
    records.correct_progress(
        program, first, {"hours": Decimal(5), "note": " All of it ", "status": ProgressStatus.DONE}
    )
    (activity,) = detail(program, signed).activities
    assert (activity.status, activity.hours, activity.planned_hours) == (ProgressStatus.DONE, Decimal("6.5"), 16)
    kept = files.add(program, first, "certificate.pdf", PDF, "page 1")
    found = {row.id: (row.note, row.files) for row in detail(program, signed).progress}
    assert found == {first: ("All of it", 1), second: ("The same day again", 0)}
    records.remove_progress(program, first)
    with pytest.raises(Gone):
        files.content(program, kept)
    history.undo(program)
    assert files.content(program, kept) == PDF
    (row,) = files.of_progress(program, first)
    assert (row.name, row.note, row.by) == ("certificate.pdf", "page 1", "Maria Ortega")
    about_to_leave: list[str] = []

    def look() -> None:
        with program.opened.engine.connect() as beside:
            about_to_leave.extend(beside.scalars(select(Draft.value)))

    files.record_copy(program, kept, look)
    assert about_to_leave == ["A file of a career plan was saved as a file"], "its name can tell what was said"
    files.set_note(program, kept, "page 1 of 2")
    files.remove(program, kept)
    assert files.of_progress(program, first) == ()


def test_evidence_is_judged_by_its_content_and_kept_once(program: Program, signed: Someone) -> None:
    made = progress(program, signed)
    files.add(program, made, "certificate.pdf", PDF)
    files.add(program, made, "certificate.pdf", PDF + b" two")
    assert {row.name for row in files.of_progress(program, made)} == {"certificate.pdf", "certificate (2).pdf"}
    with pytest.raises(InvalidInput, match="kept with this record already"):
        files.add(program, made, "again.pdf", PDF)
    with pytest.raises(InvalidInput, match="a program for Windows"):
        files.add(program, made, "setup.pdf", b"MZ not a certificate")


def test_money_counts_by_line_and_kind_and_says_what_is_over(program: Program, signed: Someone) -> None:
    (cost,) = detail(program, signed).content.costs
    part = signed.participation
    made = records.record_money(
        program, part, cost.item, on=TODAY, amount=Decimal(362), category=CostCategory.TUITION, fund="Training",
        request_number="TR-118",
    )  # fmt: skip
    records.record_money(program, part, None, on=TODAY, amount=Decimal(-20), category=CostCategory.BOOKS)
    found = detail(program, signed)
    spent = [Spent(row.item, row.category, row.amount) for row in found.money]
    costs = found.content.costs
    assert [(one.of, one.estimate, one.spent, one.left) for one in plan_money.by_line(costs, spent)] == [
        ("Excel course", 350, 362, -12),
        ("Not for a cost line", None, -20, 20),
    ]
    assert [(one.of, one.spent) for one in plan_money.by_category(costs, spent)] == [
        ("Tuition", 362), ("Books", -20), ("Other", 0),
    ]  # fmt: skip
    assert plan_money.over_words(costs, spent) == "Over the estimate: “Excel course” by $12.00."
    records.correct_money(program, made, {"amount": Decimal(350), "note": "after a rebate"})
    row = next(row for row in detail(program, signed).money if row.id == made)
    assert (row.amount, row.request_number, row.category) == (350, "TR-118", CostCategory.TUITION)
    assert plan_money.over_words(costs, [Spent(cost.item, CostCategory.TUITION, Decimal(350))]) == ""
    with pytest.raises(InvalidInput, match="amount is nothing"):
        records.correct_money(program, made, {"amount": Decimal(0)})
    for endless in (Decimal("1E+40"), Decimal("-1E+40"), Decimal("NaN"), Decimal("Infinity")):
        with pytest.raises(InvalidInput, match="The largest amount is"):
            records.correct_money(program, made, {"amount": endless})


def test_after_the_end_nothing_is_recorded_and_before_it_all_is(
    program: Program, signed: Someone, clock: SetClock
) -> None:
    clock.set(datetime(2026, 6, 30, 17, 0, tzinfo=UTC))
    participations.set_state(
        program, signed.participation, ParticipationState.WITHDRAWN, date(2026, 6, 10), "Moved to another state"
    )
    progress(program, signed, on=date(2026, 6, 10))
    records.record_money(program, signed.participation, None, on=date(2026, 6, 9), amount=Decimal(5))
    with pytest.raises(InvalidInput, match="withdrawn since Jun 10, 2026"):
        progress(program, signed, on=date(2026, 6, 11))
    with pytest.raises(InvalidInput, match="until that day"):
        records.record_money(program, signed.participation, None, on=date(2026, 6, 11), amount=Decimal(5))
    found = detail(program, signed)
    assert (found.participation_state, len(found.progress)) == (ParticipationState.WITHDRAWN, 1)
    with pytest.raises(NotNow, match="is withdrawn, so plan 2026-0001 cannot be changed any more"):
        revisions.amend(program, signed.revision, "later dates")
    with pytest.raises(NotNow, match="is withdrawn"):
        revisions.renew(program, signed.revision, Period(date(2027, 7, 1), date(2028, 6, 30)))
    participations.remove_state(program, found.states[-1].id)
    progress(program, signed, on=date(2026, 6, 11))
    with pytest.raises(NotNow, match="Only the last change"):
        participations.remove_state(program, found.states[0].id)


def test_who_comes_back_is_asked_for_a_review(program: Program, signed: Someone, clock: SetClock) -> None:
    part = signed.participation
    said = state_changes.effects(program, part, ParticipationState.ON_LEAVE, date(2026, 8, 1))
    assert "A review whose day falls into the leave is not due." in " ".join(said)
    participations.set_state(program, part, ParticipationState.ON_LEAVE, date(2026, 8, 1), "Parental leave")
    clock.set(datetime(2026, 9, 20, 17, 0, tzinfo=UTC))
    back = date(2026, 9, 15)
    said = state_changes.effects(program, part, ParticipationState.ACTIVE, back)
    assert said[-1] == "The leave left out 1 review: the quarterly one of Aug 20, 2026."
    state_changes.come_back(program, part, back, review=True)
    with program.reading() as session:
        (due,) = reviews.due(session, program.today())
    assert (due.due, due.days_over) == (back, 5)
    history.undo(program)
    assert detail(program, signed).participation_state is ParticipationState.ON_LEAVE
    with program.reading() as session:
        assert reviews.due(session, program.today()) == ()


def answers(program: Program, someone: Someone) -> dict[Ask, Qualified]:
    return {line.ask: line.answer for line in readiness.of_plan(program, someone.participation).lines}


def ready(program: Program, someone: Someone) -> str:
    return next(row.readiness for row in queries.list_plans(program) if row.plan_number == someone.number)


def test_readiness_asks_what_is_on_file(program: Program, clock: SetClock) -> None:
    rebecca = someone(program, "Lee", "Alan", "004712")
    no, yes = Qualified.NOT_YET, Qualified.YES
    assert answers(program, rebecca) == dict.fromkeys(Ask, no) | {Ask.REVIEWED: yes}
    assert ready(program, rebecca) == "1 of 6"
    sign(program, rebecca)
    part = rebecca.participation
    assert answers(program, rebecca) == {
        Ask.TARGET: yes, Ask.QUALIFIED: Qualified.ASK_HR, Ask.LIST: no, Ask.ACTIVITIES: no, Ask.IN_FORCE: yes,
        Ask.REVIEWED: yes,
    }  # fmt: skip
    readiness.note(program, part, code="5157", met=no, noted_on=date(2026, 5, 2))
    newest = readiness.note(program, part, code="5157", met=yes, noted_on=date(2026, 5, 3), text=" 60 units ")
    readiness.note(program, part, code="5278", met=no, noted_on=TODAY)
    exams.add(
        program, part, Exam("5157", ExamOutcome.PASSED, taken_on=date(2026, 5, 1), list_expires=date(2026, 12, 31))
    )
    progress(program, rebecca, status=ProgressStatus.DONE)
    assert set(answers(program, rebecca).values()) == {yes}
    assert ready(program, rebecca) == "6 of 6"
    clock.set(datetime(2027, 1, 1, 17, 0, tzinfo=UTC))
    assert {ask for ask, answer in answers(program, rebecca).items() if answer is no} == {Ask.LIST, Ask.REVIEWED}
    view = readiness.of_plan(program, part)
    assert [(row.class_code, row.met, row.note, row.holds) for row in view.notes][1] == ("5157", yes, "60 units", True)
    readiness.remove_note(program, newest)
    assert answers(program, rebecca)[Ask.QUALIFIED] is no


def test_a_note_needs_a_class_and_a_day_that_has_come(program: Program, signed: Someone) -> None:
    with pytest.raises(InvalidInput, match="class is missing"):
        readiness.note(program, signed.participation, code=" ", met=Qualified.YES, noted_on=TODAY)
    with pytest.raises(InvalidInput, match="has not come yet"):
        readiness.note(program, signed.participation, code="5157", met=Qualified.YES, noted_on=date(2026, 5, 21))
