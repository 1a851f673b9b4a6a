CREATE TABLE bribery_letter (
  application_number VARCHAR(128) NOT NULL,
  state VARCHAR(16) NOT NULL,
  account VARCHAR(255) NOT NULL,
  applicant LONGTEXT NOT NULL,
  capacity VARCHAR(32) NOT NULL,
  authorisation LONGTEXT,
  credit_code VARCHAR(32) NOT NULL,
  organization_name LONGTEXT NOT NULL,
  project_no VARCHAR(128) NOT NULL,
  project_name LONGTEXT NOT NULL,
  received_at VARCHAR(32) NOT NULL,
  due_date VARCHAR(10) NOT NULL,
  procuratorate_code VARCHAR(64) NOT NULL,
  division_code VARCHAR(64) NOT NULL,
  sealed BIGINT NOT NULL,
  source_key VARCHAR(64) NOT NULL,
  decided_at VARCHAR(32),
  decided_by VARCHAR(255),
  refusal LONGTEXT,
  letter_number VARCHAR(128),
  has_record BIGINT,
  valid_until VARCHAR(10),
  verification_code VARCHAR(64),
  content_hash VARCHAR(64),
  PRIMARY KEY (application_number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE UNIQUE INDEX bribery_letter_source ON bribery_letter (source_key);

CREATE UNIQUE INDEX bribery_letter_number ON bribery_letter (letter_number);

CREATE INDEX bribery_letter_applicant ON bribery_letter (applicant(191), state);

CREATE INDEX bribery_letter_division ON bribery_letter (division_code, state);
