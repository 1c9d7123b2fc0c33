"""The ways from a class to a target class along the career ladders, and what each step takes, as advice.

Law and numbers are named with their source. What only the personnel office decides ends in "ask HR": whether minimum
qualifications are met, whether two salaries are substantially the same, which way is open to this employee.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from umdesk.domain.classes import ClassFacts
from umdesk.domain.ladders import Step
from umdesk.domain.words import Route
from umdesk.domain.writing import counted

LONGEST = 4
"""Steps of the longest way that is looked for."""
MOST = 6
"""Ways to one class that are shown, the shortest first."""

PERMANENT, PROBATIONARY = "permanent", "probationary"


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence on what a step takes, with its source ("" for what is plain); `ask_hr` where only HR decides."""

    text: str
    source: str = ""
    ask_hr: bool = False


@dataclass(frozen=True, slots=True)
class Hop:
    """From one class to the next, by one route or by several that lead there."""

    from_code: str
    to_code: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """A class that the ladders lead to, with one of its shortest ways."""

    class_code: str
    way: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who would go the way: tenure as it is on file, T&D used and left in words with its note, exams taken, in words.

    `exams` are sentences by class code.
    """

    tenure: str = ""
    td_used: str = ""
    td_note: str = ""
    exams: Mapping[str, Sequence[str]] | None = None


def reachable(steps: Iterable[Step], start: str) -> tuple[Reach, ...]:
    """Every class that the ladders lead to from a class within `LONGEST` steps, the nearest first, then by code."""
    leads = _leads(steps)
    found: dict[str, tuple[Hop, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        code = waiting.popleft()
        if len(found[code]) == LONGEST:
            continue
        for hop in leads.get(code, ()):
            if hop.to_code not in found:
                found[hop.to_code] = (*found[code], hop)
                waiting.append(hop.to_code)
    del found[start]
    return tuple(sorted((Reach(*one) for one in found.items()), key=lambda one: (len(one.way), one.class_code)))


def ways_to(steps: Iterable[Step], start: str, target: str) -> tuple[tuple[Hop, ...], ...]:
    """The ways from a class to another that pass no class twice, the shortest first; at most `MOST`."""
    leads = _leads(steps)
    found: list[tuple[Hop, ...]] = []
    waiting: deque[tuple[Hop, ...]] = deque([()])
    while waiting and len(found) < MOST:
        way = waiting.popleft()
        passed = {start, *(hop.to_code for hop in way)}
        at = way[-1].to_code if way else start
        if way and at == target:
            found.append(way)
        elif len(way) < LONGEST:
            waiting.extend((*way, hop) for hop in leads.get(at, ()) if hop.to_code not in passed)
    return tuple(found)


def in_short(way: Sequence[Hop]) -> str:
    """A way in a few words: "exam", "bridging to 5278, then exam or transfer"."""
    said = []
    for hop in way:
        routes = " or ".join(dict.fromkeys(step.route.value for step in hop.steps))
        said.append(routes if hop is way[-1] else f"{routes} to {hop.to_code}")
    return ", then ".join(said)


def named(code: str, facts: ClassFacts | None) -> str:
    """A class as people read it: "5157 Staff Services Analyst (General)"."""
    return f"{code} {facts.title if facts else ''}".strip()


def of_class(code: str, facts: ClassFacts | None) -> tuple[Advice, ...]:
    """What a class asks of whoever shall be appointed to it, by whatever way."""
    if facts is None:
        return (Advice(f"Class {code} is not among the program's classes. Ask HR what it asks for.", ask_hr=True),)
    source = facts.source or "the program's classes"
    found = []
    if facts.minimum_qualifications.strip():
        text = f"Minimum qualifications, as noted here: {facts.minimum_qualifications.strip()}"
        found.append(Advice(text, source))
        found.append(Advice("Ask HR whether they are met.", ask_hr=True))
    else:
        text = "The minimum qualifications are not noted here: read its specification. Ask HR whether they are met."
        found.append(Advice(text, ask_hr=True))
    if facts.probation_months is not None:
        found.append(Advice(f"Probation: {counted(facts.probation_months, 'month')}.", source))
    else:
        found.append(Advice("The probation is not noted here. Ask HR how long it is.", ask_hr=True))
    return tuple(found)


def takes(step: Step, facts: Mapping[str, ClassFacts], holder: Holder) -> tuple[Advice, ...]:
    """What a step takes by its route, for this employee."""
    match step.route:
        case Route.EXAM:
            found = [*_exam(step, holder)]
        case Route.BRIDGING:
            found = [*_bridging(step, facts)]
        case Route.TRANSFER:
            found = [*_transfer(step, facts, holder)]
        case Route.TRAINING_AND_DEVELOPMENT:
            found = [*_td(holder)]
        case Route.APPRENTICESHIP:
            found = [*_apprenticeship()]
    return (*([Advice(step.note.strip(), "noted on the ladder")] if step.note.strip() else ()), *found)


def _exam(step: Step, holder: Holder) -> Iterator[Advice]:
    yield Advice("A promotional exam is open to state employees only, an open exam to everyone.", "GC 18533")
    yield Advice("How soon it can be taken again is set for each exam.", "the exam's bulletin")
    for said in (holder.exams or {}).get(step.to_code, ()):
        yield Advice(said, "exams on record here")


def _bridging(step: Step, facts: Mapping[str, ClassFacts]) -> Iterator[Advice]:
    yield Advice(
        "A bridging class leads from low-paying work to technical, professional or administrative work. Those that the "
        "department uses stand in its program handbook.",
        "2 CCR 599.981, 599.983(e)",
    )
    marked = [code for code in (step.from_code, step.to_code) if code in facts and facts[code].bridging]
    if not marked:
        yield Advice("Neither class is marked as a bridging class here. Ask HR whether this step is one.", ask_hr=True)
    yield Advice("Ask HR how one is appointed to the class itself: by exam or by transfer.", ask_hr=True)


def _transfer(step: Step, facts: Mapping[str, ClassFacts], holder: Holder) -> Iterator[Advice]:
    yield Advice(
        "Permanent and probationary employees may transfer without an exam where the salaries are substantially the "
        "same.",
        "2 CCR 428",
    )
    if holder.tenure and holder.tenure.casefold() not in (PERMANENT, PROBATIONARY):
        yield Advice(f"The tenure on file is {holder.tenure}. Ask HR whether a transfer is open.", ask_hr=True)
    yield Advice("Substantially the same: the highest salaries lie less than two steps apart.", "2 CCR 599.666")
    said = f"{_salaries(step, facts)} Ask HR whether they are substantially the same."
    yield Advice(said, "the program's classes", ask_hr=True)
    yield Advice("Its minimum qualifications, and any license that it asks for, must be met.", "2 CCR 429")


def _td(holder: Holder) -> Iterator[Advice]:
    yield Advice("At most 24 months in any 36.", "2 CCR 438.1")
    if holder.td_used:
        yield Advice(
            f"{holder.td_used[:1].upper()}{holder.td_used[1:]}. {holder.td_note}".strip(), "T&D on record here"
        )
    permanent = holder.tenure.casefold() == PERMANENT
    on_file = f" On file: {holder.tenure}." if holder.tenure else " None is on file."
    yield Advice(
        f"Permanent status in the current class is needed.{on_file}{'' if permanent else ' Ask HR.'}",
        "DGS Personnel Operations Manual",
        ask_hr=not permanent,
    )
    yield Advice(
        "The minimum qualifications need not be met yet; a license that the class asks for must be held.",
        "DGS Personnel Operations Manual",
    )
    yield Advice(
        "Employee, current supervisor and new supervisor sign an agreement.", "DGS Personnel Operations Manual"
    )
    yield Advice("The assignment gives experience toward the class. Ask HR which step follows it.", ask_hr=True)


def _apprenticeship() -> Iterator[Advice]:
    yield Advice(
        "Time that is served as T&D may go up to 24 months beyond the 36, if the State Personnel Board's Executive "
        "Officer approves before it starts.",
        "2 CCR 438.1",
    )
    yield Advice("Ask HR which apprenticeships are open, and what completing one qualifies for.", ask_hr=True)


def _salaries(step: Step, facts: Mapping[str, ClassFacts]) -> str:
    """Both ranges as they are on record, and how far the highest salaries lie apart."""
    known = [facts.get(code) for code in (step.from_code, step.to_code)]
    said = [f"{code} pays {_range(found)}" for code, found in zip((step.from_code, step.to_code), known, strict=True)]
    tops = [found.salary_maximum for found in known if found is not None and found.salary_maximum]
    apart = ""
    if len(tops) == 2:
        share = (tops[1] - tops[0]) / tops[0] * 100
        apart = (
            f"; the highest is {abs(share):.1f}% {'higher' if share > 0 else 'lower'}" if share else "; both end alike"
        )
    return f"{', '.join(said)}{apart}."


def _range(facts: ClassFacts | None) -> str:
    if facts is None or facts.salary_maximum is None:
        return "a salary that is not noted here"
    if facts.salary_minimum is None:
        return f"up to {_dollars(facts.salary_maximum)} a month"
    return f"{_dollars(facts.salary_minimum)} to {_dollars(facts.salary_maximum)} a month"


def _dollars(amount: Decimal) -> str:
    return f"${amount:,.0f}" if amount == amount.to_integral_value() else f"${amount:,.2f}"


def _leads(steps: Iterable[Step]) -> dict[str, list[Hop]]:
    """The hops from each class, by the code they lead to; parallel routes are one hop."""
    order = list(Route)
    joined: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        joined.setdefault((step.from_code, step.to_code), []).append(step)
    leads: dict[str, list[Hop]] = {}
    for (tail, head), found in sorted(joined.items()):
        leads.setdefault(tail, []).append(
            Hop(tail, head, tuple(sorted(found, key=lambda step: order.index(step.route))))
        )
    return leads
