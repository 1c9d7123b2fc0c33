"""Could I apply: the class list and the criteria answer, nothing is written; and who takes part on which day."""

from datetime import date

from umdesk.domain.words import Demand, Eligibility
from umdesk.services import applicants, cycles, eligibility, history, settings
from umdesk.services.applicants import NewApplicant, since
from umdesk.services.applicants.judging import TakingPart
from umdesk.services.applicants.recording import Occasion, record
from umdesk.services.eligibility import Question
from umdesk.services.programs import Program

DAY = date(2026, 5, 20)
ELIGIBLE, NOT, DECIDES = Eligibility.ELIGIBLE, Eligibility.NOT_ELIGIBLE, Eligibility.COORDINATOR_DECIDES


ANSWERS = [
    ("1379", "permanent", ELIGIBLE),
    ("731", "Perm", ELIGIBLE),
    ("Office Assistant (Typing)", "probationary", ELIGIBLE),
    ("1379 Office Assistant (Typing)", "permanent", ELIGIBLE),
    ("5157", "permanent", NOT),
    ("1379", "limited term", DECIDES),
    ("1379", "", DECIDES),
    ("Wizard", "permanent", DECIDES),
    ("", "permanent", DECIDES),
]


def test_a_class_a_tenure_and_a_day_are_answered_and_nothing_is_written(program: Program) -> None:
    before = len(history.events(program))
    found = [eligibility.could_apply(program, Question(held, tenure, DAY)) for held, tenure, _ in ANSWERS]
    assert [each.answer.eligibility for each in found] == [answer for _, _, answer in ANSWERS]
    assert all(each.next_steps and not each.also_asked for each in found)
    assert found[-2].answer.reasons[0].source == "What was typed here"
    assert len(history.events(program)) == before


def test_only_what_counts_is_asked_and_told(program: Program) -> None:
    asked = Question("1379", "permanent", DAY, class_date=date(2026, 1, 1), time_base="1/2")
    assert eligibility.could_apply(program, asked).answer.eligibility is ELIGIBLE
    settings.change(program, "eligibility.months_in_class", 6)
    settings.change(program, "eligibility.full_time", Demand.COORDINATOR_DECIDES.value)
    settings.change(program, "eligibility.signed", Demand.REQUIRED.value)
    found = eligibility.could_apply(program, asked)
    assert found.answer.eligibility is NOT
    assert [reason.text for reason in found.answer.reasons][:2] == [
        "4 months in class on the day received; the department asks for 6 months.",
        "The time base is “1/2”; the department asks for full time.",
    ]
    assert found.also_asked == ("a signature with its date",)
    assert (found.asks.class_date, found.asks.time_base, found.asks.hired, found.asks.probation) == (
        True, True, False, False
    )  # fmt: skip


def test_who_takes_part_on_a_day() -> None:
    states = [
        ("mary", "first", date(2024, 1, 1), "active"),
        ("mary", "first", date(2024, 6, 1), "on leave"),
        ("mary", "first", date(2025, 1, 1), "completed"),
        ("mary", "second", date(2026, 1, 1), "active"),
    ]
    part = TakingPart(states)
    on = {day: part.on("mary", day) for day in (date(2023, 1, 1), date(2024, 7, 1), date(2025, 5, 1), DAY)}
    assert list(on.values()) == [False, True, False, True]
    assert not part.on("somebody else", DAY)


def test_the_changes_since_are_those_that_the_answer_rests_on(program: Program) -> None:
    cycle = cycles.create_cycle(program, "Spring 2026")
    new = NewApplicant("Nelson", "Rebecca", class_code="1379", tenure="permanent", received=date(2026, 2, 15))
    wanted = applicants.add(program, cycle, new)
    assert since.changes(program, wanted) == ()
    with program.operation("letters.send", "Sent a letter", undoable=False) as op:
        record(op.session, [wanted], Occasion.LETTER, "Maria Ortega", program.now())
    found = applicants.detail(program, wanted)
    applicants.edit_person(program, found.person_id, {"work_phone": "555-1200"})
    applicants.edit_appointment(program, found.appointment_id, {"unit": "Butte Unit"})
    assert since.changes(program, wanted) == ()
    applicants.edit_appointment(program, found.appointment_id, {"tenure": "limited term"})
    settings.change(program, "cycles.minimum_raters", 2)
    settings.change(program, "eligibility.signed", Demand.REQUIRED.value)
    changes = since.changes(program, wanted)
    assert [change.what for change in changes] == [
        "Changed the tenure of Rebecca Nelson", "Changed the setting “Application is signed”"
    ]  # fmt: skip
    assert {change.by for change in changes} == {"Maria Ortega"}
