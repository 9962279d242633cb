-- Approvals of hashes that an application made: they belong to no request and end in a value.
ALTER TABLE approval_grant
  ALTER COLUMN request_id DROP NOT NULL,
  ALTER COLUMN parameters_digest DROP NOT NULL,
  ADD CHECK ((request_id IS NULL) = (parameters_digest IS NULL));
ALTER TABLE grant_hash
  ALTER COLUMN request_id DROP NOT NULL,
  ADD COLUMN signed_value bytea,
  DROP CONSTRAINT grant_hash_check,
  ADD CHECK ((state = 'signed') = (num_nonnulls(signed_document_id, signed_value) = 1));
