"""The notice that stands on each form that collects (Civ. Code 1798.17)."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """The eight parts of the notice in the order of the law; an empty one prints as a blank."""

    agency: str = ""
    official: str = ""
    authority: str = ""
    mandatory: str = ""
    consequences: str = ""
    purposes: str = ""
    disclosures: str = ""
    access: str = ""

    @property
    def unwritten(self) -> tuple[str, ...]:
        """The names of the parts that nobody wrote."""
        return tuple(part for part in PARTS if not getattr(self, part).strip())


UNWRITTEN = PrivacyNotice()
"""A notice of which nobody wrote a part."""
PARTS = tuple(part.name for part in fields(PrivacyNotice))
"""The names of the parts, with which the keys of their settings end."""
