"""Pictures of the window of classes and career ladders, for `make screens`."""

from pathlib import Path
from typing import Any

import xlsxwriter


def photograph(frame: Any, camera: Any, folder: Path) -> None:
    """A class with each of its pages, a decision with its effects, the ladders, and a list that is compared."""
    opened = frame.open_window("classes 1379")
    chosen = opened.catalogue.chosen
    for at in range(chosen.card.pages.count()):
        chosen.card.pages.setCurrentIndex(at)
        camera.take(f"Window classes, {chosen.card.pages.tabText(at)}", opened)
    chosen.card.decide_button.click()
    chosen.decide_form.named["category"].set_value("other")
    chosen.decide_form.named["reason"].set_raw("Not in the department's plan of 2026")
    chosen.decide_form.named["effective"].set_raw("1/1/2026")
    camera.take("Window classes, decide", opened)
    chosen.decide_form.save_button.click()
    camera.settle(0.5)
    camera.take("Window classes, effects", opened)
    while opened.catalogue.leave_form():
        pass
    opened.pages.setCurrentWidget(opened.ladders)
    camera.take("Window classes, ladders", opened)
    with xlsxwriter.Workbook(folder / "class list.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Class Code", "Class Title", "LPEL/ELTPA", "Salary Range"))
        sheet.write_row(1, 0, ("1379", "Office Assistant (Typing)", "LPEL", "3,438 - 4,303"))
        sheet.write_row(2, 0, ("4800", "Staff Services Manager I", "ELTPA", "7,000 - 8,700"))
    opened.pages.setCurrentWidget(opened.list_page)
    opened.list_page.read(folder / "class list.xlsx")
    camera.settle(0.5)
    camera.take("Window classes, a list", opened)
    (folder / "class list.xlsx").unlink()
    opened.close()
