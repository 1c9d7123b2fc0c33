"""Thinning out old backups by the rule of `domain.backups`."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from umdesk.domain.backups import Kept, Rule, newest_first, to_drop
from umdesk.storage.backups.archive import Backup, list_in, verify
from umdesk.storage.backups.making import Watch


@dataclass(frozen=True, slots=True)
class Limits:
    """The settings of how many backups stay: days, weeks, months, and percent of the disk for all of them."""

    days: int
    weeks: int
    months: int
    disk_share: int

    def rule(self, place: Path) -> Rule:
        """The rule for one disk.

        Raises:
            OSError: the place is not there.
        """
        return Rule(self.days, self.weeks, self.months, shutil.disk_usage(place).total * self.disk_share // 100)


def thin_out(place: Path, program: str, limits: Limits, *, now: datetime, watch: Watch) -> list[Path]:
    """Delete the backups of a program that the rule does not keep; gives the files that went.

    None goes before the next newer one that stays was read and found sound: rot must not outlive what it displaced.

    Raises:
        NotNow: it was stopped.
    """
    mine = [kept_of(backup) for backup in list_in(place)[0] if backup.about.program == program]
    dropped = to_drop(mine, now.astimezone(), limits.rule(place))
    ordered = newest_first(mine)
    sound: dict[str, bool] = {}
    gone = []
    for kept in dropped:
        newer = ordered[: ordered.index(kept)]
        successor = next(each.key for each in reversed(newer) if each not in dropped)
        watch.step(4, "Thinning out old backups")
        if successor not in sound:
            sound[successor] = not verify(Path(successor), None)
        if sound[successor]:
            with suppress(OSError):  # read-only or in use: the next thinning takes it
                Path(kept.key).unlink()
                gone.append(Path(kept.key))
    return gone


def kept_of(backup: Backup) -> Kept:
    """What the rule looks at."""
    return Kept(str(backup.file), backup.about.made_at, backup.about.seq, backup.size)
