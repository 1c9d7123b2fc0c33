"""Backups in the window: by hand, by the clock, on closing; the drill and the two ways to restore."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from tests.conftest import PASSWORD
from umdesk.domain.errors import CannotWrite
from umdesk.services import backups, programs, settings
from umdesk.ui.backups import words
from umdesk.ui.backups.keeper import ClosingDialog
from umdesk.ui.backups.window import BackupsWindow
from umdesk.ui.signin import SignInPage
from umdesk.ui.theme import Tone


def files_of(program):
    return sorted((program.folder / "backups").glob("*.umdeskbackup"))


def window_of(frame):
    return next(w for w in frame.window.findChildren(BackupsWindow) if w.isVisible())


@pytest.fixture
def backups_window(qtbot, open_frame):
    window = open_frame.open_window("backups")
    qtbot.waitUntil(lambda: not open_frame.window.runner.busy)
    return window


def settled(qtbot, frame):
    qtbot.waitUntil(lambda: not frame.window.runner.busy)


def test_back_up_now_makes_one_and_says_so(qtbot, open_frame, backups_window, program):
    assert open_frame.status.backup.text() == "No backup yet"

    backups_window.make_button.click()
    settled(qtbot, open_frame)

    (file,) = files_of(program)
    assert backups_window.note.text().startswith("Made and checked a backup at ")
    assert backups_window.model.rows()[0].file == file
    assert open_frame.status.backup.text().startswith("Backup ")


def test_a_second_one_without_a_change_is_not_made(qtbot, open_frame, backups_window, program):
    for _ in range(2):
        backups_window.make()
        settled(qtbot, open_frame)

    assert len(files_of(program)) == 1
    assert "Nothing changed since the newest backup" in backups_window.note.text()


def test_a_backup_is_made_every_hour_when_something_changed(qtbot, open_frame, program, clock):
    keeper = open_frame.backups.keeper
    keeper.check()
    assert files_of(program) == []

    for hours in (1, 2, 3):
        clock.set(clock() + timedelta(hours=1))
        if hours != 2:
            settings.change(program, "td.warn_months", 20 - hours)
        keeper.check()
        settled(qtbot, open_frame)
        keeper.check()
        settled(qtbot, open_frame)

    assert len(files_of(program)) == 2


def test_a_backup_in_the_background_ends_when_it_is_not_wanted_and_is_tried_again(qtbot, open_frame, program, clock):
    keeper, runner = open_frame.backups.keeper, open_frame.window.runner
    clock.set(clock() + timedelta(hours=1))
    runner.started.connect(lambda task: task.progress.cancel())
    keeper.check()
    settled(qtbot, open_frame)

    assert [path.name for path in (program.folder / "backups").iterdir()] == ["lock"]

    runner.started.disconnect()
    clock.set(clock() + timedelta(minutes=10))
    keeper.check()
    settled(qtbot, open_frame)
    assert len(files_of(program)) == 1


def test_closing_waits_for_no_backup_that_can_end(open_frame, program):
    keeper, runner = open_frame.backups.keeper, open_frame.window.runner
    ended = []
    runner.started.connect(ended.append)
    keeper.back_up()
    open_frame.window.close_program()

    assert [task.cancellable for task in ended] == [True, False]
    assert len(files_of(program)) == 1


def test_closing_the_program_makes_a_backup(open_frame, program):
    open_frame.window.close_program()

    (file,) = files_of(program)
    assert backups.look(file, backups.Way(password=PASSWORD), program.folder).lost.changes == 0


def test_closing_the_window_makes_a_backup(open_frame, program):
    open_frame.window.close()

    assert len(files_of(program)) == 1


def test_who_only_looks_makes_none(frame, program_folder, clock):
    looking = programs.open_program(program_folder, password=PASSWORD, clock=clock, write=False)
    frame.show_program(looking)
    frame.window.close_program()

    assert not list((program_folder / "backups").glob("*.umdeskbackup"))


def test_closing_goes_on_where_no_backup_can_be_made(qtbot, open_frame, program):
    place = program.folder / "backups"
    for path in place.iterdir():
        path.unlink()
    place.rmdir()
    place.write_text("no folder")

    open_frame.window.close_program()

    assert open_frame.window.workspace is None
    qtbot.waitUntil(lambda: "so no backup was made" in open_frame.window.messages.text())


def test_quitting_where_no_backup_can_be_made_says_so_afterwards(qapp, open_frame, program):
    place = program.folder / "backups"
    for path in place.iterdir():
        path.unlink()
    place.rmdir()
    place.write_text("no folder")

    open_frame.window.close()

    (box,) = [w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]
    assert "everything is saved, but there is no backup" in box.text()


def test_the_dialog_on_closing_offers_to_close_without(qtbot, open_frame):
    dialog = ClosingDialog(open_frame.window)
    qtbot.addWidget(dialog)
    stopped = []
    dialog.given_up.clicked.connect(lambda: stopped.append(True))

    dialog.progressed(2, 5, "Checking the copy")
    dialog.reject()

    assert stopped == [True]
    assert not dialog.given_up.isEnabled()


def test_the_drill_says_what_would_be_lost_and_what_opens_it(qtbot, open_frame, backups_window, program):
    backups_window.make()
    settled(qtbot, open_frame)
    settings.change(program, "td.warn_months", 20)

    backups_window.look_button.click()
    settled(qtbot, open_frame)

    said = dict(words.facts(backups.look_from(program, files_of(program)[0])))
    assert "1 change made since" in said["Would be lost"]
    assert "Warn of a T&D assignment from" in said["Would be lost"]
    assert said["What opens it"].startswith("The passwords that these accounts had then: Maria Ortega.")
    assert backups_window.drill.note.text() == "The backup is whole. Nothing is changed yet."
    assert not backups_window.drill.over_button.isHidden()


def test_a_backup_is_restored_beside(qtbot, open_frame, backups_window, program, tmp_path, monkeypatch):
    backups_window.make()
    settled(qtbot, open_frame)
    backups_window.look_button.click()
    settled(qtbot, open_frame)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "beside"), ""))

    backups_window.drill.beside_button.click()
    settled(qtbot, open_frame)

    programs.open_program(tmp_path / "beside.umdesk", password=PASSWORD).close()
    assert "Restored to" in open_frame.window.messages.text()
    assert open_frame.window.workspace is not None


def test_a_backup_is_restored_over_the_open_program(qtbot, open_frame, backups_window, program):
    backups_window.make()
    settled(qtbot, open_frame)
    settings.change(program, "td.warn_months", 20)
    backups_window.look_button.click()
    settled(qtbot, open_frame)
    drill = backups_window.drill

    drill.over_button.click()
    assert "renamed to “redding set aside " in drill._aside.text()
    drill.restore_button.click()
    settled(qtbot, open_frame)

    assert isinstance(open_frame.window.pages.currentWidget(), SignInPage)
    assert "is kept as “redding set aside " in open_frame.window.messages.text()
    again = programs.open_program(program.folder, password=PASSWORD)
    assert settings.get(again, "td.warn_months") == 22
    again.close()


def test_a_program_that_does_not_open_offers_its_backups(qtbot, frame, program_folder, clock):
    program = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    made = backups.make(program)
    program.close()
    (program_folder / "keys.json").write_text("{")

    frame.open_folder(program_folder)
    assert "damaged" in frame.window.messages.text()
    frame.window.messages._action.click()
    window = window_of(frame)
    settled(qtbot, frame)

    assert [row.file for row in window.model.rows()] == [made.file]
    window.look_button.click()
    window.drill.password.set_raw("not the password")
    window.drill.use_button.click()
    settled(qtbot, frame)
    assert "does not open this backup" in window.drill.note.text()
    window.drill.password.set_raw(PASSWORD)
    window.drill.use_button.click()
    settled(qtbot, frame)
    window.drill.over_button.click()
    window.drill.restore_button.click()
    settled(qtbot, frame)

    programs.open_program(program_folder, password=PASSWORD).close()


def test_a_program_that_lost_only_its_keys_gets_them_back_and_keeps_all_work(qtbot, frame, program_folder, clock):
    program = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    made = backups.make(program)
    settings.change(program, "td.warn_months", 20)
    program.close()
    (program_folder / "keys.json").write_text("{")
    frame.backups.restore(program_folder)
    window = window_of(frame)
    settled(qtbot, frame)
    assert [row.file for row in window.model.rows()] == [made.file]
    window.look_button.click()
    window.drill.password.set_raw(PASSWORD)
    window.drill.use_button.click()
    settled(qtbot, frame)
    assert "nothing is lost" in window.drill.note.text()
    assert window.drill.keys_button.isVisible()

    window.drill.keys_button.click()
    settled(qtbot, frame)

    assert isinstance(frame.window.pages.currentWidget(), SignInPage)
    assert "keys.json is back" in frame.window.messages.text()
    again = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    assert settings.get(again, "td.warn_months") == 20
    again.close()


def test_a_damaged_backup_is_named_in_the_drill(qtbot, open_frame, backups_window, program):
    backups_window.make()
    settled(qtbot, open_frame)
    (file,) = files_of(program)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))

    backups_window.look_button.click()
    settled(qtbot, open_frame)

    assert "is damaged or no backup" in backups_window.drill.note.text()


def test_the_second_place_is_set_and_taken_away(qtbot, open_frame, backups_window, program, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))

    backups_window.second_button.click()
    settled(qtbot, open_frame)

    assert len(list((stick / "redding backups").glob("*.umdeskbackup"))) == 1
    assert not backups_window.no_second_button.isHidden()
    assert f"The second place “{stick}”" in backups_window.note.text()
    assert {row.where for row in backups_window.model.rows()} == {"In the program folder, second place"}
    backups_window.no_second_button.click()
    assert settings.get(program, "backups.second_place") == ""


def status(program, **second):
    place = backups.SecondPlace(Path("E:/"), Path("E:/redding backups"), **second) if second else None
    return backups.Status(program.now() - timedelta(minutes=5), place)


def test_the_status_line_says_the_worst(program):
    now = program.now()
    line = words.in_status_line

    assert line(backups.Status(None, None), None, now)[:2] == ("No backup yet", Tone.ATTENTION)
    assert line(status(program), None, now)[1] is Tone.GOOD
    assert line(backups.Status(now - timedelta(days=3), None), None, now)[0] == "Backup 3 days old"
    assert line(backups.Status(now - timedelta(days=3), None, complete=True), None, now)[:2] == (
        "Backup May 17",
        Tone.GOOD,
    )
    assert line(status(program, absent_since=now), None, now)[0] == "Second place absent since May 20"
    full = CannotWrite("The disk of “x” is full, so no backup was made.", "Make room.")
    assert line(status(program, absent_since=now), full, now)[:2] == ("Backup failed: disk full", Tone.BAD)


def test_a_database_that_does_not_open_offers_the_backups_on_the_sign_in_page(qtbot, frame, program_folder, clock):
    program = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    backups.make(program)
    program.close()
    (program_folder / "program.db").write_bytes(b"x" * 8192)
    frame.open_folder(program_folder)
    page = frame.window.pages.currentWidget()
    page.fill_in(PASSWORD)
    settled(qtbot, frame)

    assert not page.restore_button.isHidden()
    page.restore_button.click()
    window = window_of(frame)
    settled(qtbot, frame)

    assert len(window.model.rows()) == 1
