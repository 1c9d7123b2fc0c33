"""Rating sheets on paper: one application and one rater each, with the code that they are typed in by at the foot."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from umdesk.documents.blocks import Block, Style, Together
from umdesk.documents.builder import BODY, SMALL, STRONG, Box, Builder
from umdesk.documents.fonts import BOLD
from umdesk.documents.pages import HEIGHT, WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain.rating_sheets import RatingSheetSnapshot, SheetCriterion
from umdesk.domain.writing import plain

TITLE = "Rating sheet"
_POINTS = 92.0
_DATE = 150.0
_COMMENT = 38.0
_CODE = Style(11.0, 14.0, BOLD)


def render(sheet: RatingSheetSnapshot) -> Pdf:
    """One sheet as a tagged PDF; a sheet without a code is a blank one."""
    paper = Builder(_title(sheet), sheet.department)
    for block in _blocks(paper, sheet):
        paper.add(block)
    label = f"{sheet.number} {sheet.code}".strip() or f"{TITLE}, {sheet.cycle}"
    return paper.finish(Furniture(label, code=bool(sheet.code)), "")


def _title(sheet: RatingSheetSnapshot) -> str:
    return f"{TITLE} {sheet.number}".strip() + f", {sheet.cycle}"


def _blocks(paper: Builder, sheet: RatingSheetSnapshot) -> Iterator[Block]:
    right = [(sheet.cycle, STRONG), (f"Criteria version {sheet.version}", BODY)]
    yield from paper.head(
        (sheet.department, sheet.office), right, _title(sheet), "In ink, one sheet for each applicant"
    )
    yield from paper.boxes(_whose(sheet), before=8.0)
    yield from _conflict(paper, sheet)
    yield paper.heading(2, "Ratings", before=10.0)
    for number, criterion in enumerate(sheet.criteria, start=1):
        yield Together(tuple(_criterion(paper, number, criterion)))
    yield Together(
        (
            paper.heading(2, "Signature", before=10.0),
            *paper.boxes(
                [[Box("Rater's signature", (), WIDTH - _DATE, room=34.0), Box("Date", (), _DATE)]], before=3.0
            ),
        )
    )
    if any(text for _title, text in sheet.texts):
        # More room before it than a page has: it begins the next one.
        yield replace(paper.heading(2, f"What application {sheet.number} says"), before=HEIGHT)
        for title, text in sheet.texts:
            if text:
                yield paper.heading(3, title, before=8.0)
                yield from (paper.paragraph(part, before=3.0) for part in text.split("\n") if part.strip())


def _whose(sheet: RatingSheetSnapshot) -> list[list[Box]]:
    first = [
        Box("Application number", (sheet.number,), 120.0, style=STRONG),
        Box("Rater", (sheet.rater,), WIDTH - 120.0 - 150.0),
        Box("Sheet code, for typing it in", (sheet.code,), 150.0, style=_CODE),
    ]
    shown = [("Applicant", sheet.name), ("Class", sheet.class_title), ("Class or field wanted", sheet.target_class)]
    if sheet.number:
        shown = [(label, text) for label, text in shown if text]
    rows = [first]
    if shown:
        rows.append([Box(label, (text,), WIDTH / len(shown)) for label, text in shown])
    return rows


def _conflict(paper: Builder, sheet: RatingSheetSnapshot) -> Sequence[Block]:
    third = WIDTH / 3
    return (
        Together(
            (
                paper.heading(2, "First: a conflict of interest?", before=10.0),
                paper.paragraph(sheet.definition, SMALL, before=2.0, keeps_next=True),
                *paper.boxes(
                    [
                        [
                            Box("Tick here if there is none", (), third, room=30.0),
                            Box("Or say what it is; then do not rate this application", (), 2 * third, room=30.0),
                        ]
                    ],
                    before=3.0,
                ),
            )
        ),
    )


def _criterion(paper: Builder, number: int, criterion: SheetCriterion) -> Iterator[Block]:
    kind = "" if criterion.required else ", or N/A"
    shown = "" if criterion.counted else "; shown only, not counted"
    label = f"0 to {plain(criterion.maximum)} in steps of {plain(criterion.step)}{kind}{shown}"
    yield paper.heading(3, f"{number}. {criterion.name}", before=7.0)
    texts = [criterion.description, *(f"{points}: {text}" for points, text in criterion.levels)]
    yield from paper.boxes(
        [
            [
                Box(label, tuple(text for text in texts if text), WIDTH - _POINTS),
                Box(f"Points{kind}", (), _POINTS, room=40.0),
            ],
            [Box("Comment", (), WIDTH, room=_COMMENT)],
        ],
        before=2.0,
    )
