-- Watchers of records hear of every change that is committed, whoever makes it (io.darkroom.ingest.asset.AssetChanges).
CREATE FUNCTION asset_changed() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_notify('darkroom_asset_changed', new.id::text);
    RETURN NULL;
END
$$;

CREATE TRIGGER asset_changed AFTER INSERT OR UPDATE ON asset FOR EACH ROW EXECUTE FUNCTION asset_changed();
