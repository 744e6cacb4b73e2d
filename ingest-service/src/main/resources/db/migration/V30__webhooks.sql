-- Who took a published asset back, when and why.
ALTER TABLE asset ADD COLUMN withdrawal jsonb;

-- Addresses that are told of events.
CREATE TABLE webhook (
    id               uuid        PRIMARY KEY,
    tenant           text        NOT NULL,
    url              text        NOT NULL,
    description      text,
    events           text[]      NOT NULL,
    enabled          boolean     NOT NULL DEFAULT true,
    disabled_because text,
    -- The secrets that sign, sealed; the old one signs too until its time is over.
    secret           bytea       NOT NULL,
    old_secret       bytea,
    old_secret_until timestamptz,
    created_at       timestamptz NOT NULL,
    last_success_at  timestamptz
);

CREATE INDEX webhook_by_tenant ON webhook (tenant, id);

-- What is told: written with the change that it tells of, and the same to all.
CREATE TABLE webhook_message (
    id         uuid        PRIMARY KEY,
    asset_id   uuid        NOT NULL,
    revision   bigint      NOT NULL,
    event      text        NOT NULL,
    body       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX webhook_message_by_asset ON webhook_message (asset_id);
CREATE INDEX webhook_message_age ON webhook_message (created_at);

-- What is owed to whom, and what became of it.
CREATE TABLE webhook_delivery (
    seq          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id           uuid        NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    webhook_id   uuid        NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    message_id   uuid        NOT NULL REFERENCES webhook_message (id) ON DELETE CASCADE,
    -- Of the message, for the order of an asset's deliveries.
    asset_id     uuid        NOT NULL,
    event        text        NOT NULL,
    replay       boolean     NOT NULL DEFAULT false,
    status       text        NOT NULL DEFAULT 'PENDING',
    attempts     integer     NOT NULL DEFAULT 0,
    due_at       timestamptz NOT NULL DEFAULT now(),
    -- While somebody is sending it.
    leased_until timestamptz,
    created_at   timestamptz NOT NULL DEFAULT now(),
    ended_at     timestamptz
);

CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, due_at) WHERE status = 'PENDING';
CREATE INDEX webhook_delivery_order ON webhook_delivery (asset_id, webhook_id, seq) WHERE status = 'PENDING';
CREATE INDEX webhook_delivery_log ON webhook_delivery (webhook_id, seq DESC);
CREATE INDEX webhook_delivery_by_message ON webhook_delivery (message_id);

CREATE TABLE webhook_attempt (
    delivery_id   uuid        NOT NULL REFERENCES webhook_delivery (id) ON DELETE CASCADE,
    number        integer     NOT NULL,
    at            timestamptz NOT NULL,
    duration_ms   bigint      NOT NULL,
    response_code integer,
    error         text,
    PRIMARY KEY (delivery_id, number)
);
