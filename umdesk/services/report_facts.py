"""What is on record of a program, read in a few queries as the plain values that reports count."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import counts
from umdesk.domain.classes import ClassCatalogue
from umdesk.domain.counts import CategoryOn, Move, StateChange
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
)
from umdesk.domain.words import (
    ApplicationState,
    Category,
    Outcome,
    ParticipationState,
    ProgressStatus,
    RevisionState,
    Route,
    planned_type,
)
from umdesk.domain.writing import listed_name
from umdesk.services.applicants.judging import Judge
from umdesk.services.applicants.standing import Answers
from umdesk.services.sealing import Sealed
from umdesk.storage.models import (
    Advancement,
    Application,
    Appointment,
    Cycle,
    Decision,
    MoneyRecord,
    Participation,
    ParticipationStateRow,
    Person,
    Plan,
    PlanActivity,
    PlanCost,
    Progress,
    Revision,
)


def category_on(catalogue: ClassCatalogue) -> CategoryOn:
    """The category of a class on a day; UNMAPPED as well for a class that is unknown or not confirmed.

    A fact that nobody confirmed never decides alone, so it makes no UM hire either; a department's own decision does.
    """

    def answer(code: str, day: date) -> Category:
        facts = catalogue.facts(code, day)
        if facts is None or not (facts.confirmed or facts.override):
            return Category.UNMAPPED
        return facts.category

    return answer


def gather(session: Session, judge: Judge, sealed: Sealed) -> Facts:
    """Read everything that a summary counts, with applications judged as their own list judges them.

    What was decided in a cycle that is sealed for who asks is not among it.
    """
    people = _people(session)
    participations = _participations(session)
    return Facts(
        people=people,
        applications=_applications(session, people, judge, sealed),
        participations=tuple(participations.values()),
        plans=_plans(session, people, participations),
        money=_money(session, people),
        advancements=_advancements(session, people, judge.catalogue),
    )


def _people(session: Session) -> dict[str, Who]:
    rows = session.execute(select(Person.id, Person.last_name, Person.first_name, Person.employee_number))
    return {row.id: Who(row.id, listed_name(row.last_name, row.first_name), row.employee_number or "") for row in rows}


def _participations(session: Session) -> dict[str, counts.Participation]:
    states: dict[str, list[StateChange]] = defaultdict(list)
    for row in session.execute(
        select(ParticipationStateRow.participation_id, ParticipationStateRow.state, ParticipationStateRow.effective)
    ):
        states[row.participation_id].append(StateChange(ParticipationState(row.state), row.effective))
    return {
        row.id: counts.Participation(row.person_id, tuple(states[row.id]))
        for row in session.execute(select(Participation.id, Participation.person_id))
    }


def _applications(
    session: Session, people: Mapping[str, Who], judge: Judge, sealed: Sealed
) -> tuple[ApplicationFact, ...]:
    answers = Answers.of(session, judge=judge)
    selected = {
        row.application_id: row.applied_at.astimezone().date()
        for row in session.execute(
            select(Decision.application_id, Decision.applied_at).where(Decision.outcome == Outcome.SELECTED.value)
        )
        if row.applied_at is not None
    }
    asked = Application
    held = Appointment
    rows = session.execute(
        select(
            asked.id, asked.number, asked.person_id, asked.received, asked.state, asked.cycle_id,
            Cycle.name.label("cycle"), *answers.columns,
        )
        .join(Cycle, Cycle.id == asked.cycle_id)
        .join(Person, Person.id == asked.person_id)
        .join(held, held.id == asked.appointment_id)
    )  # fmt: skip
    return tuple(
        ApplicationFact(
            people[row.person_id],
            row.number,
            row.cycle,
            row.received,
            answers.of_row(row.id, row.cycle_id, row).eligibility,
            sealed.state(row.cycle_id, ApplicationState(row.state)),
            None if row.cycle_id in sealed.scores else selected.get(row.id),
            row.id,
        )
        for row in rows
    )


def _plans(
    session: Session, people: Mapping[str, Who], participations: Mapping[str, counts.Participation]
) -> tuple[PlanFact, ...]:
    activities: dict[str, list[ActivityFact]] = defaultdict(list)
    for row in session.execute(
        select(PlanActivity.revision_id, PlanActivity.item_id, PlanActivity.type, PlanActivity.text).order_by(
            PlanActivity.position
        )
    ):
        activities[row.revision_id].append(ActivityFact(row.item_id, planned_type(row.type), row.text))
    costs: dict[str, list[CostFact]] = defaultdict(list)
    for line in session.execute(
        select(PlanCost.revision_id, PlanCost.item_id, PlanCost.text, PlanCost.estimate).order_by(PlanCost.position)
    ):
        costs[line.revision_id].append(CostFact(line.item_id, line.text, line.estimate))
    revisions: dict[str, list[RevisionFact]] = defaultdict(list)
    for version in session.execute(select(Revision.id, Revision.plan_id, Revision.number, Revision.state)):
        planned, estimated = tuple(activities[version.id]), tuple(costs[version.id])
        revisions[version.plan_id].append(
            RevisionFact(version.number, RevisionState(version.state), planned, estimated)
        )
    progress: dict[str, list[ProgressFact]] = defaultdict(list)
    for step in session.execute(select(Progress.participation_id, Progress.item_id, Progress.on, Progress.status)):
        progress[step.participation_id].append(ProgressFact(step.item_id, step.on, ProgressStatus(step.status)))
    return tuple(
        PlanFact(
            people[participations[row.participation_id].person],
            row.number,
            participations[row.participation_id],
            tuple(revisions[row.id]),
            tuple(progress[row.participation_id]),
        )
        for row in session.execute(select(Plan.id, Plan.number, Plan.participation_id))
    )


def _money(session: Session, people: Mapping[str, Who]) -> tuple[MoneyFact, ...]:
    spent = MoneyRecord
    rows = session.execute(
        select(spent.on, spent.amount, spent.note, spent.fund, Plan.number, Participation.person_id)
        .join(Participation, Participation.id == spent.participation_id)
        .outerjoin(Plan, Plan.participation_id == Participation.id)
    )
    return tuple(
        MoneyFact(people[row.person_id], row.number or "", row.on, row.amount, row.note or row.fund or "Money spent")
        for row in rows
    )


def _advancements(
    session: Session, people: Mapping[str, Who], catalogue: ClassCatalogue
) -> tuple[AdvancementFact, ...]:
    found = []
    for row in session.execute(
        select(
            Advancement.person_id,
            Advancement.on,
            Advancement.from_class_code,
            Advancement.to_class_code,
            Advancement.to_class_title,
            Advancement.route,
        )
    ):
        move = Move(row.person_id, row.on, row.from_class_code, row.to_class_code, Route(row.route))
        to_title = row.to_class_title or catalogue.title(row.to_class_code, row.on)
        found.append(
            AdvancementFact(
                people[row.person_id],
                move,
                _class_name(row.from_class_code, catalogue.title(row.from_class_code, row.on)),
                _class_name(row.to_class_code, to_title),
            )
        )
    return tuple(found)


def _class_name(code: str, title: str) -> str:
    return " ".join(filter(None, (code, title))) or "Unknown class"
