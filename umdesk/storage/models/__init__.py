"""Every mapped table, importable from one place."""

from umdesk.storage.models.base import Base, Record, new_id
from umdesk.storage.models.cycles import (
    Application,
    CriteriaSet,
    Criterion,
    Cycle,
    Decision,
    EligibilityDecision,
    Rater,
    Rating,
    Sheet,
    SpreadSettlement,
)
from umdesk.storage.models.people import (
    Appointment,
    ClassOverride,
    Disagreement,
    Disclosure,
    DisclosurePerson,
    JobClass,
    Person,
    Supervisor,
    Unit,
)
from umdesk.storage.models.plans import (
    Advancement,
    MoneyRecord,
    Participation,
    ParticipationStateRow,
    Plan,
    PlanActivity,
    PlanCompetency,
    PlanCost,
    PlanGoal,
    PlanItem,
    Progress,
    Revision,
    TDAssignment,
)
from umdesk.storage.models.system import (
    Account,
    AccountRole,
    Blob,
    Change,
    Counter,
    Draft,
    Event,
    PrintedDocument,
    ProgramRecord,
    RecoverySlot,
    Setting,
)

__all__ = [
    "Account", "AccountRole", "Advancement", "Application", "Appointment", "Base", "Blob", "Change", "ClassOverride",
    "Counter", "CriteriaSet", "Criterion", "Cycle", "Decision", "Disagreement", "Disclosure", "DisclosurePerson",
    "Draft", "EligibilityDecision", "Event", "JobClass", "MoneyRecord", "Participation", "ParticipationStateRow",
    "Person", "Plan", "PlanActivity", "PlanCompetency", "PlanCost", "PlanGoal", "PlanItem", "PrintedDocument",
    "ProgramRecord", "Progress", "Rater", "Rating", "Record", "RecoverySlot", "Revision", "Setting", "Sheet",
    "SpreadSettlement", "Supervisor", "TDAssignment", "Unit", "new_id",
]  # fmt: skip
