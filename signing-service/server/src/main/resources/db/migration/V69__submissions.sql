-- Signing requests of applications: documents, and steps in which officials sign them in order.

-- Who approves when it is not the application that asked, and whether the request was withdrawn.
ALTER TABLE signature_request ADD COLUMN IF NOT EXISTS approver_client text;
ALTER TABLE signature_request ADD COLUMN IF NOT EXISTS approver_official uuid;
ALTER TABLE signature_request ADD COLUMN IF NOT EXISTS withdrawn_at timestamptz;
GRANT UPDATE (approver_client, approver_official, withdrawn_at) ON signature_request
  TO "${app_role}";

-- Which post an assignment holds; what was copied before is read again.
ALTER TABLE assignment ADD COLUMN post_id uuid;
CREATE INDEX assignment_post ON assignment (post_id) WHERE post_id IS NOT NULL;
UPDATE people_feed SET position = NULL, round = round + 1, resyncing = true;

CREATE TABLE submission (
  id uuid PRIMARY KEY,
  client_id text NOT NULL,
  title text NOT NULL,
  state text NOT NULL CHECK (state IN
    ('waiting', 'signing', 'completed', 'rejected', 'cancelled', 'expired', 'unknown')),
  documents integer NOT NULL,
  callback_url text,
  created_at timestamptz NOT NULL,
  deadline timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text
);
CREATE INDEX submission_client ON submission (client_id, created_at, id);
CREATE INDEX submission_open ON submission (deadline) WHERE ended_at IS NULL;

-- latest_* is the document as the last signer left it: what the next one signs.
CREATE TABLE submission_document (
  submission_id uuid NOT NULL REFERENCES submission,
  position integer NOT NULL,
  document_id uuid NOT NULL,
  title text NOT NULL,
  number text,
  notation text,
  name text NOT NULL,
  size bigint NOT NULL,
  pages integer NOT NULL,
  latest_id uuid NOT NULL,
  latest_hash bytea NOT NULL,
  fetched_at timestamptz,
  PRIMARY KEY (submission_id, position),
  UNIQUE (submission_id, document_id)
);

-- request_id is the batch in which the official is asked to approve, as long as it is not withdrawn.
CREATE TABLE submission_step (
  id uuid PRIMARY KEY,
  submission_id uuid NOT NULL REFERENCES submission,
  position integer NOT NULL,
  ord integer NOT NULL,
  target_kind text NOT NULL CHECK (target_kind IN ('official', 'post', 'head')),
  target_id uuid NOT NULL,
  credential_kind text NOT NULL CHECK (credential_kind IN ('personal', 'seal')),
  unit_id uuid,
  parameters jsonb NOT NULL,
  deadline timestamptz,
  state text NOT NULL CHECK (state IN ('pending', 'waiting', 'approved', 'signing', 'signed',
    'rejected', 'cancelled', 'expired', 'unknown')),
  official_id uuid,
  delegated_from uuid,
  delegation_id uuid,
  received_at timestamptz,
  decided_at timestamptz,
  decision_reason text,
  request_id uuid,
  held_until timestamptz,
  UNIQUE (submission_id, position),
  CHECK ((credential_kind = 'seal') = (unit_id IS NOT NULL))
);
CREATE INDEX submission_step_official ON submission_step (official_id, received_at, id);
CREATE INDEX submission_step_request ON submission_step (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX submission_step_open ON submission_step (received_at)
  WHERE state IN ('waiting', 'approved', 'signing', 'unknown');

-- Whose a step was before it was delegated or its post changed hands.
CREATE TABLE submission_step_former (
  step_id uuid NOT NULL REFERENCES submission_step,
  official_id uuid NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (step_id, official_id)
);
CREATE INDEX submission_step_former_official ON submission_step_former (official_id);

-- What a step did to each document, as the ledger of hashes tells it.
CREATE TABLE submission_signature (
  step_id uuid NOT NULL REFERENCES submission_step,
  position integer NOT NULL,
  state text NOT NULL CHECK (state IN ('signed', 'unknown')),
  document_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (step_id, position),
  CHECK ((state = 'signed') = (document_id IS NOT NULL))
);

GRANT SELECT, INSERT, UPDATE ON submission, submission_document, submission_step,
  submission_step_former TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON submission_signature TO "${app_role}";
