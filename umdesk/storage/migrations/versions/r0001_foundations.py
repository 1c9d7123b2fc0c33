"""Everything that the first version keeps, and what later versions stand on.

Frozen: a program made by any version starts from exactly these tables. It never imports the live models.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:  # noqa: PLR0915 -- one statement a table
    """Make all tables."""
    op.create_table(
        "account",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("slot_number", sa.Integer(), nullable=True),
        sa.Column("slot_digest", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "class_override",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_override")),
    )
    op.create_index(op.f("ix_class_override_class_code"), "class_override", ["class_code"], unique=False)
    op.create_table(
        "counter",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_counter")),
    )
    op.create_table(
        "cycle",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opens", sa.Date(), nullable=True),
        sa.Column("closes", sa.Date(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("aggregate", sa.Text(), nullable=False),
        sa.Column("minimum_raters", sa.Integer(), nullable=False),
        sa.Column("spread_threshold", sa.Text(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("tie_ladder", sa.JSON(), nullable=False),
        sa.Column("draw_seed", sa.Text(), nullable=True),
        sa.Column("draw_seed_source", sa.Text(), nullable=True),
        sa.Column("scoring_started_at", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle")),
        sa.UniqueConstraint("name", name=op.f("uq_cycle_name")),
    )
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("account_id", sa.LargeBinary(16), nullable=True),
        sa.Column("account_name", sa.Text(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("undoable", sa.Boolean(), nullable=False),
        sa.Column("undoes", sa.LargeBinary(16), nullable=True),
        sa.Column("sitting", sa.LargeBinary(16), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
        sa.UniqueConstraint("id", name=op.f("uq_event_id")),
    )
    op.create_table(
        "job_class",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_from", sa.Date(), nullable=True),
        sa.Column("title_to", sa.Date(), nullable=True),
        sa.Column("schematic_code", sa.Text(), nullable=False),
        sa.Column("entry_level", sa.Text(), nullable=False),
        sa.Column("bridging", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_class")),
    )
    op.create_index(op.f("ix_job_class_class_code"), "job_class", ["class_code"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("employee_number", sa.Text(), nullable=True),
        sa.Column("work_phone", sa.Text(), nullable=False),
        sa.Column("work_email", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_employee_number"), "person", ["employee_number"], unique=False)
    op.create_index("ix_person_name", "person", ["last_name", "first_name"], unique=False)
    op.create_table(
        "program",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program")),
    )
    op.create_table(
        "recovery_slot",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("slot_number", sa.Integer(), nullable=False),
        sa.Column("slot_digest", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_slot")),
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_key")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_name")),
    )
    op.create_table(
        "account_role",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("account_id", sa.LargeBinary(16), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_role_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_role")),
        sa.UniqueConstraint("account_id", "role", name=op.f("uq_account_role_account_id_role")),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_seq", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("record_id", sa.LargeBinary(16), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["event_seq"], ["event.seq"], name=op.f("fk_change_event_seq")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index("ix_change_event", "change", ["event_seq"], unique=False)
    op.create_index("ix_change_record", "change", ["record_id"], unique=False)
    op.create_table(
        "criteria_set",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("cycle_id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_criteria_set_cycle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria_set")),
        sa.UniqueConstraint("cycle_id", "version", name=op.f("uq_criteria_set_cycle_id_version")),
    )
    op.create_table(
        "draft",
        sa.Column("account_id", sa.LargeBinary(16), nullable=False),
        sa.Column("record_id", sa.LargeBinary(16), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_draft_account_id")),
        sa.PrimaryKeyConstraint("account_id", "record_id", "field", name=op.f("pk_draft")),
    )
    op.create_table(
        "printed_document",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("record_id", sa.LargeBinary(16), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("blob_sha256", sa.Text(), nullable=False),
        sa.Column("printed_at", sa.Text(), nullable=False),
        sa.Column("printed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["blob_sha256"], ["blob.sha256"], name=op.f("fk_printed_document_blob_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_document")),
    )
    op.create_index(op.f("ix_printed_document_blob_sha256"), "printed_document", ["blob_sha256"], unique=False)
    op.create_index(op.f("ix_printed_document_record_id"), "printed_document", ["record_id"], unique=False)
    op.create_table(
        "rater",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("cycle_id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("account_id", sa.LargeBinary(16), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_rater_account_id")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_rater_cycle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rater")),
        sa.UniqueConstraint("cycle_id", "name", name=op.f("uq_rater_cycle_id_name")),
    )
    op.create_index(op.f("ix_rater_account_id"), "rater", ["account_id"], unique=False)
    op.create_table(
        "supervisor",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("account_id", sa.LargeBinary(16), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_supervisor_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervisor")),
    )
    op.create_index(op.f("ix_supervisor_account_id"), "supervisor", ["account_id"], unique=False)
    op.create_index("ix_supervisor_name", "supervisor", ["name"], unique=False)
    op.create_table(
        "appointment",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("class_title", sa.Text(), nullable=False),
        sa.Column("class_date", sa.Date(), nullable=True),
        sa.Column("tenure", sa.Text(), nullable=False),
        sa.Column("time_base", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.LargeBinary(16), nullable=True),
        sa.Column("supervisor_id", sa.LargeBinary(16), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_appointment_person_id")),
        sa.ForeignKeyConstraint(["supervisor_id"], ["supervisor.id"], name=op.f("fk_appointment_supervisor_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_appointment_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index(op.f("ix_appointment_person_id"), "appointment", ["person_id"], unique=False)
    op.create_index(op.f("ix_appointment_supervisor_id"), "appointment", ["supervisor_id"], unique=False)
    op.create_index(op.f("ix_appointment_unit_id"), "appointment", ["unit_id"], unique=False)
    op.create_table(
        "criterion",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("criteria_set_id", sa.LargeBinary(16), nullable=False),
        sa.Column("key", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("maximum", sa.Text(), nullable=False),
        sa.Column("weight", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["criteria_set_id"], ["criteria_set.id"], name=op.f("fk_criterion_criteria_set_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("criteria_set_id", "key", name=op.f("uq_criterion_criteria_set_id_key")),
    )
    op.create_table(
        "application",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("cycle_id", sa.LargeBinary(16), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("appointment_id", sa.LargeBinary(16), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("received_known", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("target_class", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name=op.f("fk_application_appointment_id")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_application_cycle_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_application_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("number", name=op.f("uq_application_number")),
    )
    op.create_index(op.f("ix_application_appointment_id"), "application", ["appointment_id"], unique=False)
    op.create_index(op.f("ix_application_cycle_id"), "application", ["cycle_id"], unique=False)
    op.create_index(op.f("ix_application_person_id"), "application", ["person_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("score", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.Column("applied_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_decision_application_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("application_id", name=op.f("uq_decision_application_id")),
    )
    op.create_table(
        "eligibility_decision",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("computed", sa.Text(), nullable=False),
        sa.Column("computed_reasons", sa.JSON(), nullable=False),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_eligibility_decision_application_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligibility_decision")),
    )
    op.create_index(
        op.f("ix_eligibility_decision_application_id"), "eligibility_decision", ["application_id"], unique=False
    )
    op.create_table(
        "participation",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=True),
        sa.Column("started", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_participation_application_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_participation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
    )
    op.create_index(op.f("ix_participation_application_id"), "participation", ["application_id"], unique=False)
    op.create_index(op.f("ix_participation_person_id"), "participation", ["person_id"], unique=False)
    op.create_table(
        "sheet",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("rater_id", sa.LargeBinary(16), nullable=False),
        sa.Column("criteria_set_id", sa.LargeBinary(16), nullable=False),
        sa.Column("assigned_at", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=True),
        sa.Column("submitted_at", sa.Text(), nullable=True),
        sa.Column("conflict", sa.Text(), nullable=False),
        sa.Column("conflict_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_sheet_application_id")),
        sa.ForeignKeyConstraint(["criteria_set_id"], ["criteria_set.id"], name=op.f("fk_sheet_criteria_set_id")),
        sa.ForeignKeyConstraint(["rater_id"], ["rater.id"], name=op.f("fk_sheet_rater_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("application_id", "rater_id", name=op.f("uq_sheet_application_id_rater_id")),
    )
    op.create_index(op.f("ix_sheet_application_id"), "sheet", ["application_id"], unique=False)
    op.create_index(op.f("ix_sheet_criteria_set_id"), "sheet", ["criteria_set_id"], unique=False)
    op.create_index(op.f("ix_sheet_rater_id"), "sheet", ["rater_id"], unique=False)
    op.create_table(
        "spread_settlement",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_spread_settlement_application_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spread_settlement")),
        sa.UniqueConstraint("application_id", name=op.f("uq_spread_settlement_application_id")),
    )
    op.create_table(
        "advancement",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("participation_id", sa.LargeBinary(16), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("from_class_code", sa.Text(), nullable=False),
        sa.Column("to_class_code", sa.Text(), nullable=False),
        sa.Column("to_class_title", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_advancement_participation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_advancement_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advancement")),
    )
    op.create_index(op.f("ix_advancement_participation_id"), "advancement", ["participation_id"], unique=False)
    op.create_index(op.f("ix_advancement_person_id"), "advancement", ["person_id"], unique=False)
    op.create_table(
        "participation_state",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("participation_id", sa.LargeBinary(16), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_participation_state_participation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation_state")),
    )
    op.create_index(
        op.f("ix_participation_state_participation_id"), "participation_state", ["participation_id"], unique=False
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("participation_id", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["participation_id"], ["participation.id"], name=op.f("fk_plan_participation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("number", name=op.f("uq_plan_number")),
        sa.UniqueConstraint("participation_id", name=op.f("uq_plan_participation_id")),
    )
    op.create_table(
        "rating",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("sheet_id", sa.LargeBinary(16), nullable=False),
        sa.Column("criterion_key", sa.LargeBinary(16), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("not_applicable", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name=op.f("fk_rating_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("sheet_id", "criterion_key", name=op.f("uq_rating_sheet_id_criterion_key")),
    )
    op.create_index(op.f("ix_rating_sheet_id"), "rating", ["sheet_id"], unique=False)
    op.create_table(
        "plan_item",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("plan_id", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_item_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
    )
    op.create_index(op.f("ix_plan_item_plan_id"), "plan_item", ["plan_id"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("plan_id", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        sa.Column("current_class_code", sa.Text(), nullable=False),
        sa.Column("current_class_title", sa.Text(), nullable=False),
        sa.Column("target_class_code", sa.Text(), nullable=False),
        sa.Column("target_class_title", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("supervisor_name", sa.Text(), nullable=False),
        sa.Column("coordinator_name", sa.Text(), nullable=False),
        sa.Column("support", sa.Text(), nullable=False),
        sa.Column("supervisor_comments", sa.Text(), nullable=False),
        sa.Column("participant_comments", sa.Text(), nullable=False),
        sa.Column("content_digest", sa.Text(), nullable=True),
        sa.Column("printed_at", sa.Text(), nullable=True),
        sa.Column("printed_document_id", sa.LargeBinary(16), nullable=True),
        sa.Column("employee_signed", sa.Date(), nullable=True),
        sa.Column("supervisor_signed", sa.Date(), nullable=True),
        sa.Column("coordinator_signed", sa.Date(), nullable=True),
        sa.Column("not_signed_note", sa.Text(), nullable=False),
        sa.Column("original_kept_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_revision_plan_id")),
        sa.ForeignKeyConstraint(
            ["printed_document_id"], ["printed_document.id"], name=op.f("fk_revision_printed_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_revision_plan_id_number")),
    )
    op.create_index(op.f("ix_revision_printed_document_id"), "revision", ["printed_document_id"], unique=False)
    op.create_table(
        "money_record",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("participation_id", sa.LargeBinary(16), nullable=False),
        sa.Column("item_id", sa.LargeBinary(16), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Text(), nullable=False),
        sa.Column("fund", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_money_record_item_id")),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_money_record_participation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_record")),
    )
    op.create_index(op.f("ix_money_record_item_id"), "money_record", ["item_id"], unique=False)
    op.create_index(op.f("ix_money_record_participation_id"), "money_record", ["participation_id"], unique=False)
    op.create_table(
        "plan_activity",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("revision_id", sa.LargeBinary(16), nullable=False),
        sa.Column("item_id", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("state_hours", sa.Text(), nullable=True),
        sa.Column("own_hours", sa.Text(), nullable=True),
        sa.Column("serves_item_id", sa.LargeBinary(16), nullable=True),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_plan_activity_item_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_plan_activity_revision_id")),
        sa.ForeignKeyConstraint(["serves_item_id"], ["plan_item.id"], name=op.f("fk_plan_activity_serves_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_activity")),
        sa.UniqueConstraint("revision_id", "item_id", name=op.f("uq_plan_activity_revision_id_item_id")),
    )
    op.create_index(op.f("ix_plan_activity_item_id"), "plan_activity", ["item_id"], unique=False)
    op.create_index(op.f("ix_plan_activity_revision_id"), "plan_activity", ["revision_id"], unique=False)
    op.create_index(op.f("ix_plan_activity_serves_item_id"), "plan_activity", ["serves_item_id"], unique=False)
    op.create_table(
        "plan_competency",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("revision_id", sa.LargeBinary(16), nullable=False),
        sa.Column("item_id", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("now", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_plan_competency_item_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_plan_competency_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_competency")),
        sa.UniqueConstraint("revision_id", "item_id", name=op.f("uq_plan_competency_revision_id_item_id")),
    )
    op.create_index(op.f("ix_plan_competency_item_id"), "plan_competency", ["item_id"], unique=False)
    op.create_index(op.f("ix_plan_competency_revision_id"), "plan_competency", ["revision_id"], unique=False)
    op.create_table(
        "plan_cost",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("revision_id", sa.LargeBinary(16), nullable=False),
        sa.Column("item_id", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("estimate", sa.Text(), nullable=True),
        sa.Column("fund", sa.Text(), nullable=False),
        sa.Column("activity_item_id", sa.LargeBinary(16), nullable=True),
        sa.ForeignKeyConstraint(["activity_item_id"], ["plan_item.id"], name=op.f("fk_plan_cost_activity_item_id")),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_plan_cost_item_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_plan_cost_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_cost")),
        sa.UniqueConstraint("revision_id", "item_id", name=op.f("uq_plan_cost_revision_id_item_id")),
    )
    op.create_index(op.f("ix_plan_cost_activity_item_id"), "plan_cost", ["activity_item_id"], unique=False)
    op.create_index(op.f("ix_plan_cost_item_id"), "plan_cost", ["item_id"], unique=False)
    op.create_index(op.f("ix_plan_cost_revision_id"), "plan_cost", ["revision_id"], unique=False)
    op.create_table(
        "plan_goal",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("revision_id", sa.LargeBinary(16), nullable=False),
        sa.Column("item_id", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("target_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_plan_goal_item_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_plan_goal_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_goal")),
        sa.UniqueConstraint("revision_id", "item_id", name=op.f("uq_plan_goal_revision_id_item_id")),
    )
    op.create_index(op.f("ix_plan_goal_item_id"), "plan_goal", ["item_id"], unique=False)
    op.create_index(op.f("ix_plan_goal_revision_id"), "plan_goal", ["revision_id"], unique=False)
    op.create_table(
        "progress",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("participation_id", sa.LargeBinary(16), nullable=False),
        sa.Column("item_id", sa.LargeBinary(16), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_progress_item_id")),
        sa.ForeignKeyConstraint(["participation_id"], ["participation.id"], name=op.f("fk_progress_participation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress")),
    )
    op.create_index(op.f("ix_progress_item_id"), "progress", ["item_id"], unique=False)
    op.create_index(op.f("ix_progress_participation_id"), "progress", ["participation_id"], unique=False)
    op.create_table(
        "td_assignment",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("participation_id", sa.LargeBinary(16), nullable=True),
        sa.Column("item_id", sa.LargeBinary(16), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("time_base", sa.Text(), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("over_limit_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_td_assignment_item_id")),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_td_assignment_participation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_td_assignment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_td_assignment")),
    )
    op.create_index(op.f("ix_td_assignment_item_id"), "td_assignment", ["item_id"], unique=False)
    op.create_index(op.f("ix_td_assignment_participation_id"), "td_assignment", ["participation_id"], unique=False)
    op.create_index(op.f("ix_td_assignment_person_id"), "td_assignment", ["person_id"], unique=False)
