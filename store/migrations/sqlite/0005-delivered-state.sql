ALTER TABLE landed_batch ADD COLUMN state TEXT;
