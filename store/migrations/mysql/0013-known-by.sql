ALTER TABLE oversight_finding ADD COLUMN known_by LONGTEXT;
