"""The structure tree of a PDF (ISO 32000-1, 14.7).

A plan has hundreds of elements, so each says no more than it must: its type is understood.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from umdesk.documents.objects import Objects, dictionary, string


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """An annotation on a page counted from 0: its number as an object of the file, and its entries."""

    page: int
    number: int
    entries: dict[str, str]


class Element:
    """A node of the structure tree; a kid that is a pair is content of its own: (page from 0, MCID).

    `scope` is "Column" or "Row" for a TH, `alt` the alternative text and `box` the place of a Figure. `reference` is
    what the file calls it, once it is written.
    """

    __slots__ = ("alt", "box", "kids", "reference", "scope", "tag")

    def __init__(self, tag: str, scope: str = "", alt: str = "") -> None:
        self.tag = tag
        self.scope = scope
        self.alt = alt
        self.box: tuple[float, float, float, float] | None = None
        self.kids: list[Element | tuple[int, int] | Annotation] = []
        self.reference = ""

    def add(self, tag: str, *, scope: str = "", alt: str = "") -> "Element":
        """Append and return a child element; children are read aloud in the order in which they were added."""
        child = Element(tag, scope, alt)
        self.kids.append(child)
        return child


class Tree:
    """Writes the structure tree of one document; `pages` are the numbers of its pages as objects of the file."""

    def __init__(self, objects: Objects, pages: Sequence[int]) -> None:
        self._objects = objects
        self._pages = [f"{number} 0 R" for number in pages]
        self._owned: list[tuple[int, str]] = []
        self._written: list[str] = []
        self._first = 0

    def write(self, root: Element, owners: Sequence[Sequence[Element]]) -> int:
        """Write the tree and give its number; `owners` are those of each page's marked content, by MCID."""
        tree, parents = self._objects.new(), self._objects.new()
        self._first = len(self._objects) + 1
        self._write(root, f"{tree} 0 R")
        self._objects.end(self._written)
        numbers = [f"{page} [{' '.join([owner.reference for owner in row])}]" for page, row in enumerate(owners)]
        numbers += [f"{key} {owner}" for key, owner in self._owned]
        self._objects.finish(parents, f"<</Nums [{' '.join(numbers)}]>>".encode())
        following = f"/ParentTree {parents} 0 R/ParentTreeNextKey {len(numbers)}"
        self._objects.finish(tree, f"<</Type/StructTreeRoot/K {root.reference}{following}>>".encode())
        return tree

    def _write(self, element: Element, parent: str) -> None:
        """Write an element with all below it."""
        written = self._written
        place = len(written)
        number = self._first + place
        own = element.reference = f"{number} 0 R"
        said = _described(element) if element.scope or element.box or element.alt else ""
        first, kids = -1, []
        if len(element.kids) == 1 and type(element.kids[0]) is tuple:  # most of them: a piece of text
            page, mark = element.kids[0]
            here = f"/P {parent}/Pg {self._pages[page]}/K {mark}{said}"
            written.append(f"{number} 0 obj\n<</S/{element.tag}{here}>>\nendobj\n")
            return
        written.append("")
        for kid in element.kids:
            if type(kid) is tuple:
                page, mark = kid
                first = page if first < 0 else first
                kids.append(str(mark) if page == first else f"<</Type/MCR/Pg {self._pages[page]}/MCID {mark}>>")
            elif type(kid) is Element:
                self._write(kid, own)
                kids.append(kid.reference)
            elif type(kid) is Annotation:
                kids.append(self._annotation(kid, own))
        here = f"/Pg {self._pages[first]}" if first >= 0 else ""
        inside = f"/K {kids[0]}" if len(kids) == 1 else f"/K [{' '.join(kids)}]" if kids else ""
        written[place] = f"{number} 0 obj\n<</S/{element.tag}/P {parent}{here}{inside}{said}>>\nendobj\n"

    def _annotation(self, kid: Annotation, owner: str) -> str:
        key = len(self._pages) + len(self._owned)
        self._owned.append((key, owner))
        self._objects.finish(kid.number, dictionary({**kid.entries, "StructParent": str(key)}).encode("latin-1"))
        return f"<</Type/OBJR/Pg {self._pages[kid.page]}/Obj {kid.number} 0 R>>"


def _described(element: Element) -> str:
    """What an element of its kind has beside its place and its kids."""
    said = f"/A <</O/Table/Scope/{element.scope}>>" if element.scope else ""
    if element.box:
        said += f"/A <</O/Layout/BBox [{' '.join(f'{edge:.2f}' for edge in element.box)}]>>"
    if element.alt:
        said += f"/Alt {string(element.alt)}"
    return said
