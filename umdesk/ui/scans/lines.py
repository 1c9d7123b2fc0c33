"""What became of scanned files as lines of a list: problems first, then what to look at, then what was filed."""

from dataclasses import dataclass

from umdesk.domain.scans import pages_told
from umdesk.domain.writing import counted
from umdesk.jobs.scan import Look, Paper, Problem, Scanned, Trouble
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.rows import Column


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One line: what kind it is, the paper that it is about (None for a page of nobody knows what), and the words."""

    key: str
    kind: str
    tone: Tone
    where: str
    page: str
    what: str
    paper: Paper | None = None
    page_number: int = 0
    problem: Problem | None = None


PROBLEM, LOOK, FILED = "Problem", "Look at", "Filed"


def lines_of(scanned: Scanned) -> tuple[ScanLine, ...]:
    """All lines of a run, in the order in which somebody wants them."""
    found = [_of_problem(number, one) for number, one in enumerate(scanned.problems)]
    found += [_of_look(number, one) for number, one in enumerate(scanned.look)]
    for one in scanned.filed:
        told = pages_told(one.pages, one.paper.pages)
        pages = ", ".join(str(page) for page in one.pages)
        key = f"filed {one.paper.document_id}"
        found.append(
            ScanLine(
                key, FILED, Tone.GOOD, _named(one.paper), pages, f"{told[:1].upper()}{told[1:]} on file", one.paper,
                one.pages[0],
            )
        )  # fmt: skip
    return tuple(found)


def summary(scanned: Scanned) -> str:
    """The run in a sentence or two."""
    count = sum(len(one.pages) for one in scanned.filed)
    plans = counted(len(scanned.filed), "paper")
    said = f"{count} of {counted(scanned.pages, 'page')} filed with {plans}." if count else "No page was filed."
    problems, look = len(scanned.problems), len(scanned.look)
    if problems:
        said += f" {counted(problems, 'problem')} to settle."
    if look:
        said += f" {counted(look, 'thing')} to look at."
    if scanned.blank:
        said += f" {counted(len(scanned.blank), 'empty page')} left out."
    return said


def columns() -> tuple[Column[ScanLine], ...]:
    """The columns of the list."""
    order = (PROBLEM, LOOK, FILED)
    return (
        Column("", lambda line: line.kind, lambda line: order.index(line.kind), tone=lambda line: line.tone, width=10),
        Column("Paper or file", lambda line: line.where, width=24),
        Column("Page", lambda line: line.page, lambda line: line.page_number, number=True, width=6),
        Column("What", lambda line: line.what, stretch=True, tip=lambda line: line.what),
    )


def _of_problem(number: int, problem: Problem) -> ScanLine:
    page = "" if problem.page is None else str(problem.page)
    # A page that is missing is in no file, so its paper names it.
    lacks = problem.trouble is Trouble.MISSING and problem.paper is not None
    where = _named(problem.paper) if problem.paper is not None and lacks else problem.file
    return ScanLine(
        f"problem {number}", PROBLEM, Tone.BAD, where, page, problem.what, problem.paper, problem.page or 0, problem
    )


def _of_look(number: int, look: Look) -> ScanLine:
    return ScanLine(
        f"look {number}", LOOK, Tone.ATTENTION, _named(look.paper), str(look.page), look.what, look.paper, look.page
    )


def _named(paper: Paper) -> str:
    return f"{paper.number}, {paper.person}"
