"""What is typed into a plan is never lost: killed, locked, with another plan in between, and after an undo."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.conftest import PASSWORD, SetClock
from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from tests.ui.plans.typing_plan import LETTERS, UNKNOWN
from umdesk.domain.plans import Section
from umdesk.domain.words import ItemKind
from umdesk.services import drafts, history, programs
from umdesk.services.plans import editing, queries
from umdesk.services.programs import Program
from umdesk.ui.context import Context
from umdesk.ui.plans.tab import PlansTab
from umdesk.ui.remembered import Remembered
from umdesk.ui.runner import Runner

SCRIPT = Path(__file__).with_name("typing_plan.py")
ROOT = Path(__file__).resolve().parents[3]
RECOVERED = "Recovered typing, not part of the record yet"


@pytest.fixture
def rebecca(program: Program) -> Someone:
    made = someone(program)
    write_plan(program, made.revision)
    return made


def shown(qtbot: QtBot, context: Context) -> PlansTab:
    """The tab on a screen of its own."""
    made = PlansTab(context)
    context.announced.connect(made.refresh)
    made.resize(1260, 700)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def tab(qtbot: QtBot, context: Context, rebecca: Someone) -> Iterator[PlansTab]:
    made = shown(qtbot, context)
    made.open_plan(rebecca.participation)
    yield made
    made.settle()


def type_over(qtbot: QtBot, tab: PlansTab, name: str, text: str) -> None:
    """Type into a field of the plan without leaving it."""
    field = tab.editor.fields.fields[name]
    tab.editor.go_to_page(dict(tab.editor.fields.sections())[name])
    editor = field.box.lineEdit() if hasattr(field, "box") and hasattr(field.box, "lineEdit") else field.editor
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def killed(said: "subprocess.Popen[str]", letters: int) -> tuple[str, list[float]]:
    """Kill the worker once it has typed so many letters; gives what was typed, and how old each letter was then."""
    assert said.stdout is not None
    worker = int(said.stdout.readline().split()[1])
    times = [float(said.stdout.readline().split()[1]) for _letter in range(letters)]
    moment = time.monotonic()
    os.kill(worker, signal.SIGKILL)
    text = "".join(LETTERS[number % len(LETTERS)] for number in range(letters))
    return text, [moment - at for at in times]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_killed_while_typing_it_comes_back_with_all_but_the_last_second(
    program_folder: Path, clock: SetClock, qtbot: QtBot, remembered: Remembered, runner: Runner
) -> None:
    program = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    made = someone(program)
    write_plan(program, made.revision)
    program.close()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(SCRIPT), str(program_folder), made.participation]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as said:
        support, support_ages = killed(said, 30)
        goal, goal_ages = killed(said, 34)

    program = programs.open_program(program_folder, password=PASSWORD, clock=clock)
    context = Context(program, runner, remembered)
    tab = shown(qtbot, context)
    tab.open_plan(made.participation)
    content = queries.plan(program, made.participation).content
    assert content.support == "Two hours a week of state time."
    assert tab.editor.view.sections.current() == Section.TARGET, "the plan opens where something was being typed"
    fields = tab.editor.fields.fields
    page = next(page for section, page in tab.editor._rows.items() if section is Section.GOALS)
    assert page.table.current_key() == content.goals[-1].row
    for field, text, ages in (
        (fields["target_class_code"], UNKNOWN, [9.0] * len(UNKNOWN)),
        (fields["support"], support, support_ages),
        (page.fields["text"], goal, goal_ages),
    ):
        found = field.raw()
        assert field.draft_line.text() == RECOVERED
        assert text.startswith(found)
        assert all(age < 1 for age in ages[len(found) :]), f"lost what was {max(ages[len(found) :]):.2f} s old"
    tab.settle()
    assert queries.plan(program, made.participation).content.goals[-1].text == page.fields["text"].raw()
    tab.close()
    context.stop()
    program.close()


def test_typing_in_two_fields_outlives_a_lock_and_another_plan(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    other = someone(program, "Bruce", "Chase", "004712")
    type_over(qtbot, tab, "target_class_code", UNKNOWN)
    type_over(qtbot, tab, "support", "Two mentors")
    assert not tab.settle(), "what the lock asks"
    typed = {"target_class_code": UNKNOWN, "support": "Two mentors"}
    assert drafts.of_record(program, rebecca.revision) == typed
    tab.open_plan(other.participation)
    fields = tab.editor.fields.fields
    assert (fields["support"].raw(), fields["support"].draft_line.text()) == ("", "")
    tab.open_plan(rebecca.participation)
    assert {name: fields[name].raw() for name in typed} == typed
    assert fields["support"].draft_line.text() == RECOVERED
    type_over(qtbot, tab, "target_class_code", "5278")
    assert tab.settle()
    content = queries.plan(program, rebecca.participation).content
    assert (content.support, content.target_class_code) == ("Two mentors", "5278")
    assert drafts.of_record(program, rebecca.revision) == {}
    history.undo(program)
    assert (fields["support"].raw(), fields["support"].draft_line.text()) == ("Two hours a week of state time.", "")
    assert tab.editor.fields.autosave.pending() == frozenset()


def test_what_is_pasted_is_kept_whole_or_refused_under_its_field(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    clipboard = QGuiApplication.clipboard()
    fields = tab.editor.fields.fields
    for name, pasted, held in (
        ("supervisor_name", "Zoë\tO'Brien-\nNúñez ", "Zoë O'Brien- Núñez"),
        ("supervisor_comments", "Line one\r\n\tLine two\n" + "x" * 7980, "Line one\n\tLine two\n" + "x" * 7980),
    ):
        tab.editor.go_to_page(dict(tab.editor.fields.sections())[name])
        clipboard.setText(pasted)
        fields[name].editor.setFocus()
        fields[name].editor.selectAll()
        fields[name].editor.paste()
        assert tab.settle(), fields[name].reason()
        assert getattr(queries.plan(program, rebecca.participation).content, name) == held
    clipboard.setText("y" * 8001)
    fields["support"].editor.setFocus()
    fields["support"].editor.selectAll()
    fields["support"].editor.paste()
    assert not tab.settle()
    assert fields["support"].reason() == ("The text has 8,001 characters; there is room for 8,000. Shorten it.")
    assert drafts.of_record(program, rebecca.revision)["support"] == "y" * 8001
    tab.editor.fields.autosave.discard("support")


def test_what_cannot_be_removed_keeps_its_typing(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    tab.editor.go_to_page(Section.COSTS)
    page = tab.editor.view.pages.currentWidget()
    row = queries.plan(program, rebecca.participation).content.costs[0]
    from umdesk.services.plans import records

    records.record_money(program, rebecca.participation, row.item, on=program.today(), amount=row.estimate or 0)
    page.fields["estimate"].editor.setFocus()
    page.fields["estimate"].editor.selectAll()
    qtbot.keyClicks(page.fields["estimate"].editor, "a lot")
    page.remove()
    assert page.fields["estimate"].raw() == "a lot"
    page.autosave.keep()
    assert drafts.of_record(program, row.row) == {"estimate": "a lot"}
    page.autosave.discard("estimate")
    editing.set_row(program, ItemKind.COST, row.row, {"fund": "Other"})
    assert page.fields["fund"].raw() == "Other"
