"""A plan that is signed, through the real operations, and what hangs on it."""

import shutil
from pathlib import Path

from tests.conftest import PASSWORD, SetClock
from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.words import ItemKind
from umdesk.services import programs
from umdesk.services.plans import editing, printing, signing
from umdesk.services.plans.printing import Made
from umdesk.services.plans.signing import Signatures
from umdesk.services.programs import Program


def sign(program: Program, someone: Someone, *activities: dict[str, object]) -> None:
    """Write the plan, print it (a short document stands for its pages) and record the signatures of today.

    `activities` are planned beside the one that every such plan has.
    """
    write_plan(program, someone.revision)
    for activity in activities:
        editing.add_row(program, someone.revision, ItemKind.ACTIVITY, activity)
    print_it(program, someone.revision)
    today = program.today()
    signing.record(program, someone.revision, Signatures(today, today, today))


def print_it(program: Program, revision: str) -> None:
    """Print a complete revision to sign; a short document stands for its pages."""
    printing.freeze(program, revision, Made(b"%PDF", 2, snapshot_digest(printing.snapshot(program, revision))))


def make_signed(template: Path, folder: Path) -> Someone:
    """A program in a folder in which Rebecca's plan was signed on May 20, 2026, closed; made once, copied often."""
    shutil.copytree(template, folder)
    program = programs.open_program(folder, password=PASSWORD, clock=SetClock())
    rebecca = someone(program)
    sign(program, rebecca)
    program.close()
    return rebecca


def open_copy(folder: Path, place: Path, clock: SetClock) -> Program:
    """A copy of the program in a place of its own, open as the coordinator."""
    shutil.copytree(folder, place)
    return programs.open_program(place, password=PASSWORD, clock=clock)
