"""What a new revision of a plan changes against the one before, a sentence each, for its page of changes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from umdesk.domain import dates, money
from umdesk.domain.plans import Activity, Competency, Content, Cost, Goal, served_names
from umdesk.domain.writing import plain, quoted

Line = TypeVar("Line", Goal, Competency, Activity, Cost)
Shown = Callable[[object], str]

_LONG_TEXTS = {
    "support": "The support",
    "supervisor_comments": "The supervisor's comments",
    "participant_comments": "The participant's comments",
}
_NAMES = {"unit_name": "Unit", "supervisor_name": "Supervisor", "coordinator_name": "Coordinator"}
_GOAL = {"term": "term", "text": "text", "target_date": "date"}
_COMPETENCY = {"name": "name", "now": "now", "wanted": "wanted"}
_ACTIVITY = {
    "text": "text",
    "type": "type",
    "provider": "provider",
    "starts": "start",
    "ends": "end",
    "state_hours": "hours on state time",
    "own_hours": "hours on own time",
    "serves": "serves",
    "required": "required",
}
_COST = {"text": "item", "estimate": "estimate", "fund": "fund"}


def changes(before: Content, now: Content) -> tuple[str, ...]:
    """The sentences, in the order of the page; none when nothing differs."""
    return (
        *_head(before, now),
        *_lines("Goal", _GOAL, before.goals, now.goals, name=lambda row: row.text, shown=_shown),
        *_lines(
            "Competency", _COMPETENCY, before.competencies, now.competencies, name=lambda row: row.name, shown=_shown
        ),
        *_lines(
            "Activity",
            _ACTIVITY,
            before.activities,
            now.activities,
            name=lambda row: row.text,
            shown=_shown_by(before, now),
        ),
        *_lines("Cost line", _COST, before.costs, now.costs, name=lambda row: row.text, shown=_shown_money),
        *(f"{name} changed." for field, name in _LONG_TEXTS.items() if getattr(before, field) != getattr(now, field)),
    )


def _head(before: Content, now: Content) -> Iterator[str]:
    for name, was, new in (
        ("Current class", _class(before, "current"), _class(now, "current")),
        ("Target class", _class(before, "target"), _class(now, "target")),
        ("Period", _period(before), _period(now)),
        *((name, getattr(before, field), getattr(now, field)) for field, name in _NAMES.items()),
    ):
        if was != new:
            yield f"{name}: {new or 'nothing'} instead of {was or 'nothing'}."


def _lines(
    kind: str,
    fields: Mapping[str, str],
    before: Sequence[Line],
    now: Sequence[Line],
    *,
    name: Callable[[Line], str],
    shown: Shown,
) -> Iterator[str]:
    """Added, changed and removed lines, told apart by the identity that lives through all revisions."""
    old = {line.item: line for line in before}
    for line in now:
        was = old.pop(line.item, None)
        if was is None:
            yield f"{kind} added: {_quoted(name(line))}."
            continue
        differing = [
            f"{label} {shown(getattr(line, field))} instead of {shown(getattr(was, field))}"
            for field, label in fields.items()
            if getattr(line, field) != getattr(was, field)
        ]
        if differing:
            yield f"{kind} changed, {_quoted(name(was))}: {'; '.join(differing)}."
    for was in old.values():
        yield f"{kind} removed: {_quoted(name(was))}."


def _class(content: Content, which: str) -> str:
    return f"{getattr(content, f'{which}_class_code')} {getattr(content, f'{which}_class_title')}".strip()


def _period(content: Content) -> str:
    if content.period_from is None and content.period_to is None:
        return ""
    return f"{dates.show(content.period_from) or 'open'} to {dates.show(content.period_to) or 'open'}"


def _shown_by(before: Content, now: Content) -> Shown:
    """How a value of an activity is written; what it serves by the name on the page."""
    names = served_names(before) | served_names(now)
    return lambda value: names.get(value, "") or _shown(value) if isinstance(value, str) else _shown(value)


def _shown_money(value: object) -> str:
    return money.show(value) if isinstance(value, Decimal) else _shown(value)


def _shown(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return dates.show(value)
    if isinstance(value, Decimal):
        return plain(value)
    return _quoted(str(value))


def _quoted(text: str) -> str:
    return quoted(text, 80) or "(no text)"
