"""Which classes the career ladders lead to from a plan's current class, and what the ways to one of them take."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, ways
from umdesk.domain.classes import ClassCatalogue, ClassFacts
from umdesk.domain.ladders import Step
from umdesk.domain.ways import Advice
from umdesk.domain.words import Category, ExamOutcome, Route
from umdesk.services import classes, scope
from umdesk.services.people import holding
from umdesk.services.permissions import permit
from umdesk.services.plans import content, participations, td
from umdesk.storage import models
from umdesk.storage.program import Program

__all__ = ["Advice", "Leg", "Reachable", "RouteTaken", "TargetWays", "reachable", "to_class"]


@dataclass(frozen=True, slots=True)
class Reachable:
    """A class that the ladders lead to: in how many steps, and a shortest way in a few words."""

    class_code: str
    title: str
    category: Category
    confirmed: bool
    hard_to_fill: bool
    steps: int
    how: str


@dataclass(frozen=True, slots=True)
class RouteTaken:
    """One route of a leg with what it takes."""

    route: Route
    takes: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of a way: to which class, what that class asks, and the routes that lead there."""

    from_code: str
    to_code: str
    name: str
    asks: tuple[Advice, ...]
    routes: tuple[RouteTaken, ...]


@dataclass(frozen=True, slots=True)
class TargetWays:
    """A class as a target: what is known of it, and the ways to it from the plan's current class.

    `facts` is None for a class that the program does not know; `ways` is empty where no ladder leads there.
    """

    class_code: str
    name: str
    facts: ClassFacts | None
    current: str
    ways: tuple[tuple[Leg, ...], ...]


def reachable(program: Program, revision_id: str) -> tuple[Reachable, ...]:
    """The classes that the ladders lead to from the revision's current class, the nearest first."""
    permit(program, "plans.ways.reachable")
    with program.reading() as session:
        revision = scope.revision(session, program, "plans.ways.reachable", revision_id)
        steps = _steps(session)
        known = classes.facts(session)
    today = program.today()
    return tuple(
        _reachable(one, known.facts(one.class_code, today))
        for one in ways.reachable(steps, revision.current_class_code)
    )


def to_class(program: Program, revision_id: str, class_code: str) -> TargetWays:
    """The ways to a class, known to the program or not, with what each step takes of this participant."""
    permit(program, "plans.ways.to_class")
    today = program.today()
    with program.reading() as session:
        revision = scope.revision(session, program, "plans.ways.to_class", revision_id)
        known = classes.facts(session)
        found = ways.ways_to(_steps(session), revision.current_class_code, class_code)
        holder = _holder(session, program, revision)
        current = revision.current_class_code
    facts = _facts(known, [class_code, current, *(hop.to_code for way in found for hop in way)], program)
    return TargetWays(
        class_code,
        ways.named(class_code, facts.get(class_code)),
        known.facts(class_code, today),
        ways.named(current, facts.get(current)),
        tuple(tuple(_leg(hop, facts, holder) for hop in way) for way in found),
    )


def _reachable(one: ways.Reach, facts: ClassFacts | None) -> Reachable:
    return Reachable(
        one.class_code,
        facts.title if facts else "",
        facts.category if facts else Category.UNMAPPED,
        bool(facts and facts.confirmed),
        bool(facts and facts.hard_to_fill),
        len(one.way),
        ways.in_short(one.way),
    )


def _leg(hop: ways.Hop, facts: Mapping[str, ClassFacts], holder: ways.Holder) -> Leg:
    target = facts.get(hop.to_code)
    return Leg(
        hop.from_code,
        hop.to_code,
        ways.named(hop.to_code, target),
        ways.of_class(hop.to_code, target),
        tuple(RouteTaken(step.route, ways.takes(step, facts, holder)) for step in hop.steps),
    )


def _steps(session: Session) -> tuple[Step, ...]:
    return tuple(
        Step(row.from_class_code, row.to_class_code, Route(row.route), row.note, row.id)
        for row in session.scalars(select(models.LadderStep))
    )


def _facts(known: ClassCatalogue, codes: Iterable[str], program: Program) -> dict[str, ClassFacts]:
    today = program.today()
    return {code: found for code in set(codes) if (found := known.facts(code, today)) is not None}


def _holder(session: Session, program: Program, revision: models.Revision) -> ways.Holder:
    participation = content.plan_of(session, revision).participation_id
    person = participations.person_of(session, participation)
    held = holding.held_or_first(session, person.id, program.today())
    stands = td.view(session, person.id, None, program.today())
    return ways.Holder(
        tenure=held.tenure if held else "",
        td_used=stands.used_and_left,
        td_note=stands.note,
        exams=_exams(session, participation),
    )


def _exams(session: Session, participation_id: str) -> dict[str, list[str]]:
    """What is on record of exams, a sentence each by class, the newest first."""
    row = models.ExamResult
    found: dict[str, list[str]] = {}
    for one in session.scalars(
        select(row).where(row.participation_id == participation_id).order_by(row.taken_on.desc(), row.id)
    ):
        outcome = ExamOutcome(one.outcome)
        said = f"{outcome.capitalize()}{f' on {dates.show(one.taken_on)}' if one.taken_on else ''}"
        if one.list_expires:
            said = f"{said}; the list holds until {dates.show(one.list_expires)}"
        if one.retake_from and outcome is not ExamOutcome.PASSED:
            said = f"{said}; it can be taken again from {dates.show(one.retake_from)} on"
        found.setdefault(one.class_code, []).append(f"{said}.")
    return found
