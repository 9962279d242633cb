-- Codes of an app (RFC 6238): the seed, wrapped by the root key, and the last step that was spent.
CREATE TABLE totp (
  account_id   uuid PRIMARY KEY REFERENCES account,
  seed         bytea NOT NULL,
  confirmed_at timestamptz NOT NULL,
  last_step    bigint NOT NULL,
  last_used_at timestamptz
);

-- A seed that was shown and waits for its first code.
CREATE TABLE totp_offer (
  account_id uuid PRIMARY KEY REFERENCES account,
  seed       bytea NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Recovery codes: a keyed hash of each; the key, one for each set, is wrapped by the root key.
CREATE TABLE recovery_code_set (
  account_id uuid PRIMARY KEY REFERENCES account,
  key        bytea NOT NULL,
  made_at    timestamptz NOT NULL
);
CREATE TABLE recovery_code (
  account_id uuid NOT NULL REFERENCES recovery_code_set ON DELETE CASCADE,
  hash       bytea NOT NULL CHECK (octet_length(hash) = 32),
  used_at    timestamptz,
  PRIMARY KEY (account_id, hash)
);
