"""Pictures of the tab Program year with all its sections and windows, for `make screens`."""

from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from umdesk.jobs import demo, logo, print_flyer
from umdesk.services import cycles, programs


def write_papers(program_folder: Path, documents: Path) -> None:
    """The flyers of both application windows of the demo, without a logo and with one."""
    seal = documents / "seal.png"
    picture = Image.new("RGBA", (600, 500), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((50, 10, 530, 490), fill=(20, 70, 140, 255))
    picture.save(seal)
    program = programs.open_program(program_folder, password=demo.PASSWORD)
    for cycle in cycles.list_cycles(program):
        made = print_flyer.make_flyer(program, cycle.id)
        (documents / made.file_name).write_bytes(made.data)
        logo.set_logo(program, seal)
    program.close()
    seal.unlink()


def photograph(frame: Any, camera: Any) -> None:
    """Each section, a goal that is changed, its people, the columns and the evidence of actions, a date to mark."""
    workspace = frame.window.workspace
    workspace.go_to("Program year")
    camera.settle(0.7)
    tab = workspace.current()
    for number in range(tab.sections.count()):
        tab.sections.setCurrentRow(number)
        camera.settle(0.7)
        camera.take(f"Program year, {tab.sections.item(number).text()}")
    goals = tab.section("goals")
    for card in goals.cards[:1]:
        opened = goals.show_people(card.goal.id)
        camera.settle()
        camera.take("Program year, people of a goal", opened)
        opened.close()
        goals.ask_change(card.goal.id)
        camera.take("Program year, a goal changed")
        goals.form.cancel.click()
    actions = tab.section("actions")
    opened = actions.open_columns()
    camera.take("Program year, columns of the action plan", opened)
    opened.close()
    if key := actions.panel.table.current_key():
        opened = actions.open_files(key)
        camera.take("Program year, evidence of an action", opened)
        opened.close()
    for opened, name in (
        (tab.section("outreach").open_flyer(), "flyer"),
        (tab.current().open_logo(), "logo"),
        (tab.current().open_material(), "material of an outreach"),
        (tab.section("handbook").open_documents(), "documents of the handbook"),
    ):
        camera.settle(0.7)
        camera.take(f"Program year, {name}", opened)
        opened.close()
    calendar = tab.section("calendar")
    calendar.table.choose(next(entry.key for entry in calendar.model.all_rows() if entry.mark))
    calendar.done.opener.click()
    camera.take("Program year, a date is marked")
    calendar.done.cancel.click()
    calendar.ask_new()
    camera.take("Program year, a date is added")
