-- The audit trail as a hash chain per tenant: a line that is changed, removed or slipped in breaks it.
-- docs/moderation.md says how a line is hashed, and what this holds against and what not.
alter table review_history drop constraint review_history_review_id_fkey; -- lines outlive their review
alter table review_history
    add column tenant   text,
    add column asset_id uuid,
    add column seq      bigint, -- counts from 1 within the tenant
    add column hash     text;   -- SHA-256 of the hash before and of this line, in hexadecimal digits

create table review_history_head (
    tenant text   primary key,
    seq    bigint not null,
    hash   text   not null
);

-- Each field with its length in bytes before it (a netstring), so that no two lines read the same.
create function review_history_field(field text) returns text immutable language sql as
$$
    select case when field is null then '-,' else octet_length(convert_to(field, 'UTF8')) || ':' || field || ',' end
$$;

create function review_history_chain() returns trigger language plpgsql set search_path from current as
$$
declare
    head review_history_head;
begin
    insert into review_history_head (tenant, seq, hash) values (new.tenant, 0, repeat('0', 64)) on conflict do nothing;
    select * into strict head from review_history_head where tenant = new.tenant for update;
    new.seq := head.seq + 1;
    new.hash := encode(sha256(convert_to(
        review_history_field(head.hash)
        || review_history_field(new.seq::text)
        || review_history_field(new.tenant)
        || review_history_field(new.review_id::text)
        || review_history_field(new.asset_id::text)
        || review_history_field(new.revision::text)
        || review_history_field(new.action)
        || review_history_field(new.actor)
        || review_history_field(((extract(epoch from new.at) * 1000000)::bigint)::text)
        || review_history_field(new.detail), 'UTF8')), 'hex');
    update review_history_head set seq = new.seq, hash = new.hash where tenant = new.tenant;
    return new;
end
$$;

-- The lines there are become the beginning of the chain.
alter table review_history disable trigger review_history_stays;
update review_history h set tenant = r.tenant, asset_id = r.asset_id from review r where r.id = h.review_id;
alter table review_history enable trigger review_history_stays;
create temporary table earlier on commit drop as select * from review_history;
alter table review_history disable trigger review_history_stays;
delete from review_history;
alter table review_history enable trigger review_history_stays;
create trigger review_history_chain before insert on review_history
    for each row execute function review_history_chain();
insert into review_history (review_id, tenant, asset_id, revision, action, actor, at, detail)
    select review_id, tenant, asset_id, revision, action, actor, at, detail from earlier order by id;

alter table review_history
    alter column tenant set not null,
    alter column asset_id set not null,
    alter column seq set not null,
    alter column hash set not null;
create unique index review_history_by_seq on review_history (tenant, seq);

create trigger review_history_is_not_emptied before truncate on review_history
    for each statement execute function review_history_stays();

-- Not even the role that owns the table may change a line; only whoever takes these rights back first.
do
$$
begin
    execute format('revoke update, delete, truncate on review_history from public, %I', current_user);
end
$$;
