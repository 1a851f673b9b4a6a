ALTER TABLE supervision_matter ADD COLUMN complaint_kind TEXT;

ALTER TABLE supervision_matter ADD COLUMN complaint_text TEXT;

ALTER TABLE supervision_matter ADD COLUMN complaint_answer TEXT;
