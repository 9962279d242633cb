-- National ids that one administrator has proposed for an account; kept, wrapped by the root key, while
-- a second one may have to read them.
CREATE TABLE national_id_correction (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id  uuid NOT NULL REFERENCES account,
  national_id bytea NOT NULL,
  created_at  timestamptz NOT NULL
);
CREATE INDEX national_id_correction_account ON national_id_correction (account_id);
