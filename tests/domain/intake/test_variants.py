"""Lists as field offices write them, made up by chance with their truth: each must be read to the last row."""

import csv
import io
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.applications import TODAY, catalogue
from umdesk.domain.intake import headers, plan
from umdesk.exchange import spreadsheets
from umdesk.services import classes

WORDINGS = {
    "last": "Last Name|Surname|LAST NAME|Last|Family Name|Last name*",
    "first": "First Name|Given Name|FIRST|First|First name (M.I.)",
    "name": "Name|Employee|Applicant Name|Full Name|NAME OF APPLICANT|Candidate Name",
    "number": "Emp #|Employee ID|Employee No|EMPLOYEE NUMBER|ID|Personnel No.|EE ID",
    "code": "Class Code|Class|Class #|CLASS CD|Job code|Class No",
    "title": "Classification|Working title|Job Title|Class title|Title|Position title",
    "tenure": "Tenure|Status|Appointment type|Appt. status|Employment Status",
    "time_base": "Time Base|FTE|Timebase|Time base (FT/PT)",
    "class_date": "Appt. Date|In class since|Date appointed|Class date|Date appointed to class|Since",
    "received": "Date Rec'd|Received|Application date|Rec'd|Date application received|Date|DATE REC’D",
    "unit": "Unit / Station|Office|Unit|Work location|Duty station",
    "email": "E-mail|Email|Email address|Work Email",
    "supervisor": "Supervisor|Supervisor's name|Manager|Supv. Name",
    "supervisor_email": "Supervisor E-mail|Manager Email",
    "goal": "Career goal (target class)|Target classification|Goal|Desired class",
    "notes": "Notes|Comments|Remarks",
}
NEVER = [
    "DOB",
    "Race/Ethnicity",
    "Gender",
    "SSN",
    "Age",
    "Disability",
    "Marital status",
    "Religion",
    "Birthdate",
    "Social Security #",
]
OTHER = ["Shoe size", "Position #", "Hire date", "Interview date"]
ABOVE: list[list[Any]] = [
    ["Upward Mobility Program - applications received"], [], ["Window: February 2 - February 27, 2026"],
    ["Department of Example", "", "Office: Fresno"],
]  # fmt: skip
BELOW: list[Callable[[int], list[Any]]] = [
    lambda n: ["Total received:", n], lambda n: ["Total", n], lambda n: ["", "", "Count:", n],
    lambda n: [f"Grand total: {n}"], lambda n: ["TOTAL APPLICATIONS", "", n], lambda n: ["Number of applications:", n],
    lambda _n: ["Note: late ones are marked *"], lambda _n: ["Prepared by M. Ortega"], lambda _n: [],
]  # fmt: skip
SYLLABLES = [
    "bel",
    "cor",
    "dan",
    "er",
    "fan",
    "gor",
    "hal",
    "jo",
    "ka",
    "lu",
    "mar",
    "no",
    "per",
    "qui",
    "ra",
    "son",
    "tu",
    "vi",
    "wa",
    "xe",
    "yo",
    "za",
    "pol",
    "ster",
    "gren",
]
DATE_FORMS = ("%m/%d/%Y", "%d-%b-%y", "%Y-%m-%d", "%b %d, %Y", "%m/%d/%y")


class Office:
    """One made-up list: `lines` as they stand in the sheet, and how many rows of each kind it holds."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.counts = {"imported": 0, "duplicates": 0, "attention": 0, "refused": 0}
        self.one_column = self.chance.random() < 0.5
        self.last_first = self.chance.random() < 0.5
        self.columns = self._columns()
        self.never = [header for name, header in self.columns if name == "never"]
        people = self._people()
        rows = people + self._odd_rows(people)
        if self.chance.random() < 0.5:
            self.chance.shuffle(rows)
        header = [header for _name, header in self.columns]
        self.lines: list[list[Any]] = [*self.chance.sample(ABOVE, self.chance.randrange(4)), header]
        for row in rows:
            self.lines.append([self._cell(name, row) for name, _header in self.columns])
            if self.chance.random() < 0.05:
                self.lines.append(self.chance.choice([[], header]))
        self.lines += [line(len(rows)) for line in self.chance.sample(BELOW, 2)]

    def _columns(self) -> list[tuple[str, str]]:
        names = ["name"] if self.one_column else ["last", "first"]
        names += ["number", *self.chance.choice([["code", "title"], ["code"], ["title"]]), "class_date", "received"]
        names += [name for name in (*list(WORDINGS)[-6:], "tenure", "time_base") if self.chance.random() < 0.8]
        self.chance.shuffle(names)
        columns = [(name, self.chance.choice(WORDINGS[name].split("|"))) for name in names]
        for kind, headers_ in (("never", NEVER), ("other", OTHER)):
            for header in self.chance.sample(headers_, self.chance.randrange(2)):
                columns.insert(self.chance.randrange(len(columns) + 1), (kind, header))
        return columns

    def _name(self, syllables: int) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=syllables)).capitalize()

    def _people(self) -> list[dict[str, Any]]:
        names = {(self._name(3), self._name(2)) for _ in range(self.chance.randrange(12, 40))}
        numbers = self.chance.sample(range(100, 999_999), len(names))
        self.counts["imported"] = len(names)
        return [self._person(last, first, number) for (last, first), number in zip(sorted(names), numbers, strict=True)]

    def _person(self, last: str, first: str, number: int) -> dict[str, Any]:
        job_class = self.chance.choice(classes.shipped())
        return {
            "last": last, "first": first, "number": f"{number:06}", "code": job_class.class_code,
            "title": job_class.title, "tenure": self.chance.choice(["Permanent", "Perm", "Limited term"]),
            "time_base": "Full time", "class_date": date(2015, 1, 1) + timedelta(self.chance.randrange(3500)),
            "received": date(2026, 2, 1) + timedelta(self.chance.randrange(27)), "unit": "Butte Unit",
            "email": "a@example.gov", "supervisor": "Kyle Cabrera", "supervisor_email": "k@example.gov",
            "goal": "Accountant Trainee", "notes": self.chance.choice(["", "=1+1", "one\ntwo", 'say "hi"']),
        }  # fmt: skip

    def _odd_rows(self, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
        twice, near, nameless = self.chance.sample(people, 3)
        last = near["last"]
        swapped = last[:-2] + last[-1] + last[-2] if last[-1] != last[-2] else last[:-1]
        odd = [dict(twice), near | {"last": swapped, "number": ""}, nameless | {"number": "X-1", "nameless": True}]
        for number, written in enumerate(("31/31/2024", "sometime in 2019")):
            odd.append(self._person(self._name(4), self._name(3), 1_000_000 + number * 4321) | {"class_date": written})
        self.counts |= {"duplicates": 1, "attention": 3, "refused": 1}
        return odd

    def _cell(self, name: str, row: dict[str, Any]) -> Any:
        if name == "name":
            parts = [row["last"], row["first"]]
            whole = ", ".join(parts) if self.last_first else " ".join(reversed(parts))
            return row["first"] if "nameless" in row else whole
        if name == "last":
            return " " if "nameless" in row else row["last"] + self.chance.choice(["", "", "\xa0"])
        if name in ("never", "other"):
            return self.chance.choice(["", "9"])
        value = row[name]
        if isinstance(value, date):
            return self.chance.choice([value, *(value.strftime(form) for form in DATE_FORMS)])
        if name in ("code", "number") and value.isdigit() and self.chance.random() < 0.5:
            return int(value)
        return value.upper() if name == "title" and self.chance.random() < 0.2 else value

    def write(self, folder: Path) -> Path:
        """The list as a workbook or a text file."""
        if self.chance.random() < 0.6:
            return self._workbook(folder / "list.xlsx")
        text = io.StringIO(newline="")
        writer = csv.writer(
            text, delimiter=self.chance.choice(",;\t"), lineterminator=self.chance.choice(["\n", "\r\n"])
        )
        writer.writerows(self.lines)
        path = folder / "list.csv"
        path.write_bytes(text.getvalue().encode(self.chance.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16"])))
        return path

    def _workbook(self, path: Path) -> Path:
        options = {"strings_to_formulas": False, "date_1904": self.chance.random() < 0.2}
        with xlsxwriter.Workbook(path, options) as book:
            sheet = book.add_worksheet("Data")
            day = book.add_format({"num_format": "m/d/yyyy"})
            for number, line in enumerate(self.lines):
                for column, value in enumerate(line):
                    if isinstance(value, date):
                        moment = datetime.combine(value, datetime.min.time())
                        sheet.write_datetime(number, column, moment, day)
                    elif value != "":
                        sheet.write(number, column, value)
        return path


@pytest.mark.parametrize("seed", range(60))
def test_a_list_of_any_office_is_read_to_its_last_row(seed: int, tmp_path: Path) -> None:
    office = Office(seed)
    book = spreadsheets.read(office.write(tmp_path))
    table = plan.choose_table(book.tables, None, book.all_sheets, book.file)
    made = plan.make(table, headers.find(table), plan.Surroundings((), {}, catalogue(), 6, TODAY)).as_json()
    found = {kind: made[kind] if isinstance(made[kind], int) else len(made[kind]) for kind in office.counts}
    assert found == office.counts
    assert made["rows"] == sum(office.counts.values())
    assert made["dropped_columns"] == office.never
