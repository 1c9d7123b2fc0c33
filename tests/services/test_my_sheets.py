"""A rater's own sheets: sealed, blind where the cycle is, and closed once they are submitted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import pytest

from tests.selection_cycle import Made, make_cycle
from umdesk.domain.errors import InvalidInput, NotAllowed, NotNow
from umdesk.domain.words import Conflict, CycleState, Role
from umdesk.services import conflicts, criteria, cycle_steps, history, my_sheets, ratings, reopening, sheet_papers
from umdesk.services.programs import Program
from umdesk.storage import models


@pytest.fixture
def made(program: Program) -> Made:
    """The cycle "Spring 2026" in scoring; Bo has rated in it, and the account signed in is the rater Cy."""
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (9, 9))
    sign_in_as_rater(program, made.raters[1])
    assert my_sheets.declare(program, made.cycle, {}) == 4
    return made


def sign_in_as_rater(program: Program, rater_id: str) -> None:
    with program.operation("tests.link", "Linked a rater") as op:
        account = models.Account(name="Cy Rater", created_at=program.now())
        op.session.add(account)
        op.session.flush()
        op.session.get_one(models.Rater, rater_id).account_id = account.id
    program.account = replace(program.account, account_id=account.id, name="Cy Rater", roles=frozenset({Role.RATER}))


@contextmanager
def as_coordinator(program: Program) -> Iterator[None]:
    """Another account for a while: a coordinator who does not rate."""
    rater = program.account
    program.account = replace(rater, account_id=models.new_id(), name="Maria Ortega", roles=frozenset(Role))
    yield
    program.account = rater


def own(program: Program, made: Made, number: str = "2026-0001") -> my_sheets.MySheet:
    found = my_sheets.sheets(program, made.cycle)
    return next(sheet for sheet in found.sheets if sheet.number == number)


def test_a_rater_sees_the_cycles_that_they_rate_and_only_their_own_ratings(program: Program, made: Made) -> None:
    assert my_sheets.cycles(program) == (my_sheets.MyCycle(made.cycle, "Spring 2026", False, 4, 0),)
    found = my_sheets.sheets(program, made.cycle)
    assert [criterion.name for criterion in found.criteria] == ["Aptitude", "Courses"]
    assert [(sheet.number, sheet.name, sheet.values, sheet.score) for sheet in found.sheets] == [
        (f"2026-000{i}", f"Person{i}, Ana", {}, None) for i in range(1, 5)
    ]


def test_ratings_are_entered_commented_cleared_and_undone(program: Program, made: Made) -> None:
    application, (aptitude, courses) = made.applications["2026-0001"], made.keys
    my_sheets.enter(program, application, aptitude, Decimal(6))
    my_sheets.enter(program, application, courses, None)
    my_sheets.comment(program, application, aptitude, " Well argued. ")
    sheet = own(program, made)
    assert (sheet.values, sheet.comments) == ({aptitude: Decimal(6), courses: None}, {aptitude: "Well argued."})
    assert (sheet.score, sheet.submitted) == (Fraction(60), False)
    my_sheets.clear(program, application, courses)
    assert own(program, made).values == {aptitude: Decimal(6)}
    assert history.undo(program) == "Cleared Courses of 2026-0001 by Cy"
    assert own(program, made).values == {aptitude: Decimal(6), courses: None}
    with pytest.raises(InvalidInput, match="Aptitude takes 0 to 10"):
        my_sheets.enter(program, application, aptitude, Decimal(11))


def test_a_comment_is_kept_before_there_is_a_rating_and_after_it_was_cleared(program: Program, made: Made) -> None:
    application, (aptitude, _) = made.applications["2026-0001"], made.keys
    my_sheets.comment(program, application, aptitude, "Good")
    assert (own(program, made).comments, own(program, made).values) == ({aptitude: "Good"}, {})
    my_sheets.enter(program, application, aptitude, Decimal(6))
    my_sheets.clear(program, application, aptitude)
    assert (own(program, made).comments, own(program, made).values) == ({aptitude: "Good"}, {})
    my_sheets.comment(program, application, aptitude, " ")
    my_sheets.comment(program, application, aptitude, "")
    assert own(program, made).comments == {}


def test_a_complete_sheet_is_submitted_for_good(program: Program, made: Made) -> None:
    application, (aptitude, _) = made.applications["2026-0002"], made.keys
    with pytest.raises(NotNow, match="not complete, so it was not submitted: Aptitude is missing"):
        my_sheets.submit(program, application)
    my_sheets.enter(program, application, aptitude, Decimal(7))
    my_sheets.submit(program, application)
    assert own(program, made, "2026-0002").submitted
    assert my_sheets.cycles(program)[0].submitted == 1
    for again in (
        lambda: my_sheets.submit(program, application),
        lambda: my_sheets.enter(program, application, aptitude, Decimal(8)),
        lambda: my_sheets.clear(program, application, aptitude),
        lambda: my_sheets.comment(program, application, aptitude, "Late"),
    ):
        with pytest.raises(NotNow, match="submitted and can no longer be changed"):
            again()
    assert history.undo_step(program) is None


def finer(program: Program, made: Made, *keys: str) -> None:
    """The coordinator makes the maximum of some criteria 20."""
    with as_coordinator(program):
        for criterion in criteria.of_cycle(program, made.cycle).criteria:
            if criterion.key in keys:
                values = criteria.CriterionInput(
                    criterion.name, Decimal(20), criterion.weight, required=criterion.required
                )
                criteria.edit(program, made.cycle, criterion.key, values, reason="Finer points")


def test_a_change_of_criteria_sends_a_submitted_sheet_back_with_its_ratings_and_comments(
    program: Program, made: Made
) -> None:
    application, (aptitude, courses) = made.applications["2026-0001"], made.keys
    for key, value in ((aptitude, 8), (courses, 4)):
        my_sheets.enter(program, application, key, Decimal(value))
    my_sheets.comment(program, application, courses, "Two of them")
    my_sheets.submit(program, application)
    finer(program, made, aptitude, courses)
    sheet = own(program, made)
    assert (sheet.submitted, sheet.outdated, sheet.score) == (False, {aptitude, courses}, None)
    assert (sheet.values, sheet.comments) == ({aptitude: Decimal(8), courses: Decimal(4)}, {courses: "Two of them"})
    with pytest.raises(NotNow, match="Aptitude and Courses are missing"):
        my_sheets.submit(program, application)

    my_sheets.enter(program, application, aptitude, Decimal(16))

    sheet = own(program, made)
    assert (sheet.values, sheet.comments) == ({aptitude: Decimal(16)}, {courses: "Two of them"})
    assert (sheet.outdated, sheet.score) == (frozenset(), Fraction(80))
    my_sheets.enter(program, application, courses, Decimal(8))
    my_sheets.submit(program, application)
    sheet = own(program, made)
    assert sheet.submitted
    assert (sheet.values, sheet.comments) == (
        {aptitude: Decimal(16), courses: Decimal(8)}, {courses: "Two of them"},
    )  # fmt: skip


def test_a_comment_whose_rating_has_to_be_given_again_counts_for_nothing_and_can_be_erased(
    program: Program, made: Made
) -> None:
    application, (aptitude, courses) = made.applications["2026-0001"], made.keys
    for key, value in ((aptitude, 8), (courses, 4)):
        my_sheets.enter(program, application, key, Decimal(value))
        my_sheets.comment(program, application, key, "As it is")
    finer(program, made, aptitude, courses)
    my_sheets.enter(program, application, courses, Decimal(8))
    assert own(program, made).values == {courses: Decimal(8)}
    with as_coordinator(program):
        row = next(row for row in ratings.grid(program, made.cycle).rows if row.number == "2026-0001")
        assert row.sheets[made.raters[1]].values == {courses: Decimal(8)}
    with pytest.raises(NotNow, match="Aptitude is missing"):
        my_sheets.submit(program, application)
    my_sheets.comment(program, application, aptitude, "")
    assert own(program, made).comments == {courses: "As it is"}
    assert history.undo(program) == "Commented on Aptitude of 2026-0001 by Cy"
    assert history.undo(program) == "Rated 2026-0001: Courses 8 by Cy"
    assert own(program, made).values == {aptitude: Decimal(8), courses: Decimal(4)}


def test_a_new_required_criterion_sends_a_submitted_sheet_back(program: Program, made: Made) -> None:
    application, (aptitude, _) = made.applications["2026-0002"], made.keys
    my_sheets.enter(program, application, aptitude, Decimal(7))
    my_sheets.submit(program, application)
    with as_coordinator(program):
        criteria.add(program, made.cycle, criteria.CriterionInput("Essay", Decimal(5), Decimal(1)), reason="Asked for")
    assert not own(program, made, "2026-0002").submitted


def test_a_rater_steps_back_and_only_the_coordinator_clears_it(program: Program, made: Made) -> None:
    application, (aptitude, _) = made.applications["2026-0003"], made.keys
    my_sheets.enter(program, application, aptitude, Decimal(7))
    my_sheets.declare_conflict(program, application, "My cousin")
    sheet = own(program, made, "2026-0003")
    assert (sheet.recused, sheet.values, sheet.score) == (True, {aptitude: Decimal(7)}, None)
    with pytest.raises(NotNow, match="stepped back from 2026-0003"):
        my_sheets.enter(program, application, aptitude, Decimal(8))
    assert (my_sheets.cycles(program)[0].sheets, history.undo_step(program)) == (3, None)
    with as_coordinator(program):
        row = next(row for row in ratings.grid(program, made.cycle).rows if row.number == "2026-0003")
        assert row.sheets[made.raters[1]].conflict_reason == "My cousin"
        conflicts.judge(program, application, made.raters[1], Conflict.CLEARED, reason="A namesake")
    assert own(program, made, "2026-0003").score == Fraction(70)


def test_a_blind_cycle_names_nobody(program: Program, made: Made) -> None:
    with program.operation("tests.blind", "Made it blind") as op:
        op.session.get_one(models.Cycle, made.cycle).blind = True
        application = op.session.get_one(models.Application, made.applications["2026-0004"])
        application.statement = "I am Ana PERSON4 (then Reyes), and my person4s call me ana. Analysis is what I want."
        op.session.add(
            models.PersonMerge(
                person_id=application.person_id, gone_id=models.new_id(), gone_name="Ana Reyes", gone_number="",
                reason="Married", merged_by="Maria Ortega", merged_at=program.now(),
            )
        )  # fmt: skip
    found = my_sheets.sheets(program, made.cycle)
    assert {(sheet.name, sheet.class_title, sheet.unit) for sheet in found.sheets} == {("", "", "")}
    assert own(program, made, "2026-0004").statement == (
        "I am [name] (then [name]), and my [name] call me [name]. Analysis is what I want."
    )


@pytest.mark.parametrize(
    ("recommends", "comment", "said"),
    [
        ("recommends", "Good with people.", "The supervisor recommends. Good with people."),
        ("with reservations", "", "The supervisor recommends with reservations."),
        ("no comment", "", "The supervisor has no comment."),
        ("", "", ""),
    ],
)
def test_what_the_supervisor_says_is_shown_unless_the_cycle_is_blind(
    program: Program, made: Made, recommends: str, comment: str, said: str
) -> None:
    with program.operation("tests.comment", "Asked the supervisor") as op:
        application = op.session.get_one(models.Application, made.applications["2026-0004"])
        application.supervisor_recommends, application.supervisor_comment = recommends, comment
    score = own(program, made, "2026-0004").score
    assert own(program, made, "2026-0004").supervisor_says == said
    assert on_paper(program, made).get("What the supervisor says", "") == said, "whoever rates on paper reads the same"
    with program.operation("tests.blind", "Made it blind") as op:
        op.session.get_one(models.Cycle, made.cycle).blind = True
    assert (own(program, made, "2026-0004").supervisor_says, own(program, made, "2026-0004").score) == ("", score)
    assert "What the supervisor says" not in on_paper(program, made)


def on_paper(program: Program, made: Made) -> dict[str, str]:
    """What the rating sheet of 2026-0004 has of its texts, by title."""
    with as_coordinator(program):
        return dict(sheet_papers.papers(program, made.cycle, [made.raters[1]])[-1].texts)


def test_another_cycle_an_excluded_application_or_none_is_refused_in_one_sentence(program: Program, made: Made) -> None:
    with program.operation("tests.withdraw", "Withdrew") as op:
        op.session.get_one(models.Application, made.applications["2026-0004"]).state = "withdrawn"
    assert [sheet.number for sheet in my_sheets.sheets(program, made.cycle).sheets][-1] == "2026-0003"
    for application in (made.applications["2026-0004"], models.new_id()):
        with pytest.raises(NotAllowed, match="no such application among your rating sheets"):
            my_sheets.enter(program, application, made.keys[0], Decimal(5))
    with as_coordinator(program):
        made.rate("2026-0001", (9, 9), (9, 9), (9, 9))
        cycle_steps.move_to(program, made.cycle, CycleState.DECIDING)
    assert my_sheets.cycles(program) == ()
    with pytest.raises(NotAllowed):
        my_sheets.sheets(program, made.cycle)


def undeclared(program: Program, made: Made, *numbers: str) -> None:
    """Nobody asked the rater about these applications yet."""
    with program.operation("tests.undeclare", "Came later") as op:
        for sheet in op.session.query(models.Sheet).filter_by(rater_id=made.raters[1]):
            if op.session.get_one(models.Application, sheet.application_id).number in numbers:
                op.session.delete(sheet)


def test_nothing_is_rated_before_the_rater_said_if_there_is_a_conflict_of_interest(
    program: Program, made: Made
) -> None:
    undeclared(program, made, "2026-0002", "2026-0003")
    with program.operation("tests.name", "Named") as op:
        person_id = op.session.get_one(models.Application, made.applications["2026-0003"]).person_id
        op.session.get_one(models.Person, person_id).last_name = "Cy"
    second, third = made.applications["2026-0002"], made.applications["2026-0003"]
    found = my_sheets.sheets(program, made.cycle)
    assert ([sheet.number for sheet in found.sheets], found.to_declare) == (["2026-0001", "2026-0004"], 2)
    for refused in (
        lambda: my_sheets.enter(program, second, made.keys[0], Decimal(5)),
        lambda: my_sheets.comment(program, second, made.keys[0], "Good"),
        lambda: my_sheets.submit(program, second),
        lambda: my_sheets.declare_conflict(program, second),
    ):
        with pytest.raises(NotNow, match=r"not said yet whether you have a conflict.*list of names first"):
            refused()
    asked = my_sheets.conflict_list(program, made.cycle)
    assert [(one.name, one.class_title, one.hint) for one in asked.names] == [
        ("Cy, Ana", "1379", "same last name as you"),
        ("Person2, Ana", "1379", ""),
    ]
    assert asked.definition.startswith("You have a conflict of interest")
    with pytest.raises(NotAllowed):
        my_sheets.declare(program, made.cycle, {made.applications["2026-0001"]: "Asked about before"})

    assert my_sheets.declare(program, made.cycle, {third: " My cousin "}) == 2

    assert own(program, made, "2026-0003").conflict is Conflict.RECUSED
    with program.reading() as session:
        sheet = session.query(models.Sheet).filter_by(rater_id=made.raters[1], application_id=third).one()
        said = (sheet.declared_as, sheet.declared_conflict, sheet.declared_reason, sheet.conflict_by)
        line = session.query(models.Event).order_by(models.Event.seq.desc()).first().summary
    assert said == ("by the rater", True, "My cousin", "Cy")
    assert line == "Cy named 1 conflict of interest among 2 applicants of Spring 2026"
    assert (my_sheets.declare(program, made.cycle, {}), history.undo_step(program)) == (0, None)
    my_sheets.enter(program, second, made.keys[0], Decimal(5))


def test_a_blind_cycle_asks_by_names_alone_and_shows_the_others_by_number_in_an_order_of_ones_own(
    program: Program, made: Made
) -> None:
    undeclared(program, made, *made.applications)
    with program.operation("tests.blind", "Made it blind") as op:
        op.session.get_one(models.Cycle, made.cycle).blind = True
    asked = my_sheets.conflict_list(program, made.cycle)
    assert [(one.name, one.class_title, one.unit) for one in asked.names] == [
        (f"Person{i}, Ana", "", "") for i in range(1, 5)
    ]
    my_sheets.declare(program, made.cycle, {made.applications["2026-0002"]: "My cousin"})

    rater = made.raters[1]
    left = {number: each for number, each in made.applications.items() if number != "2026-0002"}
    order = sorted(left, key=lambda number: sha256(f"{rater}{left[number]}".encode()).hexdigest())
    assert [sheet.number for sheet in my_sheets.sheets(program, made.cycle).sheets] == order
    assert (my_sheets.cycles(program)[0].sheets, my_sheets.cycles(program)[0].to_declare) == (3, 0)

    undeclared(program, made, "2026-0003")
    later = my_sheets.conflict_list(program, made.cycle)
    assert ([one.name for one in later.names], later.again) == (["Person1, Ana", "Person3, Ana", "Person4, Ana"], True)
    my_sheets.declare(program, made.cycle, {made.applications["2026-0004"]: "My aunt"})
    assert my_sheets.conflict_list(program, made.cycle).names == ()
    assert [one.number for one in my_sheets.sheets(program, made.cycle).sheets] == [
        number for number in order if number != "2026-0004"
    ]


def test_only_assigned_sheets_are_asked_about_and_rated(program: Program, made: Made) -> None:
    undeclared(program, made, "2026-0001", "2026-0002", "2026-0003")
    with program.operation("tests.assign", "Assigned by hand") as op:
        op.session.get_one(models.Cycle, made.cycle).everyone_rates = False
    assert [sheet.number for sheet in my_sheets.sheets(program, made.cycle).sheets] == ["2026-0004"]
    assert my_sheets.conflict_list(program, made.cycle).names == ()
    with pytest.raises(NotAllowed, match="no such application"):
        my_sheets.enter(program, made.applications["2026-0001"], made.keys[0], Decimal(5))


def test_a_submitted_sheet_is_given_back_with_a_reason_and_only_in_scoring(program: Program, made: Made) -> None:
    application, rater, (aptitude, _) = made.applications["2026-0001"], made.raters[1], made.keys
    my_sheets.enter(program, application, aptitude, Decimal(6))
    with as_coordinator(program), pytest.raises(NotNow, match="sheet of Cy for 2026-0001 is not submitted"):
        reopening.reopen(program, application, rater, "A slip")
    my_sheets.submit(program, application)
    with as_coordinator(program):
        for typed_over in (
            lambda: ratings.enter(program, application, rater, aptitude, Decimal(9)),
            lambda: ratings.clear(program, application, rater, aptitude),
        ):
            with pytest.raises(NotNow, match="Cy has submitted the sheet of 2026-0001"):
                typed_over()
        ratings.enter(program, application, rater, aptitude, Decimal(6))
        with pytest.raises(InvalidInput, match="given back with a reason"):
            reopening.reopen(program, application, rater, " ")
        assert [(one.rater, one.number, one.times) for one in reopening.submitted(program, made.cycle)] == [
            ("Bo", "2026-0001", 0), ("Cy", "2026-0001", 0),
        ]  # fmt: skip
        reopening.reopen(program, application, rater, "Points of another")
        assert history.undo(program) == "Gave the sheet for 2026-0001 back to Cy"
        assert len(reopening.submitted(program, made.cycle)) == 2
        assert history.redo(program) is not None
    sheet = own(program, made)
    assert sheet.given_back == my_sheets.GivenBack(program.now(), "Maria Ortega", "Points of another")
    my_sheets.enter(program, application, aptitude, Decimal(7))
    my_sheets.submit(program, application)
    assert own(program, made).given_back is None
    with as_coordinator(program):
        assert reopening.submitted(program, made.cycle)[1].times == 1
        made.rate("2026-0001", (9, 9), (7,), (9, 9))
        cycle_steps.move_to(program, made.cycle, CycleState.DECIDING)
        assert reopening.submitted(program, made.cycle) == ()
        with pytest.raises(NotNow, match="is deciding, and sheets are given back only in scoring"):
            reopening.reopen(program, application, rater, "Too late")


def test_a_coordinator_who_still_rates_gives_back_own_sheets_alone(program: Program, made: Made) -> None:
    application, (aptitude, _) = made.applications["2026-0001"], made.keys
    my_sheets.enter(program, application, aptitude, Decimal(6))
    my_sheets.submit(program, application)
    program.account = replace(program.account, roles=frozenset({Role.RATER, Role.COORDINATOR}))
    assert [one.rater for one in reopening.submitted(program, made.cycle)] == ["Cy"]
    with pytest.raises(NotNow, match="sealed for you"):
        reopening.reopen(program, application, made.raters[0], "A slip")
    reopening.reopen(program, application, made.raters[1], "A slip")
    assert not own(program, made).submitted
