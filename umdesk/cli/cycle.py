"""`umdesk cycle`: make a cycle from a criteria file, and take one to its next step."""

from argparse import Namespace
from pathlib import Path

from umdesk.cli.frame import DONE, FAILED, Commands
from umdesk.cli.terminal import Terminal
from umdesk.domain.words import CycleState
from umdesk.domain.writing import counted

_TARGETS = tuple(state.value for state in CycleState if state is not CycleState.DRAFT)


def register(commands: Commands) -> None:
    """Add `cycle` and what it does."""
    command = commands.add(
        "cycle", "Make a cycle from a criteria file, or take one to its next step.", None, program=False
    )
    kinds = Commands(command, title="what to do", metavar="WHAT")
    create = kinds.add(
        "create",
        "Make a cycle, as a draft, with the criteria and rules of a file.",
        create_cycle,
        about=(
            "The file is JSON; `resources/schemas/criteria-file.schema.json` describes it. When it will not do, every\n"
            "fault is told with its place and nothing is made. A draw seed in it is kept sealed until the draw."
        ),
    )
    create.add_argument(
        "--name", metavar="NAME", default="", help="the cycle's name; it wins over the name in the file"
    )
    create.add_argument("--criteria", metavar="FILE.json", type=Path, required=True, help="the criteria file")
    state = kinds.add(
        "state",
        "Take a cycle to its next step.",
        set_state,
        about=(
            "Tells what only wants to be read (warnings) and what stands in the way (blocking); with anything in the\n"
            "way nothing is done and the exit code is 1. Starting scoring fixes the draw for good: with the seed of\n"
            "the criteria file, else there is no draw and those still tied share a rank. In the window you can have\n"
            "the seed made by the computer or read out by witnesses instead."
        ),
    )
    state.add_argument("--name", metavar="NAME", required=True, help="the cycle")
    state.add_argument("--to", required=True, choices=_TARGETS, help="the step to take it to")


def create_cycle(terminal: Terminal, options: Namespace) -> int:
    """Make a cycle from a criteria file."""
    from umdesk.jobs import criteria_file  # noqa: PLC0415 -- the parser alone must be quick
    from umdesk.services import cycles  # noqa: PLC0415

    with terminal.open(write=True) as program:
        made = cycles.cycle(program, criteria_file.make_cycle(program, options.criteria, options.name))
    found = made.criteria.criteria
    if not any(criterion.counted for criterion in found):
        terminal.tell("No criterion is counted, so scoring cannot start before there is one.")
    terminal.answer(
        {"cycle": made.name, "state": made.state.value, "criteria": [criterion.name for criterion in found]},
        f"Made the cycle {made.name} as a draft with {counted(len(found), 'criterion', 'criteria')}.",
    )
    return DONE


def set_state(terminal: Terminal, options: Namespace) -> int:
    """Take a cycle to its next step, or tell what stands in the way."""
    from umdesk.services import cycle_steps, cycles  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=True) as program:
        before = cycles.named(program, options.name)
        check = cycle_steps.move_to(program, before.id, CycleState(options.to), share_ties=True)
        after = cycles.cycle(program, before.id)
    warnings = list(check.warnings)
    if after.state is CycleState.SCORING and not check.blocking and not after.seed_digest:
        warnings.append("No draw is fixed, so those still tied will share a rank.")
    if after.state is CycleState.SCORING and not check.blocking and after.seed_digest:
        terminal.tell(f"The draw is fixed. SHA-256 of its seed: {after.seed_digest}")
    done = not check.blocking
    said = [f"{after.name} is {after.state.value}." if done else f"{after.name} stays {after.state.value}."]
    said += [f"In the way: {sentence}" for sentence in check.blocking]
    said += [f"Note: {sentence}" for sentence in warnings]
    terminal.answer(
        {"state": after.state.value, "warnings": warnings, "blocking": list(check.blocking)}, "\n".join(said)
    )
    return DONE if done else FAILED
