CREATE TABLE landed_attachment (
  adapter TEXT NOT NULL,
  id TEXT NOT NULL,
  entity TEXT NOT NULL,
  record_key TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  digest TEXT NOT NULL,
  landed_at TEXT NOT NULL,
  PRIMARY KEY (adapter, id)
) WITHOUT ROWID;

CREATE INDEX landed_attachment_record ON landed_attachment (adapter, entity, record_key);

CREATE INDEX landed_attachment_digest ON landed_attachment (adapter, digest);

CREATE TABLE attachment_piece (
  adapter TEXT NOT NULL,
  digest TEXT NOT NULL,
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (adapter, digest, position)
);

CREATE TABLE push_receipt (
  adapter TEXT NOT NULL,
  push_key TEXT NOT NULL,
  digest TEXT NOT NULL,
  received_at TEXT NOT NULL,
  receipt TEXT NOT NULL,
  PRIMARY KEY (adapter, push_key)
);
