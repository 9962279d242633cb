-- Acts that a second administrator decides.
CREATE TABLE power_proposal (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind       text NOT NULL CHECK (kind <> ''),
  -- What both administrators must hold over the official and the unit.
  power      text NOT NULL,
  proposer   uuid NOT NULL REFERENCES account,
  about      uuid REFERENCES account,
  unit_id    uuid REFERENCES org_unit,
  details    jsonb NOT NULL DEFAULT '{}',
  state      text NOT NULL DEFAULT 'open'
               CHECK (state IN ('open', 'approved', 'refused', 'withdrawn', 'expired')),
  decider    uuid REFERENCES account,
  reason     text,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at   timestamptz,
  CHECK ((state = 'open') = (ended_at IS NULL)),
  CHECK ((state IN ('approved', 'refused')) = (decider IS NOT NULL)),
  CHECK (proposer <> about)
);
CREATE UNIQUE INDEX power_proposal_open ON power_proposal (kind, about, unit_id, details)
  NULLS NOT DISTINCT WHERE state = 'open';
CREATE INDEX power_proposal_order ON power_proposal (power, created_at DESC, id DESC);
CREATE INDEX power_proposal_expiry ON power_proposal (expires_at) WHERE state = 'open';
CREATE INDEX power_proposal_about ON power_proposal (about);

-- A grant taken away on the day it begins was never in force: it ends on that day.
ALTER TABLE role_grant DROP CONSTRAINT role_grant_check;
ALTER TABLE role_grant ADD CONSTRAINT role_grant_dates CHECK (valid_to >= valid_from);
