-- Requests to outside authorities: the key is here, the certificate comes with their answer.
CREATE TABLE certificate_request (
  credential_id uuid PRIMARY KEY REFERENCES credential (id),
  pkcs10 bytea,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON certificate_request TO "${app_role}";

-- One open request per holder.
CREATE UNIQUE INDEX credential_one_request_per_official ON credential (official_id)
  WHERE state = 'issuing' AND source = 'request';
CREATE UNIQUE INDEX credential_one_request_per_seal ON credential (unit_id)
  WHERE state = 'issuing' AND source = 'request';
