"""The plan of an import of ratings: what becomes of each row of a file, and what has to be known to say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from umdesk.domain.rating_columns import Said
from umdesk.domain.rating_text import Typed
from umdesk.domain.scoring import Criterion
from umdesk.domain.words import Conflict

HIDDEN = "(sealed)"
"""What stands in place of a rating that the account may not see yet."""


class Fate(StrEnum):
    """What becomes of a row; a row that DIFFERS is refused until somebody says why ratings are replaced."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    DIFFERS = "differs"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class KnownApplication:
    """An application of the cycle; `excluded` is why it is not rated ("is withdrawn"), "" when it is."""

    id: str
    excluded: str = ""


@dataclass(frozen=True, slots=True)
class OnFile:
    """A sheet as it is: a blank has no key, `outdated` names ratings that wait to be given again.

    `hidden` says that whoever imports may not see the ratings yet.
    """

    values: Mapping[str, Decimal | None] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    conflict: Conflict = Conflict.NONE
    conflict_reason: str = ""
    outdated: frozenset[str] = frozenset()
    submitted: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """The cycle as it is: applications by number, raters by folded name, sheets by application id and rater id.

    `elsewhere` tells the cycle of numbers of the file that belong to another one. With `everyone_rates` no
    sheet has to be made for a rater to rate an application. `own` are the raters that whoever imports is.
    """

    criteria: tuple[Criterion, ...]
    applications: Mapping[str, KnownApplication]
    elsewhere: Mapping[str, str]
    raters: Mapping[str, tuple[str, str]]
    sheets: Mapping[tuple[str, str], OnFile]
    everyone_rates: bool = True
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a row changes, in words; `before` is "" for a blank."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row writes; `rater_id` is "" for a rater that is added. `said` is None where it says nothing new."""

    application_id: str
    rater_id: str
    rater: str
    values: Mapping[str, Typed]
    comments: Mapping[str, str]
    said: Said | None


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row of the file: its number as a spreadsheet shows it, what becomes of it, and why.

    `incomplete` says what its sheet lacks afterwards, "" when it is complete or the row does not come in.
    """

    row: int
    application: str
    rater: str
    fate: Fate
    reason: str = ""
    incomplete: str = ""
    differences: tuple[Difference, ...] = ()
    entry: Entry | None = None

    @property
    def text(self) -> str:
        """The row in words, for a list of what would happen: what changes, else the reason."""
        said = "; ".join(
            f"{one.what} {one.before} → {one.after or 'blank'}" if one.before else f"{one.what} {one.after}"
            for one in self.differences
        )
        said = f"{said}." if said else self.reason
        return " ".join(part for part in (said, self.incomplete) if part)


@dataclass(frozen=True, slots=True)
class RatingPlan:
    """What a file would do; `raters_added` are names in the order of the file."""

    rows: tuple[RowPlan, ...]
    raters_added: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    def of(self, *fates: Fate) -> tuple[RowPlan, ...]:
        """The rows of some fates, in order."""
        return tuple(row for row in self.rows if row.fate in fates)

    def as_json(self) -> dict[str, object]:
        """The answer of `umdesk ratings import --json`."""
        return {
            "rows": len(self.rows),
            "imported": len(self.of(Fate.IMPORTED)),
            "unchanged": len(self.of(Fate.UNCHANGED)),
            "incomplete": [{"row": row.row, "reason": row.incomplete} for row in self.rows if row.incomplete],
            "refused": [{"row": row.row, "reason": row.reason} for row in self.of(Fate.REFUSED, Fate.DIFFERS)],
            "raters_added": list(self.raters_added),
        }
