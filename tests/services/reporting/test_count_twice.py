"""Every number of every report over a generated program, beside a count that goes over its rows person by person.

`make count` does the same with 5,000 participants and every year; here are few people, and days on which years turn.
"""

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from umdesk.domain.counts import Period
from umdesk.services.reporting.building import BUILDERS

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"
PERIODS = {
    1: (Period(date(2019, 7, 1), date(2020, 6, 30)), Period(date(2024, 2, 29), date(2025, 7, 1))),
    2: (Period(date(2023, 1, 1), date(2023, 12, 31)), Period(date(2021, 7, 1), date(2021, 7, 1))),
    3: (Period(date(2026, 7, 1), date(2027, 6, 30)), Period(date(2016, 7, 1), date(2026, 11, 22))),
}
"""Seed → periods: a year with a leap day, one over two turns, a calendar year, a day, an unfinished year, all years."""


@pytest.fixture(autouse=True)
def _counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The generated program and its count lie beside the tools that use them."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    yield
    for name in [name for name, module in sys.modules.items() if _is_beside(module)]:
        del sys.modules[name]


def _is_beside(module: object) -> bool:
    return str(PACKAGING) == str(Path(getattr(module, "__file__", None) or "/").parent)


@pytest.mark.parametrize("seed", PERIODS)
def test_both_counts_agree_on_every_number_and_on_whom_it_counts(seed: int, tmp_path: Path) -> None:
    import count_years
    import ten_years

    assert count_years.COUNTS.keys() == BUILDERS.keys()
    world = ten_years.make(seed, participants=40, activities_each=3)
    known, found = count_years.Known(world), count_years.Found()
    with closing(ten_years.write(world, tmp_path / "ten.umdesk")) as program:
        for kind in BUILDERS:
            for period in PERIODS[seed]:
                count_years.compare(known, program, kind, period, found)
    assert not found.differences
    assert not found.uncovered()
    assert found.numbers > 2000
