"""The words of the program year: goals, states of an action, ways of outreach, roles, parts of the handbook."""

from enum import StrEnum


class GoalKind(StrEnum):
    """What a goal of a year counts (Gov. Code 19402(a))."""

    PARTICIPATION = "participation"
    HIRING = "hiring"
    APPRENTICESHIP = "apprenticeship"


class ReductionAnswer(StrEnum):
    """What CalHR answered to a goal that the department asked to reduce."""

    GRANTED = "granted"
    IN_PART = "granted in part"
    REFUSED = "refused"


class ActionStatus(StrEnum):
    """How far an action of the action plan is."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    DONE = "done"
    DROPPED = "dropped"


class OutreachChannel(StrEnum):
    """By what the program is made known, and by what applicants heard of it."""

    ORIENTATION = "orientation"
    EMAIL = "email"
    FLYER = "flyer"
    INTRANET = "intranet"
    STAFF_MEETING = "staff meeting"
    SUPERVISOR = "supervisor"
    COWORKER = "coworker"
    CAREER_FAIR = "career fair"
    LETTER = "letter"
    UNION = "union"
    OTHER = "other"


class ProgramRole(StrEnum):
    """Who has a part in running the program, as CalHR describes them."""

    DIRECTOR = "director"
    COORDINATOR = "Upward Mobility coordinator"
    HR = "human resources"
    TRAINING_OFFICE = "training office"
    WORKFORCE_PLANNING = "workforce planning"
    RECRUITER = "recruiter"
    BUDGET_OFFICER = "budget officer"
    EEO_OFFICER = "EEO officer"
    CALHR = "CalHR"


class HandbookPart(StrEnum):
    """The five elements of the program handbook (2 CCR 599.983(a) to (e))."""

    POLICY = "policy statement"
    COMPONENTS = "program components"
    ROLES = "roles"
    SELECTION = "selection criteria"
    CLASSES = "classes, ladders and exams"


class YearFilePurpose(StrEnum):
    """What a kept file of the program year is for."""

    EVIDENCE = "evidence"
    MATERIAL = "material"
    HANDBOOK = "handbook"
    LOGO = "logo"


class YearText(StrEnum):
    """A text that a program year has: what people write beside the numbers."""

    EXPLANATION = "why the goals were missed"
    NEEDS = "what the next two years need"
    EFFORTS = "good-faith efforts"
    DIRECTOR = "words for the director"
    EVALUATION = "evaluation"


class LeftAs(StrEnum):
    """How a person left."""

    OTHER_DEPARTMENT = "moved to another department"
    STATE_SERVICE = "left state service"
    RETIRED = "retired"
    OTHER = "other"
