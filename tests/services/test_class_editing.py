"""The catalogue that a department owns, through a real program: changes, their effects, ladders."""

from datetime import date
from decimal import Decimal

import pytest

from umdesk.domain.class_changes import AddClass, EditTitle, Lift, Override, RemoveTitle, Retitle
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.ladders import Step
from umdesk.domain.words import Category, CycleState, Eligibility, EntryLevel, Route
from umdesk.services import classes, cycles, history
from umdesk.services.applicants import NewApplicant, add, decide_eligibility
from umdesk.services.classes import cards, editing, effects, ladders
from umdesk.services.plans import advancements, start_participation
from umdesk.storage.models import Application, Cycle

JAN, TODAY = date(2026, 1, 1), date(2026, 5, 20)
GARDENER = AddClass(
    "731",
    {"title": "Gardener", "schematic_code": "BL61", "entry_level": EntryLevel.YES, "salary_minimum": Decimal(3438)},
)


def facts(program, code, day=TODAY):
    found = classes.catalogue(program).facts(code, day)
    assert found is not None
    return found


def title_id(program, code, title):
    card = cards.card(program, code)
    assert card is not None
    return next(row.id for row in card.titles if row.title == title)


def reasons_in_history(program):
    return [line.reason for line in history.events(program, None, 5)]


@pytest.fixture
def cycle(program):
    return cycles.create_cycle(program, "Spring 2026")


def apply(program, cycle, last="Nelson", code="1379", **more):
    new = NewApplicant(last, "Rebecca", class_code=code, tenure="permanent", received=date(2026, 2, 9), **more)
    return add(program, cycle, new)


def test_a_class_is_added_changed_and_all_of_it_undone(program):
    code = editing.change(program, [AddClass("0999", GARDENER.values)])[0]
    editing.change(program, [EditTitle(code, title_id(program, code, "Gardener"), {"salary_maximum": Decimal(4303)})])

    assert (facts(program, code).salary_minimum, facts(program, code).salary_maximum) == (3438, 4303)
    assert history.undo(program) == "Changed the highest salary of class 0999 Gardener"
    assert history.undo(program) == "Added class 0999 Gardener"
    assert classes.catalogue(program).facts("0999", TODAY) is None


def test_a_class_has_the_title_of_each_day(program):
    editing.change(program, [Retitle("2011", "Custodian I", date(2026, 3, 1), {"source": "DGS posting"})])

    assert facts(program, "2011", date(2026, 2, 28)).title == "Custodian"
    assert facts(program, "2011", date(2026, 3, 1)).title == "Custodian I"
    assert facts(program, "2011", date(2026, 3, 1)).schematic_code == "DC40"


def test_an_unconfirmed_title_is_confirmed(program):
    editing.change(program, [EditTitle("5157", title_id(program, "5157", "Analyst I"), {"confirmed": True})])

    assert (facts(program, "5157").title, facts(program, "5157").unconfirmed_title) == ("Analyst I", "")
    assert history.events(program, None, 1)[0].summary == "Confirmed the title Analyst I of class 5157"


def test_a_decision_and_its_lifting_are_in_the_history_with_their_reason(program):
    editing.change(program, [Override("4800", Category.ELTPA, JAN, "Our plan of 2026 says so")])
    card = cards.card(program, "4800")
    assert card is not None
    assert (card.facts.category, card.computed) == (Category.ELTPA, Category.OTHER)
    assert reasons_in_history(program)[0] == "Our plan of 2026 says so"
    editing.change(program, [Lift("4800", card.overrides[0].id, date(2026, 3, 1))])

    assert [facts(program, "4800", day).category for day in (date(2026, 2, 28), date(2026, 3, 1))] == [
        Category.ELTPA, Category.OTHER,
    ]  # fmt: skip


def test_what_stands_on_a_class_keeps_it(program, cycle):
    apply(program, cycle)
    only = title_id(program, "1379", "Office Assistant (Typing)")
    for ask in (editing.change, effects.effects_of):
        with pytest.raises(NotNow, match=r"Class 1379 cannot be removed: it is used in 1 appointment\."):
            ask(program, [RemoveTitle("1379", only)])
    editing.change(program, [Retitle("1379", "Office Assistant", date(2026, 4, 1))])
    editing.change(program, [RemoveTitle("1379", title_id(program, "1379", "Office Assistant"))])
    with pytest.raises(NotNow):
        editing.change(program, [RemoveTitle("1379", only)])


def test_a_refused_change_changes_nothing(program):
    before = cards.rows(program)
    with pytest.raises(InvalidInput):
        editing.change(program, [AddClass("0998", {"title": "Gardener"}), AddClass("1379", {"title": "Twice"})])
    assert cards.rows(program) == before


def test_the_list_is_searched_in_every_field_and_shows_who_holds_a_class(program, cycle):
    apply(program, cycle)
    row = next(row for row in cards.rows(program) if row.class_code == "5157")
    assert row.titles == "Staff Services Analyst (General) Analyst I"
    assert cards.held(program) == {"1379": 1}
    assert cards.held(program, date(2026, 2, 8)) == {}
    assert cards.card(program, "0001") is None


def test_effects_name_the_applications_that_would_change_and_those_that_are_kept(program, cycle):
    apply(program, cycle)
    decided = apply(program, cycle, "Bruce")
    apply(program, cycle, "Adams", "1441")
    decide_eligibility(program, decided, Eligibility.ELIGIBLE, "Asked personnel")
    elsewhere = cycles.create_cycle(program, "Fall 2025")
    apply(program, elsewhere, "Cole")
    with program.operation("test", "Closed a cycle") as op:
        op.session.get_one(Cycle, elsewhere).state = CycleState.CLOSED.value

    found = effects.effects_of(program, [Override("1379", Category.OTHER, JAN, "Not ours")])

    assert [(each.number, each.name, each.cycle, each.before, each.after) for each in found.changed] == [
        ("2026-0001", "Nelson, Rebecca", "Spring 2026", Eligibility.ELIGIBLE, Eligibility.NOT_ELIGIBLE)
    ]
    assert [(each.name, each.kept) for each in found.kept] == [
        ("Bruce, Rebecca", "the coordinator decided it"), ("Cole, Rebecca", "the cycle is closed"),
    ]  # fmt: skip
    (effect,) = found.classes
    assert (effect.class_code, effect.spans[0].before, effect.spans[0].first) == ("1379", "LPEL", JAN)
    assert facts(program, "1379").category is Category.LPEL
    assert not effects.effects_of(program, [Override("1379", Category.OTHER, date(2026, 6, 1), "Not ours")]).changed


def test_effects_name_the_moves_that_would_count(program, cycle):
    application = apply(program, cycle)
    with program.operation("test", "Selected") as op:
        person = op.session.get_one(Application, application).person_id
        participation = start_participation(op.session, person, application, date(2026, 3, 1), TODAY).id
    advancements.record_advancement(program, participation, on=date(2026, 5, 1), to_class_code="5157", route=Route.EXAM)

    (move,) = effects.effects_of(program, [Override("1379", Category.OTHER, JAN, "Not ours")]).advancements
    assert (move.name, move.from_class, move.counts) == (
        "Nelson, Rebecca", "1379 Office Assistant (Typing)", False,
    )  # fmt: skip
    assert effects.effects_of(program, [Override("1379", Category.BRIDGING, JAN, "It leads on")]).advancements == ()


def test_ladder_steps_are_added_changed_and_removed(program):
    made = ladders.add(program, Step("1379", "1139", Route.EXAM))
    ladders.edit(program, Step("1379", "1139", Route.TRANSFER, "Rule 433", made))
    found = ladders.all_steps(program)

    assert [(s.from_code, s.to_code, s.route, s.note) for s in found.steps] == [
        ("1379", "1139", Route.TRANSFER, "Rule 433")
    ]
    assert found.named("1139") == "1139 Office Technician (Typing)"
    ladders.remove(program, made)
    assert ladders.all_steps(program).steps == ()
    assert history.undo(program) == "Removed the step 1379 → 1139 by transfer"
    assert len(ladders.all_steps(program).steps) == 1


@pytest.mark.parametrize(
    ("start", "end", "field"), [("", "1139", "from_code"), ("1379", "9999", "to_code"), ("1379", "1379", "to_code")]
)
def test_a_step_that_cannot_be_is_refused(program, start, end, field):
    with pytest.raises(InvalidInput) as refused:
        ladders.add(program, Step(start, end, Route.EXAM))
    assert refused.value.field == field


def test_a_step_stands_once_and_keeps_its_classes(program):
    ladders.add(program, Step("1379", "1139", Route.EXAM))
    with pytest.raises(InvalidInput, match="there already"):
        ladders.add(program, Step("1379", "1139", Route.EXAM))
    with pytest.raises(NotNow, match="1 ladder step"):
        editing.change(program, [RemoveTitle("1139", title_id(program, "1139", "Office Technician (Typing)"))])
