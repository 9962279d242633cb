-- Who was told that a certificate ends soon, once per stage.
CREATE TABLE certificate_notice (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  credential_id uuid NOT NULL REFERENCES credential (id),
  days integer NOT NULL,
  recipient uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('holder', 'administrator', 'clerk')),
  created_at timestamptz NOT NULL,
  seen_at timestamptz,
  UNIQUE (credential_id, days, recipient)
);
CREATE INDEX certificate_notice_recipient ON certificate_notice (recipient, id);
GRANT SELECT, INSERT, UPDATE ON certificate_notice TO "${app_role}";
