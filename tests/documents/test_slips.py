"""The pages of a change of the key."""

from dataclasses import replace
from datetime import date

from tests.documents.pdf_rules import check
from umdesk.documents import slips
from umdesk.domain.slips import Slip, SlipsSnapshot

PAGES = SlipsSnapshot(
    "Redding",
    "Department of Example",
    "Redding Field Office",
    "Maria Ortega",
    date(2026, 5, 20),
    (Slip("Bo Reader", "7k2m-9qxe-4tb0-chj5"), Slip("Zoë <b>Núñez</b>", "aaaa-bbbb-cccc-dddd")),
    "7K2M-9QXE-4TB0-CHJ5-W8ZV-N3GR-YA61-SDPF",
)


def test_each_account_has_a_page_of_its_own_and_the_recovery_sheet_is_the_last() -> None:
    pdf = slips.render(PAGES)

    read = check(pdf.data)
    assert read.title == "Passwords after a change of the key, Redding"
    assert pdf.pages == read.page_count == 4
    assert pdf.digest == ""
    for sentence in ("Password for Bo Reader", "7k2m-9qxe-4tb0-chj5", "Zoë <b>Núñez</b>", PAGES.recovery_code):
        assert sentence in read.text


def test_each_page_says_its_day_and_no_page_calls_the_key_to_old_backups_worthless() -> None:
    read = check(slips.render(PAGES).data)

    assert read.text.count("May 20, 2026") == 4
    assert "opens nothing" not in read.text
    assert "A backup made before still opens with the passwords and the recovery sheet of its day." in read.text


def test_without_other_accounts_there_are_the_cover_and_the_recovery_sheet() -> None:
    pdf = slips.render(replace(PAGES, slips=()))

    assert check(pdf.data).page_count == 2
    assert "There is no other account" in check(pdf.data).text


def test_identical_input_gives_identical_bytes() -> None:
    assert slips.render(PAGES).data == slips.render(PAGES).data
