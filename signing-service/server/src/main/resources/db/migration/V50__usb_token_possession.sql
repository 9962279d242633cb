-- Whether the holder of a USB token's certificate proved to have the key; otherwise an
-- administrator vouched for it. Says nothing of keys that are made here.
ALTER TABLE credential ADD COLUMN possession_proved boolean NOT NULL DEFAULT false;

-- Codes that let a holder register a USB token by themselves: one per holder, gone once it is used,
-- withdrawn or replaced. With whom made it, whose power over the holder is asked again then.
CREATE TABLE usb_token_code (
  id uuid PRIMARY KEY,
  code_hash bytea NOT NULL UNIQUE CHECK (length(code_hash) = 32),
  official_id uuid,
  unit_id uuid,
  created_by uuid NOT NULL,
  client_id text NOT NULL,
  administers uuid[] NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 10),
  CHECK ((official_id IS NULL) <> (unit_id IS NULL))
);
CREATE UNIQUE INDEX usb_token_code_holder ON usb_token_code (coalesce(official_id, unit_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON usb_token_code TO "${app_role}";
