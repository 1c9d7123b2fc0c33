"""Pictures of selection: a rater's sitting, for `make screens`."""

from typing import Any

from PySide6.QtCore import Qt

_CHECKED = Qt.CheckState.Checked


def photograph_rater(tab: Any, camera: Any) -> None:
    """A rater's sitting: the names, a sheet that is not complete, one that is, the list, and the end."""
    page = tab.declaring.page
    camera.take("As a rater, the names")
    for item in page.items()[1:3]:
        item.setCheckState(0, _CHECKED)
    page.button.click()
    camera.take("As a rater, why is asked")
    for reason in page.reasons.values():
        reason.set_raw("My cousin")
    page.button.click()
    camera.take("As a rater, a sheet")
    tab.rating.submit.trigger()
    camera.take("As a rater, what is missing")
    form = tab.rating.form
    for block in form.blocks.values():
        block.points.set_raw("3")
        block.points.edited.emit()
        block.points.left.emit()
    camera.take("As a rater, complete")
    tab.rating.view.application.conflict.unfold()
    camera.take("As a rater, a conflict found later")
    tab.rating.following.trigger()
    tab.show_list()
    camera.take("As a rater, the list")
    tab.list.submit_all.unfold()
    tab.list.submit_all.confirm.click()
    tab.open_sheet(next(row.application_id for row in tab.list.model.rows() if row.submitted))
    camera.take("As a rater, submitted")
