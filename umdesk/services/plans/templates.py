"""Plan templates: made from a plan, kept by the coordinator, added to drafts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import plan_templates
from umdesk.domain.classes import class_code
from umdesk.domain.errors import Gone, InvalidInput, NotNow
from umdesk.domain.plan_templates import (
    NAME_MOST,
    Coming,
    TemplateActivity,
    TemplateContent,
    TemplateCost,
    TemplateGoal,
    on_day,
    same_text,
)
from umdesk.domain.plan_values import Value
from umdesk.domain.plans import Content
from umdesk.domain.starting_templates import TEMPLATES
from umdesk.domain.timeline import Span, days_in_words
from umdesk.domain.words import NO_TYPE, ItemKind
from umdesk.domain.writing import counted, one_line
from umdesk.services import classes, scope
from umdesk.services.permissions import permit
from umdesk.services.plans import content, editing, participations
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Template:
    """A template under its name, for a target class or ("") for any."""

    id: str
    name: str
    target_class_code: str
    description: str
    content: TemplateContent
    made_by: str
    made_at: datetime


def listed(program: Program) -> tuple[Template, ...]:
    """All templates by name."""
    permit(program, "plans.templates.listed")
    with program.reading() as session:
        found = map(_template, session.scalars(select(models.PlanTemplate)))
        return tuple(sorted(found, key=lambda one: one.name.casefold()))


def save(program: Program, revision_id: str, name: str, description: str = "", *, instead: bool = False) -> str:
    """Keep what a revision agrees as a template, without names and dates; gives its id.

    `instead` puts it in the place of the template that has this name.

    Raises:
        InvalidInput: the name is empty, too long or taken, or the plan has nothing to keep.
    """
    permit(program, "plans.templates.save")
    with program.operation("plans.templates.save", "") as op:
        revision = scope.revision(op.session, program, op.name, revision_id)
        agreed = _agreed(op.session, revision)
        kept = plan_templates.of_plan(agreed, program.today())
        if kept.empty:
            raise InvalidInput("The plan has no goals or activities yet, so there is nothing to keep.", "", "name")
        tidy = _tidy(name)
        row = _named(op.session, tidy)
        if row is not None and not instead:
            raise InvalidInput(f"There is a template “{tidy}” already.", "Choose another name.", "name")
        if row is None:
            row = models.PlanTemplate(id=models.new_id(), name=tidy)
            op.session.add(row)
        row.target_class_code, row.description = agreed.target_class_code, description.strip()
        row.content = plan_templates.as_json(kept)
        row.made_by, row.made_at = program.account.name, program.now()
        op.summary = f"Kept plan {content.plan_of(op.session, revision).number} as the template {tidy}"
        return row.id


def edit(program: Program, template_id: str, *, name: str, description: str, target_class_code: str) -> None:
    """Change what a template is called and what it is for.

    Raises:
        InvalidInput: the name is empty, too long or taken.
        Gone: somebody deleted it.
    """
    permit(program, "plans.templates.edit")
    with program.operation("plans.templates.edit", "", settles=template_id) as op:
        row = _row(op.session, template_id)
        tidy = _tidy(name)
        other = _named(op.session, tidy)
        if other is not None and other.id != template_id:
            raise InvalidInput(f"There is a template “{tidy}” already.", "Choose another name.", "name")
        row.name, row.description, row.target_class_code = tidy, description.strip(), class_code(target_class_code)
        op.summary = f"Changed the template {tidy}"


def remove(program: Program, template_id: str) -> None:
    """Delete a template; plans that were begun with it keep what they have.

    Raises:
        Gone: somebody deleted it already.
    """
    permit(program, "plans.templates.remove")
    with program.operation("plans.templates.remove", "", settles=template_id) as op:
        row = _row(op.session, template_id)
        op.summary = f"Deleted the template {row.name}"
        op.session.delete(row)


def add_starting(program: Program) -> int:
    """Add the starting templates whose names are free and whose target class is confirmed; gives how many."""
    permit(program, "plans.templates.add_starting")
    with program.operation("plans.templates.add_starting", "") as op:
        added = seed(op.session, program.now(), program.account.name)
        op.summary = f"Added {counted(added, 'starting template')} for plans"
        return added


def preview(program: Program, revision_id: str, template_id: str) -> tuple[Coming, ...]:
    """What a template would add to a revision, in the order of the page; what is there already says so.

    Raises:
        Gone: somebody deleted the template.
    """
    permit(program, "plans.templates.preview")
    with program.reading() as session:
        revision = scope.revision(session, program, "plans.templates.preview", revision_id)
        found = _template(_row(session, template_id))
        return holds(found, _agreed(session, revision), program.today())


def holds(template: Template, agreed: Content, today: date) -> tuple[Coming, ...]:
    """What a template holds against what a plan has; an empty plan that begins today shows all of it."""
    return tuple(_coming(template, agreed, today))


def apply(program: Program, revision_id: str, template_id: str) -> int:
    """Add what a template holds to a revision; gives how many rows. Nothing that is there is changed.

    A goal, competency, activity or cost line that the plan has by the same text is not added again. An empty target
    class is filled in.

    Raises:
        NotNow: the revision is printed, or everything is there already.
        Gone: somebody deleted the template.
    """
    permit(program, "plans.templates.apply")
    with program.operation("plans.templates.apply", "") as op:
        revision = editing.open_revision(op.session, program, op.name, revision_id)
        template = _template(_row(op.session, template_id))
        agreed = _agreed(op.session, revision)
        anchor = agreed.period_from or program.today()
        added = _Adding(op.session, revision, agreed, anchor).add(template.content)
        filled = _fill_target(op.session, revision, template, program.today())
        if not added and not filled:
            raise NotNow("The plan has everything of this template already, so nothing was added.")
        number = content.plan_of(op.session, revision).number
        op.summary = f"Added the template {template.name} to plan {number}{editing.reopen(op, program, revision)}"
        return added


def seed(session: Session, now: datetime, made_by: str = "umdesk") -> int:
    """Put the starting templates that are missing into the program (session block); gives how many."""
    known = classes.facts(session)
    added = 0
    for one in TEMPLATES:
        facts = known.facts(one.target_class_code, now.date())
        if facts is None or not facts.confirmed or _named(session, one.name) is not None:
            continue
        row = models.PlanTemplate(
            id=models.new_id(), name=one.name, target_class_code=one.target_class_code, description=one.description,
            content=plan_templates.as_json(one.content), made_by=made_by, made_at=now,
        )  # fmt: skip
        session.add(row)
        added += 1
    session.flush()
    return added


class _Adding:
    """Adds a template's rows to one revision, and knows which of them are there."""

    def __init__(self, session: Session, revision: models.Revision, agreed: Content, anchor: date) -> None:
        self._session, self._revision, self._agreed, self._anchor = session, revision, agreed, anchor
        self._count = 0
        self._served: dict[str, str] = {}
        self._activities: dict[int, str] = {}

    def add(self, found: TemplateContent) -> int:
        """Add all; gives how many."""
        goals = {same_text(row.text): row.item for row in self._agreed.goals}
        for number, goal in enumerate(found.goals):
            there = goals.get(same_text(goal.text))
            self._served[f"goal {number}"] = self._put(ItemKind.GOAL, there, self._goal(goal))
        names = {same_text(row.name): row.item for row in self._agreed.competencies}
        for number, one in enumerate(found.competencies):
            there = names.get(same_text(one.name))
            values: dict[str, Value] = {"name": one.name, "wanted": one.wanted}
            self._served[f"competency {number}"] = self._put(ItemKind.COMPETENCY, there, values)
        texts = {(row.type, same_text(row.text)): row.item for row in self._agreed.activities}
        for number, row in enumerate(found.activities):
            there = texts.get((row.type, same_text(row.text)))
            self._activities[number] = self._put(ItemKind.ACTIVITY, there, self._activity(row))
        lines = {same_text(row.text): row.item for row in self._agreed.costs}
        for cost in found.costs:
            self._put(ItemKind.COST, lines.get(same_text(cost.text)), self._cost(cost))
        return self._count

    def _goal(self, row: TemplateGoal) -> dict[str, Value]:
        day = on_day(self._anchor, row.days)
        return {"term": row.term, "text": row.text, "measure": row.measure, "target_date": day}

    def _activity(self, row: TemplateActivity) -> dict[str, Value]:
        return {
            "type": row.type, "text": row.text, "provider": row.provider,
            "starts": on_day(self._anchor, row.starts), "ends": on_day(self._anchor, row.ends),
            "state_hours": row.state_hours, "own_hours": row.own_hours, "required": row.required,
            "serves_item_id": self._served.get(row.serves), "also_serves_item_id": self._served.get(row.also_serves),
            "training_category": row.training_category,
        }  # fmt: skip

    def _cost(self, row: TemplateCost) -> dict[str, Value]:
        return {
            "text": row.text, "category": row.category.value, "estimate": row.estimate, "fund": row.fund,
            "activity_item_id": None if row.activity is None else self._activities.get(row.activity),
            "planned_on": on_day(self._anchor, row.days),
        }  # fmt: skip

    def _put(self, kind: ItemKind, there: str | None, values: Mapping[str, Value]) -> str:
        """The identity of the row that is there, or of a new one."""
        if there is not None:
            return there
        self._count += 1
        return editing.put_row(self._session, self._revision, kind, values).item_id


def _coming(template: Template, agreed: Content, today: date) -> Iterator[Coming]:
    found, anchor = template.content, agreed.period_from or today
    goals = {same_text(row.text) for row in agreed.goals}
    for goal in found.goals:
        yield Coming(f"{goal.term} goal", goal.text, _until(anchor, goal.days), same_text(goal.text) in goals)
    names = {same_text(row.name) for row in agreed.competencies}
    for one in found.competencies:
        yield Coming("competency", one.name, "", same_text(one.name) in names)
    texts = {(row.type, same_text(row.text)) for row in agreed.activities}
    for row in found.activities:
        starts, ends = on_day(anchor, row.starts), on_day(anchor, row.ends)
        when = days_in_words(Span(starts, ends)) if starts and ends else ""
        yield Coming(row.type or NO_TYPE, row.text, when, (row.type, same_text(row.text)) in texts)
    lines = {same_text(row.text) for row in agreed.costs}
    for cost in found.costs:
        yield Coming("cost line", cost.text, "", same_text(cost.text) in lines)


def _until(anchor: date, days: int | None) -> str:
    day = on_day(anchor, days)
    return f"by {days_in_words(Span(day, day))}" if day else ""


def _fill_target(session: Session, revision: models.Revision, template: Template, today: date) -> bool:
    if revision.target_class_code or revision.target_class_title or not template.target_class_code:
        return False
    facts = classes.facts(session).facts(template.target_class_code, today)
    revision.target_class_code = template.target_class_code
    revision.target_class_title = facts.title if facts else ""
    return True


def _agreed(session: Session, revision: models.Revision) -> Content:
    person = participations.person_of(session, content.plan_of(session, revision).participation_id)
    return content.load(session, revision, person)


def _template(row: models.PlanTemplate) -> Template:
    found = plan_templates.parse(row.content)
    return Template(row.id, row.name, row.target_class_code, row.description, found, row.made_by, row.made_at)


def _tidy(name: str) -> str:
    tidy = one_line(name)
    if not tidy:
        raise InvalidInput("A template needs a name.", "Say what it is for, such as “Custodian to clerk”.", "name")
    if len(tidy) > NAME_MOST:
        raise InvalidInput(f"The name of a template has at most {NAME_MOST} characters.", "", "name")
    return tidy


def _row(session: Session, template_id: str) -> models.PlanTemplate:
    row = session.get(models.PlanTemplate, template_id)
    if row is None:
        raise Gone("This template is there no longer; nothing was changed.", "Look at the templates again.")
    return row


def _named(session: Session, name: str) -> models.PlanTemplate | None:
    rows = session.scalars(select(models.PlanTemplate))
    return next((row for row in rows if row.name.casefold() == name.casefold()), None)
