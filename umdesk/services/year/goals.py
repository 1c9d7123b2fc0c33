"""The goals of a program year: set, approved by CalHR, reduced, and how far they are (Gov. Code 19402(a))."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from umdesk.domain import dates, goal_terms, goals
from umdesk.domain.errors import Gone
from umdesk.domain.goal_terms import GoalTerms
from umdesk.domain.goals import Goal
from umdesk.domain.program_facts import Who
from umdesk.domain.writing import counted
from umdesk.domain.year_words import GoalKind, YearText
from umdesk.services.permissions import permit
from umdesk.services.reporting.book import Book
from umdesk.services.reporting.goals import all_goals, on_record
from umdesk.services.year import texts
from umdesk.storage.models import YearGoal, new_id
from umdesk.storage.program import Program

_ORDER = list(GoalKind)


@dataclass(frozen=True, slots=True)
class Counted:
    """A person who counts towards a goal: from which day, and as what."""

    who: Who
    on: date
    what: str


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """A goal and the people that it counts up to and with today, each once."""

    goal: Goal
    reached: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class YearStanding:
    """The goals of a year with what was reached; `missed` is the second of two years in a row that missed a goal.

    Of such years the law asks why, and what the next two years need (GC 19402(b)(1)); `explained` says that both
    texts of that year are written.
    """

    goals: tuple[GoalStanding, ...]
    missed: int | None
    explained: bool = False


def standing(program: Program, year: int) -> YearStanding:
    """How a program year stands with its goals, which are in the order of their kinds and timeframes."""
    permit(program, "year.goals.standing")
    dates.refuse_no_year(year)
    with program.reading() as session:
        book = Book(session, program)
        found, facts = all_goals(book), on_record(book)
        own = sorted((one for one in found if one.year == year), key=lambda one: _ORDER.index(one.kind))
        rows = []
        for goal in own:
            period = goal.timeframe.until(book.today)
            reached = goals.reached(goal.kind, period, facts) if period else ()
            rows.append(GoalStanding(goal, tuple(_counted(book, one) for one in reached)))
        missed = goals.second_missed(year, found, facts, book.today)
        written = texts.read(session, missed) if missed is not None else {}
        explained = all(written.get(key) for key in (YearText.EXPLANATION, YearText.NEEDS))
        return YearStanding(tuple(rows), missed, explained)


def year_of(program: Program, goal_id: str) -> int | None:
    """The program year of a goal, None where it is no longer there."""
    permit(program, "year.goals.year_of")
    with program.reading() as session:
        row = session.get(YearGoal, goal_id)
        return None if row is None else row.year


def add(program: Program, year: int, terms: GoalTerms) -> str:
    """Set a goal; gives its id.

    Raises:
        InvalidInput: a number or day that cannot be, or a timeframe that overlaps another of the kind.
    """
    permit(program, "year.goals.add")
    dates.refuse_no_year(year)
    with program.operation("year.goals.add", "") as op:
        goal = goal_terms.checked(terms, year, _all(op.session, program), program.today())
        row = YearGoal(id=new_id(), year=year)
        _write(row, goal)
        op.session.add(row)
        op.summary = f"Set the {_named(goal)} to {counted(goal.employees, 'employee')}"
        return row.id


def change(program: Program, goal_id: str, terms: GoalTerms) -> None:
    """Write a goal anew: its number, timeframe, approval or reduction.

    Raises:
        InvalidInput: see `add`.
        Gone: it is no longer there.
    """
    permit(program, "year.goals.change")
    with program.operation("year.goals.change", "", settles=goal_id) as op:
        row = _row(op.session, goal_id)
        goal = goal_terms.checked(terms, row.year, _all(op.session, program), program.today(), goal_id)
        _write(row, goal)
        op.summary = f"Changed the {_named(goal)}"


def remove(program: Program, goal_id: str) -> None:
    """Take a goal out.

    Raises:
        Gone: it is no longer there.
    """
    permit(program, "year.goals.remove")
    with program.operation("year.goals.remove", "", settles=goal_id) as op:
        row = _row(op.session, goal_id)
        op.summary = f"Removed the {row.kind} goal of {dates.program_year_name(row.year)}"
        op.session.delete(row)


def _all(session: Session, program: Program) -> tuple[Goal, ...]:
    return all_goals(Book(session, program))


def _counted(book: Book, one: goals.Reached) -> Counted:
    who = book.people[one.person]
    if one.move is None:
        return Counted(who, one.on, "Participant")
    move = one.move
    what = f"{book.class_title(move.from_class, move.on)} to {book.class_title(move.to_class, move.on)}"
    return Counted(who, one.on, what)


def _write(row: YearGoal, goal: Goal) -> None:
    values = {
        "kind": goal.kind.value, "employees": goal.employees, "period_from": goal.timeframe.first,
        "period_to": goal.timeframe.last, "approved_on": goal.approved_on, "approved_note": goal.approved_note,
        "reduced_to": goal.reduced_to, "reduction_asked_on": goal.reduction_asked_on,
        "reduction_reason": goal.reduction_reason,
        "reduction_answer": goal.reduction_answer.value if goal.reduction_answer else "",
        "reduction_answered_on": goal.reduction_answered_on, "note": goal.note,
    }  # fmt: skip
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _named(goal: Goal) -> str:
    return f"{goal.kind} goal of {dates.program_year_name(goal.year)}"


def _row(session: Session, goal_id: str) -> YearGoal:
    row = session.get(YearGoal, goal_id)
    if row is None:
        raise Gone("This goal is no longer there; nothing was changed.", "Look at the goals again.")
    return row
