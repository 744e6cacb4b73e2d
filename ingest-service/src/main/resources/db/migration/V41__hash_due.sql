-- The perceptual hash is computed after the upload is answered; the asset is not decided about before.
ALTER TABLE asset ADD COLUMN hash_due boolean NOT NULL DEFAULT false;

CREATE INDEX asset_hash_due ON asset (created_at) WHERE hash_due;
