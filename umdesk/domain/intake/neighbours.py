"""Tells a second table in a sheet, below the list or beside it, from the rows of the list."""

from collections.abc import Iterable, Sequence

from umdesk.domain import dates
from umdesk.domain.intake.fields import CLASS_FIELDS, NAME_FIELDS, Field
from umdesk.domain.intake.tables import Line, Table, clean, is_blank, is_number
from umdesk.domain.intake.wordings import guess

_SURELY = 2
_FEW_CELLS = 3
_SHORT_HEADER = 5


def below(table: Table, last_header_line: int, fields: dict[int, Field]) -> frozenset[int]:
    """The numbers of the lines that make up another table further down; `fields` are the list's columns by index.

    Only what stands after a blank line can be one: a line of words that name other things than the columns of the list
    do, or a narrow block with a line of words on top and no row in it that has both a name and a class.
    """
    found: set[int] = set()
    for block in _blocks(line for line in table.lines if line.number > last_header_line)[1:]:
        head = block[1:] if len(_filled(block[0])) == 1 else block
        if len(head) > 1 and _is_words(head[0]) and (_names_others(head[0], fields) or _is_narrow(head, fields)):
            found |= {line.number for line in block}
    return frozenset(found)


def beside(headers: Sequence[str], fields: Sequence[Field | None], lines: Sequence[Line]) -> frozenset[int]:
    """The columns of another table beside the list: behind an empty column, with a name or class of its own."""
    there = [bool(header) or any(not is_blank(line.cell(at)) for line in lines) for at, header in enumerate(headers)]
    groups: list[list[int]] = [[]]
    for index, is_there in enumerate(there):
        if is_there:
            groups[-1].append(index)
        elif groups[-1]:
            groups.append([])
    main = max(groups, key=lambda group: len({fields[index] for index in group} - {None}))
    meant = {fields[index] for index in main}
    found: set[int] = set()
    for group in groups:
        own = {fields[index] for index in group} - {None}
        if group is not main and len(group) > 1 and own & meant and own & (NAME_FIELDS | CLASS_FIELDS):
            found |= set(group)
    return frozenset(found)


def _blocks(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines in runs without a blank line between them."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and blocks[-1][-1].number == line.number - 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks or [[]]


def _filled(line: Line) -> dict[int, str]:
    return {index: text for index, cell in enumerate(line.cells) if (text := clean(cell))}


def _is_words(line: Line) -> bool:
    """Whether a line could be a header: two short texts or more, and nothing that only a row holds."""
    texts = list(_filled(line).values())
    return len(texts) > 1 and all(
        len(text.split()) <= _SHORT_HEADER and not is_number(text) and "@" not in text and not dates.is_date(text)
        for text in texts
    )


def _names_others(head: Line, fields: dict[int, Field]) -> bool:
    """Whether at least two words surely name a field, and none of them the one of its column."""
    named = {at: known[0] for at, text in _filled(head).items() if (known := guess(text)) and known[1] >= _SURELY}
    return len(named) > 1 and not any(fields.get(at) is field for at, field in named.items())


def _is_narrow(block: Sequence[Line], fields: dict[int, Field]) -> bool:
    most = max(_FEW_CELLS, len(fields) // 2)
    return all(len(_filled(line)) <= most and not _is_row(line, fields) for line in block)


def _is_row(line: Line, fields: dict[int, Field]) -> bool:
    """Whether a line has both a name and a class where the list has them."""
    said = {fields[at]: text for at, text in _filled(line).items() if at in fields}
    has_name = any(any(ch.isalpha() for ch in said.get(field, "")) for field in NAME_FIELDS)
    return has_name and any(said.get(field) for field in CLASS_FIELDS)
