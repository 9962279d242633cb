-- Who keeps an agency's seal. Without a row every records clerk of the unit may use it, as before;
-- with one, only the keeper, as long as they are records clerk.
CREATE TABLE seal_custody (
  unit_id uuid NOT NULL,
  official_id uuid NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz,
  handover_id uuid NOT NULL,
  PRIMARY KEY (unit_id, since)
);
CREATE UNIQUE INDEX seal_custody_one ON seal_custody (unit_id) WHERE until IS NULL;
GRANT SELECT, INSERT, UPDATE ON seal_custody TO "${app_role}";

-- A handover takes effect when both sides have approved; nobody approves for both.
CREATE TABLE seal_handover (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  giver uuid,
  receiver uuid NOT NULL,
  note text CHECK (length(note) <= 500),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'withdrawn')),
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  given_by uuid,
  given_at timestamptz,
  taken_by uuid,
  taken_at timestamptz,
  CHECK (given_by IS DISTINCT FROM taken_by OR given_by IS NULL)
);
CREATE UNIQUE INDEX seal_handover_open ON seal_handover (unit_id) WHERE state = 'open';
GRANT SELECT, INSERT, UPDATE ON seal_handover TO "${app_role}";
