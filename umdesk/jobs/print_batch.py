"""A batch of plans and papers: made one after the other, into one PDF or a file each.

They are made by one thread, so that a core stays free for the window: a plan takes milliseconds to read, draw and
freeze, so further processes would not pay.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from umdesk.domain import plans
from umdesk.domain.errors import NotNow, UserError
from umdesk.domain.plan_papers import AGREEMENT, PaperKind
from umdesk.domain.progress import Progress
from umdesk.domain.words import RevisionState
from umdesk.domain.writing import counted
from umdesk.jobs import print_papers, print_plan, print_td
from umdesk.jobs.output import SAVED, copies
from umdesk.services.permissions import may
from umdesk.services.plans import papers, printing, td_agreements
from umdesk.services.plans.papers import Leaf
from umdesk.services.plans.printing import Drawn, Made, ToPrint
from umdesk.services.programs import Program

_AT_ONCE = 100
"""Plans that are read, and then frozen, together: each wait for the disk takes as long as drawing a plan."""
PLAN = "plan"
"""The plan itself, beside the kinds of papers; `AGREEMENT` is the one on its newest T&D assignment."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A plan of the batch: whose it is, and the revision to print."""

    participation_id: str
    revision_id: str
    plan_number: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What to print: of which plans which papers (`PLAN`, `AGREEMENT`, or a PaperKind), in this order.

    `sign` prints ready plans to sign, which freezes them for good; otherwise what is not printed yet comes out with
    DRAFT on it.
    """

    plans: tuple[Chosen, ...]
    kinds: tuple[str, ...]
    sign: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A paper that was made; `frozen` says that this batch froze the plan."""

    title: str
    file_name: str
    plan_number: str
    leaf: Leaf
    frozen: bool = False
    unprintable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A paper that could not be made, and why."""

    plan_number: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch made, and what it could not; `left` counts the papers that it did not get to before it was stopped.

    `data` is all of it as one PDF, empty when nothing was made.
    """

    items: tuple[Item, ...]
    refused: tuple[Refused, ...]
    data: bytes
    left: int = 0

    @property
    def pages(self) -> int:
        """How many pages all of it has."""
        return sum(item.leaf.made.pages for item in self.items)

    @property
    def frozen(self) -> tuple[str, ...]:
        """The numbers of the plans that it froze."""
        return tuple(item.plan_number for item in self.items if item.frozen)

    @property
    def title(self) -> str:
        """What people call it: "12 papers of career plans"."""
        return f"{counted(len(self.items), 'paper')} of career plans"

    @property
    def unprintable(self) -> tuple[str, ...]:
        """Characters that no font has, each once."""
        return tuple(dict.fromkeys(sign for item in self.items for sign in item.unprintable))


def make(program: Program, wish: Wish, progress: Progress | None = None) -> Batch:
    """Make the papers, then one PDF of them; nothing is written to a file.

    Plans are frozen when their PDF is made, some at a time. What cannot be made is listed and stops nothing. When
    `progress` raises, the batch ends with what it has: each plan is printed in full or not at all.
    """
    work = [(chosen, kind) for chosen in wish.plans for kind in wish.kinds]
    run = _Run(program, wish)
    done = 0
    with _rest_left_alone():
        for chosen, kind in work:
            if not _goes_on(progress, done, len(work), f"Printing {chosen.plan_number}"):
                break
            done += 1
            try:
                run.make(chosen, kind)
            except UserError as error:
                run.made.append(Refused(chosen.plan_number, kind, str(error)))
        run.freeze()
    items = [one for one in run.made if isinstance(one, Item)]
    refused = [one for one in run.made if isinstance(one, Refused)]
    return Batch(tuple(items), tuple(refused), _joined(items), len(work) - done)


def let_out(program: Program, batch: Batch, how: str, deliver: Callable[[], object]) -> None:
    """Let the whole batch leave the program in one step.

    Raises:
        NotAllowed: the account may not give out one of the papers.
    """
    with _rest_left_alone():
        papers.keep_all(program, [item.leaf for item in batch.items], how, deliver)


def save(program: Program, batch: Batch, path: Path) -> None:
    """Write the batch as one PDF, whole or not at all.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
    """
    with copies() as out:
        let_out(program, batch, SAVED, partial(out.write, batch.data, path))


def save_each(
    program: Program, batch: Batch, folder: Path, progress: Progress | None = None
) -> tuple[tuple[Path, ...], int]:
    """Write each paper to a file of its own; gives the files, and how many were left when `progress` raised.

    Raises:
        CannotWrite: the folder is not there or may not be written to; what was written by then stays.
    """
    written: list[Path] = []
    for item in batch.items:
        if not _goes_on(progress, len(written), len(batch.items), f"Writing {item.file_name}"):
            break
        path = folder / item.file_name
        with copies() as out:
            papers.keep_all(program, [item.leaf], SAVED, partial(out.write, item.leaf.made.data, path))
        written.append(path)
    return tuple(written), len(batch.items) - len(written)


@contextmanager
def _rest_left_alone() -> Iterator[None]:
    """Spare Python looking for garbage among what was there before: a batch makes so much that it would look often."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _goes_on(progress: Progress | None, done: int, total: int, text: str) -> bool:
    """Tell how far it is; False when whoever is told wants it to end."""
    if progress is not None:
        try:
            progress(done, total, text)
        except Exception:  # noqa: BLE001 -- `Progress` may raise whatever ends the operation
            return False
    return True


class _Run:
    """One batch while it runs: plans are read some at a time, and those that were drawn are frozen together.

    Another paper of a plan may say that it is printed, so where papers are mixed each plan is frozen at once.
    """

    def __init__(self, program: Program, wish: Wish) -> None:
        self._program = program
        self._ids = [chosen.revision_id for chosen in wish.plans]
        self._at_once = _AT_ONCE if wish.kinds == (PLAN,) else 1
        self._sign = wish.sign
        self._may_freeze = may(program, "plans.printing.freeze")
        self._read: dict[str, ToPrint | UserError] = {}
        self._waiting: list[tuple[int, Drawn]] = []
        self.made: list[Item | Refused] = []
        """What was made and what could not be, in the order of the wish; what is not frozen yet stands there too."""

    def make(self, chosen: Chosen, kind: str) -> None:
        """Make one paper.

        Raises:
            UserError: it cannot be made.
        """
        if kind == PLAN:
            self._plan(chosen)
            return
        self.freeze()
        self.made.append(_paper(self._program, chosen, kind))

    def freeze(self) -> None:
        """Freeze what was drawn to sign; what cannot be frozen is refused."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        refused: Sequence[UserError | None]
        try:
            refused = printing.freeze_all(self._program, [drawn for _, drawn in waiting])
        except UserError as error:
            refused = [error] * len(waiting)
        for (place, drawn), why in zip(waiting, refused, strict=True):
            if why is not None:
                self.made[place] = Refused(drawn.ready.plan_number, PLAN, str(why))

    def _plan(self, chosen: Chosen) -> None:
        found = self._found(chosen)
        freeze = self._sign and found.state is RevisionState.READY and self._may_freeze
        if self._sign and not freeze and found.state not in plans.FROZEN:
            raise NotNow(
                f"Plan {found.plan_number} is {_in_words(found.state)}, so it was not printed to sign.",
                "Mark it ready first.",
            )
        pdf, digest = print_plan.drawn_to_sign(found) if freeze else (print_plan.shown(found), "")
        made = Made(pdf.data, pdf.pages, digest)
        if freeze:
            self._waiting.append((len(self.made), Drawn(found, made)))
        leaf = Leaf(made, chosen.revision_id)
        self.made.append(Item(pdf.title, pdf.file_name, chosen.plan_number, leaf, freeze, pdf.unprintable))

    def _found(self, chosen: Chosen) -> ToPrint:
        """The plan, read together with those that come after it."""
        found = self._read.pop(chosen.revision_id, None)
        if found is None:
            self.freeze()
            start = self._ids.index(chosen.revision_id)
            self._read = printing.to_print_all(self._program, self._ids[start : start + self._at_once])
            found = self._read.pop(chosen.revision_id)
        if isinstance(found, UserError):
            raise found
        return found


def _paper(program: Program, chosen: Chosen, kind: str) -> Item:
    if kind == AGREEMENT:
        return _agreement(program, chosen)
    pdf = print_papers.draw(program, PaperKind(kind), chosen.participation_id)
    leaf = Leaf(pdf.made, paper=pdf.paper)
    return Item(pdf.title, pdf.file_name, chosen.plan_number, leaf, unprintable=pdf.unprintable)


def _agreement(program: Program, chosen: Chosen) -> Item:
    """The agreement as it stands: it is printed to sign from the page of the assignment, one by one."""
    recorded = td_agreements.listed(program, chosen.participation_id)
    if not recorded:
        raise NotNow("No T&D assignment is recorded, so there is no agreement.", "Record it with the plan first.")
    pdf = print_td.preview(program, recorded[0].id)
    leaf = Leaf(Made(pdf.data, pdf.pages, ""), assignment_id=recorded[0].id)
    return Item(pdf.title, pdf.file_name, chosen.plan_number, leaf, unprintable=pdf.unprintable)


def _in_words(state: RevisionState) -> str:
    return "a draft" if state is RevisionState.DRAFT else str(state)


def _joined(items: Sequence[Item]) -> bytes:
    from umdesk.documents import joined  # noqa: PLC0415 -- start-up time

    if not items:
        return b""
    title = f"{counted(len(items), 'paper')} of career plans"
    return joined.join([item.leaf.made.data for item in items], title)
