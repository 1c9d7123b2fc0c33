"""Letters of selection: who wants which, what they tell and what never, and what no longer holds stays here."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from tests.documents.pdf_rules import check
from tests.selection_cycle import Made, make_cycle
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.letters import SELECTION_KINDS, UNWRITTEN
from umdesk.domain.words import CycleState, LetterKind, Outcome
from umdesk.jobs import letters as jobs
from umdesk.jobs.letters import Wish
from umdesk.services import decisions, letters, settings, waitlist

S, W, N = Outcome.SELECTED, Outcome.WAITLISTED, Outcome.NOT_SELECTED


@pytest.fixture
def decided(program) -> Made:
    """Four applications in the order of their numbers, the last two on the waitlist and not selected, not applied."""
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    for number, points in zip(made.applications, (9, 8, 7, 6), strict=True):
        made.rate(number, (points, points), (points, points), (points, "n/a"))
    made.go(CycleState.DECIDING)
    for application, outcome in zip(made.applications.values(), (S, S, W, N), strict=True):
        decisions.decide(program, application, outcome)
    return made


def wants(made):
    found = letters.decided(made.program, made.cycle)
    return {one.row.number[-1]: one.wants and one.wants.value for one in found}


def text(made, number, kind):
    ((_id, snapshot),) = letters.prepare(made.program, [made.applications[number]], kind)
    return "\n".join(block if isinstance(block, str) else "\n".join(block) for block in snapshot.blocks)


def test_only_applied_decisions_are_told_and_each_once(decided):
    program = decided.program
    assert letters.decided(program, decided.cycle) == ()
    with pytest.raises(InvalidInput, match="so this letter does not fit"):
        letters.prepare(program, [decided.applications["2026-0001"]], LetterKind.SELECTED)

    decisions.apply(program, decided.cycle)
    assert wants(decided) == {"1": "selected", "2": "selected", "3": "waitlisted", "4": "not selected"}
    with pytest.raises(InvalidInput, match="is “waitlisted”, so this letter does not fit"):
        letters.prepare(program, [decided.applications["2026-0003"]], LetterKind.SELECTED)

    told = text(decided, "2026-0004", LetterKind.NOT_SELECTED)
    assert "There were 2 places in this cycle." in told
    assert UNWRITTEN in told
    assert "scores" not in told, "off by default, without a trace"
    assert letters.gaps(program, decided.cycle, LetterKind.WAITLISTED) == (
        f"How to ask for a review is not written yet: the letter says “{UNWRITTEN}”. See Settings.",
        "The last day of the waitlist is not set yet: the letter says so.",
    )
    settings.change(program, "letters.review", "Write to the EEO officer within 30 days.")
    waitlist.set_until(program, decided.cycle, date(2026, 12, 31))
    assert letters.gaps(program, decided.cycle, LetterKind.WAITLISTED) == ()
    assert "by Dec 31, 2026" in text(decided, "2026-0003", LetterKind.WAITLISTED)

    made = jobs.make(program, Wish((decided.applications["2026-0003"],), LetterKind.WAITLISTED))
    assert wants(decided)["3"] is None
    waitlist.decline(program, decided.applications["2026-0001"], date(2026, 5, 20), "Took another job")
    waitlist.move_on(program, decided.applications["2026-0003"], date(2026, 5, 20))
    assert (wants(decided)["1"], wants(decided)["3"]) == ("declined", "selected")
    with pytest.raises(NotNow, match="“waitlisted” of 2026-0003 does not fit any more: the application is “selected”"):
        letters.mark_sent(program, made, date(2026, 5, 20))
    with pytest.raises(NotNow, match="does not fit any more"):
        letters.record_copy(program, made, "printed", lambda: None)


def test_own_scores_are_told_where_the_department_wants_and_nobody_elses(decided):
    program = decided.program
    decisions.apply(program, decided.cycle)
    settings.change(program, "letters.scores", value=True)

    told = text(decided, "2026-0003", LetterKind.WAITLISTED)
    assert (
        "Your own scores, from 3 raters:\nAptitude: 7 of 10\nCourses: 7 of 10\nScore: 70.00 of 100\n"
        "A rater's score = 100 × (2 × Aptitude/10 + 1 × Courses/10) ÷ 3"
    ) in told
    everything = str(letters.prepare(program, [decided.applications["2026-0003"]], LetterKind.WAITLISTED))
    for secret in ("Bo", "Cy", "Di", "90.00", "80.00", "60.00", "rank", "Person1", "2026-0004"):
        assert secret not in everything

    settings.change(program, "letters.not_selected", "Your score: {score}.")
    assert text(decided, "2026-0004", LetterKind.NOT_SELECTED) == "Your score: 60.00 of 100, from 3 raters."
    settings.change(program, "letters.scores", value=False)
    with pytest.raises(InvalidInput, match="keep scores out of letters"):
        text(decided, "2026-0004", LetterKind.NOT_SELECTED)


def test_every_kind_is_a_tagged_paper_and_all_are_one_to_print(decided, tmp_path):
    program = decided.program
    decisions.apply(program, decided.cycle)
    settings.change(program, "letters.scores", value=True)
    waitlist.decline(program, decided.applications["2026-0002"], date(2026, 5, 20), "Moved away")
    for kind in SELECTION_KINDS:
        ids = tuple(one.row.id for one in letters.decided(program, decided.cycle) if one.wants is kind)
        jobs.make(program, Wish(ids, kind))
    found = letters.decided(program, decided.cycle)
    rows = [(row, one.row.number) for one in found for row in one.letters]
    assert [row.kind.value for row, _number in rows] == ["selected", "declined", "waitlisted", "not selected"]
    for data in letters.documents(program, [row.id for row, _number in rows]):
        assert "2026-000" in check(data).text
        with pikepdf.open(BytesIO(data)) as pdf:
            assert "Person" not in str(pdf.docinfo)

    together = jobs.together(program, [row for row, _number in rows])
    assert together.title == "4 letters"
    assert check(together.data, papers=4).text.count("Sincerely") == 4
    written = jobs.save_each(program, rows, tmp_path)
    assert [path.name for path in written][:2] == ["2026-0001 letter selected.pdf", "2026-0002 letter declined.pdf"]
    letters.mark_sent(program, [row.id for row, _number in rows], date(2026, 5, 20))
    assert all(one.letters[0].sent_on == date(2026, 5, 20) for one in letters.decided(program, decided.cycle))
