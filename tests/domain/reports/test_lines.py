"""Lines that are made when somebody looks at them are those that would have been made at once."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.program_facts import Who
from umdesk.domain.reports.lines import Line, Lines, Opens, Together, added, by_name, in_any_order
from umdesk.domain.reports.model import Number, Unit, total

LINES = st.lists(
    st.builds(
        Line,
        who=st.sampled_from([Who("1", "Garcia, Ana", ""), Who("2", "Nelson, Ann", ""), Who("3", "Nelson, Ann", "")]),
        record=st.sampled_from(["", "2026-0001"]),
        what=st.sampled_from(["", "A workshop"]),
        on=st.sampled_from([None, date(2025, 7, 1), date(2026, 6, 30)]),
        amount=st.none(),
        opens=st.just(Opens.PERSON),
        key=st.just("1"),
    ),
    max_size=5,
)
AMOUNTS = st.lists(st.integers(-90, 90).map(Decimal), max_size=5)


def with_amounts(lines: Sequence[Line], amounts: Sequence[Decimal]) -> list[Line]:
    return [line._replace(amount=amount) for line, amount in zip(lines, amounts, strict=False)]


def amount_of(line: Line) -> Decimal:
    return line.amount or Decimal(0)


@given(LINES, AMOUNTS, st.booleans(), st.booleans())
def test_lines_made_later_are_those_made_at_once(
    rows: list[Line], amounts: list[Decimal], counted: bool, named: bool
) -> None:
    rows = rows if counted else with_amounts(rows, amounts)
    whole = by_name(rows) if named else tuple(rows)
    later = Lines(rows, lambda row: row._replace(amount=None), None if counted else amount_of, named=named)
    assert (len(later), added(later)) == (len(rows), None if counted else sum(map(amount_of, rows), Decimal(0)))
    loose = list(in_any_order(later))
    assert tuple(later) == whole
    assert (later[:2], [*reversed(later)]) == (whole[:2], [*reversed(whole)])
    assert sorted(map(id, loose)) == sorted(map(id, later)), "each is made once"
    assert Number("a", "A", later, Unit.HOURS).value == Number("a", "A", whole, Unit.HOURS).value


@given(st.lists(st.tuples(LINES, AMOUNTS, st.booleans()), max_size=4), st.booleans())
def test_a_total_has_the_lines_of_its_numbers_and_is_their_sum(
    parts: list[tuple[list[Line], list[Decimal], bool]], later: bool
) -> None:
    numbers = []
    for lines, amounts, counted in parts:
        own = lines if counted else with_amounts(lines, amounts)
        made = Lines(own, lambda row: row, None if counted else amount_of) if later else tuple(own)
        numbers.append(Number("part", "Part", made))
    whole = total("total", "Total", numbers)
    assert whole.value == sum(number.value for number in numbers)
    assert list(whole.lines) == [line for number in numbers for line in number.lines]
    assert list(Together((number.lines for number in numbers), named=True)) == [*by_name(whole.lines)]
    assert sorted(map(id, in_any_order(whole.lines))) == sorted(map(id, whole.lines))


def test_people_are_listed_as_they_are_looked_for_whatever_their_accents() -> None:
    names = ("Vang, Mai", "Lindqvist, Åsa", "Đặng, Lan", "Lê, Thu", "de Leon, Ana", "Öztürk, Can", "O'Neil, Una")
    lines = [Line(Who(str(place), name, "")) for place, name in enumerate(names)]
    assert [line.who.name for line in by_name(lines)] == [
        "Đặng, Lan", "de Leon, Ana", "Lê, Thu", "Lindqvist, Åsa", "O'Neil, Una", "Öztürk, Can", "Vang, Mai",
    ]  # fmt: skip
