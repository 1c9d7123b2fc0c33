"""`umdesk import`: bring a list of applications, or filled forms, into a cycle."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.cli import import_worksheets
from umdesk.cli.frame import DONE, USAGE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import table
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.forms import remarks_on
from umdesk.domain.writing import counted

if TYPE_CHECKING:
    from umdesk.domain.intake.plan import Plan
    from umdesk.services.imports import Planned


def register(commands: Commands) -> None:
    """Add `import`."""
    command = commands.add(
        "import",
        "Import applications from a spreadsheet (.xlsx, .xls, .ods, .csv) or from filled forms (.pdf) into a cycle.",
        run,
        about=(
            "Brings in every row that is ready, in one step that can be undone, and lists all others with the reason.\n"
            "A cycle that does not exist is made as a draft. Importing the same file again changes nothing.\n"
            "Filled forms can come one or many at a time, each of them a row, received today; each is kept as it is\n"
            "with its application. One that cannot be read, or has no fields any more, is listed with the reason.\n"
            "Filled worksheets of career plans come in without --cycle: what nobody changed in the plan meanwhile is\n"
            "taken in, all else is listed, to be looked at in the window."
        ),
    )
    command.add_argument(
        "file", metavar="FILE", type=Path, nargs="+", help="the spreadsheet, or the filled forms, or their folder"
    )
    command.add_argument("--cycle", metavar="NAME", help="the cycle of the applications; worksheets have none")
    command.add_argument("--sheet", metavar="S", help="the sheet; without it the first that looks like applications")
    command.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    command.add_argument(
        "--reason",
        metavar="TEXT",
        default="",
        help="why applications still come in; needed for late ones and once scoring has begun",
    )


def run(terminal: Terminal, options: Namespace) -> int:
    """Plan or carry out the import and list what does not come in."""
    from umdesk.jobs import import_forms  # noqa: PLC0415 -- the parser alone must be quick

    options.file = import_forms.inside(options.file)
    if options.cycle is None:
        return import_worksheets.run(terminal, options)
    try:
        forms = import_forms.all_forms(options.file)
        if forms and options.sheet is not None:
            raise InvalidInput("A PDF has no sheets; nothing was imported.", "Leave out --sheet.")
    except InvalidInput as error:
        terminal.fail(error)
        return USAGE
    return _run_forms(terminal, options) if forms else _run_spreadsheet(terminal, options)


def _run_spreadsheet(terminal: Terminal, options: Namespace) -> int:
    from umdesk.jobs import import_file  # noqa: PLC0415 -- the parser alone must be quick

    (file,) = options.file
    with terminal.open(write=not options.dry_run) as program:
        if options.dry_run:
            found, planned = import_file.preview(program, file, options.cycle, sheet=options.sheet)
            plan, cycle, changed = planned.plan, planned.cycle, False
            if planned.needs_reason and not options.reason.strip():
                terminal.tell(_needs_reason(planned))
        else:
            found, imported = import_file.run(program, file, options.cycle, sheet=options.sheet, reason=options.reason)
            plan, cycle, changed = imported.plan, imported.cycle, imported.event_id is not None
    for sheet in found.others:
        terminal.tell(f"The sheet “{sheet}” looks like applications too and was not read; name it with --sheet.")
    if found.sender:
        terminal.tell(f"The columns are those that were kept for {found.sender}.")
    for remark in plan.remarks:
        terminal.tell(remark)
    for header in plan.layout.unused:
        terminal.tell(f"The column “{header}” is not used.")
    _answer(terminal, options, plan, cycle, changed=changed)
    return DONE


def _run_forms(terminal: Terminal, options: Namespace) -> int:
    from umdesk.jobs import import_forms  # noqa: PLC0415 -- the parser alone must be quick

    import_forms.refuse_missing(options.file)
    with terminal.open(write=not options.dry_run) as program:
        batch = import_forms.read(options.file, program.today())
        if options.dry_run:
            planned = import_forms.plan(program, batch, options.cycle)
            plan, cycle, changed = planned.plan, planned.cycle, False
            if planned.needs_reason and not options.reason.strip():
                terminal.tell(_needs_reason(planned))
        else:
            imported = import_forms.commit(program, batch, options.cycle, reason=options.reason)
            plan, cycle, changed = imported.plan, imported.cycle, imported.event_id is not None
    for file in batch.files:
        for remark in remarks_on(file.form, cycle):
            terminal.tell(f"{file.form.file}: {remark}")
    _answer(terminal, options, plan, cycle, changed=changed)
    return DONE


def _needs_reason(planned: "Planned") -> str:
    if planned.late:
        return f"{counted(planned.late, 'application')} came late: the import itself needs --reason."
    return f"{planned.cycle} is past its application window: the import itself needs --reason."


def _answer(terminal: Terminal, options: Namespace, plan: "Plan", cycle: str, *, changed: bool) -> None:
    answer = plan.as_json()
    files = {number: file.name for number, file in enumerate(plan.table.files, start=1)}
    said = _said(answer, cycle, files, dry_run=options.dry_run, changed=changed)
    terminal.answer(answer, "\n".join(said))


def _said(answer: dict[str, object], cycle: str, files: dict[int, str], *, dry_run: bool, changed: bool) -> list[str]:
    lists = {kind: answer.get(kind, []) for kind in ("duplicates", "attention", "refused", "against_moves")}
    counts = {kind: len(rows) for kind, rows in lists.items() if isinstance(rows, list)}
    tail = (
        f"{counts['duplicates']} here already, {counts['attention']} need a decision, "
        f"{counts['refused']} cannot come in."
    )
    what = "forms" if files else "rows"
    if dry_run:
        said = [f"Nothing was changed. {answer['imported']} of {answer['rows']} {what} would come into {cycle}; {tail}"]
    elif changed:
        said = [f"{answer['imported']} of {answer['rows']} {what} came into {cycle}; {tail}"]
    else:
        said = [f"Nothing new, so nothing was changed. Of {answer['rows']} {what} none came into {cycle}; {tail}"]
    dropped = answer["dropped_columns"]
    if isinstance(dropped, list) and dropped:
        said.append(f"Never collected, so left out: {', '.join(dropped)}.")
    words = {
        "duplicates": "Here already", "attention": "Needs a decision", "refused": "Cannot come in",
        "against_moves": "To check",
    }  # fmt: skip
    rows = [
        (files.get(row["row"], str(row["row"])), words[kind], row["reason"])
        for kind, found in lists.items()
        if isinstance(found, list)
        for row in found
    ]
    if rows:
        first, right = ("File", set[int]()) if files else ("Line", {0})
        said += ["", table((first, "What happened", "Reason"), rows, right=right)]
    return said
