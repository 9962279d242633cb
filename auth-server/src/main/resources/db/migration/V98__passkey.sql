-- Passkeys (Web Authentication Level 3).
CREATE TABLE passkey (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id    uuid NOT NULL REFERENCES account,
  credential_id bytea NOT NULL UNIQUE CHECK (octet_length(credential_id) <= 1023),
  -- AAGUID, credential id and public key, as the authenticator encoded them.
  attested      bytea NOT NULL,
  label         text NOT NULL CHECK (label <> '' AND length(label) <= 60),
  counter       bigint NOT NULL CHECK (counter >= 0),
  synced        boolean NOT NULL,
  backed_up     boolean NOT NULL,
  transports    text[] NOT NULL,
  created_at    timestamptz NOT NULL,
  last_used_at  timestamptz,
  -- The counter went back, so there is a copy: it opens nothing any more.
  copied_at     timestamptz
);
CREATE INDEX passkey_account ON passkey (account_id);

-- The one challenge that a login in progress or a session has at a time; spent by its deletion.
CREATE TABLE passkey_challenge (
  purpose    text NOT NULL CHECK (purpose IN ('login', 'register')),
  holder     text NOT NULL,
  challenge  bytea NOT NULL CHECK (octet_length(challenge) = 32),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (purpose, holder)
);
CREATE INDEX passkey_challenge_expiry ON passkey_challenge (expires_at);
