"""kill -9 while somebody types into the program year: what was kept comes back where it was typed, and is announced."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PASSWORD
from tests.e2e.typing_year import WORD
from umdesk.domain import dates
from umdesk.domain.outreach import Event
from umdesk.domain.year_words import OutreachChannel, YearText
from umdesk.services import programs
from umdesk.services.year import actions, outreach

ROOT = Path(__file__).resolve().parents[2]
PLACES = ["goals", "outreach", "budget", "actions", "texts"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_what_was_typed_into_the_program_year_comes_back_after_a_kill(program_folder, frame, qtbot):
    program = programs.open_program(program_folder, password=PASSWORD)
    actions.add(program, dates.program_year(program.today()))
    program.close()

    assert killed_while_typing(program_folder) == [*(f"kept {place}\n" for place in PLACES), "typed\n"]

    frame.show_program(programs.open_program(program_folder, password=PASSWORD))
    workspace = frame.window.workspace
    assert "Typing that was not finished last time was recovered" in frame.window.messages.text()
    workspace.go_to("Program year")
    tab = workspace.current()
    assert tab.section("goals").form.fields["note"].raw() == WORD
    assert not tab.current().form.isHidden()
    listed = tab.section("outreach").list
    assert listed.recording.fields["title"].raw() == WORD
    tab.current().primary_action().trigger()
    assert listed.recording.fields["title"].raw() == WORD
    assert tab.section("budget").allocations.recording.fields["fund"].raw() == WORD
    assert tab.section("actions").panel.fields["text"].raw() == WORD
    words = tab.section("texts").texts[YearText.EXPLANATION.name]
    assert words.raw() in (WORD, WORD + WORD)
    assert words.draft_line.isVisible()
    title = listed.recording.fields["title"]
    event = Event(program.today(), OutreachChannel.EMAIL, "Mail to all")
    put_right = outreach.add(workspace.context.program, dates.program_year(event.on), event)
    tab.show_record(put_right)
    listed.change()
    title.set_raw("Mail to everybody")
    title.edited.emit()
    tab.current().primary_action().trigger()
    assert title.raw() == WORD
    tab.show_record(put_right)
    assert title.raw() == "Mail to everybody"
    frame.window.close_program()


def killed_while_typing(folder: Path) -> list[str]:
    """What the window said until it was killed."""
    window = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.typing_year", str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    said = [window.stdout.readline() for _ in range(6)]
    window.kill()
    window.wait()
    window.stdout.close()
    return said
