-- Thousands of certificates in one job: a row per holder, worked off by any node, resumed after a
-- crash. administers is what the creator's token said; each row asks again what it is worth.
CREATE TABLE certificate_job (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('issue', 'renew')),
  created_by uuid NOT NULL,
  client_id text NOT NULL,
  administers uuid[] NOT NULL,
  unit_id uuid,
  key_kind text,
  total integer NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX certificate_job_latest ON certificate_job (created_at DESC, id);
GRANT SELECT, INSERT, UPDATE ON certificate_job TO "${app_role}";

CREATE TABLE certificate_job_row (
  job_id uuid NOT NULL REFERENCES certificate_job (id),
  number integer NOT NULL,
  official_id uuid,
  unit_id uuid,
  renews uuid,
  credential_id uuid,
  state text NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'working', 'done', 'skipped', 'failed', 'cancelled')),
  detail text,
  attempts integer NOT NULL DEFAULT 0,
  not_before timestamptz,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (job_id, number),
  CHECK ((official_id IS NULL) <> (unit_id IS NULL))
);
CREATE INDEX certificate_job_row_open ON certificate_job_row (not_before, job_id, number)
  WHERE state IN ('waiting', 'working');
GRANT SELECT, INSERT, UPDATE ON certificate_job_row TO "${app_role}";
