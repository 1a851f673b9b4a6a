ALTER TABLE oversight_rule_run ADD COLUMN whole TEXT;

ALTER TABLE oversight_rule_run ADD COLUMN written_at TEXT;

ALTER TABLE oversight_rule_run ADD COLUMN mode TEXT NOT NULL DEFAULT 'FULL';
