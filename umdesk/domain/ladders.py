"""Career ladders as a picture: in which layer and at which height each class stands, and where its lines run.

Layers go from left to right along the steps; a class stands right of every class that leads to it, except where steps
run in a circle: there the step that closes the circle runs back. Heights are in rows of one class; a line that passes
a layer has a row of its own there, so that it runs through no class.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from umdesk.domain.words import Route

_SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder: from a class to a class by a route; `id` is that of the row on record."""

    from_code: str
    to_code: str
    route: Route
    note: str = ""
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Placed:
    """A class in the picture: its layer from the left, counted from 0, and its row from the top."""

    class_code: str
    layer: int
    row: float


@dataclass(frozen=True, slots=True)
class Run:
    """All steps from one class to another, and the (layer, row) points that their lines run through.

    The points begin at the one class and end at the other; those between lie in layers that the lines pass.
    """

    from_code: str
    to_code: str
    steps: tuple[Step, ...]
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture; `height` in rows."""

    classes: tuple[Placed, ...]
    runs: tuple[Run, ...]
    layers: int
    height: float

    def place(self, code: str) -> Placed | None:
        """Where a class stands, None when it is not in the picture."""
        return next((placed for placed in self.classes if placed.class_code == code), None)


class Way(StrEnum):
    """Where an arrow key leads."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


def around(steps: Iterable[Step], code: str) -> tuple[Step, ...]:
    """The steps on the ways that lead to a class and from it, however long."""
    every = tuple(steps)
    back = _reached(code, [(step.to_code, step.from_code) for step in every])
    onward = _reached(code, [(step.from_code, step.to_code) for step in every])
    return tuple(
        step
        for step in every
        if (step.from_code in onward and step.to_code in onward) or (step.from_code in back and step.to_code in back)
    )


def draw(steps: Iterable[Step], alone: Iterable[str] = ()) -> Picture:
    """Lay out the steps, and the classes of `alone` that no step has; the same steps give the same picture."""
    ordered = sorted(steps, key=lambda step: (step.from_code, step.to_code, tuple(Route).index(step.route)))
    joined: dict[tuple[str, str], list[Step]] = {}
    for step in ordered:
        joined.setdefault((step.from_code, step.to_code), []).append(step)
    classes: list[Placed] = []
    runs: list[Run] = []
    top, layers = 0.0, 0
    for codes in _groups(joined, alone):
        edges = [edge for edge in joined if edge[0] in codes]
        layer, rows, lines = _group(codes, edges)
        lowest = min(rows.values())
        height = max(rows.values()) - lowest + 1
        shift = top - lowest
        classes += [Placed(code, layer[code], rows[code] + shift) for code in codes]
        for edge in edges:
            points = tuple((layer[node], rows[node] + shift) for node in lines[edge])
            runs.append(Run(*edge, tuple(joined[edge]), points))
        top += height + (0.5 if edges else 0)
        layers = max(layers, 1 + max(layer[code] for code in codes))
    height = max((each.row for each in classes), default=-1.0) + 1
    height = max([height, *(row + 1 for run in runs for _layer, row in run.points)])
    return Picture(tuple(sorted(classes, key=lambda p: (p.layer, p.row))), tuple(runs), layers, height)


def beside(picture: Picture, code: str, way: Way) -> str:
    """The class that an arrow key leads to from a class; the class itself where there is none that way.

    Left and right follow the steps first; up and down go through the classes of the layer.
    """
    here = picture.place(code)
    if here is None:
        return picture.classes[0].class_code if picture.classes else ""
    if way in (Way.UP, Way.DOWN):
        side = 1 if way is Way.DOWN else -1
        found = [p for p in picture.classes if p.layer == here.layer and (p.row - here.row) * side > 0]
        return min(found, key=lambda p: abs(p.row - here.row), default=here).class_code
    side = 1 if way is Way.RIGHT else -1
    linked = {
        run.to_code if run.from_code == code else run.from_code
        for run in picture.runs
        if code in (run.from_code, run.to_code)
    }
    there = [p for p in picture.classes if (p.layer - here.layer) * side > 0]
    nearest = [p for p in there if p.class_code in linked] or there
    return min(
        nearest, key=lambda p: (abs(p.layer - here.layer), abs(p.row - here.row)), default=here
    ).class_code  # fmt: skip


# --- one group of classes that steps join ----------------------------------------------------------------------------

_Edge = tuple[str, str]


def _groups(joined: Mapping[_Edge, Sequence[Step]], alone: Iterable[str]) -> list[tuple[str, ...]]:
    """The codes of each group that steps join, large groups first; a class without a step is a group of its own."""
    both = [*joined, *((b, a) for a, b in joined)]
    left = sorted({code for edge in joined for code in edge} | set(alone))
    found = []
    while left:
        group = _reached(left[0], both)
        found.append(tuple(sorted(group)))
        left = [code for code in left if code not in group]
    return sorted(found, key=lambda group: (-len(group), group))


def _reached(start: str, edges: Iterable[_Edge]) -> set[str]:
    leads: dict[str, list[str]] = {}
    for tail, head in edges:
        leads.setdefault(tail, []).append(head)
    found, waiting = {start}, [start]
    while waiting:
        for head in leads.get(waiting.pop(), ()):
            if head not in found:
                found.add(head)
                waiting.append(head)
    return found


def _group(
    codes: Sequence[str], edges: Sequence[_Edge]
) -> tuple[dict[str, int], dict[str, float], dict[_Edge, list[str]]]:
    """Layer and row of every class and of every passing point, and the points of each line in its direction."""
    backward = _closing(codes, edges)
    forward = {edge: (edge[1], edge[0]) if edge in backward else edge for edge in edges}
    layer = _layers(codes, set(forward.values()))
    chains: dict[_Edge, list[str]] = {}
    for edge, (tail, head) in forward.items():
        between = [f"{edge[0]}>{edge[1]}@{at}" for at in range(layer[tail] + 1, layer[head])]
        layer.update({name: layer[tail] + 1 + at for at, name in enumerate(between)})
        chains[edge] = [tail, *between, head]
    rows = _rows(layer, list(chains.values()))
    return layer, rows, {edge: chain[::-1] if edge in backward else chain for edge, chain in chains.items()}


def _closing(codes: Sequence[str], edges: Sequence[_Edge]) -> set[_Edge]:
    """The edges that close a circle, found by walking in the order of codes."""
    leads: dict[str, list[str]] = {}
    for tail, head in edges:
        leads.setdefault(tail, []).append(head)
    heads = {head for _tail, head in edges}
    closing: set[_Edge] = set()
    done: set[str] = set()
    for start in sorted(codes, key=lambda code: (code in heads, code)):
        if start in done:
            continue
        on_way = [start]
        waiting = [iter(leads.get(start, ()))]
        while on_way:
            head = next(waiting[-1], "")
            if not head:
                done.add(on_way.pop())
                waiting.pop()
            elif head in on_way:
                closing.add((on_way[-1], head))
            elif head not in done:
                on_way.append(head)
                waiting.append(iter(leads.get(head, ())))
    return closing


def _layers(codes: Sequence[str], edges: Iterable[_Edge]) -> dict[str, int]:
    """The longest way to each class; a class that nothing leads to moves up to just before the first it leads to."""
    into: dict[str, list[str]] = {code: [] for code in codes}
    out: dict[str, list[str]] = {code: [] for code in codes}
    for tail, head in edges:
        into[head].append(tail)
        out[tail].append(head)
    layer: dict[str, int] = {}
    waiting = [code for code in codes if not into[code]]
    missing = {code: len(into[code]) for code in codes}
    order = []
    while waiting:
        code = waiting.pop()
        order.append(code)
        layer[code] = 1 + max((layer[tail] for tail in into[code]), default=-1)
        for head in out[code]:
            missing[head] -= 1
            if not missing[head]:
                waiting.append(head)
    for code in codes:
        if not into[code] and out[code]:
            layer[code] = min(layer[head] for head in out[code]) - 1
    return layer


def _rows(layer: Mapping[str, int], chains: Sequence[Sequence[str]]) -> dict[str, float]:
    """Rows that keep lines short and cross few, at least one row apart within a layer."""
    near: dict[str, list[str]] = {node: [] for node in layer}
    for chain in chains:
        for a, b in pairwise(chain):
            near[a].append(b)
            near[b].append(a)
    columns: dict[int, list[str]] = {}
    for node in sorted(layer):
        columns.setdefault(layer[node], []).append(node)
    rows = {node: float(at) for column in columns.values() for at, node in enumerate(column)}
    for sweep in range(_SWEEPS):
        for number in sorted(columns, reverse=bool(sweep % 2)):
            wanted = {
                node: sum(rows[other] for other in near[node]) / len(near[node]) if near[node] else rows[node]
                for node in columns[number]
            }
            columns[number].sort(key=lambda node: (wanted[node], node))
            _spread(columns[number], wanted, rows)
    for column in columns.values():  # on half rows, so that neighbours stand level and lines run straight
        above = float("-inf")
        for node in column:
            above = rows[node] = max(round(rows[node] * 2) / 2, above + 1)
    return rows


def _spread(column: Sequence[str], wanted: Mapping[str, float], rows: dict[str, float]) -> None:
    """Give each node the row it wants where there is room, else the next free ones around the middle of its block."""
    blocks: list[tuple[float, list[str]]] = []
    for node in column:
        blocks.append((wanted[node], [node]))
        while len(blocks) > 1 and blocks[-1][0] < blocks[-2][0] + len(blocks[-2][1]):
            (low_start, low), (high_start, high) = blocks[-2], blocks[-1]
            total = len(low) + len(high)
            start = (low_start * len(low) + (high_start - len(low)) * len(high)) / total
            blocks[-2:] = [(start, [*low, *high])]
    for start, nodes in blocks:
        for at, node in enumerate(nodes):
            rows[node] = start + at
