"""Reading scans of signed paper and filing their pages: every page read, matched by its code, turned upright, kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.domain import scans
from umdesk.domain.attachments import seen_name
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.progress import Progress
from umdesk.domain.scans import PageCode, Paper, Trouble
from umdesk.services.permissions import Grant, grant
from umdesk.services.plans import filing
from umdesk.services.plans.filing import Filed, ToFile
from umdesk.services.programs import Program

if TYPE_CHECKING:
    from umdesk.exchange.scans.codes import Read
    from umdesk.exchange.scans.lines import Line
    from umdesk.exchange.scans.opening import Page, Pages

__all__ = [
    "FiledPaper", "Look", "Paper", "Problem", "Scanned", "Trouble", "by_hand", "refuse_missing", "run",
    "signature_strip",
]  # fmt: skip

_NO_CODE = "No code could be read on this page: it is faint or covered, or the page is none of umdesk's."


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """A paper of which pages were filed, in order."""

    paper: Paper
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Something to look at on a page of a paper, in a sentence."""

    paper: Paper
    page: int
    what: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A page that was not filed, or one that is missing, and why in a sentence.

    `page` counts within the file; of a missing page it is the page of the paper, and None is the whole file. `paper` is
    what a superseded or missing page belongs to. `picture` is the page itself, to be filed by hand.
    """

    file: str
    page: int | None
    what: str
    trouble: Trouble
    paper: Paper | None = None
    paper_page: int = 0
    picture: bytes = b""
    media_type: str = ""
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Scanned:
    """What became of scanned files; `pages` counts all that were read, `blank` names those with nothing on them."""

    filed: tuple[FiledPaper, ...]
    look: tuple[Look, ...]
    problems: tuple[Problem, ...]
    pages: int
    blank: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The answer of the command line."""
        return {
            "filed": [
                {"plan": one.paper.plan, "revision": one.paper.revision, "pages": list(one.pages)} for one in self.filed
            ],
            "look": [{"plan": one.paper.plan, "page": one.page, "what": one.what} for one in self.look],
            "problems": [{"file": one.file, "page": one.page, "what": one.what} for one in self.problems],
        }


@dataclass(slots=True)
class _Run:
    """What a run knows so far: papers by number, where their signature lines are, what was filed and found."""

    program: Program
    papers: dict[str, tuple[Paper, ...]] = field(default_factory=dict)
    lines: dict[str, "Mapping[int, tuple[Line, ...]]"] = field(default_factory=dict)
    filed: dict[str, tuple[Paper, set[int]]] = field(default_factory=dict)
    seen: dict[str, tuple[Paper, set[int], str]] = field(default_factory=dict)
    look: list[Look] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    pages: int = 0


def refuse_missing(files: Sequence[Path]) -> None:
    """Refuse files that are not there before anything is read.

    Raises:
        InvalidInput: one is not there.
    """
    for path in files:
        if not path.exists():
            raise InvalidInput(f"There is no file “{path}”; nothing was filed.", "Look at its name and folder.")


def run(program: Program, files: Sequence[Path], progress: Progress | None = None) -> Scanned:
    """Read files page by page and file what belongs to papers of this program, each file in one step.

    A file or page that cannot be read is a problem and stops no other. What `progress` raises ends the run; files that
    were read whole before stay filed, nothing of the others is.
    """
    state = _Run(program)
    for path in files:
        _file(state, path, progress)
    for paper, pages, source in state.seen.values():
        for page in scans.missing_pages(paper, pages):
            state.problems.append(Problem(source, page, scans.missing(paper, page), Trouble.MISSING, paper, page))
    filed = sorted(state.filed.values(), key=lambda one: one[0].number)
    return Scanned(
        tuple(FiledPaper(paper, tuple(sorted(pages))) for paper, pages in filed),
        tuple(sorted(state.look, key=lambda one: (one.paper.number, one.page))),
        tuple(state.problems),
        state.pages,
        tuple(state.blank),
    )


def by_hand(program: Program, problem: Problem, paper: Paper, page: int, turn: int = 0) -> Filed:
    """File the page of a problem with the paper and page that a person says it is, turned clockwise by `turn` degrees.

    Raises:
        InvalidInput: the paper has no such page, or the problem has no picture.
        NotAllowed: the paper is of none of the account's own participants.
    """
    if not problem.picture or not 1 <= page <= paper.pages:
        raise InvalidInput(f"{paper.title} has no page {page} to file this as.", "Choose another page.")
    from umdesk.exchange.scans import pictures  # noqa: PLC0415 -- start-up time

    picture = pictures.turned(problem.picture, problem.media_type, turn)
    known = ToFile(
        paper.document_id, page, picture, problem.media_type, problem.page or 0, (problem.turned + turn) % 360,
        "Matched by hand.",
    )  # fmt: skip
    return filing.file(program, problem.file, [known])


def signature_strip(program: Program, record_id: str) -> bytes:
    """The signature lines of a record's filed pages as a PNG, to be seen beside the dates; b"" where there are none.

    There are none either on a page that was matched by hand, since nobody knows how it lies.
    """
    from umdesk.exchange.scans import codes, lines, pictures  # noqa: PLC0415 -- start-up time

    rows = [row for row in filing.filed(program, record_id) if row.current]
    try:
        places = lines.lines_of(filing.original(program, rows[0].document_id)) if rows else {}
        row = next((row for row in rows if row.page in places), None)
        if row is None:
            return b""
        image = pictures.opened(filing.picture(program, row.id))
    except Gone:
        return b""
    read = codes.read(image)
    return pictures.as_png(lines.strip(image, read.lying, places[row.page])) if read is not None else b""


def _file(state: _Run, path: Path, progress: Progress | None) -> None:
    """Read one file to its end, then keep what was found in it."""
    from umdesk.exchange.scans import opening  # noqa: PLC0415 -- start-up time

    name = seen_name(path.name)
    if progress is not None:
        progress(0, 0, f"Opening {name}")
    try:
        pages = opening.opened(path)
    except InvalidInput as error:
        state.problems.append(Problem(name, None, str(error), Trouble.UNREADABLE))
        return
    try:
        found, problems = _read(state, pages, name, progress)
    finally:
        pages.close()
    if progress is not None:
        progress(pages.count, pages.count, f"Filing {name}")
    _keep(state, name, found)
    state.pages += pages.count
    state.problems += problems


def _read(
    state: _Run, pages: "Pages", name: str, progress: Progress | None
) -> tuple[list[tuple[Paper, ToFile]], list[Problem]]:
    """Every page of a file: what is to be filed, and what is wrong."""
    found: list[tuple[Paper, ToFile]] = []
    problems: list[Problem] = []
    for index in range(pages.count):
        if progress is not None:
            progress(index, pages.count, f"Reading page {index + 1} of {pages.count} of {name}")
        try:
            page = pages.page(index)
        except InvalidInput as error:
            problems.append(Problem(name, index + 1, str(error), Trouble.UNREADABLE))
            continue
        what = _page(state, page, name, index + 1)
        if isinstance(what, Problem):
            problems.append(what)
        elif what is not None:
            found.append(what)
    return found, problems


def _keep(state: _Run, name: str, found: Sequence[tuple[Paper, ToFile]]) -> None:
    kept = filing.file(state.program, name, [page for _, page in found])
    papers = {paper.document_id: paper for paper, _ in found}
    for paper, page in found:
        state.seen.setdefault(paper.document_id, (paper, set(), name))[1].add(page.page)
    for page in kept.filed:
        paper, pages = state.filed.setdefault(page.document_id, (papers[page.document_id], set()))
        pages.add(page.page)
        state.look += [Look(paper, page.page, hint) for hint in page.look.splitlines()]
    for page in kept.same:
        state.look.append(Look(papers[page.document_id], page.page, "This very scan of the page is filed already."))
    for page in kept.again:
        what = "Another scan of this page was filed before; this one is shown, both are kept."
        state.look.append(Look(papers[page.document_id], page.page, what))


def _page(state: _Run, page: "Page", name: str, number: int) -> tuple[Paper, ToFile] | Problem | None:
    """What one page is: a page to file, a problem, or nothing where nothing is on it."""
    from umdesk.exchange.scans import codes, pictures  # noqa: PLC0415 -- start-up time

    grey = page.image.convert("L") if page.image.mode != "L" else page.image
    read = codes.read(grey)
    if read is None:
        if pictures.blank(grey):
            state.blank.append(f"Page {number} of {name}")
            return None
        kept = pictures.compact(page.image, 0, page.dpi)
        return Problem(name, number, _NO_CODE, Trouble.UNREADABLE, picture=kept.data, media_type=kept.media_type)
    kept = pictures.compact(page.image, read.lying.turn, read.lying.dpi)
    problem = Problem(
        name, number, "", Trouble.FOREIGN, picture=kept.data, media_type=kept.media_type, turned=read.lying.turn
    )
    if read.others:
        return replace(problem, what=scans.several(read.code, *read.others), trouble=Trouble.UNREADABLE)
    known = _known(state, read.code)
    paper = scans.matched(read.code, known)
    if paper is None:
        return replace(problem, what=scans.foreign(read.code, known, own=_only_own(state.program)))
    if paper.superseded:
        what = scans.superseded(paper, read.code.page)
        return replace(problem, what=what, trouble=Trouble.SUPERSEDED, paper=paper, paper_page=read.code.page)
    hints = [*_signature_hints(state, paper, read, page), scans.coarse(read.lying.dpi)]
    look = "\n".join(hint for hint in hints if hint)
    return paper, ToFile(paper.document_id, read.code.page, kept.data, kept.media_type, number, read.lying.turn, look)


def _only_own(program: Program) -> bool:
    return grant(program, "plans.filing.papers") is Grant.OWN


def _known(state: _Run, code: PageCode) -> tuple[Paper, ...]:
    if code.number not in state.papers:
        state.papers[code.number] = filing.papers(state.program, [code.number])
    return state.papers[code.number]


def _signature_hints(state: _Run, paper: Paper, read: "Read", page: "Page") -> Iterator[str]:
    from umdesk.exchange.scans import lines  # noqa: PLC0415 -- start-up time

    if paper.document_id not in state.lines:
        try:
            state.lines[paper.document_id] = lines.lines_of(filing.original(state.program, paper.document_id))
        except Gone:
            state.lines[paper.document_id] = {}
    there = state.lines[paper.document_id].get(read.code.page, ())
    if there:
        grey = page.image.convert("L") if page.image.mode != "L" else page.image
        signed = {line.label: lines.inked(grey, read.lying, line) for line in there}
        yield from scans.signature_hints(paper, signed)
