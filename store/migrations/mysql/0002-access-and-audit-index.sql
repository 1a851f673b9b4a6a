CREATE TABLE matter (
  number VARCHAR(128) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  line VARCHAR(32),
  title LONGTEXT NOT NULL,
  agency VARCHAR(64) NOT NULL,
  division VARCHAR(64) NOT NULL,
  persons LONGTEXT NOT NULL,
  files LONGTEXT NOT NULL,
  handlers LONGTEXT NOT NULL,
  opened_by VARCHAR(255) NOT NULL,
  opened_at VARCHAR(32) NOT NULL,
  closed_at VARCHAR(32),
  PRIMARY KEY (number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE matter_handler (
  handler VARCHAR(255) NOT NULL,
  matter VARCHAR(128) NOT NULL,
  PRIMARY KEY (handler, matter)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE access_request (
  id VARCHAR(128) NOT NULL,
  applicant VARCHAR(255) NOT NULL,
  agency VARCHAR(64) NOT NULL,
  division VARCHAR(64) NOT NULL,
  roles LONGTEXT NOT NULL,
  purpose VARCHAR(32) NOT NULL,
  matter VARCHAR(128) NOT NULL,
  fields LONGTEXT NOT NULL,
  persons LONGTEXT NOT NULL,
  files LONGTEXT NOT NULL,
  reason LONGTEXT NOT NULL,
  is_break_glass BIGINT NOT NULL,
  requested_at VARCHAR(32) NOT NULL,
  state VARCHAR(16) NOT NULL,
  decided_by VARCHAR(255),
  decided_at VARCHAR(32),
  decision_reason LONGTEXT,
  until VARCHAR(32),
  revoked_by VARCHAR(255),
  revoked_at VARCHAR(32),
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX access_request_applicant ON access_request (applicant, matter, requested_at);

CREATE INDEX access_request_agency ON access_request (agency, requested_at);

CREATE INDEX access_request_matter ON access_request (matter, requested_at);

CREATE TABLE access_revision (
  book BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (book)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT IGNORE INTO access_revision (book, revision) VALUES (1, 0);

CREATE TABLE request_usage (
  account VARCHAR(255) NOT NULL,
  purpose VARCHAR(32) NOT NULL,
  day VARCHAR(10) NOT NULL,
  requests BIGINT NOT NULL,
  PRIMARY KEY (account, purpose, day)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE matter_usage (
  matter VARCHAR(128) NOT NULL,
  persons BIGINT NOT NULL,
  PRIMARY KEY (matter)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE matter_person (
  matter VARCHAR(128) NOT NULL,
  digest VARCHAR(128) NOT NULL,
  PRIMARY KEY (matter, digest)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

ALTER TABLE audit_head ADD COLUMN proofs BIGINT NOT NULL DEFAULT 0;

CREATE INDEX audit_entry_at ON audit_entry (at, chain, sequence);

CREATE TABLE audit_subject (
  digest VARCHAR(128) NOT NULL,
  at VARCHAR(32) NOT NULL,
  chain VARCHAR(64) NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (digest, at, chain, sequence)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT IGNORE INTO audit_subject (digest, at, chain, sequence)
  SELECT subject.digest, audit_entry.at, audit_entry.chain, audit_entry.sequence
  FROM audit_entry, JSON_TABLE(
    IF(JSON_VALID(event), event, '{}'),
    '$.subjects[*]' COLUMNS (digest VARCHAR(128) PATH '$')
  ) AS subject;

CREATE TABLE audit_checkpoint (
  at VARCHAR(32) NOT NULL,
  digest VARCHAR(128) NOT NULL,
  text LONGTEXT NOT NULL,
  PRIMARY KEY (at, digest)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
