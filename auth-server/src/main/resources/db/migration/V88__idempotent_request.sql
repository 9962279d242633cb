-- Answers to POST requests that carried an Idempotency-Key, for whoever did not hear the first one.
CREATE TABLE idempotent_request (
  -- SHA-256 of official, application and key.
  use          text PRIMARY KEY,
  expires_at   timestamptz NOT NULL,
  -- SHA-256 of the request; null while it is being answered.
  request      text,
  status       integer,
  content_type text,
  location     text,
  tag          text,
  -- Wrapped by the root key: an answer may hold a secret shown once.
  body         bytea
);
CREATE INDEX idempotent_request_expiry ON idempotent_request (expires_at);
