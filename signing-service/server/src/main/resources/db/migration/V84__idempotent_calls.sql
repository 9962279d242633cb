-- Calls with an Idempotency-Key: under way until they have an answer, which is wrapped by the root key.
CREATE TABLE idempotent_call (
  scope bytea PRIMARY KEY CHECK (length(scope) = 32),
  id uuid NOT NULL UNIQUE,
  fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
  answer bytea,
  lease_until timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX idempotent_call_expiry ON idempotent_call (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotent_call TO "${app_role}";
