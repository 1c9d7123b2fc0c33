"""What a PDF holds beside pages and fields: programs, files, orders to open something. It is named and left alone."""

from typing import Any

from pypdf import PdfReader

from umdesk.exchange.pdf_fields import dictionary, items, resolved

PROGRAM, FILES, OPENING = "a program (JavaScript)", "attached files", "an order to open something else"
_PAGES = 60
_STEPS = 16
_STARTS_BY_ITSELF = frozenset({"/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE"})


def named(reader: PdfReader) -> tuple[str, ...]:
    """What is in the file besides a form, in words; () for a plain form.

    Raises:
        TooMuch: a list in the file is longer than a form can need.
    """
    root = reader.root_object
    names = dictionary(root.get("/Names"))
    found = set()
    if names is not None and "/JavaScript" in names:
        found.add(PROGRAM)
    if "/AF" in root or (names is not None and "/EmbeddedFiles" in names):
        found.add(FILES)
    found |= _of_actions(root)
    form = dictionary(root.get("/AcroForm"))
    for raw in items(form.get("/Fields")) if form is not None else ():
        entry = dictionary(raw)
        found |= _of_actions(entry) if entry is not None else set()
    for page in reader.pages[:_PAGES]:
        found |= _of_actions(page)
        for raw in items(page.get("/Annots")):
            entry = dictionary(raw)
            if entry is not None:
                found |= _of_actions(entry)
                if entry.get("/Subtype") == "/FileAttachment":
                    found.add(FILES)
    return tuple(words for words in (PROGRAM, FILES, OPENING) if words in found)


def _of_actions(entry: Any) -> set[str]:
    """What the actions of the document, of a page or of a field would do."""
    actions = [entry.get("/A"), entry.get("/OpenAction")]
    more = dictionary(entry.get("/AA"))
    actions += list(more.values()) if more is not None else []
    found: set[str] = set()
    for _step in range(_STEPS):
        action = dictionary(actions.pop()) if actions else None
        if action is None:
            if not actions:
                break
            continue
        kind = resolved(action.get("/S"))
        if kind == "/JavaScript":
            found.add(PROGRAM)
        if kind in _STARTS_BY_ITSELF:
            found.add(OPENING)
        following = action.get("/Next")
        actions += items(following) if isinstance(resolved(following), list) else [following]
    return found
