"""Who may do what: one table of operations and queries by role, checked in the first line of each."""

from typing import Protocol

from umdesk.domain.errors import NotAllowed
from umdesk.domain.words import Role

COORDINATOR = frozenset({Role.COORDINATOR})
EVERYONE = frozenset(Role)
LOOK = frozenset({Role.COORDINATOR, Role.READER})
PLANS = frozenset({Role.COORDINATOR, Role.SUPERVISOR})
PLANS_LOOK = PLANS | LOOK

#: "module.function" of `umdesk.services` → the roles of which an account needs one. Packages count by their own
#: name and module: "plans.edit.set_field". A function that has no row may be called by nobody.
ALLOWED: dict[str, frozenset[Role]] = {
    # programs, settings, history, drafts, integrity
    "programs.describe": EVERYONE,
    "programs.prepare_recovery_code": COORDINATOR,
    "programs.activate_recovery_code": COORDINATOR,
    "programs.new_recovery_code": COORDINATOR,
    "programs.set_password": EVERYONE,
    "settings.get": EVERYONE,
    "settings.all_settings": EVERYONE,
    "settings.change": COORDINATOR,
    "history.events": LOOK,
    "history.undo_step": EVERYONE,
    "history.redo_step": EVERYONE,
    "history.undo": EVERYONE,
    "history.redo": EVERYONE,
    "drafts.keep": EVERYONE,
    "drafts.of_record": EVERYONE,
    "drafts.drop": EVERYONE,
    "drafts.recovered": EVERYONE,
    "integrity.check": EVERYONE,
    # The applicants and their import.
    "applicants.listing.rows": LOOK,
    "applicants.listing.units": LOOK,
    "applicants.listing.supervisors": LOOK,
    "applicants.details.detail": LOOK,
    "applicants.deciding.decide_eligibility": COORDINATOR,
    "applicants.deciding.take_back_eligibility": COORDINATOR,
    "applicants.editing.add": COORDINATOR,
    "applicants.editing.edit_person": COORDINATOR,
    "applicants.editing.edit_appointment": COORDINATOR,
    "applicants.editing.edit_application": COORDINATOR,
    "applicants.editing.withdraw": COORDINATOR,
    "applicants.editing.take_back_withdrawal": COORDINATOR,
    "imports.plan": LOOK,
    "imports.commit": COORDINATOR,
    # classes, cycles, ratings, results, decisions
    "classes.catalogue": EVERYONE,
    "classes.choices": EVERYONE,
    "classes.search": EVERYONE,
    "cycles.create_cycle": COORDINATOR,
    "cycles.list_cycles": LOOK,
    "cycles.cycle": LOOK,
    "cycles.named": LOOK,
    "cycles.edit_cycle": COORDINATOR,
    "criteria.of_cycle": LOOK,
    "criteria.add": COORDINATOR,
    "criteria.edit": COORDINATOR,
    "criteria.remove": COORDINATOR,
    "criteria.move": COORDINATOR,
    "raters.of_cycle": LOOK,
    "raters.add": COORDINATOR,
    "raters.rename": COORDINATOR,
    "raters.remove": COORDINATOR,
    "ratings.grid": COORDINATOR,
    "ratings.enter": COORDINATOR,
    "ratings.clear": COORDINATOR,
    "ratings.enter_sheets": COORDINATOR,
    "ratings.confirm_sheet": COORDINATOR,
    "ratings.set_conflict": COORDINATOR,
    "cycle_steps.check": COORDINATOR,
    "cycle_steps.move_to": COORDINATOR,
    "cycle_steps.step_back": COORDINATOR,
    "results.results": LOOK,
    "results.ranking": LOOK,
    "results.snapshot": LOOK,
    "decisions.decide": COORDINATOR,
    "decisions.take_back": COORDINATOR,
    "decisions.decide_by_rank": COORDINATOR,
    "decisions.settle_spread": COORDINATOR,
    "decisions.apply": COORDINATOR,
    # plans
    "plans.participations.set_state": COORDINATOR,
    "plans.queries.list_plans": PLANS_LOOK,
    "plans.queries.plan": PLANS_LOOK,
    "plans.queries.participation_of": PLANS_LOOK,
    "plans.editing.set_fields": PLANS,
    "plans.editing.add_row": PLANS,
    "plans.editing.set_row": PLANS,
    "plans.editing.remove_row": PLANS,
    "plans.editing.move_row": PLANS,
    "plans.revisions.mark_ready": PLANS,
    "plans.revisions.back_to_draft": PLANS,
    "plans.revisions.amend": PLANS,
    "plans.revisions.discard": PLANS,
    "plans.revisions.record_signatures": COORDINATOR,
    "plans.printing.snapshot": PLANS_LOOK,
    "plans.printing.to_print": PLANS_LOOK,
    "plans.printing.of_person": PLANS_LOOK,
    "plans.printing.printable": PLANS_LOOK,
    "plans.printing.document": PLANS_LOOK,
    "plans.printing.freeze": PLANS,
    "plans.printing.record_copy": PLANS_LOOK,
    "plans.records.record_progress": PLANS,
    "plans.records.remove_progress": PLANS,
    "plans.records.record_money": COORDINATOR,
    "plans.records.remove_money": COORDINATOR,
    "plans.td.add_assignment": COORDINATOR,
    "plans.td.remove_assignment": COORDINATOR,
    "plans.advancements.record_advancement": COORDINATOR,
    "plans.advancements.remove_advancement": COORDINATOR,
    # reports
    "reports.summary": LOOK,
    "reports.record_copy": LOOK,
}


class HasAccount(Protocol):
    """Anything that knows who is acting."""

    @property
    def account(self) -> "HasRoles":
        """Who is acting."""


class HasRoles(Protocol):
    """Someone with a name and roles."""

    @property
    def name(self) -> str:
        """The account's name."""

    @property
    def roles(self) -> frozenset[Role]:
        """The account's roles."""


def permit(program: HasAccount, what: str) -> None:
    """Let the signed-in account do `what` ("module.function") or raise NotAllowed.

    Raises:
        NotAllowed: the account has none of the roles that may.
        KeyError: the table has no row for `what`, which is a bug.
    """
    if not ALLOWED[what] & program.account.roles:
        roles = " or ".join(sorted(role.value for role in ALLOWED[what]))
        raise NotAllowed(
            f"{program.account.name} may not do this; nothing was changed.",
            f"It takes an account with the role {roles}.",
        )
