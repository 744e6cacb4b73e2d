-- What operators said of stages, every word of it; of each stage the latest holds.
CREATE TABLE stage_word (
    id          uuid        PRIMARY KEY, -- version 7: in the order in which they were said
    stage       text        NOT NULL,
    paused      boolean     NOT NULL,
    -- Records in work at once on each instance; null for the instance's own setting.
    concurrency integer     CHECK (concurrency > 0),
    said_by     text        NOT NULL,
    reason      text,
    said_at     timestamptz NOT NULL
);

CREATE INDEX stage_word_latest ON stage_word (stage, id DESC);

-- Records that were given up: what lies on the dead-letter topics, and what became of it. One row
-- for each thing that went wrong, however often it did.
CREATE TABLE dead_letter (
    id            uuid        PRIMARY KEY, -- made of the consumer and of what it gave up
    state         text        NOT NULL CHECK (state IN ('OPEN', 'QUEUED', 'REPLAYED', 'QUARANTINED')),
    consumer      text        NOT NULL,
    -- Where the consumer is a stage.
    stage         text,
    -- Where the record came from, and goes again.
    topic         text        NOT NULL,
    record_key    text,
    headers       text        NOT NULL, -- its own, as one JSON object
    payload       bytea,
    -- No foreign key: a letter may name an asset that there never was.
    asset_id      uuid,
    tenant        text,
    error_type    text        NOT NULL,
    error_title   text        NOT NULL,
    error_detail  text,
    attempts      integer     NOT NULL,
    -- The latest letter, so that one that is read twice counts once.
    dead_at       timestamptz NOT NULL,
    dead_offset   bigint      NOT NULL,
    first_dead_at timestamptz NOT NULL,
    times         integer     NOT NULL DEFAULT 1,
    replays       integer     NOT NULL DEFAULT 0,
    replayed_at   timestamptz,
    replayed_by   text,
    lane          text        NOT NULL DEFAULT 'BULK'
);

CREATE INDEX dead_letter_by_cause ON dead_letter (consumer, error_type, dead_at DESC);
CREATE INDEX dead_letter_by_asset ON dead_letter (asset_id) WHERE asset_id IS NOT NULL;
CREATE INDEX dead_letter_queued ON dead_letter (id) WHERE state = 'QUEUED';
CREATE INDEX dead_letter_age ON dead_letter (dead_at);
