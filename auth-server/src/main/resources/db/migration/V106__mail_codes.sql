-- The address at which an official has shown that they read mail.
CREATE TABLE proven_address (
  account_id uuid PRIMARY KEY REFERENCES account,
  address    text NOT NULL,
  proven_at  timestamptz NOT NULL
);

-- One-time codes by mail. The code is wrapped by the root key: eight digits are no secret to whoever
-- can try them all against a hash.
CREATE TABLE mail_code (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id  uuid NOT NULL REFERENCES account,
  purpose     text NOT NULL CHECK (purpose IN ('login', 'address', 'recovery')),
  -- The login or session in which alone it counts.
  bound_to    text NOT NULL,
  address     text NOT NULL,
  code        bytea NOT NULL,
  attempts    integer NOT NULL DEFAULT 0,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  consumed_at timestamptz
);
CREATE INDEX mail_code_bound ON mail_code (bound_to, purpose, created_at);
CREATE INDEX mail_code_account ON mail_code (account_id, created_at);
CREATE INDEX mail_code_created ON mail_code (created_at);
