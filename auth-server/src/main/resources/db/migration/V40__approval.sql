-- A request for agreement, and what the official said to it.
CREATE TABLE approval (
  id             uuid PRIMARY KEY,
  session_id     uuid        NOT NULL,
  account_id     uuid        NOT NULL REFERENCES account (id),
  client_id      text        NOT NULL,
  client_name    text        NOT NULL,
  request_digest text        NOT NULL,
  return_to      text        NOT NULL CHECK (return_to LIKE '/%' AND return_to NOT LIKE '//%'),
  details        text        NOT NULL,
  asked_at       timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  decision       text CHECK (decision IN ('approved', 'denied')),
  decided_at     timestamptz,
  consumed_at    timestamptz,
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK (consumed_at IS NULL OR decision IS NOT NULL)
);
-- One open question for one authorization request of one session: reloading asks again, not anew.
CREATE UNIQUE INDEX approval_open ON approval (session_id, request_digest) WHERE decision IS NULL;
CREATE INDEX approval_decided ON approval (session_id, request_digest)
  WHERE decision IS NOT NULL AND consumed_at IS NULL;
CREATE INDEX approval_expiry ON approval (expires_at) WHERE decision IS NULL;

CREATE TABLE signing_grant (
  id                uuid PRIMARY KEY,
  approval_id       uuid        NOT NULL UNIQUE REFERENCES approval (id),
  account_id        uuid        NOT NULL REFERENCES account (id),
  session_id        uuid        NOT NULL,
  client_id         text        NOT NULL,
  credential_id     uuid        NOT NULL,
  request_id        uuid        NOT NULL,
  hash_type         text        NOT NULL CHECK (hash_type = 'SDR'),
  hash_algorithm    text        NOT NULL,
  parameters_digest bytea       NOT NULL CHECK (octet_length(parameters_digest) = 32),
  details           text        NOT NULL,
  created_at        timestamptz NOT NULL,
  expires_at        timestamptz NOT NULL
);
CREATE INDEX signing_grant_account ON signing_grant (account_id, created_at);

CREATE TABLE signing_grant_hash (
  grant_id uuid    NOT NULL REFERENCES signing_grant (id),
  ordinal  integer NOT NULL,
  hash     bytea   NOT NULL CHECK (octet_length(hash) = 32),
  label    text    NOT NULL,
  PRIMARY KEY (grant_id, ordinal),
  UNIQUE (grant_id, hash)
);

-- What proves the agreement later; the application's role may add to it and read it, nothing else.
CREATE TABLE signing_grant_evidence (
  grant_id  uuid PRIMARY KEY REFERENCES signing_grant (id),
  method    text        NOT NULL CHECK (method IN ('pin')),
  random    bytea       NOT NULL CHECK (octet_length(random) = 32),
  encoding  bytea       NOT NULL,
  challenge bytea       NOT NULL CHECK (octet_length(challenge) = 32),
  at        timestamptz NOT NULL
);
REVOKE UPDATE, DELETE, TRUNCATE ON signing_grant_evidence, signing_grant_hash FROM ${app_role};
