"""Which backups are kept: all of the last two days, then one a day, a week and a month, within a share of the disk.

Days, weeks and months are those that have a backup, not those of the calendar: after a year in which nobody worked,
or when the clock of the computer is years ahead, the backups of the last days that were worked on are still there.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

#: Within this time before now every backup is kept.
ALL_OF = timedelta(days=2)
#: From this age on a backup is pointed out, and due, where data changed since.
OLD = timedelta(days=2)
#: However little room there is, this many stay.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup: its file, when it was made (aware), the last event in it, and its bytes."""

    key: str
    made_at: datetime
    seq: int
    size: int


@dataclass(frozen=True, slots=True)
class Rule:
    """For how many days, weeks and months one backup each is kept, and how many bytes all of them may take."""

    days: int
    weeks: int
    months: int
    most_bytes: int


def newest_first(backups: Iterable[Kept]) -> list[Kept]:
    """Backups in the order of their dates, the newest first."""
    return sorted(backups, key=lambda backup: (backup.made_at, backup.seq, backup.key), reverse=True)


def to_drop(backups: Sequence[Kept], now: datetime, rule: Rule) -> list[Kept]:
    """The backups that are not kept, oldest first.

    What is newest by its date and what is newest by its history are never among them, so that a clock that was set
    back or ahead does not cost the last work.

    Args:
        backups: all that there are at one place.
        now: this moment (aware); its time zone says where a day begins.
        rule: how many are kept.
    """
    ordered = newest_first(backups)
    if not ordered:
        return []
    never = {ordered[0].key, max(ordered, key=lambda backup: (backup.seq, backup.made_at, backup.key)).key}
    wanted = never | {backup.key for backup in ordered if backup.made_at > now - ALL_OF}
    zone = now.tzinfo
    for count, part in ((rule.days, _day), (rule.weeks, _week), (rule.months, _month)):
        wanted |= _last_of_each(ordered, count, part, zone)
    wanted |= {backup.key for backup in ordered[:FEWEST]}
    kept = [backup for backup in ordered if backup.key in wanted]
    _fit(kept, never, rule.most_bytes)
    stays = {backup.key for backup in kept}
    return [backup for backup in reversed(ordered) if backup.key not in stays]


def _last_of_each(
    ordered: Sequence[Kept], count: int, part: Callable[[datetime], object], zone: tzinfo | None
) -> set[str]:
    """The newest backup of each of the last `count` days (weeks, months) that have one."""
    found: dict[object, str] = {}
    for backup in ordered:
        found.setdefault(part(backup.made_at.astimezone(zone)), backup.key)
    return set(list(found.values())[:count])


def _fit(kept: list[Kept], never: set[str], most_bytes: int) -> None:
    """Take the oldest away until the rest fits."""
    size = sum(backup.size for backup in kept)
    for backup in tuple(reversed(kept)):
        if size <= most_bytes or len(kept) <= FEWEST:
            return
        if backup.key not in never:
            kept.remove(backup)
            size -= backup.size


def _day(moment: datetime) -> object:
    return moment.date()


def _week(moment: datetime) -> object:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> object:
    return moment.year, moment.month
