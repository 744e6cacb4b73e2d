-- Assets whose files in the public bucket may not be as they should. A row says that something is to
-- be looked at, not what: who looks makes the bucket as the record says, so order does not matter.
CREATE TABLE publication (
    asset_id     uuid        PRIMARY KEY, -- which may be gone by then
    tenant       text        NOT NULL,
    -- Raised with every change, so that who looked before it is not taken for having seen it.
    change       bigint      NOT NULL DEFAULT 1,
    attempts     integer     NOT NULL DEFAULT 0,
    due_at       timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz
);

CREATE INDEX publication_due ON publication (due_at);
