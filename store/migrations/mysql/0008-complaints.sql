ALTER TABLE supervision_matter ADD COLUMN complaint_kind VARCHAR(32);

ALTER TABLE supervision_matter ADD COLUMN complaint_text LONGTEXT;

ALTER TABLE supervision_matter ADD COLUMN complaint_answer LONGTEXT;
