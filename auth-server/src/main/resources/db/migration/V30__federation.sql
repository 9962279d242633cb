-- Who an account is in the directory that holds its password. The directory's own identifier is
-- kept from the first login on: a name that was given to somebody else opens nothing.
CREATE TABLE federated_identity (
  account_id  uuid PRIMARY KEY REFERENCES account,
  source      text NOT NULL,
  external_id text NOT NULL,
  bound_at    timestamptz NOT NULL,
  seen_at     timestamptz NOT NULL,
  UNIQUE (source, external_id)
);

ALTER TABLE account ADD COLUMN telephone text;

-- What applications look officials up by over LDAP.
CREATE INDEX account_mail ON account (lower(email));
CREATE INDEX account_display_name ON account (lower(display_name));
