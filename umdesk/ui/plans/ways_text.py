"""The ways to a class as text with headings, for reading beside the choice of a target class."""

from collections.abc import Iterable, Sequence
from html import escape

from umdesk.domain.writing import capital, counted
from umdesk.services.plans.ways import Advice, Leg, TargetWays


def as_html(found: TargetWays) -> str:
    """The ways, the shortest first; what a class asks is told once, where it first comes up."""
    if not found.ways:
        return _without(found)
    seen: set[str] = set()
    parts = []
    for number, way in enumerate(found.ways, start=1):
        count = f"Way {number} of {len(found.ways)}: " if len(found.ways) > 1 else ""
        parts.append(_heading(f"{count}{_in_short(way)} ({counted(len(way), 'step')})"))
        for leg in way:
            parts.append(_leg(leg, first=leg.to_code not in seen))
            seen.add(leg.to_code)
    parts.append("<p>This is advice. Whether a way is open to this employee, only HR decides.</p>")
    return "".join(parts)


def _without(found: TargetWays) -> str:
    if not found.class_code:
        return "<p>Choose a class to see the ways there and what each takes.</p>"
    text = (
        f"No career ladder leads from {found.current or 'the current class'} to {found.name}. It can be the target all "
        "the same: ask HR which way is open."
    )
    return f"<p>{escape(text)}</p>"


def _leg(leg: Leg, *, first: bool) -> str:
    lines = [f"<p><b>{escape(f'To {leg.name}')}</b></p>"]
    if first:
        lines.append(_list(leg.asks))
    lines.extend(f"<p>By {escape(route.route.value)}:</p>{_list(route.takes)}" for route in leg.routes)
    return "".join(lines)


def _list(advice: Iterable[Advice]) -> str:
    return f"<ul>{''.join(f'<li>{_one(one)}</li>' for one in advice)}</ul>"


def _one(one: Advice) -> str:
    text = escape(one.text).replace("\n", "<br>").replace("Ask HR", "<b>Ask HR</b>")
    return f"{text} <small>({escape(one.source)})</small>" if one.source else text


def _in_short(way: Sequence[Leg]) -> str:
    legs = [" or ".join(route.route.value for route in leg.routes) for leg in way]
    said = [f"{routes} to {leg.to_code}" for routes, leg in zip(legs, way, strict=True)]
    return capital(", then ".join(said))


def _heading(text: str) -> str:
    return f"<h4>{escape(text)}</h4>"
