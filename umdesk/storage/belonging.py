"""Whether everything of a person hangs together, asked after two records became one or two again."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from umdesk.storage.models import (
    Advancement,
    Application,
    Appointment,
    Contact,
    Participation,
    Person,
    TDAssignment,
)

#: What a record is a part of: printing, freezing or closing the whole fixes its parts as well.
PART_OF: dict[str, tuple[str, str]] = {
    "criteria_set": ("cycle", "cycle_id"),
    "criterion": ("criteria_set", "criteria_set_id"),
    "rater": ("cycle", "cycle_id"),
    "correction": ("cycle", "cycle_id"),
    "application": ("cycle", "cycle_id"),
    "attachment": ("application", "application_id"),
    "eligibility_record": ("application", "application_id"),
    "eligibility_decision": ("application", "application_id"),
    "letter": ("application", "application_id"),
    "masked_text": ("application", "application_id"),
    "sheet": ("application", "application_id"),
    "rating": ("sheet", "sheet_id"),
    "reopening": ("sheet", "sheet_id"),
    "paper_entry": ("sheet", "sheet_id"),
    "decision": ("application", "application_id"),
    "spread_settlement": ("application", "application_id"),
    "waitlist_move": ("application", "application_id"),
    "plan_goal": ("revision", "revision_id"),
    "plan_competency": ("revision", "revision_id"),
    "plan_activity": ("revision", "revision_id"),
    "plan_cost": ("revision", "revision_id"),
    "revision_step": ("revision", "revision_id"),
}

_OF_A_PARTICIPATION = (
    (Contact, "a contact"), (Advancement, "a move to another class"), (TDAssignment, "a T&D assignment"),
)  # fmt: skip


def torn(session: Session, people: Collection[str]) -> str:
    """What would belong to one person while it stands on what is another's, in words; "" where nothing does.

    Also an employee number that two people would have. Only what is of `people` is looked at (session block).
    """
    asked, held, part = Application, Appointment, Participation

    def of_both(one: InstrumentedAttribute[str], other: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        return (one != other) & (one.in_(people) | other.in_(people))

    number = session.scalars(
        select(asked.number).join(held, held.id == asked.appointment_id).where(of_both(asked.person_id, held.person_id))
    ).first()  # fmt: skip
    if number is not None:
        return f"application {number} would stand on an appointment of the other person"
    number = session.scalars(
        select(asked.number).join(part, part.application_id == asked.id).where(of_both(asked.person_id, part.person_id))
    ).first()  # fmt: skip
    if number is not None:
        return f"the other person takes part in the program since, by application {number}"
    for model, words in _OF_A_PARTICIPATION:
        mixed = select(model.id).join(part, part.id == model.participation_id)
        if session.scalars(mixed.where(of_both(model.person_id, part.person_id))).first() is not None:
            return f"{words} of one person would hang on the plan of the other"
    own = select(Person.employee_number).where(Person.id.in_(people))
    twice = (
        select(Person.employee_number)
        .where(Person.employee_number.in_(own))
        .group_by(Person.employee_number)
        .having(func.count() > 1)
    )
    number = session.scalars(twice).first()
    return f"employee number {number} is another person's since" if number else ""
