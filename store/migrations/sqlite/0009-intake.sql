ALTER TABLE push_receipt ADD COLUMN place INTEGER NOT NULL DEFAULT 0;

UPDATE push_receipt SET place = placed.place FROM (
  SELECT adapter, push_key, ROW_NUMBER() OVER (PARTITION BY adapter ORDER BY received_at, push_key) AS place
  FROM push_receipt
) AS placed
WHERE placed.adapter = push_receipt.adapter AND placed.push_key = push_receipt.push_key;

CREATE INDEX push_receipt_place ON push_receipt (adapter, place);

CREATE TABLE push_refusal (
  adapter TEXT NOT NULL,
  code TEXT NOT NULL,
  day TEXT NOT NULL,
  refused INTEGER NOT NULL,
  PRIMARY KEY (adapter, code, day)
) WITHOUT ROWID;

CREATE TABLE push_holding (
  adapter TEXT NOT NULL,
  delivered TEXT NOT NULL,
  at_source INTEGER NOT NULL,
  at_hub INTEGER NOT NULL,
  produced_at TEXT NOT NULL,
  PRIMARY KEY (adapter, delivered)
) WITHOUT ROWID;

CREATE TABLE oversight_intake (
  intake TEXT NOT NULL,
  adapter TEXT NOT NULL,
  place INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  added INTEGER NOT NULL,
  known INTEGER NOT NULL,
  unplaced INTEGER NOT NULL,
  PRIMARY KEY (intake, adapter)
) WITHOUT ROWID;
