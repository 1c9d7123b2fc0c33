"""Numbers of applications and plans: counted up by series and year, never given out twice."""

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from umdesk.storage.models import Counter


def next_number(session: Session, series: str, year: int) -> str:
    """The next number of a series ("application", "plan") in a year, such as "2026-0007".

    Undo does not give it back: a number that stood on paper once must not come to mean somebody else.
    """
    name = f"{series} {year}"
    counter = session.get(Counter, name)
    if counter is None:
        counter = Counter(series=name, last=0)
        session.add(counter)
    counter.last += 1
    return f"{year}-{counter.last:04d}"


def given(raw: Any) -> dict[str, int]:
    """The last number that was given out of each series, on a raw connection."""
    return {str(series): int(last) for series, last in raw.execute("SELECT series, last FROM counter ORDER BY series")}


def go_on_after(connection: Connection, numbers: dict[str, int]) -> None:
    """Let no number be given out again that another copy of the program has given out already."""
    for series, last in numbers.items():
        connection.exec_driver_sql(
            "INSERT INTO counter (series, last) VALUES (?, ?) "
            "ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last)",
            (series, last),
        )


def in_words(series: str, last: int) -> str:
    """The last number of a series with its kind: "application 2026-0007"."""
    return f"{series}-{last:04d}"
