-- A browser's single sign-on session. The cookie itself is never stored, only its SHA-256.
CREATE TABLE session (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  cookie_hash      bytea NOT NULL UNIQUE,
  account_id       uuid NOT NULL REFERENCES account,
  created_at       timestamptz NOT NULL,
  authenticated_at timestamptz NOT NULL,
  methods          text[] NOT NULL,
  assurance        text NOT NULL,
  last_seen_at     timestamptz NOT NULL,
  expires_at       timestamptz NOT NULL,
  address          text NOT NULL,
  device           text NOT NULL,
  ended_at         timestamptz,
  end_reason       text,
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX session_account_open ON session (account_id) WHERE ended_at IS NULL;
CREATE INDEX session_expiry ON session (expires_at);
