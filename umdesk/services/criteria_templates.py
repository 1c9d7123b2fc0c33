"""Criteria and rules on their way between cycles: templates, what a criteria file holds, and taking one over.

A template and a file never hold a draw seed.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import criteria_file
from umdesk.domain.criteria_file import NAME_MOST, CriteriaFile
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import CycleState
from umdesk.domain.writing import one_line
from umdesk.services import criteria
from umdesk.services.cycles import FROM_FILE, rules_of
from umdesk.services.permissions import permit
from umdesk.storage.models import CriteriaTemplate, Cycle
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Template:
    """Criteria and rules under a name, to begin cycles with."""

    id: str
    name: str
    content: CriteriaFile
    made_by: str
    made_at: datetime


def templates(program: Program) -> tuple[Template, ...]:
    """All templates by name."""
    permit(program, "criteria_templates.templates")
    with program.reading() as session:
        rows = session.scalars(select(CriteriaTemplate))
        found = (Template(r.id, r.name, criteria_file.parse(r.content), r.made_by, r.made_at) for r in rows)
        return tuple(sorted(found, key=lambda template: template.name.casefold()))


def save(program: Program, cycle_id: str, name: str, *, instead: bool = False) -> str:
    """Keep a cycle's criteria and rules as a template; gives its id. `instead` puts them in the place of a namesake.

    Raises:
        InvalidInput: the name is empty, too long, or taken and `instead` is not said.
    """
    permit(program, "criteria_templates.save")
    with program.operation("criteria_templates.save", "") as op:
        tidy = _tidy(name)
        content = criteria_file.as_json(replace(rules_of(op.session, cycle_id), name=""))
        row = _named(op.session, tidy)
        if row is not None and not instead:
            raise _taken(tidy)
        if row is None:
            row = CriteriaTemplate(name=tidy, content=content, made_by="", made_at=program.now())
            op.session.add(row)
        row.content, row.made_by, row.made_at = content, program.account.name, program.now()
        op.session.flush()
        op.summary = f"Saved the criteria of {op.session.get_one(Cycle, cycle_id).name} as the template {tidy}"
        return row.id


def rename(program: Program, template_id: str, name: str) -> None:
    """Give a template another name.

    Raises:
        InvalidInput: the name is empty, too long or taken.
    """
    permit(program, "criteria_templates.rename")
    with program.operation("criteria_templates.rename", "") as op:
        row = op.session.get_one(CriteriaTemplate, template_id)
        tidy = _tidy(name)
        other = _named(op.session, tidy)
        if other is not None and other.id != template_id:
            raise _taken(tidy)
        op.summary = f"Renamed the template {row.name} to {tidy}"
        row.name = tidy


def delete(program: Program, template_id: str) -> None:
    """Delete a template; cycles made from it keep their criteria."""
    permit(program, "criteria_templates.delete")
    with program.operation("criteria_templates.delete", "") as op:
        row = op.session.get_one(CriteriaTemplate, template_id)
        op.summary = f"Deleted the template {row.name}"
        op.session.delete(row)


def of_cycle(program: Program, cycle_id: str) -> CriteriaFile:
    """What a criteria file of a cycle holds: its criteria in force and its rules, without a draw seed."""
    permit(program, "criteria_templates.of_cycle")
    with program.reading() as session:
        return rules_of(session, cycle_id)


def take_over(program: Program, cycle_id: str, content: CriteriaFile) -> None:
    """Put the criteria and rules of a template or file in the place of a cycle's own; its name and dates stay.

    Places that the file does not set stay too. A draw seed of the file is kept sealed until the draw, and taking it
    over cannot be undone.

    Raises:
        NotNow: scoring has started, somebody has rated, or the file brings a second draw seed.
    """
    permit(program, "criteria_templates.take_over")
    # A step back after scoring has started would take the seed away that the draw stands on.
    with program.operation("criteria_templates.take_over", "", undoable=content.draw_seed is None) as op:
        row = op.session.get_one(Cycle, cycle_id)
        if row.state not in (CycleState.DRAFT, CycleState.OPEN) or criteria.is_rated(op.session, cycle_id):
            raise NotNow(
                f"Scoring of {row.name} has started, so its criteria can only be changed one by one.",
                "Change them in the list, with a reason.",
            )
        if content.draw_seed and row.draw_seed:
            raise NotNow(
                f"The draw of {row.name} is fixed already, and a draw seed is never replaced; nothing was changed.",
                "Take “draw_seed” out of the file.",
            )
        keys = criteria.replace_set(op.session, cycle_id, content.criteria)
        row.tie_ladder = [keys[name] for name in content.tie_ladder]
        row.aggregate, row.minimum_raters = content.aggregate.value, content.minimum_raters
        row.spread_threshold, row.blind = content.spread_threshold, content.blind
        row.seats = content.seats or row.seats
        if content.draw_seed:
            row.draw_seed, row.draw_seed_source = content.draw_seed, FROM_FILE
        op.summary = f"Put other criteria and rules in the place of those of {row.name}"


def _tidy(name: str) -> str:
    tidy = one_line(name)
    if not tidy:
        raise InvalidInput("A template needs a name.", "Say what it is for, such as “Office classes”.", "name")
    if len(tidy) > NAME_MOST:
        raise InvalidInput(f"The name of a template has at most {NAME_MOST} characters.", "", "name")
    return tidy


def _taken(name: str) -> InvalidInput:
    return InvalidInput(f"There is a template “{name}” already.", "Choose another name, or replace it.", "taken")


def _named(session: Session, name: str) -> CriteriaTemplate | None:
    rows = session.scalars(select(CriteriaTemplate))
    return next((row for row in rows if row.name.casefold() == name.casefold()), None)
