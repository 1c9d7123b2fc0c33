"""A report as a page of HTML for Qt's rich text; every number is a link to the list behind it. A pure function."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from umdesk.domain import dates
from umdesk.domain.reports import charted, showing
from umdesk.domain.reports.model import Bars, Cell, Content, Figures, Number, Part, Report, Table, Words
from umdesk.domain.writing import capital, counted

SHOWN_ROWS = 100
"""Rows of a table on the page; a longer one opens as a list."""
NUMBER, WHOLE, COPY, CHART, GO = "number", "whole", "copy", "chart", "go"
"""What a link or a picture of the page is about; behind the colon stands the key or the place."""
_ODD, _CODED = re.compile(r"[^\w/.~-]", re.ASCII), re.compile(rb"%([0-9A-F]{2})")
"""What a link writes as numbers, and such a number in a link."""
_CLASS = re.compile(r"\b\d{4}\b", re.ASCII)
_FULL = "99.8%"
"""The width of a table; Qt rounds a full one up, and the page would have a scroll bar for one pixel."""
_GAP = 8
_SPACER = f'<td width="{_GAP}" style="padding:0px"></td>'
_MANY_COLUMNS = 7
"""A table with more has smaller words."""
_APART = "padding-left:16px"
"""For what stands at the left of its column behind a column of numbers, which stand at the right of theirs."""
_NONE = "&nbsp;"
_NO_PLACES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Look:
    """How the page looks: colours as "#rrggbb", the size of the text in points, and the boxes side by side.

    `width` is the room for a picture in pixels, `points_to_pixels` how large a point is on this screen. `frame` is the
    colour around the boxes where their tint is that of the page, as in high contrast; "" for none.
    """

    text: str
    quiet: str
    link: str
    line: str
    tint: str
    attention: str
    points: float
    boxes: int = 4
    width: int = 640
    points_to_pixels: float = 96 / 72
    frame: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing of a chart: its width and height on the page in pixels, what it shows in words, and its SVG."""

    width: int
    height: int
    about: str
    svg: bytes


def html(
    report: Report, look: Look, pictures: Mapping[int, Sequence[Picture]], places: Mapping[str, str] = _NO_PLACES
) -> str:
    """The whole page; `pictures` are the drawings that there are, by the place of their part.

    `places` are words that lead somewhere in what a report asks for ("Program year, Goals"), with their GO link, in
    which `{year}` stands for the program year that is asked about: the last that is named, or that of the report;
    `{class}` stands for the first class that is asked about.
    """
    return "".join(_Page(report, look, pictures, places).pieces())


def target(link: str) -> tuple[str, str]:
    """What a link of the page is about: NUMBER and its key, WHOLE or COPY and the place of a table, GO and where."""
    what, _, about = link.partition(":")
    return what, _unquoted(about)


def address(number: Number) -> str:
    """The link of a number."""
    return f"{NUMBER}:{_quoted(number.key)}"


def tables(content: Content) -> dict[int, Table]:
    """The tables of a report by the place of their part, those beside charts too."""
    found: dict[int, Table] = {}
    for place, part in enumerate(content.parts):
        if isinstance(part, Table):
            found[place] = part
        elif isinstance(part, Bars):
            found[place] = charted.table(part)
    return found


def copied(table: Table) -> str:
    """A table as text with tabs between the cells, as spreadsheets and forms take it."""
    rows = [table.columns, *([showing.shown(cell) for cell in row] for row in table.every_row)]
    return "\n".join("\t".join(" ".join(text.split()) for text in row) for row in rows)


class _Page:
    """Writes one page from top to bottom and numbers its footnotes."""

    def __init__(
        self, report: Report, look: Look, pictures: Mapping[int, Sequence[Picture]], places: Mapping[str, str]
    ) -> None:
        self._report = report
        self._look = look
        self._pictures = pictures
        self._places = places
        self._notes = showing.footnotes(report.content)

    def pieces(self) -> Iterator[str]:
        report, look = self._report, self._look
        yield f'<body style="color:{look.text}; font-size:{look.points:.1f}pt">'
        yield _heading(look, 1, report.title, 1.6, above=0)
        owner = ", ".join(filter(None, (report.head.department, report.head.office)))
        yield _line(look, owner)
        yield _line(look, capital(showing.period_words(report.span)))
        yield self._asks()
        for place, part in enumerate(report.content.parts):
            yield from self._part(place, part)
        yield from self._foot()
        yield "</body>"

    def _part(self, place: int, part: Part) -> Iterator[str]:
        if isinstance(part, Words) and not part.paragraphs and not part.empty:
            return
        yield _heading(self._look, 2, part.title, 1.2)
        if isinstance(part, Figures):
            yield from self._figures(part)
        elif isinstance(part, Table):
            yield from self._table(place, part)
        elif isinstance(part, Bars):
            yield self._picture(place)
            yield from self._table(place, charted.table(part))
        else:
            yield from self._words(part)

    def _figures(self, part: Figures) -> Iterator[str]:
        rows = -(-len(part.numbers) // self._look.boxes)
        across = -(-len(part.numbers) // max(rows, 1))
        for first in range(0, len(part.numbers), across or 1):
            yield self._boxes(part.numbers[first : first + across], across)

    def _boxes(self, numbers: Sequence[Number], across: int) -> str:
        """A row of boxes of one width; every row is a table, as wide as its boxes."""
        gap = 100 * _GAP / max(self._look.width, 1)
        part = (100 - gap * (across - 1)) / across
        wide = part * len(numbers) + gap * (len(numbers) - 1)
        width = f"{wide:.1f}%" if len(numbers) < across else _FULL
        frame = _styled(f"border:1px solid {self._look.frame}") if self._look.frame else ""
        cell = f'<td bgcolor="{self._look.tint}" width="{100 * part / wide:.1f}%"{frame}>'
        boxes = (f"{cell}{self._box(number)}</td>" for number in numbers)
        return (
            f'<table width="{width}" cellspacing="0" cellpadding="10" style="margin-top:{_GAP}px">'
            f"<tr>{_SPACER.join(boxes)}</tr></table>"
        )

    def _box(self, number: Number) -> str:
        value = f"font-size:{self._look.points * 1.5:.1f}pt; font-weight:600"
        link = self._link(number, alone=True)
        return f'<span style="{value}">{link}</span><br>{escape(number.label)} {self._note(number)}'

    def _table(self, place: int, table: Table) -> Iterator[str]:
        if not table.rows:
            yield self._paragraph(table.empty, quiet=True)
        else:
            yield from self._rows(place, table)
        if table.note:
            yield self._paragraph(table.note, quiet=True)

    def _rows(self, place: int, table: Table) -> Iterator[str]:
        right = [table.is_numeric(column) for column in range(len(table.columns))]
        apart = _apart(right)
        shared = showing.shared(table)
        line = self._look.line
        small = f"font-size:{self._look.points * 0.92:.1f}pt" if len(table.columns) > _MANY_COLUMNS else ""
        yield f'<table width="{_FULL}" cellspacing="0" cellpadding="4" style="{small}">'
        yield "<thead><tr>"
        for column, title in enumerate(table.columns):
            side = "right" if right[column] else "left"
            style = _styled(f"border-bottom:1px solid {line}; color:{self._look.quiet}", apart[column])
            mark = f"{_NONE}({self._notes[shared[column]]})" if column in shared else ""
            yield f'<td{style} align="{side}" valign="bottom">{_text(title) or _NONE}{mark}</td>'
        yield "</tr></thead>"
        for row in table.rows[:SHOWN_ROWS]:
            yield self._row(row, right, shared)
        if table.total is not None:
            yield self._row(table.total, right, shared, f"border-top:1px solid {line}; font-weight:600")
        yield "</table>"
        more, count = "", len(table.rows)
        if count > SHOWN_ROWS:
            every = self._anchor(f"{WHOLE}:{place}", f"All {counted(count, 'row')}")
            more = f"The first {SHOWN_ROWS} of {count:,} rows. {every}, to search and sort them. "
        copy = self._anchor(f"{COPY}:{place}", "Copy this table")
        yield f'<p style="margin-top:2px; margin-bottom:0px; color:{self._look.quiet}">{more}{copy}</p>'

    def _row(self, row: tuple[Cell, ...], right: list[bool], shared: Mapping[int, str], style: str = "") -> str:
        sides = (' align="right"' if at_right else "" for at_right in right)
        styles = [_styled(style, apart) for apart in _apart(right)]
        cells = (
            f"<td{styles[column]}{side}>{self._cell(cell, marked=column not in shared)}</td>"
            for column, (cell, side) in enumerate(zip(row, sides, strict=True))
        )
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, cell: Cell, *, marked: bool) -> str:
        if isinstance(cell, date):
            day = dates.show(cell)
            return showing.shown(cell).replace(day, day.replace(" ", _NONE))
        if not isinstance(cell, Number):
            return _text(showing.shown(cell)) or _NONE
        note = self._note(cell) if marked else ""
        return f'{self._link(cell)} <span style="color:{self._look.quiet}">{note}</span>' if note else self._link(cell)

    def _words(self, part: Words) -> Iterator[str]:
        for paragraph in part.paragraphs:
            yield self._paragraph(paragraph)
        if not part.paragraphs:
            yield self._paragraph(part.empty, quiet=True)

    def _picture(self, place: int) -> str:
        pictures = (
            f'<p><img src="{CHART}:{place}/{number}" width="{one.width}" height="{one.height}" '
            f'alt="{escape(one.about)}"></p>'
            for number, one in enumerate(self._pictures.get(place, ()))
        )
        return "".join(pictures)

    def _asks(self) -> str:
        asks = self._report.content.asks
        if not asks:
            return ""
        items = "".join(f"<li>{self._with_places(ask)}</li>" for ask in asks)
        return (
            f'<p></p><table width="{_FULL}" cellspacing="0" cellpadding="10"><tr><td bgcolor="{self._look.tint}" '
            f'style="border-left:4px solid {self._look.attention}"><b>Still missing in this report</b>'
            f"<ul>{items}</ul></td></tr></table>"
        )

    def _with_places(self, text: str) -> str:
        """A sentence in which the place where something is to be done is a link; the longest name of one wins."""
        for words in sorted(self._places, key=len, reverse=True):
            before, found, after = text.partition(words)
            if found:
                years = dates.program_years_in(before)
                year = years[-1] if years else dates.program_year(self._report.span.period.last)
                code = _CLASS.search(after)
                link = self._places[words].replace("{year}", str(year)).replace("{class}", code[0] if code else "")
                return _text(before) + self._anchor(link, words) + _text(after)
        return _text(text)

    def _foot(self) -> Iterator[str]:
        content, head = self._report.content, self._report.head
        if content.notes:
            yield _heading(self._look, 2, "Notes", 1.2)
            yield _items("ul", content.notes)
        if self._notes:
            yield _heading(self._look, 2, "How the numbers are counted", 1.2)
            for text, number in self._notes.items():
                yield self._paragraph(f"({number}) {text}")
        yield self._paragraph(f"Made on {dates.show(head.made_on)} by {head.made_by}.", quiet=True)

    def _link(self, number: Number, *, alone: bool = False) -> str:
        return self._anchor(address(number), showing.told(number) if alone else showing.shown(number))

    def _anchor(self, link: str, text: str) -> str:
        return f'<a href="{escape(link)}" style="color:{self._look.link}; text-decoration:none">{escape(text)}</a>'

    def _note(self, number: Number) -> str:
        if not number.definition:
            return ""
        return f"({self._notes[number.definition]})"

    def _paragraph(self, text: str, *, quiet: bool = False) -> str:
        colour = self._look.quiet if quiet else self._look.text
        return f'<p style="margin-top:4px; margin-bottom:4px; color:{colour}">{_text(text)}</p>'


def _apart(right: Sequence[bool]) -> list[str]:
    """For each column the style that keeps it apart from the one before it, "" for most."""
    return [_APART if column and right[column - 1] and not here else "" for column, here in enumerate(right)]


def _styled(*styles: str) -> str:
    return f' style="{"; ".join(filter(None, styles))}"' if any(styles) else ""


def _heading(look: Look, level: int, text: str, factor: float, above: int = 20) -> str:
    style = f"font-size:{look.points * factor:.1f}pt; font-weight:600; margin-top:{above}px; margin-bottom:6px"
    return f'<h{level} style="{style}">{escape(text)}</h{level}>'


def _line(look: Look, text: str) -> str:
    return f'<p style="margin-top:0px; margin-bottom:2px; color:{look.quiet}">{escape(text)}</p>'


def _items(tag: str, texts: Iterable[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{_text(text)}</li>' for text in texts)}</{tag}>"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _quoted(key: str) -> str:
    """A key as a link holds it: other signs than letters and digits as the numbers of their bytes."""
    return _ODD.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), key)


def _unquoted(link: str) -> str:
    return _CODED.sub(lambda found: bytes([int(found[1], 16)]), link.encode()).decode()
