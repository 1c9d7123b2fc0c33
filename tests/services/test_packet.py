"""The packet of a real cycle, from its first step to a correction after closing."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.selection_cycle import make_cycle
from umdesk.domain.corrections import RatingChange
from umdesk.domain.errors import NotNow
from umdesk.domain.packet import RECUSED, SENT_BACK
from umdesk.domain.paper_entries import Typing, rating_field
from umdesk.domain.words import Conflict, CycleState, LetterKind, Outcome, Seen
from umdesk.jobs import letters as letter_jobs
from umdesk.jobs import packet as jobs
from umdesk.services import (
    conflicts,
    corrections,
    criteria,
    cycles,
    decisions,
    disclosures,
    draws,
    history,
    letters,
    packet,
    paper_sheets,
    ratings,
    results,
    sealing,
    settings,
    waitlist,
)
from umdesk.services.applicants import editing
from umdesk.services.people import merging, units
from umdesk.storage import models

WHEN = datetime(2026, 5, 20, 17, 0, tzinfo=UTC)


@pytest.fixture
def cycle(program):
    """Four applications rated by three; Di is recused from the fourth, one sheet has a comment."""
    made = make_cycle(program)
    cycles.edit_cycle(program, made.cycle, cycles.CycleChanges(notice="Apply for two places."))
    made.go(CycleState.SCORING)
    for number, points in zip(made.applications, (9, 5, 5, 1), strict=True):
        made.rate(number, (points, points), (points, "n/a"), (points, points))
    conflicts.judge(program, made.applications["2026-0004"], made.raters[2], Conflict.RECUSED, reason="A cousin.")
    with program.operation("tests.words", "Wrote a comment") as op:
        rating = op.session.query(models.Rating).join(models.Sheet).filter_by(
            application_id=made.applications["2026-0001"], rater_id=made.raters[0]
        ).filter(models.Rating.criterion_key == made.keys[0]).one()  # fmt: skip
        rating.comment = "Clear and steady."
        row = op.session.get_one(models.Application, made.applications["2026-0001"])
        row.statement = "I keep the books of a club."
    return made


def test_before_deciding_there_is_no_packet(program, cycle):
    with pytest.raises(NotNow, match="Spring 2026 is scoring: the selection packet is made from deciding on"):
        packet.snapshot(program, cycle.cycle)
    with pytest.raises(NotNow):
        packet.status(program, cycle.cycle)


def test_a_packet_holds_what_happened(program, cycle, clock, tmp_path):
    ids = cycle.applications
    cycle.rate("2026-0004", (1, 1), (2, 2))
    criteria.edit(
        program, cycle.cycle, cycle.keys[1],
        criteria.CriterionInput("Courses", Decimal(8), Decimal(1), required=False), reason="Ten was a slip.",
    )  # fmt: skip
    for number in ("2026-0001", "2026-0002", "2026-0003"):
        for rater in cycle.raters:
            ratings.clear(program, ids[number], rater, cycle.keys[1])
            ratings.confirm_sheet(program, ids[number], rater)
    cycle.go(CycleState.DECIDING)
    draws.hold(program, cycle.cycle, "Ann Lee", "Bo Cruz")
    decisions.decide_by_rank(program, cycle.cycle, waitlist=1)
    decisions.apply(program, cycle.cycle)
    cycle.go(CycleState.CLOSED)

    found = packet.snapshot(program, cycle.cycle)

    assert (found.notice, found.state, found.keep_until) == ("Apply for two places.", "closed", date(2031, 5, 20))
    assert [(v.version, v.reason) for v in found.versions] == [(1, ""), (2, "Ten was a slip.")]
    assert [c.maximum for c in found.versions[0].criteria] == [10, 10]
    assert [v.changes for v in found.versions] == [(), ("Courses: maximum 10 → 8",)]
    assert [(c.number, c.rater, c.holds, c.reason, c.by) for c in found.conflicts] == [
        ("2026-0004", "Di", "recused", "A cousin.", "Maria Ortega")
    ]
    first, last = found.applications[0], found.applications[3]
    assert first.texts == (("Statement", "I keep the books of a club."),)
    assert first.sheets[0].comments == (("Aptitude", "Clear and steady."),)
    assert [sheet.counts for sheet in last.sheets] == [SENT_BACK, SENT_BACK, RECUSED]
    assert [(p.rank, p.decided_by) for p in found.places] == [(1, "score"), (2, "draw"), (3, "draw")]
    (group,) = found.draw.groups
    assert [one.digest for one in group] == sorted(one.digest for one in group)
    assert found.draw.witnesses == "witnessed by Ann Lee and Bo Cruz"
    assert [(d.rank, d.outcome) for d in found.decisions] == [(1, "selected"), (2, "selected"), (3, "waitlisted")]
    said = [event.what for event in found.history]
    assert said[0] == "Made the cycle Spring 2026 from given criteria"
    assert said[-1] == "Closed Spring 2026"
    assert f"SHA-256 of the seed: {found.draw.digest}" in "".join(said)
    assert [event.reason for event in found.history if event.reason] == ["A cousin.", "Ten was a slip."]
    assert (found.event, len(found.hash)) == (max(event.number for event in found.history), 64)
    assert found.missing == (
        "Sheets sent back by a change of the criteria do not count, for: 2026-0004.",
        "1 application without a rank: 2026-0004.",
        "No letter was sent that tells where they stand today: 2026-0001, 2026-0002, 2026-0003.",
    )

    # What comes after closing stands in the next packet.
    clock.set(WHEN + timedelta(days=3))
    gone = found.places[0].number
    waitlist.decline(program, ids[gone], date(2026, 5, 22), "Moved away.")
    waitlist.move_on(program, ids[found.places[2].number], date(2026, 5, 23))
    change = RatingChange(cycle.raters[0], ids[gone], cycle.keys[0], "8")
    corrections.make(program, cycle.cycle, [change], "A typing slip.")

    moved_up = found.places[2].number
    letter_jobs.make(program, letter_jobs.Wish((ids[moved_up],), LetterKind.SELECTED))

    made = jobs.make(program, cycle.cycle)

    after = made.snapshot
    assert made.agrees
    assert not any(row.needs_reason for row in results.results(program, cycle.cycle).rows)
    assert results.snapshot(program, cycle.cycle).notes[0].startswith("Corrected once after closing, last May 23, 2026")
    (letter,) = after.letters
    assert f"Your application {moved_up}: selected" in letter.words
    assert letter.words[-1].startswith(f"{moved_up} letter selected 1/1 ")
    assert [(m.number, m.what) for m in after.moves] == [
        (gone, "Declined the place."),
        (found.places[2].number, f"Moved up from the waitlist, in place of {gone} Person1, Ana."),
    ]
    (correction,) = after.corrections
    assert (correction.reason, correction.changes, correction.unchanged) == (
        "A typing slip.", (f"{gone}, Bo, Aptitude: 9 → 8",), 3,
    )  # fmt: skip
    assert correction.beside[0][0] == gone
    assert [(v.what, v.by) for v in after.viewings][-1] == ("the selection packet", "Maria Ortega")
    with program.reading() as session:
        assert Seen.PACKET in [line.what for line in sealing.viewings(session, cycle.cycle)]

    # Nothing of it is out yet; each copy that leaves is kept and told of.
    assert packet.status(program, cycle.cycle).kept == ()
    jobs.save(program, made, tmp_path / "packet.pdf")
    jobs.save_workbook(program, made, tmp_path / "packet.xlsx")
    status = packet.status(program, cycle.cycle)
    assert [(one.kind, one.final) for one in status.kept] == [(packet.WORKBOOK, True), (packet.PACKET, True)]
    assert status.final
    assert "make another" not in "".join(status.missing)
    kept = packet.document(program, status.kept[1].id)
    assert kept.data == (tmp_path / "packet.pdf").read_bytes() == made.paper.data
    with program.reading() as session:
        person = session.get_one(models.Application, ids[gone]).person_id
    assert {row.what for row in disclosures.of_person(program, person)} == {
        "Selection packet, Spring 2026", "Selection packet, Spring 2026, workbook",
    }  # fmt: skip
    assert history.events(program, None, 1)[0].summary == (
        "Selection packet, Spring 2026, workbook was saved as a workbook"
    )


def test_a_letter_from_before_a_correction_does_not_go_out(program, cycle, clock, tmp_path):
    cycle.go(CycleState.DECIDING)
    decisions.decide_by_rank(program, cycle.cycle)
    decisions.apply(program, cycle.cycle)
    cycle.go(CycleState.CLOSED)
    jobs.save(program, jobs.make(program, cycle.cycle), tmp_path / "packet.pdf")
    ids = cycle.applications
    made = letter_jobs.make(program, letter_jobs.Wish((ids["2026-0001"],), LetterKind.SELECTED))
    clock.set(WHEN + timedelta(days=1))
    change = RatingChange(cycle.raters[0], ids["2026-0001"], cycle.keys[0], "8")
    corrections.make(program, cycle.cycle, [change], "A typing slip.")

    with pytest.raises(NotNow, match="The score or decision of 2026-0001 was corrected after the letter “selected”"):
        letters.mark_sent(program, made, date(2026, 5, 21))
    assert packet.status(program, cycle.cycle).missing[-1] == (
        "The result was corrected after the last packet was made: make another."
    )
    again = letter_jobs.make(program, letter_jobs.Wish((ids["2026-0001"],), LetterKind.SELECTED))
    letters.mark_sent(program, again, date(2026, 5, 21))


def test_what_cannot_be_written_is_not_recorded(program, cycle, tmp_path):
    cycle.go(CycleState.DECIDING)
    made = jobs.make(program, cycle.cycle)

    for save in (jobs.save, jobs.save_workbook):
        with pytest.raises(Exception, match="does not exist or is closed to you"):
            save(program, made, tmp_path / "nowhere" / "packet")

    assert packet.status(program, cycle.cycle).kept == ()


def test_the_years_of_keeping_are_a_setting_of_at_least_five(program, cycle):
    with pytest.raises(Exception, match="is at least 5"):
        settings.change(program, "selection.retention_years", 4)
    settings.change(program, "selection.retention_years", 7)
    cycle.go(CycleState.DECIDING)
    decisions.decide(program, cycle.applications["2026-0001"], Outcome.SELECTED)

    found = packet.status(program, cycle.cycle)

    assert (found.years, found.keep_until, found.final) == (7, None, False)
    assert "1 decision pending." in found.missing


def test_the_packet_of_a_blind_cycle_has_names_and_the_masked_words_that_raters_read(program):
    made = make_cycle(program, people=2)
    cycles.edit_cycle(program, made.cycle, cycles.CycleChanges(blind=True))
    with program.operation("tests.words", "Wrote a statement") as op:
        op.session.get_one(models.Application, made.applications["2026-0001"]).statement = "I am Ana Person1."
    made.go(CycleState.SCORING)
    for number in made.applications:
        made.rate(number, (5, 5), (6, 6), (6, 6))
    made.go(CycleState.DECIDING)

    found = packet.snapshot(program, made.cycle)

    ((title, text),) = found.applications[0].texts
    assert title == "Statement"
    assert "Person1" not in text
    assert found.applications[0].name == "Person1, Ana"
    assert "The masked texts of 1 application were not checked: 2026-0001." in found.missing


def test_what_was_replaced_stands_beside_what_holds(program, clock):
    """Ratings changed after handing in, a paper typed in two ways, earlier settlements, a withdrawal, a known seed."""
    made = make_cycle(program, people=3)
    with program.operation("tests.seed", "Kept a seed") as op:
        op.session.get_one(models.Cycle, made.cycle).draw_seed = "copper lantern"
    made.go(CycleState.SCORING)
    for number, third in zip(made.applications, ((5, 5), (5, 5), ()), strict=True):
        made.rate(number, (9, 9), (5, 5), third)
    first, gone = made.applications["2026-0001"], made.applications["2026-0003"]
    for turn, aptitude in ((1, "5"), (2, "6")):
        paper_sheets.type_in(program, gone, made.raters[2], turn, Typing({made.keys[0]: aptitude}))
    paper_sheets.settle(program, gone, made.raters[2], {rating_field(made.keys[0]): "6"})
    decisions.settle_spread(program, first, "Talked on Monday.")
    clock.set(WHEN + timedelta(hours=1))
    ratings.enter(program, first, made.raters[0], made.keys[1], Decimal(6))
    ratings.clear(program, first, made.raters[0], made.keys[1])
    decisions.settle_spread(program, first, "Talked again.")
    ratings.enter(program, first, made.raters[0], made.keys[0], Decimal(5))
    ratings.enter(program, first, made.raters[0], made.keys[1], Decimal(7))
    editing.withdraw(program, gone, "Moved away.")
    made.go(CycleState.DECIDING)

    found = packet.snapshot(program, made.cycle)

    by = "by Maria Ortega, May 20, 2026, 6:00 PM."
    assert found.applications[0].sheets[0].came[-4:] == (
        f"Changed: Courses from 9 to 6, {by}", f"Changed: Courses from 6 to blank, {by}",
        f"Changed: Aptitude from 9 to 5, {by}", f"Changed: Courses from blank to 7, {by}",
    )  # fmt: skip
    assert "Aptitude was typed as “5” and as “6”; settled as “6”." in found.applications[2].sheets[2].came
    wide, past = found.flags
    assert (wide.number, wide.how, wide.before) == ("2026-0002", "to settle", ())
    assert (past.number, past.how, past.note) == ("2026-0001", "not wide any more; discussion", "Talked again.")
    assert past.before == (
        "Before: settled by discussion at a spread of 40.00. Talked on Monday. Maria Ortega, May 20, 2026, 5:00 PM",
    )
    assert found.applications[2].note == "Withdrawn on May 20, 2026: Moved away."
    assert f"SHA-256 of the seed: {found.draw.digest}" in "".join(event.what for event in found.history)


def test_a_closed_cycle_keeps_the_names_it_was_closed_with(program):
    """Marriage, a merge of records, a renamed unit and another definition change no packet of a closed cycle."""
    made = make_cycle(program, people=3)
    with program.operation("tests.unit", "Put a unit in") as op:
        unit = models.Unit(name="Field office")
        stray = models.Person(last_name="Person2", first_name="Anabel", employee_number=None)
        op.session.add_all([unit, stray])
        op.session.flush()
        row = op.session.get_one(models.Application, made.applications["2026-0001"])
        op.session.get_one(models.Appointment, row.appointment_id).unit_id = unit.id
        married, unit_id, stray_id = row.person_id, unit.id, stray.id
        doubled = op.session.get_one(models.Application, made.applications["2026-0002"]).person_id
    made.go(CycleState.SCORING)
    for number in made.applications:
        made.rate(number, (9, 9), (5, 5), (5, 5))
    made.go(CycleState.CLOSED)
    before = packet.snapshot(program, made.cycle)

    editing.edit_person(program, married, {"last_name": "Newname"})
    merging.merge(program, stray_id, doubled, ["first_name"], "One and the same.")
    units.rename(program, unit_id, "Northern office")
    settings.change(program, "selection.conflict_definition", "Nothing at all.")

    after = packet.snapshot(program, made.cycle)
    assert [one.name for one in after.places] == [one.name for one in before.places]
    assert after.applications == before.applications
    assert (after.applications[0].name, after.applications[0].unit) == ("Person1, Ana", "Field office")
    assert after.conflict_definition == before.conflict_definition
