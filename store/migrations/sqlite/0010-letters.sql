CREATE TABLE bribery_letter (
  application_number TEXT NOT NULL,
  state TEXT NOT NULL,
  account TEXT NOT NULL,
  applicant TEXT NOT NULL,
  capacity TEXT NOT NULL,
  authorisation TEXT,
  credit_code TEXT NOT NULL,
  organization_name TEXT NOT NULL,
  project_no TEXT NOT NULL,
  project_name TEXT NOT NULL,
  received_at TEXT NOT NULL,
  due_date TEXT NOT NULL,
  procuratorate_code TEXT NOT NULL,
  division_code TEXT NOT NULL,
  sealed INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  decided_at TEXT,
  decided_by TEXT,
  refusal TEXT,
  letter_number TEXT,
  has_record INTEGER,
  valid_until TEXT,
  verification_code TEXT,
  content_hash TEXT,
  PRIMARY KEY (application_number)
);

CREATE UNIQUE INDEX bribery_letter_source ON bribery_letter (source_key);

CREATE UNIQUE INDEX bribery_letter_number ON bribery_letter (letter_number);

CREATE INDEX bribery_letter_applicant ON bribery_letter (applicant, state);

CREATE INDEX bribery_letter_division ON bribery_letter (division_code, state);
