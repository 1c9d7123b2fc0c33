"""Help pages: each place has one, links lead somewhere, and they are found by words."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from umdesk.ui.dialogs import about_text
from umdesk.ui.help import HelpDock, find_pages, help_pages
from umdesk.ui.newprogram import NewProgramPage
from umdesk.ui.signin import SignInPage
from umdesk.ui.welcome import WelcomePage

PAGES = help_pages()


@pytest.mark.parametrize("place", [WelcomePage, SignInPage, NewProgramPage])
def test_a_page_of_the_window_has_its_help(place):
    assert place.help_page in PAGES


def test_every_tab_has_its_help(open_frame):
    workspace = open_frame.window.workspace
    for place in range(workspace.tabs.count()):
        workspace.tabs.setCurrentIndex(place)
        assert workspace.current().help_page in PAGES


@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_a_page_has_one_title_and_links_that_lead_somewhere(page):
    assert len(re.findall(r"^# ", page.text, re.MULTILINE)) == 1
    links = re.findall(r"\]\(([^)]+)\)", page.text)
    assert [link for link in links if link.split("#")[0].removesuffix(".md") not in PAGES] == []


def test_the_index_leads_to_every_page():
    linked = set(re.findall(r"\]\(([\w-]+)\.md", PAGES["index"].text))

    assert set(PAGES) - linked - {"index"} == set()


def test_pages_are_found_by_words_titles_first():
    found = [page.name for page, _heading in find_pages(PAGES, "recovery")]

    assert found[0] == "passwords-and-recovery"
    assert find_pages(PAGES, "zebra crossing") == []


def test_help_opens_beside_the_work_on_the_page_of_the_place(frame, qtbot):
    frame.show_help()

    assert frame.help.isVisible()
    assert frame.help.current_page() == "welcome"
    assert frame.help.windowTitle() == f"Help: {PAGES['welcome'].title}"
    assert frame.window.pages.isEnabled()


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("accounts", "accounts"),
        ("backups", "backups"),
        ("password", "passwords-and-recovery"),
        ("settings", "settings"),
    ],
)
def test_the_key_for_help_works_in_a_window_beside_the_work(open_frame, qtbot, name, page):
    beside = open_frame.open_window(name)
    beside.activateWindow()
    qtbot.waitUntil(beside.isActiveWindow)

    QTest.keyClick(beside, Qt.Key.Key_F1)

    assert open_frame.help.current_page() == page
    assert open_frame.help.isFloating()  # at the side of the main window it would lie under the window beside
    open_frame.help.activateWindow()
    QTest.keyClick(open_frame.help, Qt.Key.Key_Escape)
    assert not open_frame.help.isVisible()
    open_frame.window.activateWindow()
    qtbot.waitUntil(open_frame.window.isActiveWindow)
    open_frame.show_help()
    assert not open_frame.help.isFloating()


def test_search_in_the_help_leads_to_a_page(qtbot):
    dock = HelpDock()
    qtbot.addWidget(dock)
    dock.show_page("index")

    dock.search.setText("recovery")
    assert dock.found.count() > 0
    dock._open_found(dock.found.item(0))
    assert dock.current_page() == "passwords-and-recovery"
    dock.search.setText("zebra crossing")
    assert dock.found.item(0).text() == "No help page holds these words."


def test_about_names_the_licence():
    assert "MIT licence" in about_text(None)


def test_the_page_on_keys_names_every_key_of_the_menus(open_frame):
    page = PAGES["keyboard"].text.replace("Ctrl+comma", "Ctrl+,").replace("Ctrl+plus", "Ctrl++")
    page = page.replace("Ctrl+minus", "Ctrl+-").replace(
        "Ctrl+1 to Ctrl+8", " ".join(f"Ctrl+{place}" for place in range(1, 9))
    )
    keys = {key.toString() for action in open_frame.menus.findChildren(QAction) for key in action.shortcuts()} - {
        "Ctrl+="
    }  # the same key as Ctrl+plus, without Shift

    assert {key for key in keys if key not in page} == set()
