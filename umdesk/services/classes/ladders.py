"""Career ladders: the steps from class to class, each by a route."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.classes import class_code
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.ladders import Step
from umdesk.domain.words import Category, Route
from umdesk.domain.writing import one_line
from umdesk.services.classes import facts
from umdesk.services.permissions import permit
from umdesk.storage.models import LadderStep
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Ladders:
    """All steps, and title and category today of each class on them."""

    steps: tuple[Step, ...]
    titles: Mapping[str, str]
    categories: Mapping[str, Category]

    def named(self, code: str) -> str:
        """A class as people read it: "1379 Office Assistant (Typing)"."""
        return f"{code} {self.titles.get(code, '')}".strip()


def all_steps(program: Program) -> Ladders:
    """Every step of the program's ladders with what is known of its classes."""
    permit(program, "classes.ladders.all_steps")
    today = program.today()
    with program.reading() as session:
        steps = tuple(
            Step(row.from_class_code, row.to_class_code, Route(row.route), row.note, row.id)
            for row in session.scalars(
                select(LadderStep).order_by(LadderStep.from_class_code, LadderStep.to_class_code, LadderStep.route)
            )
        )
        catalogue = facts(session)
    codes = {code for step in steps for code in (step.from_code, step.to_code)}
    known = {code: found for code in codes if (found := catalogue.facts(code, today)) is not None}
    return Ladders(
        steps,
        {code: found.title for code, found in known.items()},
        {code: found.category for code, found in known.items()},
    )


def add(program: Program, step: Step) -> str:
    """Add a step; gives its id.

    Raises:
        InvalidInput: a class is missing, unknown or the same, or the step is there already, named by `field`.
    """
    permit(program, "classes.ladders.add")
    with program.operation("classes.ladders.add", "") as op:
        row = LadderStep(from_class_code="", to_class_code="", route="")
        op.summary = f"Added the step {_set(op.session, row, step)}"
        op.session.add(row)
        return row.id


def edit(program: Program, step: Step) -> None:
    """Give the step on record with this id other classes, another route or note.

    Raises:
        InvalidInput: as for `add`.
        NotNow: the step is no longer there.
    """
    permit(program, "classes.ladders.edit")
    with program.operation("classes.ladders.edit", "") as op:
        op.summary = f"Changed the step {_set(op.session, _there(op.session, step.id), step)}"


def remove(program: Program, step_id: str) -> None:
    """Take a step out of the ladders.

    Raises:
        NotNow: the step is no longer there.
    """
    permit(program, "classes.ladders.remove")
    with program.operation("classes.ladders.remove", "") as op:
        row = _there(op.session, step_id)
        op.summary = f"Removed the step {row.from_class_code} → {row.to_class_code} by {row.route}"
        op.session.delete(row)


def _there(session: Session, step_id: str) -> LadderStep:
    row = session.get(LadderStep, step_id)
    if row is None:
        raise NotNow("This step is no longer there; nothing was changed.", "Look at the ladder again.")
    return row


def _set(session: Session, row: LadderStep, step: Step) -> str:
    """Check and set; gives the step in words."""
    codes = {"from_code": class_code(step.from_code), "to_code": class_code(step.to_code)}
    catalogue = facts(session)
    for name, code in codes.items():
        if not code:
            raise InvalidInput("The class is missing.", "Choose it by code or title.", field=name)
        if code not in catalogue.titles:
            raise InvalidInput(f"Class {code} is not in the catalogue.", "Add the class first.", field=name)
    start, end = codes.values()
    if start == end:
        raise InvalidInput("A step leads from one class to another.", "Choose another class.", field="to_code")
    same = session.scalars(
        select(LadderStep.id).where(
            LadderStep.from_class_code == start, LadderStep.to_class_code == end,
            LadderStep.route == step.route.value, LadderStep.id != row.id,
        )
    ).first()  # fmt: skip
    if same is not None:
        raise InvalidInput(
            f"The step from {start} to {end} by {step.route.value} is there already.", "Change that one.", field="route"
        )
    row.from_class_code, row.to_class_code = start, end
    row.route, row.note = step.route.value, one_line(step.note)
    return f"{start} → {end} by {step.route.value}"
