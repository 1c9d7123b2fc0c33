"""The draw between applications that are still tied: what is printed before and after it, and how anyone repeats it."""

from dataclasses import dataclass
from datetime import date

from umdesk.domain.ties import draw_digest, seed_digest
from umdesk.domain.words import CycleState
from umdesk.domain.writing import one_line

RECIPE = (
    "Write the seed, a colon and the application's number as one text, with nothing before, between or after them.",
    "Take the SHA-256 of this text (UTF-8) in hexadecimal. Every computer can; so can many pages on the web.",
    (
        "Do so for each application that is still tied, and put them in ascending order of what comes out: 0 to 9, "
        "then a to f, from the first sign on. The lowest is first."
    ),
)
EXAMPLE_SEED, EXAMPLE_NUMBER = "example", "2026-0001"


def is_told(state: CycleState) -> bool:
    """Whether the seed of a cycle's draw is told: from deciding on, when no rating changes any more."""
    return state.after_scoring


def witnessed_by(first: str, second: str) -> str:
    """The words on record of two people who look on, "" unless they are two different names."""
    names = one_line(first), one_line(second)
    two = all(names) and names[0].casefold() != names[1].casefold()
    return f"witnessed by {names[0]} and {names[1]}" if two else ""


def example() -> tuple[str, str]:
    """A command that repeats the recipe on made-up values, and what it answers."""
    command = f"printf '%s' '{EXAMPLE_SEED}:{EXAMPLE_NUMBER}' | sha256sum"
    return command, draw_digest(EXAMPLE_SEED, EXAMPLE_NUMBER)


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One application of a drawn group with its place and its SHA-256 (64 hexadecimal digits)."""

    rank: int
    number: str
    digest: str


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """Applications that were tied to the last, in the order in which the draw puts them; `score` for display."""

    score: str
    lines: tuple[DrawnLine, ...]


@dataclass(frozen=True, slots=True)
class DrawSnapshot:
    """What the paper on a draw shows. `seed` is "" before the draw, which `groups` follows.

    `fixed` says when the fingerprint was fixed, "" where that is not on record; `held` when and before whom the draw
    was held, "" while it was not.
    """

    department: str
    office: str
    cycle: str
    digest: str
    source: str
    fixed: str
    seed: str
    needed: bool
    groups: tuple[DrawnGroup, ...]
    held: str
    made_on: date
    made_by: str

    @property
    def fits(self) -> bool:
        """Whether the seed gives the fingerprint that was fixed."""
        return seed_digest(self.seed) == self.digest
