"""The pages of a change of the key: a cover, one page with a password for each account, and the recovery sheet."""

from collections.abc import Iterator
from dataclasses import replace

from umdesk.documents.blocks import Block, Style
from umdesk.documents.builder import BODY, Box, Builder
from umdesk.documents.fonts import BOLD
from umdesk.documents.pages import HEIGHT, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates
from umdesk.domain.slips import Slip, SlipsSnapshot

TITLE = "Passwords after a change of the key"
_SECRET = Style(19.0, 30.0, BOLD, align="center")
_NAME = Style(13.0, 18.0, BOLD)
_ROOM = 54.0


def render(pages: SlipsSnapshot) -> Pdf:
    """The pages as a tagged PDF; nothing is derived from the passwords, so it has no digest."""
    paper = Builder(f"{TITLE}, {pages.program}", pages.department)
    for block in _blocks(paper, pages):
        paper.add(block)
    return paper.finish(Furniture(TITLE), "")


def _blocks(paper: Builder, pages: SlipsSnapshot) -> Iterator[Block]:
    yield from paper.head(
        (pages.department, pages.office),
        [(f"Made on {dates.show(pages.made_on)}", BODY), (f"by {pages.by}", BODY)],
        TITLE,
        f"for the upward mobility program “{pages.program}”",
    )
    yield from _cover(paper, pages)
    for slip in pages.slips:
        yield from _slip(paper, pages, slip)
    yield from _recovery(paper, pages)


def _cover(paper: Builder, pages: SlipsSnapshot) -> Iterator[Block]:
    yield paper.heading(2, "What has happened", before=20.0)
    yield paper.items(
        (
            "The program was encrypted with another key. All passwords have ended but that of " + pages.by + ".",
            "The old recovery sheet does not open the program any more. The new one is the last page.",
            (
                "umdesk backs up at once with the passwords on these pages. A backup made before still opens with the "
                "passwords and the recovery sheet of its day. Destroy the old sheet, and old backups that could be in "
                "wrong hands."
            ),
        )
    )
    yield paper.heading(2, "What to do with these pages", before=20.0)
    yield paper.items(
        (
            "Give each person their page by hand. Nobody else should read it."
            if pages.slips
            else "There is no other account, so there is no page to give to anybody.",
            "Lock the recovery sheet away, apart from the computer.",
            "Delete the file of these pages once they are printed, and this page when all is done.",
            (
                "If the program still opens with the old passwords, the change was cut short: destroy these pages and "
                "begin again."
            ),
        )
    )
    if pages.slips:
        yield paper.heading(2, "Who gets a page", before=20.0)
        yield paper.items(tuple(slip.name for slip in pages.slips))


def _slip(paper: Builder, pages: SlipsSnapshot, slip: Slip) -> Iterator[Block]:
    yield _on_a_new_page(paper, f"Password for {slip.name}")
    yield from _whose(paper, pages)
    yield from paper.boxes(
        [
            [Box("Name", (slip.name,), style=_NAME)],
            [Box("Password that works once", (slip.password,), room=_ROOM, style=_SECRET)],
        ],
        before=16.0,
    )
    yield paper.heading(3, "What to do", before=20.0)
    yield paper.items(
        (
            (
                "Open umdesk, choose the program and your name, and type this password as it stands here, with the "
                "dashes and in small letters."
            ),
            (
                "umdesk then asks you to choose a password of your own: at least 12 characters. Three or four "
                "unrelated words are easy to remember and hard to guess."
            ),
            "Tear this page up when you have done so. This password does not open the program any more then.",
        )
    )


def _recovery(paper: Builder, pages: SlipsSnapshot) -> Iterator[Block]:
    yield _on_a_new_page(paper, "Recovery sheet")
    yield from _whose(paper, pages)
    yield from paper.boxes([[Box("Recovery code", (pages.recovery_code,), room=_ROOM, style=_SECRET)]], before=16.0)
    yield paper.heading(3, "How to use and keep it", before=20.0)
    yield paper.items(
        (
            (
                "It opens the program with the rights of its coordinator, when nobody knows the password any more: "
                "open umdesk, choose the program, then “Use the recovery sheet”."
            ),
            "Keep this page in a safe or a locked drawer, apart from the computer.",
            "Whoever has it and the program folder can read everything in the program.",
            "The code is stored nowhere. If the page is lost, print a new sheet while a password is still known.",
        )
    )


def _whose(paper: Builder, pages: SlipsSnapshot) -> Iterator[Block]:
    """Each page goes another way, so each says which program it is of, and the day."""
    yield paper.paragraph(f"{pages.department}, {pages.office}")
    yield paper.paragraph(f"The upward mobility program “{pages.program}”, {dates.show(pages.made_on)}")


def _on_a_new_page(paper: Builder, text: str) -> Block:
    # More room before it than a page has: it begins the next one.
    return replace(paper.heading(2, text), before=HEIGHT)
