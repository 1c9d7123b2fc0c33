"""What a list inside a plan is made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from umdesk.domain.plans import Section
from umdesk.domain.words import ItemKind
from umdesk.services.plans import editing
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.fields import Field
from umdesk.ui.widgets.rows import Column


@dataclass(frozen=True)
class Add:
    """A button that adds a row with these values."""

    text: str
    values: Mapping[str, editing.Value]


@dataclass(frozen=True)
class RowsSpec:
    """What one kind of list is made of.

    `columns` gets what identities are called ("Goal 1"); `rows` takes the rows out of a plan; `values` gives a row's
    fields by name; `lines` lays the field names out, a line each; `prepare` fills choices that depend on the plan;
    `warning` asks the program, in a thread, what to warn of under the table.
    `remark` is a sentence under the fields of a row, `summary` one under the table. `examples` are rows to begin with,
    behind a button called `from_examples` ("" for none); `offers` are words that are offered while one types, by field.
    """

    section: Section
    kind: ItemKind
    table: str
    intro: str
    empty: str
    adds: tuple[Add, ...]
    columns: Callable[[Mapping[str, str]], Sequence[Column[Any]]]
    rows: Callable[[PlanDetail], Sequence[Any]]
    fields: Callable[[], dict[str, Field]]
    lines: tuple[tuple[str, ...], ...]
    values: Callable[[Any], dict[str, Any]]
    prepare: Callable[[PlanDetail, dict[str, Field]], None]
    first_field: str
    remark: Callable[[PlanDetail, Any], tuple[str, Tone]] = lambda _detail, _row: ("", Tone.QUIET)
    summary: Callable[[PlanDetail], str] = lambda _detail: ""
    warning: Callable[[Context, PlanDetail], str] | None = None
    from_examples: str = ""
    examples: Callable[[Context, PlanDetail], Sequence[Add]] = lambda _context, _detail: ()
    offers: Callable[[Context], Mapping[str, Sequence[str]]] = lambda _context: {}
