-- JWTs that may be used once and have been: signed requests of CIBA, assertions of RFC 7523. The
-- insert that fails is the replay.
CREATE TABLE seen_jwt (
  purpose    text NOT NULL,
  issuer     text NOT NULL,
  jti_hash   bytea NOT NULL CHECK (length(jti_hash) = 32),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (purpose, issuer, jti_hash)
);
CREATE INDEX seen_jwt_expiry ON seen_jwt (expires_at);
