-- Which way an asset's work goes out; kept, so that what is sent again goes the same way.
ALTER TABLE asset ADD COLUMN lane text NOT NULL DEFAULT 'LIVE';

ALTER TABLE asset_stage
    -- The generation in which the present run began: outcomes of earlier ones count for nothing.
    ADD COLUMN run_began integer NOT NULL DEFAULT 1,
    -- A hash of what the stage was asked for, to find results that another upload can take over.
    ADD COLUMN asked     text,
    -- What an earlier run found, shown until the present one has found something else.
    ADD COLUMN previous  jsonb;

CREATE INDEX asset_by_content ON asset (tenant, sha256);
