"""F1 never leads nowhere: every help page that the code or another page names is shipped."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "resources" / "help"


def test_every_help_page_that_a_screen_names_is_there():
    named = set()
    for path in (ROOT / "umdesk" / "ui").rglob("*.py"):
        named |= set(re.findall(r"""help_page(?::\s*\w+)?\s*=\s*["']([\w-]+)["']""", path.read_text(encoding="utf-8")))

    assert named
    assert {page for page in named if not (PAGES / f"{page}.md").exists()} == set()


def test_every_link_between_help_pages_leads_somewhere():
    broken = {
        (page.name, target)
        for page in PAGES.glob("*.md")
        for target in re.findall(r"\]\(([\w./-]+\.md)(?:#[\w-]+)?\)", page.read_text(encoding="utf-8"))
        if not (PAGES / target).exists()
    }

    assert broken == set()


def test_every_help_page_begins_with_its_title():
    assert [page.name for page in PAGES.glob("*.md") if not page.read_text(encoding="utf-8").startswith("# ")] == []
