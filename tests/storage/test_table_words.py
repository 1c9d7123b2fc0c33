"""Every table has words for people, since the check names it when it is damaged."""

from umdesk.domain.table_words import TABLES
from umdesk.domain.writing import number_list
from umdesk.storage.models import Base


def test_every_table_has_words() -> None:
    assert sorted(TABLES) == sorted({*Base.metadata.tables, "alembic_version"})


def test_numbers_are_told_with_their_ranges_joined() -> None:
    assert number_list((3, 9, 7, 8, 12)) == "3, 7–9, 12"
    assert number_list((1, 3, 5, 6), most=2) == "1, 3 and 2 more"
    assert number_list(()) == ""
