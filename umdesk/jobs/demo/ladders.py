"""The demo's career ladders: ways that state departments use, in the words of a fictional one."""

from umdesk.domain.class_changes import EditTitle
from umdesk.domain.ladders import Step
from umdesk.domain.words import Route
from umdesk.services import classes
from umdesk.services.classes import editing, ladders
from umdesk.services.programs import Program

STEPS = (
    Step("1441", "1139", Route.EXAM, "Typing certificate needed."),
    Step("1379", "1139", Route.EXAM),
    Step("1441", "5278", Route.BRIDGING, "Needs a year at the level of Office Assistant; ask HR."),
    Step("1139", "5278", Route.BRIDGING),
    Step("1139", "5157", Route.TRAINING_AND_DEVELOPMENT, "Up to 24 months in the budget office."),
    Step("5278", "5157", Route.EXAM),
    Step("5157", "5393", Route.EXAM),
    Step("1733", "1730", Route.EXAM),
    Step("1730", "4179", Route.APPRENTICESHIP, "With evening courses in accounting."),
    Step("2011", "1441", Route.APPRENTICESHIP),
)


_HARD_TO_FILL = "4179"


def draw(program: Program) -> None:
    """Put the steps on record, and that the department finds few for one of the classes that they lead to."""
    for step in STEPS:
        ladders.add(program, step)
    newest = classes.catalogue(program).titles[_HARD_TO_FILL][-1]
    editing.change(program, [EditTitle(_HARD_TO_FILL, newest.id, {"hard_to_fill": True})])
