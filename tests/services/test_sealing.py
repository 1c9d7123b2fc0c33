"""Sealed until ready: who rates sees no other's score and, in a blind cycle, nothing that ties a name to a number.

Every function of the table of permissions is called as a rater who is a coordinator or a reader as well, with a cycle
that others rated already and with a blind one; the command line, the papers and the window have their own tests.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from tests.conftest import SetClock
from tests.connections import keep_connections
from tests.roles_world import EVE, RITA, TODAY, TOM, TOMS_VALUE, World, as_text, copy_of
from tests.services.test_roles import CALLS, Asked, begin
from umdesk.domain.errors import NotAllowed, NotNow, UserError
from umdesk.domain.finding import Entry, Index
from umdesk.domain.words import CycleState, LetterKind, Outcome, Role, Seen
from umdesk.services import (
    applicants,
    cycle_steps,
    decisions,
    dumps,
    finding,
    history,
    letters,
    my_sheets,
    ratings,
    results,
    sealing,
)
from umdesk.services.history_seal import SEALED_STEP
from umdesk.services.people import merging, page
from umdesk.services.permissions import ALLOWED, Grant
from umdesk.services.programs import Program
from umdesk.storage import models

#: What only another rater knows: the rating, the comment, the score and the mean that it makes with Rita's own.
SCORES = (str(TOMS_VALUE), "thistle", "72.5", "61.25")
#: These make files of the whole program, which the tests of the roles do once a role.
_LONG = frozenset({"programs.rotate_key", "integrity.salvage", "backups.save_to", "backups.verify", "backups.make"})


@dataclass(frozen=True)
class Blind:
    """The blind cycle that Rita and Tom rate: by number, the words that tell whose the application is."""

    world: World
    cycle: str
    whose: Mapping[str, tuple[str, ...]]
    applications: Mapping[str, str]


def blind_of(program: Program, world: World) -> Blind:
    """The blind cycle, with targets that point into it."""
    with program.reading() as session:
        cycle = session.query(models.Cycle).filter_by(name="Blind ratings").one()
        rows = session.query(models.Application).filter_by(cycle_id=cycle.id).order_by(models.Application.number).all()
        person = {one.number: session.get_one(models.Person, one.person_id) for one in rows}
        rater = session.query(models.Rater).filter_by(cycle_id=cycle.id, name=TOM).one()
        mine = session.query(models.Rating).join(models.Sheet, models.Sheet.id == models.Rating.sheet_id)
        key = mine.filter(models.Sheet.rater_id == rater.id).one().criterion_key
    first, second = rows
    of = replace(
        world.one, cycle=cycle.id, application=first.id, rated=second.id, key=key,
        people=(first.person_id, second.person_id), employee_number=person[first.number].employee_number,
        record_ids=(first.id, first.person_id),
    )  # fmt: skip
    return Blind(
        replace(
            world, one=of, draft_cycle=cycle.id, draft_key=of.key, draft_application=first.id, draft_rater=rater.id,
            person=first.person_id, appointment=first.appointment_id, deciding=cycle.id, pending=first.id,
            undecided=second.id,
        ),
        cycle.id,
        {number: (one.last_name, one.employee_number) for number, one in person.items()},
        {one.number: one.id for one in rows},
    )  # fmt: skip


def as_rater_and(program: Program, world: World, *more: Role) -> None:
    """Sign Rita in, who rates and is something else as well."""
    world.sign_in(program, RITA)
    program.account = replace(program.account, roles=frozenset({Role.RATER, *more}))


def told(value: Any) -> Iterator[str]:
    """What belongs together in an answer: each text, each record with the texts right in it, each line of a history."""
    if isinstance(value, Index):
        value = [entry for group in value.find(["2026"], 1000) for entry in group.entries]
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        own = [getattr(value, field.name) for field in fields(value)]
        yield (
            " | ".join(map(str, own))
            if isinstance(value, (history.HistoryLine, Entry))
            else as_text([each for each in own if not is_dataclass(each) and not _holds_many(each)])
        )
        for each in own:
            yield from told(each)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield as_text([key, each]) if isinstance(each, str) else ""
            yield from told(each)
    elif isinstance(value, (frozenset, set)) or _holds_many(value):
        for each in value:
            yield from told(each)
    elif isinstance(value, bytes):
        yield value.decode("latin-1")


def _holds_many(value: Any) -> bool:
    """Also the lines of a report, which are made as they are asked for."""
    return isinstance(value, (Sequence, Mapping)) and not isinstance(value, (str, bytes))


def tied(blind: Blind, answer: Any) -> list[str]:
    """The texts of an answer that tie a name or employee number of the blind cycle to a number or an id."""
    found = []
    for text in told(answer):
        said = text.casefold()
        for number, whose in blind.whose.items():
            if (number in said or blind.applications[number] in said) and any(w.casefold() in said for w in whose):
                found.append(text)
    return found


@pytest.fixture
def world(made_world: tuple[Path, World]) -> World:
    """What is in the world."""
    return made_world[1]


@pytest.fixture
def open_world(made_world: tuple[Path, World], tmp_path: Path) -> Iterator[Program]:
    """A copy of the world."""
    program = copy_of(made_world[0], tmp_path / "redding.umdesk", SetClock())
    yield program
    program.close()


@pytest.mark.parametrize(
    ("more", "at"),
    [(Role.COORDINATOR, "open"), (Role.COORDINATOR, "blind"), (Role.READER, "blind"), (Role.SUPERVISOR, "blind")],
)
def test_no_query_tells_who_rates_what_is_sealed(more: Role, at: str, open_world: Program, world: World) -> None:
    program = open_world
    keep_connections(program)
    blind = blind_of(program, world)
    aim = blind.world if at == "blind" else world
    answered = 0
    for name in sorted(ALLOWED.keys() & CALLS.keys()):
        if name in _LONG or Grant.NO is max(ALLOWED[name][Role.RATER], ALLOWED[name][more]):
            continue
        asked = Asked(program, aim, aim.one, RITA, open_world.folder)
        try:
            world.sign_in(program, "Maria Ortega")
            CALLS[name].first(asked)
            begin(asked, CALLS[name], lose=False)
        except (UserError, IntegrityError):  # what has to be there before is there already, or cannot be here
            continue
        as_rater_and(program, world, more)
        program.writable = False  # what would change something is refused, and the next call finds all as it was
        try:
            answer = CALLS[name].run(asked)
            answered += 1
        except UserError as error:
            answer = [error.message, error.advice]
        finally:
            program.writable = True
        said = as_text(answer)
        assert [word for word in SCORES if word in said] == [], name
        assert tied(blind, answer) == [], name
    assert answered > (25 if more is Role.SUPERVISOR else 60)


def test_the_walk_would_find_what_is_not_sealed(open_world: Program, world: World) -> None:
    """Who does not rate reads all of it: the words that the walk looks for are there to be found."""
    program = open_world
    blind = blind_of(program, world)
    world.sign_in(program, "Maria Ortega")
    assert [word for word in SCORES if word in as_text(ratings.grid(program, blind.cycle))] == ["7.25", "thistle"][:1]
    assert "61.25" in as_text(results.results(program, blind.cycle))
    assert "thistle" in as_text(history.events(program))
    assert len(tied(blind, applicants.rows(program))) == 2
    assert len(tied(blind, finding.everything(program))) == 2
    assert tied(blind, history.events(program)) != []
    assert tied(blind, page.page(program, blind.world.person, TODAY)) == []  # told one by one, and in `applications`:
    assert [one.number for one in page.page(program, blind.world.person, TODAY).applications] == [min(blind.whose)]


def test_each_place_says_in_a_sentence_what_is_sealed_and_until_when(open_world: Program, world: World) -> None:
    program = open_world
    blind = blind_of(program, world)
    as_rater_and(program, world, Role.COORDINATOR)
    said = (
        "Names, ratings and results of Blind ratings are sealed for you until your own rating sheets are in: "
        "2 are still open."
    )
    assert sealing.notice(program, blind.cycle) == said
    assert sealing.notice(program, world.deciding) == ""
    first, second = blind.applications.values()
    refused = [
        lambda: results.results(program, blind.cycle),
        lambda: results.ranking(program, blind.cycle),
        lambda: results.snapshot(program, blind.cycle),
        lambda: results.rater_statistics(program, blind.cycle),
        lambda: ratings.grid(program, blind.cycle),
        lambda: ratings.enter(program, first, blind.world.draft_rater, blind.world.one.key, TOMS_VALUE),
        lambda: decisions.decide_by_rank(program, blind.cycle),
        lambda: decisions.settle_spread(program, second, "We talked"),
        lambda: applicants.detail(program, first),
        lambda: applicants.withdraw(program, first, "moved away"),
        lambda: applicants.edit_application(program, first, {"notes": "called"}),
        lambda: applicants.edit_person(program, blind.world.person, {"last_name": "Learn"}),
        lambda: applicants.add(program, blind.cycle, applicants.NewApplicant("Reyes", "Ana", class_code="1379")),
        lambda: letters.screening_list(program, blind.cycle),
        lambda: letters.prepare(program, [first], LetterKind.RECEIVED),
        lambda: merging.compare(program, blind.world.person, world.one.people[0]),
        lambda: everything(program),
    ]
    for ask in refused:
        with pytest.raises(NotNow, match="sealed for you until your own rating sheets are in"):
            ask()
    found = cycle_steps.check(program, blind.cycle, CycleState.DECIDING)
    assert (found.warnings, found.blocking) == ((said,), ())
    rows = {row.number: row for row in applicants.rows(program, blind.cycle)}
    assert [(row.name, row.employee_number, row.unit, row.reasons, row.sealed) for row in rows.values()] == [
        ("Sealed", "", "", (), True)
    ] * 2
    assert [one.summary for one in history.events(program) if one.summary == SEALED_STEP] != []
    told_of = [as_text(line) for line in history.events(program, None, 1000)]
    mine = (*blind.whose, *numbers_of(program, world.one.cycle))
    assert [text for text in told_of if any(number in text for number in mine) and TOM in text] == []
    assert tied(blind, history.events(program, None, 1000)) == []
    assert [one.summary for one in history.events(program, [blind.world.person])] == ["Added Lanternnorth"]


def test_once_the_own_sheets_are_in_everything_is_open_again(open_world: Program, world: World) -> None:
    program = open_world
    blind = blind_of(program, world)
    as_rater_and(program, world, Role.COORDINATOR)
    first, second = blind.applications.values()
    my_sheets.enter(program, first, blind.world.one.key, Decimal(4))
    my_sheets.submit(program, first)
    assert "1 is still open" in sealing.notice(program, blind.cycle)
    with pytest.raises(NotNow):
        results.results(program, blind.cycle)
    my_sheets.declare_conflict(program, second, "a neighbor")
    assert sealing.notice(program, blind.cycle) == ""
    assert [row.score for row in results.results(program, blind.cycle).rows] == [Decimal("72.50"), Decimal("40.00")]
    assert applicants.detail(program, first).last_name.casefold() in blind.whose[min(blind.whose)][0].casefold()
    assert tied(blind, applicants.rows(program)) != []
    assert "thistle" in as_text(history.events(program))
    with pytest.raises(NotNow, match="Ratings and results of Open ratings are sealed"):
        results.results(program, world.one.cycle)


def test_who_saw_what_is_in_the_history_once_a_day_and_no_step_to_undo(
    open_world: Program, world: World, clock: SetClock
) -> None:
    program = open_world
    program.clock = clock
    world.sign_in(program, "Maria Ortega")
    decisions.decide(program, world.undecided, Outcome.NOT_SELECTED)
    step = history.undo_step(program)
    for part in (Seen.RESULTS, Seen.RESULTS, Seen.PACKET):
        sealing.seen(program, world.deciding, part)
    world.sign_in(program, EVE)
    sealing.seen(program, world.deciding, Seen.RESULTS)
    world.sign_in(program, "Maria Ortega")
    assert history.undo_step(program) == step
    assert history.undo(program) == step
    clock.moment += timedelta(days=1)
    sealing.seen(program, world.deciding, Seen.RESULTS)
    with program.reading() as session:
        name = session.get_one(models.Cycle, world.deciding).name
        told = [(line.part, line.who) for line in sealing.viewings(session, world.deciding)]
    assert sorted(told) == [
        ("the results", EVE),
        ("the results", "Maria Ortega"),
        ("the results", "Maria Ortega"),
        ("the selection packet", "Maria Ortega"),
    ]
    assert history.events(program, limit=1)[0].summary == f"Saw the results of {name}"
    program.writable = False
    sealing.seen(program, world.deciding, Seen.RATINGS)
    program.writable = True
    world.sign_in(program, RITA)
    with pytest.raises(NotAllowed):
        sealing.seen(program, world.deciding, Seen.CONFLICT_LIST)


def numbers_of(program: Program, cycle_id: str) -> list[str]:
    """The numbers of a cycle's applications."""
    with program.reading() as session:
        return [one.number for one in session.query(models.Application).filter_by(cycle_id=cycle_id)]


def everything(program: Program) -> object:
    """The archive of all data, begun."""
    with dumps.read(program) as source:
        return source.head
