CREATE TABLE oversight_finding (
  id VARCHAR(128) NOT NULL,
  rule VARCHAR(64) NOT NULL,
  rule_version VARCHAR(64) NOT NULL,
  severity VARCHAR(16) NOT NULL,
  document VARCHAR(64) NOT NULL,
  person VARCHAR(1024),
  record_type VARCHAR(64) NOT NULL,
  record_key LONGTEXT NOT NULL,
  files LONGTEXT NOT NULL,
  title_zh LONGTEXT NOT NULL,
  title_en LONGTEXT NOT NULL,
  text_zh LONGTEXT NOT NULL,
  text_en LONGTEXT NOT NULL,
  line VARCHAR(32) NOT NULL,
  agency_code VARCHAR(64),
  division_code VARCHAR(64),
  sealed BIGINT NOT NULL,
  status VARCHAR(16) NOT NULL,
  verdict VARCHAR(16),
  found_at VARCHAR(32) NOT NULL,
  seen_at VARCHAR(32) NOT NULL,
  withdrawn_at VARCHAR(32),
  times_returned BIGINT NOT NULL,
  matter VARCHAR(128),
  run VARCHAR(128) NOT NULL,
  seen_run VARCHAR(128) NOT NULL,
  digest VARCHAR(64) NOT NULL,
  events BIGINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX oversight_finding_rule ON oversight_finding (rule, status, division_code);

CREATE INDEX oversight_finding_person ON oversight_finding (person(191));

CREATE INDEX oversight_finding_matter ON oversight_finding (matter);

CREATE INDEX oversight_finding_record ON oversight_finding (record_type, record_key(191));

CREATE INDEX oversight_finding_division ON oversight_finding (division_code, status);

CREATE TABLE oversight_evidence (
  id VARCHAR(140) NOT NULL,
  finding VARCHAR(128) NOT NULL,
  person VARCHAR(1024),
  position BIGINT NOT NULL,
  name LONGTEXT NOT NULL,
  label_zh LONGTEXT NOT NULL,
  label_en LONGTEXT NOT NULL,
  value LONGTEXT,
  sensitive_value LONGTEXT,
  unit LONGTEXT,
  coordinate LONGTEXT,
  adapter LONGTEXT,
  record_id LONGTEXT,
  as_of LONGTEXT,
  flags LONGTEXT NOT NULL,
  is_sensitive BIGINT NOT NULL,
  line VARCHAR(32) NOT NULL,
  agency_code VARCHAR(64),
  division_code VARCHAR(64),
  sealed BIGINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX oversight_evidence_finding ON oversight_evidence (finding, position);

CREATE TABLE oversight_finding_event (
  id VARCHAR(140) NOT NULL,
  finding VARCHAR(128) NOT NULL,
  position BIGINT NOT NULL,
  at VARCHAR(32) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  run VARCHAR(128),
  account VARCHAR(255),
  note LONGTEXT,
  evidence_before LONGTEXT,
  line VARCHAR(32) NOT NULL,
  agency_code VARCHAR(64),
  division_code VARCHAR(64),
  sealed BIGINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX oversight_finding_event_finding ON oversight_finding_event (finding, position);

CREATE TABLE oversight_run (
  id VARCHAR(128) NOT NULL,
  mode VARCHAR(16) NOT NULL,
  since VARCHAR(32),
  today VARCHAR(10) NOT NULL,
  division VARCHAR(64) NOT NULL,
  state VARCHAR(16) NOT NULL,
  started_at VARCHAR(32) NOT NULL,
  ended_at VARCHAR(32),
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX oversight_run_state ON oversight_run (state, started_at);

CREATE TABLE oversight_rule_run (
  id VARCHAR(200) NOT NULL,
  run VARCHAR(128) NOT NULL,
  position BIGINT NOT NULL,
  rule VARCHAR(64) NOT NULL,
  version VARCHAR(64) NOT NULL,
  state VARCHAR(16) NOT NULL,
  place LONGTEXT,
  records BIGINT NOT NULL,
  expected BIGINT,
  hits BIGINT NOT NULL,
  guarded BIGINT NOT NULL,
  indeterminate LONGTEXT NOT NULL,
  undecided BIGINT NOT NULL,
  missing LONGTEXT NOT NULL,
  failure VARCHAR(64),
  started_at VARCHAR(32),
  ended_at VARCHAR(32),
  division VARCHAR(64) NOT NULL,
  run_started_at VARCHAR(32) NOT NULL,
  page VARCHAR(64),
  receipt LONGTEXT,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX oversight_rule_run_run ON oversight_rule_run (run, rule);

CREATE INDEX oversight_rule_run_rule ON oversight_rule_run (rule, version, state);

CREATE TABLE supervision_matter (
  number VARCHAR(128) NOT NULL,
  origin VARCHAR(16) NOT NULL,
  title LONGTEXT NOT NULL,
  line VARCHAR(32) NOT NULL,
  agency_code VARCHAR(64),
  division_code VARCHAR(64),
  sealed BIGINT NOT NULL,
  state VARCHAR(32) NOT NULL,
  state_since VARCHAR(32) NOT NULL,
  opened_at VARCHAR(32) NOT NULL,
  closed_at VARCHAR(32),
  due_date VARCHAR(10),
  assignee VARCHAR(255),
  version BIGINT NOT NULL,
  procuratorate_code VARCHAR(64) NOT NULL,
  persons LONGTEXT NOT NULL,
  files LONGTEXT NOT NULL,
  complainant LONGTEXT,
  complainant_told_at VARCHAR(32),
  source_key VARCHAR(512),
  opinion LONGTEXT,
  reopened_from VARCHAR(128),
  PRIMARY KEY (number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE UNIQUE INDEX supervision_matter_source ON supervision_matter (source_key);

CREATE INDEX supervision_matter_due ON supervision_matter (state, due_date);

CREATE INDEX supervision_matter_house ON supervision_matter (procuratorate_code, closed_at, assignee);

CREATE INDEX supervision_matter_division ON supervision_matter (division_code, state);

CREATE TABLE supervision_step (
  id VARCHAR(140) NOT NULL,
  matter VARCHAR(128) NOT NULL,
  position BIGINT NOT NULL,
  transition VARCHAR(16) NOT NULL,
  from_state VARCHAR(32),
  to_state VARCHAR(32) NOT NULL,
  at VARCHAR(32) NOT NULL,
  account VARCHAR(255) NOT NULL,
  actor_agency VARCHAR(64) NOT NULL,
  words LONGTEXT,
  document VARCHAR(64),
  basis LONGTEXT NOT NULL,
  checklist LONGTEXT NOT NULL,
  records LONGTEXT NOT NULL,
  confidential BIGINT NOT NULL,
  line VARCHAR(32) NOT NULL,
  agency_code VARCHAR(64),
  division_code VARCHAR(64),
  sealed BIGINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX supervision_step_matter ON supervision_step (matter, position);

CREATE TABLE supervision_document (
  number VARCHAR(128) NOT NULL,
  matter VARCHAR(128) NOT NULL,
  kind VARCHAR(64) NOT NULL,
  title LONGTEXT NOT NULL,
  procuratorate_code VARCHAR(64) NOT NULL,
  line VARCHAR(32) NOT NULL,
  agency_code VARCHAR(64),
  division_code VARCHAR(64),
  sealed BIGINT NOT NULL,
  issued_at VARCHAR(32) NOT NULL,
  served_at VARCHAR(32),
  reply_by VARCHAR(10),
  replied_at VARCHAR(32),
  received_by LONGTEXT,
  copies LONGTEXT NOT NULL,
  content_hash VARCHAR(128) NOT NULL,
  revoked_at VARCHAR(32),
  PRIMARY KEY (number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX supervision_document_matter ON supervision_document (matter);

CREATE TABLE supervision_document_piece (
  document VARCHAR(128) NOT NULL,
  position BIGINT NOT NULL,
  bytes MEDIUMBLOB NOT NULL,
  PRIMARY KEY (document, position)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE supervision_series (
  procuratorate VARCHAR(64) NOT NULL,
  kind VARCHAR(64) NOT NULL,
  year BIGINT NOT NULL,
  given BIGINT NOT NULL,
  PRIMARY KEY (procuratorate, kind, year)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE oversight_outbox (
  place BIGINT NOT NULL,
  id VARCHAR(140) NOT NULL,
  type VARCHAR(128) NOT NULL,
  subject VARCHAR(128) NOT NULL,
  at VARCHAR(32) NOT NULL,
  data LONGTEXT NOT NULL,
  agency_code VARCHAR(64),
  division_code VARCHAR(64),
  line VARCHAR(32),
  PRIMARY KEY (place)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE UNIQUE INDEX oversight_outbox_id ON oversight_outbox (id);

CREATE TABLE oversight_outbox_head (
  outbox BIGINT NOT NULL,
  place BIGINT NOT NULL,
  PRIMARY KEY (outbox)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT IGNORE INTO oversight_outbox_head (outbox, place) VALUES (1, 0);

CREATE TABLE oversight_receiver (
  receiver VARCHAR(255) NOT NULL,
  place BIGINT NOT NULL,
  PRIMARY KEY (receiver)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
