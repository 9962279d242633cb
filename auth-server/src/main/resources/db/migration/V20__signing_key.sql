-- Keys that sign our tokens. A row is written once; only its private part is taken away later.
CREATE TABLE signing_key (
  kid         text PRIMARY KEY,
  algorithm   text NOT NULL CHECK (algorithm = 'ES256'),
  public_jwk  text NOT NULL,
  -- The secret number of the curve, wrapped by the root key; null once the key has retired.
  private_key bytea,
  signs_from  timestamptz NOT NULL UNIQUE,
  created_at  timestamptz NOT NULL
);
REVOKE DELETE ON signing_key FROM ${app_role};
