-- Why an import ended before it had come to everything, where nobody cancelled it.
ALTER TABLE bulk_import ADD COLUMN ended_because text;
