"""Works in the real window as people do, with a name, a password and typing that must be found nowhere on the disk.

Run as a script with a program folder, a folder outside the searched places, and what to do: "work" goes through a whole
sitting and ends; "die" types, says "typed", and waits to be killed.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.applications import HEADER, NELSON, write_xlsx
from tests.e2e import secret_year
from tests.e2e.sitting import settle, until
from umdesk.jobs import import_file, output
from umdesk.services import applicants, backups, cycles, programs
from umdesk.services.applicants import NewApplicant
from umdesk.ui.crash import CrashDialog, CrashHook
from umdesk.ui.frame import Frame
from umdesk.ui.lockpage import LockPage
from umdesk.ui.remembered import Remembered, default_place
from umdesk.ui.signin import SignInPage

PASSWORD = "Xylophon Pässwort 7391"
WRONG = "Grünspecht Pässwort 0000"
LAST, FIRST = "Hällström-Ørsted", "Zsófia"
OFFICE = "Quillmoor Field Office"
NOTES = "Zsófia asked about the Veldrane allowance"
TEXTS = (PASSWORD, WRONG, LAST, FIRST, OFFICE, NOTES, "Veldrane", "Quillmoor")


def sign_in(frame: Frame, folder: Path) -> None:
    """Type a wrong password, then the right one."""
    frame.open_folder(folder)
    page = frame.window.pages.currentWidget()
    assert isinstance(page, SignInPage)
    QTest.keyClicks(page.password.line, "Gr")
    page.password.set_raw(WRONG)
    page.sign_in()
    until(lambda: bool(page.password.reason()))
    page.password.set_raw(PASSWORD)
    page.sign_in()
    until(lambda: frame.window.workspace is not None)


def type_notes(frame: Frame) -> None:
    """Type into the notes of the first applicant and wait until they are a draft."""
    frame.window.workspace.go_to("Applicants")
    tab = frame.window.workspace.current()
    tab.view.detail.pages.setCurrentIndex(1)
    notes = tab.view.detail.saved.fields.application["notes"]
    notes.set_raw(NOTES)
    notes.edited.emit()
    until(lambda: frame.status.saved.text().startswith("Saved"))


def lock_and_unlock(frame: Frame) -> None:
    """Lock, try a wrong password, unlock."""
    frame.locker.lock()
    page = frame.locker.page
    assert isinstance(page, LockPage)
    page.password.set_raw(WRONG)
    page.unlock()
    until(lambda: bool(page.password.reason()))
    page.password.set_raw(PASSWORD)
    page.unlock()
    until(lambda: frame.window.workspace is not None)


def crash(frame: Frame) -> None:
    """A fault of ours with a name in its message and in its variables."""
    hook = CrashHook(lambda text: CrashDialog(text, frame.window).show(), frame)
    hook.install()

    def fail() -> None:
        raise ValueError(f"{LAST}, {FIRST} {PASSWORD}")

    QTimer.singleShot(0, fail)
    until(lambda: bool(frame.window.findChildren(CrashDialog)))
    frame.window.findChildren(CrashDialog)[0].close()
    hook.remove()


def main(folder: Path, outside: Path, what: str) -> None:
    """Work, or type and wait."""
    app = QApplication([])
    remembered = Remembered(default_place())
    frame = Frame(remembered)
    frame.window.show()
    sign_in(frame, folder)
    program = frame.window.workspace.context.program
    if what == "die":
        type_notes(frame)
        secret_year.type_words(frame, f"{LAST}, {FIRST}")
        sys.stdout.write("typed\n")
        sys.stdout.flush()
        app.exec()
        return
    cycle = cycles.create_cycle(program, "Spring 2026")
    today = program.today()
    cycles.edit_cycle(program, cycle, cycles.CycleChanges(opens=today, closes=today))
    applicants.add(program, cycle, NewApplicant(LAST, FIRST, class_code="1379"))
    settle(0.2)
    type_notes(frame)
    QApplication.clipboard().setText(LAST)
    output.write_open_copy(b"%PDF", f"Plan of {LAST}, {FIRST}")
    lock_and_unlock(frame)
    row = (f"{LAST}, {FIRST}", *NELSON[1:])
    import_file.run(program, write_xlsx(outside / "list.xlsx", [("Applications",), HEADER, row]), "Fall 2026")
    secret_year.work(frame, outside, f"{LAST}, {FIRST}")
    crash(frame)
    preview = frame.open_window("recovery")
    settle(0.3)
    preview.close()
    backups.make(program)
    frame.window.close_program()
    looking = programs.open_program(folder, password=PASSWORD, write=False)
    frame.show_program(looking)
    settle(0.3)
    frame.window.close()
    app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
