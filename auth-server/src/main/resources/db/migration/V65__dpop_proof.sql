-- DPoP proofs (RFC 9449) that were accepted and are young enough to be tried again: none is
-- accepted twice, on whatever node.
CREATE TABLE dpop_proof (
  -- SHA-256 over the thumbprint of the key and the proof's jti.
  hash       bytea PRIMARY KEY CHECK (length(hash) = 32),
  expires_at timestamptz NOT NULL
);
CREATE INDEX dpop_proof_expiry ON dpop_proof (expires_at);
