CREATE TABLE assignment (
	person_id VARCHAR(36) NOT NULL,
	device_id VARCHAR(36) NOT NULL,
	state VARCHAR(8) NOT NULL,
	since_place BIGINT NOT NULL,
	told_in INTEGER,
	may_have BOOLEAN NOT NULL,
	PRIMARY KEY (person_id, device_id)
);

CREATE INDEX assignment_device ON assignment (device_id);

CREATE TABLE directory_row (
	feed VARCHAR(200) NOT NULL,
	kind VARCHAR(40) NOT NULL,
	record_id VARCHAR(36) NOT NULL,
	content TEXT NOT NULL,
	place BIGINT NOT NULL,
	PRIMARY KEY (feed, kind, record_id)
);

CREATE INDEX directory_row_place ON directory_row (place);

CREATE TABLE hub_bundle (
	line_id VARCHAR(36) NOT NULL,
	number INTEGER NOT NULL,
	hash VARCHAR(64) NOT NULL,
	device_id VARCHAR(36) NOT NULL,
	state VARCHAR(12) NOT NULL,
	why VARCHAR(24),
	file VARCHAR(120),
	previous VARCHAR(64),
	first_seq BIGINT,
	last_seq BIGINT,
	entries BIGINT NOT NULL,
	head VARCHAR(64) NOT NULL,
	made_at VARCHAR(27) NOT NULL,
	received_at VARCHAR(27) NOT NULL,
	clock VARCHAR(8),
	place BIGINT,
	PRIMARY KEY (line_id, number, hash)
);

CREATE INDEX hub_bundle_device ON hub_bundle (device_id, state);

CREATE TABLE hub_device (
	device_id VARCHAR(36) NOT NULL,
	public VARCHAR(64) NOT NULL,
	short VARCHAR(8) NOT NULL,
	recipient VARCHAR(80) NOT NULL,
	store_id VARCHAR(36) NOT NULL,
	state VARCHAR(12) NOT NULL,
	state_at VARCHAR(27) NOT NULL,
	heir VARCHAR(36),
	team_id VARCHAR(36),
	worker_id VARCHAR(36),
	key_id VARCHAR(16) NOT NULL,
	receipts INTEGER NOT NULL,
	acknowledged INTEGER NOT NULL,
	acknowledged_place BIGINT NOT NULL,
	PRIMARY KEY (device_id)
);

CREATE INDEX hub_device_worker ON hub_device (worker_id);

CREATE INDEX ix_hub_device_short ON hub_device (short);

CREATE TABLE hub_fact (
	name VARCHAR(40) NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (name)
);

CREATE TABLE hub_line (
	line_id VARCHAR(36) NOT NULL,
	device_id VARCHAR(36) NOT NULL,
	number INTEGER NOT NULL,
	hash VARCHAR(64) NOT NULL,
	PRIMARY KEY (line_id)
);

CREATE INDEX hub_line_device ON hub_line (device_id);

CREATE TABLE hub_receipt (
	device_id VARCHAR(36) NOT NULL,
	number INTEGER NOT NULL,
	previous VARCHAR(64),
	hash VARCHAR(64) NOT NULL,
	made_at VARCHAR(27) NOT NULL,
	after_place BIGINT NOT NULL,
	place BIGINT NOT NULL,
	key_id VARCHAR(16) NOT NULL,
	acknowledged_at VARCHAR(27),
	PRIMARY KEY (device_id, number)
);

CREATE TABLE hub_refused (
	sha256 VARCHAR(64) NOT NULL,
	why VARCHAR(24) NOT NULL,
	file VARCHAR(120) NOT NULL,
	received_at VARCHAR(27) NOT NULL,
	PRIMARY KEY (sha256)
);

CREATE TABLE late_value (
	person_id VARCHAR(36) NOT NULL,
	place BIGINT NOT NULL,
	entry_id VARCHAR(36) NOT NULL,
	device_id VARCHAR(36) NOT NULL,
	PRIMARY KEY (person_id, place, entry_id)
);

CREATE TABLE touched (
	person_id VARCHAR(36) NOT NULL,
	place BIGINT NOT NULL,
	device_id VARCHAR(36) NOT NULL,
	first_seq BIGINT NOT NULL,
	last_seq BIGINT NOT NULL,
	PRIMARY KEY (person_id, place, device_id)
);

CREATE INDEX touched_place ON touched (place);

