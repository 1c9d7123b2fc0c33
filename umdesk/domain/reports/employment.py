"""What a person held on a day, and whether they were employed: dated appointments and the days on which they left."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Held:
    """What a person holds from a day on: class code, unit name ("" for none)."""

    effective: date
    class_code: str
    unit: str


@dataclass(frozen=True, slots=True)
class Employment:
    """A person's appointments in order of their days, and the last days before they left, in order."""

    held: tuple[Held, ...]
    left: tuple[date, ...] = ()

    def on(self, day: date) -> Held | None:
        """What the person held on a day; None before the first appointment and while they were gone.

        They were gone from the day after their last one until a later appointment began.
        """
        place = bisect_right(self.held, day, key=lambda one: one.effective)
        if not place:
            return None
        newest = self.held[place - 1]
        return None if any(newest.effective <= gone < day for gone in self.left) else newest
