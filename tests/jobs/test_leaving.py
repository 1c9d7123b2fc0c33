"""Nothing leaves the program without a line that says so: where that cannot be written, there is no file either."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import PASSWORD, SetClock
from tests.roles_world import EVE, PASSWORDS, World, make_world
from umdesk.domain.counts import program_year_period
from umdesk.domain.errors import CannotWrite
from umdesk.jobs import anchor, print_plan, print_ranking, reports
from umdesk.services import history, programs
from umdesk.services.programs import Program

if sys.platform != "win32":
    import resource

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


class FullOnceWritten:
    """A clock by which the disk has no room as soon as a file with a copy stands somewhere."""

    def __init__(self, file: Path, clock: SetClock) -> None:
        self.file, self.clock, self.armed = file, clock, True

    def __call__(self) -> datetime:
        if self.armed and self.file.exists() and self.file.read_bytes() != b"older":
            limit_files(1)
        return self.clock()


def limit_files(size: int | None) -> None:
    """Let no file grow beyond a size in bytes, None for any."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard if size is None else size, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files is limited by a POSIX call")
def test_a_copy_that_finds_no_room_for_its_record_is_taken_back_or_told_of(
    made: tuple[Path, World], tmp_path: Path, clock: SetClock
) -> None:
    folder, world = made
    file, older = tmp_path / "out.pdf", b"older"
    full = FullOnceWritten(file, clock)
    program = programs.open_program(folder, password=PASSWORD, clock=full)

    def refused(save: Save) -> str:
        try:
            with pytest.raises(CannotWrite) as error:
                save(program, world, file)
        finally:
            limit_files(None)
        return str(error.value)

    for save in SAVES.values():
        assert "so nothing was changed" in refused(save)
        assert list(tmp_path.iterdir()) == []
    file.write_bytes(older)
    told = refused(SAVES["an anchor"])
    assert file.read_bytes().startswith(b"%PDF")
    assert "is not on record: History anchor" in told
    assert f"The copy is in “{file}”, and nothing else was changed." in told

    full.armed = False
    SAVES["an anchor"](program, world, file)
    program.close()
    program = programs.open_program(folder, password=PASSWORD, clock=clock)
    (perhaps,) = [event.summary for event in history.events(program) if event.summary.startswith("Perhaps")]
    assert "History anchor" in perhaps  # of those taken back, nothing is told
    program.close()
