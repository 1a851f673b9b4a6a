ALTER TABLE landed_batch ADD COLUMN excluded INTEGER NOT NULL DEFAULT 0;

CREATE TABLE excluded_record (
  adapter TEXT NOT NULL,
  entity TEXT NOT NULL,
  digest TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  produced_at TEXT NOT NULL,
  batch_name TEXT NOT NULL,
  batch_digest TEXT NOT NULL,
  PRIMARY KEY (adapter, entity, digest)
) WITHOUT ROWID;

CREATE INDEX quarantined_record_key ON quarantined_record (adapter, entity, record_key) WHERE record_key IS NOT NULL;
