"""The sections Budget, Outreach, Handbook and Roles of the tab Program year, and the flyer with its logo."""

from datetime import date
from decimal import Decimal

import pytest
from PIL import Image

from tests.services.plans.conftest import someone
from tests.ui.roles import sign_in
from umdesk.domain.outreach import Event, channel_of
from umdesk.domain.plans import Section
from umdesk.domain.program_roles import Holder
from umdesk.domain.words import CostCategory, ItemKind, Role
from umdesk.domain.year_drafts import draft_record
from umdesk.domain.year_words import HandbookPart, OutreachChannel, ProgramRole
from umdesk.services import cycles, drafts, today
from umdesk.services.plans import editing, records
from umdesk.services.year import budget, handbook, logo, outreach, roles
from umdesk.ui.applicants.forms import Fields
from umdesk.ui.plans.happened.money import MoneyPage
from umdesk.ui.year.outreach_page import OutreachPage

YEAR = 2026


@pytest.fixture
def rebecca(program):
    return someone(program)


@pytest.fixture
def tab(frame, program, rebecca):
    """The tab of 2025-26, in view."""
    frame.show_program(program)
    frame.window.workspace.go_to("Program year")
    yield frame.window.workspace.current()
    frame.window.close_program()


def typed(recording, **values):
    """Type into the fields of a form."""
    for name, text in values.items():
        field = recording.fields[name]
        field.set_value(text) if hasattr(field, "box") and hasattr(field.box, "findData") else field.set_raw(text)
        field.edited.emit()


def test_money_is_allocated_adjusted_and_over_commitment_is_told_where_it_happens(tab, program, rebecca, qtbot):
    page = tab.section("budget")
    form = page.allocations.recording
    typed(form, category=CostCategory.TUITION, fund="Training", amount="-1")
    assert not form.form.press()
    assert form.fields["amount"].reason() == "An allocation cannot be negative. Write an amount of zero or more."
    typed(form, amount="1,000")
    assert form.form.press()
    row = page.allocations.current()
    assert (row.category, row.fund, row.amount) == ("tuition", "Training", Decimal(1000))

    assert page.adjusting.fields["on"].value() == program.today()  # mostly written down on its day
    typed(page.adjusting, on="3/2/2026", amount="-800")
    assert not page.adjusting.form.press()
    assert page.adjusting.fields["reason"].reason()
    typed(page.adjusting, reason="Cut by the department")
    page.settle()
    kept = drafts.of_record(program, draft_record(program.id, "allocation_change", YEAR))
    assert sorted(kept.values()) == ["-800", "3/2/2026", "Cut by the department"]
    assert tab.current().year_of(draft_record(program.id, "allocation_change", YEAR)) == YEAR
    page.adjust.click()
    page.adjusting.fields["reason"].setFocus()
    assert page.adjusting.form.press()
    page.settle()
    assert page.adjusting.heading.text() == "Adjust the allocation for tuition, Training"
    assert [field.reason() for field in page.adjusting.fields.values()] == ["", "", ""]
    assert page.allocations.current().amount == Decimal(200)
    records.record_money(
        program, rebecca.participation, None, on=date(2026, 5, 2), amount=Decimal(250), category=CostCategory.TUITION,
        fund="training",
    )  # fmt: skip
    qtbot.waitUntil(page.over.isVisible)
    assert page.over.text() == "The budget of 2025-26 is over-committed: Tuition, Training by $50.00."
    [line] = page._lines.all_rows()
    assert form.fields["fund"].line.completer().model().stringList() == ["Training"]
    assert (line.allocation, line.spending, line.left) == (Decimal(200), Decimal(250), Decimal(-50))
    assert page.sums.text() == (
        "Allocated $200.00, committed $0.00, spent $250.00, still to be spent $0.00, over $50.00."
    )

    fields = {"text": "Fee", "category": CostCategory.TUITION, "estimate": Decimal(30), "fund": "Training"}
    editing.add_row(program, rebecca.revision, ItemKind.COST, {**fields, "planned_on": date(2026, 6, 1)})
    plans = tab.window().workspace
    plans.go_to("Career plans")
    plans.current().open_plan(rebecca.participation)
    editor = plans.current().editor
    editor.go_to_page(Section.COSTS)
    warning = editor.view.pages.currentWidget().warning
    qtbot.waitUntil(warning.isVisible)
    assert warning.text() == (
        "With the costs of this plan: The budget of 2025-26 is over-committed: Tuition, Training by $80.00."
    )
    editor.go_to_page("money")
    [money] = editor.findChildren(MoneyPage)
    typed(money.recording, on="5/3/2026", category=CostCategory.TUITION, fund="Training", amount="20")
    money.recording.fields["amount"].left.emit()
    qtbot.waitUntil(money.budget.isVisible)
    assert money.budget.text() == (
        "The budget of 2025-26 has $0.00 left for Tuition, Training; this goes over it by $20.00."
    )


def test_outreach_is_put_on_file_followed_up_and_a_flyer_made(tab, program, tmp_path, qtbot):
    spring = cycles.create_cycle(program, "Spring 2026", date(2026, 6, 1), date(2026, 6, 26))
    page = tab.section("outreach")
    form = page.list.recording
    typed(form, on="7/2/2026", channel=OutreachChannel.STAFF_MEETING, title="Meeting", reach="40")
    assert not form.form.press()
    assert "lies outside of the program year 2025-26" in form.fields["on"].reason()
    page.settle()
    kept = drafts.of_record(program, draft_record(program.id, "outreach", YEAR))
    assert {"7/2/2026", "Meeting", "40"} <= set(kept.values())
    again = OutreachPage(page._context)  # as after a crash
    qtbot.addWidget(again)
    again.show_year(YEAR)
    found = [again.list.recording.fields[name].raw() for name in ("on", "title", "reach")]
    assert found == ["7/2/2026", "Meeting", "40"]
    again.hide()
    typed(form, on="3/2/2026", follow_up="Call them", follow_up_due="3/9/2026", cycle=spring)
    assert form.form.press()
    qtbot.waitUntil(lambda: form.fields["on"].isAncestorOf(page.window().focusWidget()))
    row = page.list.current()
    assert (row.event.on, row.event.channel, row.event.reach) == (date(2026, 3, 2), OutreachChannel.STAFF_MEETING, 40)
    followed = [one for one in today.due(program) if one.record == f"outreach:{row.id}"]
    assert [(one.kind, one.what, one.day) for one in followed] == [("Outreach", "Call them", date(2026, 3, 9))]
    assert (row.cycle_id, page.done.isEnabled(), page.material.text()) == (spring, True, "Attach material…")
    page.done.click()
    assert page.list.current().event.follow_up_done == program.today()
    typed(form, on="2/2/2026", channel=OutreachChannel.INTRANET, title="Page")
    assert form.form.press()
    assert page.list.current().event.title == "Page"  # its material is attached next
    assert page.list.table.choose(row.id)
    page.list.change()
    typed(form, audience="All")
    assert form.form.press()
    qtbot.waitUntil(lambda: page.window().focusWidget() is page.list.table)
    page.window().resize(853, 533)  # 1280 by 800 at 150 percent
    page.primary_action().trigger()
    qtbot.waitUntil(lambda: form.form.button.visibleRegion().boundingRect() == form.form.button.rect())
    page.window().resize(1280, 800)
    assert [one.what for one in today.due(program) if one.record.startswith("outreach:")] == []
    qtbot.waitUntil(lambda: page.funnel.text().startswith("40 reached, 0 applied"))

    seal, letter = tmp_path / "seal.png", tmp_path / "letter.png"
    Image.new("RGBA", (300, 200), (0, 0, 200, 128)).save(seal)
    letter.write_bytes(b"%PDF-1.7")
    shown = page.open_logo()
    assert (shown.about.text(), shown.remove.isVisible()) == ("There is no logo yet.", False)
    shown.keep(letter)
    assert "is a PDF by its content" in shown.said.text()
    shown.keep(seal)
    assert (shown.picture.isVisible(), shown.said.text(), shown.about.text()[:19]) == (True, "", "seal.png, set by Ma")
    shown.remove.click()
    assert logo.shown(program) is None
    shown.close()

    flyer = page.open_flyer()
    qtbot.waitUntil(flyer.file.isEnabled)
    assert (flyer.cycle.value(), flyer.pane.page_count()) == (spring, 1)
    assert "Monday, June 1, 2026" in flyer.pane.text()
    words = flyer.open_words()
    words.fields["flyer.how"].box.setPlainText("Bring the form to Room 214.")
    words._keep("flyer.how")
    words.close()
    qtbot.waitUntil(lambda: "Room 214" in flyer.pane.text())
    flyer.file.click()
    assert flyer.said.text() == "On file as outreach of today, with the PDF as its material."
    assert not flyer.file.isEnabled()
    flyer.close()
    [made] = [one for one in page.list.model.all_rows() if one.event.channel is OutreachChannel.FLYER]
    page.list.table.choose(made.id)
    assert (made.event.title, page.material.text()) == ("Flyer, Spring 2026", "Material (1)…")
    window = page.open_material()
    assert [one.name for one in window.panel._rows] == ["Flyer Spring 2026.pdf"]
    window.close()


def test_handbook_and_roles_are_written_as_one_types(tab, program, qtbot):
    page = tab.section("handbook")
    page.primary_action().trigger()
    assert not page.begin.isVisible()
    page.table.choose(HandbookPart.POLICY)
    assert page.must.text().startswith("(a) Policy statement has to say: That the department runs")
    page.text.box.setPlainText("The department runs a program.")
    page.text.edited.emit()
    page.fields_of_element["next_review"].set_raw("5/1/2026")
    page.fields_of_element["next_review"].edited.emit()
    page.autosave.keep()
    [row] = [one for one in handbook.rows(program) if one.element.part is HandbookPart.POLICY]
    assert "The department runs a program." in drafts.of_record(program, row.id).values()
    assert tab.settle()
    assert page.model.find(HandbookPart.POLICY).element.text == "The department runs a program."
    assert page.model.all_rows()[0].element.next_review == date(2026, 5, 1)
    [due] = [one for one in today.due(program) if one.record == f"handbook:{row.id}"]
    assert (due.what, due.day) == ("Review the handbook: policy statement.", date(2026, 5, 1))
    reviewed = page.fields_of_element["reviewed_on"]
    reviewed.set_raw("5/4/2026")
    reviewed.edited.emit()
    reviewed.left.emit()
    assert page.model.all_rows()[0].element.next_review == date(2027, 5, 4)
    page.table.choose(HandbookPart.CLASSES)
    tab.show_record(due.record)
    assert page.table.current_key() == HandbookPart.POLICY
    assert page.documents.text() == "Attach documents…"
    window = page.open_documents()
    assert window.windowTitle() == "Documents of “Policy statement”"
    window.close()
    typed(page.exams.recording, planned_for="7/2/2026")
    page.exams.recording.fields["class_code"].box.setEditText("5157")
    assert not page.exams.recording.form.press()
    typed(page.exams.recording, planned_for="6/2/2026")
    assert page.exams.recording.form.press()
    assert page.exams.current().exam.class_code == "5157"
    typed(page.headcounts.recording, on="6/2/2026", employees="-4")
    page.headcounts.recording.fields["class_code"].box.setEditText("1441")
    assert not page.headcounts.recording.form.press()
    typed(page.headcounts.recording, employees="40")
    assert page.headcounts.recording.form.press()
    assert page.headcounts.current().stated.employees == 40

    page = tab.section("roles")
    form = page.list.recording
    typed(form, role=ProgramRole.EEO_OFFICER)
    assert form.fields["duties"].raw() == "Watches over equal chances, and files the Workforce Analysis."
    assert not form.form.press()
    assert form.fields["name"].reason()
    typed(form, name="Ida Wells", starts="1/5/2026", ends="1/1/2026")
    assert not form.form.press()
    assert "before the first" in form.fields["ends"].reason()
    typed(form, ends="")
    assert form.form.press()
    [row] = roles.listed(program)
    assert (row.holder.name, row.holder.role, row.holder.starts) == ("Ida Wells", "EEO officer", date(2026, 1, 5))
    tab.section("goals")
    tab.show_record(row.id)
    assert (tab.sections.current(), page.list.table.current_key()) == ("roles", row.id)


def test_a_reader_looks_at_all_of_it(frame, program):
    outreach.add(program, 2026, Event(date(2026, 3, 2), OutreachChannel.EMAIL, "Mail to all"))
    handbook.begin(program)
    budget.add(program, YEAR, budget.AllocationInput(None, "Training", Decimal(10)))
    frame.show_program(sign_in(program, "Eve Reader", (Role.READER,)))
    frame.window.workspace.go_to("Program year")
    tab = frame.window.workspace.current()
    page = tab.section("outreach")
    hidden = [page.button, page.done, page.list.right, page.list.remove, page.list.recording]
    assert [one.isVisible() for one in hidden] == [False] * 5
    assert not page.material.isEnabled()
    page = tab.section("handbook")
    assert (page.text.box.isReadOnly(), page.documents.isVisible()) == (True, False)
    page = tab.section("budget")
    assert [page.button.isVisible(), page.adjusting.isVisible(), page.allocations.right.isVisible()] == [False] * 3
    frame.window.close_program()


def test_what_an_applicant_heard_of_is_suggested_in_words_that_the_funnel_knows(qtbot):
    fields = Fields()
    fields.offer((), (), (), ("flyer", "A friend"))
    words = fields.heard.line.completer().model().stringList()
    assert (words[:3], words[-1], len(words)) == (["Orientation", "Email", "Flyer"], "A friend", 11)
    assert [channel_of(word) for word in words[:-1]] == list(OutreachChannel)[:-1]


def test_a_list_is_as_high_as_its_rows_and_never_under_its_buttons(tab, program, qtbot):
    page = tab.section("roles")
    few = page.list.table.height()
    for role in list(ProgramRole) * 2:
        roles.add(program, Holder(role, "Ida Wells"))
    row = page.list.table.verticalHeader().defaultSectionSize()
    qtbot.waitUntil(lambda: page.list.table.height() == few + 7 * row)  # three rows at least, ten at most
    budget_page = tab.section("budget")
    assert not budget_page.changes.isVisible()  # nothing is allocated that could be adjusted
    tab.section("roles")
    qtbot.waitUntil(lambda: page.list.right.geometry().top() > page.list.table.geometry().bottom())
