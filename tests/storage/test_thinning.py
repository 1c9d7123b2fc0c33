"""Old backups go by the rule; what is needed stays."""

import shutil
from datetime import timedelta

from tests.storage.backing_up import change, flip, in_folder
from umdesk.services import backups, settings
from umdesk.storage.backups import archive as files


def test_old_backups_are_thinned_out_after_a_new_one(program, clock):
    settings.change(program, "backups.days", 3)
    settings.change(program, "backups.weeks", 0)
    settings.change(program, "backups.months", 0)
    start = clock()
    for day in range(8):
        for hour in (0, 1):
            clock.set(start + timedelta(days=day, hours=hour))
            change(program, f"{day} {hour}")
            backups.make(program)

    kept = [(b.about.made_at - start) for b in files.list_in(program.folder / "backups")[0]]
    assert [(each.days, each.seconds // 3600) for each in kept] == [(7, 1), (7, 0), (6, 1), (6, 0), (5, 1)]


def test_a_backup_of_another_program_is_never_thinned_out(program, strange, clock):
    guest = program.folder / "backups" / strange.file.name
    shutil.copyfile(strange.file, guest)
    for key in ("days", "weeks", "months"):
        settings.change(program, f"backups.{key}", 0)
    for day in range(6):
        clock.set(clock() + timedelta(days=30))
        change(program, str(day))
        backups.make(program)

    assert guest.exists()
    assert len(in_folder(program)) == 4
    assert guest not in [each.file for each in backups.list_backups(program)]


def test_nothing_is_thinned_out_for_what_rotted(program, clock):
    def two_in_a_day():
        first = backups.make(program)
        clock.set(clock() + timedelta(minutes=1))
        change(program, str(clock()))
        second = backups.make(program)
        clock.set(clock() + timedelta(days=1))
        change(program, str(clock()))
        return first, second

    rotten, sound = two_in_a_day(), two_in_a_day()
    flip(rotten[1].file, rotten[1].size // 2)
    for _ in range(3):  # the newest three stay in any case
        two_in_a_day()

    assert [backup.file.exists() for backup in (*rotten, *sound)] == [True, True, False, True]
