-- Signing with keys on USB tokens: what is prepared for a token agent, and what came back.

-- What was approved by the token's PIN, which no auth-server was asked about.
ALTER TABLE approval_grant ADD COLUMN kind text NOT NULL DEFAULT 'approval'
  CHECK (kind IN ('approval', 'usb-token'));

-- Keys that sign jobs. A successor is published long before it is used, because agents know keys
-- from their installation and take over a new one only by a job that an old one signed.
CREATE TABLE agent_key (
  id uuid PRIMARY KEY,
  key_label text NOT NULL UNIQUE,
  state text NOT NULL
    CHECK (state IN ('making', 'next', 'current', 'retired', 'destroyed', 'failed')),
  public_key bytea,
  thumbprint text UNIQUE,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CHECK (state IN ('making', 'failed') OR (public_key IS NOT NULL AND thumbprint IS NOT NULL))
);
CREATE UNIQUE INDEX agent_key_one ON agent_key (state) WHERE state IN ('making', 'next', 'current');
GRANT SELECT, INSERT, UPDATE ON agent_key TO "${app_role}";

-- One job is one PIN. Its id in the link and the secret handed out with it are stored as hashes.
CREATE TABLE agent_job (
  id uuid PRIMARY KEY,
  handle_hash bytea NOT NULL UNIQUE CHECK (length(handle_hash) = 32),
  secret_hash bytea CHECK (length(secret_hash) = 32),
  request_id uuid NOT NULL REFERENCES signature_request (id),
  official_id uuid NOT NULL,
  client_id text NOT NULL,
  credential_id uuid NOT NULL REFERENCES credential (id),
  state text NOT NULL CHECK (state IN ('waiting', 'pulled', 'ended')),
  ended_because text,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
  CHECK ((state = 'ended') = (ended_because IS NOT NULL)),
  CHECK (state <> 'pulled' OR secret_hash IS NOT NULL)
);
CREATE UNIQUE INDEX agent_job_open ON agent_job (request_id) WHERE state <> 'ended';
CREATE INDEX agent_job_request ON agent_job (request_id, created_at);
CREATE INDEX agent_job_expiry ON agent_job (expires_at) WHERE state <> 'ended';
GRANT SELECT, INSERT, UPDATE ON agent_job TO "${app_role}";

-- A prepared signature is sealed with the root key and forgotten when it is spent or its job ends.
CREATE TABLE agent_job_document (
  job_id uuid NOT NULL REFERENCES agent_job (id),
  number integer NOT NULL,
  document_id uuid NOT NULL,
  hash bytea NOT NULL,
  prepared bytea,
  state text NOT NULL CHECK (state IN ('prepared', 'completing', 'signed', 'unknown', 'dropped')),
  signature_value bytea,
  lease_until timestamptz,
  accepted_at timestamptz,
  PRIMARY KEY (job_id, number),
  CHECK (state NOT IN ('prepared', 'completing') OR prepared IS NOT NULL),
  CHECK ((state IN ('completing', 'signed', 'unknown')) = (signature_value IS NOT NULL)),
  CHECK ((state = 'completing') = (lease_until IS NOT NULL))
);
CREATE INDEX agent_job_document_open ON agent_job_document (lease_until) WHERE state = 'completing';
GRANT SELECT, INSERT, UPDATE ON agent_job_document TO "${app_role}";
