CREATE TABLE activity (
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	name VARCHAR NOT NULL,
	plain VARCHAR,
	kinds JSONB NOT NULL,
	item VARCHAR NOT NULL,
	prison_category VARCHAR,
	provider_id UUID,
	venue_id UUID,
	domains JSONB NOT NULL,
	attributes JSONB NOT NULL,
	settings JSONB NOT NULL,
	establishments JSONB NOT NULL,
	areas JSONB NOT NULL,
	areas_in_words VARCHAR,
	anywhere BOOLEAN NOT NULL,
	minimum_age INTEGER,
	maximum_age INTEGER,
	single_sex VARCHAR,
	eligibility VARCHAR,
	risk_levels JSONB NOT NULL,
	excludes JSONB NOT NULL,
	has_under_18s BOOLEAN,
	access JSONB NOT NULL,
	languages JSONB NOT NULL,
	interpreter BOOLEAN,
	weeks INTEGER,
	starts_on DATE,
	ends_on DATE,
	places INTEGER,
	waiting INTEGER,
	taken INTEGER,
	cost_pence INTEGER,
	cost_per VARCHAR,
	cost_words VARCHAR,
	victim_check BOOLEAN,
	needs_consent BOOLEAN NOT NULL,
	how_to_join VARCHAR,
	phone VARCHAR,
	email VARCHAR,
	website VARCHAR,
	group_size INTEGER,
	status_on DATE,
	active BOOLEAN NOT NULL,
	feed VARCHAR,
	source_id VARCHAR,
	withdrawn_on DATE,
	assured_on DATE,
	extra JSONB NOT NULL,
	PRIMARY KEY (id)
);

CREATE INDEX ix_activity_provider_id ON activity (provider_id);

CREATE INDEX ix_activity_venue_id ON activity (venue_id);

CREATE TABLE activity_time (
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	activity_id UUID NOT NULL,
	weekday VARCHAR,
	starts VARCHAR,
	ends VARCHAR,
	from_on DATE,
	to_on DATE,
	words VARCHAR,
	PRIMARY KEY (id)
);

CREATE INDEX ix_activity_time_activity_id ON activity_time (activity_id);

CREATE TABLE bundle (
	device_id UUID NOT NULL,
	number INTEGER NOT NULL,
	first_seq BIGINT NOT NULL,
	last_seq BIGINT NOT NULL,
	previous VARCHAR(64),
	hash VARCHAR(64) NOT NULL,
	instead_of TEXT DEFAULT '' NOT NULL,
	manifest TEXT NOT NULL,
	made_at TIMESTAMP WITH TIME ZONE NOT NULL,
	written_at TIMESTAMP WITH TIME ZONE,
	receipted_at TIMESTAMP WITH TIME ZONE,
	PRIMARY KEY (device_id, number)
);

CREATE TABLE checkpoint (
	device_id UUID NOT NULL,
	seq BIGINT NOT NULL,
	words VARCHAR(120) NOT NULL,
	said TEXT NOT NULL,
	signature TEXT NOT NULL,
	PRIMARY KEY (device_id, seq)
);

CREATE TABLE entry (
	person_id UUID NOT NULL,
	hlc VARCHAR(16) NOT NULL,
	id UUID NOT NULL,
	device_id UUID NOT NULL,
	seq BIGINT NOT NULL,
	record_id UUID NOT NULL,
	action VARCHAR(24) NOT NULL,
	header TEXT NOT NULL,
	hash VARCHAR(64) NOT NULL,
	PRIMARY KEY (person_id, hlc, id)
);

CREATE UNIQUE INDEX entry_chain ON entry (device_id, seq);

CREATE INDEX entry_consent ON entry (person_id) WHERE replace(header, '"kind":"consent"', '') <> header OR replace(header, '"kind":"withholding"', '') <> header;

CREATE INDEX entry_erased ON entry (hlc) WHERE action = 'erased';

CREATE INDEX entry_record ON entry (record_id, hlc);

CREATE TABLE entry_values (
	person_id UUID NOT NULL,
	entry_id UUID NOT NULL,
	content TEXT NOT NULL,
	PRIMARY KEY (person_id, entry_id)
);

CREATE TABLE gap (
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	"on" DATE NOT NULL,
	domain VARCHAR,
	kind_wanted VARCHAR,
	area VARCHAR,
	establishment VARCHAR,
	reasons JSONB NOT NULL,
	words VARCHAR,
	PRIMARY KEY (id)
);

CREATE TABLE gone (
	record_id UUID NOT NULL,
	person_id UUID NOT NULL,
	PRIMARY KEY (record_id)
);

CREATE TABLE head (
	record_id UUID NOT NULL,
	field VARCHAR(64) NOT NULL,
	entry_id UUID NOT NULL,
	PRIMARY KEY (record_id, field)
);

CREATE TABLE mentor (
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	name VARCHAR NOT NULL,
	provider_id UUID,
	kind_of VARCHAR NOT NULL,
	experiences JSONB NOT NULL,
	languages JSONB NOT NULL,
	areas JSONB NOT NULL,
	capacity INTEGER,
	supporting INTEGER,
	checks_until DATE,
	active BOOLEAN NOT NULL,
	PRIMARY KEY (id)
);

CREATE INDEX ix_mentor_provider_id ON mentor (provider_id);

CREATE TABLE person (
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	name VARCHAR NOT NULL,
	known_as VARCHAR,
	other_names VARCHAR,
	date_of_birth DATE,
	team_id UUID,
	worker_id UUID,
	setting VARCHAR,
	legal_stage VARCHAR,
	establishment VARCHAR,
	wing VARCHAR,
	address VARCHAR,
	area VARCHAR,
	reachable_areas JSONB NOT NULL,
	arrived_on DATE,
	arrived_by VARCHAR,
	release_date DATE,
	release_known VARCHAR NOT NULL,
	care_leaver VARCHAR,
	language VARCHAR,
	interpreter VARCHAR NOT NULL,
	sex VARCHAR NOT NULL,
	gender VARCHAR NOT NULL,
	gender_words VARCHAR,
	ethnicity VARCHAR NOT NULL,
	ethnicity_words VARCHAR,
	risk_level VARCHAR NOT NULL,
	risk_source VARCHAR,
	risk_date DATE,
	risk_summary VARCHAR,
	no_under_18s BOOLEAN NOT NULL,
	exclusions JSONB NOT NULL,
	safeguarding BOOLEAN NOT NULL,
	safeguarding_note VARCHAR,
	victim_safety VARCHAR,
	how_to_explain VARCHAR,
	reading VARCHAR,
	what_helps VARCHAR,
	adjustments JSONB NOT NULL,
	access_needs JSONB NOT NULL,
	experiences JSONB NOT NULL,
	asked_for JSONB NOT NULL,
	asked_for_words VARCHAR,
	barriers JSONB NOT NULL,
	merged_into UUID,
	PRIMARY KEY (id)
);

CREATE INDEX ix_person_team_id ON person (team_id);

CREATE INDEX ix_person_worker_id ON person (worker_id);

CREATE INDEX person_in_order ON person (lower(name), id);

CREATE INDEX person_joined ON person (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE pot (
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	name VARCHAR NOT NULL,
	funder VARCHAR,
	amount_pence INTEGER NOT NULL,
	starts_on DATE,
	ends_on DATE,
	terms VARCHAR,
	minimum_age INTEGER,
	maximum_age INTEGER,
	settings JSONB NOT NULL,
	PRIMARY KEY (id)
);

CREATE TABLE provider (
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	name VARCHAR NOT NULL,
	type VARCHAR,
	description VARCHAR,
	stage VARCHAR NOT NULL,
	approved BOOLEAN NOT NULL,
	suspended BOOLEAN NOT NULL,
	suspended_reason VARCHAR,
	attributes JSONB NOT NULL,
	areas JSONB NOT NULL,
	contact_name VARCHAR,
	phone VARCHAR,
	email VARCHAR,
	website VARCHAR,
	next_contact_on DATE,
	feed VARCHAR,
	source_id VARCHAR,
	withdrawn_on DATE,
	extra JSONB NOT NULL,
	PRIMARY KEY (id)
);

CREATE TABLE provider_agreement (
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	provider_id UUID NOT NULL,
	part VARCHAR NOT NULL,
	present BOOLEAN NOT NULL,
	signed_by VARCHAR,
	signed_on DATE,
	review_on DATE,
	PRIMARY KEY (id)
);

CREATE INDEX ix_provider_agreement_provider_id ON provider_agreement (provider_id);

CREATE TABLE provider_check (
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	provider_id UUID NOT NULL,
	item VARCHAR NOT NULL,
	evidence VARCHAR,
	seen_on DATE,
	expires_on DATE,
	PRIMARY KEY (id)
);

CREATE INDEX ix_provider_check_provider_id ON provider_check (provider_id);

CREATE TABLE team (
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	name VARCHAR NOT NULL,
	setting VARCHAR,
	PRIMARY KEY (id)
);

CREATE TABLE tip (
	record_id UUID NOT NULL,
	field VARCHAR(64) NOT NULL,
	entry_id UUID NOT NULL,
	person_id UUID NOT NULL,
	kind VARCHAR(64) NOT NULL,
	agreed BOOLEAN NOT NULL,
	PRIMARY KEY (record_id, field, entry_id)
);

CREATE INDEX tip_person ON tip (person_id);

CREATE TABLE unknown_kind (
	entry_id UUID NOT NULL,
	field VARCHAR(64) NOT NULL,
	record_id UUID NOT NULL,
	person_id UUID NOT NULL,
	kind VARCHAR(64) NOT NULL,
	action VARCHAR(64) NOT NULL,
	PRIMARY KEY (entry_id, field)
);

CREATE INDEX ix_unknown_kind_record_id ON unknown_kind (record_id);

CREATE TABLE venue (
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	name VARCHAR NOT NULL,
	address VARCHAR,
	postcode VARCHAR,
	area VARCHAR,
	establishment VARCHAR,
	access JSONB NOT NULL,
	private BOOLEAN,
	travel VARCHAR,
	checked_on DATE,
	feed VARCHAR,
	source_id VARCHAR,
	withdrawn_on DATE,
	extra JSONB NOT NULL,
	PRIMARY KEY (id)
);

CREATE TABLE waiting (
	entry_id UUID NOT NULL,
	record_id UUID NOT NULL,
	person_id UUID NOT NULL,
	kind VARCHAR(64) NOT NULL,
	device_id UUID NOT NULL,
	PRIMARY KEY (entry_id)
);

CREATE INDEX ix_waiting_record_id ON waiting (record_id);

CREATE TABLE withheld (
	entry_id UUID NOT NULL,
	person_id UUID NOT NULL,
	device_id UUID NOT NULL,
	bundle INTEGER NOT NULL,
	released_by UUID,
	released_in INTEGER,
	PRIMARY KEY (entry_id)
);

CREATE INDEX withheld_person ON withheld (person_id);

CREATE TABLE worker (
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	name VARCHAR NOT NULL,
	title VARCHAR,
	team_id UUID,
	role VARCHAR NOT NULL,
	PRIMARY KEY (id)
);

CREATE TABLE appointment (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	"on" DATE NOT NULL,
	at VARCHAR,
	minutes INTEGER,
	"where" VARCHAR,
	mode VARCHAR NOT NULL,
	about VARCHAR NOT NULL,
	outcome VARCHAR,
	note VARCHAR,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE benefit (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	review_id UUID NOT NULL,
	benefit VARCHAR NOT NULL,
	rating VARCHAR NOT NULL,
	words VARCHAR,
	corrects UUID,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE budget (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	plan_id UUID,
	pot_id UUID,
	amount_pence INTEGER NOT NULL,
	what_for VARCHAR,
	agreed_by VARCHAR,
	agreed_on DATE,
	managed_as VARCHAR NOT NULL,
	review_on DATE,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE check_in (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	instrument VARCHAR NOT NULL,
	"on" DATE NOT NULL,
	moment VARCHAR NOT NULL,
	mode VARCHAR NOT NULL,
	answers JSONB NOT NULL,
	raw INTEGER,
	partial_reason VARCHAR,
	licence VARCHAR,
	safety_prompted BOOLEAN NOT NULL,
	safety_decision VARCHAR,
	worker_id UUID,
	corrects UUID,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE consent (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	purpose VARCHAR NOT NULL,
	what VARCHAR,
	provider_id UUID,
	with_whom VARCHAR,
	given BOOLEAN NOT NULL,
	how VARCHAR,
	decided_on DATE NOT NULL,
	withdrawn_on DATE,
	words VARCHAR,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE contact_detail (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	channel VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	safe VARCHAR NOT NULL,
	note VARCHAR,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE episode (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	referral_in_id UUID,
	number INTEGER NOT NULL,
	level VARCHAR NOT NULL,
	stage VARCHAR,
	opened_on DATE NOT NULL,
	first_contact_on DATE,
	plan_agreed_on DATE,
	first_attendance_on DATE,
	ended_on DATE,
	end_reasons JSONB NOT NULL,
	end_words VARCHAR,
	on_hold VARCHAR,
	on_hold_since DATE,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE goal (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	plan_id UUID NOT NULL,
	position INTEGER NOT NULL,
	words VARCHAR NOT NULL,
	belonging BOOLEAN NOT NULL,
	state VARCHAR NOT NULL,
	remind_on DATE,
	removed_reason VARCHAR,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE goal_need (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	goal_id UUID NOT NULL,
	need_id UUID NOT NULL,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE goal_note (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	goal_id UUID NOT NULL,
	review_id UUID,
	note_kind VARCHAR NOT NULL,
	"on" DATE NOT NULL,
	words VARCHAR NOT NULL,
	corrects UUID,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE identifier (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	scheme VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	status VARCHAR NOT NULL,
	warning VARCHAR,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_identifier_value ON identifier (value);

CREATE TABLE keep_apart (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	other_id UUID NOT NULL,
	source VARCHAR,
	why VARCHAR,
	since DATE,
	until DATE,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_keep_apart_other_id ON keep_apart (other_id);

CREATE TABLE money_request (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	budget_id UUID,
	pot_id UUID,
	goal_id UUID,
	activity_id UUID,
	amount_pence INTEGER NOT NULL,
	what_for VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	state_on DATE NOT NULL,
	why VARCHAR,
	decided_by UUID,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE need (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	plan_id UUID NOT NULL,
	domain VARCHAR NOT NULL,
	words VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	met BOOLEAN NOT NULL,
	since DATE,
	no_goal_reason VARCHAR,
	sits_behind UUID,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE note (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	"on" DATE NOT NULL,
	at VARCHAR,
	about VARCHAR NOT NULL,
	mode VARCHAR NOT NULL,
	minutes INTEGER,
	"where" VARCHAR,
	words VARCHAR NOT NULL,
	goal_id UUID,
	worker_id UUID,
	corrects UUID,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE oversight (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	"on" DATE NOT NULL,
	by_name VARCHAR NOT NULL,
	checked JSONB NOT NULL,
	actions VARCHAR,
	entered_by UUID,
	corrects UUID,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE plan (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	episode_id UUID,
	template VARCHAR NOT NULL,
	matters VARCHAR,
	going_well VARCHAR,
	gets_in_the_way VARCHAR,
	ideas VARCHAR,
	strengths VARCHAR,
	declined_words BOOLEAN NOT NULL,
	together BOOLEAN NOT NULL,
	agreement VARCHAR NOT NULL,
	agreement_note VARCHAR,
	agreed_on DATE,
	no_needs BOOLEAN NOT NULL,
	review_on DATE,
	closed_on DATE,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE plan_risk (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	plan_id UUID NOT NULL,
	hazard VARCHAR NOT NULL,
	action VARCHAR,
	told VARCHAR,
	review_on DATE,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE plan_version (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	plan_id UUID NOT NULL,
	number INTEGER NOT NULL,
	agreement VARCHAR NOT NULL,
	agreement_note VARCHAR,
	agreed_on DATE NOT NULL,
	snapshot JSONB NOT NULL,
	sha256 VARCHAR NOT NULL,
	corrects UUID,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE professional (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	role VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	organisation VARCHAR,
	phone VARCHAR,
	email VARCHAR,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE referral (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	activity_id UUID NOT NULL,
	plan_id UUID,
	goal_id UUID,
	mentor_id UUID,
	form VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	state_on DATE NOT NULL,
	revisit_on DATE,
	again_of UUID,
	override_reason VARCHAR,
	override_tests JSONB NOT NULL,
	consent_id UUID,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_referral_activity_id ON referral (activity_id);

CREATE TABLE referral_in (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	source VARCHAR,
	source_name VARCHAR,
	reason VARCHAR,
	stage VARCHAR,
	received_on DATE NOT NULL,
	decision VARCHAR NOT NULL,
	decided_on DATE,
	decided_by UUID,
	why VARCHAR,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE referral_state (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	referral_id UUID NOT NULL,
	state VARCHAR NOT NULL,
	"on" DATE NOT NULL,
	reasons JSONB NOT NULL,
	words VARCHAR,
	revisit_on DATE,
	worker_id UUID,
	corrects UUID,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE retention_hold (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	decided_on DATE NOT NULL,
	until DATE NOT NULL,
	why VARCHAR NOT NULL,
	decided_by UUID,
	corrects UUID,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE review (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	plan_id UUID NOT NULL,
	name VARCHAR NOT NULL,
	mode VARCHAR NOT NULL,
	held_on DATE NOT NULL,
	conducted_by UUID,
	conducted_by_name VARCHAR,
	entered_by UUID,
	going_well VARCHAR,
	hard VARCHAR,
	matters_now VARCHAR,
	see_myself VARCHAR,
	feedback VARCHAR,
	feedback_declined BOOLEAN NOT NULL,
	decisions VARCHAR,
	agreement VARCHAR NOT NULL,
	agreement_note VARCHAR,
	contributors JSONB NOT NULL,
	next_on DATE,
	finished BOOLEAN NOT NULL,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE source_row (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	feed VARCHAR NOT NULL,
	reference VARCHAR NOT NULL,
	made BOOLEAN NOT NULL,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE step (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	goal_id UUID NOT NULL,
	position INTEGER NOT NULL,
	words VARCHAR NOT NULL,
	by VARCHAR NOT NULL,
	by_name VARCHAR,
	state VARCHAR NOT NULL,
	due_on DATE,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE unavailable (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	weekday VARCHAR,
	starts VARCHAR,
	ends VARCHAR,
	until DATE,
	why VARCHAR,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE withholding (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	in_error BOOLEAN NOT NULL,
	record_id UUID,
	lifted BOOLEAN NOT NULL,
	why VARCHAR,
	PRIMARY KEY (person_id, id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

