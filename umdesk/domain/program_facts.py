"""Who a fact of the program is about."""

from dataclasses import dataclass

from umdesk.domain.folding import folded


@dataclass(frozen=True, slots=True)
class Who:
    """A person as a list names them: "Nelson, Rebecca" and the employee number or ""."""

    id: str
    name: str
    employee_number: str

    @property
    def order(self) -> tuple[str, str, str]:
        """What lists of people are sorted by: the name without case and accents, the name itself, the id."""
        return folded(self.name), self.name, self.id
