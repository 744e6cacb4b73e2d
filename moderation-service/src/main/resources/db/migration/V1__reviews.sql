-- What waits for a person's eye, and what was said about it.
create table review (
    id                uuid primary key,                -- EventIds.review(asset, revision)
    tenant            text        not null,
    asset_id          uuid        not null,
    revision          bigint      not null,
    state             text        not null check (state in ('PENDING', 'DECIDED', 'SUPERSEDED')),
    reason_codes      text        not null,            -- separated by single spaces
    risk              int         not null,            -- higher is riskier, see policy.RiskOrder
    request           text        not null,            -- ReviewRequested as JSON
    created_at        timestamptz not null,
    claimed_by        text,                            -- claimed while lease_until has not passed
    lease_until       timestamptz,
    decision          text,                            -- the decision as it was sent in, as JSON
    decided_by        text,
    decided_at        timestamptz,
    decision_event_id uuid,                            -- of review.decided, in the outbox until undo_until
    undo_until        timestamptz
);

create index review_by_age on review (tenant, state, created_at, id);
create index review_by_risk on review (tenant, risk desc, created_at, id) where state = 'PENDING';
create index review_by_asset on review (asset_id, revision);

-- Append-only: who did what and when. Nothing updates or deletes these rows.
create table review_history (
    id        bigint generated always as identity primary key,
    review_id uuid        not null references review (id),
    revision  bigint      not null,
    action    text        not null,
    actor     text        not null,
    at        timestamptz not null,
    detail    text
);

create index review_history_by_review on review_history (review_id, id);

create function review_history_stays() returns trigger language plpgsql as
$$
begin
    raise exception 'review_history is append-only';
end
$$;

create trigger review_history_stays before update or delete on review_history
    for each row execute function review_history_stays();
