"""Plain aligned text."""

from umdesk.cli.text import pairs, table


def test_columns_are_as_wide_as_their_widest_cell():
    assert table(("Rank", "Name"), [("1", "Nguyễn"), ("12", "D’Angelo")], right={0}) == (
        "Rank  Name\n   1  Nguyễn\n  12  D’Angelo"
    )


def test_an_accent_on_its_own_takes_no_place():
    decomposed = "Mun\u0303oz"

    assert table(("Name", "N"), [(decomposed, "1"), ("Ramos", "2")]) == f"Name   N\n{decomposed}  1\nRamos  2"


def test_pairs_stand_in_two_columns():
    assert pairs([("Program", "a"), ("Documents", "b")]) == "Program    a\nDocuments  b"
