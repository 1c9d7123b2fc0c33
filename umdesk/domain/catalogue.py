"""The department's catalogue of activities: which entries suit a plan, and the dates that are proposed for them.

An entry for a target class suits the plans toward that class; one for a competency those that name the competency; one
with neither suits every plan. An entry that has both suits by its class, and better where the competency is named.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from umdesk.domain.errors import InvalidInput
from umdesk.domain.folding import folded
from umdesk.domain.plans import Content
from umdesk.domain.words import ActivityType, CostCategory, PlannedType
from umdesk.domain.writing import one_line

MOST_HOURS = Decimal(10000)
MOST_WEEKS = 208
"""Four years: longer than any plan period, and than the longest T&D assignment of an apprenticeship."""
_PARTS = re.compile(r"[,;\n]")
_SMALL_WORDS = frozenset({"and", "or", "of", "the", "a", "an", "in", "for", "with", "to"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity of the catalogue; `id` is "" for one that is not kept yet.

    Hours are planned hours on state time and own time, `weeks` how long it usually takes (None: as long as the plan),
    `estimate` its usual cost in US dollars, `resource` the id of what the directory offers for it. `competency` may
    name several, separated by commas. An entry that is not `active` is offered to nobody.
    """

    type: ActivityType
    text: str
    provider: str = ""
    target_class_code: str = ""
    competency: str = ""
    training_category: str = ""
    state_hours: Decimal | None = None
    own_hours: Decimal | None = None
    weeks: int | None = None
    cost_category: CostCategory = CostCategory.OTHER
    estimate: Decimal | None = None
    resource: str | None = None
    note: str = ""
    active: bool = True
    id: str = ""

    @property
    def competencies(self) -> tuple[str, ...]:
        """The competencies that it is for, each as it was written."""
        return tuple(part for part in map(one_line, _PARTS.split(self.competency)) if part)


class Suits(StrEnum):
    """What an entry suits a plan by, in the order in which entries are offered."""

    BOTH = "target class and competency"
    CLASS = "target class"
    COMPETENCY = "competency"
    EVERY_PLAN = "every plan"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that suits a plan: why, in words, the identity of the competency that it serves, and proposed dates."""

    entry: Entry
    suits: Suits
    why: str
    serves: str | None
    starts: date | None
    ends: date | None


def check(entry: Entry) -> None:
    """Refuse an entry that no plan could use.

    Raises:
        InvalidInput: a value that cannot be; `field` names it.
    """
    if not one_line(entry.text):
        raise InvalidInput("The entry does not say what is done.", "Write it in a few words.", "text")
    for field, hours in (("state_hours", entry.state_hours), ("own_hours", entry.own_hours)):
        if hours is not None and not 0 <= hours <= MOST_HOURS:
            raise InvalidInput(f"The hours are not between 0 and {MOST_HOURS:,}.", "Correct them.", field)
    if entry.weeks is not None and not 1 <= entry.weeks <= MOST_WEEKS:
        raise InvalidInput(f"The weeks are not between 1 and {MOST_WEEKS}.", "Correct them.", "weeks")
    if entry.estimate is not None and entry.estimate < 0:
        raise InvalidInput("The cost is below zero.", "Write 0 or more.", "estimate")


def suggestions(entries: Iterable[Entry], content: Content, today: date) -> tuple[Suggestion, ...]:
    """The active entries that suit a plan and are not in it yet, those for its class and competencies first.

    Among equals they stay in the order in which they come.
    """
    there = {_same(row.type, row.text) for row in content.activities}
    found = []
    for entry in entries:
        if entry.active and _same(entry.type, entry.text) not in there:
            suggestion = _suggestion(entry, content, today)
            if suggestion is not None:
                found.append(suggestion)
                there.add(_same(entry.type, entry.text))
    order = list(Suits)
    return tuple(sorted(found, key=lambda one: order.index(one.suits)))


def competencies(entries: Iterable[Entry], class_code: str) -> tuple[str, ...]:
    """The competencies that active entries name, each once: those of the class first, then those of no class."""
    of_class: dict[str, str] = {}
    of_all: dict[str, str] = {}
    for entry in entries:
        if entry.active and entry.target_class_code in ("", class_code):
            names = of_class if entry.target_class_code else of_all
            for name in entry.competencies:
                names.setdefault(folded(name), name)
    return tuple((of_class | {key: name for key, name in of_all.items() if key not in of_class}).values())


def alike(one: str, other: str) -> bool:
    """Whether two competencies are meant to be one: all words of the shorter stand in the longer."""
    first, second = _words(one), _words(other)
    return bool(first and second) and (first <= second or second <= first)


def proposed_dates(
    period_from: date | None, period_to: date | None, weeks: int | None, today: date
) -> tuple[date, date | None]:
    """First and last day for an activity of so many weeks, inside the plan's period.

    It begins with the period, or today where that is later and still within it. Without weeks it lasts to the end of
    the period; without a period either it has no end.
    """
    starts = period_from or today
    if starts < today and (period_to is None or today <= period_to):
        starts = today
    if weeks is None:
        return starts, period_to if period_to is None or period_to >= starts else None
    ends = starts + timedelta(weeks=weeks, days=-1)
    return starts, min(ends, period_to) if period_to is not None and period_to >= starts else ends


def _suggestion(entry: Entry, content: Content, today: date) -> Suggestion | None:
    served = next((row for row in content.competencies for name in entry.competencies if alike(name, row.name)), None)
    of_class = bool(entry.target_class_code) and entry.target_class_code == content.target_class_code
    if entry.target_class_code and not of_class:
        return None
    if entry.competencies and served is None and not of_class:
        return None
    suits = (Suits.BOTH if served else Suits.CLASS) if of_class else Suits.COMPETENCY if served else Suits.EVERY_PLAN
    why = _why(suits, content.target_class_title or content.target_class_code, served.name if served else "")
    starts, ends = proposed_dates(content.period_from, content.period_to, entry.weeks, today)
    return Suggestion(entry, suits, why, served.item if served else None, starts, ends)


def _why(suits: Suits, title: str, competency: str) -> str:
    match suits:
        case Suits.BOTH:
            return f"For {title} and {competency}"
        case Suits.CLASS:
            return f"For {title}"
        case Suits.COMPETENCY:
            return f"For {competency}"
        case Suits.EVERY_PLAN:
            return "For every plan"


def _same(kind: PlannedType, text: str) -> tuple[PlannedType, str]:
    return kind, folded(one_line(text))


def _words(text: str) -> frozenset[str]:
    words: Sequence[str] = re.findall(r"\w+", folded(text))
    return frozenset(words) - _SMALL_WORDS
