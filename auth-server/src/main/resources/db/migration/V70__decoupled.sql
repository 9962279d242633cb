-- Questions to an official that were asked elsewhere: by a device that has no browser (RFC 8628) or
-- by a system that knows whom it wants (OpenID CIBA). Meanwhile the client polls for the answer.
CREATE TABLE decoupled_request (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind            text NOT NULL CHECK (kind IN ('device', 'ciba')),
  -- SHA-256 of what the client polls with: device_code or auth_req_id.
  secret_hash     bytea NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
  -- Of a device: SHA-256 of what the official types.
  user_code_hash  bytea UNIQUE CHECK (length(user_code_hash) = 32),
  client_id       text NOT NULL,
  scopes          text[] NOT NULL,
  -- Known to CIBA from the start; of a device when somebody has decided.
  account_id      uuid REFERENCES account,
  -- The session in which it was approved; the tokens end with it.
  session_id      uuid,
  address         text NOT NULL,
  binding_message text,
  -- CIBA ping: auth_req_id and the client's token for it, wrapped by the root key.
  notification    bytea,
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  -- Seconds between two polls; grows when the client does not keep to it.
  pace            integer NOT NULL CHECK (pace > 0),
  polled_at       timestamptz,
  hurried         boolean NOT NULL DEFAULT false,
  decision        text CHECK (decision IN ('approved', 'denied')),
  decided_at      timestamptz,
  consumed_at     timestamptz,
  -- What came of it, to be ended when the secret is used again.
  family_bucket   date,
  family_id       uuid,
  CHECK ((kind = 'device') = (user_code_hash IS NOT NULL)),
  CHECK (kind = 'device' OR account_id IS NOT NULL),
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK (decision IS NULL OR (account_id IS NOT NULL AND session_id IS NOT NULL)),
  CHECK (consumed_at IS NULL OR decision = 'approved'),
  CHECK ((family_bucket IS NULL) = (family_id IS NULL))
);
CREATE INDEX decoupled_request_inbox ON decoupled_request (account_id, created_at)
  WHERE kind = 'ciba' AND decision IS NULL;
CREATE INDEX decoupled_request_devices ON decoupled_request (address, created_at)
  WHERE kind = 'device' AND decision IS NULL;
CREATE INDEX decoupled_request_expiry ON decoupled_request (expires_at);

-- Leaky buckets of user codes that nobody was given, by the official and by the address typing them.
CREATE TABLE device_guess (
  kind     text NOT NULL CHECK (kind IN ('account', 'address')),
  subject  bytea NOT NULL,
  empty_at timestamptz NOT NULL,
  PRIMARY KEY (kind, subject)
);
CREATE INDEX device_guess_empty ON device_guess (empty_at);
