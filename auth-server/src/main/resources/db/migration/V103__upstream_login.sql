-- Who an official is at another OpenID provider.
CREATE TABLE upstream_link (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id   uuid NOT NULL REFERENCES account,
  upstream     text NOT NULL,
  issuer       text NOT NULL,
  subject      text NOT NULL,
  -- Who made it: the official, or a national id that the upstream had verified.
  made_by      text NOT NULL CHECK (made_by IN ('official', 'national-id')),
  linked_at    timestamptz NOT NULL,
  last_used_at timestamptz,
  UNIQUE (issuer, subject),
  UNIQUE (account_id, issuer)
);

-- An official under way at an upstream; known by the SHA-256 of the state parameter.
CREATE TABLE upstream_request (
  state_hash bytea PRIMARY KEY,
  upstream   text NOT NULL,
  flow_id    text REFERENCES login_flow ON DELETE CASCADE,
  session_id uuid REFERENCES session ON DELETE CASCADE,
  -- Nonce and PKCE verifier, wrapped by the root key.
  secrets    bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  spent_at   timestamptz,
  CHECK ((flow_id IS NULL) <> (session_id IS NULL))
);
CREATE INDEX upstream_request_expiry ON upstream_request (expires_at);
CREATE INDEX upstream_request_flow ON upstream_request (flow_id);
CREATE INDEX upstream_request_session ON upstream_request (session_id);
