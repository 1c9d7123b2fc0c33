"""The kinds of reports, as a gallery lists them and the command line names them."""

from collections.abc import Mapping
from dataclasses import dataclass

ANNUAL, PROGRAM, PEOPLE, SELECTION = "Annual", "Program", "People", "Selection"
GROUPS = (ANNUAL, PROGRAM, PEOPLE, SELECTION)
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report: its key on the command line, title, group, and what it answers in a line.

    `calendar` says that a year alone means the calendar year; `ahead` that it can be made before its period begins.
    `one_page` says that its paper leaves out the oldest years of a picture rather than take a second page.
    """

    key: str
    title: str
    group: str
    answers: str
    calendar: bool = False
    ahead: bool = False
    one_page: bool = False


_ALL = (
    Kind(
        "workforce-analysis",
        "Workforce Analysis worksheet",
        ANNUAL,
        "Everything that the Upward Mobility part of the Workforce Analysis asks for, due to CalHR by June 1.",
    ),
    Kind(
        "progress",
        "Progress report",
        ANNUAL,
        "Who moved into technical, professional and administrative classes in a calendar year, due by July 1.",
        calendar=True,
    ),
    Kind("director", "Director's summary", ANNUAL, "The year on one page, with pictures.", one_page=True),
    Kind("evaluation", "Year-on-year evaluation", ANNUAL, "How the program did over the last five years."),
    Kind(
        "summary",
        "Program summary",
        PROGRAM,
        "How many applied, were selected, took part and moved up, and what it cost.",
    ),
    Kind("budget", "Budget", PROGRAM, "What was allocated, is committed, was spent, and what is left.", ahead=True),
    Kind(
        "action-plan", "Action plan", PROGRAM, "What was planned for the year, and how far each action is.", ahead=True
    ),
    Kind("outreach", "Outreach and funnel", PROGRAM, "How the program was made known, and what came of it."),
    Kind(
        "handbook",
        "Program handbook",
        PROGRAM,
        "The written plan with its five elements; classes, ladders, roles and criteria are filled in.",
        ahead=True,
    ),
    Kind(
        "activities",
        "Activities and training hours",
        PROGRAM,
        "What kinds of training were planned and done, and the hours.",
    ),
    Kind(
        "classes",
        "Employees by class",
        PROGRAM,
        "How many employees each entry-level class has, and the ladders out of it.",
    ),
    Kind("records", "Records to keep", PROGRAM, "What is on file, since when, and how long it has to be kept."),
    Kind("participants", "Participants and progress", PEOPLE, "Who takes part, and how far they are."),
    Kind("plans", "Plans by state and age", PEOPLE, "In which state each plan is, and since when."),
    Kind("td", "T&D assignments", PEOPLE, "Who is on a T&D assignment, until when, and how much of 24 months is used."),
    Kind("advancements", "Advancements", PEOPLE, "Who moved to another class, from where and by which route."),
    Kind(
        "pipeline",
        "Pipeline",
        PEOPLE,
        "Who is getting ready for which class, and who is still employed after moving up.",
    ),
    Kind("selection", "Selection summary", SELECTION, "What became of the applications of each cycle."),
)
KINDS: Mapping[str, Kind] = {kind.key: kind for kind in _ALL}
"""Key → kind, in the order of the gallery."""
