"""The settings of career plans and of what happens beside them."""

from umdesk.domain.setting_definitions import Definition

TRAINING_CATEGORIES = ("Job-required", "Job-related", "Upward mobility", "Career-related")
"""The training categories that a program starts with; a department writes its own."""


def training_categories(written: str) -> tuple[str, ...]:
    """The categories that the setting holds, one a line, each once."""
    return tuple(dict.fromkeys(line.strip() for line in written.splitlines() if line.strip()))


DEFINITIONS = (
    Definition(
        "td.warn_months",
        "Warn of a T&D assignment from",
        22,
        "Months used of the 24 in any 36 (2 CCR 438.1) from which a T&D assignment is pointed out.",
        minimum=0,
        maximum=24,
    ),
    Definition(
        "exams.warn_days",
        "Point out lists that end within",
        60,
        "Days before the last day of a participant's list eligibility from which it is pointed out.",
        minimum=0,
        maximum=730,
    ),
    Definition(
        "plans.training_categories",
        "Training categories",
        "\n".join(TRAINING_CATEGORIES),
        "What kind of training an activity of a plan is, one a line, as the department's training office calls them.",
        lines=True,
    ),
    Definition(
        "plans.state_hours_a_year",
        "Hours on state time a year",
        0,
        "Planned hours on state time in a program year (July to June) from which a plan is advised to plan less; 0 for "
        "no limit. A rule of the department's own.",
        minimum=0,
        maximum=8784,
    ),
    Definition(
        "plans.own_hours_a_year",
        "Hours on own time a year",
        0,
        "The same for planned hours on the participant's own time; 0 for no limit.",
        minimum=0,
        maximum=8784,
    ),
    Definition(
        "plans.coordinator_signs",
        "Coordinator signs plans",
        True,
        "Whether a Career Development Plan has a signature line for the coordinator beside employee and supervisor.",
    ),
    Definition(
        "plans.no_promise_line",
        "No promise of promotion",
        "This plan is not a promise of promotion or appointment.",
        "The line above the signatures of a Career Development Plan, in the department's words.",
        lines=True,
    ),
    Definition(
        "plans.right_to_return",
        "Coming back after a withdrawal",
        "Whoever withdraws may apply again in a later application window.",
        "What a withdrawal form says about coming back, in the department's words.",
        lines=True,
    ),
    Definition(
        "plans.supervisor_prints",
        "Supervisors print to sign",
        True,
        "Whether a supervisor may print the complete plan of their own participant to sign. Otherwise they send it to "
        "the coordinator, who prints it.",
    ),
    Definition(
        "plans.unsigned_days",
        "Point out unsigned plans after",
        14,
        "Days after which a plan that was printed and is not signed yet is pointed out.",
        minimum=1,
        maximum=365,
    ),
    Definition(
        "plans.review_months",
        "Review plans every",
        3,
        "Months between the reviews of a plan, counted from the day from which it is in force; 0 for no such reviews. "
        "No rule of law says how often.",
        minimum=0,
        maximum=24,
    ),
    Definition(
        "plans.annual_review",
        "Yearly review",
        True,
        "Whether a plan is reviewed a year after it came into force and every year from then on.",
    ),
    Definition(
        "year.warn_days",
        "Point out dates of the program year",
        60,
        "Days before a date of the program year's calendar from which Today tells of it.",
        minimum=0,
        maximum=365,
    ),
)
"""In the order in which a settings page shows them."""
