ALTER TABLE supervision_matter ADD COLUMN remind_after TEXT;
