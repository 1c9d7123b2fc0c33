"""How long to wait after wrong passwords: nothing for the first three, then 2, 4, 8 … seconds up to five minutes."""

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

FREE_TRIES = 3
LONGEST_WAIT = 300
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong tries of one account since its last sign-in: how many, and how many of them the history knows.

    `first` and `last` (aware) are the moments of those that it does not know, `last` of any where it knows all.
    """

    count: int
    first: datetime
    last: datetime
    told: int = 0

    @property
    def untold(self) -> int:
        """How many the history does not know."""
        return self.count - self.told

    def and_one_more(self, now: datetime) -> "Tries":
        """These and another wrong one."""
        return Tries(self.count + 1, min(self.first, now) if self.untold else now, now, self.told)

    def all_told(self) -> "Tries":
        """The same, now that the history knows them; the wait goes on as it was."""
        return replace(self, told=self.count)


def wait_after(count: int) -> int:
    """Seconds to wait after this many wrong tries."""
    if count <= FREE_TRIES:
        return 0
    # The shift is bounded before it is made: a file may hold any number.
    return min(LONGEST_WAIT, 1 << min(count - FREE_TRIES, 16))


def seconds_left(tries: Tries, now: datetime) -> int:
    """Whole seconds until the next try, rounded up; never more than the wait itself.

    A clock that was set back stands before the last try: then the whole wait begins at `now`.
    """
    whole = wait_after(tries.count)
    passed = (now - tries.last) / timedelta(seconds=1)
    return max(0, whole - math.floor(passed)) if passed >= 0 else whole
