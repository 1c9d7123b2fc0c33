CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE blob (
	sha256 TEXT NOT NULL,
	media_type TEXT NOT NULL,
	data BLOB NOT NULL,
	CONSTRAINT pk_blob PRIMARY KEY (sha256)
);

CREATE TABLE class_override (
	id BLOB NOT NULL,
	class_code TEXT NOT NULL,
	category TEXT NOT NULL,
	effective DATE NOT NULL,
	reason TEXT NOT NULL, ends DATE,
	CONSTRAINT pk_class_override PRIMARY KEY (id)
);

CREATE INDEX ix_class_override_class_code ON class_override (class_code);

CREATE TABLE counter (
	series TEXT NOT NULL,
	last INTEGER NOT NULL,
	CONSTRAINT pk_counter PRIMARY KEY (series)
);

CREATE TABLE event (
	seq INTEGER NOT NULL,
	id BLOB NOT NULL,
	at TEXT NOT NULL,
	account_id BLOB,
	account_name TEXT NOT NULL,
	operation TEXT NOT NULL,
	summary TEXT NOT NULL,
	reason TEXT,
	undoable BOOLEAN NOT NULL,
	undoes BLOB,
	sitting BLOB NOT NULL,
	previous_hash TEXT NOT NULL,
	hash TEXT NOT NULL,
	CONSTRAINT pk_event PRIMARY KEY (seq),
	CONSTRAINT uq_event_id UNIQUE (id)
);

CREATE TABLE person (
	id BLOB NOT NULL,
	last_name TEXT NOT NULL,
	first_name TEXT NOT NULL,
	employee_number TEXT,
	work_phone TEXT NOT NULL,
	work_email TEXT NOT NULL, hired DATE,
	CONSTRAINT pk_person PRIMARY KEY (id)
);

CREATE INDEX ix_person_employee_number ON person (employee_number);

CREATE INDEX ix_person_name ON person (last_name, first_name);

CREATE TABLE program (
	id BLOB NOT NULL,
	department TEXT NOT NULL,
	office TEXT NOT NULL,
	created_at TEXT NOT NULL,
	demo BOOLEAN NOT NULL,
	CONSTRAINT pk_program PRIMARY KEY (id)
);

CREATE TABLE recovery_slot (
	id BLOB NOT NULL,
	slot_number INTEGER NOT NULL,
	slot_digest TEXT NOT NULL,
	made_at TEXT NOT NULL,
	CONSTRAINT pk_recovery_slot PRIMARY KEY (id)
);

CREATE TABLE setting (
	id BLOB NOT NULL,
	"key" TEXT NOT NULL,
	value JSON NOT NULL,
	CONSTRAINT pk_setting PRIMARY KEY (id),
	CONSTRAINT uq_setting_key UNIQUE ("key")
);

CREATE TABLE unit (
	id BLOB NOT NULL,
	name TEXT NOT NULL,
	CONSTRAINT pk_unit PRIMARY KEY (id),
	CONSTRAINT uq_unit_name UNIQUE (name)
);

CREATE TABLE account_role (
	id BLOB NOT NULL,
	account_id BLOB NOT NULL,
	role TEXT NOT NULL,
	CONSTRAINT fk_account_role_account_id FOREIGN KEY(account_id) REFERENCES account (id),
	CONSTRAINT pk_account_role PRIMARY KEY (id),
	CONSTRAINT uq_account_role_account_id_role UNIQUE (account_id, role)
);

CREATE TABLE change (
	id INTEGER NOT NULL,
	event_seq INTEGER NOT NULL,
	table_name TEXT NOT NULL,
	record_id BLOB NOT NULL,
	"before" TEXT,
	"after" TEXT,
	CONSTRAINT fk_change_event_seq FOREIGN KEY(event_seq) REFERENCES event (seq),
	CONSTRAINT pk_change PRIMARY KEY (id)
);

CREATE INDEX ix_change_event ON change (event_seq);

CREATE INDEX ix_change_record ON change (record_id);

CREATE TABLE criteria_set (
	id BLOB NOT NULL,
	cycle_id BLOB NOT NULL,
	version INTEGER NOT NULL,
	made_at TEXT NOT NULL,
	reason TEXT NOT NULL,
	CONSTRAINT fk_criteria_set_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id),
	CONSTRAINT pk_criteria_set PRIMARY KEY (id),
	CONSTRAINT uq_criteria_set_cycle_id_version UNIQUE (cycle_id, version)
);

CREATE TABLE draft (
	account_id BLOB NOT NULL,
	record_id BLOB NOT NULL,
	field TEXT NOT NULL,
	table_name TEXT NOT NULL,
	value TEXT NOT NULL,
	at TEXT NOT NULL,
	CONSTRAINT fk_draft_account_id FOREIGN KEY(account_id) REFERENCES account (id),
	CONSTRAINT pk_draft PRIMARY KEY (account_id, record_id, field)
);

CREATE TABLE printed_document (
	id BLOB NOT NULL,
	kind TEXT NOT NULL,
	number TEXT NOT NULL,
	record_id BLOB,
	digest TEXT NOT NULL,
	pages INTEGER NOT NULL,
	blob_sha256 TEXT NOT NULL,
	printed_at TEXT NOT NULL,
	printed_by TEXT NOT NULL,
	CONSTRAINT fk_printed_document_blob_sha256 FOREIGN KEY(blob_sha256) REFERENCES blob (sha256),
	CONSTRAINT pk_printed_document PRIMARY KEY (id)
);

CREATE INDEX ix_printed_document_blob_sha256 ON printed_document (blob_sha256);

CREATE INDEX ix_printed_document_record_id ON printed_document (record_id);

CREATE TABLE supervisor (
	id BLOB NOT NULL,
	name TEXT NOT NULL,
	email TEXT NOT NULL,
	account_id BLOB,
	CONSTRAINT fk_supervisor_account_id FOREIGN KEY(account_id) REFERENCES account (id),
	CONSTRAINT pk_supervisor PRIMARY KEY (id)
);

CREATE INDEX ix_supervisor_account_id ON supervisor (account_id);

CREATE INDEX ix_supervisor_name ON supervisor (name);

CREATE TABLE criterion (
	id BLOB NOT NULL,
	criteria_set_id BLOB NOT NULL,
	"key" BLOB NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	description TEXT NOT NULL,
	maximum TEXT NOT NULL,
	weight TEXT NOT NULL,
	step TEXT NOT NULL,
	required BOOLEAN NOT NULL,
	counted BOOLEAN NOT NULL,
	levels JSON NOT NULL,
	CONSTRAINT fk_criterion_criteria_set_id FOREIGN KEY(criteria_set_id) REFERENCES criteria_set (id),
	CONSTRAINT pk_criterion PRIMARY KEY (id),
	CONSTRAINT uq_criterion_criteria_set_id_key UNIQUE (criteria_set_id, "key")
);

CREATE TABLE eligibility_decision (
	id BLOB NOT NULL,
	application_id BLOB NOT NULL,
	computed TEXT NOT NULL,
	computed_reasons JSON NOT NULL,
	decided TEXT NOT NULL,
	reason TEXT NOT NULL,
	decided_by TEXT NOT NULL,
	decided_at TEXT NOT NULL,
	CONSTRAINT fk_eligibility_decision_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT pk_eligibility_decision PRIMARY KEY (id)
);

CREATE INDEX ix_eligibility_decision_application_id ON eligibility_decision (application_id);

CREATE TABLE participation (
	id BLOB NOT NULL,
	person_id BLOB NOT NULL,
	application_id BLOB,
	started DATE NOT NULL,
	CONSTRAINT fk_participation_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_participation_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT pk_participation PRIMARY KEY (id)
);

CREATE INDEX ix_participation_application_id ON participation (application_id);

CREATE INDEX ix_participation_person_id ON participation (person_id);

CREATE TABLE advancement (
	id BLOB NOT NULL,
	person_id BLOB NOT NULL,
	participation_id BLOB,
	"on" DATE NOT NULL,
	from_class_code TEXT NOT NULL,
	to_class_code TEXT NOT NULL,
	to_class_title TEXT NOT NULL,
	route TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT fk_advancement_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id),
	CONSTRAINT fk_advancement_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT pk_advancement PRIMARY KEY (id)
);

CREATE INDEX ix_advancement_participation_id ON advancement (participation_id);

CREATE INDEX ix_advancement_person_id ON advancement (person_id);

CREATE TABLE participation_state (
	id BLOB NOT NULL,
	participation_id BLOB NOT NULL,
	state TEXT NOT NULL,
	effective DATE NOT NULL,
	reason TEXT NOT NULL,
	CONSTRAINT fk_participation_state_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id),
	CONSTRAINT pk_participation_state PRIMARY KEY (id)
);

CREATE INDEX ix_participation_state_participation_id ON participation_state (participation_id);

CREATE TABLE "plan" (
	id BLOB NOT NULL,
	participation_id BLOB NOT NULL,
	number TEXT NOT NULL,
	CONSTRAINT fk_plan_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id),
	CONSTRAINT pk_plan PRIMARY KEY (id),
	CONSTRAINT uq_plan_number UNIQUE (number),
	CONSTRAINT uq_plan_participation_id UNIQUE (participation_id)
);

CREATE TABLE rating (
	id BLOB NOT NULL,
	sheet_id BLOB NOT NULL,
	criterion_key BLOB NOT NULL,
	value TEXT,
	not_applicable BOOLEAN NOT NULL,
	comment TEXT NOT NULL,
	CONSTRAINT fk_rating_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheet (id),
	CONSTRAINT pk_rating PRIMARY KEY (id),
	CONSTRAINT uq_rating_sheet_id_criterion_key UNIQUE (sheet_id, criterion_key)
);

CREATE INDEX ix_rating_sheet_id ON rating (sheet_id);

CREATE TABLE plan_item (
	id BLOB NOT NULL,
	plan_id BLOB NOT NULL,
	kind TEXT NOT NULL,
	CONSTRAINT fk_plan_item_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
	CONSTRAINT pk_plan_item PRIMARY KEY (id)
);

CREATE INDEX ix_plan_item_plan_id ON plan_item (plan_id);

CREATE TABLE plan_competency (
	id BLOB NOT NULL,
	revision_id BLOB NOT NULL,
	item_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	now TEXT NOT NULL,
	wanted TEXT NOT NULL,
	CONSTRAINT fk_plan_competency_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
	CONSTRAINT fk_plan_competency_revision_id FOREIGN KEY(revision_id) REFERENCES revision (id),
	CONSTRAINT pk_plan_competency PRIMARY KEY (id),
	CONSTRAINT uq_plan_competency_revision_id_item_id UNIQUE (revision_id, item_id)
);

CREATE INDEX ix_plan_competency_item_id ON plan_competency (item_id);

CREATE INDEX ix_plan_competency_revision_id ON plan_competency (revision_id);

CREATE TABLE progress (
	id BLOB NOT NULL,
	participation_id BLOB NOT NULL,
	item_id BLOB NOT NULL,
	"on" DATE NOT NULL,
	status TEXT NOT NULL,
	hours TEXT,
	note TEXT NOT NULL,
	evidence TEXT NOT NULL,
	CONSTRAINT fk_progress_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
	CONSTRAINT fk_progress_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id),
	CONSTRAINT pk_progress PRIMARY KEY (id)
);

CREATE INDEX ix_progress_item_id ON progress (item_id);

CREATE INDEX ix_progress_participation_id ON progress (participation_id);

CREATE TABLE "account" (
	id BLOB NOT NULL,
	name TEXT NOT NULL,
	active BOOLEAN NOT NULL,
	slot_number INTEGER,
	slot_digest TEXT,
	created_at TEXT NOT NULL,
	must_change BOOLEAN NOT NULL,
	CONSTRAINT pk_account PRIMARY KEY (id),
	CONSTRAINT uq_account_name UNIQUE (name)
);

CREATE TABLE disclosure (
	id BLOB NOT NULL,
	at TEXT NOT NULL,
	"by" TEXT NOT NULL,
	recipient TEXT NOT NULL,
	purpose TEXT NOT NULL,
	what TEXT NOT NULL,
	how TEXT NOT NULL,
	everyone BOOLEAN NOT NULL,
	CONSTRAINT pk_disclosure PRIMARY KEY (id)
);

CREATE TABLE disclosure_person (
	id BLOB NOT NULL,
	disclosure_id BLOB NOT NULL,
	person_id BLOB NOT NULL,
	CONSTRAINT fk_disclosure_person_disclosure_id FOREIGN KEY(disclosure_id) REFERENCES disclosure (id),
	CONSTRAINT fk_disclosure_person_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT pk_disclosure_person PRIMARY KEY (id),
	CONSTRAINT uq_disclosure_person_disclosure_id_person_id UNIQUE (disclosure_id, person_id)
);

CREATE INDEX ix_disclosure_person_person_id ON disclosure_person (person_id);

CREATE TABLE disagreement (
	id BLOB NOT NULL,
	person_id BLOB NOT NULL,
	filed DATE NOT NULL,
	about TEXT NOT NULL,
	statement TEXT NOT NULL,
	reasons TEXT NOT NULL,
	CONSTRAINT fk_disagreement_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT pk_disagreement PRIMARY KEY (id)
);

CREATE INDEX ix_disagreement_person_id ON disagreement (person_id);

CREATE TABLE "job_class" (
	id BLOB NOT NULL,
	class_code TEXT NOT NULL,
	title TEXT NOT NULL,
	title_from DATE,
	title_to DATE,
	schematic_code TEXT NOT NULL,
	entry_level TEXT NOT NULL,
	bridging BOOLEAN NOT NULL,
	status TEXT NOT NULL,
	confirmed BOOLEAN NOT NULL,
	note TEXT NOT NULL,
	source TEXT NOT NULL,
	salary_minimum TEXT,
	salary_maximum TEXT,
	probation_months INTEGER,
	minimum_qualifications TEXT NOT NULL,
	bargaining_unit TEXT NOT NULL,
	hard_to_fill BOOLEAN NOT NULL,
	CONSTRAINT pk_job_class PRIMARY KEY (id)
);

CREATE INDEX ix_job_class_class_code ON job_class (class_code);

CREATE TABLE "appointment" (
	id BLOB NOT NULL,
	person_id BLOB NOT NULL,
	effective DATE NOT NULL,
	class_code TEXT NOT NULL,
	class_title TEXT NOT NULL,
	class_date DATE,
	tenure TEXT NOT NULL,
	time_base TEXT NOT NULL,
	unit_id BLOB,
	supervisor_id BLOB,
	position_number TEXT NOT NULL,
	salary_range TEXT NOT NULL,
	work_location TEXT NOT NULL,
	probation_ends DATE,
	CONSTRAINT fk_appointment_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_appointment_supervisor_id FOREIGN KEY(supervisor_id) REFERENCES supervisor (id),
	CONSTRAINT fk_appointment_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
	CONSTRAINT pk_appointment PRIMARY KEY (id)
);

CREATE INDEX ix_appointment_person_id ON appointment (person_id);

CREATE INDEX ix_appointment_supervisor_id ON appointment (supervisor_id);

CREATE INDEX ix_appointment_unit_id ON appointment (unit_id);

CREATE TABLE ladder_step (
	id BLOB NOT NULL,
	from_class_code TEXT NOT NULL,
	to_class_code TEXT NOT NULL,
	route TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_ladder_step PRIMARY KEY (id),
	CONSTRAINT uq_ladder_step_from_class_code_to_class_code_route UNIQUE (from_class_code, to_class_code, route)
);

CREATE TABLE person_merge (
	id BLOB NOT NULL,
	person_id BLOB NOT NULL,
	gone_id BLOB NOT NULL,
	gone_name TEXT NOT NULL,
	gone_number TEXT NOT NULL,
	reason TEXT NOT NULL,
	merged_by TEXT NOT NULL,
	merged_at TEXT NOT NULL,
	CONSTRAINT fk_person_merge_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT pk_person_merge PRIMARY KEY (id)
);

CREATE INDEX ix_person_merge_person_id ON person_merge (person_id);

CREATE TABLE distinct_people (
	id BLOB NOT NULL,
	first_id BLOB NOT NULL,
	second_id BLOB NOT NULL,
	found_by TEXT NOT NULL,
	found_at TEXT NOT NULL,
	CONSTRAINT fk_distinct_people_first_id FOREIGN KEY(first_id) REFERENCES person (id),
	CONSTRAINT fk_distinct_people_second_id FOREIGN KEY(second_id) REFERENCES person (id),
	CONSTRAINT pk_distinct_people PRIMARY KEY (id),
	CONSTRAINT uq_distinct_people_first_id_second_id UNIQUE (first_id, second_id)
);

CREATE INDEX ix_distinct_people_second_id ON distinct_people (second_id);

CREATE TABLE contact (
	id BLOB NOT NULL,
	person_id BLOB NOT NULL,
	participation_id BLOB,
	"on" DATE NOT NULL,
	kind TEXT NOT NULL,
	note TEXT NOT NULL,
	made_by TEXT NOT NULL,
	CONSTRAINT fk_contact_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id),
	CONSTRAINT fk_contact_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT pk_contact PRIMARY KEY (id)
);

CREATE INDEX ix_contact_participation_id ON contact (participation_id);

CREATE INDEX ix_contact_person_id ON contact (person_id);

CREATE TABLE attachment (
	id BLOB NOT NULL,
	application_id BLOB NOT NULL,
	name TEXT NOT NULL,
	media_type TEXT NOT NULL,
	size INTEGER NOT NULL,
	blob_sha256 TEXT NOT NULL,
	note TEXT NOT NULL,
	added_by TEXT NOT NULL,
	added_at TEXT NOT NULL,
	CONSTRAINT fk_attachment_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_attachment_blob_sha256 FOREIGN KEY(blob_sha256) REFERENCES blob (sha256),
	CONSTRAINT pk_attachment PRIMARY KEY (id)
);

CREATE INDEX ix_attachment_application_id ON attachment (application_id);

CREATE INDEX ix_attachment_blob_sha256 ON attachment (blob_sha256);

CREATE TABLE eligibility_record (
	id BLOB NOT NULL,
	application_id BLOB NOT NULL,
	answer TEXT NOT NULL,
	reasons JSON NOT NULL,
	occasion TEXT NOT NULL,
	recorded_by TEXT NOT NULL,
	recorded_at TEXT NOT NULL,
	CONSTRAINT fk_eligibility_record_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT pk_eligibility_record PRIMARY KEY (id)
);

CREATE INDEX ix_eligibility_record_application_id ON eligibility_record (application_id);

CREATE TABLE letter (
	id BLOB NOT NULL,
	application_id BLOB NOT NULL,
	kind TEXT NOT NULL,
	made_at TEXT NOT NULL,
	made_by TEXT NOT NULL,
	printed_document_id BLOB NOT NULL,
	sent_on DATE,
	sent_by TEXT NOT NULL,
	CONSTRAINT fk_letter_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_letter_printed_document_id FOREIGN KEY(printed_document_id) REFERENCES printed_document (id),
	CONSTRAINT pk_letter PRIMARY KEY (id)
);

CREATE INDEX ix_letter_application_id ON letter (application_id);

CREATE INDEX ix_letter_printed_document_id ON letter (printed_document_id);

CREATE TABLE column_mapping (
	id BLOB NOT NULL,
	sender TEXT NOT NULL,
	fields JSON NOT NULL,
	used_at TEXT NOT NULL,
	CONSTRAINT pk_column_mapping PRIMARY KEY (id),
	CONSTRAINT uq_column_mapping_sender UNIQUE (sender)
);

CREATE TABLE saved_list (
	id BLOB NOT NULL,
	account_id BLOB NOT NULL,
	place TEXT NOT NULL,
	name TEXT NOT NULL,
	filters JSON NOT NULL,
	CONSTRAINT fk_saved_list_account_id FOREIGN KEY(account_id) REFERENCES account (id),
	CONSTRAINT pk_saved_list PRIMARY KEY (id),
	CONSTRAINT uq_saved_list_account_id_place_name UNIQUE (account_id, place, name)
);

CREATE TABLE "cycle" (
	id BLOB NOT NULL,
	name TEXT NOT NULL,
	state TEXT NOT NULL,
	opens DATE,
	closes DATE,
	seats INTEGER NOT NULL,
	aggregate TEXT NOT NULL,
	minimum_raters INTEGER NOT NULL,
	spread_threshold TEXT NOT NULL,
	blind BOOLEAN NOT NULL,
	tie_ladder JSON NOT NULL,
	draw_seed TEXT,
	draw_seed_source TEXT,
	scoring_started_at TEXT,
	closed_at TEXT,
	notice TEXT NOT NULL,
	draw_held_at TEXT,
	draw_witnesses TEXT NOT NULL,
	everyone_rates BOOLEAN NOT NULL,
	waitlist_until DATE,
	CONSTRAINT pk_cycle PRIMARY KEY (id),
	CONSTRAINT uq_cycle_name UNIQUE (name)
);

CREATE TABLE "application" (
	id BLOB NOT NULL,
	number TEXT NOT NULL,
	cycle_id BLOB NOT NULL,
	person_id BLOB NOT NULL,
	appointment_id BLOB NOT NULL,
	received DATE NOT NULL,
	received_known BOOLEAN NOT NULL,
	state TEXT NOT NULL,
	target_class TEXT NOT NULL,
	statement TEXT NOT NULL,
	notes TEXT NOT NULL,
	source TEXT NOT NULL,
	withdrawn_on DATE,
	withdrawn_reason TEXT NOT NULL,
	came_as TEXT NOT NULL,
	late_reason TEXT NOT NULL,
	signed DATE,
	education TEXT NOT NULL,
	training TEXT NOT NULL,
	td_history TEXT NOT NULL,
	exams TEXT NOT NULL,
	heard_of TEXT NOT NULL,
	supervisor_recommends TEXT NOT NULL,
	supervisor_comment TEXT NOT NULL,
	supervisor_commented DATE,
	declined_on DATE,
	declined_reason TEXT NOT NULL,
	CONSTRAINT fk_application_appointment_id FOREIGN KEY(appointment_id) REFERENCES appointment (id),
	CONSTRAINT fk_application_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id),
	CONSTRAINT fk_application_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT pk_application PRIMARY KEY (id),
	CONSTRAINT uq_application_number UNIQUE (number)
);

CREATE INDEX ix_application_appointment_id ON application (appointment_id);

CREATE INDEX ix_application_cycle_id ON application (cycle_id);

CREATE INDEX ix_application_person_id ON application (person_id);

CREATE TABLE "rater" (
	id BLOB NOT NULL,
	cycle_id BLOB NOT NULL,
	name TEXT NOT NULL,
	account_id BLOB,
	unit TEXT NOT NULL,
	CONSTRAINT fk_rater_account_id FOREIGN KEY(account_id) REFERENCES account (id),
	CONSTRAINT fk_rater_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id),
	CONSTRAINT pk_rater PRIMARY KEY (id),
	CONSTRAINT uq_rater_cycle_id_name UNIQUE (cycle_id, name)
);

CREATE INDEX ix_rater_account_id ON rater (account_id);

CREATE TABLE "sheet" (
	id BLOB NOT NULL,
	application_id BLOB NOT NULL,
	rater_id BLOB NOT NULL,
	criteria_set_id BLOB NOT NULL,
	assigned_at TEXT NOT NULL,
	started_at TEXT,
	submitted_at TEXT,
	"conflict" TEXT NOT NULL,
	conflict_reason TEXT NOT NULL,
	conflict_by TEXT NOT NULL,
	conflict_at TEXT,
	declared_as TEXT NOT NULL,
	declared_at TEXT,
	declared_conflict BOOLEAN NOT NULL,
	declared_reason TEXT NOT NULL,
	entered_as TEXT NOT NULL,
	CONSTRAINT fk_sheet_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_sheet_criteria_set_id FOREIGN KEY(criteria_set_id) REFERENCES criteria_set (id),
	CONSTRAINT fk_sheet_rater_id FOREIGN KEY(rater_id) REFERENCES rater (id),
	CONSTRAINT pk_sheet PRIMARY KEY (id),
	CONSTRAINT uq_sheet_application_id_rater_id UNIQUE (application_id, rater_id)
);

CREATE INDEX ix_sheet_application_id ON sheet (application_id);

CREATE INDEX ix_sheet_criteria_set_id ON sheet (criteria_set_id);

CREATE INDEX ix_sheet_rater_id ON sheet (rater_id);

CREATE TABLE "decision" (
	id BLOB NOT NULL,
	application_id BLOB NOT NULL,
	outcome TEXT NOT NULL,
	reason TEXT NOT NULL,
	rank INTEGER,
	score TEXT,
	decided_by TEXT NOT NULL,
	decided_at TEXT NOT NULL,
	applied_at TEXT,
	reason_kind TEXT NOT NULL,
	CONSTRAINT fk_decision_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT pk_decision PRIMARY KEY (id),
	CONSTRAINT uq_decision_application_id UNIQUE (application_id)
);

CREATE TABLE "spread_settlement" (
	id BLOB NOT NULL,
	application_id BLOB NOT NULL,
	note TEXT NOT NULL,
	settled_by TEXT NOT NULL,
	settled_at TEXT NOT NULL,
	how TEXT NOT NULL,
	spread TEXT NOT NULL,
	CONSTRAINT fk_spread_settlement_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT pk_spread_settlement PRIMARY KEY (id),
	CONSTRAINT uq_spread_settlement_application_id UNIQUE (application_id)
);

CREATE TABLE criteria_template (
	id BLOB NOT NULL,
	name TEXT NOT NULL,
	content JSON NOT NULL,
	made_by TEXT NOT NULL,
	made_at TEXT NOT NULL,
	CONSTRAINT pk_criteria_template PRIMARY KEY (id),
	CONSTRAINT uq_criteria_template_name UNIQUE (name)
);

CREATE TABLE masked_text (
	id BLOB NOT NULL,
	application_id BLOB NOT NULL,
	field TEXT NOT NULL,
	text TEXT NOT NULL,
	of_sha256 TEXT NOT NULL,
	checked_by TEXT NOT NULL,
	checked_at TEXT NOT NULL,
	CONSTRAINT fk_masked_text_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT pk_masked_text PRIMARY KEY (id),
	CONSTRAINT uq_masked_text_application_id_field UNIQUE (application_id, field)
);

CREATE TABLE reopening (
	id BLOB NOT NULL,
	sheet_id BLOB NOT NULL,
	reason TEXT NOT NULL,
	reopened_by TEXT NOT NULL,
	reopened_at TEXT NOT NULL,
	CONSTRAINT fk_reopening_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheet (id),
	CONSTRAINT pk_reopening PRIMARY KEY (id)
);

CREATE INDEX ix_reopening_sheet_id ON reopening (sheet_id);

CREATE TABLE paper_entry (
	id BLOB NOT NULL,
	sheet_id BLOB NOT NULL,
	turn INTEGER NOT NULL,
	ratings JSON NOT NULL,
	comments JSON NOT NULL,
	"conflict" TEXT NOT NULL,
	typed_by TEXT NOT NULL,
	typed_at TEXT NOT NULL,
	CONSTRAINT fk_paper_entry_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheet (id),
	CONSTRAINT pk_paper_entry PRIMARY KEY (id),
	CONSTRAINT uq_paper_entry_sheet_id_turn UNIQUE (sheet_id, turn)
);

CREATE TABLE waitlist_move (
	id BLOB NOT NULL,
	application_id BLOB NOT NULL,
	in_place_of_id BLOB,
	"on" DATE NOT NULL,
	reason TEXT NOT NULL,
	moved_by TEXT NOT NULL,
	moved_at TEXT NOT NULL,
	CONSTRAINT fk_waitlist_move_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_waitlist_move_in_place_of_id FOREIGN KEY(in_place_of_id) REFERENCES application (id),
	CONSTRAINT pk_waitlist_move PRIMARY KEY (id)
);

CREATE INDEX ix_waitlist_move_application_id ON waitlist_move (application_id);

CREATE INDEX ix_waitlist_move_in_place_of_id ON waitlist_move (in_place_of_id);

CREATE TABLE correction (
	id BLOB NOT NULL,
	cycle_id BLOB NOT NULL,
	reason TEXT NOT NULL,
	changes JSON NOT NULL,
	"before" JSON NOT NULL,
	"after" JSON NOT NULL,
	corrected_by TEXT NOT NULL,
	corrected_at TEXT NOT NULL,
	CONSTRAINT fk_correction_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id),
	CONSTRAINT pk_correction PRIMARY KEY (id)
);

CREATE INDEX ix_correction_cycle_id ON correction (cycle_id);

CREATE TABLE viewing (
	id BLOB NOT NULL,
	cycle_id BLOB NOT NULL,
	what TEXT NOT NULL,
	seen_by TEXT NOT NULL,
	seen_at TEXT NOT NULL,
	CONSTRAINT fk_viewing_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id),
	CONSTRAINT pk_viewing PRIMARY KEY (id)
);

CREATE INDEX ix_viewing_cycle_id ON viewing (cycle_id);

CREATE TABLE resource (
	id BLOB NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	provider TEXT NOT NULL,
	fields TEXT NOT NULL,
	how_to_get TEXT NOT NULL,
	cost_note TEXT NOT NULL,
	contact TEXT NOT NULL,
	capacity INTEGER,
	checked_on DATE,
	note TEXT NOT NULL,
	active BOOLEAN NOT NULL,
	CONSTRAINT pk_resource PRIMARY KEY (id)
);

CREATE TABLE catalogue_activity (
	id BLOB NOT NULL,
	type TEXT NOT NULL,
	text TEXT NOT NULL,
	provider TEXT NOT NULL,
	target_class_code TEXT NOT NULL,
	competency TEXT NOT NULL,
	training_category TEXT NOT NULL,
	state_hours TEXT,
	own_hours TEXT,
	weeks INTEGER,
	cost_category TEXT NOT NULL,
	estimate TEXT,
	resource_id BLOB,
	note TEXT NOT NULL,
	active BOOLEAN NOT NULL,
	CONSTRAINT fk_catalogue_activity_resource_id FOREIGN KEY(resource_id) REFERENCES resource (id),
	CONSTRAINT pk_catalogue_activity PRIMARY KEY (id)
);

CREATE INDEX ix_catalogue_activity_resource_id ON catalogue_activity (resource_id);

CREATE INDEX ix_catalogue_activity_target ON catalogue_activity (target_class_code);

CREATE TABLE plan_template (
	id BLOB NOT NULL,
	name TEXT NOT NULL,
	target_class_code TEXT NOT NULL,
	description TEXT NOT NULL,
	content JSON NOT NULL,
	made_by TEXT NOT NULL,
	made_at TEXT NOT NULL,
	CONSTRAINT pk_plan_template PRIMARY KEY (id),
	CONSTRAINT uq_plan_template_name UNIQUE (name)
);

CREATE TABLE mentor_match (
	id BLOB NOT NULL,
	resource_id BLOB NOT NULL,
	participation_id BLOB NOT NULL,
	starts DATE NOT NULL,
	ends DATE,
	note TEXT NOT NULL,
	CONSTRAINT fk_mentor_match_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id),
	CONSTRAINT fk_mentor_match_resource_id FOREIGN KEY(resource_id) REFERENCES resource (id),
	CONSTRAINT pk_mentor_match PRIMARY KEY (id)
);

CREATE INDEX ix_mentor_match_participation_id ON mentor_match (participation_id);

CREATE INDEX ix_mentor_match_resource_id ON mentor_match (resource_id);

CREATE TABLE "revision" (
	id BLOB NOT NULL,
	plan_id BLOB NOT NULL,
	number INTEGER NOT NULL,
	state TEXT NOT NULL,
	started_on DATE NOT NULL,
	reason TEXT NOT NULL,
	period_from DATE,
	period_to DATE,
	current_class_code TEXT NOT NULL,
	current_class_title TEXT NOT NULL,
	target_class_code TEXT NOT NULL,
	target_class_title TEXT NOT NULL,
	unit_name TEXT NOT NULL,
	supervisor_name TEXT NOT NULL,
	coordinator_name TEXT NOT NULL,
	support TEXT NOT NULL,
	supervisor_comments TEXT NOT NULL,
	participant_comments TEXT NOT NULL,
	content_digest TEXT,
	printed_at TEXT,
	printed_document_id BLOB,
	employee_signed DATE,
	supervisor_signed DATE,
	coordinator_signed DATE,
	not_signed_note TEXT NOT NULL,
	original_kept_at TEXT NOT NULL,
	kind TEXT NOT NULL,
	supervisor_approval TEXT NOT NULL,
	mentor_name TEXT NOT NULL,
	mentor_resource_id BLOB,
	snapshot_sha256 TEXT,
	employee_not_signed TEXT NOT NULL,
	employee_not_signed_reason TEXT NOT NULL,
	supervisor_not_signed TEXT NOT NULL,
	supervisor_not_signed_reason TEXT NOT NULL,
	coordinator_not_signed TEXT NOT NULL,
	coordinator_not_signed_reason TEXT NOT NULL,
	in_force_on DATE,
	in_force_reason TEXT NOT NULL,
	in_force_by TEXT NOT NULL,
	CONSTRAINT fk_revision_mentor_resource_id FOREIGN KEY(mentor_resource_id) REFERENCES resource (id),
	CONSTRAINT fk_revision_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
	CONSTRAINT fk_revision_printed_document_id FOREIGN KEY(printed_document_id) REFERENCES printed_document (id),
	CONSTRAINT fk_revision_snapshot_sha256 FOREIGN KEY(snapshot_sha256) REFERENCES blob (sha256),
	CONSTRAINT pk_revision PRIMARY KEY (id),
	CONSTRAINT uq_revision_plan_id_number UNIQUE (plan_id, number)
);

CREATE INDEX ix_revision_mentor_resource_id ON revision (mentor_resource_id);

CREATE INDEX ix_revision_printed_document_id ON revision (printed_document_id);

CREATE INDEX ix_revision_snapshot_sha256 ON revision (snapshot_sha256);

CREATE TABLE "plan_goal" (
	id BLOB NOT NULL,
	revision_id BLOB NOT NULL,
	item_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	term TEXT NOT NULL,
	text TEXT NOT NULL,
	target_date DATE,
	measure TEXT NOT NULL,
	CONSTRAINT fk_plan_goal_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
	CONSTRAINT fk_plan_goal_revision_id FOREIGN KEY(revision_id) REFERENCES revision (id),
	CONSTRAINT pk_plan_goal PRIMARY KEY (id),
	CONSTRAINT uq_plan_goal_revision_id_item_id UNIQUE (revision_id, item_id)
);

CREATE INDEX ix_plan_goal_item_id ON plan_goal (item_id);

CREATE INDEX ix_plan_goal_revision_id ON plan_goal (revision_id);

CREATE TABLE "plan_activity" (
	id BLOB NOT NULL,
	revision_id BLOB NOT NULL,
	item_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	type TEXT NOT NULL,
	text TEXT NOT NULL,
	provider TEXT NOT NULL,
	starts DATE,
	ends DATE,
	state_hours TEXT,
	own_hours TEXT,
	serves_item_id BLOB,
	required BOOLEAN NOT NULL,
	also_serves_item_id BLOB,
	training_category TEXT NOT NULL,
	resource_id BLOB,
	CONSTRAINT fk_plan_activity_also_serves_item_id FOREIGN KEY(also_serves_item_id) REFERENCES plan_item (id),
	CONSTRAINT fk_plan_activity_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
	CONSTRAINT fk_plan_activity_resource_id FOREIGN KEY(resource_id) REFERENCES resource (id),
	CONSTRAINT fk_plan_activity_revision_id FOREIGN KEY(revision_id) REFERENCES revision (id),
	CONSTRAINT fk_plan_activity_serves_item_id FOREIGN KEY(serves_item_id) REFERENCES plan_item (id),
	CONSTRAINT pk_plan_activity PRIMARY KEY (id),
	CONSTRAINT uq_plan_activity_revision_id_item_id UNIQUE (revision_id, item_id)
);

CREATE INDEX ix_plan_activity_also_serves_item_id ON plan_activity (also_serves_item_id);

CREATE INDEX ix_plan_activity_item_id ON plan_activity (item_id);

CREATE INDEX ix_plan_activity_resource_id ON plan_activity (resource_id);

CREATE INDEX ix_plan_activity_revision_id ON plan_activity (revision_id);

CREATE INDEX ix_plan_activity_serves_item_id ON plan_activity (serves_item_id);

CREATE TABLE "plan_cost" (
	id BLOB NOT NULL,
	revision_id BLOB NOT NULL,
	item_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	estimate TEXT,
	fund TEXT NOT NULL,
	activity_item_id BLOB,
	category TEXT NOT NULL,
	request_number TEXT NOT NULL,
	planned_on DATE,
	CONSTRAINT fk_plan_cost_activity_item_id FOREIGN KEY(activity_item_id) REFERENCES plan_item (id),
	CONSTRAINT fk_plan_cost_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
	CONSTRAINT fk_plan_cost_revision_id FOREIGN KEY(revision_id) REFERENCES revision (id),
	CONSTRAINT pk_plan_cost PRIMARY KEY (id),
	CONSTRAINT uq_plan_cost_revision_id_item_id UNIQUE (revision_id, item_id)
);

CREATE INDEX ix_plan_cost_activity_item_id ON plan_cost (activity_item_id);

CREATE INDEX ix_plan_cost_item_id ON plan_cost (item_id);

CREATE INDEX ix_plan_cost_revision_id ON plan_cost (revision_id);

CREATE TABLE "money_record" (
	id BLOB NOT NULL,
	participation_id BLOB NOT NULL,
	item_id BLOB,
	"on" DATE NOT NULL,
	amount TEXT NOT NULL,
	fund TEXT NOT NULL,
	note TEXT NOT NULL,
	category TEXT NOT NULL,
	request_number TEXT NOT NULL,
	CONSTRAINT fk_money_record_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
	CONSTRAINT fk_money_record_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id),
	CONSTRAINT pk_money_record PRIMARY KEY (id)
);

CREATE INDEX ix_money_record_item_id ON money_record (item_id);

CREATE INDEX ix_money_record_participation_id ON money_record (participation_id);

CREATE TABLE "td_assignment" (
	id BLOB NOT NULL,
	person_id BLOB NOT NULL,
	participation_id BLOB,
	item_id BLOB,
	starts DATE NOT NULL,
	ends DATE NOT NULL,
	time_base TEXT NOT NULL,
	class_code TEXT NOT NULL,
	over_limit_reason TEXT NOT NULL,
	class_title TEXT NOT NULL,
	purpose TEXT NOT NULL,
	duties TEXT NOT NULL,
	from_unit TEXT NOT NULL,
	to_unit TEXT NOT NULL,
	current_supervisor TEXT NOT NULL,
	new_supervisor TEXT NOT NULL,
	employee_signed DATE,
	current_supervisor_signed DATE,
	new_supervisor_signed DATE,
	original_kept_at TEXT NOT NULL,
	early_end_requested DATE,
	early_end_reason TEXT NOT NULL,
	planned_end DATE,
	CONSTRAINT fk_td_assignment_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
	CONSTRAINT fk_td_assignment_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id),
	CONSTRAINT fk_td_assignment_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT pk_td_assignment PRIMARY KEY (id)
);

CREATE INDEX ix_td_assignment_item_id ON td_assignment (item_id);

CREATE INDEX ix_td_assignment_participation_id ON td_assignment (participation_id);

CREATE INDEX ix_td_assignment_person_id ON td_assignment (person_id);

CREATE TABLE review (
	id BLOB NOT NULL,
	participation_id BLOB NOT NULL,
	kind TEXT NOT NULL,
	due DATE NOT NULL,
	held_on DATE,
	attended TEXT NOT NULL,
	summary TEXT NOT NULL,
	next_steps TEXT NOT NULL,
	not_held_reason TEXT NOT NULL,
	made_by TEXT NOT NULL,
	CONSTRAINT fk_review_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id),
	CONSTRAINT pk_review PRIMARY KEY (id),
	CONSTRAINT uq_review_participation_id_kind_due UNIQUE (participation_id, kind, due)
);

CREATE INDEX ix_review_participation_id ON review (participation_id);

CREATE TABLE exam_result (
	id BLOB NOT NULL,
	participation_id BLOB NOT NULL,
	item_id BLOB,
	class_code TEXT NOT NULL,
	class_title TEXT NOT NULL,
	taken_on DATE,
	outcome TEXT NOT NULL,
	list_kind TEXT NOT NULL,
	list_rank TEXT NOT NULL,
	list_expires DATE,
	retake_from DATE,
	note TEXT NOT NULL,
	CONSTRAINT fk_exam_result_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
	CONSTRAINT fk_exam_result_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id),
	CONSTRAINT pk_exam_result PRIMARY KEY (id)
);

CREATE INDEX ix_exam_result_item_id ON exam_result (item_id);

CREATE INDEX ix_exam_result_participation_id ON exam_result (participation_id);

CREATE TABLE duty_change (
	id BLOB NOT NULL,
	participation_id BLOB NOT NULL,
	item_id BLOB,
	starts DATE NOT NULL,
	ends DATE,
	old_duties TEXT NOT NULL,
	new_duties TEXT NOT NULL,
	hr_approved_by TEXT NOT NULL,
	hr_approved_on DATE,
	note TEXT NOT NULL,
	CONSTRAINT fk_duty_change_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
	CONSTRAINT fk_duty_change_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id),
	CONSTRAINT pk_duty_change PRIMARY KEY (id)
);

CREATE INDEX ix_duty_change_item_id ON duty_change (item_id);

CREATE INDEX ix_duty_change_participation_id ON duty_change (participation_id);

CREATE TABLE qualification_note (
	id BLOB NOT NULL,
	participation_id BLOB NOT NULL,
	class_code TEXT NOT NULL,
	met TEXT NOT NULL,
	noted_on DATE NOT NULL,
	note TEXT NOT NULL,
	made_by TEXT NOT NULL,
	CONSTRAINT fk_qualification_note_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id),
	CONSTRAINT pk_qualification_note PRIMARY KEY (id)
);

CREATE INDEX ix_qualification_note_participation_id ON qualification_note (participation_id);

CREATE TABLE holiday (
	id BLOB NOT NULL,
	"on" DATE NOT NULL,
	name TEXT NOT NULL,
	CONSTRAINT pk_holiday PRIMARY KEY (id),
	CONSTRAINT uq_holiday_on UNIQUE ("on")
);

CREATE TABLE revision_step (
	id BLOB NOT NULL,
	revision_id BLOB NOT NULL,
	from_state TEXT NOT NULL,
	to_state TEXT NOT NULL,
	note TEXT NOT NULL,
	made_by TEXT NOT NULL,
	made_at TEXT NOT NULL,
	CONSTRAINT fk_revision_step_revision_id FOREIGN KEY(revision_id) REFERENCES revision (id),
	CONSTRAINT pk_revision_step PRIMARY KEY (id)
);

CREATE INDEX ix_revision_step_revision_id ON revision_step (revision_id);

CREATE TABLE participation_file (
	id BLOB NOT NULL,
	participation_id BLOB NOT NULL,
	progress_id BLOB,
	purpose TEXT NOT NULL,
	name TEXT NOT NULL,
	media_type TEXT NOT NULL,
	size INTEGER NOT NULL,
	blob_sha256 TEXT NOT NULL,
	note TEXT NOT NULL,
	added_by TEXT NOT NULL,
	added_at TEXT NOT NULL,
	CONSTRAINT fk_participation_file_blob_sha256 FOREIGN KEY(blob_sha256) REFERENCES blob (sha256),
	CONSTRAINT fk_participation_file_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id),
	CONSTRAINT fk_participation_file_progress_id FOREIGN KEY(progress_id) REFERENCES progress (id),
	CONSTRAINT pk_participation_file PRIMARY KEY (id)
);

CREATE INDEX ix_participation_file_blob_sha256 ON participation_file (blob_sha256);

CREATE INDEX ix_participation_file_participation_id ON participation_file (participation_id);

CREATE INDEX ix_participation_file_progress_id ON participation_file (progress_id);

CREATE TABLE filed_page (
	id BLOB NOT NULL,
	printed_document_id BLOB NOT NULL,
	page INTEGER NOT NULL,
	blob_sha256 TEXT NOT NULL,
	source TEXT NOT NULL,
	source_page INTEGER NOT NULL,
	turned INTEGER NOT NULL,
	look TEXT NOT NULL,
	filed_by TEXT NOT NULL,
	filed_at TEXT NOT NULL,
	CONSTRAINT fk_filed_page_blob_sha256 FOREIGN KEY(blob_sha256) REFERENCES blob (sha256),
	CONSTRAINT fk_filed_page_printed_document_id FOREIGN KEY(printed_document_id) REFERENCES printed_document (id),
	CONSTRAINT pk_filed_page PRIMARY KEY (id)
);

CREATE INDEX ix_filed_page_blob_sha256 ON filed_page (blob_sha256);

CREATE INDEX ix_filed_page_printed_document_id ON filed_page (printed_document_id);

CREATE TABLE year_goal (
	id BLOB NOT NULL,
	year INTEGER NOT NULL,
	kind TEXT NOT NULL,
	employees INTEGER NOT NULL,
	period_from DATE NOT NULL,
	period_to DATE NOT NULL,
	approved_on DATE,
	approved_note TEXT NOT NULL,
	reduced_to INTEGER,
	reduction_asked_on DATE,
	reduction_reason TEXT NOT NULL,
	reduction_answer TEXT NOT NULL,
	reduction_answered_on DATE,
	note TEXT NOT NULL,
	CONSTRAINT pk_year_goal PRIMARY KEY (id)
);

CREATE INDEX ix_year_goal_year ON year_goal (year);

CREATE TABLE year_note (
	id BLOB NOT NULL,
	year INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_year_note PRIMARY KEY (id),
	CONSTRAINT uq_year_note_year_key UNIQUE (year, "key")
);

CREATE TABLE action_column (
	id BLOB NOT NULL,
	"key" TEXT NOT NULL,
	title TEXT NOT NULL,
	position INTEGER NOT NULL,
	shown BOOLEAN NOT NULL,
	CONSTRAINT pk_action_column PRIMARY KEY (id),
	CONSTRAINT uq_action_column_key UNIQUE ("key")
);

CREATE TABLE action (
	id BLOB NOT NULL,
	year INTEGER NOT NULL,
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	aim TEXT NOT NULL,
	responsible TEXT NOT NULL,
	target_date DATE,
	status TEXT NOT NULL,
	result TEXT NOT NULL,
	done_on DATE,
	extra JSON NOT NULL,
	carried_from_id BLOB,
	CONSTRAINT fk_action_carried_from_id FOREIGN KEY(carried_from_id) REFERENCES action (id),
	CONSTRAINT pk_action PRIMARY KEY (id)
);

CREATE INDEX ix_action_carried_from_id ON action (carried_from_id);

CREATE INDEX ix_action_year ON action (year);

CREATE TABLE allocation (
	id BLOB NOT NULL,
	year INTEGER NOT NULL,
	category TEXT NOT NULL,
	fund TEXT NOT NULL,
	amount TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_allocation PRIMARY KEY (id)
);

CREATE INDEX ix_allocation_year ON allocation (year);

CREATE TABLE allocation_change (
	id BLOB NOT NULL,
	allocation_id BLOB NOT NULL,
	"on" DATE NOT NULL,
	amount TEXT NOT NULL,
	reason TEXT NOT NULL,
	made_by TEXT NOT NULL,
	CONSTRAINT fk_allocation_change_allocation_id FOREIGN KEY(allocation_id) REFERENCES allocation (id),
	CONSTRAINT pk_allocation_change PRIMARY KEY (id)
);

CREATE INDEX ix_allocation_change_allocation_id ON allocation_change (allocation_id);

CREATE TABLE outreach (
	id BLOB NOT NULL,
	"on" DATE NOT NULL,
	channel TEXT NOT NULL,
	title TEXT NOT NULL,
	audience TEXT NOT NULL,
	reach INTEGER,
	unit_id BLOB,
	cycle_id BLOB,
	follow_up TEXT NOT NULL,
	follow_up_due DATE,
	follow_up_done DATE,
	note TEXT NOT NULL,
	CONSTRAINT fk_outreach_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id),
	CONSTRAINT fk_outreach_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
	CONSTRAINT pk_outreach PRIMARY KEY (id)
);

CREATE INDEX ix_outreach_cycle_id ON outreach (cycle_id);

CREATE INDEX ix_outreach_unit_id ON outreach (unit_id);

CREATE TABLE handbook_element (
	id BLOB NOT NULL,
	"key" TEXT NOT NULL,
	text TEXT NOT NULL,
	owner TEXT NOT NULL,
	reviewed_on DATE,
	next_review DATE,
	CONSTRAINT pk_handbook_element PRIMARY KEY (id),
	CONSTRAINT uq_handbook_element_key UNIQUE ("key")
);

CREATE TABLE planned_exam (
	id BLOB NOT NULL,
	year INTEGER NOT NULL,
	class_code TEXT NOT NULL,
	class_title TEXT NOT NULL,
	planned_for DATE,
	note TEXT NOT NULL,
	CONSTRAINT pk_planned_exam PRIMARY KEY (id)
);

CREATE INDEX ix_planned_exam_year ON planned_exam (year);

CREATE TABLE role_holder (
	id BLOB NOT NULL,
	role TEXT NOT NULL,
	name TEXT NOT NULL,
	contact TEXT NOT NULL,
	duties TEXT NOT NULL,
	starts DATE,
	ends DATE,
	CONSTRAINT pk_role_holder PRIMARY KEY (id)
);

CREATE TABLE year_date (
	id BLOB NOT NULL,
	year INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	title TEXT NOT NULL,
	"on" DATE NOT NULL,
	done_on DATE,
	note TEXT NOT NULL,
	CONSTRAINT pk_year_date PRIMARY KEY (id)
);

CREATE INDEX ix_year_date_year ON year_date (year);

CREATE TABLE year_file (
	id BLOB NOT NULL,
	purpose TEXT NOT NULL,
	action_id BLOB,
	outreach_id BLOB,
	handbook_element_id BLOB,
	name TEXT NOT NULL,
	media_type TEXT NOT NULL,
	size INTEGER NOT NULL,
	blob_sha256 TEXT NOT NULL,
	note TEXT NOT NULL,
	added_by TEXT NOT NULL,
	added_at TEXT NOT NULL,
	CONSTRAINT fk_year_file_action_id FOREIGN KEY(action_id) REFERENCES action (id),
	CONSTRAINT fk_year_file_blob_sha256 FOREIGN KEY(blob_sha256) REFERENCES blob (sha256),
	CONSTRAINT fk_year_file_handbook_element_id FOREIGN KEY(handbook_element_id) REFERENCES handbook_element (id),
	CONSTRAINT fk_year_file_outreach_id FOREIGN KEY(outreach_id) REFERENCES outreach (id),
	CONSTRAINT pk_year_file PRIMARY KEY (id)
);

CREATE INDEX ix_year_file_action_id ON year_file (action_id);

CREATE INDEX ix_year_file_blob_sha256 ON year_file (blob_sha256);

CREATE INDEX ix_year_file_handbook_element_id ON year_file (handbook_element_id);

CREATE INDEX ix_year_file_outreach_id ON year_file (outreach_id);

CREATE TABLE headcount (
	id BLOB NOT NULL,
	class_code TEXT NOT NULL,
	"on" DATE NOT NULL,
	employees INTEGER NOT NULL,
	source TEXT NOT NULL,
	CONSTRAINT pk_headcount PRIMARY KEY (id),
	CONSTRAINT uq_headcount_class_code_on UNIQUE (class_code, "on")
);

CREATE TABLE separation (
	id BLOB NOT NULL,
	person_id BLOB NOT NULL,
	"on" DATE NOT NULL,
	kind TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT fk_separation_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT pk_separation PRIMARY KEY (id)
);

CREATE INDEX ix_separation_person_id ON separation (person_id);

CREATE TABLE filed_report (
	id BLOB NOT NULL,
	kind TEXT NOT NULL,
	period_from DATE NOT NULL,
	period_to DATE NOT NULL,
	printed_document_id BLOB NOT NULL,
	content_sha256 TEXT NOT NULL,
	filed_on DATE NOT NULL,
	filed_with TEXT NOT NULL,
	note TEXT NOT NULL,
	filed_by TEXT NOT NULL,
	filed_at TEXT NOT NULL,
	CONSTRAINT fk_filed_report_content_sha256 FOREIGN KEY(content_sha256) REFERENCES blob (sha256),
	CONSTRAINT fk_filed_report_printed_document_id FOREIGN KEY(printed_document_id) REFERENCES printed_document (id),
	CONSTRAINT pk_filed_report PRIMARY KEY (id)
);

CREATE INDEX ix_filed_report_content_sha256 ON filed_report (content_sha256);

CREATE INDEX ix_filed_report_printed_document_id ON filed_report (printed_document_id)
