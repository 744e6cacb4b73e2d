-- Uploads that go to the object store directly. A row without an asset is one that may still be
-- completed; whatever lies under staging/ without such a row is swept.
CREATE TABLE direct_upload (
    id           uuid        PRIMARY KEY,
    tenant       text        NOT NULL,
    file_name    text,
    content_type text        NOT NULL,
    bytes        bigint      NOT NULL,
    sha256       text,
    -- The effective request, as it was when the upload began.
    request      jsonb       NOT NULL,
    -- The store's own name for an upload in parts; absent where there is one request.
    parts_id     text,
    part_bytes   bigint,
    expires_at   timestamptz NOT NULL,
    asset_id     uuid        REFERENCES asset (id) ON DELETE CASCADE
);

CREATE INDEX direct_upload_expiry ON direct_upload (expires_at);
CREATE INDEX direct_upload_asset ON direct_upload (asset_id);
