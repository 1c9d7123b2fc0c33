"""Every mapped table, importable from one place."""

from umdesk.storage.models.base import Base, Record, new_id
from umdesk.storage.models.cycles import (
    Application,
    Attachment,
    ColumnMapping,
    CriteriaSet,
    Criterion,
    Cycle,
    Decision,
    EligibilityDecision,
    EligibilityRecord,
    Letter,
    Rater,
    Rating,
    Sheet,
    SpreadSettlement,
)
from umdesk.storage.models.people import (
    Appointment,
    ClassOverride,
    Contact,
    Disagreement,
    Disclosure,
    DisclosurePerson,
    DistinctPeople,
    JobClass,
    LadderStep,
    Person,
    PersonMerge,
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
    SavedList,
    Setting,
)

__all__ = [
    "Account", "AccountRole", "Advancement", "Application", "Appointment", "Attachment", "Base", "Blob", "Change",
    "ClassOverride", "ColumnMapping", "Contact", "Counter", "CriteriaSet", "Criterion", "Cycle", "Decision",
    "Disagreement", "Disclosure", "DisclosurePerson", "DistinctPeople", "Draft", "EligibilityDecision",
    "EligibilityRecord", "Event", "JobClass", "LadderStep", "Letter", "MoneyRecord", "Participation",
    "ParticipationStateRow", "Person", "PersonMerge", "Plan", "PlanActivity", "PlanCompetency", "PlanCost",
    "PlanGoal", "PlanItem", "PrintedDocument", "ProgramRecord", "Progress", "Rater", "Rating", "Record",
    "RecoverySlot", "Revision", "SavedList", "Setting", "Sheet", "SpreadSettlement", "Supervisor", "TDAssignment",
    "Unit", "new_id",
]  # fmt: skip
