-- Objects of watched buckets that were seen. The identity is a hash of bucket, key and eTag, so that
-- nothing here names what an erased asset was.
CREATE TABLE bucket_object (
    identity text        PRIMARY KEY,
    asset_id uuid        REFERENCES asset (id) ON DELETE SET NULL,
    -- The problem's type, where the object could not be accepted.
    refusal  text,
    seen_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX bucket_object_asset ON bucket_object (asset_id);
