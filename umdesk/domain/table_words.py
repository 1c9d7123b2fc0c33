"""What people call what is in each table, many of them; for the check and the repair of a program."""

#: Table → the records in it, in words.
TABLES: dict[str, str] = {
    "account": "accounts",
    "account_role": "roles of accounts",
    "advancement": "advancements",
    "alembic_version": "version of the tables",
    "application": "applications",
    "appointment": "appointments",
    "blob": "kept copies of documents",
    "change": "changes in the history",
    "class_override": "department's categories",
    "counter": "counters of numbers given out",
    "criteria_set": "versions of the criteria",
    "criterion": "criteria",
    "cycle": "cycles",
    "decision": "decisions",
    "disagreement": "statements of disagreement",
    "disclosure": "disclosures",
    "disclosure_person": "people of disclosures",
    "draft": "typing that was not finished",
    "eligibility_decision": "eligibility decisions",
    "event": "operations in the history",
    "job_class": "classes",
    "money_record": "money records",
    "participation": "participations",
    "participation_state": "states of participations",
    "person": "people",
    "plan": "plans",
    "plan_activity": "activities",
    "plan_competency": "competencies",
    "plan_cost": "cost lines",
    "plan_goal": "goals",
    "plan_item": "entries of plans",
    "printed_document": "printed documents",
    "program": "program's name and office",
    "progress": "progress",
    "rater": "raters",
    "rating": "ratings",
    "recovery_slot": "recovery sheet",
    "revision": "revisions of plans",
    "setting": "settings",
    "sheet": "rating sheets",
    "spread_settlement": "settled spreads",
    "supervisor": "supervisors",
    "td_assignment": "T&D assignments",
    "unit": "units",
}


def table_words(table: str) -> str:
    """What people call the records of a table; its own name where it is none of ours."""
    return TABLES.get(table, table)
