"""What the machine at the busy office does with people on file twice and with letters; a part of its rules."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from umdesk.domain.letters import SCREENING_KINDS
from umdesk.domain.words import LetterKind
from umdesk.jobs import letters as jobs
from umdesk.jobs.letters import Wish
from umdesk.services import applicants, letters, programs
from umdesk.services.people import duplicates, merging

PICK = st.integers(0, 5)


class PeopleRules:
    """Rules of the machine; it gives `program`, `cycle` and `do`."""

    program: programs.Program
    cycle: Callable[[int], str | None]
    do: Callable[..., None]

    def people(self, pick: int, other: int) -> tuple[str, str] | None:
        rows = applicants.rows(self.program)
        return (rows[pick % len(rows)].person_id, rows[other % len(rows)].person_id) if rows else None

    @rule(pick=PICK, other=PICK, fields=st.sets(st.sampled_from(["last_name", "employee_number", "work_phone"])))
    def make_two_records_one(self, pick: int, other: int, fields: set[str]) -> None:
        if pair := self.people(pick, other):
            self.do(merging.merge, *pair, fields, "The same person")

    @rule(pick=PICK)
    def take_records_apart(self, pick: int) -> None:
        if merged := merging.merges(self.program):
            self.do(merging.separate, merged[pick % len(merged)].id, "Two people after all")

    @rule(pick=PICK, other=PICK)
    def keep_apart(self, pick: int, other: int) -> None:
        if pair := self.people(pick, other):
            self.do(duplicates.keep_apart, *pair)

    @rule(pick=PICK, kind=st.sampled_from(SCREENING_KINDS))
    def make_letters(self, pick: int, kind: LetterKind) -> None:
        wanting = tuple(one.row.id for one in self.screened(pick) if one.wants is kind)
        if wanting:
            self.do(jobs.make, Wish(wanting, kind))

    @rule(pick=PICK, act=st.sampled_from(["send", "print", "discard"]))
    def let_a_letter_out(self, pick: int, act: str) -> None:
        unsent = [letter.id for one in self.screened(pick) for letter in one.unsent]
        if not unsent:
            return
        if act == "send":
            self.do(letters.mark_sent, unsent[:1], self.program.today())
        elif act == "print":
            self.do(letters.record_copy, unsent[:1], "printed")
        else:
            self.do(letters.discard, unsent[:1])

    def screened(self, pick: int) -> tuple[Any, ...]:
        cycle = self.cycle(pick)
        return letters.screened(self.program, cycle) if cycle else ()
