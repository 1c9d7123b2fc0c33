"""`umdesk ratings`: bring the ratings of a spreadsheet into a cycle."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.cli.frame import DONE, USAGE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import table
from umdesk.domain.errors import InvalidInput
from umdesk.domain.writing import counted

if TYPE_CHECKING:
    from umdesk.domain.rating_plan import RatingPlan

_ABOUT = """\
The file has the columns Application and Rater and one for each criterion, with its name: a number, N/A or nothing.
If one likes, Conflict (none, cleared: REASON, recused) and "Comment: CRITERION".
A row with every required counted criterion is a submitted sheet, else a started one. Every row that is not refused
comes in, in one step that can be undone. A rating that is there and differs is refused without --replace.
"""


def register(commands: Commands) -> None:
    """Add `ratings` and what it does."""
    command = commands.add("ratings", "Ratings that come as a spreadsheet.", None, program=False)
    kinds = Commands(command, title="what to do", metavar="WHAT")
    importing = kinds.add(
        "import", "Import ratings (.xlsx, .xls, .ods, .csv) into a cycle that is in scoring.", run, about=_ABOUT
    )
    importing.add_argument("file", metavar="FILE", type=Path, help="the spreadsheet")
    importing.add_argument("--cycle", required=True, metavar="NAME", help="the cycle that is rated")
    importing.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    importing.add_argument("--replace", metavar="REASON", help="replace ratings that differ; why stands in the history")


def run(terminal: Terminal, options: Namespace) -> int:
    """Plan or carry out the import and say what became of each row."""
    from umdesk.jobs import import_ratings  # noqa: PLC0415 -- the parser alone must be quick
    from umdesk.services import cycles  # noqa: PLC0415 -- the parser alone must be quick

    if options.replace is not None and not options.replace.strip():
        terminal.fail(InvalidInput("--replace needs a reason; nothing was imported.", "Write --replace REASON."))
        return USAGE
    with terminal.open(write=not options.dry_run) as program:
        cycle = cycles.named(program, options.cycle)
        if options.dry_run:
            replace = options.replace is not None
            found = import_ratings.preview(program, options.file, cycle.id, replace=replace)
        else:
            found = import_ratings.run(program, options.file, cycle.id, replace=options.replace)
    for remark in found.plan.remarks:
        terminal.tell(remark)
    terminal.answer(found.plan.as_json(), _said(found.plan, cycle.name, dry_run=options.dry_run))
    return DONE


def _said(plan: "RatingPlan", cycle: str, *, dry_run: bool) -> str:
    answer = plan.as_json()
    refused = [(str(row["row"]), "Refused", row["reason"]) for row in _rows(answer["refused"])]
    incomplete = [(str(row["row"]), "Incomplete", row["reason"]) for row in _rows(answer["incomplete"])]
    tail = f"{answer['unchanged']} are on file already, {len(incomplete)} are incomplete, {len(refused)} are refused."
    rows = counted(len(plan.rows), "row")
    if dry_run:
        said = [f"Nothing was changed. {answer['imported']} of {rows} would come into {cycle}; {tail}"]
    else:
        said = [f"{answer['imported']} of {rows} came into {cycle}; {tail}"]
    if plan.raters_added:
        said.append(f"{'Would be added' if dry_run else 'Added'} as raters: {', '.join(plan.raters_added)}.")
    if refused or incomplete:
        lines = sorted(refused + incomplete, key=lambda line: int(line[0]))
        said += ["", table(("Row", "What happened", "Reason"), lines, right={0})]
    return "\n".join(said)


def _rows(listed: object) -> list[dict[str, str]]:
    return listed if isinstance(listed, list) else []
