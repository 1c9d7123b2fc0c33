"""What of an applicant's own words raters of a blind cycle do not read."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain import masking
from umdesk.domain.masking import Hidden, Known, Phrases

REBECCA = Known(
    names=("Nelson", "Rebecca"), first_names=("Rebecca",), units=("Fleet Services, North", "District 4"),
    supervisors=("Maria Ortega",), employee_numbers=("004711",), positions=("510-331-1379-002",),
    phones=("(916) 555-0134",), other_units=Phrases(("Training", "Bishop Yard"), least=2),
    other_supervisors=Phrases(("Tom Reed", "Reed"), least=2),
)  # fmt: skip


def masked(text: str, known: Known = REBECCA) -> str:
    tidy = masking.tidied(text)
    return masking.masked(tidy, masking.spans(tidy, known))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I am Rebecca Nelson.", "I am [name]."),
        ("NELSON, REBECCA signed", "[name] signed"),
        ("Rebecca A. Nelson and R. Nelson", "[name] and [name]"),
        ("Nelson’s plan, Nelson's aim, the Nelsons", "[name]’s plan, [name]'s aim, the [name]"),
        ("a Nelson-led team", "a [name]-led team"),
        ("They call me Becky. Nelsonville is a town.", "They call me [name]. Nelsonville is a town."),
        ("rnelson on the network, rebecca_nelson there", "[name] on the network, [name] there"),
        ("Write to r.nelson@dept.ca.gov or anybody@example.com.", "Write to [email] or [email]."),
        ("See www.nelson.example/me, or https://example.com/a?b=1.", "See [web address], or [web address]."),
        ("Call (916) 555-0134, 916.555.0134 x12 or 555-0134.", "Call [phone], [phone] or [phone]."),
        ("Employee 004711 and 4711, not 14711.", "Employee [employee number] and [employee number], not 14711."),
        ("Position 510-331-1379-002 or 510 331 1379 002.", "Position [position number] or [position number]."),
        ("In FLEET SERVICES – NORTH", "In [unit]"),
        ("district 4’s yard, not District 40.", "[unit]’s yard, not District 40."),
        ("Ms. Ortega, and Maria, know.", "Ms. [supervisor], and [supervisor], know."),
        ("Ask Tom Reed; a reed is a plant.", "Ask [supervisor]; a reed is a plant."),
        ("Training at Bishop yard in 2019, 1,250 hours.", "Training at [unit] in 2019, 1,250 hours."),
        ("Nel\u00adson and Nel\u200bson", "[name] and [name]"),
        ("Number 00 47 11, or 0047-11", "Number [employee number], or [employee number]"),
        ("REBECCA92; nelsonr", "[name]; [name]"),
        ("Call 9165550134, 555 0134 or ext. 0134", "Call [phone], [phone] or [phone]"),
        ("r.nelson at dept dot gov, nelson.org, @rnelson", "[email], [web address], [web address]"),
        ("N E L S O N or N-e-l-s-o-n, 5 P.M., plan B or C", "[name] or [name], 5 P.M., plan B or C"),
        ("Thank you, R. N.\nRN", "Thank you, [name]\n[name]"),
        ("Fleet knows; a fleet of cars. FSN", "[unit] knows; a fleet of cars. [unit]"),
        ("Mrs. Ortiga and Dr Smith-Jones taught me; Miss nobody", "Mrs. [name] and Dr [name] taught me; Miss nobody"),
        ("Rebecca Nelson-Reed, Reed-Nelson", "[name], [name]"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_tells_who_wrote_is_masked_and_the_rest_is_not(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("names", "text", "shown"),
    [
        (("Muñoz", "José"), "I am JOSE MUNOZ; Jose\u0301 Mun\u0303oz.", "I am [name]; [name]."),
        (("Müller", "Jörg"), "Joerg Mueller, Jorg Muller, JÖRG MÜLLER", "[name]"),
        (("Mueller", "Joerg"), "Jörg Müller’s", "[name]’s"),
        (("Garcia-Lopez", "Ana Maria"), "Maria_Garcia, née Lopez; Ana García López", "[name], née [name]; [name]"),
        (("O'Brien", "Pat"), "The O’Briens know pat; OBRIEN.", "The [name] know [name]; [name]."),
        (("D’Angelo", "Lou"), "D'ANGELO's yard", "[name]'s yard"),
        (("Li", "J"), "J likes lights, says Li.", "J likes lights, says [name]."),
        (("Nguyễn", "Đặng"), "Dang Nguyen", "[name]"),
        (("May", "Will"), "I will work in May. It may help.", "I [name] work in [name]. It [name] help."),
        (("de la Cruz", "Eva"), "Eva de la Cruz", "[name]"),
        (("Xiong", "Thị Thu Hà"), "Thuha, Thu-Ha; TTH Xiong; T.H. Xiong", "[name]; [name] [name]; [name]"),
        (("García", "María José"), "they call me MJ; M. J. García; mj", "they call me [name]; [name]; mj"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(names: tuple[str, str], text: str, shown: str) -> None:
    assert masked(text, Known(names=names, first_names=names[1:])) == shown


def test_each_span_says_what_it_is_and_overlapping_ones_are_one() -> None:
    known = Known(names=("Nelson", "Rebecca"), units=("Nelson Yard",))
    text = "Rebecca Nelson Yard"
    assert [(text[s.start : s.end], s.what) for s in masking.spans(text, known)] == [(text, Hidden.NAME)]


@given(st.text(alphabet="Rebca Nlsont.,'’-\n@4710", max_size=60))
def test_masking_what_is_masked_changes_nothing_and_no_span_overlaps(text: str) -> None:
    found = masking.spans(text, REBECCA)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert "nelson" not in masking.masked(text, found).casefold().split()
