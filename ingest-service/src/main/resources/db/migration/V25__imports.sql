-- Imports of what lies in a bucket: how far each has come. Which objects became assets is in bucket_object.
CREATE TABLE bulk_import (
    id         uuid        PRIMARY KEY,
    tenant     text        NOT NULL,
    bucket     text        NOT NULL,
    prefix     text        NOT NULL,
    request    jsonb       NOT NULL,
    rate       integer     NOT NULL CHECK (rate > 0),
    state      text        NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'CANCELLED')),
    -- Objects that the present listing has come to; those that became assets, were assets already, or
    -- cannot be accepted.
    listed     bigint      NOT NULL DEFAULT 0,
    taken      bigint      NOT NULL DEFAULT 0,
    known      bigint      NOT NULL DEFAULT 0,
    refused    bigint      NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    ended_at   timestamptz
);

CREATE INDEX bulk_import_running ON bulk_import (created_at) WHERE state = 'RUNNING';
