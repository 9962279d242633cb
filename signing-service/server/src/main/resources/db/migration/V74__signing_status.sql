-- What our responder said of a signer's certificate when it was used: an evidence file holds it, and
-- the answers that are served are replaced every few hours.
CREATE TABLE signing_status (
  credential_id uuid NOT NULL REFERENCES credential (id),
  this_update timestamptz NOT NULL,
  next_update timestamptz NOT NULL,
  der bytea NOT NULL,
  PRIMARY KEY (credential_id, this_update)
);
GRANT SELECT, INSERT ON signing_status TO "${app_role}";
CREATE INDEX grant_hash_signed_at ON grant_hash (changed_at) WHERE state = 'signed';
CREATE INDEX grant_hash_hash ON grant_hash (hash) WHERE state = 'signed';
CREATE INDEX grant_hash_signed_hash ON grant_hash (signed_sha256) WHERE state = 'signed';
