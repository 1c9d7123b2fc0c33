"""What raters of a blind cycle read, what the coordinator has checked of it, and what waits."""

from dataclasses import replace
from datetime import date

import pytest

from tests.selection_cycle import Made, make_cycle
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import CycleState, Role
from umdesk.services import history, masking
from umdesk.services.masking import MaskState
from umdesk.services.programs import Program
from umdesk.storage import models

TEXT = "I am Ana Stone, Ana Reyes before. I work in Yreka Shop for Maria Ortega; call 530-555-0101, Ana P."


@pytest.fixture
def made(program: Program) -> Made:
    """A blind cycle whose first applicant has written a statement and has had another name, unit and supervisor."""
    made = make_cycle(program, 3)
    with program.operation("tests.blind", "Made it blind") as op:
        session = op.session
        session.get_one(models.Cycle, made.cycle).blind = True
        application = session.get_one(models.Application, made.applications["2026-0001"])
        application.statement, application.education = TEXT, "None."
        session.get_one(models.Application, made.applications["2026-0003"]).state = "withdrawn"
        unit, boss = models.Unit(name="Yreka Shop"), models.Supervisor(name="Ortega, Maria")
        session.add_all([unit, boss])
        session.flush()
        held = session.get_one(models.Appointment, application.appointment_id)
        former = models.Appointment(
            person_id=held.person_id, effective=date(2018, 1, 1), class_code="1379", class_title="",
            tenure="permanent", time_base="full time", unit_id=unit.id, supervisor_id=boss.id,
        )  # fmt: skip
        session.add_all(
            [
                former,
                models.PersonMerge(
                    person_id=held.person_id, gone_id=models.new_id(), gone_name="Ana Reyes", gone_number="",
                    reason="Married", merged_by="Eve", merged_at=program.now(),
                ),
            ]
        )  # fmt: skip
        person_id = held.person_id
    for name in ("Stone", "Park"):
        with program.operation("tests.rename", "Took another name") as op:
            op.session.get_one(models.Person, person_id).last_name = name
    return made


def read(program: Program, made: Made, number: str = "2026-0001") -> dict[str, str]:
    with program.reading() as session:
        application = session.get_one(models.Application, made.applications[number])
        return dict(masking.masked(session, application))


def test_the_computer_masks_until_the_coordinator_has_checked_and_again_when_the_text_changed(
    program: Program, made: Made
) -> None:
    by_computer = "I am [name] before. I work in [unit] for [supervisor]; call [phone], [name]"
    assert read(program, made)["statement"] == by_computer
    assert {field: text for field, text in read(program, made).items() if field != "statement" and text} == {
        "education": "None."
    }
    lines = masking.of_cycle(program, made.cycle)
    assert [(line.number, line.state) for line in lines] == [
        ("2026-0001", MaskState.TO_CHECK),
        ("2026-0002", MaskState.NO_TEXT),
    ]
    with program.reading() as session:
        assert masking.unchecked(session, made.cycle) == ("2026-0001",)

    application = made.applications["2026-0001"]
    found = masking.texts(program, application)
    assert [(field.title, field.text, field.checked) for field in found.fields] == [
        ("Statement", by_computer, False),
        ("Education and licenses", "None.", False),
    ]
    assert [found.fields[0].original[s.start : s.end] for s in found.fields[0].spans][:2] == [
        "Ana Stone, Ana Reyes",
        "Yreka Shop",
    ]
    with pytest.raises(InvalidInput, match="“Education and licenses” was not checked"):
        masking.check(program, application, {"statement": "I work."})
    masking.check(program, application, {"statement": " I work in a shop. ", "education": "None."})
    assert read(program, made)["statement"] == "I work in a shop."
    assert masking.texts(program, application).state is MaskState.CHECKED
    with program.reading() as session:
        assert masking.unchecked(session, made.cycle) == ()
        row = session.query(models.MaskedText).filter_by(field="statement").one()
        assert (row.checked_by, row.checked_at) == (program.account.name, program.now())

    with program.operation("tests.write", "Another statement") as op:
        op.session.get_one(models.Application, application).statement = "Ana again."
    assert read(program, made)["statement"] == "[name] again.", "what was checked was another text"
    assert [line.state for line in masking.of_cycle(program, made.cycle)] == [MaskState.CHANGED, MaskState.NO_TEXT]
    masking.check(program, application, {"statement": "Again.", "education": "None."})
    assert read(program, made)["statement"] == "Again."
    history.undo(program)
    assert read(program, made)["statement"] == "[name] again."


def test_a_cycle_that_is_not_blind_waits_for_nothing_and_a_closed_one_keeps_its_texts(
    program: Program, made: Made
) -> None:
    with program.operation("tests.close", "Closed") as op:
        cycle = op.session.get_one(models.Cycle, made.cycle)
        cycle.blind, cycle.state = False, CycleState.CLOSED.value
    with program.reading() as session:
        assert masking.unchecked(session, made.cycle) == ()
    with pytest.raises(NotNow, match="keeps what its raters read"):
        masking.check(program, made.applications["2026-0001"], dict.fromkeys(masking.FIELDS, ""))


def test_a_coordinator_who_rates_the_blind_cycle_reads_none_of_it_until_their_sheets_are_in(
    program: Program, made: Made
) -> None:
    made.go(CycleState.SCORING)
    with program.operation("tests.link", "Linked") as op:
        op.session.get_one(models.Rater, made.raters[0]).account_id = program.account.account_id
    program.account = replace(program.account, roles=frozenset({Role.COORDINATOR, Role.RATER}))
    for ask in (
        lambda: masking.of_cycle(program, made.cycle),
        lambda: masking.texts(program, made.applications["2026-0001"]),
        lambda: masking.check(program, made.applications["2026-0001"], {}),
    ):
        with pytest.raises(NotNow):
            ask()
