"""What no criterion rates: the personal characteristics that the program never collects."""

from umdesk.domain.intake.wordings import is_never_collected

_OF_A_SKILL = frozenset(
    {
        "ability", "abilities", "awareness", "experience", "harassment", "knowledge", "law", "laws", "policies",
        "policy", "program", "programs", "service", "services", "skill", "skills", "training", "work",
    }
)  # fmt: skip
NEVER_RATED = "names a personal characteristic that is never collected or rated (GC 8310 and 19705)"
"""What is wrong with such a name, to go on after it."""


def is_never_rated(name: str) -> bool:
    """Whether a criterion would rate who somebody is ("Age"), not what they know ("Knowledge of disability law")."""
    return is_never_collected(name) and not _OF_A_SKILL.intersection(name.casefold().split())
