"""Contacts, and the page that gathers all that is on file of a person."""

from datetime import date

import pytest

from tests.served import served
from umdesk.domain.errors import InvalidInput, NotAllowed
from umdesk.domain.words import ContactKind, ParticipationState, Role, Route
from umdesk.services import history
from umdesk.services.applicants import details, editing
from umdesk.services.people import appointments, contacts, page
from umdesk.services.plans import advancements, start_participation
from umdesk.services.programs import Program, SignedIn
from umdesk.storage import models

TODAY = date(2026, 5, 20)


@pytest.fixture
def nelson(program: Program) -> str:
    """Rebecca Nelson: an applicant and participant who has moved on and serves on a T&D assignment."""
    new = editing.NewApplicant(
        "Nelson", "Rebecca", "4134", class_code="1379", class_date=date(2022, 9, 28), tenure="permanent",
        unit="Redding Center", supervisor="Dana Whitfield", received=date(2026, 2, 9),
    )  # fmt: skip
    person = details.detail(program, editing.add(program, None, new, new_cycle="Spring 2026")).person_id
    with program.operation("tests.start", "Started") as op:
        part = start_participation(op.session, person, None, date(2026, 3, 1), TODAY).id
    advancements.record_advancement(program, part, on=date(2026, 4, 1), to_class_code="5157", route=Route.EXAM)
    served(program, part, date(2025, 1, 1), date(2025, 6, 30))
    contacts.add(program, person, on=date(2026, 3, 9), kind=ContactKind.CAREER_CONVERSATION, note="wants to lead")
    return person


def as_reader(program: Program) -> None:
    program.account = SignedIn(program.account.account_id, "Eve Lindgren", frozenset({Role.READER}))


def test_the_page_gathers_everything_and_says_what_holds_on_the_day(program: Program, nelson: str) -> None:
    found = page.page(program, nelson, date(2026, 3, 15))

    assert (found.on.class_code, found.on.unit, found.on.supervisor) == ("1379", "Redding Center", "Dana Whitfield")
    assert found.standing is not None
    assert (found.standing.state, found.standing.since) == (ParticipationState.ACTIVE, date(2026, 3, 1))
    assert [(one.effective, one.class_code) for one in found.appointments] == [
        (date(2026, 4, 1), "5157"), (date(2022, 9, 28), "1379"),
    ]  # fmt: skip
    assert [(one.number, one.state) for one in found.applications] == [("2026-0001", "eligible")]
    assert [(one.plan, one.revision, one.revision_state) for one in found.plans] == [("2026-0001", 1, "draft")]
    assert [(one.on, one.route) for one in found.advancements] == [(date(2026, 4, 1), Route.EXAM)]
    assert [(one.starts, one.ends) for one in found.assignments] == [(date(2025, 1, 1), date(2025, 6, 30))]
    assert [(one.kind, one.note) for one in found.contacts] == [("career conversation", "wants to lead")]
    said = {event.summary for event in history.events(program, list(found.record_ids))}
    assert {"Added Rebecca Nelson to Spring 2026", "Wrote down a contact with Rebecca Nelson on Mar 9, 2026"} <= said


def test_a_reader_sees_that_there_was_a_contact_and_not_what_was_said(program: Program, nelson: str) -> None:
    as_reader(program)

    (seen,) = contacts.of_person(program, nelson)

    assert (seen.on, seen.kind, seen.note, seen.kept_back, seen.theirs) == (
        date(2026, 3, 9), ContactKind.CAREER_CONVERSATION, "", True, False,
    )  # fmt: skip
    assert "wants to lead" not in str(page.page(program, nelson, TODAY))
    assert "wants to lead" not in str(history.events(program))


def test_a_contact_is_put_right_and_removed_and_each_is_one_step(program: Program, nelson: str) -> None:
    (first,) = contacts.of_person(program, nelson)
    contacts.edit(program, first.id, {"kind": ContactKind.COACHING, "on": date(2026, 3, 10)})
    assert history.events(program)[0].summary == "Changed the kind and day of a contact with Rebecca Nelson"
    with pytest.raises(InvalidInput, match="has not come yet"):
        contacts.edit(program, first.id, {"on": date(2026, 5, 21)})

    contacts.remove(program, first.id)
    history.undo(program)

    assert [(row.on, row.kind, row.note) for row in contacts.of_person(program, nelson)] == [
        (date(2026, 3, 10), ContactKind.COACHING, "wants to lead")
    ]


def test_a_supervisor_writes_of_own_participants_and_changes_only_what_they_wrote(
    program: Program, nelson: str
) -> None:
    me = program.account.account_id
    with program.operation("tests.link", "Linked", undoable=False) as op:
        op.session.query(models.Supervisor).one().account_id = me
    program.account = SignedIn(me, "Dana Whitfield", frozenset({Role.SUPERVISOR}))
    (theirs,) = contacts.of_person(program, nelson)
    assert (theirs.note, theirs.theirs) == ("wants to lead", False)

    own = contacts.add(program, nelson, on=TODAY, kind=ContactKind.COACHING, note="first talk")
    contacts.edit(program, own, {"note": "a first talk"})
    with pytest.raises(NotAllowed, match="written down by Maria Ortega"):
        contacts.remove(program, theirs.id)
    assert page.page(program, nelson, TODAY).applications == ()
    assert history.events(program, list(page.page(program, nelson, TODAY).record_ids))

    program.account = SignedIn(me, "Maria Ortega", frozenset({Role.COORDINATOR}))
    appointments.add(program, nelson, TODAY, {"supervisor": "Sam Ortiz"})
    program.account = SignedIn(me, "Dana Whitfield", frozenset({Role.SUPERVISOR}))
    with pytest.raises(NotAllowed, match="no such person among your participants"):
        contacts.add(program, nelson, on=TODAY, kind=ContactKind.COACHING)
