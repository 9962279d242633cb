-- The API of the Cloud Signature Consortium: approvals asked for through it, the activation data
-- (SAD) given out for them, and tokens that were ended under it.

-- One question to an official. What names it at auth-server and the token that came of it are
-- wrapped by the root key.
CREATE TABLE csc_authorization (
  id uuid PRIMARY KEY,
  handle_sha256 bytea NOT NULL UNIQUE CHECK (length(handle_sha256) = 32),
  client_id text NOT NULL,
  official_id uuid NOT NULL,
  credential_id uuid NOT NULL,
  hash_algorithm text NOT NULL,
  hashes bytea[] NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'approved', 'refused', 'expired')),
  question bytea NOT NULL,
  token bytea,
  poll_interval integer NOT NULL CHECK (poll_interval > 0),
  next_poll_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK ((state = 'approved') = (token IS NOT NULL))
);
CREATE INDEX csc_authorization_waiting ON csc_authorization (client_id) WHERE state = 'waiting';
CREATE INDEX csc_authorization_expiry ON csc_authorization (expires_at);

-- 256 random bits each, known only by their hash.
CREATE TABLE csc_sad (
  sad_sha256 bytea PRIMARY KEY CHECK (length(sad_sha256) = 32),
  authorization_id uuid NOT NULL REFERENCES csc_authorization ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX csc_sad_authorization ON csc_sad (authorization_id);

CREATE TABLE csc_ended_token (
  token_sha256 bytea PRIMARY KEY CHECK (length(token_sha256) = 32),
  until timestamptz NOT NULL
);
CREATE INDEX csc_ended_token_until ON csc_ended_token (until);

GRANT SELECT, INSERT, UPDATE, DELETE ON csc_authorization, csc_sad, csc_ended_token
  TO "${app_role}";
