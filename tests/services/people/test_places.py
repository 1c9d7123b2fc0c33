"""Units and supervisors: found by name, renamed, merged and taken apart again by undo."""

import time
from collections.abc import Callable
from datetime import date

import pytest

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import Role
from umdesk.services import accounts, history, people
from umdesk.services.applicants import editing
from umdesk.services.people import naming, supervisors, units
from umdesk.services.programs import Program
from umdesk.storage import models

Apply = Callable[..., str]


@pytest.fixture
def apply(program: Program) -> Apply:
    """Take in an application of somebody in a unit under a supervisor; gives the person's id."""

    def take(name: str, unit: str, supervisor: str, email: str = "") -> str:
        new = editing.NewApplicant(
            name, class_code="1379", unit=unit, supervisor=supervisor, supervisor_email=email, received=date(2026, 2, 9)
        )
        cycle = None
        with program.reading() as session:
            cycle = session.query(models.Cycle.id).scalar()
        application = editing.add(program, cycle, new, new_cycle="" if cycle else "Spring 2026")
        with program.reading() as session:
            return session.get_one(models.Application, application).person_id

    return take


def everything(program: Program) -> list[tuple[object, ...]]:
    """All rows of people, appointments, units and supervisors."""
    with program.reading() as session:
        return [
            tuple(row)
            for model in (models.Person, models.Appointment, models.Unit, models.Supervisor)
            for row in session.execute(models.Base.metadata.tables[model.__tablename__].select().order_by(model.id))
        ]


def test_units_are_listed_with_their_people_and_look_alikes_put_forward(program: Program, apply: Apply) -> None:
    of = {"Nelson": "Redding Center", "Bruce": "Redding Center", "Reyes": "Redding Ctr", "Li": "Unit 1", "Ng": "Unit 2"}
    for name, unit in of.items():
        apply(name, unit, "Dana Whitfield")

    assert [(row.name, row.people, row.appointments) for row in units.listed(program)] == [
        ("Redding Center", 2, 2), ("Redding Ctr", 1, 1), ("Unit 1", 1, 1), ("Unit 2", 1, 1),
    ]  # fmt: skip
    assert [(one.name, other.name) for one, other in units.alike(program)] == [("Redding Center", "Redding Ctr")]


def test_merged_units_are_one_for_everybody_until_it_is_undone(program: Program, apply: Apply) -> None:
    apply("Nelson", "Redding Center", "Dana Whitfield")
    reyes = apply("Reyes", "Redding Ctr", "Dana Whitfield")
    kept, gone = units.listed(program)
    before = everything(program)

    assert units.merge(program, kept.id, gone.id) == 1

    assert [row.name for row in units.listed(program)] == ["Redding Center"]
    assert people.on(program, reyes, date(2026, 2, 9)).unit == "Redding Center"
    assert history.events(program)[0].summary == "Merged the unit Redding Ctr into Redding Center (1 appointment)"
    history.undo(program)
    assert everything(program) == before
    history.redo(program)
    assert people.on(program, reyes, date(2026, 2, 9)).unit == "Redding Center"


def test_a_unit_is_renamed_for_all_and_never_to_a_name_that_is_taken(program: Program, apply: Apply) -> None:
    nelson = apply("Nelson", "Reding", "Dana Whitfield")
    apply("Reyes", "Butte Unit", "Dana Whitfield")
    reding = next(row for row in units.listed(program) if row.name == "Reding")

    with pytest.raises(InvalidInput, match=r"There is a unit BUTTE unit already\. Merge"):
        units.rename(program, reding.id, " BUTTE  unit")
    units.rename(program, reding.id, "Redding  Center ")

    assert people.on(program, nelson, program.today()).unit == "Redding Center"


def test_merged_supervisors_keep_the_account_and_its_reach(program: Program, apply: Apply) -> None:
    apply("Nelson", "Redding Center", "Dana Whitfield", "dana@x.ca.gov")
    apply("Reyes", "Redding Center", "Whitfield, Dana")
    kept, gone = supervisors.listed(program)
    account = accounts.add(program, "Dana", [Role.SUPERVISOR], "seven quiet harbor lamps", gone.id)
    assert [(one.name, other.name) for one, other in supervisors.alike(program)] == [(kept.name, gone.name)]
    before = everything(program)

    supervisors.merge(program, kept.id, gone.id)

    assert [(row.name, row.email, row.people, row.account) for row in supervisors.listed(program)] == [
        ("Dana Whitfield", "dana@x.ca.gov", 2, "Dana")
    ]
    with program.reading() as session:
        assert session.get_one(models.Supervisor, kept.id).account_id == account
    history.undo(program)
    assert everything(program) == before


def test_two_supervisors_with_accounts_stay_two(program: Program, apply: Apply) -> None:
    apply("Nelson", "Redding Center", "Dana Whitfield")
    apply("Reyes", "Redding Center", "Dana Whitfeld")
    first, second = supervisors.listed(program)
    for name, row in (("Dana", second), ("Diana", first)):
        accounts.add(program, name, [Role.SUPERVISOR], "seven quiet harbor lamps", row.id)
    before = everything(program)

    assert supervisors.alike(program) == ()
    with pytest.raises(NotNow, match=r"each have an account \(Dana and Diana\)"):
        supervisors.merge(program, second.id, first.id)
    assert everything(program) == before


def test_a_supervisor_is_put_right_and_two_emails_are_two_people(program: Program, apply: Apply) -> None:
    apply("Nelson", "Redding Center", "Dana Whitfield", "dana@x.ca.gov")
    apply("Reyes", "Redding Center", "Dana Whitfield", "dw@x.ca.gov")
    _first, second = supervisors.listed(program)
    assert supervisors.alike(program) == ()

    with pytest.raises(InvalidInput, match="not an email"):
        supervisors.edit(program, second.id, name="Dana Whitfield", email="nobody")
    with pytest.raises(InvalidInput, match="There is a supervisor Dana Whitfield already"):
        supervisors.edit(program, second.id, name="Dana Whitfield", email="")
    supervisors.edit(program, second.id, name="D. Whitfield", email="dw@x.ca.gov")
    assert [row.name for row in supervisors.listed(program)] == ["D. Whitfield", "Dana Whitfield"]


def test_a_name_is_found_whatever_its_capitals_also_beyond_ascii(program: Program) -> None:
    with program.operation("tests.names", "Named") as op:
        one = naming.unit_named(op.session, "ÑUÑOA Unit")
        assert naming.unit_named(op.session, " ñuñoa  unit ") is one
        assert naming.unit_named(op.session, "  ") is None
        dana = naming.supervisor_named(op.session, "Dana Whitfield", "")
        assert naming.supervisor_named(op.session, "dana whitfield", "dw@x.ca.gov") is dana
        assert naming.supervisor_named(op.session, "Dana Whitfield", "DW@X.ca.gov") is dana
        assert naming.supervisor_named(op.session, "Dana Whitfield", "other@x.ca.gov") is not dana
    with program.operation("tests.names", "Named again") as op:
        assert naming.unit_named(op.session, "ñuñoa unit").name == "ÑUÑOA Unit"


def test_two_thousand_supervisors_are_named_within_a_moment(program: Program) -> None:
    with program.operation("tests.names", "Named many") as op:
        started = time.process_time()
        for number in range(2000):
            naming.supervisor_named(op.session, f"Supervisor {number}", f"s{number}@x.ca.gov")
        assert time.process_time() - started < 5
