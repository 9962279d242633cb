-- Lists of certificates that an outside authority hands over: a job whose rows bring what shall be
-- registered. Who the holder is is found out when the row is worked at. A preview keeps its
-- certificates while it can still be carried out; every other row lets go of them as it ends.
ALTER TABLE certificate_job
  DROP CONSTRAINT certificate_job_kind_check,
  ADD CONSTRAINT certificate_job_kind_check CHECK (kind IN ('issue', 'renew', 'import')),
  ADD COLUMN source text CHECK (source IN ('csv', 'ldap')),
  ADD COLUMN preview boolean NOT NULL DEFAULT false,
  ADD COLUMN staged boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT certificate_job_source CHECK ((kind = 'import') = (source IS NOT NULL)),
  ADD CONSTRAINT certificate_job_preview CHECK (kind = 'import' OR NOT preview),
  ADD CONSTRAINT certificate_job_staged CHECK (preview OR NOT staged);
CREATE INDEX certificate_job_staged ON certificate_job (created_at) WHERE staged;

ALTER TABLE certificate_job_row
  DROP CONSTRAINT certificate_job_row_check,
  ADD COLUMN username text,
  ADD COLUMN unit_code text,
  ADD COLUMN certificates text,
  ADD CONSTRAINT certificate_job_row_holder CHECK (
    CASE WHEN certificates IS NULL THEN (official_id IS NULL) <> (unit_id IS NULL)
      ELSE official_id IS NULL OR unit_id IS NULL END);
