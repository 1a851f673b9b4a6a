ALTER TABLE push_receipt ADD COLUMN place BIGINT NOT NULL DEFAULT 0;

UPDATE push_receipt JOIN (
  SELECT adapter, push_key, ROW_NUMBER() OVER (PARTITION BY adapter ORDER BY received_at, push_key) AS place
  FROM push_receipt
) AS placed ON placed.adapter = push_receipt.adapter AND placed.push_key = push_receipt.push_key
SET push_receipt.place = placed.place;

CREATE INDEX push_receipt_place ON push_receipt (adapter, place);

CREATE TABLE push_refusal (
  adapter VARCHAR(64) NOT NULL,
  code VARCHAR(64) NOT NULL,
  day VARCHAR(10) NOT NULL,
  refused BIGINT NOT NULL,
  PRIMARY KEY (adapter, code, day)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE push_holding (
  adapter VARCHAR(64) NOT NULL,
  delivered VARCHAR(64) NOT NULL,
  at_source BIGINT NOT NULL,
  at_hub BIGINT NOT NULL,
  produced_at VARCHAR(32) NOT NULL,
  PRIMARY KEY (adapter, delivered)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE oversight_intake (
  intake VARCHAR(64) NOT NULL,
  adapter VARCHAR(64) NOT NULL,
  place BIGINT NOT NULL,
  opened BIGINT NOT NULL,
  added BIGINT NOT NULL,
  known BIGINT NOT NULL,
  unplaced BIGINT NOT NULL,
  PRIMARY KEY (intake, adapter)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
