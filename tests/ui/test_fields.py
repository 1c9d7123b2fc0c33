"""Fields judge their value when they are left and say why it will not do."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import CheckField, ChoiceField, LongTextField, MoneyField, NumberField, TextField
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.password import PasswordField


@pytest.fixture
def shown(qtbot):
    """Show a field with another one below it to go to."""

    def show(field):
        window = QWidget()
        column = QVBoxLayout(window)
        column.addWidget(field)
        column.addWidget(QLineEdit())
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        field.setFocus()
        qtbot.waitUntil(field.editor.hasFocus)
        shown.window = window  # keeps it alive for the test
        return field

    return show


@pytest.mark.parametrize("typed", ["3/14/2026", "03/14/26", "14-Mar-26", "2026-03-14", "mar 14, 2026"])
def test_a_date_is_typed_in_any_form_and_shown_in_one(shown, qtbot, typed):
    field = shown(DateField("Received"))

    qtbot.keyClicks(field.line, typed)
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)

    assert field.value() == date(2026, 3, 14)
    assert field.raw() == "Mar 14, 2026"
    assert field.reason() == ""


def test_a_date_typed_without_its_year_is_shown_whole_when_it_is_left(shown, qtbot):
    field = shown(DateField("Starts", today=lambda: date(2026, 5, 20)))
    assert field.line.placeholderText() == "month/day/year"
    field.set_period(date(2026, 7, 1), date(2027, 6, 30))

    qtbot.keyClicks(field.line, "11/20")
    assert field.value() == date(2026, 11, 20)
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.raw() == "Nov 20, 2026"

    past = DateField("Received", latest=date(2026, 5, 20), today=lambda: date(2026, 5, 20))
    qtbot.addWidget(past)
    past.set_raw("11/20")
    assert past.value() == date(2025, 11, 20)


def test_a_wrong_date_says_why_under_the_field_and_to_a_screen_reader(shown, qtbot):
    field = shown(DateField("Received"))

    qtbot.keyClicks(field.line, "soon")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)

    assert field.reason() == "This is not a date. Type it like Mar 14, 2026 or 3/14/2026."
    assert field.reason_line.isVisible()
    assert field.editor.accessibleDescription().startswith("This is not a date.")
    assert field.raw() == "soon"
    field.set_raw("7/1/9999")
    with pytest.raises(ValueError, match="The year 9999 is too far away; it must be from 1900 to 2100"):
        field.value()


def test_dates_keep_to_their_limit(qtbot):
    field = DateField("Received", latest=date(2026, 12, 31))
    qtbot.addWidget(field)

    field.set_raw("1/1/2027")
    assert not field.check()
    assert field.reason() == "The date must be Dec 31, 2026 or earlier."
    field.set_raw("12/31/2026")
    assert field.check()


def test_a_day_is_picked_in_the_named_calendar(shown, qtbot):
    field = shown(DateField("Received"))
    field.set_value(date(2026, 3, 14))
    assert field.button.accessibleName() == "Pick Received in a calendar"

    assert not field.button.focusPolicy() & Qt.FocusPolicy.TabFocus  # a form of many dates has one stop for each
    QTest.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 3, 14)
    assert field.screen().availableGeometry().contains(calendar.window().geometry())
    with qtbot.waitSignals([field.edited, field.left]):
        field.pick(QDate(2026, 4, 1))

    assert field.value() == date(2026, 4, 1)


def test_a_number_keeps_to_its_limits_and_decimals(qtbot):
    field = NumberField("Hours", unit="hours", minimum=0, maximum=200, decimals=1)
    qtbot.addWidget(field)

    for typed, reason in {
        "12.5": "",
        "1,20": "",
        "": "",
        "x": "This is not a number.",
        "nan": "This is not a number.",
        "-1": "Type 0 or more.",
        "201": "Type 200 or less.",
        "1.25": "Type at most 1 decimals.",
    }.items():
        field.set_raw(typed)
        assert field.check() is not bool(reason)
        assert field.reason() == reason
    field.set_value(Decimal(40))
    assert field.value() == 40


def test_an_amount_is_shown_with_its_sign_and_commas(shown, qtbot):
    field = shown(MoneyField("Cost"))

    qtbot.keyClicks(field.line, "1234.5")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)

    assert field.raw() == "$1,234.50"
    assert field.value() == Decimal("1234.50")


def test_a_required_field_says_that_it_is_needed(qtbot):
    field = TextField("Last name", required=True)
    qtbot.addWidget(field)

    assert not field.check()
    assert field.reason() == "Last name is needed."


def test_a_choice_is_found_by_any_part_of_its_text(shown, qtbot):
    classes = [("1379", "1379 Office Assistant (Typing)"), ("6291", "6291 Personnel Selection Technician")]
    field = shown(ChoiceField("Class", classes, blank="Not known", searchable=True))

    field.box.lineEdit().selectAll()
    qtbot.keyClicks(field.box.lineEdit(), "nothing like it")
    assert not field.check()
    assert field.reason() == "Choose one of the list."
    field.set_value("6291")
    assert field.check()
    assert field.value() == "6291"
    field.set_value("9999")
    assert field.value() is None


def test_typing_replaces_the_words_for_nothing_chosen(shown, qtbot):
    classes = [("1379", "1379 Office Assistant (Typing)"), ("6291", "6291 Personnel Selection Technician")]
    field = shown(ChoiceField("Class", classes, blank="Not chosen yet", searchable=True))

    field.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(field.box.lineEdit().hasSelectedText)
    field.set_choices(classes)
    field.set_value(None)
    qtbot.keyClicks(field.box.lineEdit(), "6291")

    assert field.box.currentText() == "6291"


def test_setting_a_value_is_no_edit(qtbot):
    fields = [TextField("A"), LongTextField("B"), ChoiceField("C", [("x", "X")]), CheckField("D"), DateField("E")]
    values = ["a", "b", "x", True, date(2026, 1, 2)]
    edits = []
    for field, value in zip(fields, values, strict=True):
        qtbot.addWidget(field)
        field.edited.connect(lambda: edits.append(1))
        field.set_value(value)
        assert field.value() == value
        raw = field.raw()
        field.set_raw("")
        field.set_raw(raw)
        assert field.value() == value

    assert edits == []


def test_tab_leaves_a_long_text(shown, qtbot):
    field = shown(LongTextField("Comments"))

    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field.box, Qt.Key.Key_Tab)

    assert not field.box.hasFocus()


def test_a_password_is_hidden_until_it_is_shown_and_caps_lock_is_told(shown, qtbot):
    field = shown(PasswordField("Password"))

    qtbot.keyClicks(field.line, "a")
    assert field.draft_line.text() == ""
    qtbot.keyClick(field.line, "A", Qt.KeyboardModifier.NoModifier)
    field.caps_lock(on=True)
    assert field.draft_line.text() == "Caps Lock is on"
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    field.show_button.click()
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert field.show_button.text() == "Hide"


def test_a_form_goes_to_the_first_wrong_field(qtbot):
    form = FormPanel()
    qtbot.addWidget(form)
    form.section("Person")
    first = form.add(TextField("First name"))
    last = form.add(TextField("Last name", required=True))
    form.show()
    qtbot.waitExposed(form)

    assert form.fields() == [first, last]
    assert not form.check()
    qtbot.waitUntil(last.editor.hasFocus)


def test_the_wheel_never_changes_a_choice(shown):
    field = shown(ChoiceField("Tenure", [("p", "permanent"), ("b", "probationary")]))
    field.set_value("p")
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QApplication.sendEvent(field.box, turn)

    assert field.value() == "p"


def test_a_long_choice_is_read_in_full_in_its_tip_and_in_the_open_list(qtbot) -> None:
    long = "A place was refused, and the next by rank is wanted in another unit of the department"
    field = ChoiceField("Kind of reason", ((1, "Other"), (2, long)))
    qtbot.addWidget(field)
    field.setFixedWidth(200)
    field.set_value(1)
    field.show()
    assert field.box.toolTip() == ""
    field.set_value(2)
    assert field.box.toolTip() == long
    field.box.showPopup()
    assert field.box.view().width() >= field.box.fontMetrics().horizontalAdvance(long)
    field.box.hidePopup()
    field.setFixedWidth(1_000)
    qtbot.waitUntil(lambda: field.box.toolTip() == "")
