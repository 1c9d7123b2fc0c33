"""Who a fact of the program is about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Who:
    """A person as a list names them: "Nelson, Rebecca" and the employee number or ""."""

    id: str
    name: str
    employee_number: str
