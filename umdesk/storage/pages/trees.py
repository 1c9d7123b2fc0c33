"""The trees of the database: every table and index with the pages that it has, as far as they can be reached."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from umdesk.storage.pages import btree
from umdesk.storage.pages.btree import Cell, Kind, Value
from umdesk.storage.pages.sealed import SealedPages

#: The tree of the list of all tables and indexes.
LIST_ROOT = 1
#: What a page that is no page of a tree, or a record that is none, makes the reading raise.
UNREADABLE = (IndexError, ValueError, struct.error)


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list of tables and indexes: "table" or "index", its name, its table's, its root, how it was made."""

    kind: str
    name: str
    table: str
    root: int
    sql: str


@dataclass(slots=True)
class Tree:
    """The pages of one table or index as far as they can be reached, and the damaged among them.

    `leaves` are those with records or entries, in order; `reached` are all, also those that a long record goes on to.
    """

    root: int
    leaves: list[int] = field(default_factory=list)
    reached: set[int] = field(default_factory=set)
    damaged: set[int] = field(default_factory=set)

    @property
    def whole(self) -> bool:
        """Whether every page of it could be read."""
        return not self.damaged


def walk(pages: SealedPages, root: int) -> Tree:
    """Follow a tree from its root, and the long records from their cells, over every page that is whole."""
    tree = Tree(root)
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in tree.reached or not 1 <= number <= pages.count:
            continue
        tree.reached.add(number)
        page = pages.clear(number)
        kind = None if page is None else btree.kind_of(number, page)
        if page is None or kind is None:
            tree.damaged.add(number)
            continue
        if kind in {Kind.TABLE_INNER, Kind.INDEX_INNER}:
            waiting += reversed(btree.children(number, page))
        if kind is not Kind.TABLE_INNER:
            tree.leaves.append(number)
            for cell in btree.cells(number, page):
                if cell.overflow:
                    _follow(pages, cell.overflow, tree)
    return tree


def _follow(pages: SealedPages, number: int, tree: Tree) -> None:
    while number and number not in tree.reached and number <= pages.count:
        tree.reached.add(number)
        page = pages.clear(number)
        if page is None:
            tree.damaged.add(number)
            return
        number = int.from_bytes(page[:4], "big")


def free_pages(pages: SealedPages) -> Tree:
    """The pages that hold nothing, as far as their list can be followed."""
    tree = Tree(0)
    first = pages.clear(LIST_ROOT)
    trunk = 0 if first is None else int.from_bytes(first[32:36], "big")
    while trunk and trunk not in tree.reached and trunk <= pages.count:
        tree.reached.add(trunk)
        page = pages.clear(trunk)
        if page is None:
            tree.damaged.add(trunk)
            break
        count = min(int.from_bytes(page[4:8], "big"), len(page) // 4 - 2)
        leaves = struct.unpack_from(f">{count}I", page, 8)
        tree.reached.update(leaves)
        trunk = int.from_bytes(page[:4], "big")
    return tree


def rows(pages: SealedPages, number: int) -> Iterator[tuple[int, list[Value]]]:
    """(rowid, values) of every row or entry of a page that can be read in full."""
    page = pages.clear(number)
    if page is None:
        return
    try:
        found = list(btree.cells(number, page))
    except UNREADABLE:
        return
    for cell in found:
        payload = _payload(pages, cell)
        if payload is not None:
            try:
                yield cell.rowid, btree.record(payload)
            except UNREADABLE:
                continue


def _payload(pages: SealedPages, cell: Cell) -> bytes | None:
    if not cell.overflow:
        return cell.here
    parts, missing, number = [cell.here], cell.size - len(cell.here), cell.overflow
    while missing > 0:
        page = pages.clear(number) if 1 <= number <= pages.count else None
        if page is None:
            return None
        parts.append(page[4 : 4 + missing])
        missing -= len(parts[-1])
        number = int.from_bytes(page[:4], "big")
    return b"".join(parts)


def list_tree(pages: SealedPages) -> Tree:
    """The tree of the list of tables and indexes.

    Where it is damaged, its leaves are looked for among all pages: no other table has such rows.
    """
    tree = walk(pages, LIST_ROOT)
    if not tree.whole:
        orphans = [n for n in range(1, pages.count + 1) if n not in tree.reached and _is_of_list(pages, n)]
        tree.leaves += orphans
        tree.reached.update(orphans)
    return tree


def listed(pages: SealedPages, tree: Tree) -> list[Listed]:
    """The tables and indexes of the database, from the tree of their list."""
    found = {}
    for number in tree.leaves:
        for _, values in rows(pages, number):
            row = _listed(values)
            if row is not None:
                found[row.name] = row
    return list(found.values())


def _is_of_list(pages: SealedPages, number: int) -> bool:
    page = pages.clear(number)
    if page is None or btree.kind_of(number, page) is not Kind.TABLE_LEAF:
        return False
    found = [_listed(values) for _, values in rows(pages, number)]
    return bool(found) and all(row is not None for row in found)


def _listed(values: list[Value]) -> Listed | None:
    if len(values) != 5 or values[0] not in {"table", "index"}:
        return None
    kind, name, table, root, sql = values
    if not isinstance(name, str) or not isinstance(table, str) or not isinstance(root, int):
        return None
    return Listed(str(kind), name, table, root, str(sql or ""))
