"""Changing one's password takes the present one, so that nobody does it at a desk that was left open."""

from tests.conftest import PASSWORD
from umdesk.services import programs

NEW = "seven quiet harbor lamps"


def typed(open_frame, present, new=NEW, again=NEW):
    window = open_frame.open_window("password")
    for field, text in ((window.present, present), (window.new, new), (window.again, again)):
        field.set_raw(text)
    window.change_button.click()
    return window


def opens(folder, password):
    program = programs.open_program(folder, password=password, write=False)
    program.close()
    return True


def test_the_present_password_is_asked_for_and_the_next_one_opens_the_program(open_frame, program):
    window = typed(open_frame, PASSWORD)
    assert not window.isVisible()
    assert opens(program.folder, NEW)


def test_a_wrong_present_password_changes_nothing_and_is_told_under_its_field(open_frame, program):
    window = typed(open_frame, "not this one at all")
    assert "The password is not right; nothing was changed." in window.present.reason()
    assert window.isVisible()
    assert opens(program.folder, PASSWORD)


def test_two_passwords_that_differ_are_told_before_anything_else(open_frame, program):
    window = typed(open_frame, PASSWORD, again="seven quiet harbour lamps")
    assert window.again.reason() == "The two passwords are not the same."
    assert opens(program.folder, PASSWORD)
