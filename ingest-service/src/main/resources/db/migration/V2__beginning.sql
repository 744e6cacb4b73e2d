-- Since when this database has known every asset: an original that was stored before may belong to
-- one that was never written down here, so the reconciler leaves it alone.
CREATE TABLE beginning (
    only_row    boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    known_since timestamptz NOT NULL DEFAULT now()
);

INSERT INTO beginning DEFAULT VALUES;
