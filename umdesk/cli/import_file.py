"""`umdesk import`: bring a list of applications into a cycle."""

from argparse import Namespace
from pathlib import Path

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import table


def register(commands: Commands) -> None:
    """Add `import`."""
    command = commands.add(
        "import",
        "Import applications from a spreadsheet (.xlsx, .xls, .ods, .csv) into a cycle.",
        run,
        about=(
            "Brings in every row that is ready, in one step that can be undone, and lists all others with the reason.\n"
            "A cycle that does not exist is made as a draft. Importing the same file again changes nothing."
        ),
    )
    command.add_argument("file", metavar="FILE", type=Path, help="the spreadsheet")
    command.add_argument("--cycle", required=True, metavar="NAME", help="the cycle that the applications belong to")
    command.add_argument("--sheet", metavar="S", help="the sheet; without it the first that looks like applications")
    command.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    command.add_argument(
        "--reason", metavar="TEXT", default="", help="why applications still come in; needed once scoring has begun"
    )


def run(terminal: Terminal, options: Namespace) -> int:
    """Plan or carry out the import and list what does not come in."""
    from umdesk.jobs import import_file  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=not options.dry_run) as program:
        if options.dry_run:
            found, planned = import_file.preview(program, options.file, options.cycle, sheet=options.sheet)
            plan, cycle, changed = planned.plan, planned.cycle, False
            if planned.needs_reason and not options.reason.strip():
                terminal.tell(f"{cycle} is past its application window: the import itself needs --reason.")
        else:
            found, imported = import_file.run(
                program, options.file, options.cycle, sheet=options.sheet, reason=options.reason
            )
            plan, cycle, changed = imported.plan, imported.cycle, imported.event_id is not None
    for sheet in found.others:
        terminal.tell(f"The sheet “{sheet}” looks like applications too and was not read; name it with --sheet.")
    for header in plan.layout.unused:
        terminal.tell(f"The column “{header}” is not used.")
    answer = plan.as_json()
    terminal.answer(answer, "\n".join(_said(answer, cycle, dry_run=options.dry_run, changed=changed)))
    return DONE


def _said(answer: dict[str, object], cycle: str, *, dry_run: bool, changed: bool) -> list[str]:
    lists = {kind: answer[kind] for kind in ("duplicates", "attention", "refused")}
    counts = {kind: len(rows) for kind, rows in lists.items() if isinstance(rows, list)}
    tail = (
        f"{counts['duplicates']} here already, {counts['attention']} need a decision, "
        f"{counts['refused']} cannot come in."
    )
    if dry_run:
        said = [f"Nothing was changed. {answer['imported']} of {answer['rows']} rows would come into {cycle}; {tail}"]
    elif changed:
        said = [f"{answer['imported']} of {answer['rows']} rows came into {cycle}; {tail}"]
    else:
        said = [f"Nothing new, so nothing was changed. Of {answer['rows']} rows none came into {cycle}; {tail}"]
    dropped = answer["dropped_columns"]
    if isinstance(dropped, list) and dropped:
        said.append(f"Never collected, so left out: {', '.join(dropped)}.")
    words = {"duplicates": "Here already", "attention": "Needs a decision", "refused": "Cannot come in"}
    rows = [
        (str(row["row"]), words[kind], row["reason"])
        for kind, found in lists.items()
        if isinstance(found, list)
        for row in found
    ]
    if rows:
        said += ["", table(("Line", "What happened", "Reason"), rows, right={0})]
    return said
