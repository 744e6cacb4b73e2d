-- The transactional outbox (io.darkroom.service.outbox). Each service has one in its own schema:
-- add classpath:db/outbox to quarkus.flyway.locations and set quarkus.flyway.schemas. Versions 0.x
-- belong to this folder; a service's own migrations begin with V1.
create table outbox (
    id         bigint generated always as identity primary key, -- the order of sending
    event_id   uuid        not null,                            -- ce_id; the same however often it is sent
    topic      text        not null,
    record_key text        not null,
    headers    text        not null,                            -- one JSON object, names to text
    payload    bytea,                                           -- null is a tombstone
    not_before timestamptz,                                     -- sent at once where null
    created_at timestamptz not null default clock_timestamp()
);

create index outbox_event_id on outbox (event_id);

-- Wakes the relay when the transaction commits. The channel is outbox_<schema>.
create function outbox_appended() returns trigger language plpgsql as
$$
begin
    perform pg_notify('outbox_' || tg_table_schema, '');
    return null;
end
$$;

create trigger outbox_appended after insert on outbox
    for each statement execute function outbox_appended();
