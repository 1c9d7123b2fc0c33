"""Forms under way: what was read, put right and decided so far; no widgets."""

from dataclasses import dataclass, field, replace
from datetime import date

from umdesk.domain.intake.matching import Decision, Outcome, Verdict
from umdesk.domain.intake.plan import Plan
from umdesk.jobs.import_forms import Batch, FormFile
from umdesk.ui.theme import Tone

_WORDS = {
    Outcome.IMPORTED: ("Ready", Tone.GOOD),
    Outcome.DUPLICATE: ("Here already", Tone.QUIET),
    Outcome.ATTENTION: ("Needs you", Tone.ATTENTION),
    Outcome.REFUSED: ("Cannot come in", Tone.BAD),
}
_TYPE_IT = ("Type it in", Tone.ATTENTION)
_DONE_WORDS = {**_WORDS, Outcome.IMPORTED: ("Came in", Tone.GOOD)}
TYPED = "typed"
"""The kind of a file that was typed in from its page."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One file as the list shows it; `kind` is the key of the filter that it belongs to."""

    line: int
    file: str
    name: str
    job_class: str
    words: str
    tone: Tone
    reason: str
    kind: str
    verdict: Verdict


@dataclass(slots=True)
class FormsDraft:
    """What was read, and what somebody has done to it; `typed` are application numbers by line number."""

    batch: Batch | None = None
    decisions: dict[int, Decision] = field(default_factory=dict)
    typed: dict[int, str] = field(default_factory=dict)
    plan: Plan | None = None

    @property
    def unsaved(self) -> int:
        """How many values were put right or decided that are not in the program yet."""
        corrected = sum(len(values) for values in self.batch.corrections.values()) if self.batch else 0
        return corrected + len(self.decisions)

    def file(self, line: int) -> FormFile | None:
        """The file of a line."""
        return self.batch.files[line - 1] if self.batch is not None and 0 < line <= len(self.batch.files) else None

    def lines(self) -> list[tuple[int, FormFile]]:
        """The files with their line numbers."""
        return list(enumerate(self.batch.files, start=1)) if self.batch is not None else []

    def said(self, line: int, name: str) -> str:
        """What a form says in a field, as it was put right."""
        file = self.file(line)
        if file is None or self.batch is None:
            return ""
        put_right = self.batch.corrections.get(line, {})
        return put_right.get(name, file.form.values.get(name, ""))

    def correct(self, line: int, name: str, text: str) -> bool:
        """Put a value right; False when it is what stood there."""
        file = self.file(line)
        if file is None or self.batch is None or text.strip() == self.said(line, name).strip():
            return False
        values = {**self.batch.corrections.get(line, {}), name: text}
        if text.strip() == file.form.values.get(name, "").strip():
            del values[name]
        self.batch = replace(self.batch, corrections={**self.batch.corrections, line: values})
        return True

    def receive(self, line: int | None, day: date | None) -> None:
        """Say on which day a form came in, or (without a line) all those that were not told of."""
        if self.batch is None:
            return
        if line is None:
            self.batch = replace(self.batch, arrived=day)
        else:
            self.batch = replace(self.batch, received={**self.batch.received, line: day})

    def received(self, line: int) -> date | None:
        """The day on which a form came in."""
        return self.batch.received.get(line, self.batch.arrived) if self.batch else None

    def decide(self, line: int, decision: Decision | None) -> None:
        """Remember a decision on a form, or forget it."""
        if decision is None:
            self.decisions.pop(line, None)
        else:
            self.decisions[line] = decision

    def rows(self, *, done: bool) -> list[FormRow]:
        """The files in their order with what happens to each; `done` words it as what has happened."""
        if self.plan is None or self.batch is None:
            return []
        words = _DONE_WORDS if done else _WORDS
        found = []
        for verdict, file in zip(self.plan.verdicts, self.batch.files, strict=True):
            entry, kind = verdict.entry, verdict.outcome.value
            shown, tone = words[verdict.outcome]
            reason = verdict.said
            tone = Tone.ATTENTION if verdict.against else tone
            if verdict.row in self.typed:
                shown, tone, kind = "Typed in", Tone.GOOD, TYPED
                reason = f"Typed in from the page: application {self.typed[verdict.row]}."
            elif file.form.refusal and file.form.kind.has_pages:
                shown, tone = _TYPE_IT
            job_class = f"{entry.class_code} {entry.class_title}".strip()
            found.append(
                FormRow(verdict.row, file.form.file, entry.name, job_class, shown, tone, reason, kind, verdict)
            )
        return found
