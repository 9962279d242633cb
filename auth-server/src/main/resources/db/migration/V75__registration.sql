-- Raised by every change of a row, so that two administrators do not undo each other's work.
ALTER TABLE oauth2_client ADD COLUMN version bigint NOT NULL DEFAULT 1;
CREATE FUNCTION raise_client_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER oauth2_client_version BEFORE UPDATE ON oauth2_client
  FOR EACH ROW EXECUTE FUNCTION raise_client_version();

-- Initial access tokens (RFC 7591 §3): who holds one may register so many clients until then.
CREATE TABLE initial_access_token (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  hash       bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  label      text NOT NULL,
  uses_left  integer NOT NULL CHECK (uses_left >= 0),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Clients that registered themselves, and the token with which each manages itself (RFC 7592).
CREATE TABLE client_registration (
  client_id     text PRIMARY KEY REFERENCES oauth2_client ON DELETE CASCADE,
  -- SHA-256 of the registration access token.
  hash          bytea NOT NULL CHECK (length(hash) = 32),
  initial_token uuid REFERENCES initial_access_token ON DELETE SET NULL,
  created_at    timestamptz NOT NULL,
  -- When it first authenticated; one that never does is removed.
  used_at       timestamptz
);
CREATE INDEX client_registration_unused ON client_registration (created_at) WHERE used_at IS NULL;
CREATE INDEX client_registration_token ON client_registration (initial_token);

-- Leaky buckets of registrations by network address, shared by all nodes.
CREATE TABLE client_registration_rate (
  network  bytea PRIMARY KEY,
  empty_at timestamptz NOT NULL
);
