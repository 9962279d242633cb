-- Which clients may keep officials by SCIM, and of which unit and those below it.
CREATE TABLE scim_client (
  client_id  text PRIMARY KEY REFERENCES oauth2_client ON DELETE CASCADE,
  unit_id    uuid NOT NULL REFERENCES org_unit,
  granted_by uuid REFERENCES account,
  granted_at timestamptz NOT NULL
);

-- What each client calls an official (RFC 7643 §3.1): its own business, seen by nobody else.
CREATE TABLE scim_external_id (
  client_id   text NOT NULL REFERENCES oauth2_client ON DELETE CASCADE,
  account_id  uuid NOT NULL REFERENCES account,
  external_id text NOT NULL CHECK (external_id <> '' AND length(external_id) <= 200),
  PRIMARY KEY (client_id, account_id),
  UNIQUE (client_id, external_id)
);
CREATE INDEX scim_external_id_account ON scim_external_id (account_id);
