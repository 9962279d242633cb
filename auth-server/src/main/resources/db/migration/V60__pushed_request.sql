-- Authorization requests that clients pushed (RFC 9126). Only SHA-256 of the request_uri is kept.
CREATE TABLE oauth2_pushed_request (
  hash        bytea PRIMARY KEY CHECK (length(hash) = 32),
  client_id   text NOT NULL,
  -- The parameters that count, as a query; a request object has been opened.
  parameters  text NOT NULL,
  signed      boolean NOT NULL,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  begun_at    timestamptz,
  consumed_at timestamptz
);
CREATE INDEX oauth2_pushed_request_expiry ON oauth2_pushed_request (expires_at);
