"""What is said of the place of a program, in a sentence each."""

from pathlib import Path

import pytest

from umdesk.domain.errors import CannotWrite
from umdesk.services import places, programs
from umdesk.services.places import MEGABYTE, Trouble
from umdesk.storage.places import Place

PLENTY = 10_000 * MEGABYTE


GOOD = Place()


def of_open(place: Place = GOOD, free: int | None = PLENTY, database: int = 0) -> list[places.Remark]:
    return list(places.remarks_when_open(place, free, database))


def of_new(
    place: Place = GOOD, free: int | None = PLENTY, refused: str = "", only_mine: bool = False
) -> list[places.Remark]:
    return list(places.remarks_when_new(place, free, refused=refused, only_mine=only_mine))


def test_nothing_is_said_of_a_good_place() -> None:
    assert of_open() == []
    assert of_new() == []
    assert of_open(free=None) == []


def test_the_safe_mode_is_told_on_the_network_and_where_a_sync_program_copies() -> None:
    (network,) = of_open(Place(network=True))
    assert network.sentence == (
        "This program is on the network, where a lost connection can break a database, so umdesk works in its safe "
        "mode, which is slower."
    )
    (synced,) = of_open(Place(synced="OneDrive"))
    assert synced.text == (
        "This program is copied by a sync program (OneDrive), which can break a database in use, so umdesk works in "
        "its safe mode, which is slower. A folder on this computer that no sync program copies is safer and quicker."
    )
    (redirected,) = of_new(Place(network=True, redirected=True))
    assert redirected.sentence.startswith("This folder is in a personal folder that is kept on a server, so umdesk")
    assert [remark.safe_mode for remark in (network, synced, redirected)] == [True, True, True]


def test_a_nearly_full_disk_is_told_and_a_full_one_takes_no_program() -> None:
    assert of_open(free=200 * MEGABYTE) == []
    (little,) = of_open(free=199 * MEGABYTE)
    assert little.sentence == (
        "The disk of this program has only 199 MB left, which may soon be too little to save or back up."
    )
    (for_its_size,) = of_open(free=250 * MEGABYTE, database=100 * MEGABYTE)
    assert for_its_size.trouble is Trouble.NEARLY_FULL
    (full,) = of_open(free=MEGABYTE // 2)
    assert (full.trouble, full.usable, "less than 1 MB" in full.sentence) == (Trouble.FULL, True, True)

    (little,) = of_new(free=20 * MEGABYTE)
    assert (little.trouble, little.usable) == (Trouble.NEARLY_FULL, True)
    (full,) = of_new(free=20 * MEGABYTE - 1)
    assert (full.trouble, full.usable) == (Trouble.FULL, False)


def test_the_most_serious_comes_first() -> None:
    everything = Place(network=True, redirected=True, synced="Dropbox", removable=True)
    assert [remark.trouble for remark in of_new(everything, free=MEGABYTE, only_mine=True)] == [
        Trouble.FULL, Trouble.REDIRECTED, Trouble.SYNCED, Trouble.REMOVABLE, Trouble.PRIVATE,
    ]  # fmt: skip
    order = list(Trouble)
    for found in (of_new(everything, free=MEGABYTE, only_mine=True), of_open(everything, free=0)):
        assert found == sorted(found, key=lambda remark: order.index(remark.trouble))


def test_where_one_may_not_write_no_program_is_made() -> None:
    (refused,) = of_new(refused="/srv")
    assert (refused.text, refused.usable) == ("You may not write to /srv. Choose a folder you may write to.", False)
    (sealed,) = of_new(Place(read_only=True))
    assert sealed.sentence == "This folder lies on a disk that can only be read."
    (looked_at,) = of_open(Place(read_only=True), free=0)
    assert looked_at.sentence == (
        "This program lies on a disk that can only be read, so it can be looked at but not changed."
    )


def test_a_real_folder_is_judged(tmp_path: Path, program_folder: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    assert [r.trouble for r in places.judge_for_new(tmp_path / "Dropbox" / "new")] == [Trouble.SYNCED]
    (tmp_path / "file").write_text("")
    (missing,) = places.judge_for_new(tmp_path / "file" / "x")
    assert missing.sentence == "There is no such place on this computer."
    assert places.judge(program_folder) == ()


def test_no_program_is_made_in_a_place_that_cannot_hold_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match=r"^There is no such place on this computer\. Nothing was made\."):
        programs.create_program(
            tmp_path / "file" / "x", department="D", office="O", coordinator="M", password="correct horse battery"
        )
