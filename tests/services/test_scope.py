"""What is one's own today: a supervisor's participants, a rater's sheets, and what a reader is not told."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.conftest import SetClock
from tests.connections import keep_connections
from tests.roles_world import (
    DANA,
    EVE,
    NOTE,
    RITA,
    SAM,
    TODAY,
    TOM,
    TOMS_VALUE,
    World,
    as_text,
    copy_of,
)
from umdesk.domain.errors import InvalidInput, NotAllowed, NotNow
from umdesk.domain.words import ItemKind, NotSigned, ProgressStatus, RevisionState, Role, Signatory
from umdesk.services import drafts, history, my_sheets
from umdesk.services.people.holding import held_or_first
from umdesk.services.plans import (
    editing,
    files,
    filing,
    printing,
    queries,
    records,
    revisions,
    signing,
    start_participation,
)
from umdesk.services.programs import Program
from umdesk.storage import models

MARIA = "Maria Ortega"


@pytest.fixture(scope="session")
def template(made_world: tuple[Path, World]) -> tuple[Path, World]:
    """The world's folder, closed, and what is in it."""
    return made_world


@pytest.fixture
def world(template: tuple[Path, World]) -> World:
    """What is in the program."""
    return template[1]


@pytest.fixture
def program(template: tuple[Path, World], tmp_path: Path, clock: SetClock) -> Iterator[Program]:
    """A copy of the world, open, signed in as the coordinator."""
    opened = copy_of(template[0], tmp_path / "redding.umdesk", clock)
    yield opened
    opened.close()


def names(program: Program) -> list[str]:
    return [row.name.partition(",")[0] for row in queries.list_plans(program)]


def appoint(program: Program, person: str, supervisor: str, effective: date) -> None:
    """A later appointment of a person under the supervisor of that name; nothing that anybody could undo."""
    with program.operation("tests.appoint", "Appointed", undoable=False) as op:
        named = op.session.query(models.Supervisor).filter_by(name=supervisor).one()
        op.session.add(
            models.Appointment(
                person_id=person, effective=effective, class_code="1379", class_title="", tenure="permanent",
                time_base="1.0", supervisor_id=named.id,
            )
        )  # fmt: skip


# --- a supervisor's participants --------------------------------------------------------------------------------------


def test_each_supervisor_has_those_whose_appointment_names_them(program: Program, world: World) -> None:
    world.sign_in(program, DANA)
    assert names(program) == ["Alder", "Birch", "Cedar", "Dogwood"]
    world.sign_in(program, SAM)
    assert names(program) == ["Walnut", "Xylem", "Yarrow", "Zircon"]


def test_it_is_the_appointment_of_today_that_counts(program: Program, world: World, clock: SetClock) -> None:
    appoint(program, world.one.people[1], SAM, date(2026, 5, 21))
    appoint(program, world.one.people[3], SAM, date(2025, 1, 1))
    world.sign_in(program, DANA)
    assert names(program) == ["Alder", "Birch", "Cedar"]
    clock.set(datetime(2026, 5, 22, 17, 0, tzinfo=UTC))
    assert names(program) == ["Alder", "Cedar"]
    world.sign_in(program, SAM)
    assert names(program) == ["Birch", "Dogwood", "Walnut", "Xylem", "Yarrow", "Zircon"]


def test_before_the_first_appointment_begins_its_supervisor_is_meant(program: Program, world: World) -> None:
    with program.operation("tests.later", "Began later", undoable=False) as op:
        for held in op.session.query(models.Appointment).filter_by(person_id=world.one.people[1]):
            held.effective = date(2026, 9, 1)
    world.sign_in(program, DANA)
    assert names(program) == ["Alder", "Birch", "Cedar", "Dogwood"]


@given(
    rows=st.lists(
        st.tuples(st.sampled_from([DANA, SAM, None]), st.dates(date(2026, 5, 15), date(2026, 5, 25))), max_size=5
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_appointment_of_today_is_the_one_that_plans_are_made_from(
    program: Program, world: World, rows: list[tuple[str | None, date]]
) -> None:
    person = world.one.people[1]
    with program.operation("tests.appoint", "Appointed", undoable=False) as op:
        ids = {row.name: row.id for row in op.session.query(models.Supervisor)}
        for old in op.session.query(models.Appointment).filter_by(person_id=person):
            op.session.delete(old)
        op.session.flush()
        op.session.add_all(
            models.Appointment(
                person_id=person, effective=effective, class_code="1379", class_title="", tenure="permanent",
                time_base="1.0", supervisor_id=ids.get(name or ""),
            )
            for name, effective in rows
        )  # fmt: skip
    with program.reading() as session:
        held = held_or_first(session, person, TODAY)
        named = next((name for name, each in ids.items() if held and each == held.supervisor_id), None)
    for name in (DANA, SAM):
        world.sign_in(program, name)
        assert ("Birch" in names(program)) == (name == named)


def test_the_link_without_the_role_is_worth_nothing(program: Program, world: World) -> None:
    world.sign_in(program, DANA)
    program.account = replace(program.account, roles=frozenset({Role.RATER}))
    with pytest.raises(NotAllowed):
        queries.list_plans(program)


def test_another_supervisors_plan_and_none_at_all_are_one_sentence(program: Program, world: World) -> None:
    world.sign_in(program, DANA)
    said = set()
    for participation, revision in (
        (world.other.participation, ""),
        (models.new_id(), ""),
        (world.one.participation, world.other.draft),
        (world.one.participation, models.new_id()),
    ):
        with pytest.raises(NotAllowed) as refused:
            queries.plan(program, participation, revision)
        said.add(str(refused.value))
    for row in (world.other.goal, models.new_id()):
        with pytest.raises(NotAllowed) as refused:
            editing.set_row(program, ItemKind.GOAL, row, {"text": "x"})
        said.add(str(refused.value))
    for record in (world.other.progress, models.new_id()):
        with pytest.raises(NotAllowed) as refused:
            records.remove_progress(program, record)
        said.add(str(refused.value))
    (sentence,) = said
    assert sentence.startswith("There is no such plan among your participants.")


def test_an_entry_of_another_plan_is_not_pointed_at(program: Program, world: World) -> None:
    world.sign_in(program, DANA)
    with pytest.raises(InvalidInput, match="no longer in the plan"):
        editing.add_row(program, world.one.draft, ItemKind.COST, {"activity_item_id": world.other.activity})
    with pytest.raises(NotNow, match="no longer there"):
        records.record_progress(
            program, world.one.participation, world.other.activity, on=TODAY, status=ProgressStatus.DONE
        )


BROUGHT_ALONG = (models.JobClass, models.CatalogueActivity, models.Resource, models.PlanTemplate, models.Holiday)


def every_id(program: Program) -> list[str]:
    """The id of every record but those that umdesk brings along, which are of nobody."""
    tables = [each for each in models.Record.__subclasses__() if each not in BROUGHT_ALONG]
    with program.reading() as session:
        return [row for each in tables for row in session.scalars(select(each.id))]


@pytest.mark.parametrize("who", [DANA, RITA, EVE])
def test_no_id_of_any_record_leads_to_what_is_anothers(program: Program, world: World, who: str) -> None:
    ids = every_id(program)
    assert len(ids) > 200
    secrets = {
        DANA: {*world.other.words, *world.applicant_words},
        RITA: {*world.one.words, *world.other.words, *world.blind_words, TOM, str(TOMS_VALUE), "thistle"},
        EVE: {NOTE},
    }[who]
    world.sign_in(program, who)
    keep_connections(program)
    asked: list[Callable[[str], object]] = [
        lambda each: queries.plan(program, each),
        lambda each: queries.plan(program, world.one.participation, each),
        lambda each: queries.participation_of(program, each),
        lambda each: printing.snapshot(program, each),
        lambda each: printing.to_print(program, each),
        lambda each: printing.document(program, each),
        lambda each: history.events(program, [each]),
        lambda each: drafts.of_record(program, each),
        lambda each: my_sheets.sheets(program, each),
    ]
    answered = 0
    for record in ids:
        for ask in asked:
            try:
                answer = as_text(ask(record)).casefold()
            except (NotAllowed, NotNow, KeyError) as refused:
                answer = str(refused).replace(record, "").casefold()
            else:
                answered += 1
            # The id of the question in an answer tells nothing that the question did not.
            answer = answer.replace(record, "")
            assert [word for word in secrets if word.casefold() in answer] == []
    assert answered > 10


# --- the steps of a plan ----------------------------------------------------------------------------------------------


def test_a_supervisor_submits_a_complete_draft_and_may_go_on_in_review(program: Program, world: World) -> None:
    world.sign_in(program, DANA)
    editing.set_row(program, ItemKind.GOAL, world.one.goal, {"text": ""})
    with pytest.raises(NotNow, match=r"is not complete\. Goal 1 has no text\..*then submit it"):
        revisions.submit(program, world.one.draft)
    editing.set_row(program, ItemKind.GOAL, world.one.goal, {"text": "Learn the budget cycle"})
    revisions.submit(program, world.one.draft)
    assert history.undo_step(program) == "Submitted plan 2026-0001 for review"
    editing.set_fields(program, world.one.draft, {"support": "Two hours a week"})
    assert queries.plan(program, world.one.participation).state is RevisionState.IN_REVIEW
    with pytest.raises(NotNow, match="is in review and cannot become in review"):
        revisions.submit(program, world.one.draft)
    revisions.back_to_draft(program, world.one.draft)
    assert queries.plan(program, world.one.participation).state is RevisionState.DRAFT


def test_a_ready_plan_is_the_coordinators(program: Program, world: World) -> None:
    world.sign_in(program, DANA)
    with pytest.raises(NotNow, match="marked ready for printing, so nothing was changed"):
        editing.set_fields(program, world.one.ready, {"support": "More"})
    with pytest.raises(NotNow, match="marked ready for printing"):
        revisions.back_to_draft(program, world.one.ready)
    with pytest.raises(NotNow, match="is ready and cannot become in review"):
        revisions.submit(program, world.one.ready)
    world.sign_in(program, MARIA)
    editing.set_fields(program, world.one.ready, {"support": "More"})
    participation = queries.participation_of(program, world.one.ready)
    assert queries.plan(program, participation).state is RevisionState.DRAFT


# --- the history ------------------------------------------------------------------------------------------------------


def test_an_event_on_several_plans_is_told_in_general_words(program: Program, world: World) -> None:
    with program.operation("decisions.apply", "Applied: Birch and Xylem again", reason="because of Xylem") as op:
        started = [
            op.session.query(models.Participation).filter_by(person_id=person).one()
            for person in (world.one.people[1], world.other.people[1])
        ]
        for each in started:
            each.started = date(2026, 5, 2)
    own = started[0].id
    world.sign_in(program, MARIA)
    assert history.events(program, [own])[0].summary == "Applied: Birch and Xylem again"
    world.sign_in(program, DANA)
    newest = history.events(program, [own])[0]
    assert (newest.summary, newest.reason) == ("Decisions of a cycle were applied", None)
    assert [change.record for change in newest.changes] == ["participation Birch, birchana"]
    assert "xylem" not in as_text(history.events(program, [own])).casefold()


def test_an_event_on_own_plans_alone_keeps_its_words(program: Program, world: World) -> None:
    world.sign_in(program, DANA)
    editing.remove_row(program, ItemKind.GOAL, world.one.second_goal)
    gone = history.events(program, [world.one.second_goal])
    assert gone[0].summary == "Removed a goal from plan 2026-0001"
    assert ("goal", "alder second goal", "") in [(one.field, one.before, one.after) for one in gone[0].changes]
    printed = history.events(program, [world.one.printed])
    assert printed[0].summary == "Printed plan 2026-0004, revision 1, for signature"


@pytest.mark.parametrize("more", ["participation", "draft", "goal", "progress"])
def test_one_record_of_another_in_the_question_refuses_all_of_it(program: Program, world: World, more: str) -> None:
    world.sign_in(program, DANA)
    with pytest.raises(NotAllowed, match="no such plan"):
        history.events(program, [*world.one.record_ids, getattr(world.other, more)])


def test_the_person_and_the_application_are_not_the_plan(program: Program, world: World) -> None:
    world.sign_in(program, DANA)
    for record in (world.one.people[0], world.draft_application, None):
        with pytest.raises(NotAllowed):
            history.events(program, None if record is None else [record])


def test_a_step_on_a_plan_that_went_to_another_supervisor_is_not_undone(program: Program, world: World) -> None:
    world.sign_in(program, DANA)
    editing.set_fields(program, world.one.draft, {"support": "Two hours a week"})
    assert history.undo_step(program) == "Changed the support in plan 2026-0001"
    with program.operation("tests.move", "Moved", undoable=False) as op:
        sam = op.session.query(models.Supervisor).filter_by(name=SAM).one()
        for held in op.session.query(models.Appointment).filter_by(person_id=world.one.people[0]):
            held.supervisor_id = sam.id
    assert history.undo_step(program) is None
    with pytest.raises(NotAllowed, match="not yours to change any more; nothing was changed"):
        history.undo(program)
    world.sign_in(program, SAM)
    assert history.undo_step(program) is None, "nobody takes another's step back"
    assert queries.plan(program, world.one.participation).content.support == "Two hours a week"


# --- counseling notes -------------------------------------------------------------------------------------------------


def test_a_reader_sees_of_counseling_the_date_and_the_kind(program: Program, world: World) -> None:
    world.sign_in(program, EVE)
    detail = queries.plan(program, world.one.participation)
    told = {row.item: (row.on, row.status, row.note, row.evidence, row.kept_back) for row in detail.progress}
    assert told == {
        world.one.counseling: (TODAY, ProgressStatus.IN_PROGRESS, "", "", True),
        world.one.activity: (
            TODAY, ProgressStatus.IN_PROGRESS, "alder workshop note", "alder workshop note evidence", False,
        ),
    }  # fmt: skip
    shown = [
        (change.field, change.after)
        for line in history.events(program, [row.id for row in detail.progress])
        for change in line.changes
        if change.field in {"note", "evidence"}
    ]
    assert sorted(shown) == [
        ("evidence", "(kept from readers)"),
        ("evidence", "alder workshop note evidence"),
        ("note", "(kept from readers)"),
        ("note", "alder workshop note"),
    ]


def test_a_note_stays_kept_after_the_record_and_the_activity_are_gone(program: Program, world: World) -> None:
    detail = queries.plan(program, world.one.participation)
    record = next(row for row in detail.progress if row.item == world.one.counseling)
    row = next(row.row for row in detail.content.activities if row.item == world.one.counseling)
    records.remove_progress(program, record.id)
    editing.remove_row(program, ItemKind.ACTIVITY, row)
    world.sign_in(program, EVE)
    assert NOTE not in as_text(history.events(program, None, 1000))


def test_who_reads_and_supervises_sees_the_notes_of_their_own(program: Program, world: World) -> None:
    world.sign_in(program, DANA)
    program.account = replace(program.account, roles=frozenset({Role.SUPERVISOR, Role.READER}))
    own, other = (queries.plan(program, each.participation) for each in (world.one, world.other))
    assert f"alder {NOTE}" in as_text(own)
    assert NOTE not in as_text(other)
    assert NOTE not in as_text(history.events(program, world.other.record_ids))
    assert NOTE in as_text(history.events(program, world.one.record_ids))


# --- sheets -----------------------------------------------------------------------------------------------------------


def test_a_rater_reads_no_name_in_a_blind_cycle_and_nothing_of_others(program: Program, world: World) -> None:
    world.sign_in(program, RITA)
    found = my_sheets.cycles(program)
    assert [(cycle.name, cycle.blind, cycle.sheets) for cycle in found] == [
        ("Blind ratings", True, 2),
        ("Open ratings", False, 2),
    ]
    blind = as_text(my_sheets.sheets(program, found[0].id))
    assert [word for word in world.blind_words if word in blind.casefold()] == []
    assert "I am [name] and I learn." in blind
    for cycle in found:
        said = as_text(my_sheets.sheets(program, cycle.id))
        assert [word for word in (TOM, str(TOMS_VALUE), "thistle") if word in said] == []
    assert "quarrynorth" in as_text(my_sheets.sheets(program, found[1].id)).casefold()


def test_roles_add_up_and_each_keeps_to_its_own(program: Program, world: World) -> None:
    world.sign_in(program, RITA)
    program.account = replace(program.account, roles=frozenset({Role.RATER, Role.SUPERVISOR}))
    assert names(program) == []
    my_sheets.enter(program, world.one.application, world.one.key, Decimal(3))
    assert history.undo(program) is not None
    with program.operation("tests.start", "Started") as op:
        start_participation(op.session, world.person, None, TODAY, TODAY)
        rita = models.Supervisor(name=RITA, account_id=program.account.account_id)
        op.session.add(rita)
        op.session.flush()
        for held in op.session.query(models.Appointment).filter_by(person_id=world.person):
            held.supervisor_id = rita.id
    assert names(program) == ["Orchidnorth"]


def test_a_supervisor_undoes_their_own_filing_and_takes_off_no_page_of_somebody_else(
    program: Program, world: World
) -> None:
    with program.reading() as session:
        paper = session.query(models.PrintedDocument).filter_by(record_id=world.one.printed).one().id
    filing.file(program, "first.pdf", [filing.ToFile(paper, 1, b"one", "image/png", 1)])
    world.sign_in(program, DANA)
    (of_maria,) = filing.filed(program, world.one.printed)
    with pytest.raises(NotAllowed, match="written down by Maria Ortega"):
        filing.take_off(program, of_maria.id)
    filing.file(program, "second.pdf", [filing.ToFile(paper, 2, b"two", "image/png", 1)])
    assert history.undo_step(program) == "Filed 1 scanned page of 2026-0004 R1"
    assert history.undo(program)
    assert [row.source for row in filing.filed(program, world.one.printed)] == ["first.pdf"]
    filing.file(program, "third.pdf", [filing.ToFile(paper, 2, b"two", "image/png", 1)])
    world.sign_in(program, MARIA)
    appoint(program, world.one.people[3], SAM, TODAY)
    world.sign_in(program, DANA)
    with pytest.raises(NotAllowed):
        history.undo(program)


def test_a_supervisor_does_not_take_a_plan_out_of_force_by_its_signatures(program: Program, world: World) -> None:
    world.sign_in(program, DANA)
    refused = {Signatory.SUPERVISOR: signing.Missing(NotSigned.ABSENT, "on leave")}
    half = signing.Signatures(employee=TODAY, coordinator=TODAY, missing=refused)
    assert signing.record(program, world.one.printed, half) is RevisionState.FILED
    assert signing.record(program, world.one.printed, signing.Signatures()) is RevisionState.PRINTED
    signing.record(program, world.one.printed, half)
    world.sign_in(program, MARIA)
    signing.put_in_force(program, world.one.printed, "Agreed by telephone")
    world.sign_in(program, DANA)
    with pytest.raises(NotAllowed, match="Maria Ortega put the plan in force"):
        signing.record(program, world.one.printed, signing.Signatures(employee=TODAY))
    both = signing.Signatures(employee=TODAY, supervisor=TODAY, coordinator=TODAY)
    assert signing.record(program, world.one.printed, both) is RevisionState.SIGNED


def test_a_reader_learns_of_a_file_on_counseling_neither_its_name_nor_kind_nor_size(
    program: Program, world: World
) -> None:
    (record,) = (
        row.id for row in queries.plan(program, world.one.participation).progress if row.item == world.one.counseling
    )
    kept = files.add(program, record, "what was said.pdf", b"%PDF-1.7 what was said", "between us")
    world.sign_in(program, EVE)
    (line,) = history.events(program, [kept])
    told = {change.field: change.after for change in line.changes}
    assert {told[field] for field in ("name", "note", "size", "kind of file")} == {"(kept from readers)"}
