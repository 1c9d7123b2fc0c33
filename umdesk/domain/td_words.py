"""T&D limits in words: sentences for the page and the screen, and time bases as people write them."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction

from umdesk.domain import dates
from umdesk.domain.td_limits import LEAST_TIME_BASE, LIMIT, LIMIT_HOURS, WINDOW, WINDOW_HOURS, Period, Standing, length
from umdesk.domain.writing import capital, counted


class Purpose(StrEnum):
    """What a T&D assignment is for; any of them or several (2 CCR 439)."""

    EXPERIENCE = "experience or skills for the minimum or desirable qualifications of the T&D class"
    BROADER = "broader or more specialized skills for the present position"
    PROMOTION = "preparation for a future promotion"
    FIELD = "entry into another occupational or career field"


RULE = "2 CCR 438.1"
ASK_HR = "Hours for part time are our reading of 2 CCR 438.1: ask HR."

_BETWEEN_PURPOSES = "; "
_FRACTION = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")
_DECIMAL = re.compile(r"\d*\.?\d+")
_WORDS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}


def read_time_base(text: str) -> Fraction:
    """The time base in a text such as "Full time", "1.0", "0.5", "1/2", "75%", "half time"; full time if unclear."""
    plain = text.casefold()
    if found := _FRACTION.search(plain):
        base = Fraction(int(found[1]), int(found[2]) or 1)
    elif found := _DECIMAL.search(plain):
        base = Fraction(found[0])
        if "%" in plain or base > 1:
            base /= 100
    else:
        base = next((value for word, value in _WORDS.items() if word in plain), Fraction(1))
    return base if LEAST_TIME_BASE <= base <= 1 else Fraction(1)


def write_purposes(purposes: Iterable[Purpose]) -> str:
    """Purposes as one text, in the order of the rule."""
    chosen = set(purposes)
    return _BETWEEN_PURPOSES.join(purpose for purpose in Purpose if purpose in chosen)


def read_purposes(text: str) -> tuple[Purpose, ...]:
    """The purposes that a text names, as `write_purposes` wrote it; what is none of them is left out."""
    named = text.split(_BETWEEN_PURPOSES)
    return tuple(purpose for purpose in Purpose if purpose in named)


def time_base(base: Fraction) -> str:
    """A time base as people say it: "Full time", "50% of full time"."""
    percent = f"{float(base * 100):.1f}".removesuffix(".0")
    return "Full time" if base == 1 else f"{percent}% of full time"


def months(amount: Fraction) -> str:
    """Months and days as people say them: "6 months", "1 month 1 day", "12 days"."""
    whole, days = divmod(amount.numerator * 30 // amount.denominator, 30)
    parts = [counted(whole, "month")] if whole or not days else []
    if days:
        parts.append(counted(days, "day"))
    return " ".join(parts)


def hours(amount: Fraction) -> str:
    """Hours to two places: "4,159.92 hours"."""
    return f"{float(round(amount, 2)):,.2f} hours"


def used_and_left(standing: Standing) -> str:
    """What is used and left: "6 months of 24 months used, 18 months left"."""
    if standing.by_hours:
        return f"{hours(standing.used)} of {hours(standing.limit)} used, {hours(standing.left)} left"
    return f"{months(standing.used)} of {LIMIT} months used, {months(standing.left)} left"


def used_shortly(standing: Standing) -> str:
    """What is used, for a list: "6 of 24 months", "1,040 of 4,160 hours"; days beyond whole months are left out."""
    if standing.by_hours:
        return f"{float(standing.used):,.0f} of {float(standing.limit):,.0f} hours"
    return f"{int(standing.used)} of {LIMIT} months"


def last_day(standing: Standing, *, assigned: bool) -> str:
    """The sentence on the last allowed day of the assignment, or of one that would begin on `standing.start`."""
    start = dates.show(standing.start)
    which = f"The assignment from {start}" if assigned else f"An assignment that begins on {start}"
    if standing.last_allowed is None:
        return f"{which} may not be served at all: the limit is used up."
    return f"{which} may last until {dates.show(standing.last_allowed)}."


def warning(standing: Standing) -> str:
    """What a coordinator must look at, "" when there is nothing."""
    if standing.first_over is not None:
        return f"From {dates.show(standing.first_over)} on it is over {LIMIT} months in any {WINDOW} ({RULE})."
    return "Close to the limit: keep an eye on the last allowed day." if standing.warn else ""


def ending(last: date, today: date) -> str:
    """The sentence on an assignment in service that ends soon, and what to see to before."""
    days = (last - today).days
    when = "today" if days == 0 else f"in {counted(days, 'day')}, on {dates.show(last)}"
    return f"The assignment ends {when}. See to the return, or to what comes next."


def agreement_lines(period: Period, used_by_end: Fraction, last: date | None, *, by_hours: bool) -> tuple[str, ...]:
    """The sentences of an agreement on what is used and left by its last day, and on the last allowed day."""
    if by_hours:
        left = max(LIMIT_HOURS - used_by_end, Fraction(0))
        used = hours(used_by_end).removesuffix(" hours")
        spent = f"{used} of {hours(LIMIT_HOURS)} are used by the last day, {hours(left)} are left"
    else:
        left = max(LIMIT - used_by_end, Fraction(0))
        spent = f"{months(used_by_end)} of {LIMIT} months are used by the last day, {months(left)} are left"
    window = f"in any {WINDOW} months"
    if by_hours:
        window = f"in as many days as hold {hours(WINDOW_HOURS).replace(' hours', ' service hours')}"
    allowed = f"Last allowed day: {dates.show(last)}." if last else "No day of it is within the limit."
    over = last is None or last < period.last
    return (
        f"{capital(spent)}, counted {window} ({RULE}).",
        f"{allowed}{' The assignment goes over the limit.' if over else ''}",
        *([ASK_HR] if by_hours else []),
    )


def planned_line(name: str, period: Period, used_by_end: Fraction, last: date | None, *, by_hours: bool) -> str:
    """The line of the printed plan on one T&D activity, with what is used at its end."""
    days = dates.show_span(period.first, period.last)
    span = f"{name.rstrip('. ')}: {days}, {months(length(period.first, period.last))}"
    until = f"last allowed day {dates.show(last)}" if last else "no day of it is allowed"
    if by_hours:
        most = hours(LIMIT_HOURS).removesuffix(" hours")
        return f"{span}. Used by its end: {hours(used_by_end)} of {most}; {until}. {ASK_HR}"
    return f"{span}. Used by its end: {months(used_by_end)} of {LIMIT} in any {WINDOW}; {until} ({RULE})."
