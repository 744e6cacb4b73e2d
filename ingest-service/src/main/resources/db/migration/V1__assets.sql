CREATE TABLE asset (
    id                 uuid        PRIMARY KEY,
    tenant             text        NOT NULL,
    external_id        text,
    external_id_unique boolean     NOT NULL DEFAULT false,
    state              text        NOT NULL,
    revision           bigint      NOT NULL,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    file_name          text,
    bucket             text        NOT NULL,
    object_key         text        NOT NULL,
    content_type       text        NOT NULL,
    bytes              bigint      NOT NULL,
    width              integer     NOT NULL,
    height             integer     NOT NULL,
    sha256             text        NOT NULL,
    perceptual_hash    text,
    perceptual_bits    bit(64)     GENERATED ALWAYS AS (('x' || perceptual_hash)::bit(64)) STORED,
    request            jsonb       NOT NULL,
    edits              jsonb       NOT NULL,
    review             jsonb,
    warnings           jsonb       NOT NULL,
    -- What lists filter by, kept by every writer: tag labels in lower case, and the words of captions and tags.
    labels             text[]      NOT NULL,
    words              text        NOT NULL,
    search             tsvector    GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED
);

CREATE INDEX asset_page ON asset (tenant, created_at DESC, id DESC);
CREATE INDEX asset_page_by_state ON asset (tenant, state, created_at DESC, id DESC);
CREATE INDEX asset_by_external_id ON asset (tenant, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX asset_by_label ON asset USING gin (labels);
CREATE INDEX asset_by_word ON asset USING gin (search);
-- The database decides whether an external id is taken, so that two uploads at once cannot both have it.
CREATE UNIQUE INDEX asset_external_id_unique ON asset (tenant, external_id) WHERE external_id_unique;

CREATE TABLE asset_stage (
    asset_id    uuid        NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    stage       text        NOT NULL,
    status      text        NOT NULL,
    generation  integer     NOT NULL,
    attempts    integer     NOT NULL,
    duration_ms bigint,
    -- The stage's own report: result, variants, engine, model, cost, or the failure.
    outcome     jsonb,
    ended_at    timestamptz,
    -- While PENDING: when the sweeper sends the work again, or gives it up.
    due_at      timestamptz NOT NULL,
    resends     integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (asset_id, stage)
);

CREATE INDEX asset_stage_due ON asset_stage (due_at) WHERE status = 'PENDING';

-- Events that were applied, so that a repeat is recognised.
CREATE TABLE inbox (
    consumer    text        NOT NULL,
    event_id    text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
);

CREATE INDEX inbox_age ON inbox (received_at);
