"""Whose employee number a row gives: numbers are on file with other zeros, or ended when two records became one."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from umdesk.domain.intake import names
from umdesk.domain.intake.matching import number_key
from umdesk.domain.intake.rows import Entry


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a number that ended with a record: the number and the name of who it is one with."""

    number: str
    last_name: str
    first_name: str


class NumbersOnFile:
    """The numbers of everybody in the program, to give a row the one under which its person is on file."""

    def __init__(self, known: Mapping[str, tuple[str, str]], ended: Mapping[str, Ended]) -> None:
        """`known` are names by `number_key`, `ended` what numbers became by theirs."""
        self._known = known
        self._ended = ended
        self._without_zeros: defaultdict[str, list[str]] = defaultdict(list)
        for key in known:
            self._without_zeros[key.lstrip("0")].append(key)

    def settled(self, entry: Entry) -> Entry:
        """The row with the number that is on file for its person; as it is where nothing tells another one."""
        key = number_key(entry.employee_number)
        if not key or key in self._known:
            return entry
        same = self._without_zeros.get(key.lstrip("0"), [])
        if len(same) == 1:
            return replace(entry, employee_number=same[0])
        ended = self._ended.get(key)
        if ended is None or not ended.number:
            return entry
        # The number may have been a slip of the fingers, and be somebody else's by right.
        name = names.fold(entry.last_name, entry.first_name)
        if not names.may_be_one(name, names.fold(ended.last_name, ended.first_name)):
            return entry
        return replace(entry, employee_number=ended.number)
