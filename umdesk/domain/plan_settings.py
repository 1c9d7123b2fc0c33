"""The settings of career plans and of what happens beside them."""

from umdesk.domain.setting_definitions import Definition

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
)
"""In the order in which a settings page shows them."""
