-- Files made for delivery, so that they can be cleared away; made again when they are asked for.
CREATE TABLE rendition (
    object_key text        PRIMARY KEY,
    asset_id   uuid        NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    bucket     text        NOT NULL,
    made_at    timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX rendition_age ON rendition (made_at);
CREATE INDEX rendition_by_asset ON rendition (asset_id);

-- Signs links that stand in pages; another value ends all that were given out. 244 random bits.
CREATE TABLE link_key (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    secret   bytea   NOT NULL
        DEFAULT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
);

INSERT INTO link_key DEFAULT VALUES;
