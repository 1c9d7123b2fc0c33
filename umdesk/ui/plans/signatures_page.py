"""The signatures on the printed page: a date for each signatory or why there is none, and what then holds."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from umdesk.domain import dates
from umdesk.domain.plans import ON_PAPER
from umdesk.domain.words import NotSigned, RevisionState, Signatory
from umdesk.domain.writing import capital, enumerated
from umdesk.services.plans import signing
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.plans.signing import Missing, Signatures
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.words import is_over, over_words
from umdesk.ui.scans.filed import FiledPages
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Note, TextField
from umdesk.ui.widgets.form import FormPanel, title
from umdesk.ui.widgets.recordform import RecordForm
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.unrecorded import Unrecorded

SIGNED = "signed"
PEOPLE = {one: capital(called) for one, called in signing.CALLED.items()}
_HOW = ((SIGNED, "Signed"), (NotSigned.REFUSED.value, "Refused to sign"), (NotSigned.ABSENT.value, "Was absent"))


class SignedOn(DateField):
    """A day from the printing to today; another one is refused in words as it is left."""

    def __init__(self, label: str, today: Callable[[], date]) -> None:
        super().__init__(label)
        self._today = today
        self.printed: date | None = None

    def value(self) -> date | None:
        """The day; ValueError with a sentence when it is none or cannot be."""
        day = super().value()
        problem = signing.wrong_date(day, self.printed, self._today())
        if problem:
            raise ValueError(problem)
        return day


class SignaturesPage(FormPanel):
    """What stands on the signature lines, and the coordinator's word on a plan that not everybody signed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._detail: PlanDetail | None = None
        self.add(title("Signatures"))
        self.how = self.add(QuietLabel())
        self.stands = self.add(Note())
        self.form = self.add(self._make_form())
        self.recorded = self.add(QuietLabel())
        self._force_heading = self.section("In force without every signature")
        self.force = self.add(self._make_force())
        self._filed_heading = self.section("Signed pages on file")
        self.filed = self.add(FiledPages(context))
        self._typing = Unrecorded(context, "revision_step", self.form.fields | self.force.fields, self)

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the signatures of a revision."""
        before, self._detail = self._detail, detail
        self.how.setText(_how(detail, may))
        self.form.setVisible(detail.frozen)
        self.form.set_read_only(not may.sign)
        for part in (self._filed_heading, self.filed):
            part.setVisible(detail.frozen)
        self.filed.show_record(detail.revision_id)
        for field in self._dates():
            field.printed = detail.standing.printed_on
        for one in Signatory:
            for name in _names(one):
                self.form.fields[name].setVisible(one in detail.signs)
        if before is None or (before.revision_id, before.signatures) != (detail.revision_id, detail.signatures):
            self._fill(detail)
        for one in detail.signs:
            self._show_how(one)
        self._say(detail)
        self._offer_force(detail, may)

    def begin(self) -> None:
        """Put the cursor into the first date that is still missing."""
        dated = [field for field in self._dates() if not field.isHidden()]
        if dated:
            next((field for field in dated if field.day() is None), dated[0]).setFocus()

    def _make_form(self) -> RecordForm:
        fields: dict[str, Any] = {}
        for one, called in PEOPLE.items():
            how, on, reason = _names(one)
            fields[how] = ChoiceField(called, _HOW)
            fields[on] = SignedOn(f"{called} signed on", self._context.program.today)
            fields[reason] = TextField(f"Why the {called.lower()} did not sign", max_length=500)
            fields[how].edited.connect(lambda one=one: self._show_how(one))
        fields["original_kept_at"] = TextField(
            "Where the original is kept", placeholder="Example: Personnel file, Redding"
        )
        lines = (*(_names(one) for one in PEOPLE), ("original_kept_at",))
        note = "Recording cannot be undone; a wrong date can be recorded again."
        return RecordForm(self._context, fields, lines, "Record signatures", self._record, note=note, symbol="check")

    def _make_force(self) -> RecordForm:
        fields = {
            "reason": TextField("Why it holds all the same", required=True, max_length=500),
            "on": SignedOn("In force from", self._context.program.today),
        }
        return RecordForm(
            self._context, fields, (("reason", "on"),), "Put it in force", self._put_in_force, symbol="check",
            note="Without this, the plan is on file and not in force.",
        )  # fmt: skip

    def _fill(self, detail: PlanDetail) -> None:
        signed = detail.signatures
        values: dict[str, Any] = {"original_kept_at": signed.original_kept_at}
        for one in Signatory:
            gone = signed.missing.get(one)
            how, on, reason = _names(one)
            values |= {
                how: gone.why.value if gone else SIGNED,
                on: signed.date_of(one),
                reason: gone.reason if gone else "",
            }
        self.form.show_values(values)
        self.force.show_values({"reason": "", "on": self._context.program.today()})
        if detail.state in ON_PAPER:
            self._typing.follow(detail.revision_id, "signatures")
        else:
            self._typing.leave()

    def _show_how(self, one: Signatory) -> None:
        """A date for who signed, a reason for who did not."""
        how, on, reason = _names(one)
        signed = self.form.fields[how].value() in {SIGNED, None}
        day = self.form.fields[on]
        if not signed and isinstance(day, SignedOn) and day.day() is None:
            day.set_value(None)  # a text that is no date would hold up the recording from out of sight
        day.setVisible(signed)
        self.form.fields[reason].setVisible(not signed)

    def _say(self, detail: PlanDetail) -> None:
        waits = signing.waiting_for(detail.signatures, detail.signs)
        told = signing.not_signed_words(detail.signatures)
        match detail.state:
            case RevisionState.PRINTED:
                self.stands.say(f"It waits for the signature of {waits}." if waits else "", Tone.ACCENT)
            case RevisionState.SIGNED:
                self.stands.say("Everybody signed.", Tone.GOOD)
            case RevisionState.FILED:
                self.stands.say(f"Filed, not signed by everybody: {told}.", Tone.ATTENTION)
            case _:
                self.stands.say("")
        by = next((step for step in reversed(detail.steps) if step.before in ON_PAPER), None)
        if by is not None and by.after in ON_PAPER:
            self.recorded.setText(f"Recorded by {by.by} on {dates.show(by.at.astimezone().date())}.")
        self.recorded.setVisible(by is not None and by.after in ON_PAPER)

    def _offer_force(self, detail: PlanDetail, may: Allowed) -> None:
        filed = detail.state is RevisionState.FILED
        offered = filed and may.put_in_force and detail.in_force is None
        for part in (self._force_heading, self.force):
            part.setVisible(offered)
        for field in (self.force.fields["on"],):
            if isinstance(field, SignedOn):
                field.printed = detail.standing.printed_on
        if detail.in_force is not None:
            word = detail.in_force
            said = f"In force since {dates.show(word.on)} by the word of {word.by}: {word.reason}"
            self.stands.say(f"{self.stands.text()} {said}".strip(), Tone.GOOD)
        elif filed:
            self.stands.say(f"{self.stands.text()} It is not in force.", Tone.ATTENTION)

    def _record(self, values: dict[str, Any]) -> None:
        if self._detail is None:
            return
        missing: dict[Signatory, Missing] = {}
        on: dict[Signatory, date | None] = dict.fromkeys(Signatory)
        for one in self._detail.signs:
            how, signed, reason = _names(one)
            if values[how] in {SIGNED, None}:
                on[one] = values[signed]
            else:
                missing[one] = Missing(NotSigned(values[how]), values[reason] or "")
        signatures = Signatures(
            on[Signatory.EMPLOYEE], on[Signatory.SUPERVISOR], on[Signatory.COORDINATOR],
            self._detail.signatures.not_signed, values["original_kept_at"] or "", missing,
        )  # fmt: skip
        lines = self._detail.signs
        state = signing.record(self._context.program, self._detail.revision_id, signatures)
        self._typing.forget()
        waits = signing.waiting_for(signatures, lines)
        more = f" It waits for {waits}." if state is RevisionState.PRINTED and waits else ""
        self._context.runner.tell(f"Signatures recorded: the plan is {state}.{more}")

    def _put_in_force(self, values: dict[str, Any]) -> None:
        if self._detail is None:
            return
        signing.put_in_force(self._context.program, self._detail.revision_id, values["reason"], values["on"])
        self._typing.forget()
        self._context.runner.tell("The plan is in force.")

    def _dates(self) -> list[SignedOn]:
        return [field for field in self.form.fields.values() if isinstance(field, SignedOn)]


def _names(one: Signatory) -> tuple[str, str, str]:
    """The names of the fields of a signatory: how, the date, the reason."""
    return f"{one}_how", one.value, f"{one}_reason"


def _how(detail: PlanDetail, may: Allowed) -> str:
    who = enumerated([PEOPLE[one].lower() for one in detail.signs])
    if detail.frozen:
        return (
            f"The plan is signed by hand on the printed page. It is signed once {who} have a date. If one of them does "
            "not sign, say why."
        )
    if is_over(detail):
        return over_words(detail)
    if may.looks:
        return "The plan is not printed to sign yet."
    who = "Print the plan" if may.print_to_sign else "The coordinator prints the plan"
    return f"{capital(who)} to sign first. Then what stands on the paper is recorded here."
