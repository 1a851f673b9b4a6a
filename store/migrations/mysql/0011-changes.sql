ALTER TABLE oversight_rule_run ADD COLUMN whole VARCHAR(32);

ALTER TABLE oversight_rule_run ADD COLUMN written_at VARCHAR(32);

ALTER TABLE oversight_rule_run ADD COLUMN mode VARCHAR(16) NOT NULL DEFAULT 'FULL';
