-- Tokens that only their owner can use: proofs of possession (DPoP) that could be taken a second time,
-- and what the access token was bound to for which activation data was given out.
CREATE TABLE dpop_proof (
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  expires_at timestamptz NOT NULL
);
CREATE INDEX dpop_proof_expiry ON dpop_proof (expires_at);
GRANT SELECT, INSERT, DELETE ON dpop_proof TO "${app_role}";

ALTER TABLE csc_sad ADD COLUMN confirmation text NOT NULL DEFAULT '';
