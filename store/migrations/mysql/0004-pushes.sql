CREATE TABLE landed_attachment (
  adapter VARCHAR(64) NOT NULL,
  id VARCHAR(64) NOT NULL,
  entity VARCHAR(64) NOT NULL,
  record_key VARCHAR(255) NOT NULL,
  name VARCHAR(255) NOT NULL,
  media_type VARCHAR(64) NOT NULL,
  size BIGINT NOT NULL,
  digest VARCHAR(64) NOT NULL,
  landed_at VARCHAR(32) NOT NULL,
  PRIMARY KEY (adapter, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX landed_attachment_record ON landed_attachment (adapter, entity, record_key);

CREATE INDEX landed_attachment_digest ON landed_attachment (adapter, digest);

CREATE TABLE attachment_piece (
  adapter VARCHAR(64) NOT NULL,
  digest VARCHAR(64) NOT NULL,
  position BIGINT NOT NULL,
  bytes MEDIUMBLOB NOT NULL,
  PRIMARY KEY (adapter, digest, position)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE push_receipt (
  adapter VARCHAR(64) NOT NULL,
  push_key VARCHAR(128) NOT NULL,
  digest VARCHAR(128) NOT NULL,
  received_at VARCHAR(32) NOT NULL,
  receipt LONGTEXT NOT NULL,
  PRIMARY KEY (adapter, push_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
