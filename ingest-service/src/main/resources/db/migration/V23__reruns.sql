-- Re-runs of a stage for all assets that match a filter: how far each has come.
CREATE TABLE rerun (
    id         uuid        PRIMARY KEY,
    tenant     text        NOT NULL,
    stage      text        NOT NULL,
    filter     jsonb       NOT NULL,
    state      text        NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'CANCELLED')),
    -- How many matched when it was asked for, and how many were sent out so far.
    matching   bigint      NOT NULL,
    sent       bigint      NOT NULL DEFAULT 0,
    -- The last asset that was looked at: it goes on behind it.
    position   uuid        NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    ended_at   timestamptz
);

CREATE INDEX rerun_running ON rerun (created_at) WHERE state = 'RUNNING';
CREATE INDEX rerun_by_tenant ON rerun (tenant, created_at DESC);
