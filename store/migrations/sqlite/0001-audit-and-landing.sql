CREATE TABLE audit_entry (
  chain TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  at TEXT NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (chain, sequence)
);

CREATE TABLE audit_head (
  chain TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (chain)
) WITHOUT ROWID;

CREATE TABLE landed_adapter (
  adapter TEXT NOT NULL,
  latest TEXT,
  PRIMARY KEY (adapter)
) WITHOUT ROWID;

CREATE TABLE landed_batch (
  adapter TEXT NOT NULL,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  produced_at TEXT NOT NULL,
  landed_at TEXT NOT NULL,
  landed INTEGER NOT NULL,
  superseded INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  outdated INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  PRIMARY KEY (adapter, name, digest)
) WITHOUT ROWID;

CREATE TABLE landed_record (
  adapter TEXT NOT NULL,
  entity TEXT NOT NULL,
  record_key TEXT NOT NULL,
  index_1 TEXT,
  index_2 TEXT,
  index_3 TEXT,
  document TEXT NOT NULL,
  flags TEXT NOT NULL,
  hash TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  produced_at TEXT NOT NULL,
  batch_name TEXT NOT NULL,
  batch_digest TEXT NOT NULL,
  PRIMARY KEY (adapter, entity, record_key)
);

CREATE INDEX landed_record_index_1 ON landed_record (adapter, entity, index_1);

CREATE INDEX landed_record_index_2 ON landed_record (adapter, entity, index_2);

CREATE INDEX landed_record_index_3 ON landed_record (adapter, entity, index_3);

CREATE TABLE quarantined_record (
  adapter TEXT NOT NULL,
  batch_name TEXT NOT NULL,
  batch_digest TEXT NOT NULL,
  position INTEGER NOT NULL,
  entity TEXT NOT NULL,
  record_key TEXT,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL,
  PRIMARY KEY (adapter, batch_name, batch_digest, position)
);
