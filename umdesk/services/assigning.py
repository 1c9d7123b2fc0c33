"""Assigning applications to raters: by hand, by chance in balance, or from a list; each shown before it is made.

What is begun stays: a sheet with a rating, or with a conflict of interest on which somebody gave a word, is taken from
nobody. Assigning anything at all makes the cycle one in which raters rate what is assigned to them.
"""

import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from umdesk.domain.assigning import Chance, FileRow, Pair, share_out
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import Conflict, CycleState
from umdesk.domain.writing import counted
from umdesk.services import assignment, criteria, own_part, sealing, sheets, standing
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.program import Program

_OPEN = (CycleState.OPEN.value, CycleState.SCORING.value)


class Kept(StrEnum):
    """What raters keep when they no longer rate everything."""

    ALL = "all"
    BEGUN = "begun"


@dataclass(frozen=True, slots=True)
class Load:
    """How many applications a rater rates, those from which they are recused left out."""

    rater: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an assignment would do, to look at before it is made.

    `give` and `take` are pairs of rater and application; `kept` counts the sheets that stay. `short` are the numbers of
    the applications that would have fewer raters than the cycle's minimum, () where whose they are is sealed. `refused`
    are the rows of a file that nothing becomes of, with the reason, `notes` what else there is to know.
    """

    cycle_id: str
    how: str
    give: tuple[Pair, ...]
    take: tuple[Pair, ...]
    kept: int
    loads: tuple[Load, ...]
    short: tuple[str, ...] = ()
    refused: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignedLine:
    """An application with the raters that rate it, by name; `missing` is how many the minimum asks for beyond them."""

    application_id: str
    number: str
    name: str
    class_title: str
    unit: str
    rater_ids: frozenset[str]
    raters: tuple[str, ...]
    recused_ids: frozenset[str]
    recused: tuple[str, ...]
    missing: int


def applications(program: Program, cycle_id: str) -> tuple[AssignedLine, ...]:
    """The applications that take part, by number, with who rates each.

    Raises:
        NotNow: the account rates the blind cycle and has not handed in all of its sheets.
    """
    permit(program, "assigning.applications")
    with program.reading() as session:
        sealing.refuse_names(session, program, cycle_id)
        now = _Now(session, cycle_id)
        least = session.get_one(models.Cycle, cycle_id).minimum_raters
        lines = []
        rated_by: dict[str, set[str]] = {}
        for rater, application in now.pairs:
            rated_by.setdefault(application, set()).add(rater)
        for one in now.people.values():
            own = rated_by.get(one.id, set())
            rating = [rater for rater in now.raters if rater in own and (rater, one.id) not in now.recused]
            back = [rater for rater in now.raters if (rater, one.id) in now.recused]
            lines.append(
                AssignedLine(
                    one.id, one.number, one.name, one.class_text, one.unit,
                    frozenset(rating), tuple(now.raters[rater] for rater in rating),
                    frozenset(back), tuple(now.raters[rater] for rater in back),
                    max(0, least - len(rating)),
                )
            )  # fmt: skip
        return tuple(lines)


def by_chance(program: Program, cycle_id: str, each: int | None, *, chance: Chance | None = None) -> Proposal:
    """Share the applications out by chance: `each` raters for every one, None for all raters.

    Sheets that are begun stay, and nobody gets one from which they are recused. The chance comes from the operating
    system; there is no seed that anybody could choose.

    Raises:
        NotNow: the cycle is neither open nor in scoring.
        InvalidInput: there are no raters or no applications, or fewer raters than each application is to have.
    """
    permit(program, "assigning.by_chance")
    with program.reading() as session:
        now = _Now(session, cycle_id)
        if not now.raters or not now.people:
            raise InvalidInput("There is nothing to share out: it takes raters and applications.", "", "each")
        wanted = len(now.raters) if each is None else each
        if not 1 <= wanted <= len(now.raters):
            raise InvalidInput(
                f"Each application can have from 1 to {len(now.raters)} raters, as many as are named.", "", "each"
            )
        kept, barred = (now.begun & now.stored) - now.recused, now.recused
        if mine := own_part.fixed(session, program, cycle_id):
            own = {(mine, one) for one in now.people}
            kept, barred = kept | (own & now.pairs) - now.recused, barred | own - now.pairs
        chance = chance or random.SystemRandom()
        share = share_out(list(now.people), list(now.raters), wanted, kept=kept, barred=barred, chance=chance)
        how = "all raters for each application" if each is None else f"{counted(wanted, 'rater')} for each, by chance"
        notes = []
        if share.short:
            notes.append(f"{counted(len(share.short), 'application')} get fewer raters: too few are free of conflicts.")
        found = now.proposal(how, share.pairs, notes=notes)
        return replace(found, short=()) if cycle_id in sealing.of(session, program).names else found


def by_hand(program: Program, cycle_id: str, rater_id: str, application_ids: Collection[str]) -> Proposal:
    """Give one rater exactly these applications; what they have begun stays with them.

    Raises:
        NotNow: the cycle is neither open nor in scoring, or the account may not know whose the applications are.
    """
    permit(program, "assigning.by_hand")
    with program.reading() as session:
        sealing.refuse_names(session, program, cycle_id)
        now = _Now(session, cycle_id)
        if rater_id not in now.raters:
            raise InvalidInput("This rater is no longer in the cycle; nothing was changed.")
        wanted = {(rater_id, one) for one in application_ids if one in now.people}
        others = {pair for pair in now.base if pair[0] != rater_id}
        begun = {pair for pair in now.begun & now.base if pair[0] == rater_id} - wanted
        name = now.raters[rater_id]
        notes = [f"{name} has begun {now.people[one].number} and keeps it." for _rater, one in sorted(begun)]
        notes += [
            f"{name} is recused from {now.people[one].number} and does not get it."
            for _rater, one in sorted(wanted & now.recused)
        ]
        return now.proposal(f"chosen by hand for {name}", others | wanted | begun, notes=notes)


def by_list(program: Program, cycle_id: str, rows: Sequence[FileRow]) -> Proposal:
    """Add what the rows of a list assign to what is assigned; each row that will not do is named.

    Where everybody rates everything, the list says who rates what, beside what is begun.

    Raises:
        NotNow: the cycle is neither open nor in scoring, or the account may not know whose the applications are.
    """
    permit(program, "assigning.by_list")
    with program.reading() as session:
        sealing.refuse_names(session, program, cycle_id)
        now = _Now(session, cycle_id)
        numbers = {one.number: one.id for one in now.people.values()}
        everyone = standing.applications(session, cycle_id)
        names = {name.casefold(): rater for rater, name in now.raters.items()}
        refused, wanted, again = [], set[Pair](), 0
        for row in rows:
            rater = names.get(" ".join(row.rater.split()).casefold(), "")
            pair = rater, numbers.get(row.number, "")
            problem = row.problem or _problem(row, pair, everyone)
            if not problem and pair in now.recused:
                problem = f"{row.rater} is recused from {row.number}, so it was not assigned."
            if problem:
                refused.append((row.row, problem))
            elif pair in wanted:
                again += 1
            else:
                wanted.add(pair)
        base = now.stored & now.begun if now.everyone else now.stored
        there = len(wanted & base)
        are = "is" if there == 1 else "are"
        notes = [f"{counted(there, 'row')} of the list {are} assigned already."] if there else []
        notes += [f"{counted(again, 'row')} of the list stand there twice."] if again else []
        return now.proposal("from a list", base | wanted, refused=tuple(refused), notes=notes)


def assign(program: Program, proposal: Proposal) -> None:
    """Make what was proposed; from then on raters rate what is assigned to them.

    Raises:
        NotNow: the cycle is neither open nor in scoring, or somebody has begun a sheet that was to be taken away.
    """
    permit(program, "assigning.assign")
    with program.operation("assigning.assign", "") as op, own_part.unmoved(op.session, program):
        session = op.session
        cycle = session.get_one(models.Cycle, proposal.cycle_id)
        _refuse_late(cycle, names_too=True)
        now = _Now(session, cycle.id)
        late = [pair for pair in proposal.take if pair in now.begun]
        if late:
            raise NotNow(
                f"{now.raters[late[0][0]]} has begun a sheet that was to be taken away; nothing was changed.",
                "Look at the assignment anew, then make it.",
            )
        _remove(session, now, proposal.take)
        now.add(program, proposal.give)
        cycle.everyone_rates = False
        given, taken = counted(len(proposal.give), "sheet"), len(proposal.take)
        also = f", took back {taken:,}" if taken else ""
        op.summary = f"Assigned {given}{also} in {cycle.name}: {proposal.how}"


def let_everyone_rate(program: Program, cycle_id: str) -> None:
    """Let every rater rate every application that takes part; what is assigned and begun stays.

    Raises:
        NotNow: the cycle is past scoring.
    """
    permit(program, "assigning.let_everyone_rate")
    with program.operation("assigning.let_everyone_rate", "") as op, own_part.unmoved(op.session, program):
        cycle = op.session.get_one(models.Cycle, cycle_id)
        _refuse_late(cycle)
        cycle.everyone_rates = True
        op.summary = f"Every rater rates every application of {cycle.name}"


def let_assigned_rate(program: Program, cycle_id: str, keep: Kept) -> None:
    """Let raters rate only what is assigned to them: all of it as before, or what they have begun and no more.

    Raises:
        NotNow: the cycle is past scoring.
    """
    permit(program, "assigning.let_assigned_rate")
    with program.operation("assigning.let_assigned_rate", "") as op:
        cycle = op.session.get_one(models.Cycle, cycle_id)
        _refuse_late(cycle)
        if keep is Kept.ALL:
            write_down(op.session, program, cycle)
        else:
            now = _Now(op.session, cycle_id)
            mine = own_part.fixed(op.session, program, cycle_id)
            own = {pair for pair in now.pairs if pair[0] == mine}
            _remove(op.session, now, now.stored - now.begun - own)
            now.add(program, own)
            cycle.everyone_rates = False
        what = "all applications are assigned to everybody" if keep is Kept.ALL else "only what is begun is assigned"
        op.summary = f"Raters of {cycle.name} rate what is assigned to them; {what}"


def write_down(session: Session, program: Program, cycle: models.Cycle) -> None:
    """Make what everybody rates now an assignment, from which the cycle goes (session block for other services)."""
    now = _Now(session, cycle.id)
    now.add(program, now.pairs)
    cycle.everyone_rates = False
    session.flush()


class _Now:
    """Who rates what in a cycle now.

    `pairs` is what is rated, `stored` the pairs with a sheet, `base` what an assignment starts from; `begun` are the
    pairs that nobody loses, `recused` those that are not rated.
    """

    def __init__(self, session: Session, cycle_id: str) -> None:
        cycle = session.get_one(models.Cycle, cycle_id)
        self._session, self._cycle = session, cycle
        self.people = {one.id: one for one in standing.applications(session, cycle_id).values() if not one.excluded}
        self.raters = standing.raters(session, cycle_id)
        assigned = assignment.assigned(session, cycle_id)
        self.pairs = {(rater, one) for rater, own in assigned.items() for one in own}
        sheet, rating, paper, back = models.Sheet, models.Rating, models.PaperEntry, models.Reopening
        touched = or_(
            sheet.started_at.is_not(None),
            sheet.submitted_at.is_not(None),
            sheet.conflict != Conflict.NONE.value,
            *(select(row.id).where(row.sheet_id == sheet.id).exists() for row in (rating, paper, back)),
        )
        rows = session.execute(
            select(sheet.rater_id, sheet.application_id, sheet.conflict, touched).where(sheet.rater_id.in_(self.raters))
        ).all()
        self.stored = {(row[0], row[1]) for row in rows if row[1] in self.people}
        self.begun = {(row[0], row[1]) for row in rows if row[3]}
        self.recused = {(row[0], row[1]) for row in rows if row[2] == Conflict.RECUSED.value}
        self.everyone = cycle.everyone_rates
        self.base = self.pairs if self.everyone else self.stored

    def proposal(
        self,
        how: str,
        wanted: Collection[Pair],
        *,
        refused: tuple[tuple[int, str], ...] = (),
        notes: Iterable[str] = (),
    ) -> Proposal:
        """What has to be given and taken for these pairs to be rated."""
        _refuse_late(self._cycle, names_too=True)
        stays = self.stored & self.begun
        after = (set(wanted) | stays) - self.recused
        give, take = after - self.stored, self.stored - after - stays
        loads_before = Counter(rater for rater, _one in self.pairs - self.recused)
        loads_after = Counter(rater for rater, _one in after)
        least = self._cycle.minimum_raters
        counts = dict.fromkeys(self.people, 0)
        for _rater, one in after:
            counts[one] += 1
        return Proposal(
            cycle_id=self._cycle.id,
            how=how,
            give=tuple(sorted(give)),
            take=tuple(sorted(take)),
            kept=len(self.stored - take - self.recused),
            loads=tuple(Load(name, loads_before[rater], loads_after[rater]) for rater, name in self.raters.items()),
            short=tuple(self.people[one].number for one, count in counts.items() if count < least),
            refused=refused,
            notes=tuple(notes),
        )

    def add(self, program: Program, pairs: Iterable[Pair]) -> None:
        """Make the sheets of these pairs that are not there."""
        set_id = criteria.in_force(self._session, self._cycle.id).set_id
        self._session.add_all(
            sheets.empty(application_id, rater_id, set_id, program.now())
            for rater_id, application_id in sorted(set(pairs) - self.stored)
            if rater_id in self.raters and application_id in self.people
        )


def _remove(session: Session, now: _Now, pairs: Iterable[Pair]) -> None:
    gone = set(pairs) & now.stored
    for sheet in session.scalars(select(models.Sheet).where(models.Sheet.rater_id.in_(now.raters))).all():
        if (sheet.rater_id, sheet.application_id) in gone:
            session.delete(sheet)
    session.flush()


def _refuse_late(cycle: models.Cycle, *, names_too: bool = False) -> None:
    """Refuse where nothing is assigned; `names_too` also in a draft, which has no applications yet."""
    if cycle.state not in _OPEN and (names_too or cycle.state != CycleState.DRAFT):
        raise NotNow(
            f"{cycle.name} is {cycle.state}, and applications are assigned while it is open or in scoring; nothing was "
            "changed.",
            "Open the cycle first." if cycle.state == CycleState.DRAFT else "",
        )


def _problem(row: FileRow, pair: Pair, everyone: Mapping[str, standing.Applied]) -> str:
    """Why a row of a list assigns nothing, "" when it does."""
    if not row.number:
        return "The row names no application."
    if not row.rater:
        return f"The row names no rater for {row.number}."
    if not pair[0]:
        return f"“{row.rater}” is no rater of this cycle. Add them to the panel first, or put the name right."
    one = everyone.get(row.number)
    if one is None:
        return f"The cycle has no application {row.number}."
    return f"{row.number} is not rated: {one.excluded}" if one.excluded else ""
