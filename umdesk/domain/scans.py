"""What stands on the foot of a printed page, which paper of this program it is, and what is wrong with a scan of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from umdesk.domain.plan_papers import PLAN, TITLES
from umdesk.domain.words import RevisionState
from umdesk.domain.writing import capital, counted, enumerated

COARSE = 140
"""Dots per inch under which a page is hard to read years later."""
_CODE = re.compile(r"(?P<number>\S.{0,80}?) (?P<page>[1-9]\d{0,3})/(?P<pages>[1-9]\d{0,3}) (?P<digest>[0-9a-f]{10})")
_OF_A_PLAN = re.compile(r"(?P<plan>\d{4}-\d{4,}) (?P<rest>.+)")
_REVISION = re.compile(r"R(\d+)")


class Trouble(StrEnum):
    """Why a page is a problem."""

    UNREADABLE = "unreadable"
    FOREIGN = "foreign"
    SUPERSEDED = "superseded"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class PageCode:
    """What the code of a page says: "2026-0001 R3 1/2 9f3a1c77b2"."""

    number: str
    page: int
    pages: int
    digest: str

    def __str__(self) -> str:
        return f"{self.number} {self.page}/{self.pages} {self.digest}"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that this program printed and whose signed pages come back.

    `filed` are the pages that are on file already, `state` and `replaced_by` (the revision that took its place) are
    those of a plan; an agreement that was printed anew on other terms is superseded too. `dated` names the
    signatories, as their line on the paper does but in small letters, whose date is recorded, `excused` those who are
    on record as not having signed; `dates_wanted` says that the others' dates are still to come.
    """

    document_id: str
    kind: str
    number: str
    digest: str
    pages: int
    person: str
    participation_id: str
    revision_id: str = ""
    state: RevisionState | None = None
    replaced_by: int | None = None
    filed: frozenset[int] = frozenset()
    dated: frozenset[str] = frozenset()
    excused: frozenset[str] = frozenset()
    dates_wanted: bool = False

    @property
    def plan(self) -> str:
        """The number of the plan that it belongs to."""
        return split_number(self.number)[0]

    @property
    def revision(self) -> int | str:
        """The number of the plan's revision; of another paper what tells it from its like ("T1")."""
        return split_number(self.number)[1]

    @property
    def title(self) -> str:
        """What people call it: "Plan 2026-0001, revision 3", "T&D agreement 2026-0001 T1"."""
        if self.kind == PLAN and isinstance(self.revision, int):
            return f"{TITLES[PLAN]} {self.plan}, revision {self.revision}"
        return f"{TITLES.get(self.kind, capital(self.kind))} {self.number}"

    @property
    def superseded(self) -> bool:
        """Whether another revision took its place."""
        return self.state is RevisionState.SUPERSEDED


def read_code(text: str) -> PageCode | None:
    """The code of a page from what was read; None where it is some other text."""
    found = _CODE.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    if not found["number"].isprintable():  # marks that turn the direction of writing
        return None
    code = PageCode(found["number"], int(found["page"]), int(found["pages"]), found["digest"])
    return code if code.page <= code.pages else None


def split_number(number: str) -> tuple[str, int | str]:
    """A printed number parted: "2026-0001 R3" is plan "2026-0001" and revision 3, "2026-0001 T1" has "T1"."""
    found = _OF_A_PLAN.fullmatch(number)
    if found is None:
        return number, ""
    revision = _REVISION.fullmatch(found["rest"])
    return found["plan"], int(revision[1]) if revision else found["rest"]


def matched(code: PageCode, papers: Iterable[Paper]) -> Paper | None:
    """The paper whose page this is: the same number, digest and count of pages."""
    for paper in papers:
        if (paper.number, paper.digest, paper.pages) == (code.number, code.digest, code.pages):
            return paper
    return None


def foreign(code: PageCode, papers: Sequence[Paper], *, own: bool = False) -> str:
    """Why a page with a code that `matched` found nothing for is none of this program's papers.

    `own`: only papers of the account's own participants were looked at.
    """
    if any(paper.number == code.number for paper in papers):
        return (
            f"This page says {code.number}, but it is not what was printed here under that number "
            f"(its code ends in {code.digest}). It may come from another program."
        )
    if own:
        return (
            f"This page says {code.number}, which is no paper of your participants. Give it to the coordinator, who "
            "knows whose it is."
        )
    return f"This page says {code.number}, which is no paper of a plan here. It may come from another program."


def several(*codes: PageCode) -> str:
    """That a picture shows several pages, of which none can be filed alone."""
    named = enumerated(sorted(f"{code.number} page {code.page}" for code in codes))
    return f"Several pages are in this one picture: {named}. Scan each by itself."


def superseded(paper: Paper, page: int) -> str:
    """That a page is of a paper that another took the place of."""
    by = f"revision {paper.replaced_by}" if paper.replaced_by is not None else "a later one"
    return f"Page {page} of {_named(paper)}, which {by} replaced; it was not filed."


def missing(paper: Paper, page: int) -> str:
    """That a page of a paper whose others are there is not."""
    return f"Page {page} of {paper.pages} of {_named(paper)} ({paper.person}) is missing."


def missing_pages(paper: Paper, filed: Iterable[int]) -> tuple[int, ...]:
    """The pages of a paper that are neither on file nor among `filed`."""
    there = paper.filed.union(filed)
    return tuple(page for page in range(1, paper.pages + 1) if page not in there)


_THOUGH_DATED = ", though a date is on record for it"


def signature_hints(paper: Paper, signed: Mapping[str, bool]) -> tuple[str, ...]:
    """What to look at on the page with the signatures, from whether each line (by its label) seems signed."""
    hints: list[str] = []
    for label, ink in signed.items():
        who = label.casefold()
        if not ink and who not in paper.excused:
            hints.append(f"The signature line “{label}” seems empty{_THOUGH_DATED if who in paper.dated else ''}.")
        elif ink and who in paper.excused:
            hints.append(f"The signature line “{label}” seems signed, though it is on record that it was not.")
    known = paper.dated | paper.excused
    waiting = [label.casefold() for label, ink in signed.items() if ink and label.casefold() not in known]
    if waiting and paper.dates_wanted:
        who = enumerated([f"the {label}" for label in waiting])
        hints.append(f"Signed, it seems, by {who}: record the {'date' if len(waiting) == 1 else 'dates'}.")
    return tuple(hints)


def coarse(dpi: float) -> str:
    """That a page was scanned so coarsely that it is hard to read; "" for one that was not."""
    if dpi >= COARSE:
        return ""
    return f"Scanned at about {round(dpi, -1):.0f} dots per inch only: see whether it can be read."


def pages_told(pages: Sequence[int], of: int) -> str:
    """Pages in words: "page 1", "pages 1 and 2", "both pages", "all 3 pages"."""
    if len(pages) == of and of > 1:
        return "both pages" if of == 2 else f"all {counted(of, 'page')}"
    return f"page{'s' if len(pages) > 1 else ''} {enumerated([str(page) for page in pages])}"


def _named(paper: Paper) -> str:
    return paper.title if paper.title.startswith("T&D") else paper.title[:1].lower() + paper.title[1:]
