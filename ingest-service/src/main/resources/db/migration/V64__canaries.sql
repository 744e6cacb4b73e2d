-- Which canary is to work beside a stage, and on how much of its work.
ALTER TABLE stage_word
    ADD COLUMN canary_name    text,
    ADD COLUMN canary_percent double precision CHECK (canary_percent > 0 AND canary_percent <= 100),
    ADD COLUMN canary_since   timestamptz;

-- What canaries made, of each asset the latest: to be compared with what the stage made, and no part
-- of any record.
CREATE TABLE canary_outcome (
    stage       text        NOT NULL,
    canary      text        NOT NULL,
    asset_id    uuid        NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    duration_ms bigint      NOT NULL,
    outcome     jsonb       NOT NULL,
    ended_at    timestamptz NOT NULL,
    PRIMARY KEY (stage, canary, asset_id)
);

CREATE INDEX canary_outcome_latest ON canary_outcome (stage, canary, ended_at DESC);
CREATE INDEX canary_outcome_by_asset ON canary_outcome (asset_id);
CREATE INDEX canary_outcome_age ON canary_outcome (ended_at);
