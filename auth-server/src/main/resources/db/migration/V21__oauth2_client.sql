-- Systems that log officials in through us, and our own services.
CREATE TABLE oauth2_client (
  client_id                   text PRIMARY KEY CHECK (client_id ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  name                        text NOT NULL CHECK (name <> ''),
  -- Where an official opens the system; null when it has no page.
  url                         text,
  kind                        text NOT NULL CHECK (kind IN ('house', 'sample', 'registered')),
  authentication              text NOT NULL CHECK (authentication IN
                                ('client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none')),
  -- SHA-256 of the secret, wrapped by the root key.
  secret                      bytea,
  -- Public keys as a JWK set.
  jwks                        text,
  redirect_uris               text[] NOT NULL DEFAULT '{}',
  post_logout_redirect_uris   text[] NOT NULL DEFAULT '{}',
  grant_types                 text[] NOT NULL CHECK (grant_types <@
                                ARRAY['authorization_code', 'refresh_token', 'client_credentials']),
  scopes                      text[] NOT NULL,
  authorization_details_types text[] NOT NULL DEFAULT '{}',
  require_pkce                boolean NOT NULL DEFAULT true,
  may_introspect              boolean NOT NULL DEFAULT false,
  enabled                     boolean NOT NULL DEFAULT true,
  created_at                  timestamptz NOT NULL,
  updated_at                  timestamptz NOT NULL,
  CHECK ((secret IS NOT NULL) = (authentication LIKE 'client_secret_%')),
  CHECK ((jwks IS NOT NULL) = (authentication = 'private_key_jwt')),
  CHECK (authentication <> 'none' OR require_pkce),
  CHECK (authentication <> 'none' OR NOT 'client_credentials' = ANY (grant_types)),
  CHECK (cardinality(redirect_uris) > 0 OR NOT 'authorization_code' = ANY (grant_types))
);

-- Every node forgets what it has cached as soon as a row changes.
CREATE FUNCTION tell_client_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('oauth2_client', '');
  RETURN NULL;
END $$;
CREATE TRIGGER oauth2_client_changed AFTER INSERT OR UPDATE OR DELETE ON oauth2_client
  FOR EACH STATEMENT EXECUTE FUNCTION tell_client_changed();

-- Assertions (RFC 7523) that were accepted and have not expired: none is accepted twice.
CREATE TABLE client_assertion (
  client_id  text NOT NULL,
  jti_hash   bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (client_id, jti_hash)
);
CREATE INDEX client_assertion_expiry ON client_assertion (expires_at);
