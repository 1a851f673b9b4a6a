ALTER TABLE landed_batch ADD COLUMN excluded BIGINT NOT NULL DEFAULT 0;

CREATE TABLE excluded_record (
  adapter VARCHAR(64) NOT NULL,
  entity VARCHAR(64) NOT NULL,
  digest VARCHAR(64) NOT NULL,
  updated_at VARCHAR(32) NOT NULL,
  produced_at VARCHAR(32) NOT NULL,
  batch_name VARCHAR(255) NOT NULL,
  batch_digest VARCHAR(128) NOT NULL,
  PRIMARY KEY (adapter, entity, digest)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX quarantined_record_key ON quarantined_record (adapter, entity, record_key(64));
