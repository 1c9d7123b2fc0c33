"""The resources that a department begins with: what state employees commonly have, each to be checked before use.

Nothing here is a promise: whether, how and for how much an offer is open changes, so no entry has a checked date.
"""

from dataclasses import dataclass

from umdesk.domain.words import ResourceKind

_TRAINING_OFFICE = "Ask the department's training office how to sign up and who approves it."


@dataclass(frozen=True, slots=True)
class StartingResource:
    """One entry of the directory before anybody in the department touched it."""

    kind: ResourceKind
    name: str
    provider: str
    fields: str
    how_to_get: str
    cost_note: str


STARTING_RESOURCES: tuple[StartingResource, ...] = (
    StartingResource(
        ResourceKind.COURSE, "CalLearns", "CalHR", "job skills, professional development, workplace policies",
        "Online courses and webinars at one's own pace. " + _TRAINING_OFFICE, "Ask which courses are free.",
    ),
    StartingResource(
        ResourceKind.COURSE, "CalHR training classes", "CalHR",
        "communication, customer service, collaboration, leadership",
        "In person, as webinars or self-paced. " + _TRAINING_OFFICE, "Ask for the fee of the class.",
    ),
    StartingResource(
        ResourceKind.COURSE, "Supervisory and management development", "CalHR", "leadership, supervision",
        "For those who want to lead; some programs include mentoring. " + _TRAINING_OFFICE,
        "Ask for the fee of the program.",
    ),
    StartingResource(
        ResourceKind.TUITION_HELP, "Tuition reimbursement", "The department", "college courses, certificates for work",
        "Ask the training office before enrolling: which courses count, the form, and when it is paid.",
        "Ask what is paid back and up to what amount.",
    ),
    StartingResource(
        ResourceKind.TUITION_HELP, "Educational assistance", "The department", "further education",
        "Ask the training office what there is besides tuition, such as books or time off for class.",
        "Ask what is covered.",
    ),
    StartingResource(
        ResourceKind.COLLEGE_DISCOUNT, "Reduced tuition at CSU", "California State University", "college courses",
        "Ask the campus and the department's HR office who qualifies.", "Ask the campus for the reduced fees.",
    ),
    StartingResource(
        ResourceKind.COLLEGE_DISCOUNT, "Reduced tuition at UC", "University of California", "college courses",
        "Ask the campus and the department's HR office who qualifies.", "Ask the campus for the reduced fees.",
    ),
    StartingResource(
        ResourceKind.RETIREMENT, "Retirement planning", "CalPERS", "retirement planning",
        "Ask CalPERS for its classes and appointments.", "Ask whether there is a fee.",
    ),
    StartingResource(
        ResourceKind.WORKSHOP, "Workshops and seminars", "The department and others",
        "new skills, professional networks, news of the field", _TRAINING_OFFICE, "Ask for the fee of each one.",
    ),
    StartingResource(
        ResourceKind.MENTOR, "Mentorship program of the department", "The department",
        "working for the state, skills of the target class, networks",
        "Ask the HR office whether there is a program and who is free. Add each mentor here under their own name.", "",
    ),
    StartingResource(
        ResourceKind.COACH, "Career coach in HR", "The department's HR office",
        "career goals, finding openings, planning the next steps", "Ask the HR office for an appointment.", "",
    ),
    StartingResource(
        ResourceKind.OTHER, "Job shadowing and cross-training", "The department", "duties of other jobs",
        "Agree on days and duties with the supervisor of the other unit.", "",
    ),
    StartingResource(
        ResourceKind.OTHER, "Rotational assignment", "The department", "duties of other units, breadth for later roles",
        "Ask the HR office which units take part and what has to be agreed first.", "",
    ),
)  # fmt: skip
"""In the order in which a new directory shows them."""
