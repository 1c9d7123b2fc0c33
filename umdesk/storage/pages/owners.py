"""Which table each damaged page belongs to."""

from dataclasses import dataclass

from umdesk.storage.pages import trees
from umdesk.storage.pages.sealed import SealedPages

#: Names of what is no table of ours, beside those of the tables.
LIST, FREE, UNKNOWN = "list of tables", "free space", "unknown"


@dataclass(frozen=True, slots=True)
class DamagedPages:
    """Damaged pages of one table: its name (or LIST, FREE, UNKNOWN), the index that has them ("" for the table itself).

    For UNKNOWN, `maybe` names the tables that they can belong to: those with a damaged page above others.
    """

    table: str
    index: str
    pages: tuple[int, ...]
    maybe: tuple[str, ...] = ()


def damaged_pages(pages: SealedPages) -> list[DamagedPages]:
    """Every damaged page with its table, in the order of the list of tables; empty when all are whole."""
    damaged = set(pages.damaged())
    if not damaged:
        return []
    found: list[DamagedPages] = []
    of_list = trees.list_tree(pages)
    listed = trees.listed(pages, of_list)
    walked = [("", LIST, of_list)]
    walked += [(e.name if e.kind == "index" else "", e.table, trees.walk(pages, e.root)) for e in listed if e.root]
    walked.append(("", FREE, trees.free_pages(pages)))
    for index, table, tree in walked:
        mine = damaged & tree.reached
        if mine:
            damaged -= mine
            found.append(DamagedPages(table, index, tuple(sorted(mine))))
    if damaged:
        maybe = tuple(dict.fromkeys(each.table for each in found if each.table not in {LIST, FREE}))
        found.append(DamagedPages(UNKNOWN, "", tuple(sorted(damaged)), maybe))
    return found
