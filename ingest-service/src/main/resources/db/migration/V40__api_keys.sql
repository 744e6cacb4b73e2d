-- Keys that were created over HTTP. The key itself is nowhere: only its hash.
CREATE TABLE api_key (
    id          text        PRIMARY KEY,
    hash        text        NOT NULL,
    name        text        NOT NULL,
    tenant      text        NOT NULL,
    roles       text[]      NOT NULL,
    created_by  text        NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz,
    revoked_by  text,
    revoked_at  timestamptz
);

CREATE INDEX api_key_of_tenant ON api_key (tenant, created_at DESC, id);
