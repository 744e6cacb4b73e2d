-- Objects that an import could not accept, the first of them, with why.
ALTER TABLE bulk_import ADD COLUMN refusals jsonb NOT NULL DEFAULT '{"items": []}';
