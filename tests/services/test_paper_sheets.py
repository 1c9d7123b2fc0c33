"""Paper rating sheets: typed in twice, compared, settled; the code on them; what is printed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.selection_cycle import Made, make_cycle
from umdesk.domain.errors import InvalidInput, NotNow, UserError
from umdesk.domain.intake.tables import Line, Table
from umdesk.domain.paper_entries import CONFLICT, Typing, comment_field, rating_field
from umdesk.domain.sheet_codes import SIGNS, code_of, read_code
from umdesk.domain.words import CycleState
from umdesk.services import criteria, paper_sheets, raters, rating_files, ratings, sheet_papers
from umdesk.services.programs import Program
from umdesk.storage import models

#: What the paper says, by criterion: rating and comment, for the six criteria of the cycle.
PAPER = {
    "Aptitude": ("4", "Calm and clear"),
    "Courses": ("", ""),
    "Initiative": ("0", "Nothing of the kind"),
    "Writing": ("N/A", ""),
    "Drive": ("4.5", "“Two” examples"),
    "Reach": ("10", "Ana's own words: 7 of 10"),
}
Planted = tuple[Mapping[str, str], Mapping[str, str], str, str]


@pytest.fixture
def made(program: Program) -> Made:
    made = make_cycle(program, people=2)
    for name in list(PAPER)[2:]:
        criteria.add(
            program, made.cycle, criteria.CriterionInput(name, Decimal(10), Decimal(1), Decimal("0.5"), required=False)
        )
    made.go(CycleState.SCORING)
    return made


def planted() -> list[Planted]:
    """Fifty wrong typings of PAPER: ratings and comments that differ, the answer on a conflict and the words to it."""
    wrong: list[Planted] = []

    def rating(**other: str) -> None:
        wrong.append((other, {}, "none", ""))

    def comment(**other: str) -> None:
        wrong.append(({}, other, "none", ""))

    for text in ("", "0", "3", "5", "10", "N/A", "7"):
        if text != "N/A":
            rating(Aptitude=text)
        rating(Courses=text or "1")
    for text in ("", "1", "10", "N/A", "0.5"):
        rating(Initiative=text)
    for text in ("", "0", "1", "10"):
        rating(Writing=text)
    for text in ("4", "5", "", "N/A", "0.5"):
        rating(Drive=text)
    for text in ("", "1", "0", "N/A", "9.5"):
        rating(Reach=text)
    rating(Aptitude="10", Reach="4")
    rating(Aptitude="0", Initiative="4")
    rating(Aptitude="", Courses="4")
    rating(Writing="", Courses="N/A")
    for text in ("", "Calm and dear", "Calm, and clear", "calm and clear", "Calm  and clear."):
        comment(Aptitude=text)
    comment(Courses="Nothing of the kind", Initiative="")
    comment(Drive="Two examples")
    comment(Aptitude="Nothing of the kind", Initiative="Calm and clear")
    comment(Initiative="Nothing of the kind, but")
    comment(Reach="Ana's own words: 1 of 10")
    comment(Writing="N/A")
    wrong += [({}, {}, "", ""), ({}, {}, "recused", "A cousin"), ({}, {}, "none", "A namesake")]
    return wrong


def typing(made: Made, ratings_: Mapping[str, str], comments: Mapping[str, str], conflict: str, reason: str) -> Typing:
    """The paper typed with these mistakes; a paper that names a conflict has no ratings."""
    keys = {c.name: c.key for c in criteria.of_cycle(made.program, made.cycle).criteria}
    rated = {} if conflict == "recused" else {keys[n]: ratings_.get(n, rating) for n, (rating, _c) in PAPER.items()}
    return Typing(rated, {keys[n]: comments.get(n, text) for n, (_r, text) in PAPER.items()}, conflict, reason)


def test_every_one_of_fifty_planted_differences_is_caught(made: Made) -> None:
    """Each is typed as the first and as the second of the two; what the paper says twice is no difference."""
    program, application, rater = made.program, made.applications["2026-0001"], made.raters[0]
    right = typing(made, {}, {}, "none", "")
    mistakes = planted()
    assert (len(mistakes), len({repr(one) for one in mistakes})) == (50, 50)
    caught = 0
    for place, mistake in enumerate(mistakes):
        wrong = typing(made, *mistake)
        turns = (right, wrong) if place % 2 else (wrong, right)
        for turn, text in enumerate(turns, start=1):
            paper_sheets.type_in(program, application, rater, turn, text)
        caught += bool(paper_sheets.differences(program, application, rater))
        paper_sheets.start_over(program, application, rater)
    assert caught == 50
    spaced = replace(right, comments={key: f"  {text.replace(' ', '   ')} " for key, text in right.comments.items()})
    same = replace(spaced, ratings={key: text.replace("4.5", "4,50") for key, text in right.ratings.items()})
    paper_sheets.type_in(program, application, rater, 1, right)
    paper_sheets.type_in(program, application, rater, 2, same)
    assert paper_sheets.differences(program, application, rater) == ()


def test_a_paper_is_written_when_its_differences_are_settled(made: Made) -> None:
    program, application, rater = made.program, made.applications["2026-0001"], made.raters[0]
    key = {c.name: c.key for c in criteria.of_cycle(program, made.cycle).criteria}
    right, wrong = typing(made, {}, {}, "none", ""), typing(made, {"Aptitude": "7"}, {"Drive": "Two"}, "none", "")
    found = paper_sheets.find(program, made.cycle, sheet_papers.papers(program, made.cycle, [rater])[0].code.lower())
    assert (found.number, found.rater, found.turn, found.typed_by) == ("2026-0001", "Bo", 1, ())
    assert paper_sheets.type_in(program, application, rater, 1, wrong).typed_by == ("Maria Ortega",)
    with pytest.raises(NotNow, match="was not typed in twice"):
        paper_sheets.settle(program, application, rater, {})
    paper_sheets.type_in(program, application, rater, 2, right)
    assert [(one.what, one.first, one.second) for one in paper_sheets.differences(program, application, rater)] == [
        ("Aptitude", "7", "4"), ("Comment on Drive", "Two", "“Two” examples"),
    ]  # fmt: skip
    assert [(line.turn, line.differs, line.settled) for line in paper_sheets.waiting(program, made.cycle)] == [
        (3, 2, False)
    ]
    with pytest.raises(InvalidInput, match="Aptitude is not settled yet"):
        paper_sheets.settle(program, application, rater, {})
    chosen = {rating_field(key["Aptitude"]): "44", comment_field(key["Drive"]): "“Two” examples"}
    with pytest.raises(InvalidInput, match="takes 0 to 10"):
        paper_sheets.settle(program, application, rater, chosen)
    ratings.enter(program, application, rater, key["Aptitude"], Decimal(5))
    chosen[rating_field(key["Aptitude"])] = "4"
    with pytest.raises(InvalidInput, match="has other ratings already"):
        paper_sheets.settle(program, application, rater, chosen)
    paper_sheets.settle(program, application, rater, chosen, reason="The paper is the rater's own")
    with program.reading() as session:
        sheet = session.query(models.Sheet).filter_by(application_id=application, rater_id=rater).one()
        rows = session.query(models.Rating).filter_by(sheet_id=sheet.id)
        written = {row.criterion_key: (row.value, row.not_applicable, row.comment) for row in rows}
        assert (sheet.entered_as, sheet.declared_as, sheet.submitted_at is not None) == (
            "on paper, typed twice", "on paper", True,
        )  # fmt: skip
    assert written == {
        key["Aptitude"]: (Decimal(4), False, "Calm and clear"),
        key["Initiative"]: (Decimal(0), False, "Nothing of the kind"),
        key["Writing"]: (None, True, ""),
        key["Drive"]: (Decimal("4.5"), False, "“Two” examples"),
        key["Reach"]: (Decimal(10), False, "Ana's own words: 7 of 10"),
    }
    assert [(line.differs, line.settled) for line in paper_sheets.waiting(program, made.cycle)] == [(0, True)]


def test_what_a_paper_cannot_say_and_when_it_cannot_be_typed(made: Made) -> None:
    program, application, rater = made.program, made.applications["2026-0001"], made.raters[0]

    def refused_error(call: Callable[[], object]) -> UserError:
        with pytest.raises(UserError) as caught:
            call()
        return caught.value

    def refused(call: Callable[[], object]) -> tuple[str, str]:
        error = refused_error(call)
        return getattr(error, "field", ""), error.message

    def type_(**ratings_: str) -> Callable[[], object]:
        return lambda: paper_sheets.type_in(program, application, rater, 1, typing(made, ratings_, {}, "none", ""))

    key = {c.name: c.key for c in criteria.of_cycle(program, made.cycle).criteria}
    assert refused(type_(Aptitude="44")) == (rating_field(key["Aptitude"]), "Aptitude takes 0 to 10.")
    assert refused(type_(Aptitude="N/A"))[0] == rating_field(key["Aptitude"])
    assert refused(type_(Drive="4.2"))[0] == rating_field(key["Drive"])
    both = replace(typing(made, {}, {}, "none", ""), conflict="recused")
    assert refused(lambda: paper_sheets.type_in(program, application, rater, 1, both))[0] == CONFLICT
    code = sheet_papers.papers(program, made.cycle, [rater])[0].code
    wrong = ("A" if code[0] != "A" else "B") + code[1:]
    assert "A sign of the code is wrong" in refused(lambda: paper_sheets.find(program, made.cycle, wrong))[1]
    strange = code_of("a", "b", "c")
    assert "No sheet of this cycle" in refused(lambda: paper_sheets.find(program, made.cycle, strange))[1]
    other = made.applications["2026-0002"]
    recused = Typing(conflict="recused", reason="A cousin")
    for turn in (1, 2):
        paper_sheets.type_in(program, other, rater, turn, recused)
    paper_sheets.settle(program, other, rater, {})
    assert [one.number for one in sheet_papers.papers(program, made.cycle, [rater])] == ["2026-0001"]
    changed = criteria.CriterionInput("Aptitude", Decimal(20), Decimal(2))
    criteria.edit(program, made.cycle, key["Aptitude"], changed)
    assert "before a criterion changed" in str(refused_error(lambda: paper_sheets.find(program, made.cycle, code)))
    code = sheet_papers.papers(program, made.cycle, [rater])[0].code
    ratings.enter(program, application, made.raters[1], key["Aptitude"], Decimal(20))
    criteria.edit(program, made.cycle, key["Aptitude"], replace(changed, weight=Decimal(3)), reason="Weighs more")
    assert paper_sheets.find(program, made.cycle, code).remark == (
        "Printed for version 1 of the criteria; nothing on it changed since."
    )
    criteria.edit(program, made.cycle, key["Aptitude"], replace(changed, maximum=Decimal(5)), reason="Too wide")
    assert refused(lambda: paper_sheets.find(program, made.cycle, code))[1] == (
        "This sheet was printed for version 1 of the criteria, and Aptitude changed since."
    )


SHEETS = st.tuples(*[st.text("0123456789abcdef", min_size=4, max_size=8)] * 3)


@settings(max_examples=60)
@given(SHEETS, st.integers(0, 10), st.integers(0, 10), st.sampled_from(SIGNS))
def test_a_wrong_sign_or_two_that_changed_places_are_always_noticed(
    ids: tuple[str, str, str], one: int, other: int, sign: str
) -> None:
    code = code_of(*ids)
    signs = code.replace("-", "")
    assert read_code(f" {signs[:5].lower()} {signs[5:]}") == code == read_code(f"2026-0001 {code} 1/2")
    swapped = list(signs)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    for wrong in (signs[:one] + sign + signs[one + 1 :], "".join(swapped)):
        if wrong != signs:
            with pytest.raises(ValueError, match="wrong"):
                read_code(wrong)


def test_codes_of_a_large_cycle_are_all_different(made: Made) -> None:
    codes = {code_of(f"{one:032x}", f"{rater:032x}", f"{1:032x}") for one in range(500) for rater in range(40)}
    assert len(codes) == 20_000
    raters.add(made.program, made.cycle, "Ed")
    everybody = [line.id for line in raters.of_cycle(made.program, made.cycle)]
    assert [(p.rater, p.number, p.name) for p in sheet_papers.papers(made.program, made.cycle, everybody)][:3] == [
        ("Bo", "2026-0001", "Ana Person1"), ("Bo", "2026-0002", "Ana Person2"), ("Cy", "2026-0001", "Ana Person1"),
    ]  # fmt: skip


def test_a_coordinator_who_rates_types_their_own_imports_and_learns_nothing(made: Made) -> None:
    program, application = made.program, made.applications["2026-0001"]
    own, other = made.raters[:2]
    ratings.enter(program, application, other, made.keys[0], Decimal(7))
    with program.operation("tests.link", "Maria rates too") as op:
        op.session.get_one(models.Rater, own).account_id = program.account.account_id
    typed = Typing({made.keys[0]: "4"}, {}, "none")
    assert paper_sheets.type_in(program, application, own, 1, typed).turn == 2
    assert paper_sheets.sheet(program, application, own).turn == 2
    code = sheet_papers.papers(program, made.cycle, [other])[0].code
    for refused in (
        lambda: paper_sheets.find(program, made.cycle, code),
        lambda: paper_sheets.find(program, made.cycle, "2026-0001", other),
        lambda: paper_sheets.sheet(program, application, other),
        lambda: paper_sheets.type_in(program, application, other, 1, typed),
        lambda: paper_sheets.differences(program, application, other),
        lambda: paper_sheets.settle(program, application, other, {}),
        lambda: paper_sheets.start_over(program, application, other),
    ):
        with pytest.raises(NotNow, match="sealed for you"):
            refused()
    told = set()
    for guess in ("7", "4", "0"):
        cells = (("Application", "Rater", "Aptitude"), ("2026-0001", "Cy", guess), ("2026-0001", "Bo", "4"))
        lines = tuple(Line(number, row) for number, row in enumerate(cells, start=1))
        answer = rating_files.plan(program, (Table("ratings.csv", "", lines, 3),), made.cycle).plan.as_json()
        assert answer["imported"] == 1, "their own sheet comes in"
        told.add(str(answer["refused"]))
    why = "There are ratings of Cy for 2026-0001 on file, which you see once your own sheets are in."
    assert told == {str([{"row": 2, "reason": why}])}
    assert [row.values for row in sheet_papers.books(program, made.cycle, [other])[0].rows] == [{}, {}]
