"""A report as plain values: what its JSON holds, and the digest of what it says."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from umdesk.domain.reports import showing
from umdesk.domain.reports.model import Bars, Cell, Figures, Number, Part, Report, Table, Words


def plain(report: Report) -> dict[str, object]:
    """Everything that a report says; what its kind has in `Content.data` stands at the top and wins.

    Values are whole numbers or Decimals, days are dates, both as they are; `figures` are all numbers of the report,
    those of tables and charts too, each key once.
    """
    span, content = report.span, report.content
    year = showing.year(report.kind, span.period)
    return {
        "report": report.kind,
        "title": report.title,
        **({"year": year} if year is not None else {}),
        "period": {
            "from": span.period.first,
            "to": span.period.last,
            "complete": span.counted is not None and span.through is None,
            "through": span.through,
        },
        "figures": [_figure(number) for number in content.numbers()],
        "tables": [_table(part) for part in content.parts if isinstance(part, Table)],
        "words": [
            {"title": part.title, "paragraphs": list(part.paragraphs)}
            for part in content.parts
            if isinstance(part, Words)
        ],
        "definitions": list(showing.footnotes(content)),
        "notes": list(content.notes),
        "asks": list(content.asks),
        "made_on": report.head.made_on,
        "made_by": report.head.made_by,
        **content.data,
    }


def digest(report: Report) -> str:
    """The digest of what a report says and in which order: 64 hexadecimal digits of SHA-256."""
    said = {**plain(report), "parts": [_in_order(part) for part in report.content.parts]}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_text)
    return hashlib.sha256(text.encode()).hexdigest()


def exact(value: Decimal) -> str:
    """A decimal as canonical text: "120", "7.25"."""
    return format(value.normalize() if value else Decimal(0), "f")


def _figure(number: Number) -> dict[str, object]:
    return {"key": number.key, "label": number.label, "value": number.value, "unit": number.unit.value}


def _table(table: Table) -> dict[str, object]:
    return {
        "title": table.title,
        "columns": list(table.columns),
        "rows": [_row(row) for row in table.rows],
        "total": None if table.total is None else _row(table.total),
    }


def _row(row: Sequence[Cell]) -> list[object]:
    return [cell.value if isinstance(cell, Number) else cell for cell in row]


def _in_order(part: Part) -> list[object]:
    if isinstance(part, Figures):
        return [part.title, [number.key for number in part.numbers]]
    if isinstance(part, Bars):
        keys = [
            [one.name, [cell if isinstance(cell, str) else cell.key for cell in one.numbers]] for one in part.series
        ]
        return [part.title, list(part.categories), keys, part.goal, part.stacked]
    return [part.title, part.note if isinstance(part, Table) else ""]


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no plain form")
