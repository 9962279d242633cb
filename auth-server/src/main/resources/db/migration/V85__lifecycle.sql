-- What the keyed hashes of national ids are made with; with another one nobody would be found.
CREATE TABLE national_id_secret (
  only_one   boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  -- 32 random bytes, wrapped by the root key.
  secret     bytea NOT NULL,
  created_at timestamptz NOT NULL
);
REVOKE UPDATE, DELETE ON national_id_secret FROM ${app_role};

-- Who leaves, and on which day access ends.
CREATE TABLE departure (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id   uuid NOT NULL REFERENCES account,
  effective_on date NOT NULL,
  reason       text NOT NULL CHECK (reason IN
                 ('retirement', 'resignation', 'transfer', 'dismissal', 'death', 'other')),
  decided_by   text,
  decided_at   timestamptz NOT NULL,
  done_at      timestamptz,
  cancelled_at timestamptz,
  cancelled_by text,
  CHECK (done_at IS NULL OR cancelled_at IS NULL)
);
-- One leaving at a time.
CREATE UNIQUE INDEX departure_planned ON departure (account_id)
  WHERE done_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX departure_due ON departure (effective_on)
  WHERE done_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX departure_account ON departure (account_id);

-- Agreements that nobody spends any more.
ALTER TABLE signing_grant
  ADD COLUMN revoked_at      timestamptz,
  ADD COLUMN revoked_because text,
  ADD CHECK ((revoked_at IS NULL) = (revoked_because IS NULL));

-- Whose leaving a message tells a system of; null when it tells of something else.
ALTER TABLE outbox_message ADD COLUMN about text;
CREATE INDEX outbox_message_about ON outbox_message (about) WHERE about IS NOT NULL;
