"""Restoring: with the file and a password or the code alone, beside or over the program, and never half."""

import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import CHEAP, PASSWORD, new_recovery_code
from tests.storage.backing_up import change
from umdesk.domain.errors import CannotWrite, Damaged, InUse, InvalidInput, NotAllowed, UserError, WrongPassword
from umdesk.services import backups, integrity, programs
from umdesk.storage.models import Event, Supervisor
from umdesk.storage.numbering import next_number

RIGHT = backups.Way(password=PASSWORD)


def names(program):
    with program.reading() as session:
        return sorted(session.scalars(select(Supervisor.name)))


def last_events(program, count=2):
    with program.reading() as session:
        found = session.scalars(select(Event).order_by(Event.seq.desc()).limit(count)).all()
    return [event.summary for event in found]


def test_the_file_and_a_password_are_all_it_takes(program, made, tmp_path, clock):
    alone = tmp_path / "other computer" / "O’Brien’s ñ.umdeskbackup"
    alone.parent.mkdir()
    shutil.copyfile(made.file, alone)
    shutil.rmtree(program.folder / "backups")

    restored = backups.restore(alone, RIGHT, tmp_path / "elsewhere" / "redding", clock())

    assert restored.folder == tmp_path / "elsewhere" / "redding.umdesk"
    assert (restored.events, restored.last_change) == (made.about.seq, "Added Ana Reyes")
    again = programs.open_program(restored.folder, password=PASSWORD, clock=clock)
    assert names(again) == ["Ana Reyes"]
    assert "Restored from the backup of May 20, 2026," in " ".join(last_events(again))
    assert integrity.check(again).ok
    again.close()
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["redding.umdesk"]


def test_the_recovery_code_of_that_moment_opens_it(program_template, program, made, tmp_path, clock):
    _folder, code = program_template
    newer = new_recovery_code(program)

    restored = backups.restore(made.file, backups.Way(code=code.lower()), tmp_path / "x", clock())

    assert programs.open_with_recovery(restored.folder, code=code).close() is None
    with pytest.raises(WrongPassword):
        backups.restore(made.file, backups.Way(code=newer), tmp_path / "y", clock())
    with pytest.raises(InvalidInput):
        backups.restore(made.file, backups.Way(code="7K2M"), tmp_path / "y", clock())


def test_the_password_is_that_of_the_moment_of_the_backup(program, made, tmp_path, clock):
    programs.set_password(program, "another horse battery")

    with pytest.raises(WrongPassword):
        backups.restore(made.file, backups.Way(password="another horse battery"), tmp_path / "x", clock())
    assert backups.restore(made.file, RIGHT, tmp_path / "x", clock()).events == made.about.seq


def test_only_a_coordinator_of_that_moment_restores(program, tmp_path, clock):
    from umdesk.services import accounts

    accounts.add(program, "Rita Reader", ["reader"], "a password for Rita only")
    made = backups.make(program)

    with pytest.raises(NotAllowed):
        backups.look(made.file, backups.Way(password="a password for Rita only", account="Rita Reader"))
    with pytest.raises(NotAllowed):
        backups.restore(made.file, backups.Way(password="a password for Rita only"), tmp_path / "x", clock())
    assert list(tmp_path.glob("x*")) == []


def test_a_slot_that_the_database_in_it_does_not_know_opens_nothing(program, made, tmp_path, clock):
    """A slot of one's own in the backup's keys.json, with its sums made right again."""
    import hashlib

    from umdesk.storage.access.keys import wrap

    with zipfile.ZipFile(made.file) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    keys = json.loads(content["keys.json"])
    account = keys["slots"][0]["account"]
    mine = wrap(keys["program"], 9, account, name="Maria Ortega", secret="mine", key=program.opened.key, cost=CHEAP)
    keys["slots"].append(mine.plain())
    content["keys.json"] = json.dumps(keys).encode()
    about = json.loads(content["about.json"])
    about["keys"] = {"bytes": len(content["keys.json"]), "sha256": hashlib.sha256(content["keys.json"]).hexdigest()}
    content["about.json"] = json.dumps(about).encode()
    forged = tmp_path / "forged.umdeskbackup"
    with zipfile.ZipFile(forged, "w") as out:
        for name, data in content.items():
            out.writestr(name, data)

    with pytest.raises(WrongPassword):
        backups.restore(forged, backups.Way(password="mine"), tmp_path / "x", clock())
    assert backups.look(forged, RIGHT).events == made.about.seq


def test_looking_into_a_backup_says_what_it_holds_and_what_would_be_lost(program, made, clock):
    change(program, "Cy Young")

    found = backups.look_from(program, made.file)

    assert (found.people, found.applications, found.plans, found.events) == (0, 0, 0, made.about.seq)
    assert (found.last_change, found.last_change_by) == ("Added Ana Reyes", "Maria Ortega")
    assert found.last_change_at == clock()
    assert found.opens == ("Maria Ortega",)
    assert found.recovery_sheet == clock()
    assert found.lost.changes == 2
    assert [line.split(", ", 2)[2].split("M, ")[1] for line in found.lost.last] == [
        "Maria Ortega: Added Cy Young",
        "Maria Ortega: Added Bo Lindqvist",
    ]


def test_what_would_be_lost_of_a_closed_program_is_told_too(program, made):
    program.close()

    assert backups.look(made.file, RIGHT, program.folder).lost.changes == 1
    assert backups.look(made.file, RIGHT).lost is None


def test_of_a_damaged_program_everything_after_the_backup_would_be_lost(program, made):
    program.close()
    (program.folder / "program.db").write_bytes(b"nothing of it is left" * 1000)

    assert backups.look(made.file, RIGHT, program.folder).lost == backups.Lost(None)


def test_after_another_restore_the_common_history_counts(program, made, tmp_path, clock):
    restored = backups.restore(made.file, RIGHT, tmp_path / "other", clock())
    other = programs.open_program(restored.folder, password=PASSWORD, clock=clock)
    change(other, "Dee Dee")
    later = backups.make(other)
    other.close()

    lost = backups.look_from(program, later.file).lost

    assert lost.changes == 1
    assert lost.last[0].endswith("Maria Ortega: Added Bo Lindqvist")


@pytest.mark.parametrize("harm", ["none", "keys gone", "keys cut", "database gone", "database broken"])
def test_a_backup_takes_the_place_of_the_program_which_is_kept(program, made, clock, harm):
    program.close()
    folder = program.folder
    if harm == "keys gone":
        (folder / "keys.json").unlink()
    elif harm == "keys cut":
        (folder / "keys.json").write_text('{"format"')
    elif harm == "database gone":
        (folder / "program.db").unlink()
    elif harm == "database broken":
        (folder / "program.db").write_bytes(b"x" * 9000)
    before = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    listed = [each.file for each in backups.found_in(folder)]

    restored = backups.restore_over(made.file, RIGHT, folder, clock())

    assert listed == [made.file]
    assert restored.folder == folder
    aside = restored.set_aside
    assert aside.name.startswith("redding set aside 2026-05-20 ")
    assert {path.relative_to(aside): path.read_bytes() for path in aside.rglob("*") if path.is_file()} == before
    again = programs.open_program(folder, password=PASSWORD, clock=clock)
    assert names(again) == ["Ana Reyes"]
    assert [each.where for each in backups.list_backups(again)] == ["Set aside"]
    again.close()
    assert sorted(path.name for path in folder.parent.iterdir() if "redding" in path.name) == [aside.name, folder.name]


def test_a_second_restore_in_the_same_minute_sets_aside_beside_the_first(program, made, clock):
    program.close()
    first = backups.restore_over(made.file, RIGHT, program.folder, clock())

    second = backups.restore_over(first.set_aside / "backups" / made.file.name, RIGHT, program.folder, clock())

    assert second.set_aside.name == first.set_aside.name.replace(".umdesk", " 2.umdesk")


def test_an_open_program_is_not_set_aside(program, made, clock):
    with pytest.raises(InUse):
        backups.restore_over(made.file, RIGHT, program.folder, clock())

    assert names(program) == ["Ana Reyes", "Bo Lindqvist"]
    assert [path.name for path in program.folder.parent.glob("*redding*")] == ["redding.umdesk"]


def test_a_damaged_backup_changes_nothing(program, made, clock, tmp_path):
    program.close()
    data = bytearray(made.file.read_bytes())
    data[len(data) // 2] ^= 1
    made.file.write_bytes(bytes(data))

    with pytest.raises(Damaged):
        backups.restore_over(made.file, RIGHT, program.folder, clock())
    with pytest.raises(Damaged):
        backups.restore(made.file, RIGHT, tmp_path / "new", clock())

    again = programs.open_program(program.folder, password=PASSWORD, clock=clock)
    assert names(again) == ["Ana Reyes", "Bo Lindqvist"]
    again.close()
    assert [path.name for path in tmp_path.iterdir()] == ["redding.umdesk"]


def test_a_backup_of_another_program_takes_no_place_but_its_own(program, made, strange, clock, tmp_path):
    program.close()
    way = backups.Way(password="other horse battery")

    assert backups.look(strange.file, way, program.folder).lost is None
    with pytest.raises(NotAllowed, match="another program"):
        backups.restore_over(strange.file, way, program.folder, clock())
    assert backups.restore(strange.file, way, tmp_path / "beside", clock()).events == strange.about.seq


def test_nothing_is_restored_onto_something_that_is_there(program, made, clock):
    with pytest.raises(CannotWrite):
        backups.restore(made.file, RIGHT, program.folder, clock())


def test_what_is_no_backup_is_refused_in_a_sentence(tmp_path, clock):
    text = tmp_path / "letter.txt"
    text.write_text("Dear Ana")
    archive = tmp_path / "pictures.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("cat.txt", "cat")

    for file in (text, archive, tmp_path, tmp_path / "absent"):
        with pytest.raises(UserError):
            backups.restore(file, RIGHT, tmp_path / "x", clock())
    assert not (tmp_path / "x.umdesk").exists()


def test_wrong_tries_are_not_restored(program, made, tmp_path, clock):
    (program.folder / "attempts.json").write_text("{}")

    restored = backups.restore(made.file, RIGHT, tmp_path / "x", clock())

    assert sorted(path.name for path in restored.folder.iterdir()) == ["backups", "keys.json", "program.db"]


def test_a_backup_of_an_older_version_restores_and_is_brought_up_to_date(tmp_path, clock):
    with zipfile.ZipFile(Path(__file__).parents[1] / "data" / "programs" / "0001.zip") as archive:
        archive.extractall(tmp_path)
    folder = next(tmp_path.glob("*.umdesk"))
    opened = programs.open_program(folder, password=PASSWORD, clock=clock)
    opened.close()
    before = next((folder / "backups").glob("*.umdeskbackup"))

    assert backups.read_about(before).revision == "0001"
    restored = backups.restore(before, RIGHT, tmp_path / "again", clock())

    again = programs.open_program(restored.folder, password=PASSWORD, clock=clock)
    assert integrity.check(again).ok
    again.close()


def test_the_database_in_a_backup_is_encrypted(made, tmp_path):
    with zipfile.ZipFile(made.file) as archive:
        archive.extract("program.db", tmp_path)
    assert b"Ana Reyes" not in made.file.read_bytes()
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(tmp_path / "program.db").execute("SELECT * FROM event").fetchall()


def numbered(program, count=1):
    with program.operation("test.change", "Gave numbers") as op:
        op.session.add(Supervisor(name=str(count)))
        return [next_number(op.session, "application", 2026) for _ in range(count)]


def test_after_a_restore_no_number_is_given_again(program, clock):
    assert numbered(program, 2) == ["2026-0001", "2026-0002"]
    made = backups.make(program)
    assert numbered(program, 3)[-1] == "2026-0005"
    program.close()
    assert backups.look(made.file, RIGHT, program.folder).lost.numbers == ("application 2026-0005",)

    backups.restore_over(made.file, RIGHT, program.folder, clock())

    again = programs.open_program(program.folder, password=PASSWORD, clock=clock)
    assert numbered(again) == ["2026-0006"]
    assert integrity.check(again).ok
    again.close()


def test_a_restore_that_finds_no_way_to_its_name_leaves_the_program_as_it_was(program, made, clock, monkeypatch):
    program.close()
    rename = Path.rename

    def refuse(path, target):
        if path.name.startswith(".redding"):
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(CannotWrite):
        backups.restore_over(made.file, RIGHT, program.folder, clock())

    assert [path.name for path in program.folder.parent.iterdir() if "redding" in path.name] == ["redding.umdesk"]
    again = programs.open_program(program.folder, password=PASSWORD, clock=clock)
    assert names(again) == ["Ana Reyes", "Bo Lindqvist"]
    again.close()


def test_a_program_that_cannot_get_its_name_back_is_named(program, made, clock, monkeypatch):
    program.close()
    rename = Path.rename

    def refuse(path, target):
        if Path(target) == program.folder:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(CannotWrite, match="is now called “redding set aside 2026-05-20"):
        backups.restore_over(made.file, RIGHT, program.folder, clock())

    monkeypatch.undo()
    (aside,) = program.folder.parent.glob("redding set aside*")
    again = programs.open_program(aside, password=PASSWORD, clock=clock)
    assert names(again) == ["Ana Reyes", "Bo Lindqvist"]
    again.close()


def test_a_program_that_a_cut_restore_left_under_another_name_is_named(program, made):
    program.close()
    program.folder.rename(program.folder.with_name("redding set aside 2026-05-20 10-00.umdesk"))

    with pytest.raises(UserError, match=r"redding set aside 2026-05-20 10-00\.umdesk"):
        programs.open_program(program.folder, password=PASSWORD)


def test_a_name_as_long_as_the_disk_takes_is_made_restored_and_set_aside(tmp_path, clock):
    folder = tmp_path / f"{'n' * 248}.umdesk"
    program, _code = programs.create_program(
        folder, department="D", office="O", coordinator="Maria Ortega", password=PASSWORD, cost=CHEAP, clock=clock
    )
    made = backups.make(program)
    program.close()

    restored = backups.restore_over(made.file, RIGHT, folder, clock())

    assert restored.set_aside.is_dir()
    assert [each.where for each in backups.found_in(folder)] == ["Set aside"]
