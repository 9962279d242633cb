-- What becomes of seals when units end: their use stops by the unit's own validity; who took over
-- is copied from auth-server, and a request for the successor's seal is drafted.

CREATE TABLE succession (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  successor_id uuid NOT NULL,
  valid_from timestamptz NOT NULL,
  round bigint NOT NULL
);
CREATE INDEX succession_unit ON succession (unit_id);
CREATE INDEX succession_successor ON succession (successor_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON succession TO "${app_role}";

-- One line for each seal that stopped and each unit that may want one in its place.
CREATE TABLE seal_request (
  unit_id uuid NOT NULL,
  instead_of uuid NOT NULL,
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'dismissed')),
  created_at timestamptz NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  PRIMARY KEY (unit_id, instead_of),
  CHECK ((state = 'draft') = (decided_by IS NULL))
);
GRANT SELECT, INSERT, UPDATE ON seal_request TO "${app_role}";

-- What was decided about a request that a stopped seal can no longer sign.
CREATE TABLE in_flight_decision (
  request_id uuid PRIMARY KEY REFERENCES signature_request (id),
  decision text NOT NULL CHECK (decision IN ('withdrawn', 'again')),
  decided_by uuid NOT NULL,
  decided_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON in_flight_decision TO "${app_role}";

CREATE INDEX signature_request_credential ON signature_request (credential_id);
