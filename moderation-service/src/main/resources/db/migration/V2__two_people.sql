-- Two people where the rules ask for them, decisions that overrule others, and filters of the queue.
alter table review
    add column preset            text,
    add column reasons           text[] generated always as (string_to_array(reason_codes, ' ')) stored,
    add column required_approvals int  not null default 1 check (required_approvals in (1, 2)),
    add column first_approval    text,        -- the first of two, as it was sent in, as JSON
    add column first_approved_by text,
    add column first_approved_at timestamptz,
    add column verdict           text check (verdict in ('APPROVE', 'REJECT')),
    add column unchanged         boolean,     -- approved as the pipeline made it
    add column previous          text;        -- the decision that the present one overruled, as JSON

update review set preset = cast(request as jsonb) #>> '{record,request,preset}';
update review set verdict = cast(decision as jsonb) ->> 'verdict' where decision is not null;

-- What waits, in the order it is taken; what is decided does not make these grow.
create index review_waiting_by_age on review (tenant, created_at, id) where state = 'PENDING';
create index review_waiting_by_reason on review using gin (reasons) where state = 'PENDING';
create index review_claimed on review (tenant, claimed_by) where state = 'PENDING' and claimed_by is not null;
create index review_by_decision on review (tenant, decided_at) where state = 'DECIDED';
