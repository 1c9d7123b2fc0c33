"""Long lists of ids as one value of a query, so that a report asks once whatever their number."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute


def among(column: InstrumentedAttribute[Any], ids: Iterable[str]) -> ColumnElement[bool]:
    """Whether the id in a column is one of these."""
    each = func.json_each(json.dumps(list(ids))).table_valued("value")
    return column.in_(select(func.unhex(each.c.value)))
