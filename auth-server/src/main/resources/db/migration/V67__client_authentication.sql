-- When each secret was last used, within the hour. Writing that down is no change of the client,
-- so only a change of what counts is told to the nodes.
ALTER TABLE oauth2_client_secret ADD COLUMN last_used_at timestamptz;
DROP TRIGGER oauth2_client_secret_changed ON oauth2_client_secret;
CREATE TRIGGER oauth2_client_secret_changed
  AFTER INSERT OR DELETE OR UPDATE OF digest, readable, expires_at ON oauth2_client_secret
  FOR EACH STATEMENT EXECUTE FUNCTION tell_client_changed();

-- What went wrong for a client of late, for its developers: a ring of rows, one for requests that
-- had proven to be the client's and one for those that only claimed it, so that nobody who knows a
-- client_id can push out what the client itself did.
CREATE TABLE oauth2_client_error (
  client_id   text NOT NULL REFERENCES oauth2_client ON DELETE CASCADE,
  proven      boolean NOT NULL,
  slot        smallint NOT NULL CHECK (slot BETWEEN 0 AND 19),
  at          timestamptz NOT NULL,
  endpoint    text NOT NULL CHECK (length(endpoint) <= 100),
  error       text NOT NULL CHECK (length(error) <= 100),
  description text NOT NULL CHECK (length(description) <= 300),
  PRIMARY KEY (client_id, proven, slot)
);
