"""Reading every table of a damaged database over the pages that are whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from umdesk.storage.pages import btree, trees
from umdesk.storage.pages.btree import Kind, Value
from umdesk.storage.pages.sealed import SealedPages
from umdesk.storage.pages.trees import Listed
from umdesk.storage.salvage.schema import Table, tables_of

Row = dict[str, Value]
Step = Callable[[str], object]


@dataclass(slots=True)
class ReadTable:
    """What could be read of one table.

    `rows` by their numbers; `whole` when none of its pages is damaged. `pieces` is what the indexes tell of each row,
    read or not; `indexed` says that one index at least was read in full, so that no row is missing in `pieces`.
    """

    table: Table
    rows: dict[int, Row] = field(default_factory=dict)
    whole: bool = True
    pieces: dict[int, Row] = field(default_factory=dict)
    indexed: bool = False

    def lost(self) -> dict[int, Row]:
        """The rows that an index knows and that were not read, with what the indexes tell of them."""
        return {rowid: piece for rowid, piece in self.pieces.items() if rowid not in self.rows}


@dataclass(slots=True)
class Read:
    """All that could be read: the tables by name, and how many records lie on pages of a table that cannot be told."""

    tables: dict[str, ReadTable]
    strays: int = 0


def read_tables(pages: SealedPages, known: list[Listed], step: Step) -> Read:
    """Read every table.

    Args:
        pages: of the damaged database.
        known: the tables and indexes that a database of this version has, for those that the damaged list lacks.
        step: is told which table comes next.
    """
    of_list = trees.list_tree(pages)
    listed = trees.listed(pages, of_list)
    there = {entry.name for entry in listed}
    listed += [Listed(entry.kind, entry.name, entry.table, 0, entry.sql) for entry in known if entry.name not in there]
    tables = {name: table for name, table in tables_of(listed).items() if name in {entry.name for entry in known}}
    reached = of_list.reached | trees.free_pages(pages).reached
    found: dict[str, ReadTable] = {}
    for name, table in tables.items():
        step(name)
        found[name], used = _read(pages, table)
        reached |= used
    for entry in listed:
        if entry.root and entry.name not in tables:
            reached |= trees.walk(pages, entry.root).reached
    result = Read(found)
    if not all(each.whole for each in found.values()):
        _place_orphans(pages, result, reached)
        for each in found.values():
            _rebuild_from_pieces(each)
    return result


def _read(pages: SealedPages, table: Table) -> tuple[ReadTable, set[int]]:
    read = ReadTable(table)
    if not table.root:
        read.whole = False
        return read, set()
    tree = trees.walk(pages, table.root)
    for number in tree.leaves:
        for rowid, values in trees.rows(pages, number):
            read.rows[rowid] = table.named(rowid, values)
    read.whole = tree.whole
    if not read.whole:
        _read_indexes(pages, read)
    return read, tree.reached


def _read_indexes(pages: SealedPages, read: ReadTable) -> None:
    for root, columns in read.table.indexes:
        tree = trees.walk(pages, root)
        read.indexed |= tree.whole
        for number in tree.leaves:
            for _, values in trees.rows(pages, number):
                rowid = values[-1]
                if isinstance(rowid, int) and len(values) == len(columns) + 1:
                    piece = dict(zip(columns, values, strict=False))
                    read.pieces.setdefault(rowid, {}).update(piece)


def _rebuild_from_pieces(read: ReadTable) -> None:
    """A row all of whose columns stand in indexes (a unit is an id and a name) is not lost."""
    names = {column.name for column in read.table.columns}
    for rowid, piece in read.lost().items():
        whole = read.table.named(rowid, []) | piece
        if whole.keys() == names:
            read.rows[rowid] = whole


def _place_orphans(pages: SealedPages, read: Read, reached: set[int]) -> None:
    """Give the pages that hang below a damaged one to their tables, those of the history first: it knows the others."""
    orphans = [n for n in range(1, pages.count + 1) if n not in reached and _is_leaf(pages, n)]
    damaged = [each for each in read.tables.values() if not each.whole]
    waiting: list[list[tuple[int, list[Value]]]] = []
    for number in orphans:
        rows = list(trees.rows(pages, number))
        candidates = [each for each in damaged if rows and all(each.table.fits(values) for _, values in rows)]
        if len(candidates) == 1:
            _take(candidates[0], rows)
        elif rows:
            waiting.append(rows)
    told = _tables_told(read)
    for rows in waiting:
        owner = _owner(damaged, rows, told)
        if owner is None:
            read.strays += len(rows)
        else:
            _take(owner, rows)


def _is_leaf(pages: SealedPages, number: int) -> bool:
    page = pages.clear(number)
    return page is not None and btree.kind_of(number, page) is Kind.TABLE_LEAF


def _take(read: ReadTable, rows: Iterable[tuple[int, list[Value]]]) -> None:
    for rowid, values in rows:
        if not read.indexed or rowid in read.pieces:
            read.rows.setdefault(rowid, read.table.named(rowid, values))


def _tables_told(read: Read) -> dict[Value, Value]:
    """The table of each record that the history knows."""
    changes = read.tables["change"].rows if "change" in read.tables else {}
    return {row["record_id"]: row["table_name"] for row in changes.values()}


def _owner(damaged: list[ReadTable], rows: list[tuple[int, list[Value]]], told: dict[Value, Value]) -> ReadTable | None:
    candidates = [each for each in damaged if all(each.table.fits(values) for _, values in rows)]
    for each in candidates:
        first = each.table.columns[0].name
        if any(each.pieces.get(rowid, {}).get(first, b"") == values[0] for rowid, values in rows):
            return each
    names = {told.get(values[0]) for _, values in rows}
    return next((each for each in candidates if each.table.name in names), None)
