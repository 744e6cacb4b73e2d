-- Of which assets something lay in the public bucket when it was last listed: more than an instance could remember.
-- Worth nothing once the pass that wrote it has ended, hence unlogged.
CREATE UNLOGGED TABLE publication_seen (
    asset_id uuid PRIMARY KEY
);
