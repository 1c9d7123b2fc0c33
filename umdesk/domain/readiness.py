"""Whether somebody is ready to advance to the target class: a checklist, each line with where it is answered.

It asks what is on file. It says nothing about how well somebody works, and whether somebody qualifies for a class only
HR decides: a line that nobody answered with HR's word says "ask HR".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from umdesk.domain import dates
from umdesk.domain.words import ProgressStatus, Qualified
from umdesk.domain.writing import counted, enumerated, quoted

NO_RATING = (
    "This list says what is on file. It is not a rating of performance, and HR decides whether somebody qualifies "
    "for a class."
)

SHORT = "Lines of the readiness list that are answered with yes by what is on file; not a rating of performance"


class Ask(StrEnum):
    """What the lines ask; each is answered in one place of the plan."""

    TARGET = "The target class is set"
    QUALIFIED = "The minimum qualifications are noted as met"
    LIST = "The exam is passed, or list eligibility is in date"
    ACTIVITIES = "The required activities are done"
    IN_FORCE = "A plan that was signed is in force"
    REVIEWED = "The reviews are up to date"


class Required(NamedTuple):
    """A required activity and how far it is."""

    text: str
    status: ProgressStatus


@dataclass(frozen=True, slots=True)
class Facts:
    """What the answers follow from.

    `qualified` is the newest note on the target class with its day, None without one. `eligible` says that an exam for
    the target class is passed with a list that has not expired, `eligibility` the same in words, "" where nothing of an
    exam is on file. `overdue` counts the reviews whose day has passed.
    """

    target: str
    qualified: Qualified | None
    noted_on: date | None
    eligible: bool
    eligibility: str
    required: Sequence[Required]
    in_force_since: date | None
    in_force: bool
    overdue: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it asks, the answer, and what that follows from."""

    ask: Ask
    answer: Qualified
    why: str


def checklist(facts: Facts) -> tuple[Line, ...]:
    """All lines, in their order."""
    return (
        Line(Ask.TARGET, _yes(bool(facts.target)), facts.target or "The plan names no target class."),
        _qualified(facts),
        _listed(facts),
        _done(facts.required),
        _in_force(facts),
        Line(
            Ask.REVIEWED, _yes(not facts.overdue),
            f"{counted(facts.overdue, 'review')} overdue." if facts.overdue else "Nothing is overdue.",
        ),
    )  # fmt: skip


def shortly(lines: Sequence[Line]) -> str:
    """How many lines are answered with yes: "4 of 6"."""
    return f"{answered(lines)} of {len(lines)}"


def answered(lines: Sequence[Line]) -> int:
    """How many lines are answered with yes."""
    return sum(line.answer is Qualified.YES for line in lines)


def _yes(holds: bool) -> Qualified:
    return Qualified.YES if holds else Qualified.NOT_YET


def _qualified(facts: Facts) -> Line:
    if facts.qualified is None or not facts.target:
        why = "Nobody noted it yet." if facts.target else "First set the target class."
        return Line(Ask.QUALIFIED, Qualified.ASK_HR if facts.target else Qualified.NOT_YET, why)
    return Line(Ask.QUALIFIED, facts.qualified, f"Noted on {dates.show(facts.noted_on)}.")


def _listed(facts: Facts) -> Line:
    if not facts.target:
        return Line(Ask.LIST, Qualified.NOT_YET, "First set the target class.")
    return Line(Ask.LIST, _yes(facts.eligible), facts.eligibility or "No exam for the target class is on file.")


def _done(required: Sequence[Required]) -> Line:
    # What was dropped is not asked for any more.
    wanted = [one for one in required if one.status is not ProgressStatus.DROPPED]
    open_ones = [one for one in wanted if one.status is not ProgressStatus.DONE]
    if not wanted:
        return Line(Ask.ACTIVITIES, Qualified.NOT_YET, "The plan has no required activity.")
    if not open_ones:
        return Line(Ask.ACTIVITIES, Qualified.YES, f"{len(wanted)} of {len(wanted)} done.")
    shown = [quoted(one.text, 40) or "one without a text" for one in open_ones[:2]]
    more = [f"{len(open_ones) - 2} more"] if len(open_ones) > 2 else []
    done = f"{len(wanted) - len(open_ones)} of {len(wanted)} done"
    return Line(Ask.ACTIVITIES, Qualified.NOT_YET, f"{done}; open: {enumerated([*shown, *more])}.")


def _in_force(facts: Facts) -> Line:
    if not facts.in_force:
        return Line(Ask.IN_FORCE, Qualified.NOT_YET, "No plan was signed or put in force yet.")
    since = f" since {dates.show(facts.in_force_since)}" if facts.in_force_since else ""
    return Line(Ask.IN_FORCE, Qualified.YES, f"In force{since}.")
