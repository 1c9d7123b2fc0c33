"""Pictures of filing scans: the window with what was filed and what is wrong, and the pages under their plan."""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from umdesk.domain.words import RevisionState
from umdesk.services.plans import printing, queries

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.scanned_paper import Sheet, pdf_of  # noqa: E402 -- the tests lie beside this folder
from umdesk.exchange.scans import lines  # noqa: E402


def photograph(frame: Any, camera: Any) -> None:
    """A stack of two plans with a page that nobody can read, matched by hand; then the pages beside the dates."""
    workspace = frame.window.workspace
    program = workspace.context.program
    rows = [row for row in queries.list_plans(program) if row.revision_state is RevisionState.PRINTED][:2]
    sheets: list[Sheet] = []
    for row in rows:
        pdf = printing.document(program, row.revision_id) or b""
        places = lines.lines_of(pdf)
        for page in range(1, max(places) + 1):
            spots = tuple((line.box[0] + 14, line.box[1] + 9) for line in places.get(page, ())[:2])
            sheets.append(Sheet(pdf, page, 200, spots, skew=0.7))
    sheets[0] = replace(sheets[0], covered=1.0, turned=180)
    opened = frame.open_window("scans")
    camera.take("Window scans, empty", opened)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "scan of May 20.pdf"
        path.write_bytes(pdf_of(sheets))
        opened.read([path])
        camera.settle(2.0)
    camera.take("Window scans, done", opened)
    opened.matching.turn_button.click()
    opened.matching.turn_button.click()
    camera.take("Window scans, matching by hand", opened)
    opened.matching.file_button.click()
    camera.settle(0.5)
    opened.close()
    workspace.go_to("Career plans", rows[0].revision_id)
    workspace.current().show_page("signatures")
    camera.settle(0.5)
    camera.take("Career plans, signatures beside the scan")
    page = workspace.current().editor.beside.page("signatures")
    page.ensureWidgetVisible(page.filed.picture)
    camera.take("Career plans, filed pages")
