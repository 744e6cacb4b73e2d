-- By which way in the original came. Whatever was here before came in a form.
ALTER TABLE asset ADD COLUMN via text NOT NULL DEFAULT 'HTTP';
ALTER TABLE asset ADD COLUMN reference text;
