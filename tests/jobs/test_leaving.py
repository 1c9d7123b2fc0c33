"""Nothing leaves the program without a line that says so: where that cannot be written, there is no file either."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PASSWORD, SetClock
from tests.roles_world import EVE, PASSWORDS, World, make_world
from umdesk.domain.counts import program_year_period
from umdesk.domain.errors import CannotWrite
from umdesk.jobs import anchor, print_plan, print_ranking, reports
from umdesk.services import programs
from umdesk.services.programs import Program

Save = Callable[[Program, World, Path], object]
SAVES: dict[str, Save] = {
    "a draft": lambda program, world, file: print_plan.print_revision(program, world.one.draft, file),
    "a printed plan": lambda program, world, file: print_plan.print_revision(program, world.one.printed, file),
    "a ranking": lambda program, world, file: print_ranking.save_ranking(program, world.one.cycle, file),
    "a summary": lambda program, _world, file: reports.save(program, "summary", program_year_period(2026), file),
    "an anchor": lambda program, _world, file: anchor.save_anchor(program, file),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World]:
    """A program with plans and ratings in it."""
    folder = tmp_path_factory.mktemp("leaving") / "redding.umdesk"
    return folder, make_world(folder, SetClock())


@pytest.mark.parametrize("what", sorted(SAVES))
@pytest.mark.parametrize("who", ["Maria Ortega", EVE])
def test_who_looks_beside_another_window_takes_nothing_out(
    made: tuple[Path, World], tmp_path: Path, clock: SetClock, what: str, who: str
) -> None:
    folder, world = made
    writing = programs.open_program(folder, password=PASSWORD, clock=clock)
    looking = programs.open_program(
        folder, password={**PASSWORDS, "Maria Ortega": PASSWORD}[who], account=who, clock=clock, write=False
    )
    with pytest.raises(CannotWrite):
        SAVES[what](looking, world, tmp_path / "out.pdf")
    assert list(tmp_path.iterdir()) == []
    SAVES[what](writing, world, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    looking.close()
    writing.close()
