-- The trace of the change that a message tells of, so that the request to its endpoint belongs to it.
ALTER TABLE webhook_message ADD COLUMN traceparent text;
