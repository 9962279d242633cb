-- Documents that were signed below the approved level, because time-stamps or revocation data could
-- not be had when the key had been used already.
CREATE TABLE signature_shortfall (
  document_id uuid PRIMARY KEY,
  approved text NOT NULL,
  reached text NOT NULL,
  created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON signature_shortfall TO "${app_role}";
