-- Watchers of records hear of every change that is committed, whoever makes it (io.darkroom.ingest.asset.AssetChanges).
CREATE FUNCTION asset_changed() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_notify('darkroom_asset_changed', new.id::text);
    RETURN NULL;
END
$$;

-- compatible: it changes no row; the last release notifies by itself, too, and PostgreSQL makes one of the two.
CREATE TRIGGER asset_changed AFTER INSERT OR UPDATE ON asset FOR EACH ROW EXECUTE FUNCTION asset_changed();
