"""The report of advancements: every move on record, by route and by class, and which of them are UM hires."""

from collections.abc import Sequence

from umdesk.domain.counts import Participation
from umdesk.domain.reports import moves
from umdesk.domain.reports.basis import Basis, ClassTitle
from umdesk.domain.reports.model import Content, Figures, Table
from umdesk.domain.reports.moves import Advance, Moves
from umdesk.domain.writing import capital


def content(advances: Sequence[Advance], participations: Sequence[Participation], basis: Basis) -> Content:
    """Count the moves of a period."""
    found = moves.count(advances, participations, basis, basis.period)
    dated = [one for one in advances if one.move.on in basis.period]
    return Content(
        (
            Figures("At a glance", (moves.every(found), *moves.figures(found, basis), moves.unclear(found))),
            moves.by_route("By route", found, found.every, "Moves"),
            moves.by_class("class", "By class", found, found.every, basis, column="Moves"),
            _listed(dated, basis.title, found),
        )
    )


def _listed(dated: Sequence[Advance], title: ClassTitle, found: Moves) -> Table:
    """Everybody who moved, with what the move counts as and the plan that it is recorded with."""
    counts_as = {
        **dict.fromkeys(found.unclear, "Cannot be judged yet"),
        **dict.fromkeys(found.into_bridging, "Into a bridging class"),
        **dict.fromkeys(found.without_participant_test, "Like a UM hire, not in the program"),
        **dict.fromkeys(found.hires, "UM hire"),
    }
    ordered = sorted(dated, key=lambda one: (one.who.order, one.move.on))
    rows = tuple(
        (
            one.who.name,
            one.move.on,
            title(one.move.from_class, one.move.on),
            title(one.move.to_class, one.move.on),
            capital(one.move.route),
            counts_as.get(one.move, ""),
            one.plan or "–",
        )
        for one in ordered
    )
    return Table(
        "Who moved",
        ("Name", "On", "From", "To", "By", "Counts as", "Plan"),
        rows,
        people=tuple(dict.fromkeys(one.who.id for one in ordered)),
        lists="advancements",
    )
