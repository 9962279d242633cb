-- Signing with VGCA Sign Service: documents are handed out and taken back by addresses that serve
-- once. Only the hashes of the addresses are kept.
CREATE TABLE vgca_job (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES signature_request (id),
  official_id uuid NOT NULL,
  client_id text NOT NULL,
  credential_id uuid NOT NULL REFERENCES credential (id),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_because text,
  CHECK ((ended_at IS NULL) = (ended_because IS NULL))
);
CREATE UNIQUE INDEX vgca_job_open ON vgca_job (request_id) WHERE ended_because IS NULL;
CREATE INDEX vgca_job_request ON vgca_job (request_id, created_at);
GRANT SELECT, INSERT, UPDATE ON vgca_job TO "${app_role}";

CREATE TABLE vgca_document (
  job_id uuid NOT NULL REFERENCES vgca_job (id),
  number integer NOT NULL,
  document_id uuid NOT NULL,
  hash bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'fetched', 'returned', 'signed', 'refused')),
  download_hash bytea NOT NULL UNIQUE CHECK (length(download_hash) = 32),
  upload_hash bytea NOT NULL UNIQUE CHECK (length(upload_hash) = 32),
  fetched_at timestamptz,
  returned_at timestamptz,
  problem text,
  signature_value bytea,
  signed_attributes bytea,
  PRIMARY KEY (job_id, number),
  CHECK ((state = 'refused') = (problem IS NOT NULL)),
  CHECK ((state = 'signed') = (signature_value IS NOT NULL)),
  CHECK ((state = 'signed') = (signed_attributes IS NOT NULL))
);
GRANT SELECT, INSERT, UPDATE ON vgca_document TO "${app_role}";
