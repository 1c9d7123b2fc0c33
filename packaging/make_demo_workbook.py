"""Writes resources/demo/applicants.xlsx: applications of made-up people, as a field office would hand them over.

Run it from the checkout with `python packaging/make_demo_workbook.py`; it writes the same bytes every time. The names
are invented and cover the letters that real names have. No line is about a real person.
"""

import random
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

TARGET = Path(__file__).resolve().parent.parent / "resources" / "demo" / "applicants.xlsx"

HEADERS = (
    "Last name", "First name", "Employee no.", "Class code", "Class title", "Tenure", "Time base", "In class since",
    "Unit", "Work phone", "Work e-mail", "Supervisor", "Target class", "Date received", "Notes",
)  # fmt: skip

# Last name, first name, and how the name is spelled in an e-mail address.
PEOPLE = (
    ("Aguilar", "Rosalinda", "rosalinda.aguilar"), ("Nguyễn", "Thị Minh Hằng", "hang.nguyen"),
    ("O’Brien", "Siobhán", "siobhan.obrien"), ("Հակոբյան", "Անահիտ", "anahit.hakobyan"),
    ("Ковальчук", "Олена", "olena.kovalchuk"), ("Παπαδοπούλου", "Ελένη", "eleni.papadopoulou"),
    ("Whitfield", "Darnell", "darnell.whitfield"), ("Trần", "Quốc Bảo", "bao.tran"),
    ("D’Angelo", "Marco", "marco.dangelo"), ("Xiong", "Mai See", "maisee.xiong"),
    ("Sandoval", "Guadalupe", "guadalupe.sandoval"), ("Gill", "Harpreet", "harpreet.gill"),
    ("Lindqvist", "Åsa", "asa.lindqvist"), ("Petrosyan", "Վահան", "vahan.petrosyan"),
    ("Soto Peña", "Iñaki", "inaki.sotopena"), ("Washburn", "Tamika", "tamika.washburn"),
    ("Phạm", "Ngọc Ánh", "anh.pham"), ("Соколова", "Ирина", "irina.sokolova"),
    ("Castañeda", "Luz", "luz.castaneda"), ("Bergström", "Nils", "nils.bergstrom"),
    ("N’Diaye", "Awa", "awa.ndiaye"), ("Vang", "Kou", "kou.vang"), ("Ramos", "Trinidad", "trinidad.ramos"),
    ("Οικονόμου", "Δημήτρης", "dimitris.oikonomou"), ("Fairbanks", "Lorene", "lorene.fairbanks"),
    ("Đặng", "Hữu Phước", "phuoc.dang"), ("Mkrtchyan", "Սոնա", "sona.mkrtchyan"),
    ("Thao", "Pa Houa", "pahoua.thao"), ("Villaseñor", "Refugio", "refugio.villasenor"),
    ("Kowalczyk", "Łucja", "lucja.kowalczyk"), ("Bains", "Simran", "simran.bains"),
    ("Tapia", "Esperanza", "esperanza.tapia"), ("Мельник", "Тарас", "taras.melnyk"),
    ("Redfeather", "Joanna", "joanna.redfeather"), ("Lê", "Thu Thảo", "thao.le"),
    ("Okonkwo", "Chidi", "chidi.okonkwo"), ("Ybarra", "Consuelo", "consuelo.ybarra"),
    ("Müller-Ortiz", "Jörg", "joerg.mueller-ortiz"), ("Her", "Bao Yer", "baoyer.her"),
    ("Santillán", "Maximino", "maximino.santillan"), ("Գրիգորյան", "Արամ", "aram.grigoryan"),
    ("Haverford", "Bess", "bess.haverford"), ("Zúñiga", "Araceli", "araceli.zuniga"),
    ("Duong", "Vincent", "vincent.duong"), ("Şahin", "Elif", "elif.sahin"), ("Moua", "Tou Ger", "touger.moua"),
    ("Čapek", "Jiřina", "jirina.capek"), ("Delacroix", "Renée", "renee.delacroix"),
    ("Saelee", "Fam", "fam.saelee"), ("O'Neal", "Quincy", "quincy.oneal"),
    ("Arreola", "Blanca Estela", "blancaestela.arreola"), ("Θεοδώρου", "Σοφία", "sofia.theodorou"),
    ("Strand", "Kåre", "kare.strand"), ("Bùi", "Đức Huy", "huy.bui"),
)  # fmt: skip

# Low-paying entry-level classes, then a bridging class.
CLASSES = (
    ("1379", "Office Assistant (Typing)"), ("1441", "Office Assistant (General)"),
    ("1139", "Office Technician (Typing)"), ("1138", "Office Technician (General)"), ("1733", "Account Clerk II"),
    ("1730", "Senior Account Clerk"), ("0731", "Groundskeeper"), ("2011", "Custodian"),
    ("6291", "Personnel Selection Technician"), ("9587", "Tax Program Technician I, Franchise Tax Board"),
    ("5278", "Management Services Technician"),
)  # fmt: skip
# What the program cannot or must not decide by itself, by place in the list of people.
SPECIAL = {
    11: {"class": ("4179", "Accountant Trainee")},
    19: {"class": ("5312", "Personnel Program Analyst")},
    24: {"class": ("1727", "Supervising Account Clerk I")},
    29: {"tenure": "Limited Term"},
    35: {"class": ("3333", "Regional Liaison Aide")},
    42: {"tenure": ""},
    46: {"class": ("9927", "Program Technician")},
    49: {"class": ("4800", "Staff Services Manager I")},
}
TARGETS = (
    "Staff Services Analyst (General)", "Accountant Trainee", "Personnel Program Analyst",
    "Management Services Technician", "Accounting Officer (Specialist)", "Program Representative I",
)  # fmt: skip
UNITS = ("Redding Field Office", "Chico Service Center", "Yreka Station", "Susanville Station", "Red Bluff Warehouse")
SUPERVISORS = (
    "Yolanda Prieto",
    "Calvin Marsh",
    "Ngozi Adeyemi",
    "Thomas Redding",
    "Karen Ishikawa",
    "Gurdeep Dhaliwal",
)
NOTES = ("", "", "", "", "Works evenings until June", "Asked for a paper copy", "Took part in the 2024 workshop", "")


def lines() -> list[list[object]]:
    """Every application line, in the order in which they lie in the workbook."""
    chance = random.Random("umdesk demo")  # noqa: S311 -- the same made-up people every time
    numbers = chance.sample(range(10_200, 989_999), len(PEOPLE))
    # One number with a zero in front, as many have.
    numbers[7] = 41_873
    made = [_line(place, numbers[place], chance) for place in range(len(PEOPLE))]
    return _with_trouble(made)


def _line(place: int, number: int, chance: random.Random) -> list[object]:
    last, first, address = PEOPLE[place]
    special = SPECIAL.get(place, {})
    code, title = special.get("class", CLASSES[chance.randrange(len(CLASSES))])
    since = date(2016, 1, 4) + timedelta(days=chance.randrange(3200))
    received = date(2026, 2, 2) + timedelta(days=chance.randrange(19))
    return [
        last,
        first,
        f"{number:06d}",
        code,
        title,
        special.get("tenure", "Probationary" if chance.random() < 0.12 else "Permanent"),
        "3/4" if chance.random() < 0.1 else "Full time",
        since,
        UNITS[chance.randrange(len(UNITS))],
        f"(530) 555-{100 + place:04d}",
        f"{address}@example.ca.gov",
        SUPERVISORS[chance.randrange(len(SUPERVISORS))],
        TARGETS[chance.randrange(len(TARGETS))],
        received,
        NOTES[chance.randrange(len(NOTES))],
    ]


def _with_trouble(made: list[list[object]]) -> list[list[object]]:
    """Add the lines that do not come in by themselves."""
    twice = list(made[3])
    again = list(made[22])
    again[14] = "Handed in a second form"
    swapped = list(made[31])
    swapped[0], swapped[2] = "Tapai", ""
    no_date = ["Quintero", "Abelardo", "700412", *made[0][3:]]
    no_date[10], no_date[13] = "abelardo.quintero@example.ca.gov", "sometime in Feb."
    nameless = ["", "Bernadette", "700518", *made[1][3:]]
    classless = ["Holloway", "Gus", "700623", "", "", *made[2][5:]]
    return [*made[:18], twice, *made[18:30], no_date, *made[30:40], nameless, swapped, *made[40:], again, classless]


def main() -> None:
    """Write the workbook."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(TARGET), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Applications, Spring 2026 (made up)", "created": datetime(2026, 2, 23)})  # noqa: DTZ001
    sheet = book.add_worksheet("Applications")
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "mm/dd/yyyy", "align": "left"})
    text = book.add_format({"num_format": "@"})
    sheet.write_string(0, 0, "Upward Mobility Program – applications received, Spring 2026", title)
    sheet.write_string(1, 0, "North Valley Field Office (all people and numbers are made up)")
    for column, header in enumerate(HEADERS):
        sheet.write_string(3, column, header, head)
    rows = lines()
    for row, line in enumerate(rows, start=4):
        for column, value in enumerate(line):
            if isinstance(value, date):
                sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
            elif value:
                sheet.write_string(row, column, str(value), text)
    sheet.write_string(len(rows) + 5, 0, "Total applications", head)
    sheet.write_number(len(rows) + 5, 2, len(rows), head)
    sheet.freeze_panes(4, 2)
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, 3, 11)
    sheet.set_column(4, 4, 34)
    sheet.set_column(5, 14, 18)
    notes = book.add_worksheet("Read me")
    notes.write_string(0, 0, "Everybody in this workbook is made up. It comes with umdesk to show what it does.")
    book.close()
    print(f"{TARGET}: {len(rows)} lines")


if __name__ == "__main__":
    main()
