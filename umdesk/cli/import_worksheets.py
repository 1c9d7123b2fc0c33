"""The part of `umdesk import` that takes filled worksheets of career plans in."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.cli.frame import DONE, FAILED, USAGE
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import table
from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.writing import counted

if TYPE_CHECKING:
    from umdesk.jobs.worksheets import Back
    from umdesk.services.programs import Program


def run(terminal: Terminal, options: Namespace) -> int:
    """Take in what nobody changed in the plan meanwhile, and list all else."""
    from umdesk.jobs import import_forms, worksheets  # noqa: PLC0415 -- the parser alone must be quick

    import_forms.refuse_missing(options.file)
    if not all(worksheets.is_worksheet(path) for path in options.file):
        terminal.fail(
            InvalidInput(
                "Not every file is a worksheet of a career plan; nothing was imported.",
                "Applications come into a cycle: name it with --cycle.",
            )
        )
        return USAGE
    with terminal.open(write=not options.dry_run) as program:
        found = [_one(program, path, dry_run=options.dry_run) for path in options.file]
    terminal.answer({"worksheets": found}, "\n".join(line for one in found for line in _lines(one)))
    return FAILED if all(one["refused"] for one in found) else DONE


def _one(program: "Program", path: Path, *, dry_run: bool) -> dict[str, object]:
    from umdesk.jobs import worksheets  # noqa: PLC0415 -- the parser alone must be quick

    back = worksheets.read_back(program, path)
    chosen, refusal = back.suggested, back.refusal
    if not refusal and not dry_run:
        try:
            worksheets.take(program, back, chosen)
        except UserError as error:
            refusal = str(error)
    return _answer(back, {} if refusal else chosen, refusal)


def _answer(back: "Back", chosen: dict[str, str], refusal: str) -> dict[str, object]:
    compared = back.compared
    return {
        "file": back.path.name,
        "worksheet": compared.number if compared else None,
        "plan": compared.plan_number if compared else None,
        "taken": len(chosen),
        "look": [
            {"what": one.called, "plan": one.plan, "worksheet": one.sheet, "problem": one.problem}
            for one in (compared.differences if compared else ())
            if one.name not in chosen
        ],
        "remarks": list(back.remarks),
        "refused": refusal,
    }


def _lines(one: dict[str, object]) -> list[str]:
    name = str(one["file"])
    if one["refused"]:
        return [f"{name}: {one['refused']}"]
    entries = counted(int(str(one["taken"])), "entry", "entries")
    lines = [f"{name}: {entries} of worksheet {one['worksheet']} for plan {one['plan']}."]
    looked = one["look"]
    if isinstance(looked, list) and looked:
        rows = [(row["what"], row["plan"], row["worksheet"], row["problem"]) for row in looked]
        lines += ["", table(("Look at", "The plan has", "The worksheet says", "Why it was not taken"), rows)]
    return lines
