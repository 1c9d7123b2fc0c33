"""Pictures of the small windows of the intake and of what they ask, for `make screens`."""

from typing import Any

from PySide6.QtCore import QPoint

from umdesk.services import cycles


def photograph(frame: Any, camera: Any) -> None:
    """Menus of the list, Could I apply?, the application window with its questions, units, forms of a class."""
    _menus(frame.window.workspace.current().view, camera)
    _could_apply(frame.open_window("could-apply"), camera)
    _application_window(frame, camera)
    opened = frame.open_window("units")
    camera.settle(0.5)
    opened.units.merge.unfold()
    camera.take("Window units, merge", opened)
    opened.tabs.setCurrentIndex(1)
    camera.take("Window units, supervisors", opened)
    opened.close()
    _class_forms(frame.open_window("classes 1379"), camera)


def _menus(view: Any, camera: Any) -> None:
    for name, button in (("More", view.more_button), ("Filter", view.filter_button), ("Lists", view.lists_button)):
        menu = button.menu()
        menu.popup(QPoint(40, 40))
        camera.take(f"Menu {name}", menu)
        menu.hide()


def _could_apply(opened: Any, camera: Any) -> None:
    for code, tenure in (("1379", "permanent"), ("4800", "permanent"), ("1441", None)):
        opened.held.set_raw(code)
        opened.tenure.set_value(tenure)
        opened.answer()
        camera.take(f"Window could-apply, {code}", opened)
    opened.day.set_raw("31/31/2026")
    opened.day.check()
    camera.take("Window could-apply, no day", opened)
    opened.close()


def _application_window(frame: Any, camera: Any) -> None:
    program = frame.window.workspace.context.program
    draft = next(line for line in cycles.list_cycles(program) if line.state == "draft")
    opened = frame.open_window(f"window {draft.id}")
    opened.ask_next_step()
    camera.take("Window window, the next step", opened)
    opened.begin_new()
    opened.making.make.click()
    camera.take("Window window, a new cycle without a name", opened)
    opened.making.leave()
    opened.begin_copy()
    camera.take("Window window, a copy", opened)
    opened.close()


def _class_forms(opened: Any, camera: Any) -> None:
    page = opened.catalogue
    card = page.chosen.card
    for name, button in (("add", page.add_button), ("change", card.edit_button), ("new title", card.retitle_button)):
        button.click()
        camera.take(f"Window classes, {name}", opened)
        while page.leave_form():
            pass
    opened.pages.setCurrentWidget(opened.list_page)
    camera.take("Window classes, no list yet", opened)
    opened.ladders.begin(None)
    opened.pages.setCurrentWidget(opened.ladders)
    camera.take("Window classes, a further step", opened)
    opened.close()
