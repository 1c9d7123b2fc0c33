"""Every mapped table, importable from one place."""

from umdesk.storage.models.base import Base, Record, new_id
from umdesk.storage.models.cycles import (
    Application,
    Attachment,
    ColumnMapping,
    CriteriaSet,
    CriteriaTemplate,
    Criterion,
    Cycle,
    EligibilityDecision,
    EligibilityRecord,
    Letter,
    MaskedText,
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
from umdesk.storage.models.selection import (
    Correction,
    Decision,
    PaperEntry,
    Rater,
    Rating,
    Reopening,
    Sheet,
    SpreadSettlement,
    Viewing,
    WaitlistMove,
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
    "ClassOverride", "ColumnMapping", "Contact", "Correction", "Counter", "CriteriaSet", "CriteriaTemplate",
    "Criterion", "Cycle", "Decision", "Disagreement", "Disclosure", "DisclosurePerson", "DistinctPeople", "Draft",
    "EligibilityDecision", "EligibilityRecord", "Event", "JobClass", "LadderStep", "Letter", "MaskedText",
    "MoneyRecord", "PaperEntry", "Participation", "ParticipationStateRow", "Person", "PersonMerge", "Plan",
    "PlanActivity", "PlanCompetency", "PlanCost", "PlanGoal", "PlanItem", "PrintedDocument", "ProgramRecord",
    "Progress", "Rater", "Rating", "Record", "RecoverySlot", "Reopening", "Revision", "SavedList", "Setting", "Sheet",
    "SpreadSettlement", "Supervisor", "TDAssignment", "Unit", "Viewing", "WaitlistMove", "new_id",
]  # fmt: skip
