"""Reads a criteria file into a program and writes a cycle's criteria and rules as one."""

from pathlib import Path

from umdesk.domain import criteria_file
from umdesk.domain.criteria_file import MOST_BYTES, CriteriaFile
from umdesk.domain.errors import InvalidInput
from umdesk.jobs import output
from umdesk.services import criteria_templates, cycles
from umdesk.services.cycles import tidy_name
from umdesk.services.programs import Program

ENDING = ".json"


def read(path: Path) -> CriteriaFile:
    """Read a criteria file from the disk.

    Raises:
        FaultyFile: it is no criteria file; every fault is told.
        InvalidInput: it cannot be opened.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it cannot be opened"
        raise InvalidInput(
            f"The criteria file “{path}” cannot be read: {reason}.", "Name a file that you may read.", "criteria"
        ) from None
    return criteria_file.read(data)


def make_cycle(program: Program, path: Path, name: str = "") -> str:
    """Make a cycle from a criteria file; gives its id. `name` wins over the name in the file."""
    content = read(path)
    tidy_name(name or content.name)
    return cycles.create_from(program, content, name=name)


def save(program: Program, cycle_id: str, path: Path) -> Path:
    """Write a cycle's criteria and rules as a criteria file, without the draw seed; returns the path.

    Raises:
        CannotWrite: the file cannot be written.
    """
    content = criteria_templates.of_cycle(program, cycle_id)
    return output.write_file(criteria_file.write(content), path)


def file_name(cycle: str) -> str:
    """What to call the criteria file of a cycle: "Criteria Spring 2026.json"."""
    return output.file_name(f"Criteria {cycle}", ENDING)
