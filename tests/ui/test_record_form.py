"""The form that records one thing with a button: Enter in a line records, anywhere else it does not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout

from umdesk.ui.widgets.class_field import ClassField
from umdesk.ui.widgets.fields import LongTextField, TextField
from umdesk.ui.widgets.recordform import RecordForm


def test_enter_in_a_line_records_once_it_will_do_and_reaches_no_other_button(context, qtbot):
    recorded: list[str] = []
    fields = {"class": ClassField("Class"), "name": TextField("Name", required=True), "why": LongTextField("Why")}
    lines = (("class", "name"), ("why",))
    form = RecordForm(context, fields, lines, "Record", lambda values: recorded.append(values["name"]))
    window, closing = QDialog(), QPushButton("Close")
    qtbot.addWidget(window)
    closing.setDefault(True)
    closing.clicked.connect(lambda _on: recorded.append("closed"))
    column = QVBoxLayout(window)
    column.addWidget(form)
    column.addWidget(closing)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    line = fields["name"].line
    line.setFocus()
    fields["why"].editor.setFocus()
    assert fields["name"].reason() == ""  # nobody typed yet: passing through is no mistake
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (recorded, fields["name"].reason()) == ([], "Name is needed.")
    qtbot.keyClicks(line, "Ana")
    for elsewhere in (fields["class"].box, fields["why"].editor):
        elsewhere.setFocus()
        qtbot.keyClick(elsewhere, Qt.Key.Key_Return)
    assert "Ana" not in recorded
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert (recorded[-1], recorded.count("Ana")) == ("Ana", 1)

    fields["why"].editor.setFocus()
    qtbot.keyClick(fields["why"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (recorded.count("Ana"), fields["why"].raw().count("\n")) == (2, 1)

    form.show_values({"name": "", "why": "It was late"})
    fields["why"].editor.setPlainText("It was early")
    fields["why"].editor.setFocus()
    line.setFocus()
    fields["why"].editor.setFocus()
    assert fields["name"].reason() == "Name is needed."
