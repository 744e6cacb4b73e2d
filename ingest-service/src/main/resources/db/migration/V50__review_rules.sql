-- Rules that send assets to review. A version is never changed: records name the one that sent them.
CREATE TABLE review_rules (
    tenant     text        NOT NULL,
    preset     text        NOT NULL, -- empty for the whole tenant
    version    integer     NOT NULL,
    rules      text        NOT NULL, -- ReviewRules as JSON
    written_by text        NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, preset, version)
);
