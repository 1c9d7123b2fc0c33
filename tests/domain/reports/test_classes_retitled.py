"""A class that got another title is one row of a table by class, also beside a report that was filed by titles."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from umdesk.domain.counts import Definitions, Move, Period
from umdesk.domain.program_facts import Who
from umdesk.domain.reports import filed, moves
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.filed import FiledLine
from umdesk.domain.reports.lines import NOBODY
from umdesk.domain.reports.model import Number, Table
from umdesk.domain.reports.moves import Advance
from umdesk.domain.words import Category, Route

PERIOD = Period(date(2025, 7, 1), date(2026, 6, 30))
RETITLED_ON = date(2026, 1, 1)
TITLES = {"1441": ("Office Assistant", "Office Aide/Typist"), "5157": ("Analyst", "Analyst"), "": ("", "")}


def title(code: str, day: date) -> str:
    """Class 1441 has another title from January 1, 2026 on; "" is a class that nobody knows."""
    return f"{code} {TITLES[code][day >= RETITLED_ON]}" if code else "Unknown class"


def table(*made: Move) -> Table:
    basis = Basis(PERIOD, date(2026, 7, 4), lambda _code, _day: Category.OTHER, Definitions(), title)
    advances = [Advance(str(place), Who(one.person, one.person, ""), one) for place, one in enumerate(made)]
    found = moves.count(advances, (), basis, PERIOD)
    return moves.by_class("class", "By class", found, found.every, basis)


EARLY = Move("Ana", date(2025, 9, 1), "1441", "5157", Route.EXAM)
LATE = Move("Bea", date(2026, 2, 1), "1441", "5157", Route.TRANSFER)


def numbers(found: Table) -> dict[str, list[str]]:
    cells = [cell for row in found.every_row for cell in row if isinstance(cell, Number)]
    return {cell.key: [line.who.name for line in cell.lines] for cell in cells}


def test_a_retitled_class_is_one_row_with_its_last_title() -> None:
    both = table(EARLY, LATE)
    assert [row[:2] for row in both.rows] == [("1441 Office Aide/Typist", "5157 Analyst")]
    assert numbers(both) == {"class/1441/5157": ["Ana", "Bea"]}
    assert both.note == "A class that was retitled is one row, with its title of Jun 30, 2026."
    assert table(LATE).note == ""


def test_a_class_that_nobody_knows_is_a_row_of_its_own() -> None:
    found = table(EARLY, Move("Cyd", date(2025, 8, 1), "", "5157", Route.EXAM))
    assert numbers(found) == {"class/unknown/5157": ["Cyd"], "class/1441/5157": ["Ana"], "class": ["Cyd", "Ana"]}


def old(keys: Mapping[str, Sequence[int]]) -> bytes:
    """What version 1 kept of numbers with these keys and the lines of Ana or Bea."""
    lines = [["Ana", "person", "Ana", "2025-09-01", None], ["Bea", "person", "Bea", "2026-02-01", None]]
    content = {
        "version": 1, "kind": "advancements", "through": "2026-06-30", "people": [], "lines": lines,
        "numbers": [
            {"key": key, "label": key, "unit": "count", "value": str(len(own)), "lines": own}
            for key, own in keys.items()
        ],
    }  # fmt: skip
    return json.dumps(content).encode()


def test_a_report_that_was_filed_by_titles_is_compared_by_classes() -> None:
    keys = {
        "class/1441 Office Assistant/5157 Analyst": [0],
        "class/1441 Office Aide/Typist/5157 Analyst": [1],
        "class/Unknown class/5157": [0],
        "class/ZZZ9/5157 Analyst": [0],
        "Advancements/1441 Office Assistant/5157 Analyst/exam/Moves": [0],
        "Advancements/1441 Office Aide/Typist/5157 Analyst/exam/Moves": [1],
        "Advancements/Moves": [0, 1],
        "class": [0, 1],
    }
    was = filed.read(old(keys))
    assert {one.key: (one.value, [line.person for line in one.lines]) for one in was.numbers} == {
        "class/1441/5157": (2, ["Ana", "Bea"]),
        "class/unknown/5157": (1, ["Ana"]),
        "class/ZZZ9/5157": (1, ["Ana"]),
        "Advancements/1441/5157/exam/Moves": (2, ["Ana", "Bea"]),
        "Advancements/Moves": (2, ["Ana", "Bea"]),
        "class": (2, ["Ana", "Bea"]),
    }

    def who(_line: FiledLine) -> Who:
        return NOBODY

    both = [number for row in table(EARLY, LATE).rows for number in row if isinstance(number, Number)]
    told = {one.key: (one.filed, one.now) for one in filed.differences(was, both, who, {})}
    assert "class/1441/5157" not in told
    assert told["class/unknown/5157"] == (1, 0)


def test_a_title_with_a_slash_and_digits_is_read_as_the_report_of_today_has_it() -> None:
    keys = {"class/1441 Office Aide 9001/9002 B/5157 Analyst": [0], "um-hires/1441/5157 Analyst 1/2000/exam/Moves": [1]}

    def read(*today: str) -> list[str]:
        return [one.key for one in filed.read(old(keys), today).numbers]

    assert read("class/1441/5157", "um-hires/1441/5157/exam/Moves") == [
        "class/1441/5157",
        "um-hires/1441/5157/exam/Moves",
    ]
    assert read("class/1441/9002")[0] == "class/1441/9002"
    assert read()[0] == "class/1441/9002"


def test_activities_not_started_are_compared_with_those_that_were_filed_as_planned() -> None:
    was = filed.read(old({"type/total/Planned": [0], "category/total/Planned": [1]}))
    assert [one.key for one in was.numbers] == ["type/total/Not started", "category/total/Not started"]
