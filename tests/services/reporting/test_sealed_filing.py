"""A filed report may hold what is sealed for whoever looks at it later: it is not shown until their sheets are in."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import SetClock
from tests.roles_world import TODAY, World, copy_of
from tests.services.test_sealing import as_rater_and
from umdesk.domain.counts import program_year_period
from umdesk.domain.errors import NotNow
from umdesk.domain.words import Role
from umdesk.jobs import reports
from umdesk.services.programs import Program
from umdesk.services.reporting import filing
from umdesk.storage.models import Blob, FiledReport
from umdesk.ui.reports import prepared
from umdesk.ui.reports.filed import said


def test_a_filed_report_of_a_cycle_is_sealed_with_the_cycle(made_world: tuple[Path, World], tmp_path: Path) -> None:
    with closing(copy_of(made_world[0], tmp_path / "redding.umdesk", SetClock())) as program:
        look(program, made_world[1])


def look(program: Program, world: World) -> None:
    """File as a coordinator, look as one who rates."""
    world.sign_in(program, "Maria Ortega")
    filed = {}
    for kind in ("selection", "budget"):
        made = reports.make(program, kind, program_year_period(2026))
        filed[kind] = filing.file(program, made.report, made.paper(), filed_on=TODAY, filed_with="CalHR")
    as_rater_and(program, world, Role.COORDINATOR)
    again = reports.make(program, "selection", program_year_period(2026)).report
    for ask in (
        lambda: filing.paper(program, filed["selection"]),
        lambda: filing.differences(program, filed["selection"], again),
        lambda: filing.figures(program, filed["selection"], again),
    ):
        with pytest.raises(NotNow, match="sealed for you until your own rating sheets are in"):
            ask()
    told = said(prepared.compare(program, reports.make(program, "selection", program_year_period(2026)).report))
    assert told.startswith("Filed May 20, 2026 with CalHR. ")
    # Of the two cycles it names whichever comes first by its id.
    assert "are sealed for you until your own rating sheets are in" in told
    assert filing.paper(program, filed["budget"]).paper.data.startswith(b"%PDF")
    with program.operation("tests.damage", "Damaged its numbers") as op:
        op.session.get_one(Blob, op.session.get_one(FiledReport, filed["budget"]).content_sha256).data = b"[]"
    with pytest.raises(NotNow, match="nobody can say whether its paper tells of a cycle that is sealed for you"):
        filing.paper(program, filed["budget"])
