"""Reviews of a participation by schedule: the days on which they are due, and how each of them stands.

They are counted from the day from which the first revision of the plan is in force: the n-th review by the quarter is
due n times the months of the setting later, the yearly one n times 12 months later, each on the same day of the month
or else that month's last day. Where both fall on one day the yearly one is held in place of the other.

Leave takes reviews out and moves none: a review whose day falls into a leave is not due, and the rhythm goes on as if
it had been held. Who comes back may have one set for a day of their own. From the day on which a participation has
ended no review is due. This is how the program counts; no rule of law says how often a plan is reviewed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from umdesk.domain import dates
from umdesk.domain.td_limits import after
from umdesk.domain.words import ReviewKind
from umdesk.domain.writing import capital, counted, enumerated

MONTHS_OF_A_YEAR = 12


class Standing(StrEnum):
    """How a review stands on a day."""

    HELD = "held"
    NOT_HELD = "not held"
    MISSED = "missed"
    DUE = "due"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often reviews are due: every `months` (0: none by the quarter), and once a year if `annual`."""

    starts: date
    months: int
    annual: bool


class Recorded(NamedTuple):
    """A review on record: held on a day, not held with a reason, or (neither) set for its day by hand."""

    kind: ReviewKind
    due: date
    held_on: date | None = None
    not_held: bool = False


class Slot(NamedTuple):
    """One review with the day on which it is due; `days_over` is 0 unless it is due and its day has passed."""

    kind: ReviewKind
    due: date
    standing: Standing
    days_over: int = 0


def due_days(
    schedule: Schedule,
    until: date,
    takes_part: Callable[[date], bool] = lambda _day: True,
    since: date = date.min,
) -> Iterator[tuple[date, ReviewKind]]:
    """The days up to `until` on which a review is due, in order; `takes_part` says whether somebody is active then.

    Those before `since` are left out.
    """
    found: dict[date, ReviewKind] = {}
    if schedule.months > 0:
        found |= dict.fromkeys(_every(schedule.months, schedule.starts, until, since), ReviewKind.QUARTERLY)
    if schedule.annual:
        found |= dict.fromkeys(_every(MONTHS_OF_A_YEAR, schedule.starts, until, since), ReviewKind.ANNUAL)
    return ((day, found[day]) for day in sorted(found) if day >= since and takes_part(day))


def near(months: int, today: date) -> date:
    """The day from which on the schedule of somebody always active tells what is due and what comes.

    Of each kind the newest day that has come is near, and no older one is due. A yearly one may stand in for one every
    so many months, though not for two in a row unless for all of them.
    """
    return after(today, -max(2 * months, MONTHS_OF_A_YEAR) - 1)


def slots(
    schedule: Schedule | None,
    recorded: Iterable[Recorded],
    today: date,
    takes_part: Callable[[date], bool] = lambda _day: True,
    since: date = date.min,
) -> tuple[Slot, ...]:
    """All reviews in order of their days: those on record, those of the schedule, and of each kind the next coming.

    Of several of a kind whose day has passed only the newest is due; the others are missed, since the newer one
    speaks of their time too. Without a schedule there are only those on record. Of the schedule those before `since`
    are left out.
    """
    known = {(one.due, one.kind): one for one in recorded}
    until = after(today, max(schedule.months, MONTHS_OF_A_YEAR)) if schedule else today
    wanted = dict.fromkeys(due_days(schedule, until, takes_part, since)) if schedule else {}
    wanted |= dict.fromkeys(known)
    days = sorted(wanted)
    newest = {kind: day for day, kind in days if day <= today}
    shown: list[Slot] = []
    coming: set[ReviewKind] = set()
    for day, kind in days:
        slot = _slot(day, kind, known.get((day, kind)), today, newest.get(kind))
        if slot.standing is Standing.COMING:
            if kind in coming:
                continue
            coming.add(kind)
        shown.append(slot)
    return tuple(shown)


def overdue(found: Iterable[Slot]) -> tuple[Slot, ...]:
    """Those that are due and whose day has passed."""
    return tuple(slot for slot in found if slot.standing is Standing.DUE and slot.days_over > 0)


def in_words(slot: Slot) -> str:
    """How a review stands: "due since Aug 1, 2026 (12 days)", "coming on Nov 1, 2026"."""
    day = dates.show(slot.due)
    match slot.standing:
        case Standing.DUE if slot.days_over:
            return f"due since {day} ({counted(slot.days_over, 'day')})"
        case Standing.DUE:
            return "due today"
        case Standing.COMING:
            return f"coming on {day}"
    return f"{slot.standing}, due on {day}"


def rule_in_words(schedule: Schedule | None) -> str:
    """The rule that the days follow, as a sentence."""
    if schedule is None:
        return "Reviews are due from the day from which a plan is in force. No plan is in force yet."
    said = often(schedule.months, annual=schedule.annual)
    if not said:
        return "The settings ask for no reviews."
    return f"{said}, counted from {dates.show(schedule.starts)}, when a plan came into force."


def often(months: int, *, annual: bool) -> str:
    """How often a plan is reviewed: "Every 3 months and once a year"; "" for never."""
    parts = [f"every {counted(months, 'month') if months > 1 else 'month'}"] if months else []
    parts += ["once a year"] if annual else []
    return capital(enumerated(parts)) if parts else ""


def _slot(day: date, kind: ReviewKind, record: Recorded | None, today: date, newest: date | None) -> Slot:
    if record is not None and record.held_on is not None:
        return Slot(kind, day, Standing.HELD)
    if record is not None and record.not_held:
        return Slot(kind, day, Standing.NOT_HELD)
    if day > today:
        return Slot(kind, day, Standing.COMING)
    if day == newest:
        return Slot(kind, day, Standing.DUE, (today - day).days)
    return Slot(kind, day, Standing.MISSED)


def _every(months: int, starts: date, until: date, since: date) -> Iterator[date]:
    passed = (since.year - starts.year) * MONTHS_OF_A_YEAR + since.month - starts.month
    turn = max(1, passed // months)
    while (day := after(starts, turn * months)) <= until:
        yield day
        turn += 1


def next_due(found: Sequence[Slot]) -> Slot | None:
    """The review that somebody sees to next: the oldest that is due, else the first that comes."""
    waiting = [slot for slot in found if slot.standing is Standing.DUE]
    return next(iter(waiting or [slot for slot in found if slot.standing is Standing.COMING]), None)
