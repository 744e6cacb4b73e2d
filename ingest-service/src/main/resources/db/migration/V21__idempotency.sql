-- Requests that came with an Idempotency-Key: who works on one, and what was answered.
CREATE TABLE idempotency (
    tenant       text        NOT NULL,
    key          text        NOT NULL,
    fingerprint  text        NOT NULL,
    -- The id that the request's work gives to what it makes, the same whoever takes the work over.
    subject      uuid        NOT NULL,
    -- Who works on it, until when; afterwards anybody may take it over.
    owner        uuid        NOT NULL,
    locked_until timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    -- The answer, once there is one, and what it is about.
    status       integer,
    headers      jsonb,
    body         text,
    concerns     uuid,
    PRIMARY KEY (tenant, key)
);

CREATE INDEX idempotency_expiry ON idempotency (expires_at);
CREATE INDEX idempotency_by_subject ON idempotency (subject);
CREATE INDEX idempotency_by_concern ON idempotency (concerns) WHERE concerns IS NOT NULL;
