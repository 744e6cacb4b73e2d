-- What the desk and the metrics count every few seconds, so that a long queue is counted without its rows.
CREATE INDEX IF NOT EXISTS review_waiting_counts ON review (tenant, reason_codes, lease_until, created_at)
    WHERE state = 'PENDING';
CREATE INDEX IF NOT EXISTS review_sampled ON review (tenant, decided_at) INCLUDE (unchanged)
    WHERE state = 'DECIDED' AND reason_codes = 'sample';
