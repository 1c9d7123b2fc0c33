"""The department's catalogue of activities: kept by the coordinator, suggested to plans.

An entry that an activity of a plan came from, or that was used once, is switched off rather than deleted, so that
nobody wonders where it went; one that no plan has can be deleted.
"""

from dataclasses import fields, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import catalogue
from umdesk.domain.catalogue import Entry, Suggestion
from umdesk.domain.classes import class_code
from umdesk.domain.errors import Gone, InvalidInput, NotNow
from umdesk.domain.folding import folded
from umdesk.domain.starting_catalogue import ENTRIES
from umdesk.domain.words import ActivityType, CostCategory
from umdesk.domain.writing import counted, one_line, quoted
from umdesk.services import scope
from umdesk.services.permissions import permit
from umdesk.services.plans import content, participations
from umdesk.storage import models
from umdesk.storage.program import Program

_SAME = tuple(field.name for field in fields(Entry) if field.name not in {"id", "resource", "type", "cost_category"})
_LONGEST = 8000


def listed(program: Program, *, class_code: str = "", competency: str = "") -> tuple[Entry, ...]:
    """The entries by type and text, switched-off ones too.

    With a target class only those for it, with a competency only those that name one like it.
    """
    permit(program, "plans.catalogue.listed")
    with program.reading() as session:
        found = entries(session)
    return tuple(
        entry
        for entry in found
        if (not class_code or entry.target_class_code == class_code)
        and (not competency or any(catalogue.alike(name, competency) for name in entry.competencies))
    )


def add(program: Program, entry: Entry) -> str:
    """Take an activity into the catalogue; gives its id.

    Raises:
        InvalidInput: a value that cannot be, or the same activity for the same class is there; `field` names it.
    """
    permit(program, "plans.catalogue.add")
    with program.operation("plans.catalogue.add", "") as op:
        tidy = _tidy(op.session, entry, "")
        row = models.CatalogueActivity(id=models.new_id())
        _put(row, tidy)
        op.session.add(row)
        op.summary = f"Added {quoted(tidy.text, 60)} to the catalogue of activities"
        return row.id


def edit(program: Program, entry_id: str, entry: Entry) -> None:
    """Put other values in the place of an entry's; plans that have it keep what they agreed.

    Raises:
        InvalidInput: a value that cannot be, or another entry is the same activity; `field` names it.
        Gone: somebody deleted the entry.
    """
    permit(program, "plans.catalogue.edit")
    with program.operation("plans.catalogue.edit", "", settles=entry_id) as op:
        row = _row(op.session, entry_id)
        tidy = _tidy(op.session, entry, entry_id)
        switched = row.active != tidy.active
        _put(row, tidy)
        what = ("Offered again" if tidy.active else "Switched off") if switched else "Changed"
        op.summary = f"{what}: {quoted(tidy.text, 60)} in the catalogue of activities"


def switch(program: Program, entry_id: str, *, active: bool) -> None:
    """Offer an entry to plans, or no longer.

    Raises:
        Gone: somebody deleted the entry.
    """
    permit(program, "plans.catalogue.switch")
    with program.operation("plans.catalogue.switch", "") as op:
        row = _row(op.session, entry_id)
        row.active = active
        what = "Offered again" if active else "Switched off"
        op.summary = f"{what}: {quoted(row.text, 60)} in the catalogue of activities"


def remove(program: Program, entry_id: str) -> None:
    """Delete an entry that no plan has.

    Raises:
        NotNow: an activity of a plan came from it; it can be switched off.
        Gone: somebody deleted it already.
    """
    permit(program, "plans.catalogue.remove")
    with program.operation("plans.catalogue.remove", "", settles=entry_id) as op:
        row = _row(op.session, entry_id)
        used = _used(op.session, row)
        if used:
            raise NotNow(
                f"{counted(used, 'revision')} of plans {'has' if used == 1 else 'have'} this activity, so the entry "
                "was not deleted.",
                "Switch it off instead: it is then no longer offered.",
            )
        op.summary = f"Deleted {quoted(row.text, 60)} from the catalogue of activities"
        op.session.delete(row)


def add_starting(program: Program) -> int:
    """Add the starting entries that are not in the catalogue, by type and text; gives how many were added."""
    permit(program, "plans.catalogue.add_starting")
    with program.operation("plans.catalogue.add_starting", "") as op:
        added = seed(op.session)
        op.summary = f"Added {counted(added, 'starting entry', 'starting entries')} to the catalogue of activities"
        return added


def suggested(program: Program, revision_id: str) -> tuple[Suggestion, ...]:
    """The entries for the target class and the named competencies of a revision, then those for every plan.

    What is in the plan already, by type and text, is not offered.
    """
    permit(program, "plans.catalogue.suggested")
    with program.reading() as session:
        revision = scope.revision(session, program, "plans.catalogue.suggested", revision_id)
        person = participations.person_of(session, content.plan_of(session, revision).participation_id)
        agreed = content.load(session, revision, person)
        return catalogue.suggestions(entries(session), agreed, program.today())


def competencies_for(program: Program, class_code: str) -> tuple[str, ...]:
    """The competencies that the catalogue has activities for: those of the class first, then those of every class."""
    permit(program, "plans.catalogue.competencies_for")
    with program.reading() as session:
        return catalogue.competencies(entries(session), class_code)


def entries(session: Session) -> tuple[Entry, ...]:
    """All entries by type and text (session block for other services)."""
    order = list(ActivityType)
    rows = map(_entry, session.scalars(select(models.CatalogueActivity)))
    return tuple(sorted(rows, key=lambda entry: (order.index(entry.type), folded(entry.text), entry.id)))


def seed(session: Session) -> int:
    """Put the starting entries that are missing into the catalogue (session block); gives how many."""
    there = {_same(entry) for entry in entries(session)}
    missing = [entry for entry in ENTRIES if _same(entry) not in there]
    for entry in missing:
        row = models.CatalogueActivity(id=models.new_id())
        _put(row, entry)
        session.add(row)
    session.flush()
    return len(missing)


def _tidy(session: Session, entry: Entry, own_id: str) -> Entry:
    catalogue.check(entry)
    tidy = replace(
        entry,
        text=one_line(entry.text),
        provider=one_line(entry.provider),
        target_class_code=class_code(entry.target_class_code),
        competency=", ".join(entry.competencies),
        training_category=one_line(entry.training_category),
        note=entry.note.strip(),
    )
    for field in ("text", "note", "competency"):
        if len(getattr(tidy, field)) > _LONGEST:
            raise InvalidInput(f"The text is longer than {_LONGEST:,} characters.", "Shorten it.", field)
    if any(_same(other) == _same(tidy) and other.id != own_id for other in entries(session)):
        raise InvalidInput("This activity is in the catalogue already.", "Change that entry instead.", "text")
    return tidy


def _same(entry: Entry) -> tuple[ActivityType, str, str]:
    return entry.type, folded(one_line(entry.text)), entry.target_class_code


def _row(session: Session, entry_id: str) -> models.CatalogueActivity:
    row = session.get(models.CatalogueActivity, entry_id)
    if row is None:
        raise Gone("This entry is no longer in the catalogue; nothing was changed.", "Look at the catalogue again.")
    return row


def _put(row: models.CatalogueActivity, entry: Entry) -> None:
    for name in _SAME:
        setattr(row, name, getattr(entry, name))
    row.type, row.cost_category, row.resource_id = entry.type.value, entry.cost_category.value, entry.resource


def _entry(row: models.CatalogueActivity) -> Entry:
    same = {name: getattr(row, name) for name in _SAME}
    return Entry(
        id=row.id,
        type=ActivityType(row.type),
        cost_category=CostCategory(row.cost_category),
        resource=row.resource_id,
        **same,
    )


def _used(session: Session, row: models.CatalogueActivity) -> int:
    """How many revisions have the activity, by type and text."""
    activity = models.PlanActivity
    texts = session.execute(select(activity.text, activity.revision_id).where(activity.type == row.type))
    wanted = folded(one_line(row.text))
    return len({revision for text, revision in texts if folded(one_line(text)) == wanted})
