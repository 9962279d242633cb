-- Where a browser is after logging out: what its page shows, and where it goes on to.
CREATE TABLE logged_out (
  handle_hash bytea PRIMARY KEY CHECK (length(handle_hash) = 32),
  session_id  uuid NOT NULL,
  -- Checked against the client's registration when it was put here.
  destination text,
  expires_at  timestamptz NOT NULL
);
CREATE INDEX logged_out_expiry ON logged_out (expires_at);
