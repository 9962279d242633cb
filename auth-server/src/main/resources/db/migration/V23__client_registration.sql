-- What OpenID Connect and its kin let a client register, and secrets that can be rotated.
ALTER TABLE oauth2_client
  DROP CONSTRAINT oauth2_client_kind_check,
  DROP CONSTRAINT oauth2_client_authentication_check,
  DROP CONSTRAINT oauth2_client_grant_types_check,
  DROP CONSTRAINT oauth2_client_check,
  DROP CONSTRAINT oauth2_client_check1,
  ADD COLUMN profile text NOT NULL DEFAULT 'standard'
    CHECK (profile IN ('standard', 'fapi2_security', 'fapi2_message_signing')),
  -- Belongs to the province itself: its officials are not asked for consent.
  ADD COLUMN first_party boolean NOT NULL DEFAULT true,
  ADD COLUMN jwks_uri text,
  -- Everything that no column holds, by the names of the OAuth client metadata registry.
  ADD COLUMN metadata jsonb NOT NULL DEFAULT '{}',
  ADD CHECK (kind IN ('house', 'sample', 'registered', 'dynamic')),
  ADD CHECK (kind <> 'dynamic' OR NOT first_party),
  ADD CHECK (authentication IN ('client_secret_basic', 'client_secret_post', 'client_secret_jwt',
    'private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth', 'none')),
  ADD CHECK (grant_types <@ ARRAY['authorization_code', 'refresh_token', 'client_credentials',
    'urn:ietf:params:oauth:grant-type:device_code',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
    'urn:ietf:params:oauth:grant-type:token-exchange',
    'urn:openid:params:grant-type:ciba']),
  ADD CHECK (jwks IS NULL OR jwks_uri IS NULL),
  -- Officials are named by UUIDs in tokens; no client may look like one.
  ADD CHECK (client_id !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');

CREATE TABLE oauth2_client_secret (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  client_id  text NOT NULL REFERENCES oauth2_client ON DELETE CASCADE,
  -- SHA-256 of the secret, wrapped by the root key.
  digest     bytea NOT NULL,
  -- The secret itself, wrapped, for client_secret_jwt alone.
  readable   bytea,
  created_at timestamptz NOT NULL,
  -- Set when a newer one has taken over; until then both are good.
  expires_at timestamptz
);
CREATE INDEX oauth2_client_secret_client ON oauth2_client_secret (client_id);
INSERT INTO oauth2_client_secret (client_id, digest, created_at)
SELECT client_id, secret, updated_at FROM oauth2_client WHERE secret IS NOT NULL;
ALTER TABLE oauth2_client DROP COLUMN secret;

CREATE TRIGGER oauth2_client_secret_changed AFTER INSERT OR UPDATE OR DELETE ON oauth2_client_secret
  FOR EACH STATEMENT EXECUTE FUNCTION tell_client_changed();
