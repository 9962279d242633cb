-- Passwords that officials have made for one system alone; they count at the LDAP gateway and
-- nowhere else. 160 random bits: a plain hash is enough.
CREATE TABLE application_password (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id   uuid NOT NULL REFERENCES account,
  system       text NOT NULL CHECK (system <> '' AND length(system) <= 100),
  hash         bytea NOT NULL UNIQUE,
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz,
  -- From where it was used last, for its owner to read.
  last_address text
);
CREATE INDEX application_password_account ON application_password (account_id);
