"""Pictures of selection: criteria and templates, letters, a rater's sitting, for `make screens`."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from umdesk.domain.letters import SELECTION_KINDS
from umdesk.domain.words import Conflict, CycleState
from umdesk.jobs import demo, import_file
from umdesk.jobs import letters as jobs
from umdesk.jobs.letters import Wish
from umdesk.resources import resource
from umdesk.services import (
    accounts,
    assigning,
    conflicts,
    criteria_templates,
    cycle_steps,
    cycles,
    history,
    letters,
    programs,
    raters,
    settings,
)
from umdesk.services.applicants import listing
from umdesk.ui.applicants.tab import ApplicantsTab
from umdesk.ui.context import Context
from umdesk.ui.selection.masking import MaskingPage
from umdesk.ui.selection.raters import RatersPage
from umdesk.ui.selection.tab import SelectionTab
from umdesk.ui.selection.templates import TemplatesWindow

_CHECKED = Qt.CheckState.Checked


def photograph_criteria(frame: Any, camera: Any) -> None:
    """The criteria of a draft with levels to write, what a change does, and the window of templates and files."""
    context = frame.window.workspace.context
    closed = next(line.id for line in cycles.list_cycles(context.program) if line.state is CycleState.CLOSED)
    if not criteria_templates.templates(context.program):
        criteria_templates.save(context.program, closed, "Office classes")
    frame.window.workspace.go_to("Selection")
    tab = frame.window.workspace.current()
    made = cycles.create_cycle(context.program, f"Draft {len(cycles.list_cycles(context.program))}")
    tab.show_record(made)
    tab.show_part("Criteria")
    camera.take("Selection, criteria of a draft")
    window = TemplatesWindow(context, tab.cycle, frame.window)
    window.show()
    camera.take("Window criteria templates", window)
    window.close()
    history.undo(context.program)


def photograph_results(frame: Any, camera: Any) -> None:
    """Every part of a closed cycle, and the results from each side."""
    context = frame.window.workspace.context
    closed = next(line.id for line in cycles.list_cycles(context.program) if line.state is CycleState.CLOSED)
    frame.window.workspace.go_to("Selection")
    tab = frame.window.workspace.current()
    tab.show_record(closed)
    for place in (place for place in range(tab.inner.count()) if tab.inner.isTabVisible(place)):
        tab.inner.setCurrentIndex(place)
        camera.settle(0.5)
        camera.take(f"Selection, closed, {tab.inner.tabText(place)}")
    tab.show_part("Results")
    bar = tab.page("Results").views.bar
    for place in range(bar.count()):
        bar.setCurrentIndex(place)
        camera.take(f"Selection, results, {bar.tabText(place).lower()}")
    bar.setCurrentIndex(0)


def photograph_raters(frame: Any, camera: Any) -> None:
    """Who rates, who rates what, conflicts to judge, an assignment before it is made, and masked texts."""
    shown = frame.window.workspace.context
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / shown.program.folder.name
        shutil.copytree(shown.program.folder, folder)
        program = programs.open_program(folder, password=demo.PASSWORD)
        cycle = _panel(program)
        context = Context(program, shown.runner, shown.remembered)
        page, masking = RatersPage(context), MaskingPage(context)
        for each in (page, masking):
            each.resize(1240, 640)
            each.show_cycle(cycles.cycle(program, cycle), None)
            each.show()
        page.table.choose(page.model.key(0))
        camera.take("Selection, raters", page)
        page.views.choose("applications")
        camera.take("Selection, applications and their raters", page)
        page.views.choose("conflicts")
        page.pairs.choose(page.pairs.rows_model.key(0))
        page.judge.definition.fit(unfold=True)
        camera.take("Selection, conflicts of interest", page)
        page.assign.click()
        page.assigning.show_proposal(assigning.by_chance(program, cycle, 2))
        camera.take("Selection, assigning by chance", page)
        camera.take("Selection, masking", masking)
        for each in (page, masking):
            each.close()
            each.deleteLater()
        _photograph_sealed(context, cycle, camera)
        context.stop()
        program.close()


def _photograph_sealed(context: Context, cycle: str, camera: Any) -> None:
    """What a coordinator who rates the blind cycle sees of it before their own sheets are in."""
    rater = raters.of_cycle(context.program, cycle)[0].id
    accounts.link_rater(context.program, rater, context.program.account.account_id)
    selection, applicants = SelectionTab(context), ApplicantsTab(context)
    for tab in (selection, applicants):
        tab.resize(1240, 640)
        tab.show()
    selection.show_record(cycle)
    camera.take("Selection, sealed for who rates", selection)
    applicants.view.cycle.set_value(cycle)
    applicants.view.cycle_chosen.emit()
    camera.settle(0.5)
    applicants.view.table.choose(applicants.view.model.key(0))
    camera.take("Applicants, sealed for who rates", applicants)
    for tab in (selection, applicants):
        tab.close()
        tab.deleteLater()


def _panel(program: Any) -> str:
    """A blind cycle in scoring with a panel of four, one of whom is recused; gives its id."""
    cycle = cycles.create_cycle(program, "Fall of the panel")
    cycles.edit_cycle(program, cycle, cycles.CycleChanges(blind=True))
    import_file.run(program, resource("demo/applicants.xlsx"), "Fall of the panel")
    first = listing.rows(program, cycle)[0]
    names = ("Robin Hale", f"Ines {first.last_name}", "Lee Park", "Ana Ito")
    panel = [raters.add(program, cycle, name) for name in names]
    for state in (CycleState.OPEN, CycleState.SCORING):
        cycle_steps.move_to(program, cycle, state)
    conflicts.judge(program, first.id, panel[0], Conflict.RECUSED, reason="They share a house")
    return cycle


def write_letters(program_folder: Path, documents: Path) -> None:
    """A letter of each outcome, with own scores, from a copy of the demo."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / program_folder.name
        shutil.copytree(program_folder, folder)
        program = programs.open_program(folder, password=demo.PASSWORD)
        settings.change(program, "letters.scores", value=True)
        cycle = next(line.id for line in cycles.list_cycles(program) if line.state is CycleState.CLOSED)
        for kind in SELECTION_KINDS:
            stands = (one.row.id for one in letters.decided(program, cycle) if one.row.state.value == kind.value)
            wanted = tuple(stands)[:1]
            if wanted:
                (documents / f"letter {kind.value}.pdf").write_bytes(jobs.preview(program, Wish(wanted, kind)).data)
        program.close()


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
    camera.settle(0.7)
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
