"""Bar charts of a report: one drawing of lying bars for paper and screen.

Series are told apart by their pattern as well as by their colour: full, hatched, hollow, crossed. Each bar has its
value beside it, and the line of a goal its label.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from umdesk.documents.fonts import REGULAR, face, printable
from umdesk.documents.wrapping import wrap
from umdesk.domain.reports import charted
from umdesk.domain.reports.model import Bars, Number
from umdesk.domain.reports.showing import amount

TALLEST = 560.0
"""The height of one picture at most, in points: it fits on a page below its heading."""
_FONT = "NotoSans-Regular"
_SIZE = 7.6
_LEADING = 9.2
_BAR = 7.6
_BETWEEN_BARS = 1.2
_BETWEEN_GROUPS = 5.0
_LEGEND = 13.0
_SAMPLE = 18.0
_GOAL = 12.0
_LABELS = 0.36
"""What part of the width the names of the groups may take."""
_GAP = 6.0
_HATCH = 3.2
_LINES = 3


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours as "#rrggbb": of words, of lines, and of the series in turn."""

    text: str = "#000000"
    line: str = "#6e6e6e"
    series: tuple[str, ...] = ("#808080", "#000000", "#000000", "#000000")


def pieces(bars: Bars, width: float, tallest: float = TALLEST) -> list[Bars]:
    """The chart cut into pictures of a width and at most a height in points, each with some of its groups."""
    starts, used = [0], 0.0
    for place, category in enumerate(bars.categories):
        group = max(_group_height(bars), len(_name(category, width * _LABELS)) * _LEADING) + _BETWEEN_GROUPS
        if used and used + group > tallest - 2 * _LEGEND - _GOAL:
            starts.append(place)
            used = 0.0
        used += group
    return [
        replace(
            bars,
            categories=bars.categories[start:end],
            series=tuple(replace(one, numbers=one.numbers[start:end]) for one in bars.series),
        )
        for start, end in zip(starts, [*starts[1:], len(bars.categories)], strict=True)
    ]


def drawing(bars: Bars, width: float, whole: Bars | None = None, inks: Inks | None = None) -> Any:
    """A ReportLab drawing, `width` points wide, of a chart; `whole` is the chart of which it is a piece."""
    face(_FONT)  # makes the font known to ReportLab
    return _Chart(bars, width, whole or bars, inks or Inks()).draw()


def svg(bars: Bars, width: float, inks: Inks, whole: Bars | None = None) -> bytes:
    """The same drawing for the screen."""
    from reportlab.graphics import renderSVG  # noqa: PLC0415 -- start-up time

    text: str = renderSVG.drawToString(drawing(bars, width, whole, inks))
    before, _, rest = text.partition("<clipPath")  # around all of it; Qt would fill its frame with black
    return (before + rest.partition("</clipPath>")[2]).encode()


class _Chart:
    """One chart on its way into a drawing; all groups of a chart have one scale."""

    def __init__(self, bars: Bars, width: float, whole: Bars, inks: Inks) -> None:
        self._bars = bars
        self._inks = inks
        self._width = width
        self._names = [_name(category, width * _LABELS) for category in bars.categories]
        names = max((_wide(line) for name in self._names for line in name), default=0.0)
        values = max((_wide(words) for words in self._values(whole)), default=0.0)
        self._least, self._most = charted.reaches(whole)
        below = _wide("-") + values + _GAP if self._least < 0 else 0.0
        self._left = names + _GAP + below
        self._right = width - values - _GAP
        self._heights = [max(_group_height(bars), len(name) * _LEADING) for name in self._names]
        self._legend = _legend(bars, width)
        self._head = _LEGEND * len(self._legend) + (_GOAL if bars.goal is not None else 0.0)
        self._head += 3.0 if self._legend else 0.0
        self._height = self._head + sum(self._heights) + _BETWEEN_GROUPS * len(self._heights)
        self._picture: Any = None

    def draw(self) -> Any:
        """The drawing."""
        from reportlab.graphics.shapes import Drawing  # noqa: PLC0415 -- start-up time

        self._picture = Drawing(self._width, self._height, initialFontName=_FONT, initialFontSize=_SIZE)
        self._samples()
        top = self._height - self._head - _BETWEEN_GROUPS / 2
        foot = top + _BETWEEN_GROUPS / 2
        for place, (name, height) in enumerate(zip(self._names, self._heights, strict=True)):
            self._group(place, name, top, height)
            top -= height + _BETWEEN_GROUPS
        self._rule(self._at(Decimal(0)), foot, self._at(Decimal(0)), 0.0, 0.8)
        if self._bars.goal is not None:
            self._goal(self._bars.goal, foot)
        return self._picture

    def _group(self, place: int, name: Sequence[str], top: float, height: float) -> None:
        y = top - height / 2 + len(name) * _LEADING / 2 - _LEADING * 0.78
        for line in name:
            self._say(0.0, y, line, "start")
            y -= _LEADING
        numbers = [series.numbers[place] for series in self._bars.series]
        y = top - (height - _group_height(self._bars)) / 2
        if self._bars.stacked:
            self._stack(numbers, y - _BAR)
            return
        for series, number in enumerate(numbers):
            y -= _BAR
            value = Decimal(0 if isinstance(number, str) else number.value)
            self._bar(Decimal(0), value, y, series)
            self._beside(value, y, charted.beside(number))
            y -= _BETWEEN_BARS

    def _stack(self, numbers: Sequence[Number | str], y: float) -> None:
        ends = {True: Decimal(0), False: Decimal(0)}
        for series, number in enumerate(numbers):
            if isinstance(number, str):
                continue
            value = Decimal(number.value)
            start = ends[value >= 0]
            ends[value >= 0] = start + value
            self._bar(start, start + value, y, series)
        self._beside(ends[True] or ends[False], y, _stacked(numbers))

    def _beside(self, value: Decimal, y: float, words: str) -> None:
        """The value of a bar at its end."""
        away = 3.0 if value >= 0 else -3.0
        self._say(self._at(value) + away, y + 1.2, words, "start" if value >= 0 else "end")

    def _bar(self, start: Decimal, end: Decimal, y: float, series: int) -> None:
        left, right = sorted((self._at(start), self._at(end)))
        if right - left >= 0.05:
            self._pattern(left, right, y, series)

    def _pattern(self, left: float, right: float, y: float, series: int) -> None:
        """A bar in the pattern of its series."""
        from reportlab.graphics.shapes import Rect  # noqa: PLC0415 -- start-up time

        ink = self._ink(series)
        fill = ink if series % 4 == 0 else None
        self._picture.add(Rect(left, y, right - left, _BAR, fillColor=fill, strokeColor=ink, strokeWidth=0.8))
        if series % 4 in (1, 3):
            self._hatch(left, y, right, rising=True, ink=ink)
        if series % 4 == 3:
            self._hatch(left, y, right, rising=False, ink=ink)

    def _hatch(self, left: float, y: float, right: float, *, rising: bool, ink: Any) -> None:
        """Slanting lines inside a bar."""
        from reportlab.graphics.shapes import Line  # noqa: PLC0415 -- start-up time

        start = left - _BAR + _HATCH
        while start < right:
            first, last = max(start, left), min(start + _BAR, right)
            low, high = first - start, last - start
            ends = (y + low, y + high) if rising else (y + _BAR - low, y + _BAR - high)
            self._picture.add(Line(first, ends[0], last, ends[1], strokeColor=ink, strokeWidth=0.6))
            start += _HATCH

    def _samples(self) -> None:
        """The legend: a sample of each series with its name."""
        for row, samples in enumerate(self._legend):
            y = self._height - _BAR - row * _LEGEND
            for series, x, words in samples:
                self._pattern(x, x + _SAMPLE, y, series)
                self._say(x + _SAMPLE + 4.0, y + 1.2, words, "start")

    def _goal(self, goal: Decimal, top: float) -> None:
        x, y = self._at(goal), 0.0
        while y < top:
            self._rule(x, y, x, min(y + 4.0, top), 1.4)
            y += 6.0
        words = charted.goal(self._bars)
        half = _wide(words) / 2
        self._say(min(max(x, half), self._width - half), top + 3.0, words, "middle")

    def _at(self, value: Decimal) -> float:
        reach = self._most - self._least
        return self._left + (self._right - self._left) * float((value - self._least) / reach if reach else Decimal(0))

    def _values(self, bars: Bars) -> list[str]:
        if bars.stacked:
            groups = range(len(bars.categories))
            return [_stacked([series.numbers[place] for series in bars.series]) for place in groups]
        return [charted.beside(number) for series in bars.series for number in series.numbers]

    def _ink(self, series: int) -> Any:
        from reportlab.lib.colors import HexColor  # noqa: PLC0415 -- start-up time

        return HexColor(self._inks.series[series % len(self._inks.series)])

    def _say(self, x: float, y: float, words: str, anchor: str) -> None:
        from reportlab.graphics.shapes import String  # noqa: PLC0415 -- start-up time
        from reportlab.lib.colors import HexColor  # noqa: PLC0415

        ink = HexColor(self._inks.text)
        self._picture.add(String(x, y, words, fontName=_FONT, fontSize=_SIZE, fillColor=ink, textAnchor=anchor))

    def _rule(self, x: float, y: float, to_x: float, to_y: float, width: float) -> None:
        from reportlab.graphics.shapes import Line  # noqa: PLC0415 -- start-up time
        from reportlab.lib.colors import HexColor  # noqa: PLC0415

        ink = HexColor(self._inks.text if width > 1 else self._inks.line)
        self._picture.add(Line(x, y, to_x, to_y, strokeColor=ink, strokeWidth=width))


def _group_height(bars: Bars) -> float:
    lines = 1 if bars.stacked else max(1, len(bars.series))
    return lines * _BAR + (lines - 1) * _BETWEEN_BARS


def _legend(bars: Bars, width: float) -> list[list[tuple[int, float, str]]]:
    """The rows of the legend: which series, from where, and its name; nothing for one series."""
    rows: list[list[tuple[int, float, str]]] = []
    x = width
    for series, one in enumerate(bars.series if len(bars.series) > 1 else ()):
        words = _cut(one.name, width - _SAMPLE - 4.0)
        need = _SAMPLE + 4.0 + _wide(words)
        if x + need > width:
            rows.append([])
            x = 0.0
        rows[-1].append((series, x, words))
        x += need + 14.0
    return rows


def _stacked(cells: Sequence[Number | str]) -> str:
    """What stands beside a stacked bar: its parts and their sum, where they are few: "3 + 4 = 7"."""
    numbers = [cell for cell in cells if isinstance(cell, Number)]
    if not numbers:
        return next(iter(map(str, cells)), "")
    unit = numbers[0].unit
    whole = amount(sum((Decimal(number.value) for number in numbers), Decimal(0)), unit)
    parts = [amount(number.value, unit) for number in numbers if number.value]
    return f"{' + '.join(parts)} = {whole}" if 1 < len(parts) <= 3 and len(whole) < 6 else whole


def _name(text: str, width: float) -> list[str]:
    """The name of a group in lines of a width, cut after a few."""
    lines = [line.strip() for line in wrap(_plain(text), width, REGULAR, _SIZE)]
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], _cut(" ".join(lines[_LINES - 1 :]), width)]


def _cut(text: str, width: float) -> str:
    shown = _plain(text)
    if _wide(shown) <= width:
        return shown
    while shown and _wide(shown + "…") > width:
        shown = shown[:-1]
    return shown.rstrip() + "…"


def _plain(text: str) -> str:
    """A text as the one font of the picture draws it."""
    return "".join(sign for sign in printable(text)[0] if next(REGULAR.runs(sign))[0] == _FONT)


def _wide(text: str) -> float:
    return REGULAR.width(text, _SIZE)
