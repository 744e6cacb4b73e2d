-- Presets and vocabularies. A change is a new version; versions are never changed or removed, since
-- assets remember which one they took.
CREATE TABLE preset (
    tenant     text        NOT NULL,
    name       text        NOT NULL,
    version    integer     NOT NULL CHECK (version > 0),
    request    jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    PRIMARY KEY (tenant, name, version)
);

CREATE TABLE vocabulary (
    tenant     text        NOT NULL,
    name       text        NOT NULL,
    version    integer     NOT NULL CHECK (version > 0),
    content    jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    PRIMARY KEY (tenant, name, version)
);
