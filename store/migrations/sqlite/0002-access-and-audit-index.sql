CREATE TABLE matter (
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  line TEXT,
  title TEXT NOT NULL,
  agency TEXT NOT NULL,
  division TEXT NOT NULL,
  persons TEXT NOT NULL,
  files TEXT NOT NULL,
  handlers TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  PRIMARY KEY (number)
);

CREATE TABLE matter_handler (
  handler TEXT NOT NULL,
  matter TEXT NOT NULL,
  PRIMARY KEY (handler, matter)
) WITHOUT ROWID;

CREATE TABLE access_request (
  id TEXT NOT NULL,
  applicant TEXT NOT NULL,
  agency TEXT NOT NULL,
  division TEXT NOT NULL,
  roles TEXT NOT NULL,
  purpose TEXT NOT NULL,
  matter TEXT NOT NULL,
  fields TEXT NOT NULL,
  persons TEXT NOT NULL,
  files TEXT NOT NULL,
  reason TEXT NOT NULL,
  is_break_glass INTEGER NOT NULL,
  requested_at TEXT NOT NULL,
  state TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  decision_reason TEXT,
  until TEXT,
  revoked_by TEXT,
  revoked_at TEXT,
  PRIMARY KEY (id)
);

CREATE INDEX access_request_applicant ON access_request (applicant, matter, requested_at);

CREATE INDEX access_request_agency ON access_request (agency, requested_at);

CREATE INDEX access_request_matter ON access_request (matter, requested_at);

CREATE TABLE access_revision (
  book INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (book)
) WITHOUT ROWID;

INSERT OR IGNORE INTO access_revision (book, revision) VALUES (1, 0);

CREATE TABLE request_usage (
  account TEXT NOT NULL,
  purpose TEXT NOT NULL,
  day TEXT NOT NULL,
  requests INTEGER NOT NULL,
  PRIMARY KEY (account, purpose, day)
) WITHOUT ROWID;

CREATE TABLE matter_usage (
  matter TEXT NOT NULL,
  persons INTEGER NOT NULL,
  PRIMARY KEY (matter)
) WITHOUT ROWID;

CREATE TABLE matter_person (
  matter TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (matter, digest)
) WITHOUT ROWID;

ALTER TABLE audit_head ADD COLUMN proofs INTEGER NOT NULL DEFAULT 0;

CREATE INDEX audit_entry_at ON audit_entry (at, chain, sequence);

CREATE TABLE audit_subject (
  digest TEXT NOT NULL,
  at TEXT NOT NULL,
  chain TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (digest, at, chain, sequence)
) WITHOUT ROWID;

INSERT OR IGNORE INTO audit_subject (digest, at, chain, sequence)
  SELECT subject.value, audit_entry.at, audit_entry.chain, audit_entry.sequence
  FROM audit_entry, json_each(CASE WHEN json_valid(event) THEN event ELSE '{}' END, '$.subjects') AS subject;

CREATE TABLE audit_checkpoint (
  at TEXT NOT NULL,
  digest TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (at, digest)
);
