-- That something was erased, by whom and when; and, until nothing can be left of it, what to clean.
CREATE TABLE erasure (
    -- SHA-256 of the asset's id: recognises it for whoever has the id, and tells it to nobody.
    asset_hash  text        PRIMARY KEY,
    tenant      text        NOT NULL,
    erased_at   timestamptz NOT NULL,
    erased_by   text        NOT NULL,
    -- Where its objects lay, until they were looked for the last time.
    asset_id    uuid,
    bucket      text,
    object_key  text,
    -- Of the original: what models answered about it lies under it.
    sha256      text,
    clean_after timestamptz
);

CREATE INDEX erasure_due ON erasure (clean_after) WHERE clean_after IS NOT NULL;
