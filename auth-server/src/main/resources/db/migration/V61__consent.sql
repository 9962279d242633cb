-- What officials have allowed systems that are not of the house.
CREATE TABLE oauth2_consent (
  account_id uuid NOT NULL REFERENCES account,
  client_id  text NOT NULL,
  scopes     text[] NOT NULL,
  given_at   timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, client_id)
);
