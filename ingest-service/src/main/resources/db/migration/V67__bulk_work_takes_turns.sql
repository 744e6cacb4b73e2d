-- Imports and re-runs take turns: when each has its next one, and for an import the key up to which it has come.
ALTER TABLE bulk_import
    ADD COLUMN reached text,
    ADD COLUMN due_at  timestamptz NOT NULL DEFAULT now();
ALTER TABLE rerun
    ADD COLUMN due_at timestamptz NOT NULL DEFAULT now();

-- compatible: the last release finds the few rows that are under way without it
DROP INDEX bulk_import_running;
CREATE INDEX bulk_import_running ON bulk_import (due_at) WHERE state = 'RUNNING';

-- compatible: as above, the one below holds the same rows
DROP INDEX rerun_running;
CREATE INDEX rerun_running ON rerun (due_at) WHERE state = 'RUNNING';
