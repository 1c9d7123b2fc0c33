"""`umdesk rank`: the ranking of a cycle, exact and as people read it."""

from argparse import Namespace
from typing import TYPE_CHECKING

from umdesk.cli.frame import DONE, Commands
from umdesk.cli.terminal import Terminal
from umdesk.cli.text import table
from umdesk.domain.scoring import exact_text
from umdesk.domain.words import CycleState

if TYPE_CHECKING:
    from umdesk.services.results import ResultRow, Results


def register(commands: Commands) -> None:
    """Add `rank`."""
    command = commands.add(
        "rank",
        "Rank the applications of a cycle.",
        run,
        about=(
            "Ranks over what is complete; before scoring that is nobody. Changes nothing and runs beside an open "
            "window.\n"
            "Every application is in the ranking or among the unranked with a reason."
        ),
    )
    command.add_argument("--cycle", required=True, metavar="NAME", help="the cycle to rank")


def run(terminal: Terminal, options: Namespace) -> int:
    """Rank a cycle."""
    from umdesk.services import cycles, results  # noqa: PLC0415 -- the parser alone must be quick

    with terminal.open(write=False) as program:
        found = results.results(program, cycles.named(program, options.cycle).id)
    if found.state in (CycleState.DRAFT, CycleState.OPEN):
        terminal.tell(f"{found.cycle} is {found.state.value}: scoring has not started, so nobody is ranked yet.")
    terminal.answer(
        {
            "cycle": found.cycle,
            "formula": found.formula,
            "ranking": [_told(row) for row in found.rows],
            "unranked": [{"application": row.number, "reason": row.reason} for row in found.unranked],
        },
        _said(found),
    )
    return DONE


def _told(row: "ResultRow") -> dict[str, object]:
    return {
        "rank": row.rank,
        "application": row.number,
        "score": float(row.score),  # two places say it all; `exact` is what ranks
        "exact": exact_text(row.exact),
        "n": row.n,
        "spread": None if row.spread is None else float(row.spread),
        "decided_by": row.decided_by,
    }


def _said(found: "Results") -> str:
    parts = [f"{found.cycle} ({found.state.value})", found.formula]
    if found.rows:
        lines = [
            (
                str(row.rank), row.number, str(row.score), str(row.n), "" if row.spread is None else str(row.spread),
                "look again" if row.wide and not row.settled else "", row.decided_by,
            )
            for row in found.rows
        ]  # fmt: skip
        headers = ("Rank", "Number", "Score", "Raters", "Spread", "", "Decided by")
        parts.append(table(headers, lines, right=(0, 2, 3, 4)))
    if found.unranked:
        parts.append(table(("Not ranked", "Why"), [(row.number, row.reason) for row in found.unranked]))
    parts += [*found.ties, *found.notes]
    return "\n\n".join(parts)
