-- Calls of the CSC API that sign and are answered later (operationMode A). What was asked, the token
-- it was asked with and what came of it are wrapped by the root key; the first two go when the last
-- is there.
CREATE TABLE csc_later (
  id uuid PRIMARY KEY,
  client_id text NOT NULL,
  -- who may fetch the answer in that system; nobody else when it asked for itself
  official_id uuid,
  grant_id uuid NOT NULL,
  method text NOT NULL CHECK (method IN ('signHash', 'signDoc')),
  call bytea,
  token bytea,
  answer bytea,
  status integer CHECK (status BETWEEN 200 AND 599),
  attempts integer NOT NULL DEFAULT 0,
  lease_until timestamptz,
  response_uri text,
  tell_at timestamptz,
  told integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK ((status IS NULL) = (answer IS NULL)),
  CHECK ((status IS NULL) = (call IS NOT NULL AND token IS NOT NULL)),
  CHECK (tell_at IS NULL OR (response_uri IS NOT NULL AND status IS NOT NULL))
);
CREATE INDEX csc_later_open ON csc_later (created_at) WHERE status IS NULL;
CREATE INDEX csc_later_client ON csc_later (client_id) WHERE status IS NULL;
CREATE INDEX csc_later_tell ON csc_later (tell_at) WHERE tell_at IS NOT NULL;
CREATE INDEX csc_later_expiry ON csc_later (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON csc_later TO "${app_role}";
