"""Eligibility on screen: the answer on record with the one it would be today, and Could I apply."""

from datetime import date

from PySide6.QtWidgets import QPushButton

from umdesk.domain.words import Eligibility
from umdesk.services import applicants, cycles, settings
from umdesk.services.applicants import NewApplicant
from umdesk.services.applicants.recording import Occasion, record
from umdesk.ui.couldapply import CouldApplyWindow


def test_an_answer_on_record_shows_what_it_would_be_and_takes_it_with_a_reason(open_frame, program, qtbot):
    cycle = cycles.create_cycle(program, "Spring 2026")
    wanted = applicants.add(
        program, cycle,
        NewApplicant("Nelson", "Rebecca", class_code="1379", tenure="permanent", received=date(2026, 2, 15)),
    )  # fmt: skip
    with program.operation("letters.send", "Sent a letter", undoable=False) as op:
        record(op.session, [wanted], Occasion.LETTER, "Maria Ortega", program.now())
    held = applicants.detail(program, wanted).appointment_id
    applicants.edit_appointment(program, held, {"class_code": "5157"})
    open_frame.window.workspace.go_to("Applicants", wanted)
    tab = open_frame.window.workspace.current()
    detail = tab.view.detail
    assert detail.badge.text() == "Eligible, recheck"
    shown = [button.text() for button in tab.view.chips.findChildren(QPushButton)]
    assert any(text.startswith("Answer would change") for text in shown)
    panel = detail.eligibility
    assert panel.fresh.isVisibleTo(panel)
    assert "On record: eligible. By what is on file today: not eligible." in panel.fresh.note.text()
    assert "Maria Ortega" in panel.fresh.since.text()
    assert panel.computed_heading.text() == "On record: eligible"
    panel.fresh.ask.unfold()
    panel.fresh.ask.confirm.click()
    assert panel.fresh.why.reason() == "Reason is needed."
    panel.fresh.why.set_value("The notice of appointment came in.")
    panel.fresh.ask.confirm.click()
    assert applicants.detail(program, wanted).standing.eligibility is Eligibility.NOT_ELIGIBLE
    assert not panel.fresh.isVisibleTo(panel)
    assert detail.badge.text() == "Not eligible"


def test_could_i_apply_answers_as_one_types_and_asks_for_no_more_than_counts(open_frame, program, qtbot):
    window = open_frame.open_window("could-apply")
    assert isinstance(window, CouldApplyWindow)
    qtbot.waitExposed(window)
    assert window.said.text() == "Type a class to see the answer."
    assert not window.class_date.isVisible()
    qtbot.keyClicks(window.held.line, "1379")
    window.tenure.set_value("permanent")
    window.answer()
    assert window.said.text() == "You could apply: nothing stands in the way."
    assert window.reasons.count() == 2
    settings.change(program, "eligibility.months_in_class", 6)
    settings.change(program, "eligibility.statement", "required")
    assert window.class_date.isVisible()
    assert window.said.text() == "You could apply, and the coordinator would have to decide."
    assert window.also.text() == "The department also asks for a statement of why you apply."
    window.held.line.setText("5157")
    window.answer()
    assert window.said.text() == "By the rules you could not apply with this."
    assert window.next.text().startswith("Ask the coordinator.")
    window.close()
