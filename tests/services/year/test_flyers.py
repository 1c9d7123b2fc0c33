"""The flyer of an application window and the department's logo, in a real program."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from umdesk.domain.errors import InvalidInput
from umdesk.domain.program_roles import Holder
from umdesk.domain.year_words import OutreachChannel, ProgramRole
from umdesk.jobs import logo as logo_job
from umdesk.jobs import print_flyer
from umdesk.services import cycles, history, settings
from umdesk.services.programs import Program
from umdesk.services.year import flyers, logo, outreach, roles


def test_a_flyer_takes_its_words_from_settings_roles_and_cycle_and_goes_on_file(
    program: Program, tmp_path: Path
) -> None:
    undated = cycles.create_cycle(program, "Undated")
    with pytest.raises(InvalidInput, match="has no first and last day of its application window yet"):
        flyers.snapshot(program, undated)
    spring = cycles.create_cycle(program, "Spring 2026", date(2026, 6, 1), date(2026, 6, 26))
    assert flyers.snapshot(program, spring).ask == ("The Upward Mobility coordinator of the department",)
    roles.add(program, Holder(ProgramRole.COORDINATOR, "Maria Ortega", "530-555-0100"))
    roles.add(program, Holder(ProgramRole.COORDINATOR, "Ann Lee", ends=date(2024, 1, 1)))
    settings.change(program, "flyer.headline", "")
    settings.change(program, "flyer.how", "Bring the form to Room 214.")
    cycles.edit_cycle(program, spring, cycles.CycleChanges(notice="Ten places."))

    made = print_flyer.save_flyer(program, spring, tmp_path / "flyer.pdf")
    found = made.snapshot
    assert (found.headline, found.how) == (
        "Upward Mobility Program: applications are open",
        "Bring the form to Room 214.",
    )
    assert (found.words, found.code, found.logo) == ("Ten places.", "", "")
    assert found.ask == ("Maria Ortega, Upward Mobility coordinator", "530-555-0100")
    settings.change(program, "letters.contact", "Room 214\numd@example.test")
    assert flyers.snapshot(program, spring).ask[1:] == ("Room 214", "umd@example.test")
    assert (tmp_path / "flyer.pdf").read_bytes() == made.data

    settings.change(program, "flyer.code", "x" * 301)
    with pytest.raises(InvalidInput, match="too long for a telephone"):
        flyers.snapshot(program, spring)
    settings.change(program, "flyer.code", "")

    kept = print_flyer.put_on_file(program, spring, made)
    (row,) = outreach.of_year(program, 2026)
    assert (row.id, row.event.title, row.event.channel) == (kept, "Flyer, Spring 2026", OutreachChannel.FLYER)
    assert (row.cycle_id, row.files) == (spring, 1)
    with pytest.raises(InvalidInput, match="on file already, as outreach of May 20, 2026"):
        print_flyer.put_on_file(program, spring, made)
    assert history.undo_step(program) == "Put “Flyer, Spring 2026” on file as outreach"


def test_a_logo_is_a_real_picture_replaced_and_removed(program: Program, tmp_path: Path) -> None:
    first, second, letter = (tmp_path / name for name in ("seal.png", "seal.jpg", "letter.png"))
    Image.new("RGBA", (200, 100), (0, 0, 200, 128)).save(first)
    Image.new("RGB", (300, 100), "blue").save(second)
    letter.write_bytes(b"%PDF-1.7")
    logo_job.set_logo(program, first)
    logo_job.set_logo(program, second)
    shown = logo_job.picture(program)
    assert shown is not None
    assert (shown[0].name, shown[0].data, shown[1][:4]) == ("seal.jpg", second.read_bytes(), b"\x89PNG")
    spring = cycles.create_cycle(program, "Spring 2026", date(2026, 6, 1), date(2026, 6, 26))
    assert b"/Alt (Logo of " in print_flyer.make_flyer(program, spring).data
    big = tmp_path / "big.png"
    big.write_bytes(b"\x89PNG" + bytes(2 * 1024 * 1024))
    cut = tmp_path / "cut.png"
    cut.write_bytes(first.read_bytes()[:60])
    tiny = tmp_path / "tiny.png"
    Image.new("L", (200, 4)).save(tiny)
    for path, why in (
        (letter, "says that it is a PNG picture and is a PDF by its content"),
        (big, "has a little more than 2 MB, and 2 MB is the most"),
        (cut, "is damaged"),
        (tiny, "has 200 × 4 dots, too few to be printed"),
    ):
        with pytest.raises(InvalidInput, match=why):
            logo_job.set_logo(program, path)
    logo.remove(program)
    assert logo.shown(program) is None
    history.undo(program)
    assert getattr(logo.shown(program), "name", "") == "seal.jpg"
