"""The figures of a summary, each with the records behind it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from umdesk.domain import counts
from umdesk.domain.counts import Definitions, Move, Period, StateChange
from umdesk.domain.program_facts import (
    ActivityFact,
    AdvancementFact,
    ApplicationFact,
    CostFact,
    Facts,
    MoneyFact,
    PlanFact,
    ProgressFact,
    RevisionFact,
    Who,
    agreed,
    status_on,
)
from umdesk.domain.snapshots import SummaryTable
from umdesk.domain.summary import (
    BY_CYCLE,
    BY_ROUTE,
    BY_STATE,
    BY_TYPE,
    Figure,
    summarize,
    tables,
)
from umdesk.domain.words import (
    ActivityType,
    ApplicationState,
    Category,
    Eligibility,
    ParticipationState,
    ProgressStatus,
    RevisionState,
    Route,
)

YEAR = Period(date(2025, 7, 1), date(2026, 5, 20))
ANN, BOB, CY = Who("a", "Abel, Ann", "000123"), Who("b", "Bell, Bob", "000456"), Who("c", "Cole, Cy", "")
PEOPLE = {who.id: who for who in (ANN, BOB, CY)}
CATEGORIES = {"1441": Category.LPEL, "5278": Category.BRIDGING, "5157": Category.ELTPA}


def category_on(code: str, day: date) -> Category:
    return CATEGORIES.get(code, Category.UNMAPPED)


def application(
    who: Who, number: str, received: date, eligibility: Eligibility = Eligibility.ELIGIBLE, cycle: str = "Spring 2026"
) -> ApplicationFact:
    return ApplicationFact(who, number, cycle, received, eligibility, ApplicationState.RECEIVED, None)


def active_since(who: Who, day: date) -> counts.Participation:
    return counts.Participation(who.id, (StateChange(ParticipationState.ACTIVE, day),))


def plan(who: Who, number: str, *revisions: RevisionFact, progress: tuple[ProgressFact, ...] = ()) -> PlanFact:
    return PlanFact(who, number, active_since(who, date(2025, 9, 1)), revisions, progress)


def facts(
    *,
    applications: tuple[ApplicationFact, ...] = (),
    plans: tuple[PlanFact, ...] = (),
    money: tuple[MoneyFact, ...] = (),
    advancements: tuple[AdvancementFact, ...] = (),
) -> Facts:
    return Facts(PEOPLE, applications, tuple(found.participation for found in plans), plans, money, advancements)


def figures(given: Facts, period: Period = YEAR) -> dict[str, Figure]:
    return {figure.key: figure for figure in summarize(given, period, category_on, Definitions())}


def names(figure: Figure) -> list[str]:
    return [line.who.name for line in figure.lines]


COURSE = ActivityFact("item-course", ActivityType.COURSE, "Excel for accountants")
SHADOW = ActivityFact("item-shadow", ActivityType.JOB_SHADOWING, "A week in the budget office")
BOOKS = CostFact("item-books", "Books", Decimal("120.50"))
TUITION = CostFact("item-tuition", "Tuition", Decimal("350.00"))


# Applicants


def test_an_applicant_counts_once_and_an_application_for_each_cycle() -> None:
    given = facts(
        applications=(
            application(ANN, "2026-0001", date(2026, 2, 9)),
            application(ANN, "2026-0002", date(2025, 9, 1), cycle="Fall 2025"),
            application(BOB, "2026-0003", date(2026, 2, 9), Eligibility.NOT_ELIGIBLE),
            application(CY, "2026-0004", date(2026, 2, 9), Eligibility.COORDINATOR_DECIDES),
        )
    )
    found = figures(given)
    assert names(found["applicants"]) == ["Abel, Ann", "Bell, Bob", "Cole, Cy"]
    assert names(found["eligible"]) == ["Abel, Ann"]
    assert names(found["not-eligible"]) == ["Bell, Bob"]
    assert names(found["undecided"]) == ["Cole, Cy"]
    by_cycle = next(table for table in tables(tuple(found.values())) if table.title == BY_CYCLE)
    assert by_cycle == SummaryTable(
        BY_CYCLE,
        ("Cycle", "Received", "Eligible", "Not eligible", "To decide", "Withdrawn", "Selected"),
        (("Fall 2025", 1, 1, 0, 0, 0, 0), ("Spring 2026", 3, 1, 1, 1, 0, 0)),
        ("Total", 4, 2, 1, 1, 0, 0),
    )


def test_an_application_outside_the_period_is_not_counted() -> None:
    given = facts(
        applications=(
            application(ANN, "2025-0001", date(2025, 6, 30)),
            application(BOB, "2026-0002", date(2026, 5, 21)),
        )
    )
    assert figures(given)["applicants"].value == 0


def test_a_selection_counts_on_the_day_it_was_applied_even_for_an_older_application() -> None:
    older = replace(application(ANN, "2025-0001", date(2025, 5, 2)), selected_on=date(2025, 7, 10))
    found = figures(facts(applications=(older,)))
    assert (found["applicants"].value, found["selected"].value) == (0, 1)
    assert found["selected"].lines[0].on == date(2025, 7, 10)


# Plans, activities and money


def test_an_activity_in_two_revisions_counts_once_with_its_progress() -> None:
    first = RevisionFact(1, RevisionState.SUPERSEDED, (COURSE,), (TUITION,))
    second = RevisionFact(2, RevisionState.SIGNED, (COURSE, SHADOW), (TUITION, BOOKS))
    progress = (
        ProgressFact("item-course", date(2026, 1, 5), ProgressStatus.IN_PROGRESS),
        ProgressFact("item-course", date(2026, 3, 5), ProgressStatus.DONE),
        ProgressFact("item-shadow", date(2026, 6, 1), ProgressStatus.DONE),
    )
    found = figures(facts(plans=(plan(ANN, "2026-0001", first, second, progress=progress),)))
    assert found[f"{BY_TYPE}/Classroom or online course/Done"].value == 1
    assert found[f"{BY_TYPE}/Job shadowing/Not started"].value == 1
    assert found["estimated-cost"].value == Decimal("470.50")
    by_type = next(table for table in tables(tuple(found.values())) if table.title == BY_TYPE)
    assert by_type.columns == ("Type", "Not started", "In progress", "Done", "Dropped", "All")
    assert by_type.rows == (
        ("Classroom or online course", 0, 0, 1, 0, 1),
        ("Job shadowing", 1, 0, 0, 0, 1),
    )
    assert by_type.total == ("Total", 1, 0, 1, 0, 2)


def test_a_draft_amendment_changes_no_figure_until_it_is_printed() -> None:
    signed = RevisionFact(1, RevisionState.SIGNED, (COURSE,), (TUITION,))
    dearer = RevisionFact(2, RevisionState.DRAFT, (COURSE, SHADOW), (replace(TUITION, estimate=Decimal("900.00")),))
    assert figures(facts(plans=(plan(ANN, "2026-0001", signed, dearer),)))["estimated-cost"].value == Decimal("350.00")
    printed = replace(dearer, state=RevisionState.PRINTED)
    assert figures(facts(plans=(plan(ANN, "2026-0001", signed, printed),)))["estimated-cost"].value == Decimal("900.00")


def test_a_first_draft_counts_while_nothing_is_printed() -> None:
    draft = RevisionFact(1, RevisionState.DRAFT, (COURSE,), (TUITION,))
    found = figures(facts(plans=(plan(ANN, "2026-0001", draft),)))
    assert found["estimated-cost"].value == Decimal("350.00")
    assert found[f"{BY_STATE}/Draft/Plans"].value == 1
    assert agreed(()) is None


def test_an_activity_without_a_type_is_counted_as_such() -> None:
    draft = RevisionFact(1, RevisionState.DRAFT, (replace(COURSE, type="", text=""),))
    found = figures(facts(plans=(plan(ANN, "2026-0001", draft),)))
    assert found[f"{BY_TYPE}/No type yet/Not started"].value == 1
    assert found[f"{BY_TYPE}/No type yet/Not started"].lines[0].what == "No type yet"


def test_an_activity_taken_out_by_an_amendment_counts_only_if_it_was_begun() -> None:
    first = RevisionFact(1, RevisionState.SUPERSEDED, (COURSE, SHADOW))
    second = RevisionFact(2, RevisionState.SIGNED, ())
    begun = (ProgressFact("item-course", date(2026, 1, 5), ProgressStatus.DROPPED),)
    found = figures(facts(plans=(plan(ANN, "2026-0001", first, second, progress=begun),)))
    assert found[f"{BY_TYPE}/Classroom or online course/Dropped"].value == 1
    assert f"{BY_TYPE}/Job shadowing/Not started" not in found


def test_money_counts_by_its_own_date_and_a_refund_takes_it_back() -> None:
    def spent(on: date, amount: str) -> MoneyFact:
        return MoneyFact(ANN, "2026-0001", on, Decimal(amount), "Tuition")

    money = (spent(date(2025, 6, 30), "99"), spent(date(2025, 7, 1), "350.00"), spent(date(2026, 5, 20), "-50.25"))
    found = figures(facts(money=money))["actual-cost"]
    assert found.value == Decimal("299.75")
    assert sorted(line.amount for line in found.lines if line.amount is not None) == [
        Decimal("-50.25"),
        Decimal("350.00"),
    ]


def test_no_money_is_zero_dollars() -> None:
    assert figures(facts())["actual-cost"].value == Decimal("0.00")


def test_active_plans_are_those_of_the_last_day_counted() -> None:
    there = plan(ANN, "2026-0001", RevisionFact(1, RevisionState.SIGNED))
    left = replace(
        plan(BOB, "2026-0002", RevisionFact(1, RevisionState.SIGNED)),
        participation=counts.Participation(
            BOB.id,
            (
                StateChange(ParticipationState.ACTIVE, date(2025, 9, 1)),
                StateChange(ParticipationState.WITHDRAWN, date(2026, 5, 20)),
            ),
        ),
    )
    found = figures(facts(plans=(there, left)))
    assert names(found["participants"]) == ["Abel, Ann", "Bell, Bob"]
    assert names(found["active-plans"]) == ["Abel, Ann"]


def test_of_two_records_of_one_day_the_further_one_holds() -> None:
    day = date(2026, 1, 5)
    rows = (ProgressFact("x", day, ProgressStatus.DONE), ProgressFact("x", day, ProgressStatus.IN_PROGRESS))
    assert status_on(rows, "x", day) is ProgressStatus.DONE
    assert status_on(rows, "x", date(2026, 1, 4)) is ProgressStatus.NOT_STARTED


# Advancements


def advancement(who: Who, on: date, to_class: str, route: Route = Route.EXAM) -> AdvancementFact:
    titles = {
        "1441": "1441 Office Assistant (General)",
        "5157": "5157 Staff Services Analyst (General)",
        "5278": "5278 Management Services Technician",
        "9927": "9927",
    }
    return AdvancementFact(who, Move(who.id, on, "1441", to_class, route), titles["1441"], titles[to_class])


def test_advancements_stand_with_both_classes_and_route_and_show_what_counts() -> None:
    given = facts(
        plans=(plan(ANN, "2026-0001", RevisionFact(1, RevisionState.SIGNED)),),
        advancements=(
            advancement(ANN, date(2026, 3, 1), "5157"),
            advancement(BOB, date(2026, 3, 1), "5157"),
            advancement(CY, date(2026, 3, 2), "5278", Route.BRIDGING),
            advancement(CY, date(2026, 4, 2), "9927", Route.TRANSFER),
            advancement(CY, date(2025, 6, 30), "5157"),
        ),
    )
    found = figures(given)
    assert names(found["um-hires"]) == ["Abel, Ann"]
    assert names(found["um-moves"]) == ["Abel, Ann", "Bell, Bob"]
    assert names(found["into-bridging"]) == ["Cole, Cy"]
    assert [line.on for line in found["unclear-moves"].lines] == [date(2026, 4, 2)]
    by_route = next(table for table in tables(tuple(found.values())) if table.title == BY_ROUTE)
    assert by_route.columns == ("From class", "To class", "Route", "Moves")
    assert by_route.rows == (
        ("1441 Office Assistant (General)", "5157 Staff Services Analyst (General)", "exam", 2),
        ("1441 Office Assistant (General)", "5278 Management Services Technician", "bridging", 1),
        ("1441 Office Assistant (General)", "9927", "transfer", 1),
    )
    assert by_route.total == ("Total", "", "", 4)


def test_every_figure_is_as_long_as_its_list_or_the_sum_of_it() -> None:
    signed = RevisionFact(1, RevisionState.SIGNED, (COURSE, SHADOW), (TUITION, BOOKS))
    given = facts(
        applications=(application(ANN, "2026-0001", date(2026, 2, 9)),),
        plans=(plan(ANN, "2026-0001", signed),),
        money=(MoneyFact(ANN, "2026-0001", date(2026, 1, 1), Decimal(10), "Bus"),),
        advancements=(advancement(ANN, date(2026, 3, 1), "5157"),),
    )
    for figure in figures(given).values():
        if figure.money:
            assert figure.value == sum(line.amount for line in figure.lines if line.amount is not None)
        else:
            assert figure.value == len(figure.lines)
    keys = [figure.key for figure in summarize(given, YEAR, category_on, Definitions())]
    assert len(keys) == len(set(keys))


def test_an_empty_program_has_figures_of_zero_and_no_tables() -> None:
    found = summarize(facts(), YEAR, category_on, Definitions())
    assert {figure.value for figure in found} == {0, Decimal("0.00")}
    assert tables(found) == ()
