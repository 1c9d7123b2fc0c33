"""The sheets with formulas: criteria and rules, ratings, scores, the ranking, and what is checked against umdesk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from umdesk.domain import dates
from umdesk.domain.packet import CriterionPart, PacketSnapshot, VersionPart
from umdesk.domain.packet_numbers import Line, rounded
from umdesk.domain.scoring import TRIMMED_NEEDS
from umdesk.domain.words import Aggregate
from umdesk.exchange.packet_workbook import places as at
from umdesk.exchange.packet_workbook.cells import Cell, Pen
from umdesk.exchange.packet_workbook.places import Places, letter

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_RULES = "Criteria!$B$"
_NO_RANK = "no rank"
_WIDE, _TOLD = 56, 90
"""Widths of a criterion's name and of its description."""
_NOTE_ON_RATINGS = (
    "Please do not sort: each line of Scores reads the rows of its application where they stand. N/A and blank count "
    "as nothing, not as zero."
)
_NOTE_ON_SCORES = (
    "Compared by the score rounded to 9 places (−1: no score), then by each mean rounded to 9 places (−1: nobody rated "
    "it), then by the order of the draw digests."
)
_NOTE_ON_CHECKS = (
    "umdesk ranks by exact fractions. A workbook computes with about 15 digits, so it tells equal scores by 9 places."
)


def criteria(pen: Pen, packet: PacketSnapshot) -> None:
    """The rules and the criteria in force, which all formulas read, and the versions before them."""
    page = pen.sheet("Criteria", [_WIDE, 16, 12, 10, 10, 10, 14, _TOLD], frozen=(0, 1))
    page.write_string(0, 0, "Criteria and rules", pen.title)
    rules = packet.rules
    labels = (
        (at.AGGREGATE, "Way to combine scores (mean, median or trimmed mean)", rules.aggregate.value),
        (at.MINIMUM, "Raters needed for a score", rules.minimum_raters),
        (at.THRESHOLD, "Spread that asks for a second look, points", rules.spread_threshold),
        (at.SEATS, "Places (0: not set)", rules.seats),
        (at.DRAW, "Those still equal are drawn (no: they share a rank)", "yes" if packet.draw.seed else "no"),
    )
    for row, label, value in labels:
        pen.put(page, row - 1, 0, label, pen.label)
        pen.put(page, row - 1, 1, value)
    pen.put(page, at.NEEDED - 1, 0, f"Scores needed (a trimmed mean takes {TRIMMED_NEEDS})", pen.label)
    trimmed = rules.aggregate is Aggregate.TRIMMED_MEAN
    needed = max(rules.minimum_raters, TRIMMED_NEEDS if trimmed else 1)
    formula = (
        f'=IF({_RULES}{at.AGGREGATE}="{Aggregate.TRIMMED_MEAN.value}",'
        f"MAX({_RULES}{at.MINIMUM},{TRIMMED_NEEDS}),MAX({_RULES}{at.MINIMUM},1))"
    )
    pen.live(page, (at.NEEDED - 1, 1), formula, needed, pen.lived)
    row = at.FIRST_CRITERION - 2
    titles = ("Criterion", "Maximum", "Weight", "Step", "Required", "Counted", "Step of the tie ladder", "Description")
    pen.head(page, row, titles)
    for number, one in enumerate(packet.criteria, start=row + 1):
        _criterion_row(pen, page, number, one, rules.ladder)
    row += len(packet.criteria) + 3
    for version in packet.versions[:-1]:
        reason = _why(version)
        said = f"Version {version.version} before it, made {dates.show_moment(version.made_at)}{reason}"
        pen.put(page, row - 1, 0, said, pen.label)
        for one in version.criteria:
            _criterion_row(pen, page, row, one, ())
            row += 1
        row += 1
    newest = packet.versions[-1]
    why = _why(newest) or "."
    pen.put(page, 9, 0, f"Version {newest.version}, in force, made {dates.show_moment(newest.made_at)}{why}", pen.label)


def _why(version: VersionPart) -> str:
    """What a version changed and why."""
    said = [f"changed: {'; '.join(version.changes)}"] if version.changes else []
    said += [f"reason: {version.reason}"] if version.reason else []
    return f". {'. '.join(said)}" if said else ""


def ratings(pen: Pen, packet: PacketSnapshot, places: Places, computed: Sequence[Line]) -> None:
    """One row a sheet, its score as a formula; the rows of an application stand together."""
    names = [criterion.name for criterion in packet.criteria]
    widths = [14, 24, 20, *(14 for _ in names), 14, _TOLD, _TOLD]
    page = pen.sheet("Ratings", widths, frozen=(at.FIRST_SHEET - 1, 3))
    page.write_string(0, 0, "Ratings", pen.title)
    page.write_string(1, 0, _NOTE_ON_RATINGS)
    _rules_above(pen, page, packet)
    pen.head(page, at.FIRST_SHEET - 2, ("Application", "Rater", "Counts", *names, "Score", "Comments", "How it came"))
    first, last = letter(at.FIRST_VALUE), letter(places.rating_score - 1)

    def above(row: int) -> str:
        return f"${first}${row}:${last}${row}"

    row = at.FIRST_SHEET
    for one, line in zip(packet.applications, computed, strict=True):
        for sheet, score in zip(one.sheets, line.scores, strict=True):
            pen.row(page, row - 1, (one.number, sheet.rater or "(nobody)", sheet.counts, *sheet.values))
            own = f"{first}{row}:{last}{row}"
            weights = f"SUMPRODUCT({above(at.WEIGHT)}*ISNUMBER({own}))"
            formula = (
                f'=IF($C{row}<>"yes","",IF(SUMPRODUCT({above(at.REQUIRED)}*(1-ISNUMBER({own})))>0,"",'
                f'IF({weights}=0,"",100*SUMPRODUCT({above(at.SHARE)},{own})/{weights})))'
            )
            pen.live(page, (row - 1, places.rating_score), formula, score, pen.lived_two)
            said = [f"{name}: {words}" for name, words in sheet.comments]
            said += [f"{name} (no longer a criterion): {value}" for name, value in sheet.left_out]
            told = ("\n".join(said), " ".join(sheet.came))
            pen.put(page, row - 1, places.rating_score + 1, told[0])
            pen.put(page, row - 1, places.rating_score + 2, told[1])
            pen.fit(page, row - 1, told, (_TOLD, _TOLD))
            row += 1
            pen.told()


def scores(pen: Pen, packet: PacketSnapshot, places: Places, computed: Sequence[Line]) -> None:
    """One row an application: its score from its rows of Ratings, what it is compared by, and its place in the draw."""
    ladder = packet.rules.ladder
    widths = [14, 28, 40, 9, 11, 11, 9, 17, *(17 for _ in ladder), 12, 68]
    page = pen.sheet("Scores", widths, frozen=(at.FIRST_SCORE - 1, 1))
    page.write_string(0, 0, "Scores", pen.title)
    page.write_string(1, 0, _NOTE_ON_SCORES)
    means = [f"{place}. Mean of {name}, share of the maximum" for place, name in enumerate(ladder, start=1)]
    titles = ("Application", "Name", "Takes part", "Scores", "Score", "Spread", "Wide", "Score compared")
    pen.head(page, at.FIRST_SCORE - 2, (*titles, *means, "Order in a draw", "Draw digest (SHA-256)"))
    for one, line in zip(packet.applications, computed, strict=True):
        row = places.score_row(one.number)
        block = places.block(one.number, places.rating_score)
        part = f"no: {one.outside}" if one.outside else "yes"
        pen.row(page, row - 1, (one.number, one.name, part))
        pen.fit(page, row - 1, (one.name, part), (28, 40))
        pen.live(page, (row - 1, 3), f"=COUNT({block})", line.n, pen.lived)
        pen.live(page, (row - 1, 4), _aggregate(row, block), line.score, pen.lived_two)
        pen.live(page, (row - 1, 5), f'=IF($D{row}<2,"",MAX({block})-MIN({block}))', line.spread, pen.lived_two)
        wide = f'=IF($F{row}="","",IF(ROUND($F{row},9)>={_RULES}{at.THRESHOLD},"yes","no"))'
        pen.live(page, (row - 1, 6), wide, _wide(packet, line), pen.lived)
        pen.live(page, (row - 1, 7), f'=IF($E{row}="",-1,ROUND($E{row},9))', line.compared, pen.lived_nine)
        for step, name in enumerate(ladder):
            column = places.value(name)
            values, above = places.block(one.number, column), f"Ratings!${letter(column)}${at.MAXIMUM}"
            given = f'COUNTIFS({block},">=0",{values},">=0")'
            mean = f'=IF({given}=0,-1,ROUND(SUMIF({block},">=0",{values})/{given}/{above},9))'
            pen.live(page, (row - 1, 8 + step), mean, line.ladder[step], pen.lived_nine)
        if packet.draw.seed:
            pen.put(page, row - 1, places.order, line.order)
            pen.put(page, row - 1, places.order + 1, line.digest)
        pen.told()


def ranking(pen: Pen, packet: PacketSnapshot, places: Places, computed: Sequence[Line]) -> None:
    """The ranking in umdesk's order with ranks that are computed, and under it who has none."""
    page = pen.sheet("Ranking", [8, 14, 28, 11, 9, 11, 30, 26, 60], frozen=(at.FIRST_PLACE - 1, 2))
    page.write_string(0, 0, f"Ranking, {packet.cycle}", pen.title)
    page.write_string(1, 0, packet.rules.formula)
    titles = (
        "Rank",
        "Application",
        "Name",
        "Score",
        "Scores",
        "Spread",
        "Decided by",
        "Decision",
        "Why it has no rank",
    )
    pen.head(page, at.FIRST_PLACE - 2, titles)
    lines = {line.number: line for line in computed}
    rows = [(p.number, p.name, p.decided_by, p.decision, "") for p in packet.places]
    rows += [(u.number, u.name, "", "", u.reason) for u in packet.unranked]
    for row, (number, name, decided_by, decision, why) in enumerate(rows, start=at.FIRST_PLACE):
        line = lines[number]
        where = f"${places.score_row(number)}"
        pen.live(page, (row - 1, 0), places.rank(number, drawn=bool(packet.draw.seed)), line.rank, pen.lived)
        pen.put(page, row - 1, 1, number)
        pen.put(page, row - 1, 2, name)
        pen.live(page, (row - 1, 3), f"=Scores!$E{where}", line.score, pen.lived_two)
        pen.live(page, (row - 1, 4), f"=Scores!$D{where}", line.n, pen.lived)
        pen.live(page, (row - 1, 5), f"=Scores!$F{where}", line.spread, pen.lived_two)
        for column, value in enumerate((decided_by, decision, why), start=6):
            pen.put(page, row - 1, column, value)
        pen.fit(page, row - 1, (name, decided_by, decision, why), (28, 30, 26, 60))
        pen.told()


def checks(
    pen: Pen, packet: PacketSnapshot, places: Places, computed: Sequence[Line], differences: Sequence[str]
) -> None:
    """Umdesk's rank beside the workbook's, compared by a formula, and what umdesk found when it made this."""
    page = pen.sheet("Checks", [14, 14, 16, 12, 34, 20, 20, 14], frozen=(at.FIRST_CHECK - 1, 1))
    page.write_string(0, 0, "Checks", pen.title)
    last = at.FIRST_CHECK + len(computed) - 1
    results = f"$D${at.FIRST_CHECK}:$D${last}"
    found = sum(1 for line in computed if line.rank != _ranks(packet).get(line.number))
    page.merge_range(1, 0, 1, 3, "Applications whose rank differs, computed now", pen.label)
    pen.live(page, (1, 4), f'=COUNTIF({results},"differs")', found, pen.lived)
    page.merge_range(2, 0, 2, 3, "Applications whose rows on Ratings were moved, now", pen.label)
    moved = f'=COUNTIF($H${at.FIRST_CHECK}:$H${last},"moved")'
    pen.live(page, (2, 4), moved, 0, pen.lived)
    page.merge_range(3, 0, 3, 3, "Found by umdesk when it made this workbook", pen.label)
    told = "\n".join(differences) or "Every rank is the same."
    page.merge_range(3, 4, 3, 7, "", pen.text)
    pen.put(page, 3, 4, told)
    pen.fit(page, 3, (told,), (86,))
    page.write_string(4, 0, _NOTE_ON_CHECKS)
    titles = (
        "Application", "umdesk's rank", "Workbook's rank", "Rank", "umdesk's exact score", "As a decimal",
        "Workbook's score", "Rows in place",
    )  # fmt: skip
    pen.head(page, at.FIRST_CHECK - 2, titles)
    _compared(pen, page, packet, places, computed)


def _compared(pen: Pen, page: "Worksheet", packet: PacketSnapshot, places: Places, computed: Sequence[Line]) -> None:
    ranks = _ranks(packet)
    exact = {place.number: place.exact for place in packet.places}
    numbers = [*(place.number for place in packet.places), *(one.number for one in packet.unranked)]
    lines = {line.number: line for line in computed}
    for place, number in enumerate(numbers):
        row, line, rank = at.FIRST_CHECK + place, lines[number], ranks.get(number)
        text = exact.get(number, "")
        pen.put(page, row - 1, 0, number)
        pen.put(page, row - 1, 1, _NO_RANK if rank is None else rank, pen.middle)
        live = f"Ranking!$A${at.FIRST_PLACE + place}"
        pen.live(page, (row - 1, 2), f'=IF({live}="","{_NO_RANK}",{live})', line.rank or _NO_RANK, pen.lived)
        same = "agrees" if rank == line.rank else "differs"
        pen.live(page, (row - 1, 3), f'=IF($B{row}=$C{row},"agrees","differs")', same, pen.lived)
        pen.put(page, row - 1, 4, text)
        pen.put(page, row - 1, 5, _decimal(text), pen.nine)
        pen.live(page, (row - 1, 6), f"={places.score(number)}", line.score, pen.lived_nine)
        block = places.block(number, 0)
        there = f'=IF(SUMPRODUCT(({block}<>$A{row})*1)=0,"yes","moved")'
        pen.live(page, (row - 1, 7), there, "yes", pen.lived)


def _rules_above(pen: Pen, page: "Worksheet", packet: PacketSnapshot) -> None:
    """Four rows that take each criterion's rules over from the sheet Criteria."""
    labels = {
        at.SHARE: "Worth of a point: weight ÷ maximum, 0 if not counted",
        at.WEIGHT: "Weight, 0 if not counted",
        at.REQUIRED: "1 if a score needs it: required and counted",
        at.MAXIMUM: "Maximum",
    }
    for row, label in labels.items():
        pen.put(page, row - 1, 0, label, pen.label)
    for place, one in enumerate(packet.criteria):
        row, column = at.FIRST_CRITERION + place, at.FIRST_VALUE + place
        weight, maximum = float(one.weight), float(one.maximum)
        counted = f'Criteria!$F${row}="yes"'
        formulas = (
            (at.SHARE, f"=IF({counted},Criteria!$C${row}/Criteria!$B${row},0)", weight / maximum if one.counted else 0),
            (at.WEIGHT, f"=IF({counted},Criteria!$C${row},0)", weight if one.counted else 0),
            (
                at.REQUIRED,
                f'=IF(AND(Criteria!$E${row}="yes",{counted}),1,0)',
                1 if one.required and one.counted else 0,
            ),
            (at.MAXIMUM, f"=Criteria!$B${row}", maximum),
        )
        for above, formula, value in formulas:
            pen.live(page, (above - 1, column), formula, value, pen.lived)


def _aggregate(row: int, block: str) -> str:
    how = f"{_RULES}{at.AGGREGATE}"
    return (
        f'=IF(OR($C{row}<>"yes",$D{row}<{_RULES}{at.NEEDED}),"",'
        f'IF({how}="{Aggregate.MEAN.value}",AVERAGE({block}),'
        f'IF({how}="{Aggregate.MEDIAN.value}",MEDIAN({block}),'
        f"(SUM({block})-MAX({block})-MIN({block}))/($D{row}-2))))"
    )


def _criterion(one: CriterionPart, ladder: Sequence[str]) -> tuple[Cell, ...]:
    step = ladder.index(one.name) + 1 if one.name in ladder else None
    levels = "\n".join(f"{points}: {text}" for points, text in one.levels)
    said = "\n".join(part for part in (one.description, levels) if part)
    required, counted = ("yes" if value else "no" for value in (one.required, one.counted))
    return one.name, one.maximum, one.weight, one.step, required, counted, step, said


def _criterion_row(pen: Pen, page: "Worksheet", row: int, one: CriterionPart, ladder: Sequence[str]) -> None:
    values = _criterion(one, ladder)
    pen.row(page, row, values)
    pen.fit(page, row, (values[0], values[-1]), (_WIDE, _TOLD))


def _ranks(packet: PacketSnapshot) -> dict[str, int]:
    return {place.number: place.rank for place in packet.places}


def _wide(packet: PacketSnapshot, line: Line) -> str:
    if line.spread is None:
        return ""
    return "yes" if rounded(line.spread) >= float(packet.rules.spread_threshold) else "no"


def _decimal(exact: str) -> float | None:
    if not exact:
        return None
    top, bottom = exact.split("/")
    return int(top) / int(bottom)
