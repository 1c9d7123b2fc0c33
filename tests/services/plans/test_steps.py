"""The table of steps, taken in every state by who may and who may not; what printing freezes stays frozen for ever."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import SetClock
from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from umdesk.domain import plan_steps, plans
from umdesk.domain.errors import InvalidInput, NotNow, UserError
from umdesk.domain.plan_steps import SIGN, Along, Waits, Who
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.words import ItemKind, NotSigned, ProgressStatus, RevisionKind, RevisionState, Role, Signatory
from umdesk.resources import resource
from umdesk.services import history, integrity
from umdesk.services import settings as program_settings
from umdesk.services.plans import comparing, editing, frozen, in_force, printing, queries, records, revisions, signing
from umdesk.services.plans.printing import Made
from umdesk.services.plans.revisions import Period
from umdesk.services.plans.signing import Missing, Signatures
from umdesk.services.programs import Program, SignedIn
from umdesk.storage import models

TODAY = date(2026, 5, 20)
NEXT = Period(date(2027, 7, 1), date(2028, 6, 30))
ALL_SIGNED = Signatures(TODAY, TODAY, TODAY)
REFUSED = Signatures(None, TODAY, TODAY, missing={Signatory.EMPLOYEE: Missing(NotSigned.REFUSED, "Another course")})
DANA = SignedIn("d" * 32, "Dana Whitfield", frozenset({Role.SUPERVISOR}), must_change=False)


TAKEN = (
    "send", "back", "ready", "print", "sign", "refuse", "force", "amend", "renew", "discard", "edit", "rename", "undo",
)  # fmt: skip


def print_it(program: Program, revision: str) -> None:
    made = Made(b"%PDF as it was made", 2, snapshot_digest(printing.snapshot(program, revision)))
    printing.freeze(program, revision, made)


#: What is done → how, by revision; the steps of the table besides replacing, which printing does.
DO: dict[plan_steps.Step, Callable[[Program, str], object]] = {
    plan_steps.SEND: lambda program, revision: revisions.submit(program, revision, "please"),
    plan_steps.TAKE_BACK: revisions.back_to_draft,
    plan_steps.SEND_BACK: lambda program, revision: revisions.back_to_draft(program, revision, "later dates"),
    plan_steps.MARK_READY: revisions.mark_ready,
    plan_steps.REOPEN: lambda program, revision: revisions.back_to_draft(program, revision, "one more goal"),
    plan_steps.CHANGE_READY: lambda program, revision: editing.set_fields(program, revision, {"unit_name": "Yreka"}),
    plan_steps.PRINT: print_it,
    SIGN: lambda program, revision: signing.record(program, revision, ALL_SIGNED),
}


def put_into(program: Program, revision: str, state: RevisionState) -> None:
    """Let a revision be in a state, whatever leads there."""
    with program.operation("tests.state", "Moved") as op:
        row = op.session.get_one(models.Revision, revision)
        row.state = state
        if state in SIGN.before:
            row.printed_at = program.now()


def state_of(program: Program, revision: str) -> RevisionState:
    with program.reading() as session:
        return RevisionState(session.get_one(models.Revision, revision).state)


@pytest.fixture
def dana(program: Program) -> SignedIn:
    """The supervisor of the participants, with an account."""
    with program.operation("tests.account", "Made an account") as op:
        op.session.add(models.Account(id=DANA.account_id, name=DANA.name, created_at=program.now()))
        op.session.flush()
        for row in op.session.query(models.Supervisor):
            row.account_id = DANA.account_id
    return DANA


def test_each_step_from_each_state_by_each_role_complete_or_not(
    program: Program, rebecca: Someone, dana: SignedIn
) -> None:
    alan = someone(program, "Lee", "Alan", "000123")
    write_plan(program, rebecca.revision)
    maria = program.account
    who = {Who.COORDINATOR: (maria,), Who.SUPERVISOR: (dana,), Who.BOTH: (maria, dana)}
    for step, state, account in product(DO, RevisionState, (maria, dana)):
        if step is plan_steps.PRINT and state not in plans.FROZEN:
            continue  # for good; tried elsewhere
        for person, complete in ((rebecca, True), *([(alan, False)] if step.complete else [])):
            program.account = maria
            put_into(program, person.revision, state)
            program.account = account
            same_way = [each for each in DO if each.operation == step.operation]
            allowed = any(state in each.before and account in who[each.who] for each in same_way)
            if step is plan_steps.CHANGE_READY and state in {RevisionState.DRAFT, RevisionState.IN_REVIEW}:
                continue  # writing, no step
            if step is plan_steps.TAKE_BACK and account is maria:
                allowed = False  # the coordinator's step back asks for a note
            try:
                DO[step](program, person.revision)
            except UserError:
                assert not allowed or (step.complete and not complete), (step.name, state, account.name, complete)
                assert state_of(program, person.revision) is state
            else:
                assert allowed, (step.name, state, account.name, complete)
                assert complete or not step.complete
                assert state_of(program, person.revision) in step.after
    program.account = maria


def test_the_table_says_it_in_words_and_leads_where_the_services_go() -> None:
    assert {state.value for state in RevisionState if plan_steps.may_follow(RevisionState.PRINTED, state)} == {
        "printed", "signed", "filed", "superseded"
    }  # fmt: skip
    assert [step.name for step in plan_steps.TABLE if step.for_good] == [
        "Print to sign",
        "Record signatures",
        "Replace",
    ]
    rows = [line.split(" | ") for line in resource("help/steps-of-a-plan.md").read_text("utf-8").splitlines()]
    told = {row[0].removeprefix("| "): row[-1] for row in rows if len(row) == 6}
    for step in DO.keys() - {plan_steps.CHANGE_READY}:
        assert told[step.name].startswith(step.freezes), step.name
    assert all(step.along is Along.MUST for step in (plan_steps.SEND_BACK, plan_steps.REOPEN))
    assert [plan_steps.waits_for(state) for state in RevisionState] == [
        Waits.SUPERVISOR, Waits.COORDINATOR, Waits.COORDINATOR, Waits.SIGNATORIES, Waits.NOBODY, Waits.NOBODY,
        Waits.NOBODY,
    ]  # fmt: skip


def test_notes_go_along_and_the_last_one_is_told(
    program: Program, rebecca: Someone, dana: SignedIn, clock: SetClock
) -> None:
    write_plan(program, rebecca.revision)
    maria, program.account = program.account, dana
    revisions.submit(program, rebecca.revision, "The course is early.")
    clock.set(datetime(2026, 5, 22, 17, 0, tzinfo=UTC))
    program.account = maria
    with pytest.raises(InvalidInput, match="note is missing"):
        revisions.back_to_draft(program, rebecca.revision, " ")
    revisions.back_to_draft(program, rebecca.revision, "The dates are too early.")
    revisions.mark_ready(program, rebecca.revision)
    editing.set_fields(program, rebecca.revision, {"support": "More."})
    steps = queries.plan(program, rebecca.participation).steps
    assert [(step.before.value, step.after.value) for step in steps] == [
        ("draft", "in review"), ("in review", "draft"), ("draft", "ready"), ("ready", "draft")
    ]  # fmt: skip
    told = plan_steps.last_note(steps)
    assert told is not None
    assert plan_steps.told(told) == "Sent back by Maria Ortega on May 22, 2026: The dates are too early."
    print_it(program, rebecca.revision)
    after = queries.plan(program, rebecca.participation).steps[len(steps) :]
    assert [step.after for step in after] == [RevisionState.READY, RevisionState.PRINTED]


def test_steps_can_be_undone_but_not_after_another_took_one(program: Program, rebecca: Someone, dana: SignedIn) -> None:
    write_plan(program, rebecca.revision)
    maria = program.account
    revisions.mark_ready(program, rebecca.revision, "good")
    history.undo(program)
    assert queries.plan(program, rebecca.participation).steps == ()
    program.account = dana
    revisions.submit(program, rebecca.revision)
    program.account = maria
    revisions.back_to_draft(program, rebecca.revision, "not yet")
    program.account = dana
    with pytest.raises(UserError):
        history.undo(program)
    program.account = maria
    assert state_of(program, rebecca.revision) is RevisionState.DRAFT
    assert len(queries.plan(program, rebecca.participation).steps) == 2


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(TAKEN), min_size=12, max_size=18))
def test_whatever_happens_a_frozen_revision_stays_what_it_was(
    program: Program, rebecca: Someone, taken: list[str]
) -> None:
    one = someone(program, f"Nelson{len(queries.list_plans(program))}", "Ana", None)
    write_plan(program, one.revision)
    kept: dict[str, tuple[str, object]] = {}
    before: dict[str, RevisionState] = {one.revision: RevisionState.DRAFT}
    for name in ["print", *taken]:
        newest = queries.plan(program, one.participation)
        way = {
            "send": lambda at: revisions.submit(program, at),
            "back": lambda at: revisions.back_to_draft(program, at, "again"),
            "ready": lambda at: revisions.mark_ready(program, at),
            "print": lambda at: print_it(program, at),
            "sign": lambda at: signing.record(program, at, ALL_SIGNED),
            "refuse": lambda at: signing.record(program, at, REFUSED),
            "force": lambda at: signing.put_in_force(program, at, "by telephone"),
            "amend": lambda at: revisions.amend(program, at, "other dates"),
            "renew": lambda at: revisions.renew(program, at, NEXT),
            "discard": lambda at: revisions.discard(program, at),
            "edit": lambda at: editing.set_fields(program, at, {"support": f"{len(kept)} {len(before)}"}),
            "rename": lambda _at: program_settings.change(program, "plans.no_promise_line", f"No {len(before)}."),
            "undo": lambda _at: history.undo(program),
        }[name]
        try:
            way(newest.revision_id)
        except UserError:
            continue
        for row in queries.plan(program, one.participation).revisions:
            was = before.get(row.id, row.state)
            undone = name == "undo" or was is row.state
            printed_at_once = name == "print" and row.state is RevisionState.PRINTED
            assert undone or printed_at_once or plan_steps.may_follow(was, row.state), (name, was, row.state)
            before[row.id] = row.state
            snapshot = printing.frozen_snapshot(program, row.id)
            if snapshot is not None:
                with program.reading() as session:
                    revision = session.get_one(models.Revision, row.id)
                    text = frozen.text_of(session, revision)
                    agreed = (text, queries.plan(program, one.participation, row.id).content)
                    assert text is not None
                    assert frozen.digest_of(text) == snapshot_digest(snapshot) == revision.content_digest
                assert kept.setdefault(row.id, agreed) == agreed
    assert one.revision in kept


def test_a_check_reckons_the_digest_of_each_printed_plan_anew(program: Program, rebecca: Someone) -> None:
    alan = someone(program, "Lee", "Alan", "000123")
    for each in (rebecca, alan):
        write_plan(program, each.revision)
        print_it(program, each.revision)
    assert integrity.check(program).findings == ()
    raw = program.opened.anchor
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("UPDATE revision SET content_digest = ? WHERE id = ?", ("0" * 64, bytes.fromhex(rebecca.revision)))
    raw.execute("UPDATE revision SET snapshot_sha256 = NULL WHERE id = ?", (bytes.fromhex(alan.revision),))
    found = integrity.check(program)
    assert [(one.where, one.what) for one in found.findings if one.kind == "document"] == [
        (f"plan {rebecca.number} R1", "the digest on its page is not the one on record"),
        (f"plan {rebecca.number} R1", "the kept content is not what was frozen: its digest is another one"),
    ]
    assert any("1 revision of a plan was printed before contents were kept" in note for note in found.notes)
    assert printing.frozen_snapshot(program, alan.revision) is None


# --- signatures --------------------------------------------------------------------------------------------------


def test_refused_and_absent_lead_to_filed_and_only_the_coordinator_puts_in_force(
    program: Program, rebecca: Someone, clock: SetClock
) -> None:
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    clock.set(datetime(2026, 6, 20, 17, 0, tzinfo=UTC))

    def force() -> str:
        with program.reading() as session:
            held = in_force.revisions_in_force(session, [rebecca.plan])
            return held[rebecca.plan].id if held else ""

    with pytest.raises(InvalidInput, match="not said why the participant did not sign"):
        signing.record(
            program, rebecca.revision, Signatures(missing={Signatory.EMPLOYEE: Missing(NotSigned.ABSENT, " ")})
        )
    half = dataclasses.replace(REFUSED, coordinator=None)
    assert signing.record(program, rebecca.revision, half) is RevisionState.PRINTED
    assert signing.waiting_for(half, tuple(Signatory)) == "the coordinator"
    assert queries.list_plans(program)[0].unsigned_days == 31
    assert signing.record(program, rebecca.revision, REFUSED) is RevisionState.FILED
    found = queries.plan(program, rebecca.participation)
    assert found.signatures == REFUSED
    assert signing.not_signed_words(found.signatures) == "the participant refused (Another course)"
    assert force() == ""
    with pytest.raises(InvalidInput, match="reason is missing"):
        signing.put_in_force(program, rebecca.revision, "")
    with pytest.raises(InvalidInput, match="cannot have been signed before"):
        signing.put_in_force(program, rebecca.revision, "Agreed", TODAY - timedelta(days=1))
    signing.put_in_force(program, rebecca.revision, "Agreed by telephone")
    assert force() == rebecca.revision
    told = queries.plan(program, rebecca.participation).in_force
    assert told is not None
    assert (told.on, told.reason, told.by) == (date(2026, 6, 20), "Agreed by telephone", "Maria Ortega")
    second = revisions.amend(program, rebecca.revision, "Another course")
    print_it(program, second)
    assert force() == rebecca.revision
    signing.record(program, second, Signatures(*[date(2026, 6, 20)] * 3))
    assert force() == second
    with pytest.raises(NotNow, match="Only one that is filed"):
        signing.put_in_force(program, second, "again")


def test_the_lines_of_the_printed_page_say_who_signs_whatever_the_setting_says_later(
    program: Program, rebecca: Someone
) -> None:
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    program_settings.change(program, "plans.coordinator_signs", value=False)
    assert queries.plan(program, rebecca.participation).signs == tuple(Signatory)
    assert signing.record(program, rebecca.revision, Signatures(TODAY, TODAY)) is RevisionState.PRINTED
    assert signing.record(program, rebecca.revision, ALL_SIGNED) is RevisionState.SIGNED


# --- later revisions and turns ----------------------------------------------------------------------------------


def test_the_annual_revision_takes_over_what_is_ahead(program: Program, rebecca: Someone) -> None:
    rows = write_plan(program, rebecca.revision)
    editing.add_row(program, rebecca.revision, ItemKind.ACTIVITY, {
        "text": "Write briefs", "type": "on-the-job training", "starts": date(2027, 1, 1), "ends": date(2027, 12, 31),
    })  # fmt: skip
    print_it(program, rebecca.revision)
    first = queries.plan(program, rebecca.participation)
    done = next(row.item for row in first.content.activities if row.row == rows["course"])
    records.record_progress(program, rebecca.participation, done, on=TODAY, status=ProgressStatus.DONE)
    with pytest.raises(InvalidInput, match="ends before it begins"):
        revisions.renew(program, rebecca.revision, Period(NEXT.last, NEXT.first))
    second = revisions.renew(program, rebecca.revision, NEXT)
    found = queries.plan(program, rebecca.participation)
    assert (found.revision_id, found.kind, found.revisions[1].kind) == (
        second, RevisionKind.ANNUAL, RevisionKind.INITIAL
    )  # fmt: skip
    content = found.content
    assert (content.period_from, content.period_to) == (NEXT.first, NEXT.last)
    assert [row.text for row in content.activities] == ["Write briefs"]
    assert [row.text for row in content.goals] == ["Become an analyst"]
    assert [row.name for row in content.competencies] == ["Spreadsheets"]
    assert (content.costs, content.supervisor_comments, content.supervisor_approval) == ((), "", "")
    assert content.support == first.content.support
    compared = comparing.compare(program, rebecca.revision, second)
    assert "Activity “Excel for accountants”, removed" in [one.what for one in compared.differences]
    history.undo(program)
    assert queries.plan(program, rebecca.participation).revision_id == rebecca.revision


def test_two_who_write_in_turn_see_what_the_other_changed(
    program: Program, rebecca: Someone, dana: SignedIn, clock: SetClock
) -> None:
    rows = write_plan(program, rebecca.revision)
    maria = program.account
    assert comparing.since_mine(program, rebecca.revision) is None
    program.account = dana
    assert comparing.since_mine(program, rebecca.revision) is None
    clock.set(datetime(2026, 5, 21, 17, 0, tzinfo=UTC))
    editing.set_row(program, ItemKind.GOAL, rows["short"], {"text": "Learn to budget"})
    editing.set_row(program, ItemKind.GOAL, rows["short"], {"text": "Learn the budget cycle well"})
    editing.set_fields(program, rebecca.revision, {"support": "x"})
    editing.set_fields(program, rebecca.revision, {"support": "Two hours a week of state time."})
    editing.remove_row(program, ItemKind.COST, rows["cost"])
    program.account = maria
    found = comparing.since_mine(program, rebecca.revision)
    assert found is not None
    assert (found.by, found.own) == (("Dana Whitfield",), datetime(2026, 5, 20, 17, 0, tzinfo=UTC))
    assert next((one.what, one.was, one.now) for one in found.differences) == (
        "Goal “Learn the budget cycle”: text", "Learn the budget cycle", "Learn the budget cycle well"
    )  # fmt: skip
    assert [one.what for one in found.differences[1:]] == ["Cost line “Excel course”, removed"]
    editing.set_fields(program, rebecca.revision, {"support": "Three hours."})
    assert comparing.since_mine(program, rebecca.revision) is None
    program.account = dana
    found = comparing.since_mine(program, rebecca.revision)
    assert found is not None
    assert [one.what for one in found.differences] == ["Support"]


def test_who_never_changed_it_is_told_what_came_after_it_was_sent(
    program: Program, rebecca: Someone, dana: SignedIn
) -> None:
    write_plan(program, rebecca.revision)
    revisions.submit(program, rebecca.revision)
    editing.set_fields(program, rebecca.revision, {"support": "Three hours."})
    program.account = dana
    found = comparing.since_mine(program, rebecca.revision)
    assert found is not None
    assert found.own is None
    assert found.sent is not None
    assert [one.label for one in found.differences] == ["support"]
