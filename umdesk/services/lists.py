"""Lists as people work with them: narrowings that an account saved under a name, and lists that leave as a workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import list_filters
from umdesk.domain.errors import InvalidInput, NotAllowed
from umdesk.domain.folding import folded
from umdesk.domain.list_filters import Narrowing
from umdesk.domain.writing import one_line
from umdesk.services import disclosures
from umdesk.services.permissions import permit
from umdesk.storage.models import Person, SavedList
from umdesk.storage.program import Program

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved list of the signed-in account."""

    id: str
    name: str
    narrowing: Narrowing


def saved(program: Program, place: str) -> tuple[Saved, ...]:
    """The account's own lists of a place ("applicants"), by name."""
    permit(program, "lists.saved")
    with program.reading() as session:
        rows = [Saved(row.id, row.name, list_filters.from_json(row.filters)) for row in _own(session, program, place)]
    return tuple(sorted(rows, key=lambda row: folded(row.name)))


def save(program: Program, place: str, name: str, narrowing: Narrowing) -> str:
    """Save a narrowing of a place under a name; what had that name is replaced. Gives the id.

    Raises:
        InvalidInput: the name is missing or too long, named by `field`.
    """
    permit(program, "lists.save")
    tidy = _name(name)
    with program.operation("lists.save", f"Saved the list “{tidy}”") as op:
        row = next((each for each in _own(op.session, program, place) if _same(each.name, tidy)), None)
        if row is None:
            row = SavedList(account_id=program.account.account_id, place=place, name=tidy, filters={})
            op.session.add(row)
        row.name, row.filters = tidy, narrowing.as_json()
        op.session.flush()
        return row.id


def rename(program: Program, list_id: str, name: str) -> None:
    """Give a saved list another name.

    Raises:
        InvalidInput: the name is missing, too long, or another list of that place has it; named by `field`.
        NotAllowed: it is none of the account's own.
    """
    permit(program, "lists.rename")
    tidy = _name(name)
    with program.operation("lists.rename", "") as op:
        row = _one(op.session, program, list_id)
        if any(each.id != list_id and _same(each.name, tidy) for each in _own(op.session, program, row.place)):
            raise InvalidInput(f"You have a list named {tidy} already.", "Choose another name.", "name")
        op.summary = f"Renamed the list “{row.name}” to “{tidy}”"
        row.name = tidy


def remove(program: Program, list_id: str) -> None:
    """Forget a saved list; no record is touched.

    Raises:
        NotAllowed: it is none of the account's own.
    """
    permit(program, "lists.remove")
    with program.operation("lists.remove", "") as op:
        row = _one(op.session, program, list_id)
        op.summary = f"Removed the list “{row.name}”"
        op.session.delete(row)


def record_copy(
    program: Program, what: str, rows: int, person_ids: Sequence[str], deliver: Callable[[], object]
) -> None:
    """Write down that a list left the program as a workbook; cannot be undone.

    One that holds people is a disclosure of their data. `deliver` puts the file in its place; it is the last thing
    before the change is committed, and what it raises takes it back.
    """
    permit(program, "lists.record_copy")
    summary = f"{what} was {disclosures.SAVED_AS_WORKBOOK} ({rows:,} rows)"
    with program.operation("lists.record_copy", summary, undoable=False, leaves=summary) as op:
        op.always = True
        people = set(person_ids) - {""}  # of a sealed application the list does not tell whose it is
        if people:
            by = program.account.name
            leaving = disclosures.Leaving(
                disclosures.the_department(by), "Work with the list", what, disclosures.SAVED_AS_WORKBOOK
            )
            everyone = len(people) == op.session.scalar(select(func.count()).select_from(Person))
            note = sorted(people)
            disclosures.note(op.session, program.now(), by, leaving, person_ids=note, everyone=everyone)
        op.session.flush()
        deliver()


def _own(session: Session, program: Program, place: str) -> list[SavedList]:
    mine = (SavedList.account_id == program.account.account_id) & (SavedList.place == place)
    return list(session.scalars(select(SavedList).where(mine)))


def _one(session: Session, program: Program, list_id: str) -> SavedList:
    row = session.get(SavedList, list_id)
    if row is None or row.account_id != program.account.account_id:
        raise NotAllowed("There is no such list among yours; nothing was changed.", "Choose one of your own lists.")
    return row


def _name(name: str) -> str:
    tidy = one_line(name).strip()
    if not tidy:
        raise InvalidInput("The list needs a name.", "Type a few words that say what it shows.", "name")
    if len(tidy) > _LONGEST_NAME:
        raise InvalidInput(f"The name is longer than {_LONGEST_NAME} letters.", "Shorten it.", "name")
    return tidy


def _same(one: str, other: str) -> bool:
    return folded(one) == folded(other)
