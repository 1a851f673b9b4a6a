CREATE TABLE audit_entry (
  chain VARCHAR(64) NOT NULL,
  sequence BIGINT NOT NULL,
  previous_hash VARCHAR(80) NOT NULL,
  hash VARCHAR(80) NOT NULL,
  at VARCHAR(32) NOT NULL,
  event LONGTEXT NOT NULL,
  PRIMARY KEY (chain, sequence)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE audit_head (
  chain VARCHAR(64) NOT NULL,
  sequence BIGINT NOT NULL,
  hash VARCHAR(80) NOT NULL,
  PRIMARY KEY (chain)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE landed_adapter (
  adapter VARCHAR(64) NOT NULL,
  latest VARCHAR(32),
  PRIMARY KEY (adapter)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE landed_batch (
  adapter VARCHAR(64) NOT NULL,
  name VARCHAR(255) NOT NULL,
  digest VARCHAR(128) NOT NULL,
  produced_at VARCHAR(32) NOT NULL,
  landed_at VARCHAR(32) NOT NULL,
  landed BIGINT NOT NULL,
  superseded BIGINT NOT NULL,
  duplicates BIGINT NOT NULL,
  outdated BIGINT NOT NULL,
  quarantined BIGINT NOT NULL,
  PRIMARY KEY (adapter, name, digest)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE landed_record (
  adapter VARCHAR(64) NOT NULL,
  entity VARCHAR(64) NOT NULL,
  record_key VARCHAR(255) NOT NULL,
  index_1 VARCHAR(255),
  index_2 VARCHAR(255),
  index_3 VARCHAR(255),
  document LONGTEXT NOT NULL,
  flags LONGTEXT NOT NULL,
  hash VARCHAR(128) NOT NULL,
  updated_at VARCHAR(32) NOT NULL,
  produced_at VARCHAR(32) NOT NULL,
  batch_name VARCHAR(255) NOT NULL,
  batch_digest VARCHAR(128) NOT NULL,
  PRIMARY KEY (adapter, entity, record_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX landed_record_index_1 ON landed_record (adapter, entity, index_1);

CREATE INDEX landed_record_index_2 ON landed_record (adapter, entity, index_2);

CREATE INDEX landed_record_index_3 ON landed_record (adapter, entity, index_3);

CREATE TABLE quarantined_record (
  adapter VARCHAR(64) NOT NULL,
  batch_name VARCHAR(255) NOT NULL,
  batch_digest VARCHAR(128) NOT NULL,
  position BIGINT NOT NULL,
  entity VARCHAR(64) NOT NULL,
  record_key LONGTEXT,
  reason LONGTEXT NOT NULL,
  raw LONGTEXT NOT NULL,
  PRIMARY KEY (adapter, batch_name, batch_digest, position)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
