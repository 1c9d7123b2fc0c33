"""Numbers of applications and plans: counted up by series and year, never given out twice."""

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
