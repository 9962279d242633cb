-- What an official proves to know; Argon2id in PHC form.
CREATE TABLE password_credential (
  account_id uuid PRIMARY KEY REFERENCES account,
  hash       text NOT NULL,
  set_at     timestamptz NOT NULL
);
CREATE TABLE signing_pin (
  account_id uuid PRIMARY KEY REFERENCES account,
  hash       text NOT NULL,
  set_at     timestamptz NOT NULL
);

-- A login in progress: the parked request, bound to one browser, spent once.
CREATE TABLE login_flow (
  id            text PRIMARY KEY,
  browser_hash  bytea NOT NULL,
  continue_to   text NOT NULL CHECK (continue_to LIKE '/%' AND continue_to NOT LIKE '//%'),
  client_id     text,
  locale        text,
  login_hint    text,
  -- A new proof is wanted although the browser may hold a session.
  fresh         boolean NOT NULL,
  address       text NOT NULL,
  attempts      integer NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  consumed_at   timestamptz
);
CREATE INDEX login_flow_address ON login_flow (address, created_at) WHERE consumed_at IS NULL;
CREATE INDEX login_flow_expiry ON login_flow (expires_at);

-- Leaky buckets of failed attempts, by name and by address; the subject is hashed because
-- people type passwords into the name field.
CREATE TABLE login_throttle (
  kind       text NOT NULL CHECK (kind IN ('name', 'address')),
  subject    bytea NOT NULL,
  empty_at   timestamptz NOT NULL,
  PRIMARY KEY (kind, subject)
);
CREATE INDEX login_throttle_empty ON login_throttle (empty_at);

-- One-time links that let a new account set its first password.
CREATE TABLE activation (
  token_hash  bytea PRIMARY KEY,
  account_id  uuid NOT NULL REFERENCES account,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  consumed_at timestamptz
);
