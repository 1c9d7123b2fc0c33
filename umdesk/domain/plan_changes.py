"""What differs between two revisions of a plan, field by field: for the page of changes and for the screen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from umdesk.domain import dates, money
from umdesk.domain.plans import Activity, Competency, Content, Cost, Goal, Section, served_names
from umdesk.domain.snapshots import PlanSnapshot
from umdesk.domain.writing import capital, plain, quoted

Line = TypeVar("Line", Goal, Competency, Activity, Cost)
Shown = Callable[[object], str]
NOTHING = "nothing"
_SHORT = 60
_WRITTEN = frozenset({
    "text", "measure", "name", "now", "wanted", "provider", "fund", "support", "supervisor_comments",
    "participant_comments",
})  # fmt: skip
"""Fields whose values are put in quotation marks in a sentence."""


class Kind(StrEnum):
    """What became of a field or of a whole line."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs, or a whole line that was added or removed.

    `line` says which line of the section it is in ("Activity “Excel”"), "" for a field of the plan itself; `label`
    what the field is called, "" for a whole line. `was` and `now` are in full as people read them, "" for nothing.
    `names` are the fields of `plans.Content` or of its line that differ.
    """

    section: Section
    kind: Kind
    line: str
    label: str
    was: str
    now: str
    item: str = ""
    names: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """What differs, in words: "Activity “Excel”: end"."""
        if not self.label:
            return f"{self.line}, {self.kind}"
        return f"{self.line}: {self.label}" if self.line else capital(self.label)


@dataclass(frozen=True, slots=True)
class _Shows:
    """How values of one of the two revisions are written: what is served or paid for by the name on its page."""

    served: Mapping[str, str]
    paid: Mapping[str, str]
    resources: Mapping[str, str]

    def item(self, value: object) -> str:
        return "" if value is None else self.served.get(str(value), self.paid.get(str(value), "a removed line"))

    def resource(self, value: object) -> str:
        return "" if value is None else self.resources.get(str(value), "an entry of the directory")


@dataclass(frozen=True, slots=True)
class _Part:
    """One kind of line: how it is called, where it stands, and its fields with their labels and ways of writing."""

    section: Section
    noun: str
    title: str
    fields: tuple[tuple[str, str], ...]
    shown: Mapping[str, str] = field(default_factory=dict)


_GOALS = _Part(
    Section.GOALS, "Goal", "text",
    (("term", "term"), ("text", "text"), ("target_date", "date"), ("measure", "measure")),
)  # fmt: skip
_COMPETENCIES = _Part(
    Section.COMPETENCIES, "Competency", "name",
    (("name", "name"), ("now", "now"), ("wanted", "wanted")),
)  # fmt: skip
_ACTIVITIES = _Part(
    Section.ACTIVITIES, "Activity", "text",
    (
        ("text", "text"), ("type", "type"), ("provider", "provider"), ("starts", "start"), ("ends", "end"),
        ("state_hours", "hours on state time"), ("own_hours", "hours on own time"), ("serves", "serves"),
        ("also_serves", "also serves"), ("training_category", "training category"), ("resource", "resource"),
        ("required", "required"),
    ),
    {"serves": "item", "also_serves": "item", "resource": "resource"},
)  # fmt: skip
_COSTS = _Part(
    Section.COSTS, "Cost line", "text",
    (
        ("text", "item"), ("category", "category"), ("estimate", "estimate"), ("fund", "fund"),
        ("request_number", "request number"), ("planned_on", "expected on"), ("activity", "pays for"),
    ),
    {"activity": "item", "estimate": "money"},
)  # fmt: skip

_HEAD: tuple[tuple[Section, str, tuple[str, ...]], ...] = (
    (Section.PARTICIPANT, "current class", ("current_class_code", "current_class_title")),
    (Section.PARTICIPANT, "period from", ("period_from",)),
    (Section.PARTICIPANT, "period to", ("period_to",)),
    (Section.PARTICIPANT, "unit", ("unit_name",)),
    (Section.PARTICIPANT, "supervisor", ("supervisor_name",)),
    (Section.PARTICIPANT, "coordinator", ("coordinator_name",)),
    (Section.TARGET, "target class", ("target_class_code", "target_class_title")),
)
_FOOT: tuple[tuple[Section, str, tuple[str, ...]], ...] = (
    (Section.SUPPORT, "support", ("support",)),
    (Section.SUPPORT, "mentor or coach", ("mentor_name",)),
    (Section.SUPPORT, "mentor or coach in the directory", ("mentor_resource_id",)),
    (Section.SUPPORT, "supervisor's comments", ("supervisor_comments",)),
    (Section.SUPPORT, "supervisor's approval", ("supervisor_approval",)),
    (Section.SUPPORT, "participant's comments", ("participant_comments",)),
)

_PAGE: tuple[tuple[Section, str, str], ...] = (
    (Section.PARTICIPANT, "participant", "participant"),
    (Section.PARTICIPANT, "employee number", "employee_number"),
    (Section.SUPPORT, "reviews planned", "reviews"),
    (Section.SUPPORT, "line above the signatures", "no_promise"),
)
"""What is printed on the page beside what is written into the plan: section, label, field of PlanSnapshot."""


def differences(before: Content, now: Content, resources: Mapping[str, str] | None = None) -> tuple[Difference, ...]:
    """Everything in which two revisions differ, in the order of the page; `resources` are names of entries by id.

    What the page takes from elsewhere is `page_differences`, and a line that only moved has not changed.
    """
    then, here = _shows(before, resources or {}), _shows(now, resources or {})
    return (
        *_fields(_HEAD, before, now, then, here),
        *_lines(_GOALS, before.goals, now.goals, then, here),
        *_lines(_COMPETENCIES, before.competencies, now.competencies, then, here),
        *_lines(_ACTIVITIES, before.activities, now.activities, then, here),
        *_lines(_COSTS, before.costs, now.costs, then, here),
        *_fields(_FOOT, before, now, then, here),
    )


def page_differences(was: PlanSnapshot, now: PlanSnapshot) -> tuple[Difference, ...]:
    """In what two pages differ beside what was written into the plan: whose it is, reviews, the department's line."""
    found = []
    for section, label, name in _PAGE:
        then, here = getattr(was, name), getattr(now, name)
        if then != here:
            was_said, said = (each if isinstance(each, str) else " ".join(each) for each in (then, here))
            found.append(Difference(section, Kind.CHANGED, "", label, was_said, said, names=(name,)))
    return tuple(found)


def changes(before: Content, now: Content, resources: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The same in sentences, all changed fields of one line in one; none when nothing differs."""
    found = differences(before, now, resources)
    sentences: list[str] = []
    of_line: dict[str, list[Difference]] = {}
    for each in found:
        if each.item and each.kind is Kind.CHANGED and each.label:
            of_line.setdefault(each.item, []).append(each)
    for each in found:
        together = of_line.pop(each.item, [])
        if together:
            said = "; ".join(f"{one.label} {_instead(one)}" for one in together)
            noun, _, named = each.line.partition(" “")
            sentences.append(_end(f"{noun} changed, “{named}: {said}" if named else f"{each.line} changed: {said}"))
        elif not (each.item and each.label):
            sentences.append(_sentence(each))
    return tuple(sentences)


def _sentence(each: Difference) -> str:
    if each.label:
        return _end(f"{each.what}: {_instead(each)}")
    noun, _, named = each.line.partition(" “")
    text = each.now if each.kind is Kind.ADDED else each.was
    return f"{noun} {each.kind}: {f'“{named}' if named else '(no text)'} ({text})."


def _end(sentence: str) -> str:
    return sentence if sentence.endswith((".”", "?”", ".")) else f"{sentence}."


def _instead(each: Difference) -> str:
    return f"{_in_marks(each, each.now)} instead of {_in_marks(each, each.was)}"


def _in_marks(each: Difference, text: str) -> str:
    """A value in a sentence: what people wrote in quotation marks, numbers, dates and names as they are."""
    if not text:
        return NOTHING
    return f"“{text}”" if _WRITTEN.intersection(each.names) else text


def _fields(
    fields: Sequence[tuple[Section, str, tuple[str, ...]]], before: Content, now: Content, then: _Shows, here: _Shows
) -> Iterator[Difference]:
    for section, label, names in fields:
        differing = tuple(name for name in names if getattr(before, name) != getattr(now, name))
        if not differing:
            continue
        was, new = (
            " ".join(_shown(shows, content, name, "resource" if name.endswith("_id") else "") for name in names).strip()
            for shows, content in ((then, before), (here, now))
        )
        yield Difference(section, Kind.CHANGED, "", label, was, new, names=differing)


def _lines(
    part: _Part, before: Sequence[Line], now: Sequence[Line], then: _Shows, here: _Shows
) -> Iterator[Difference]:
    """Added, changed and removed lines, told apart by the identity that lives through all revisions."""
    old = {line.item: line for line in before}
    for line in now:
        was = old.get(line.item)
        if was is None:
            whole = _whole(part, line, here)
            yield Difference(part.section, Kind.ADDED, _called(part, line), "", "", whole, line.item)
            continue
        for name, label in part.fields:
            if getattr(was, name) != getattr(line, name):
                shown = part.shown.get(name, "")
                yield Difference(
                    part.section, Kind.CHANGED, _called(part, was), label, _shown(then, was, name, shown),
                    _shown(here, line, name, shown), line.item, (name,),
                )  # fmt: skip
    there = {line.item for line in now}
    for gone in before:
        if gone.item not in there:
            whole = _whole(part, gone, then)
            yield Difference(part.section, Kind.REMOVED, _called(part, gone), "", whole, "", gone.item)


def _called(part: _Part, line: Line) -> str:
    return f"{part.noun} {_titled(part, line)}"


def _titled(part: _Part, line: Line) -> str:
    return quoted(getattr(line, part.title), _SHORT) or "(no text)"


def _whole(part: _Part, line: Line, shows: _Shows) -> str:
    """All that a line says: "short-term; date Dec 31, 2026"; its title is told beside it, in full where it is long."""
    said = []
    for name, label in part.fields:
        text = _shown(shows, line, name, part.shown.get(name, ""))
        if text and not (name == part.title and len(text) <= _SHORT) and getattr(line, name) is not True:
            said.append(text if name in {"term", "type"} else f"{label} {text}")
    return "; ".join(said) or "nothing else is said"


def _shows(content: Content, resources: Mapping[str, str]) -> _Shows:
    texts = {row.item: row.text for row in content.goals} | {row.item: row.name for row in content.competencies}
    served = {
        item: " ".join(filter(None, (name, quoted(texts[item], 40)))) for item, name in served_names(content).items()
    }
    paid = {row.item: quoted(row.text, 40) or "an activity without a text" for row in content.activities}
    return _Shows(served, paid, resources)


def _shown(shows: _Shows, source: object, name: str, how: str) -> str:
    value = getattr(source, name)
    ways: Mapping[str, Shown] = {"item": shows.item, "resource": shows.resource, "money": _money}
    return ways.get(how, _plain)(value)


def _money(value: object) -> str:
    return money.show(value) if isinstance(value, Decimal) else ""


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return dates.show(value)
    if isinstance(value, Decimal):
        return plain(value)
    return str(value)
