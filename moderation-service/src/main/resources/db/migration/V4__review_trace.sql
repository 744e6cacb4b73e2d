-- The trace in which the review was asked for, as a W3C traceparent: a decision is linked to it.
alter table review add column trace text;
