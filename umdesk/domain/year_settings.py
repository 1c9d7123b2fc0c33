"""The settings of the program year's papers: the words of the flyer."""

from umdesk.domain.setting_definitions import Definition

DEFINITIONS = (
    Definition(
        "flyer.headline",
        "Headline of the flyer",
        "Upward Mobility Program: applications are open",
        "What stands in large letters on a flyer; emptied, it is the usual line.",
    ),
    Definition(
        "flyer.about",
        "What the program is",
        "The Upward Mobility Program helps employees in low-paying jobs move up to technical, professional and "
        "administrative work. Those who are selected get counseling, training and a career plan of their own.",
        "Two sentences on a flyer; emptied, they are left out.",
        lines=True,
    ),
    Definition(
        "flyer.who",
        "Who may apply",
        "Employees of the department who work in a low-paying entry-level class or in a bridging class. Ask us if you "
        "are not sure whether your class is one of them.",
        "What a flyer says on who may apply; emptied, it is left out.",
        lines=True,
    ),
    Definition(
        "flyer.how",
        "Where and how to apply",
        "Ask for the application form, fill it in, and hand it in by the last day.",
        "What a flyer says on how to apply; emptied, it is left out.",
        lines=True,
    ),
    Definition(
        "flyer.code",
        "QR code of the flyer",
        "",
        "An address of the department's own, printed as a QR code and in words; empty prints no code.",
    ),
)
"""In the order in which a settings page shows them."""
