"""What a plan needs before it may be printed, and the steps of a revision."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from umdesk.domain import plan_changes, plan_gaps, plan_steps, plans
from umdesk.domain.plans import Activity, Competency, Content, Cost, Gap, Goal, Level, OverLimit, Section
from umdesk.domain.words import ActivityType, Approval, GoalTerm, ProgressStatus, RevisionState

COMPLETE = Content(
    participant="Rebecca Nelson",
    employee_number="004711",
    period_from=date(2026, 7, 1),
    period_to=date(2027, 6, 30),
    current_class_code="1379",
    current_class_title="Office Assistant (Typing)",
    target_class_code="5157",
    target_class_title="Staff Services Analyst (General)",
    unit_name="Redding Center",
    supervisor_name="Dana Whitfield",
    coordinator_name="Maria Ortega",
    support="Two hours a week of state time.",
    supervisor_comments="Ready for it.",
    supervisor_approval=Approval.APPROVES,
    goals=(
        Goal("g1", "G1", GoalTerm.SHORT, "Learn the budget cycle", date(2026, 12, 31), "Drafts a budget letter alone"),
        Goal("g2", "G2", GoalTerm.LONG, "Become an analyst", date(2028, 6, 30), "Appointed as an analyst"),
    ),
    competencies=(Competency("c1", "C1", "Spreadsheets", "basic", "pivot tables"),),
    activities=(
        Activity(
            "a1",
            "A1",
            ActivityType.COURSE,
            "Excel for accountants",
            starts=date(2026, 9, 1),
            ends=date(2026, 9, 30),
            state_hours=Decimal(16),
            serves="C1",
        ),
    ),
    costs=(Cost("k1", "K1", "Excel course", Decimal(350), activity="A1"),),
)


def texts(content: Content, *over: OverLimit) -> list[tuple[str, str]]:
    return [(gap.level.name, gap.text) for gap in plan_gaps.gaps(content, over)]


def test_a_complete_plan_lacks_nothing() -> None:
    assert plan_gaps.gaps(COMPLETE) == ()


def test_an_empty_plan_names_all_that_is_needed_and_what_would_be_good() -> None:
    assert texts(Content()) == [
        ("NEEDED", "The current class is missing."),
        ("NEEDED", "The supervisor is missing, who signs the plan."),
        ("NEEDED", "The coordinator is missing, who signs the plan."),
        ("ADVICE", "The unit is empty."),
        ("ADVICE", "The plan says no period (from, to)."),
        ("NEEDED", "The target class is missing."),
        ("NEEDED", "A short-term goal is missing."),
        ("NEEDED", "A long-term goal is missing."),
        ("ADVICE", "No competency is named yet: what should the participant learn?"),
        ("NEEDED", "An activity is missing."),
        ("ADVICE", "Nothing is said about the department's support."),
        ("ADVICE", "The supervisor's comments are empty."),
        ("ADVICE", "The supervisor has not said yes or no to the plan."),
    ]


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"period_from": date(2027, 7, 1)},
         Gap(Level.NEEDED, Section.PARTICIPANT, "The plan's period ends before it begins.", "period_to")),
        ({"target_class_code": "1379"},
         Gap(Level.ADVICE, Section.TARGET, "The target class is the current class.", "target_class_code")),
        ({"goals": (COMPLETE.goals[0], replace(COMPLETE.goals[1], text="  "))},
         Gap(Level.NEEDED, Section.GOALS, "Goal 2 has no text.", "text", "g2")),
        ({"goals": (COMPLETE.goals[0], replace(COMPLETE.goals[1], target_date=None))},
         Gap(Level.ADVICE, Section.GOALS, "Goal 2 has no date.", "target_date", "g2")),
        ({"goals": (replace(COMPLETE.goals[0], measure=" "), COMPLETE.goals[1])},
         Gap(Level.ADVICE, Section.GOALS, "Goal 1 does not say how it will be seen that it is reached.", "measure",
             "g1")),
        ({"supervisor_approval": Approval.DOES_NOT},
         Gap(Level.NEEDED, Section.SUPPORT, "The supervisor does not approve the plan. Talk it over; it cannot be "
             "printed like this.", "supervisor_approval")),
        ({"supervisor_approval": ""},
         Gap(Level.ADVICE, Section.SUPPORT, "The supervisor has not said yes or no to the plan.",
             "supervisor_approval")),
        ({"competencies": (replace(COMPLETE.competencies[0], name=""),)},
         Gap(Level.NEEDED, Section.COMPETENCIES, "Competency 1 has no name.", "name", "c1")),
        ({"competencies": (replace(COMPLETE.competencies[0], wanted=""),)},
         Gap(Level.ADVICE, Section.COMPETENCIES, "Competency 1 does not say what is wanted.", "wanted", "c1")),
        ({"activities": (replace(COMPLETE.activities[0], text=""),)},
         Gap(Level.NEEDED, Section.ACTIVITIES, "Activity 1 does not say what will be done.", "text", "a1")),
        ({"activities": (replace(COMPLETE.activities[0], type=""),)},
         Gap(Level.NEEDED, Section.ACTIVITIES, "“Excel for accountants” has no type.", "type", "a1")),
        ({"activities": (replace(COMPLETE.activities[0], starts=None),)},
         Gap(Level.NEEDED, Section.ACTIVITIES, "“Excel for accountants” has no start date.", "starts", "a1")),
        ({"activities": (replace(COMPLETE.activities[0], ends=None),)},
         Gap(Level.NEEDED, Section.ACTIVITIES, "“Excel for accountants” has no end date.", "ends", "a1")),
        ({"activities": (replace(COMPLETE.activities[0], ends=date(2026, 8, 31)),)},
         Gap(Level.NEEDED, Section.ACTIVITIES, "“Excel for accountants” ends before it begins.", "ends", "a1")),
        ({"activities": (replace(COMPLETE.activities[0], ends=date(2027, 7, 1)),)},
         Gap(Level.ADVICE, Section.ACTIVITIES, "“Excel for accountants” ends after the plan's period.", "ends", "a1")),
        ({"activities": (replace(COMPLETE.activities[0], state_hours=None),)},
         Gap(Level.ADVICE, Section.ACTIVITIES, "“Excel for accountants” has no planned hours.", "state_hours", "a1")),
        ({"activities": (replace(COMPLETE.activities[0], serves=None),)},
         Gap(Level.ADVICE, Section.ACTIVITIES, "“Excel for accountants” does not say which goal it serves.",
             "serves_item_id", "a1")),
        ({"costs": ()},
         Gap(Level.ADVICE, Section.COSTS, "“Excel for accountants” is a classroom or online course and has no cost "
             "line. If it is free, leave it so.", "text")),
        ({"costs": (replace(COMPLETE.costs[0], text=""),)},
         Gap(Level.NEEDED, Section.COSTS, "Cost line 1 does not say what is paid for.", "text", "k1")),
        ({"costs": (replace(COMPLETE.costs[0], estimate=None),)},
         Gap(Level.NEEDED, Section.COSTS, "“Excel course” has no estimate.", "estimate", "k1")),
    ],
)  # fmt: skip
def test_each_gap_is_named_with_its_place(change: dict[str, object], gap: Gap) -> None:
    assert plan_gaps.gaps(replace(COMPLETE, **change)) == (gap,)  # type: ignore[arg-type]


def test_a_free_estimate_is_an_estimate() -> None:
    assert plan_gaps.gaps(replace(COMPLETE, costs=(replace(COMPLETE.costs[0], estimate=Decimal(0)),))) == ()


def test_t_and_d_over_the_limit_stops_printing_and_names_the_last_day() -> None:
    assert texts(COMPLETE, OverLimit("A1", date(2026, 9, 15)), OverLimit("other", None)) == [
        (
            "NEEDED",
            (
                "“Excel for accountants” goes over 24 months of T&D in 36: the last allowed day is Sep 15, 2026. "
                "Shorten it, or record the assignment with the coordinator's reason."
            ),
        )
    ]


def test_advice_never_stops_printing() -> None:
    content = replace(COMPLETE, support="", supervisor_comments="", competencies=(), period_from=None, costs=())
    assert plan_gaps.gaps(content)
    assert plans.needed(plan_gaps.gaps(content)) == ()


def test_goals_are_numbered_as_they_stand_on_the_page() -> None:
    goals = (COMPLETE.goals[1], COMPLETE.goals[0])
    assert plans.numbered_goals(goals) == {"G1": "Goal 1", "G2": "Goal 2"}
    assert plans.served_names(COMPLETE) == {"G1": "Goal 1", "G2": "Goal 2", "C1": "Competency 1"}


def test_a_long_text_is_named_by_its_beginning() -> None:
    activity = replace(
        COMPLETE.activities[0], text="A very long description\nof what will be done in the year", ends=None
    )
    assert texts(replace(COMPLETE, activities=(activity,)))[0][1] == (
        "“A very long description of what will be…” has no end date."
    )


@pytest.mark.parametrize(
    ("state", "following"),
    [
        ("draft", {"in review", "ready"}),
        ("in review", {"draft", "ready"}),
        ("ready", {"draft", "printed"}),
        ("printed", {"printed", "signed", "filed", "superseded"}),
        ("filed", {"printed", "signed", "filed", "superseded"}),
        ("signed", {"printed", "signed", "filed", "superseded"}),
        ("superseded", set()),
    ],
)
def test_the_steps_of_a_revision(state: str, following: set[str]) -> None:
    assert {one.value for one in RevisionState if plan_steps.may_follow(RevisionState(state), one)} == following
    assert (RevisionState(state) in plans.FROZEN) == (state in {"printed", "signed", "filed", "superseded"})


def test_how_far_an_activity_is_by_its_records() -> None:
    first, later = date(2026, 9, 1), date(2026, 9, 20)
    assert plans.status_of([]) is ProgressStatus.NOT_STARTED
    assert plans.status_of([(later, ProgressStatus.DONE), (first, ProgressStatus.IN_PROGRESS)]) is ProgressStatus.DONE
    assert plans.status_of([(later, ProgressStatus.IN_PROGRESS), (first, ProgressStatus.DONE)]) is (
        ProgressStatus.IN_PROGRESS
    )
    assert plans.status_of([(first, ProgressStatus.DONE), (first, ProgressStatus.IN_PROGRESS)]) is ProgressStatus.DONE


# --- what an amendment changes ---------------------------------------------------------------------------------------


def test_nothing_changed_gives_no_sentence() -> None:
    assert plan_changes.changes(COMPLETE, replace(COMPLETE, participant="Rebecca Lee")) == ()


def test_every_kind_of_change_is_a_sentence() -> None:
    now = replace(
        COMPLETE,
        target_class_code="4800",
        target_class_title="Staff Services Manager I",
        period_to=date(2027, 12, 31),
        supervisor_name="",
        support="More.",
        goals=(COMPLETE.goals[0], Goal("g9", "G9", GoalTerm.LONG, "Become a manager")),
        competencies=(replace(COMPLETE.competencies[0], wanted="macros"),),
        activities=(replace(COMPLETE.activities[0], ends=date(2026, 10, 31), serves="G9", state_hours=None),),
        costs=(replace(COMPLETE.costs[0], estimate=Decimal("420.50")),),
    )
    assert plan_changes.changes(COMPLETE, now) == (
        "Period to: Dec 31, 2027 instead of Jun 30, 2027.",
        "Supervisor: nothing instead of Dana Whitfield.",
        "Target class: 4800 Staff Services Manager I instead of 5157 Staff Services Analyst (General).",
        "Goal added: “Become a manager” (long-term).",
        "Goal removed: “Become an analyst” (long-term; date Jun 30, 2028; measure Appointed as an analyst).",
        "Competency changed, “Spreadsheets”: wanted “macros” instead of “pivot tables”.",
        (
            "Activity changed, “Excel for accountants”: end Oct 31, 2026 instead of Sep 30, 2026; "
            "hours on state time nothing instead of 16; "
            "serves Goal 2 “Become a manager” instead of Competency 1 “Spreadsheets”."
        ),
        "Cost line changed, “Excel course”: estimate $420.50 instead of $350.00.",
        "Support: “More.” instead of “Two hours a week of state time.”",
    )


def test_a_line_that_only_moved_is_not_a_change() -> None:
    other = Activity("a2", "A2", ActivityType.MENTORING, "Mentor")
    before = replace(COMPLETE, activities=(*COMPLETE.activities, other))
    after = replace(COMPLETE, activities=(replace(other, row="x"), replace(COMPLETE.activities[0], row="y")))
    assert plan_changes.changes(before, after) == ()
