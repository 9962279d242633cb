-- A person says what became of a signature whose outcome nobody knew. 'closed': it was not made,
-- and never will be under that approval.
ALTER TABLE grant_hash DROP CONSTRAINT grant_hash_state_check;
ALTER TABLE grant_hash ADD CONSTRAINT grant_hash_state_check CHECK (state IN
  ('approved', 'reserved', 'signing', 'signed', 'unknown', 'closed'));
CREATE INDEX grant_hash_unknown ON grant_hash (changed_at, grant_id, hash)
  WHERE state = 'unknown';

CREATE TABLE outcome_resolution (
  grant_id uuid NOT NULL,
  hash bytea NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('signed', 'not-signed')),
  reason text NOT NULL,
  official_id uuid NOT NULL,
  unknown_since timestamptz NOT NULL,
  resolved_at timestamptz NOT NULL,
  PRIMARY KEY (grant_id, hash),
  FOREIGN KEY (grant_id, hash) REFERENCES grant_hash
);
GRANT SELECT, INSERT ON outcome_resolution TO "${app_role}";
