CREATE TABLE oversight_finding (
  id TEXT NOT NULL,
  rule TEXT NOT NULL,
  rule_version TEXT NOT NULL,
  severity TEXT NOT NULL,
  document TEXT NOT NULL,
  person TEXT,
  record_type TEXT NOT NULL,
  record_key TEXT NOT NULL,
  files TEXT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  text_zh TEXT NOT NULL,
  text_en TEXT NOT NULL,
  line TEXT NOT NULL,
  agency_code TEXT,
  division_code TEXT,
  sealed INTEGER NOT NULL,
  status TEXT NOT NULL,
  verdict TEXT,
  found_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  withdrawn_at TEXT,
  times_returned INTEGER NOT NULL,
  matter TEXT,
  run TEXT NOT NULL,
  seen_run TEXT NOT NULL,
  digest TEXT NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (id)
);

CREATE INDEX oversight_finding_rule ON oversight_finding (rule, status, division_code);

CREATE INDEX oversight_finding_person ON oversight_finding (person);

CREATE INDEX oversight_finding_matter ON oversight_finding (matter);

CREATE INDEX oversight_finding_record ON oversight_finding (record_type, record_key);

CREATE INDEX oversight_finding_division ON oversight_finding (division_code, status);

CREATE TABLE oversight_evidence (
  id TEXT NOT NULL,
  finding TEXT NOT NULL,
  person TEXT,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL,
  value TEXT,
  sensitive_value TEXT,
  unit TEXT,
  coordinate TEXT,
  adapter TEXT,
  record_id TEXT,
  as_of TEXT,
  flags TEXT NOT NULL,
  is_sensitive INTEGER NOT NULL,
  line TEXT NOT NULL,
  agency_code TEXT,
  division_code TEXT,
  sealed INTEGER NOT NULL,
  PRIMARY KEY (id)
);

CREATE INDEX oversight_evidence_finding ON oversight_evidence (finding, position);

CREATE TABLE oversight_finding_event (
  id TEXT NOT NULL,
  finding TEXT NOT NULL,
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  run TEXT,
  account TEXT,
  note TEXT,
  evidence_before TEXT,
  line TEXT NOT NULL,
  agency_code TEXT,
  division_code TEXT,
  sealed INTEGER NOT NULL,
  PRIMARY KEY (id)
);

CREATE INDEX oversight_finding_event_finding ON oversight_finding_event (finding, position);

CREATE TABLE oversight_run (
  id TEXT NOT NULL,
  mode TEXT NOT NULL,
  since TEXT,
  today TEXT NOT NULL,
  division TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (id)
);

CREATE INDEX oversight_run_state ON oversight_run (state, started_at);

CREATE TABLE oversight_rule_run (
  id TEXT NOT NULL,
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  rule TEXT NOT NULL,
  version TEXT NOT NULL,
  state TEXT NOT NULL,
  place TEXT,
  records INTEGER NOT NULL,
  expected INTEGER,
  hits INTEGER NOT NULL,
  guarded INTEGER NOT NULL,
  indeterminate TEXT NOT NULL,
  undecided INTEGER NOT NULL,
  missing TEXT NOT NULL,
  failure TEXT,
  started_at TEXT,
  ended_at TEXT,
  division TEXT NOT NULL,
  run_started_at TEXT NOT NULL,
  page TEXT,
  receipt TEXT,
  PRIMARY KEY (id)
);

CREATE INDEX oversight_rule_run_run ON oversight_rule_run (run, rule);

CREATE INDEX oversight_rule_run_rule ON oversight_rule_run (rule, version, state);

CREATE TABLE supervision_matter (
  number TEXT NOT NULL,
  origin TEXT NOT NULL,
  title TEXT NOT NULL,
  line TEXT NOT NULL,
  agency_code TEXT,
  division_code TEXT,
  sealed INTEGER NOT NULL,
  state TEXT NOT NULL,
  state_since TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  due_date TEXT,
  assignee TEXT,
  version INTEGER NOT NULL,
  procuratorate_code TEXT NOT NULL,
  persons TEXT NOT NULL,
  files TEXT NOT NULL,
  complainant TEXT,
  complainant_told_at TEXT,
  source_key TEXT,
  opinion TEXT,
  reopened_from TEXT,
  PRIMARY KEY (number)
);

CREATE UNIQUE INDEX supervision_matter_source ON supervision_matter (source_key);

CREATE INDEX supervision_matter_due ON supervision_matter (state, due_date);

CREATE INDEX supervision_matter_house ON supervision_matter (procuratorate_code, closed_at, assignee);

CREATE INDEX supervision_matter_division ON supervision_matter (division_code, state);

CREATE TABLE supervision_step (
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  position INTEGER NOT NULL,
  transition TEXT NOT NULL,
  from_state TEXT,
  to_state TEXT NOT NULL,
  at TEXT NOT NULL,
  account TEXT NOT NULL,
  actor_agency TEXT NOT NULL,
  words TEXT,
  document TEXT,
  basis TEXT NOT NULL,
  checklist TEXT NOT NULL,
  records TEXT NOT NULL,
  confidential INTEGER NOT NULL,
  line TEXT NOT NULL,
  agency_code TEXT,
  division_code TEXT,
  sealed INTEGER NOT NULL,
  PRIMARY KEY (id)
);

CREATE INDEX supervision_step_matter ON supervision_step (matter, position);

CREATE TABLE supervision_document (
  number TEXT NOT NULL,
  matter TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  procuratorate_code TEXT NOT NULL,
  line TEXT NOT NULL,
  agency_code TEXT,
  division_code TEXT,
  sealed INTEGER NOT NULL,
  issued_at TEXT NOT NULL,
  served_at TEXT,
  reply_by TEXT,
  replied_at TEXT,
  received_by TEXT,
  copies TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  revoked_at TEXT,
  PRIMARY KEY (number)
);

CREATE INDEX supervision_document_matter ON supervision_document (matter);

CREATE TABLE supervision_document_piece (
  document TEXT NOT NULL,
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (document, position)
);

CREATE TABLE supervision_series (
  procuratorate TEXT NOT NULL,
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  given INTEGER NOT NULL,
  PRIMARY KEY (procuratorate, kind, year)
) WITHOUT ROWID;

CREATE TABLE oversight_outbox (
  place INTEGER NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  at TEXT NOT NULL,
  data TEXT NOT NULL,
  agency_code TEXT,
  division_code TEXT,
  line TEXT,
  PRIMARY KEY (place)
);

CREATE UNIQUE INDEX oversight_outbox_id ON oversight_outbox (id);

CREATE TABLE oversight_outbox_head (
  outbox INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (outbox)
) WITHOUT ROWID;

INSERT OR IGNORE INTO oversight_outbox_head (outbox, place) VALUES (1, 0);

CREATE TABLE oversight_receiver (
  receiver TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (receiver)
) WITHOUT ROWID;
